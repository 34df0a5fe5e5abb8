// Who may come in: accounts, permissions, keys of SSH, the firewall, and the services that start. A hash leaves here as its kind alone.
import { hashMethod } from '../../accounts/hash-method'
import { CHKCONFIG_PATH, HOSTSVC_PATH } from '../../esx/paths'
import { accountsOf, storedAccounts } from '../../facts/accounts'
import type { HostView } from '../../facts/host-view'
import { permissionsOf } from '../../facts/permissions'
import { ruleSets } from '../../facts/rule-sets'
import { publicKeyIn } from '../../facts/ssh-keys'
import type { Row } from '../tables'
import { placed, placedInFile } from './place'

/** In the order of ConfigStore, or of etc/shadow. */
export function accountRows(host: HostView): readonly Row<'accounts'>[] {
  const hashes = storedAccounts(host)
  const permissions = permissionsOf(host)
  return accountsOf(host).map(({ name, password, changed, shell, place }, index) => ({
    name,
    password,
    hash_kind: hashMethod(hashes[index]?.hash ?? '')?.id ?? null,
    password_changed_at: changed === null ? null : `${changed}T00:00:00.000Z`,
    shell,
    permission: permissions.find(one => one.principal === name && !one.isGroup)?.mode ?? null,
    ...placed(place),
  }))
}

/** Who may do what on the host. */
export function permissionRows(host: HostView): readonly Row<'permissions'>[] {
  return permissionsOf(host).map(({ principal, isGroup, mode, place }) => ({
    principal,
    is_group: isGroup,
    mode,
    ...placed(place),
  }))
}

/** Keys that may log in, then those of the host. */
export function keyRows(host: HostView): readonly Row<'ssh_keys'>[] {
  const keysIn = (path: string, purpose: string, account: string | null) => {
    const file = host.file(path)
    return (file?.lines ?? []).flatMap((line, index): Row<'ssh_keys'>[] => {
      const key = publicKeyIn(line)
      if (!key) return []
      const { type, fingerprint, comment } = key
      return [{ purpose, account, key_type: type, fingerprint, comment, ...placed(file?.place(index + 1)) }]
    })
  }
  const authorized = host.pathsBelow('etc/ssh/keys-').flatMap(path => {
    const account = /^etc\/ssh\/keys-([^/]+)\/authorized_keys$/.exec(path)?.[1]
    return account === undefined ? [] : keysIn(path, 'authorized', account)
  })
  const ofHost = host
    .pathsBelow('etc/ssh/ssh_host_')
    .filter(path => path.endsWith('.pub'))
    .flatMap(path => keysIn(path, 'host', null))
  return [...authorized, ...ofHost]
}

/** Rule sets of the firewall, and from where each lets in. */
export function firewallRows(host: HostView): readonly Row<'firewall_rules'>[] {
  return ruleSets(host).map(({ name, enabled, from, place }) => ({
    rule_set: name,
    enabled,
    from_everywhere: from === null,
    allowed: from,
    ...placed(place),
  }))
}

/** What was switched by hand, then the list of services that start. */
export function serviceRows(host: HostView): readonly Row<'services'>[] {
  const found = (path: string, nameAndState: (line: string) => RegExpExecArray | null) => {
    const file = host.file(path)
    return (file?.lines ?? []).flatMap((line, index): Row<'services'>[] => {
      const [, service, state] = nameAndState(line) ?? []
      return service === undefined
        ? []
        : [{ service, enabled: state === 'on', ...placedInFile(file?.place(index + 1)) }]
    })
  }
  const switched = host.xml(HOSTSVC_PATH) ? found(HOSTSVC_PATH, line => switchPattern.exec(line)) : []
  return [...switched, ...found(CHKCONFIG_PATH, line => startPattern.exec(line.trim()))]
}

/** One element a line, as the host agent writes its file. */
const switchPattern = /^\s*<([A-Za-z][\w.-]*)>(on|off)<\/\1>\s*$/
const startPattern = /^\/etc\/init\.d\/(\S+)\s+(on|off)$/
