// Whether services start with the host: what was switched by hand (hostsvc.xml), and the start list (etc/chkconfig.db).
import { CHKCONFIG_PATH, HOSTSVC_PATH } from '../esx/paths'
import type { FactValue } from '../../../shared/model/facts'
import type { HostView } from './host-view'
import { onOff, told } from './values'

/** What each place says of services of these names; `label` stands before the state. */
export function serviceStates(host: HostView, label: string | null, names: readonly string[]): readonly FactValue[] {
  const words = (state: string) => (label === null ? onOff(state) : `${label} ${onOff(state)}`)
  const services = host.xml(HOSTSVC_PATH)?.find('service')
  const switched = names.flatMap(name => {
    const state = services?.find(name)?.text
    if (state === undefined) return []
    const file = host.file(HOSTSVC_PATH)
    const line = file?.lines.findIndex(one => one.includes(`<${name}>`)) ?? -1
    return [told(state === 'on', file?.place(line < 0 ? undefined : line + 1) ?? null, { text: words(state) })]
  })
  const file = host.file(CHKCONFIG_PATH)
  const started = (file?.lines ?? []).flatMap((line, index) => {
    const [path, state] = line.trim().split(/\s+/)
    const name = path?.replace(/^\/etc\/init\.d\//, '') ?? ''
    if (!names.includes(name) || (state !== 'on' && state !== 'off')) return []
    return [told(state === 'on', file?.place(index + 1) ?? null, { text: words(state) })]
  })
  return [...switched, ...started]
}
