import type { Format } from '../format'

/** Everything else. */
export const binary = {
  id: 'binary',
  viewers: ['hex'],
  detect: () => true,
} as const satisfies Format
