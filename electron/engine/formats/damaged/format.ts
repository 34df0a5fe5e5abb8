import { BootbankError } from '../../../../shared/model/errors'
import type { Format } from '../format'

/** A layer that cannot be opened, or was read only in part. */
export const damaged = {
  id: 'damaged',
  viewers: ['damaged'],
  detect: ({ opened }) => opened instanceof BootbankError || (opened !== null && opened.problem !== null),
} as const satisfies Format
