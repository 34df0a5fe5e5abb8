import type { Format } from '../format'

/** An archive that was opened: its entries are in the tree, here is how it is wrapped. */
export const layer = {
  id: 'layer',
  viewers: ['layer'],
  detect: ({ opened }) => opened !== null,
} as const satisfies Format
