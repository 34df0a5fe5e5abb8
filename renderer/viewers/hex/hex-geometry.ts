// How many bytes a row of the hex view has.
import type { Density } from '../../ui/density'

/** CSS pixels that a row of 16 bytes takes in the type of each density. */
const wideRow: Record<Density, number> = { dense: 572, comfortable: 620 }

/** Bytes in a row: 16, or 8 where 16 do not fit. `width` in CSS pixels of the view. */
export function bytesPerRow(width: number, density: Density): 8 | 16 {
  return width < wideRow[density] ? 8 : 16
}

/** Rows of a file of `total` bytes. */
export function rowCount(total: number, perRow: number): number {
  return Math.ceil(total / perRow)
}
