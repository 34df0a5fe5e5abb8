// ADDRESS -> entries. On the command line an address may also be a folder, which archives rarely hold as an entry of its own.
import { BootbankError } from '../../../shared/model/errors'
import type { Document } from '../../engine/document/document'
import type { Entry } from '../../engine/document/entry'
import type { Run } from './run'

export interface Choice {
  readonly entries: readonly Entry[]
  /** Those that an address named itself. */
  readonly named: ReadonlySet<Entry>
}

/** One entry for `cat`. Throws NOT_A_FILE for a folder, or what resolving throws. */
export async function resolveFile(document: Document, address: string, run: Run): Promise<Entry> {
  try {
    return await document.resolve(address, run.watch)
  } catch (error) {
    if (!isNotFound(error) || insidesOf(document, address).length === 0) throw error
    throw new BootbankError('NOT_A_FILE', `${address} has no content: it is a folder. See bootbank ls.`, {
      path: address,
    })
  }
}

/** Entries for `extract`: an entry, and for a folder (or a layer with `!`) everything below it; each once, in archive order. */
export async function chooseEntries(document: Document, addresses: readonly string[], run: Run): Promise<Choice> {
  const named = new Set<Entry>()
  const chosen = new Set<Entry>()
  for (const address of addresses) {
    try {
      const entry = await document.resolve(address, run.watch)
      named.add(entry)
      chosen.add(entry)
      if (entry.kind !== 'directory') continue
      await document.openAll(run.watch)
      for (const inside of insidesOf(document, entry.address)) chosen.add(inside)
    } catch (error) {
      if (!isNotFound(error)) throw error
      await document.openAll(run.watch)
      const insides = insidesOf(document, address)
      if (insides.length === 0) throw error
      for (const inside of insides) chosen.add(inside)
    }
  }
  return { entries: document.layers().flatMap(layer => layer.entries().filter(entry => chosen.has(entry))), named }
}

/** Everything below a folder, given whole or by a tail that one folder has. Throws ADDRESS_AMBIGUOUS. */
function insidesOf(document: Document, address: string): readonly Entry[] {
  const wanted = address.replace(/!?\/*$/, suffix => (suffix.startsWith('!') ? '!/' : '/'))
  const entries = document.layers().flatMap(layer => layer.entries())
  const below = entries.filter(entry => entry.address.startsWith(wanted))
  if (below.length > 0) return below
  const folders = new Map<string, Entry[]>()
  for (const entry of entries) {
    const at = entry.address.indexOf(`/${wanted}`)
    if (at < 0) continue
    const folder = entry.address.slice(0, at + wanted.length)
    const insides = folders.get(folder)
    if (insides) insides.push(entry)
    else folders.set(folder, [entry])
  }
  if (folders.size > 1) {
    throw new BootbankError(
      'ADDRESS_AMBIGUOUS',
      `${folders.size} folders end in "${address}": ${[...folders.keys()].slice(0, 10).join(', ')}. Give a longer one.`,
      { path: address },
    )
  }
  return [...folders.values()].flat()
}

function isNotFound(error: unknown): boolean {
  return error instanceof BootbankError && error.code === 'ADDRESS_NOT_FOUND'
}
