// Taking out an account with what belongs to it: rows of ConfigStore, lines of etc/passwd, etc/shadow and etc/security/access.conf, and its
// permissions in either place.
import { AUTHORIZATION_PATH, SHADOW_PATH } from '../esx/paths'
import type { HostView } from '../facts/host-view'
import { permissionsOf } from '../facts/permissions'
import { textAt } from '../network/json'
import { asBytes, type Plan } from './plan'
import { escapeXml, withoutElements } from './xml-text'

const PASSWD_PATH = 'etc/passwd'
const ACCESS_PATH = 'etc/security/access.conf'

/** Names of accounts and of who has a permission. */
export function principalsOf(host: HostView): ReadonlySet<string> {
  const rows = host.settings.items('esx/authentication/user_accounts').filter(({ row }) => row !== null)
  const texts = [SHADOW_PATH, PASSWD_PATH].map(path => host.file(path)?.text ?? '')
  const lines = texts.flatMap(text => text.split('\n'))
  return new Set([
    ...rows.map(({ identifier }) => identifier),
    ...lines.flatMap(line => (line.includes(':') && !line.startsWith('#') ? [line.slice(0, line.indexOf(':'))] : [])),
    ...permissionsOf(host).map(({ principal }) => principal),
  ])
}

/** Takes an account and its permissions out. */
export function removePrincipal(plan: Plan, name: string): void {
  const { host } = plan
  const stored = asBytes(name)
  plan.removeRow(`esx/authentication/user_accounts/${name}`)
  for (const { path, principal } of permissionRows(host)) {
    if (principal !== name) continue
    plan.removeRow(path)
    const stored = host.settings.entry(path)?.settings.find(({ property }) => property === 'principal')
    if (stored?.values.some(({ source }) => source === 'DefaultConfig'))
      plan.note(
        `The table DefaultConfig of ConfigStore has the permission of ${name} too (${path}), and that stays: what a host makes of it without the account is not known here.`,
      )
  }
  for (const path of [SHADOW_PATH, PASSWD_PATH])
    plan.eachLine(path, line => (line.startsWith(`${stored}:`) ? null : line))
  plan.eachLine(ACCESS_PATH, line => (/^[+-]\s*:\s*(\S+?)\s*:/.exec(line)?.[1] === stored ? null : line))
  const text = plan.text(AUTHORIZATION_PATH)
  if (text !== null)
    plan.put(
      AUTHORIZATION_PATH,
      withoutElements(text, 'ACEData', element => element.includes(`<ACEDataUser>${escapeXml(stored)}</ACEDataUser>`)),
    )
}

function permissionRows(host: HostView): readonly { readonly path: string; readonly principal: string }[] {
  return host.settings
    .items('esx/authorization/permissions')
    .filter(({ row }) => row !== null)
    .map(({ path, value }) => ({ path, principal: textAt(value, 'principal') ?? '' }))
}
