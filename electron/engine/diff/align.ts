// Backups of one host turn up as any link of the chain configBundle → state.tgz → local.tgz(.ve). To compare two, both are walked
// inwards to the outermost link that both have. A link is told by what it holds, so that one whose inside cannot be opened
// (sealed by a TPM) is still met by its like.
import type { Document } from '../document/document'
import type { Entry } from '../document/entry'
import type { Layer } from '../document/layer'
import { plain } from '../document/plain-name'
import { LOCAL_NAMES, STATE_NAME } from '../esx/paths'

export interface Aligned {
  readonly before: Layer
  readonly after: Layer
  /** Entries of outer archives that the other document does not have, without the containers walked through. */
  readonly besideBefore: readonly Entry[]
  readonly besideAfter: readonly Entry[]
}

interface Link {
  readonly layer: Layer
  readonly rank: 'config-bundle' | 'state' | 'innermost'
  /** The entry that the next link lies in. */
  readonly next: Entry | null
}

/** The layers to compare: the two outermost where the documents have no link in common. Expects all layers opened. */
export function alignLayers(before: Document, after: Document): Aligned {
  const [old, now] = [chainOf(before), chainOf(after)]
  for (const [atOld, link] of old.entries()) {
    const atNow = now.findIndex(({ rank }) => rank === link.rank)
    const other = now[atNow]
    if (!other) continue
    return {
      before: link.layer,
      after: other.layer,
      besideBefore: old.slice(0, atOld).flatMap(besides),
      besideAfter: now.slice(0, atNow).flatMap(besides),
    }
  }
  return { before: before.root, after: after.root, besideBefore: [], besideAfter: [] }
}

/** The links from the outermost inwards, as the host unpacks them; of two entries of one name the last one counts. */
function chainOf(document: Document, layer: Layer = document.root): readonly Link[] {
  const files = layer.entries().filter(entry => entry.kind === 'file')
  const state = files.findLast(entry => plain(entry.name) === STATE_NAME)
  const local = files.findLast(entry => LOCAL_NAMES.includes(plain(entry.name)))
  const next = state ?? local ?? null
  const inner = next && document.layerAt(next)
  const link: Link = { layer, rank: state ? 'config-bundle' : local ? 'state' : 'innermost', next }
  return inner ? [link, ...chainOf(document, inner)] : [link]
}

function besides({ layer, next }: Link): readonly Entry[] {
  return layer.entries().filter(entry => entry !== next)
}
