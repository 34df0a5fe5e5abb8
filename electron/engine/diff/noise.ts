// What differs between any two backups of a host and means nothing. The window can hide it, and shows this list.
import { isNoisePath } from '../../../shared/model/noise'
import { plain } from '../document/plain-name'
import type { Difference } from './documents'

/** Whether a difference is noise: a file of the list, or a time alone. */
export function isNoise({ address, change, what }: Difference): boolean {
  if (change !== 'changed') return false
  if (what.every(aspect => aspect === 'mtime' || aspect === 'order')) return true
  return isNoisePath(plain(address.split('!/').at(-1) ?? address))
}
