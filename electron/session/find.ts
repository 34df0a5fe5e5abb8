// Looks for entries by words of their address, over the layers that are open.
import type { FindResult, FoundEntry } from '../../shared/model/found'
import { throwIfCancelled } from '../engine/codecs/context'
import type { Document } from '../engine/document/document'
import { entryNode } from './nodes'
import type { StreamContext } from './session-commands'

/** Entries that are given at most: nobody reads more, and each costs the window memory. */
const mostFound = 10_000
/** Entries looked at between two chances for others to be answered and for a cancel to be heard. */
const stride = 2_000

/** Gives the entries whose address holds each word of the text, in whatever case, in archive order from the outermost layer. Rejects
 * CANCELLED. */
export async function findEntries(
  document: Document,
  text: string,
  { signal, give }: StreamContext<FoundEntry>,
): Promise<FindResult> {
  const words = text
    .toLowerCase()
    .split(/\s+/)
    .filter(word => word !== '')
  let [found, looked] = [0, 0]
  for (const layer of document.layers()) {
    for (const entry of layer.entries()) {
      looked += 1
      if (looked % stride === 0) {
        await new Promise(setImmediate)
        throwIfCancelled(signal)
      }
      const { address } = entry
      const name = address.toLowerCase()
      if (!words.every(word => name.includes(word))) continue
      if (found === mostFound) return { found, complete: false }
      found += 1
      await give({ node: entryNode(entry), address, kind: entry.kind, opens: entry.opens })
    }
  }
  return { found, complete: true }
}
