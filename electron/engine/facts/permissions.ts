// Who may do what on the host: `authorization/permissions` of ConfigStore, etc/vmware/hostd/authorization.xml before.
import { AUTHORIZATION_PATH } from '../esx/paths'
import type { Place } from '../../../shared/model/place'
import { flagAt, textAt } from '../network/json'
import type { HostView } from './host-view'

export interface Permission {
  readonly principal: string
  readonly isGroup: boolean
  /** `Admin`, `ReadOnly`, `NoAccess`, or the name or number of another role. */
  readonly mode: string
  readonly place: Place | null
}

/** Ids of the roles that every host has (vSphere Web Services API, AuthorizationManager). */
const systemRoles: Readonly<Record<string, string>> = { '-1': 'Admin', '-2': 'ReadOnly', '-5': 'NoAccess' }

/** Rows that stand in the store; its defaults only where none does, since a row that was removed is a permission taken away. */
export function permissionsOf(host: HostView): readonly Permission[] {
  const entries = host.settings.items('esx/authorization/permissions')
  const rows = entries.filter(entry => entry.row !== null)
  const stored = (rows.length > 0 ? rows : entries).flatMap(({ value, place }): Permission[] => {
    const principal = textAt(value, 'principal')
    if (principal === null) return []
    const mode = textAt(value, 'access_mode')?.replace(/^access/, '') ?? 'not known'
    return [{ principal, isGroup: flagAt(value, 'is_group') ?? false, mode, place }]
  })
  if (stored.length > 0) return stored
  const file = host.file(AUTHORIZATION_PATH)
  return (host.xml(AUTHORIZATION_PATH)?.children('ACEData') ?? []).flatMap((entry): Permission[] => {
    const principal = entry.find('ACEDataUser')?.text
    if (!principal) return []
    const role = entry.find('ACEDataRoleId')?.text ?? ''
    const line = file?.lines.findIndex(one => one.includes(`<ACEDataUser>${principal}<`)) ?? -1
    return [
      {
        principal,
        isGroup: entry.find('ACEDataIsGroup')?.text === 'true',
        mode: systemRoles[role] ?? `role ${role}`,
        place: file?.place(line < 0 ? undefined : line + 1) ?? null,
      },
    ]
  })
}
