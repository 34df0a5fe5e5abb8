import type { Fact } from '../../../../shared/model/preview'
import type { Reader } from '../format'

/** What the header says of a device, a pipe or an entry of unknown type. */
export const readSpecial: Reader<'special'> = ({ entry }) => {
  const facts: Fact[] = [{ label: 'Typeflag', value: entry?.typeflag ?? '' }]
  if (entry?.kind === 'char-device' || entry?.kind === 'block-device') {
    facts.push({ label: 'Device', value: `${entry.devmajor}, ${entry.devminor}` })
  }
  if (entry && entry.size > 0) facts.push({ label: 'Data', value: `${entry.size.toLocaleString('en-US')} bytes` })
  return { entry: entry?.kind ?? 'other', facts }
}
