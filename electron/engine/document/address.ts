// ADDRESS (docs/cli.md): the path from the outermost archive with `!/` where a layer opens, or a tail that exactly one entry has. A
// whole address opens only the layers on its way. A tail means an entry of the host's layer chain if one of them has it; only where
// none has, every other archive in the backup is opened and searched.
import { BootbankError } from '../../../shared/model/errors'
import type { Backup } from './backup'
import type { Entry } from './entry'
import type { Layer } from './layer'
import type { OpenLayerOptions } from './opening'
import { plain } from './plain-name'
import { isSimilarName } from './similar-name'

/** Candidates that a message lists. */
const SHOWN = 10

/** The entry of an address. Opens the layers it needs. Throws ADDRESS_NOT_FOUND, ADDRESS_AMBIGUOUS, or why a layer on the way cannot be opened. */
export async function resolveAddress(backup: Backup, address: string, options: OpenLayerOptions = {}): Promise<Entry> {
  const wanted = address.length > 1 ? address.replace(/\/+$/, '') : address
  // As it was given first: a name may be empty or end in a slash itself.
  const exact =
    (await resolveExact(backup, backup.root, address, options)) ??
    (await resolveExact(backup, backup.root, wanted, options))
  if (exact) return exact
  const problems = [...(await backup.openChain(options))]
  const inChain = onlyOne(address, withTail(backup.chain(), wanted))
  if (inChain) return inChain
  // An address that begins with a layer of the opened file is whole: nothing further inside can be meant.
  if (!(await isInKnownLayer(backup, wanted, options))) {
    problems.push(...(await backup.openAll(options)))
    const anywhere = onlyOne(address, withTail(backup.layers(), wanted))
    if (anywhere) return anywhere
  }
  const closed = problems.find(problem => problem.structural)
  if (closed) throw closed.error
  const base = wanted.split('/').at(-1) ?? wanted
  const named = (fits: (name: string) => boolean) =>
    backup
      .layers()
      .flatMap(layer => layer.entries())
      .filter(entry => base !== '' && fits(plain(entry.name).split('/').at(-1) ?? ''))
  const same = named(name => name === base)
  const similar = same.length > 0 ? [] : named(name => isSimilarName(name, base))
  const hint =
    same.length > 0
      ? ` Entries of that file name: ${listed(same)}.`
      : similar.length > 0
        ? ` There is: ${listed(similar)}.`
        : ' bootbank ls lists all that there are.'
  throw new BootbankError('ADDRESS_NOT_FOUND', `There is no entry "${address}".${hint}`, { path: address })
}

/**
 * Where a new entry would go: the layer and the name inside it. A whole address says so itself; a tail goes where its folder
 * is, or the nearest folder above it that exists: etc/rc.local.d/x belongs beside the other files of etc, in whichever layer
 * that is. Throws ADDRESS_AMBIGUOUS.
 */
export async function resolveNew(
  backup: Backup,
  address: string,
  options: OpenLayerOptions = {},
): Promise<{ layer: Layer; name: string }> {
  const border = address.lastIndexOf('!/')
  if (border >= 0) {
    const container = await resolveAddress(backup, address.slice(0, border), options)
    return { layer: await backup.openLayer(container, options), name: address.slice(border + 2) }
  }
  await backup.openAll(options)
  for (let end = address.lastIndexOf('/'); end > 0; end = address.lastIndexOf('/', end - 1)) {
    const folder = address.slice(0, end + 1)
    const homes = backup.layers().filter(layer => layer.entries().some(entry => plain(entry.name).startsWith(folder)))
    const [home] = homes
    if (!home) continue
    if (homes.length === 1 || home === backup.root) return { layer: home, name: address }
    const choices = homes.map(layer => layer.label).join(' or in ')
    throw new BootbankError(
      'ADDRESS_AMBIGUOUS',
      `${address} could be added in ${choices}, which both have ${folder}. Give the whole address.`,
      { path: address },
    )
  }
  return { layer: backup.root, name: address }
}

/** Tries every `!/` as the end of a layer's address, so that a name that holds `!/` itself is still found. */
async function resolveExact(
  backup: Backup,
  layer: Layer,
  rest: string,
  options: OpenLayerOptions,
): Promise<Entry | null> {
  const direct = layer.entryNamed(rest)
  if (direct) return direct
  for (let border = rest.indexOf('!/'); border >= 0; border = rest.indexOf('!/', border + 1)) {
    const container = layer.entryNamed(rest.slice(0, border))
    if (!container?.opens) continue
    const inner = await backup.openLayer(container, options)
    const found = await resolveExact(backup, inner, rest.slice(border + 2), options)
    if (found) return found
  }
  return null
}

/** Whether everything before the last `!/` is the whole address of a layer. */
async function isInKnownLayer(backup: Backup, address: string, options: OpenLayerOptions): Promise<boolean> {
  const border = address.lastIndexOf('!/')
  if (border < 0) return false
  const container = await resolveExact(backup, backup.root, address.slice(0, border), options)
  return container !== null && container.opens !== null
}

function withTail(layers: readonly Layer[], tail: string): readonly Entry[] {
  return layers
    .flatMap(layer => layer.entries())
    .filter(
      entry => endsAt(entry.address, tail) || (entry.ordinal > 1 && endsAt(entry.layer.prefix + entry.name, tail)),
    )
}

/** The entry, if it is one; null for none. Throws ADDRESS_AMBIGUOUS for more. */
function onlyOne(address: string, candidates: readonly Entry[]): Entry | null {
  if (candidates.length <= 1) return candidates[0] ?? null
  throw new BootbankError(
    'ADDRESS_AMBIGUOUS',
    `${candidates.length} entries end in "${address}": ${listed(candidates)}. Give a longer one.`,
    { path: address },
  )
}

function endsAt(address: string, tail: string): boolean {
  return address === tail || address.endsWith(`/${tail}`)
}

function listed(entries: readonly Entry[]): string {
  const shown = entries.slice(0, SHOWN).map(entry => entry.address)
  return shown.join(', ') + (entries.length > SHOWN ? ` and ${entries.length - SHOWN} more` : '')
}
