// Switching services of the host, in each place that the backup has for them: hostsvc.xml (what was switched by hand) and etc/chkconfig.db (what
// starts with the host).
import { CHKCONFIG_PATH, HOSTSVC_PATH } from '../esx/paths'
import type { Plan } from './plan'

/** Names of one service: as the host agent knows it, and as the start list does, of which releases differ. */
export interface ServiceNames {
  readonly agent: string
  readonly started: readonly string[]
}

export const sshService: ServiceNames = { agent: 'TSM-SSH', started: ['SSH', 'TSM-SSH'] }
export const shellService: ServiceNames = { agent: 'TSM', started: ['ESXShell', 'TSM'] }

/** Switches a service on or off; false where the backup has no place for it. */
export function switchService(plan: Plan, { agent, started }: ServiceNames, on: boolean): boolean {
  const state = on ? 'on' : 'off'
  let found = false
  const text = plan.text(HOSTSVC_PATH)
  if (text !== null) {
    const element = new RegExp(`(<${agent}>)\\s*(?:on|off)\\s*(</${agent}>)`)
    if (element.test(text)) {
      found = true
      plan.put(HOSTSVC_PATH, text.replace(element, `$1${state}$2`))
    } else if (/<\/service>/.test(text)) {
      found = true
      plan.put(HOSTSVC_PATH, text.replace(/([ \t]*)<\/service>/, `$1  <${agent}>${state}</${agent}>\n$1</service>`))
    }
  }
  plan.eachLine(CHKCONFIG_PATH, line => {
    const [, before = '', name = '', between = '', , after = ''] =
      /^(\s*\/etc\/init\.d\/)(\S+)(\s+)(on|off)(\s*)$/.exec(line) ?? []
    if (!started.includes(name)) return line
    found = true
    return `${before}${name}${between}${state}${after}`
  })
  return found
}
