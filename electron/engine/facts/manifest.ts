// Manifest.txt of a configBundle: `NAME=value` lines (docs/formats.md section 9).
import type { FactValue } from '../../../shared/model/facts'
import type { HostView } from './host-view'
import { told } from './values'

/** The field's value; none outside of a configBundle, and where it is empty. */
export function manifestField(host: HostView, name: string): readonly FactValue[] {
  const file = host.file('Manifest.txt')
  const index = file?.lines.findIndex(line => line.startsWith(`${name}=`)) ?? -1
  const value = file?.lines[index]?.slice(name.length + 1).trim() ?? ''
  return file && value !== '' ? [told(value, file.place(index + 1))] : []
}
