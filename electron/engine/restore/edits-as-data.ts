// The edits of a document for a manifest: every step with both sides of each entry, contents by size and sum. A sum of what holds a secret is
// left out, since whoever can guess the secret could prove it by that.
import type { Owner, Seal, SlotState } from '../document/slot-state'
import { formatMode } from '../../../shared/model/mode'
import { secretSpans } from '../../../shared/secrets/spans'
import { type Bytes, sha256Of, toUint8Array } from '../codecs/bytes'
import type { Document } from '../document/document'
import type { SlotEdit } from '../document/edit'
import { splitSlotPath } from '../document/slot-path'
import { secretKindOfBytes } from '../formats/binary/secret-bytes'
import { textLimit } from '../formats/text/encoding'
import { secretFileOf } from '../secrets/schema-names'

/** A side of an entry; null stands for what is as in the opened file. */
export interface StateData {
  /** Path inside its layer. */
  readonly name: string | null
  /** Octal, such as `01600`. */
  readonly mode: string | null
  readonly owner: Owner | null
  /** ISO 8601. */
  readonly time: string | null
  readonly link: string | null
  readonly kind: 'directory' | 'symlink' | null
  readonly seal: Seal | null
  /** Bytes and sum of a content that an edit gave; the sum is `***` where it holds a secret. */
  readonly content: { readonly size: number; readonly sha256: string } | null
}

export interface EditData {
  /** As undo calls it. */
  readonly label: string
  readonly entries: readonly {
    /** Slots from the outermost archive inwards, such as `0/3/17`. */
    readonly at: string
    /** Address now, or in the opened file where it is gone; null where it has neither. */
    readonly address: string | null
    /** Null: not there. */
    readonly before: StateData | null
    readonly after: StateData | null
  }[]
}

/** Every edit that is done, the oldest first, without what was undone. */
export async function editsAsData(document: Document): Promise<readonly EditData[]> {
  const { history, blobs } = document.recorded()
  const edits: EditData[] = []
  for (const { label, slots } of history.done) {
    const entries: EditData['entries'][number][] = []
    for (const { at, before, after } of slots) {
      const address = addressOf(document, at)
      const side = (state: SlotState) => sideOf(document, state, address, id => blobs.get(id) ?? null)
      entries.push({ at, address, before: await side(before), after: await side(after) })
    }
    edits.push({ label, entries })
  }
  return edits
}

function addressOf(document: Document, at: SlotEdit['at']): string | null {
  const { layer: path, slot } = splitSlotPath(at)
  const layer = document.layerOf(path)
  return (layer?.entryAt(slot) ?? layer?.originalEntry(slot))?.address ?? null
}

async function sideOf(
  document: Document,
  state: SlotState,
  address: string | null,
  contentOf: (id: number) => Bytes | null,
): Promise<StateData | null> {
  if (state === null) return null
  const { name, mode, owner, mtime, link, kind, seal } = state
  const content = state.content === null ? null : contentOf(state.content)
  return {
    name,
    mode: mode === null ? null : formatMode(mode),
    owner: owner ?? null,
    time: mtime === undefined ? null : new Date(mtime * 1000).toISOString(),
    link: link ?? null,
    kind: kind ?? null,
    seal: seal ?? null,
    content: content && {
      size: content.length,
      sha256: (await holdsSecret(document, content, address ?? name ?? '')) ? '***' : sha256Of(content),
    },
  }
}

/** By the same rules as the window hides by; what is too long to be looked through is too long to be guessed. */
async function holdsSecret(document: Document, content: Bytes, address: string): Promise<boolean> {
  if (secretKindOfBytes(content.read(0, Math.min(content.length, 16))) !== null) return true
  if (content.length > textLimit) return false
  const file = await secretFileOf(document, [address])
  return secretSpans(Buffer.from(toUint8Array(content)).toString('latin1'), file).length > 0
}
