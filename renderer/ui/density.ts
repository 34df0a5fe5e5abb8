// How tightly rows stand. The virtual lists place rows by number, so they cannot ask the page for --row of tokens.css; that both
// agree is tested.

export type Density = 'dense' | 'comfortable'

/** CSS pixels of one row in the tree and the changes list. */
export const rowHeights: Record<Density, number> = { dense: 24, comfortable: 30 }
