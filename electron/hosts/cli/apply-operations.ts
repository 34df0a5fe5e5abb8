// Operations onto a document, one after another in the order given; each sees what the ones before it did. An argument with
// several `=` is split at the first one that makes sense: where the local file exists, or the address is there.
import { assertNever } from '../../../shared/model/assert-never'
import { BootbankError } from '../../../shared/model/errors'
import type { Document } from '../../engine/document/document'
import type { Entry } from '../../engine/document/entry'
import { setConfKey, unsetConfKey } from './conf'
import type { Operation, Split } from './operation'
import { readFile } from './read-file'
import type { Run as Session } from './run'

/** Applies them all. Throws what the first one that fails throws; what it names is in the message. */
export async function applyOperations(
  document: Document,
  operations: readonly Operation[],
  session: Session,
): Promise<void> {
  for (const operation of operations) await apply(document, operation, session)
}

async function apply(document: Document, operation: Operation, session: Session): Promise<void> {
  switch (operation.kind) {
    case 'put':
      return put(document, operation.text, session)
    case 'rm':
      return document.remove(await document.resolve(operation.address, session.watch))
    case 'mv':
      return move(document, operation.text, session)
    case 'chmod':
      return chmod(document, operation.text, session)
    case 'conf':
      return setConfKey(document, splitsOf('--conf KEY=VALUE', operation.text), session)
    case 'conf-rm':
      return unsetConfKey(document, operation.key, session)
    default:
      return assertNever(operation)
  }
}

async function put(document: Document, text: string, session: Session): Promise<void> {
  const { address, content } = await firstThat(splitsOf('--put ADDRESS=LOCALFILE', text), 'NOT_FOUND', async split => ({
    address: split.left,
    content: await readFile(split.right, session),
  }))
  const entry = await document.resolve(address, session.watch).catch((error: unknown) => {
    if (error instanceof BootbankError && error.code === 'ADDRESS_NOT_FOUND') return null
    throw error
  })
  if (entry) return document.put(entry, content)
  const { layer, name } = await document.resolveNew(address, session.watch)
  document.add(layer, name, content)
}

async function move(document: Document, text: string, session: Session): Promise<void> {
  const { entry, target } = await firstThat(
    splitsOf('--mv ADDRESS=ADDRESS', text),
    'ADDRESS_NOT_FOUND',
    async split => ({
      entry: await document.resolve(split.left, session.watch),
      target: split.right,
    }),
  )
  document.rename(entry, await nameInSameLayer(document, entry, target, session))
}

/** A target with `!/` must lie in the entry's own archive; one without is a path in it. */
async function nameInSameLayer(document: Document, entry: Entry, target: string, session: Session): Promise<string> {
  const { prefix } = entry.layer
  if (prefix !== '' && target.startsWith(prefix)) return target.slice(prefix.length)
  if (!target.includes('!/')) return target
  const { layer, name } = await document.resolveNew(target, session.watch)
  if (layer === entry.layer) return name
  throw new BootbankError(
    'NAME_INVALID',
    `--mv stays inside one archive: ${entry.address} is in ${entry.layer.label}, ${target} would be in ${layer.label}. Use extract, --put and --rm.`,
    { layer: entry.layer.label, path: entry.name },
  )
}

async function chmod(document: Document, text: string, session: Session): Promise<void> {
  const split = splitsOf('--chmod ADDRESS=MODE', text).at(-1)
  if (!split || !/^[0-7]{1,5}$/.test(split.right)) {
    throw new BootbankError(
      'MODE_INVALID',
      `"${split?.right ?? ''}" is no mode; give an octal number from 0 to 07777, such as 01644.`,
    )
  }
  document.chmod(await document.resolve(split.left, session.watch), Number.parseInt(split.right, 8))
}

/** Every way to split at an `=`, from the left. Throws USAGE when there is none. */
function splitsOf(usage: string, text: string): readonly Split[] {
  const splits: Split[] = []
  for (let at = text.indexOf('='); at >= 0; at = text.indexOf('=', at + 1)) {
    if (at > 0) splits.push({ left: text.slice(0, at), right: text.slice(at + 1) })
  }
  if (splits.length > 0) return splits
  throw new BootbankError('USAGE', `${usage} is needed, but "${text}" has no = between two parts.`)
}

/** The result for the first split that works. One that fails for another reason than `absent` is the error, else the first's. */
async function firstThat<T>(
  splits: readonly Split[],
  absent: 'NOT_FOUND' | 'ADDRESS_NOT_FOUND',
  attempt: (split: Split) => Promise<T>,
): Promise<T> {
  let first: unknown = null
  for (const split of splits) {
    try {
      return await attempt(split)
    } catch (error) {
      if (!(error instanceof BootbankError) || error.code !== absent) throw error
      first ??= error
    }
  }
  throw first
}
