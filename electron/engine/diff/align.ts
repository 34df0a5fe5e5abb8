// Backups of one host may begin at any layer of the chain configBundle → state.tgz → local.tgz(.ve). To compare two, the outermost
// layer that both have is found. A layer is recognised by what it holds, so that one whose inside cannot be opened (sealed by a TPM)
// still finds its counterpart.
import type { Document } from '../document/document'
import type { Entry } from '../document/entry'
import type { Layer } from '../document/layer'
import { plain } from '../document/plain-name'
import { LOCAL_NAMES, STATE_NAME } from '../esx/paths'

export interface Aligned {
  readonly before: Layer
  readonly after: Layer
  /** Entries of outer archives that the other document does not have, except those that hold the compared layers. */
  readonly besideBefore: readonly Entry[]
  readonly besideAfter: readonly Entry[]
}

interface RankedLayer {
  readonly layer: Layer
  readonly rank: 'config-bundle' | 'state' | 'innermost'
  /** The entry that the next layer lies in. */
  readonly next: Entry | null
}

/** The layers to compare: the two outermost where the documents have no layer in common. Expects all layers opened. */
export function alignLayers(before: Document, after: Document): Aligned {
  const [old, now] = [chainOf(before), chainOf(after)]
  for (const [atOld, before] of old.entries()) {
    const atNow = now.findIndex(({ rank }) => rank === before.rank)
    const other = now[atNow]
    if (!other) continue
    return {
      before: before.layer,
      after: other.layer,
      besideBefore: old.slice(0, atOld).flatMap(besides),
      besideAfter: now.slice(0, atNow).flatMap(besides),
    }
  }
  return { before: before.root, after: after.root, besideBefore: [], besideAfter: [] }
}

/** Whether every layer of the chain is open: what is missing in a locked one is not known to be missing. Expects all layers opened. */
export function isWholeChain(document: Document): boolean {
  return chainOf(document).at(-1)?.next === null
}

/** The layers of the chain from the outermost inwards, as the host unpacks them; of two entries of one name the last one counts. */
function chainOf(document: Document, layer: Layer = document.root): readonly RankedLayer[] {
  const files = layer.entries().filter(entry => entry.kind === 'file')
  const state = files.findLast(entry => plain(entry.name) === STATE_NAME)
  const local = files.findLast(entry => LOCAL_NAMES.includes(plain(entry.name)))
  const next = state ?? local ?? null
  const inner = next && document.layerAt(next)
  const ranked: RankedLayer = { layer, rank: state ? 'config-bundle' : local ? 'state' : 'innermost', next }
  return inner ? [ranked, ...chainOf(document, inner)] : [ranked]
}

function besides({ layer, next }: RankedLayer): readonly Entry[] {
  return layer.entries().filter(entry => entry !== next)
}
