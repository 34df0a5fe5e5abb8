// What differs between two saved files, all of it: the engine's own comparison through every layer, told in few words, so that a journey
// can say what was wanted and that nothing else came with it.
import { readFile } from 'node:fs/promises'
import { bytesOf } from '../electron/engine/codecs/bytes'
import { compareBackups } from '../electron/engine/diff/comparison'
import { Document } from '../electron/engine/document/document'

/** Each entry that differs as `address: what` (or added, removed, moved), each setting or key below it with both values. */
export interface ExactDifference {
  readonly entries: readonly string[]
  /** By path or key. Secrets are bullets; null on the side that does not have it. */
  readonly settings: Readonly<Record<string, readonly [string | null, string | null]>>
}

/** Opens a saved file with all its layers. */
export async function openedFile(path: string): Promise<Document> {
  const document = await Document.open(bytesOf(await readFile(path)), { name: 'state.tgz' })
  await document.openAll()
  return document
}

/** What differs between two files on the disk. */
export async function exactDifference(before: string, after: string): Promise<ExactDifference> {
  const { entries } = await compareBackups(await openedFile(before), await openedFile(after))
  return {
    entries: entries.map(
      ({ address, change, what, from }) =>
        `${address}: ${change === 'changed' ? what.join(', ') : change}${from === null ? '' : ` from ${from}`}`,
    ),
    settings: Object.fromEntries(
      entries.flatMap(({ keys }) => (keys ?? []).map(one => [one.key, [one.before, one.after] as const] as const)),
    ),
  }
}
