import type { Format } from '../format'

/** Text beyond the size up to which it is shown and edited. */
export const longText = {
  id: 'long-text',
  viewers: ['long-text'],
  detect: ({ content }) => content?.kind === 'long-text',
} as const satisfies Format
