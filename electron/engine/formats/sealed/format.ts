import { BootbankError } from '../../../../shared/model/errors'
import { isLocked } from '../../../../shared/model/locked'
import type { Format } from '../format'

/** An envelope whose key cannot be had here. */
export const sealed = {
  id: 'sealed',
  viewers: ['sealed'],
  detect: ({ entry, opened }) => entry?.opens === 'envelope' && opened instanceof BootbankError && isLocked(opened),
} as const satisfies Format
