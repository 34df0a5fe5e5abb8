import type { Format } from '../format'

/** Devices, pipes, and entries of a type that is not known. */
export const special = {
  id: 'special',
  viewers: ['special'],
  detect: ({ entry }) => entry !== null && entry.kind !== 'file',
} as const satisfies Format
