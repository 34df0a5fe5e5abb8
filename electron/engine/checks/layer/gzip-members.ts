import type { LayerCheck } from '../check'
import { gzipsOf } from './gzip-wraps'

export const gzipMembers: LayerCheck<'gzip-members'> = {
  id: 'gzip-members',
  about: 'layer',
  severity: 'note',
  explanation: 'A gzip file may be several members one after the other; ESXi writes one.',
  source: 'RFC 1952 section 2.2; docs/formats.md section 2',
  run: layer => {
    const several = gzipsOf(layer).find(({ members }) => members.length > 1)
    return several ? { message: `gzip with ${several.members.length} members; after an edit they become one.` } : null
  },
}
