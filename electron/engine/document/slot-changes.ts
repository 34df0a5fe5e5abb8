// What differs from the opened file, slot by slot.
import type { ChangeKind } from '../../../shared/model/change'
import type { Entry } from './entry'
import type { Layer } from './layer'

export interface SlotChange {
  readonly layer: Layer
  readonly slot: number
  readonly before: Entry | null
  readonly after: Entry | null
  readonly kinds: readonly ChangeKind[]
}

/** The changed slots of the layers, in archive order within each. */
export function changesIn(layers: readonly Layer[]): readonly SlotChange[] {
  return layers.flatMap(layer =>
    [...layer.touched]
      .sort((a, b) => a - b)
      .map(slot => {
        const before = layer.originalEntry(slot)
        const after = layer.entryAt(slot)
        return { layer, slot, before, after, kinds: kindsOf(before, after) }
      }),
  )
}

function kindsOf(before: Entry | null, after: Entry | null): readonly ChangeKind[] {
  if (!before) return ['added']
  if (!after) return ['removed']
  const { name, content, mode, owner, mtime, link, seal } = after.state
  const kinds: ChangeKind[] = []
  if (name !== null) kinds.push('renamed')
  if (seal !== undefined) kinds.push(seal)
  if (content !== null) kinds.push('content')
  if (mode !== null) kinds.push('mode')
  if (owner !== undefined) kinds.push('owner')
  if (mtime !== undefined) kinds.push('time')
  if (link !== undefined) kinds.push('link')
  return kinds
}
