// A comparison as a unified diff: GNU patch takes it (with -p1) where both backups were extracted. What no patch can do (modes, owners,
// moves, files that are not text) stands there as a remark.
import type { ComparedEntry } from '../../../shared/model/comparison'
import { throwIfCancelled } from '../codecs/context'
import { displayName } from '../codecs/names'
import type { Document } from '../document/document'
import type { OpenLayerOptions } from '../document/opening'
import { type ToldComparison, secretNamesOfBoth } from './comparison'
import { entryDiff } from './entry-diff'
import { certificateLines, headerLines, networkLines, rowLines, starred, type ToldFact, unseenWords } from './words'

/** The diff in pieces, in the order of the comparison. Throws CANCELLED. */
export async function* comparisonPatch(
  { before: old, after: now, entries, card, network, unseen }: ToldComparison,
  before: Document,
  after: Document,
  options: OpenLayerOptions = {},
): AsyncIterable<Uint8Array> {
  const names = await secretNamesOfBoth(before, after)
  const side = (name: string, one: typeof old) =>
    `# ${name}: ${onOneLine(one.name)}, ${one.size} bytes, saved ${one.savedAt ?? 'at an unknown time'}, SHA-256 ${one.sha256}\n`
  yield Buffer.from(
    `# Bootbank comparison\n${side('Before', old)}${side('After ', now)}# Differences: ${entries.length}\n`,
  )
  const list = (texts: readonly string[]) => (texts.length === 0 ? 'nothing' : texts.map(onOneLine).join('; '))
  const locked = unseenWords(unseen)
  if (locked !== null) yield Buffer.from(`#\n# ${onOneLine(locked)}\n`)
  if (card.length > 0)
    yield Buffer.from(
      `#\n# On the host's card:\n${card.map(one => `#    ${one.title}: ${list(one.before)} -> ${list(one.after)}\n`).join('')}`,
    )
  if (network.parts.length > 0)
    yield Buffer.from(`#\n# In the network:\n${network.parts.map(networkLines).map(remarks).join('')}`)
  for (const entry of entries) {
    throwIfCancelled(options.signal)
    const keys = [...headerLines(entry).map(factLine('#    ')), ...(entry.keys ?? []).map(keyLine)]
    yield Buffer.from(
      `\n# ${remark(entry)}\n${[...keys, ...[...certificateLines(entry), ...rowLines(entry)].map(remarks)].join('')}`,
    )
    yield await entryDiff(entry, before, after, names)
  }
}

function remark({ address, change, what, from, noise }: ComparedEntry): string {
  const aspects = what.length > 0 ? ` (${what.join(', ')})` : ''
  const origin = from === null ? '' : `, was ${onOneLine(from)}`
  return `${change}${aspects}: ${onOneLine(address)}${origin}${noise ? ', as with every backup' : ''}`
}

function keyLine({ key, before, after }: NonNullable<ComparedEntry['keys']>[number]): string {
  const value = (text: string | null) => (text === null ? 'not set' : onOneLine(starred(text)))
  return `#    ${onOneLine(key)}: ${value(before)} -> ${value(after)}\n`
}

function remarks({ title, facts }: { readonly title: string; readonly facts: readonly ToldFact[] }): string {
  return `#    ${onOneLine(title)}\n${facts.map(factLine('#        ')).join('')}`
}

function factLine(indent: string): (fact: ToldFact) => string {
  const value = (text: string | null) => (text === null ? 'not set' : onOneLine(text))
  return ({ title, before, after }) => `${indent}${title}: ${value(before)} -> ${value(after)}\n`
}

/** Nothing in it ends the line. */
function onOneLine(text: string): string {
  return displayName(Buffer.from(text))
}
