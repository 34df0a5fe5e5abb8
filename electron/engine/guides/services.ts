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
    const from = text.indexOf(`<${agent}>`)
    const to = from < 0 ? -1 : text.indexOf(`</${agent}>`, from)
    const end = text.indexOf('</service>')
    if (to >= 0) {
      found = true
      plan.put(HOSTSVC_PATH, `${text.slice(0, from)}<${agent}>${state}${text.slice(to)}`)
    } else if (end >= 0) {
      found = true
      const indent = text.slice(text.lastIndexOf('\n', end) + 1, end)
      const isAlone = indent.length < 100 && indent.trim() === ''
      const line = isAlone ? `  <${agent}>${state}</${agent}>\n${indent}` : `<${agent}>${state}</${agent}>`
      plan.put(HOSTSVC_PATH, text.slice(0, end) + line + text.slice(end))
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
