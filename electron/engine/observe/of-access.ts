// Observations about ways into the host, and about what it tells others.
import type { X509Certificate } from 'node:crypto'
import { RUI_CERTIFICATE_PATH } from '../esx/paths'
import { accountsOf } from '../facts/accounts'
import { activeDirectory } from '../facts/access/active-directory'
import { authorizedKeys } from '../facts/access/authorized-keys'
import { lockdown } from '../facts/access/lockdown'
import { shell } from '../facts/access/shell'
import { ssh } from '../facts/access/ssh'
import type { FactModule } from '../facts/fact'
import type { HostView } from '../facts/host-view'
import { certificatesIn, hostCertificate, nameText } from '../facts/host-certificate'
import { permissionsOf } from '../facts/permissions'
import { ruleSets } from '../facts/rule-sets'
import { certificateTimeText } from '../facts/values'
import { acceptanceLevel } from '../facts/security/acceptance-level'
import { syslogTarget } from '../facts/time/syslog-target'
import type { ObservationRule, Observed } from './observation'

/** Accounts that every host has. */
const stock: ReadonlySet<string> = new Set(['root', 'dcui', 'vpxuser', 'daemon', 'nobody', 'nfsnobody', 'vxpsvc'])
const quarter = 90 * 86_400_000

const switchedOn = (fact: FactModule, message: string) => (host: HostView) =>
  fact
    .read(host)
    .flatMap(({ data, source }): readonly Observed[] => (data === true ? [{ message, place: source }] : []))

export const accessRules: readonly ObservationRule[] = [
  {
    id: 'ssh',
    title: 'SSH is on',
    reason: 'A host does not need it, and whoever has a password or key gets a root shell.',
    run: switchedOn(ssh, 'SSH starts with the host.'),
  },
  {
    id: 'shell',
    title: 'The ESXi Shell is on',
    reason: 'It gives a root shell at the console.',
    run: switchedOn(shell, 'The ESXi Shell starts with the host.'),
  },
  {
    id: 'authorized-keys',
    title: 'Keys that may log in',
    reason: 'A key logs in without a password, and stays when the password is changed.',
    run: host => authorizedKeys.read(host).map(({ text, source }) => ({ message: text, place: source })),
  },
  {
    id: 'accounts',
    title: 'Accounts beside the stock ones',
    reason: 'Somebody made them: each is a way in.',
    run: host =>
      accountsOf(host)
        .filter(({ name }) => !stock.has(name))
        .map(({ name, password, place }) => ({ message: `${name} (password ${password}).`, place })),
  },
  {
    id: 'permissions',
    title: 'Administrators beside the stock ones',
    reason: 'They may do everything on the host.',
    run: host =>
      permissionsOf(host)
        .filter(({ principal, mode }) => mode === 'Admin' && !stock.has(principal))
        .map(({ principal, isGroup, place }) => ({
          message: `${isGroup ? 'The group ' : ''}${principal} is an administrator.`,
          place,
        })),
  },
  {
    id: 'open-rules',
    title: 'Firewall rules that are open to every address',
    reason: 'What listens there is reached from everywhere that a route leads from.',
    run: host =>
      ruleSets(host)
        .filter(({ enabled, from }) => enabled && from === null)
        .map(({ name, place }) => ({ message: `${name} is open to every address.`, place })),
  },
  {
    id: 'lockdown',
    title: 'Lockdown mode is off',
    reason: 'Without it accounts of the host itself get in beside the vCenter.',
    run: host =>
      lockdown.read(host).length === 0 ? [{ message: 'No lockdown mode stands in this backup.', place: null }] : [],
  },
  {
    id: 'directory',
    title: 'The host is in a domain',
    reason: 'Accounts of the domain may get in, by groups that are kept there and not here.',
    run: host => activeDirectory.read(host).map(({ text, source }) => ({ message: `Domain ${text}.`, place: source })),
  },
  {
    id: 'acceptance',
    title: 'Packages of the community are accepted',
    reason: 'The host installs packages that nobody signed.',
    run: host =>
      acceptanceLevel
        .read(host)
        .filter(({ text }) => text.startsWith('community'))
        .map(({ text, source }) => ({ message: `Acceptance level: ${text}.`, place: source })),
  },
  {
    id: 'syslog',
    title: 'No log leaves the host',
    reason: 'Logs that are kept on the host alone go with a reboot, and whoever gets in can change them.',
    run: host =>
      syslogTarget.read(host).length === 0
        ? [{ message: 'No target for logs stands in this backup.', place: null }]
        : [],
  },
  {
    id: 'certificate',
    title: 'Certificates that have ended, or end soon',
    reason: 'Who connects is used to warnings then, and does not see one that matters.',
    run: host => {
      const { certificate, place } = hostCertificate(host)
      const ends = endsSoon(host)
      const own =
        certificate && ends(certificate)
          ? [{ message: `rui.crt is valid to ${certificateTimeText(certificate.validTo)}.`, place }]
          : []
      return [...own, ...trusted(host, ends)]
    },
  },
]

/** Whether a certificate ends within a quarter; one whose date cannot be read is not a case. */
function endsSoon({ now }: HostView): (certificate: X509Certificate) => boolean {
  return ({ validTo }) => Date.parse(validTo) <= now.getTime() + quarter
}

/** Those of the other files beside rui.crt that end: stores of authorities and their like. */
function trusted(host: HostView, ends: (certificate: X509Certificate) => boolean): readonly Observed[] {
  return host
    .pathsBelow('etc/vmware/ssl/')
    .filter(path => path !== RUI_CERTIFICATE_PATH)
    .flatMap(path => {
      const file = host.file(path)
      return certificatesIn(file?.text ?? '')
        .filter(({ certificate }) => ends(certificate))
        .map(({ certificate: { subject, validTo }, line }) => ({
          message: `${path}: ${nameText(subject)} is valid to ${certificateTimeText(validTo)}.`,
          place: file?.place(line) ?? null,
        }))
    })
}
