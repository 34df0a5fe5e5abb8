import type { Format } from '../format'

export const link = {
  id: 'link',
  viewers: ['link'],
  detect: ({ entry }) => entry?.kind === 'symlink' || entry?.kind === 'hardlink',
} as const satisfies Format
