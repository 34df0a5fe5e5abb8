// Ties to what is no longer there, so that a host comes up alone: vCenter, Active Directory, vSAN, distributed switches.
import type { GuideAnswers, GuideQuestion } from '../../../shared/model/guide'
import { CHKCONFIG_PATH } from '../esx/paths'
import { resolverLines } from '../facts/resolver'
import type { HostView } from '../facts/host-view'
import { flagAt, textAt } from '../network/json'
import { principalsOf, removePrincipal } from './accounts'
import { type GuideModule, yesOrNo } from './guide'
import { distributedOf, homeQuestions, leaveDistributed } from './leave-distributed'
import { Plan } from './plan'

const vpxaPath = 'esx/services/vpxa'
const serverPath = `${vpxaPath}#core.vc_connection.server_ip`
const solutionPath = 'esx/services/vpxa_solution_user_config'
const domainPath = 'esx/identity/active_directory'
const krb5Path = 'etc/krb5.conf'
const vpxaFile = 'etc/vmware/vpxa/vpxa.cfg'

interface Tie {
  readonly label: string
  /** What the backup has of it, in words; null where it has none. */
  found(host: HostView): string | null
  /** What else is asked while its own question is answered with yes. */
  readonly more?: (host: HostView, of: string) => readonly GuideQuestion[]
  cut(plan: Plan, answers: GuideAnswers): void
}

const ties: Readonly<Record<string, Tie>> = {
  vcenter: {
    label: 'vCenter',
    found(host) {
      const server = host.settings.at(serverPath)
      const address =
        server?.place?.row && typeof server.value === 'string' && server.value !== '' ? server.value : null
      const plan = new Plan(host)
      const parts = [
        address === null ? null : `the address ${address}`,
        principalsOf(host).has('vpxuser') ? 'the account vpxuser' : null,
        plan.before(vpxaFile) === null ? null : vpxaFile,
      ].filter(part => part !== null)
      return parts.length === 0 ? null : parts.join(', ')
    },
    cut(plan) {
      const { settings } = plan.host
      if (settings.at(serverPath)?.place?.row) plan.set(serverPath, '')
      plan.removeRow(solutionPath)
      if (plan.before(vpxaFile) !== null) plan.put(vpxaFile, null)
      removePrincipal(plan, 'vpxuser')
      plan.note(
        'The program that talks to vCenter (vpxa) stays installed. Token profiles of vpxuser in ConfigStore stay as well.',
      )
    },
  },
  domain: {
    label: 'Active Directory',
    found(host) {
      const name = textAt(host.settings.entry(domainPath)?.value, 'domain_name')
      const stored = host.settings.entry(domainPath)?.row ? (name ?? 'a row of ConfigStore') : null
      return stored ?? realmIn(new Plan(host).before(krb5Path))
    },
    cut(plan) {
      plan.removeRow(domainPath)
      plan.eachLine(krb5Path, line => (/^\s*default_realm\s*=/.test(line) ? null : line))
      plan.eachLine(CHKCONFIG_PATH, line =>
        /^\s*\/etc\/init\.d\/lwsmd\s/.test(line) ? line.replace(/\bon(\s*)$/, 'off$1') : line,
      )
      plan.note('Permissions of groups of the domain stay: they count again once the host joins it.')
    },
  },
  vsan: {
    label: 'vSAN',
    found(host) {
      const keys = vsanKeys(new Plan(host))
      const rows = vsanRows(host)
      if (keys.length + rows.length === 0) return null
      return [...rows, ...keys].slice(0, 3).join(', ')
    },
    cut(plan) {
      for (const key of vsanKeys(plan)) plan.key(key, null)
      for (const path of vsanRows(plan.host)) plan.removeRow(path)
      for (const { path, row, value } of plan.host.settings.items('esx/network/vmknics'))
        if (row && flagAt(value, 'enabled_services', 'vsan')) plan.set(`${path}#enabled_services.vsan`, undefined)
      plan.note('Disks that vSAN has claimed stay claimed; their content is not touched.')
    },
  },
  distributed: {
    label: 'distributed switches',
    found(host) {
      const names = distributedOf(host).map(({ name }) => name)
      return names.length === 0 ? null : names.join(', ')
    },
    more: homeQuestions,
    cut: leaveDistributed,
  },
}

export const strip: GuideModule = {
  title: 'Cut ties',
  about: 'Removes what ties the host to a vCenter, a domain, vSAN or distributed switches, so that it comes up alone.',
  basis:
    'Derived from backups of 6.7, 7.0.2 and 8.0; keys of vSAN from esx.conf of 6.x and the schema of 7.0.2. That a host takes the change has not been tried by the authors of this program. Distributed switches are known from the schema of 7.0.2; those of older releases stay, in dvsdata.db.',
  questions(host) {
    const asked = Object.entries(ties).flatMap(([id, { label, found, more }]) => {
      const what = found(host)
      if (what === null) return []
      return [yesOrNo(id, `Cut the tie to ${label}`, { hint: `This backup has ${what}.` }), ...(more?.(host, id) ?? [])]
    })
    return asked.length > 0
      ? asked
      : 'This backup has no tie to a vCenter, a domain, vSAN or a distributed switch that is known here.'
  },
  plan(host, answers, plan) {
    for (const [id, { cut }] of Object.entries(ties)) if (answers[id] === 'yes') cut(plan, answers)
    if (!plan.empty && resolverLines(host, 'nameserver').length > 0 && answers.domain === 'yes')
      plan.note('Name servers of the domain stay in place: the management network has its own change.')
    const distributed = distributedOf(host).map(({ name }) => name)
    if (!plan.empty && distributed.length > 0 && answers.distributed !== 'yes')
      plan.note(`The distributed switch ${distributed.join(', ')} stays as it is.`)
  },
}

function realmIn(text: string | null): string | null {
  return /^[ \t]*default_realm[ \t]*=[ \t]*(\S+)/m.exec(text ?? '')?.[1] ?? null
}

function vsanKeys(plan: Plan): readonly string[] {
  return [...plan.conf().keys()].filter(key => key.startsWith('/vsan/'))
}

/** Names of rows that say which cluster the host is in (schema of 7.0.2). */
const vsanNames = /cluster|membership|unicast|^(vsan|host_state|remote_datastores)$/
function vsanRows(host: HostView): readonly string[] {
  return host.settings.entries
    .filter(({ component, row, name }) => component === 'vsan' && row !== null && vsanNames.test(name))
    .map(({ path }) => path)
}
