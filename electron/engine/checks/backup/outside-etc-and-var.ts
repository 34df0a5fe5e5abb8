import type { Entry } from '../../document/entry'
import { plain } from '../../document/plain-name'
import type { BackupCheck, Found } from '../check'

const homes = new Set(['etc', 'var'])

export const outsideEtcAndVar: BackupCheck<'outside-etc-and-var'> = {
  id: 'outside-etc-and-var',
  about: 'backup',
  severity: 'warning',
  explanation: 'The host unpacks this archive over its root folder, and writes only etc and var into it.',
  source: 'docs/formats.md sections 1 and 11',
  run: ({ inner }) => {
    const strays = new Map<string, Entry[]>()
    for (const entry of inner?.entries() ?? []) {
      const [top = ''] = plain(entry.name).replace(/^\/+/, '').split('/')
      if (homes.has(top) || (entry.kind === 'directory' && ['', '.'].includes(top))) continue
      const same = strays.get(top)
      if (same) same.push(entry)
      else strays.set(top, [entry])
    }
    return [...strays].map(([top, entries]) => found(top, entries))
  },
}

function found(top: string, entries: readonly Entry[]): Found {
  const what = entries.length === 1 ? 'This entry lies' : `${entries.length} entries lie in ${top}, and so`
  const wrongFolder = entries.find(entry => /\/etc\/vmware\//.test(entry.name))
  if (!wrongFolder) return { ...at(entries), message: `${what} outside etc and var, where a host writes nothing.` }
  const root = wrongFolder.name.slice(0, wrongFolder.name.lastIndexOf('/etc/vmware/'))
  return {
    ...at(entries),
    severity: 'error',
    message: `${what} outside etc and var: the archive was packed from the wrong folder, and the host would find none of it.`,
    remedy: `Pack again from inside ${root}, so that the paths begin with etc and var.`,
  }
}

function at(entries: readonly Entry[]): Pick<Found, 'at'> {
  const [first] = entries
  return first ? { at: first } : {}
}
