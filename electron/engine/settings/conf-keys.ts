// How keys of esx.conf fall into entries: the first two segments are group and name, an index or bracketed name after them makes an item
// of its own (docs/formats.md sections 6 and 11).
import { indexedPart, segmentsOf } from '../../../shared/esx-conf/segments'
import type { Segment } from './property-path'

export const CONF_COMPONENT = 'esx.conf'

/** One key below its entry. */
export interface ConfLeaf {
  readonly segments: readonly Segment[]
  readonly value: string
  /** From 1. */
  readonly line: number
}

export interface SplitKey {
  readonly group: string
  readonly name: string
  readonly identifier: string
  /** The part of the key that names the entry, `/net/vswitch/child[0000]`. */
  readonly key: string
  /** What follows, as a path inside the entry. */
  readonly segments: readonly Segment[]
}

/** Splits a key where its entry ends. */
export function splitKey(key: string): SplitKey {
  const parts = key.split('/').slice(1)
  const group = parts[0] ?? ''
  const first = indexedPart(parts[1] ?? '')
  const second = indexedPart(parts[2] ?? '')
  let used = 2
  let name = parts[1] ?? ''
  let identifier = ''
  if (parts.length < 3 && !first) {
    used = 1
    name = ''
  } else if (first) {
    name = first.name
    identifier = first.index
  } else if (second && parts.length > 3) {
    used = 3
    identifier = second.name === 'child' ? second.index : (parts[2] ?? '')
  }
  return {
    group,
    name,
    identifier,
    key: `/${parts.slice(0, used).join('/')}`,
    segments: parts.slice(used).flatMap(segmentsOf),
  }
}
