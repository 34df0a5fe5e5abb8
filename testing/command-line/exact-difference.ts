// Everything that differs between two backups, in words that a test lists one by one: what an entry differs in, which lines of a text, which
// settings. Secrets are not hidden, since the backups are invented ones or the words stay in the test.
import { isUtf8 } from 'node:buffer'
import { bytesOf, toUint8Array } from '../../electron/engine/codecs/bytes'
import { Document } from '../../electron/engine/document/document'
import { compareDocuments, type Difference } from '../../electron/engine/diff/documents'
import { versionsOf } from '../../electron/engine/diff/entry-diff'

/** By the path of each entry that differs, within its archive. */
export type ExactDifference = Readonly<Record<string, readonly string[]>>

/** Both reopened, sealed layers too. Settings are told as `path: before -> after`, lines of other texts as `-line` and `+line`. */
export async function exactDifference(before: Uint8Array, after: Uint8Array): Promise<ExactDifference> {
  const [old, now] = [await open(before), await open(after)]
  const found = await compareDocuments(old, now)
  const told: (readonly [string, readonly string[]])[] = []
  for (const one of found) told.push([one.address.split('!/').at(-1) ?? '', await wordsOf(one, old, now)])
  return Object.fromEntries(told)
}

const open = async (bytes: Uint8Array) => {
  const document = await Document.open(bytesOf(bytes), { name: 'state.tgz' })
  await document.openAll()
  return document
}

async function wordsOf(one: Difference, before: Document, after: Document): Promise<readonly string[]> {
  const facts = one.change === 'changed' ? one.what.filter(what => what !== 'content') : [one.change]
  if (one.keys)
    return [...facts, ...one.keys.map(({ key, before, after }) => `${key}: ${before ?? 'none'} -> ${after ?? 'none'}`)]
  const { old, now } = await versionsOf(one, before, after)
  const [was, is] = [old, now].map(version => (version ? toUint8Array(version.content) : new Uint8Array(0)))
  if (!was || !is || (was.length === 0 && is.length === 0)) return facts
  if (!isUtf8(was) || !isUtf8(is) || was.includes(0) || is.includes(0)) return [...facts, 'bytes']
  return [...facts, ...linesBetween(textOf(was), textOf(is))]
}

const textOf = (bytes: Uint8Array) => Buffer.from(bytes).toString('utf8').split('\n')

/** Lines that went and lines that came, by a longest common subsequence; large texts apart from what begins and ends alike must be small. */
function linesBetween(before: readonly string[], after: readonly string[]): readonly string[] {
  let start = 0
  while (start < before.length && start < after.length && before[start] === after[start]) start += 1
  let end = 0
  while (end < Math.min(before.length, after.length) - start && before.at(-1 - end) === after.at(-1 - end)) end += 1
  const [a, b] = [before.slice(start, before.length - end), after.slice(start, after.length - end)]
  /** Of the rest of both from a place on: how many lines they have in common. */
  const common = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0))
  const at = (i: number, j: number) => common[i]?.[j] ?? 0
  for (let i = a.length - 1; i >= 0; i -= 1)
    for (let j = b.length - 1; j >= 0; j -= 1) {
      const row = common[i]
      if (row) row[j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1))
    }
  const told: string[] = []
  let [i, j] = [0, 0]
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) [i, j] = [i + 1, j + 1]
    else if (i < a.length && at(i + 1, j) >= at(i, j + 1)) told.push(`-${a[i++]}`)
    else if (j < b.length) told.push(`+${b[j++]}`)
    else told.push(`-${a[i++]}`)
  }
  return told
}
