// What differs between the opened file and the state that was read back, found by comparing the two as any two backups are: a second look by
// other means than the proof, in words for whoever carries the bundle to the host.
import type { ProvenDifferences } from '../../../shared/model/bundle'
import type { ComparedEntry } from '../../../shared/model/comparison'
import type { Bytes } from '../codecs/bytes'
import { compareBackups } from '../diff/comparison'
import { starred } from '../diff/words'
import type { Document } from '../document/document'
import type { OpenLayerOptions } from '../document/opening'

/** Settings that are told of one entry. */
const MOST_SETTINGS = 500

/** Compares the file as it was opened with `written`, which was made of `edited`. Throws CANCELLED. */
export async function differencesFrom(
  document: Document,
  edited: Document,
  written: Bytes,
  options: OpenLayerOptions = {},
): Promise<ProvenDifferences> {
  const before = await document.reopen(document.source, options)
  const after = await document.reopen(written, options)
  const { entries } = await compareBackups(before, after, options)
  return {
    isExact: isExactly(edited, entries),
    entries: entries.map(({ address, change, what, from, keys }) => ({
      address,
      change,
      what,
      from,
      settings: (keys ?? []).slice(0, MOST_SETTINGS).map(({ key, before: old, after: now }) => ({
        path: key,
        before: old === null ? null : starred(old),
        after: now === null ? null : starred(now),
      })),
    })),
  }
}

/** Whether what differs is what was edited, neither more nor less. A layer that was sealed or unsealed differs by its name. */
function isExactly(edited: Document, entries: readonly ComparedEntry[]): boolean {
  const edits = edited
    .changes()
    .map(({ before, after }) => [before, after].flatMap(entry => (entry ? [nameIn(entry.address)] : [])))
  const all = new Set(edits.flat())
  const found = new Set(entries.flatMap(({ address, from }) => [address, from ?? address].map(nameIn)))
  return [...found].every(name => all.has(name)) && edits.every(names => names.some(name => found.has(name)))
}

/** The name in its own archive: a layer may have got another one by being unsealed. */
const nameIn = (address: string) => address.slice(address.lastIndexOf('!/') + 1)
