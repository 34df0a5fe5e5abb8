// What makes this host this host: its name, its UUID, the MACs of its adapters, its certificate and keys. For new hardware, and for a copy.
import { randomBytes } from 'node:crypto'
import type { GuideAnswers } from '../../../shared/model/guide'
import { settingFlags } from '../../../shared/model/settings'
import type { HostView } from '../facts/host-view'
import { textAt } from '../network/json'
import { settingPath } from '../settings/entry'
import { namesOf, putSelfSigned } from './certificate'
import { badAnswer, type GuideModule, linesOf, question, yesOrNo } from './guide'
import { hostNameOf, setHostName } from './host-name'
import type { Plan } from './plan'
import { renewHostKeys } from './ssh-host-keys'

const uuidKey = '/system/uuid'
/** Marked settings that are named as left alone. */
const mostNamed = 40

export const identity: GuideModule = {
  title: 'Give the host another identity',
  about: 'For new hardware or for a copy: name, UUID, MACs of the adapters, certificate and keys.',
  basis:
    'Derived from backups of 6.7, 7.0.2 and 8.0 and from the marks of their schema (hostSpecific, storeSpecific). That a host takes the change has not been tried by the authors of this program.',
  questions(host) {
    const { nics } = host.network
    return [
      question('name', 'Host name', {
        value: hostNameOf(host) ?? '',
        hint: 'With its domain, such as esx02.example.com.',
      }),
      question('uuid', 'System UUID', { value: uuidOf(host), hint: 'Type new for a new one.' }),
      ...(nics.length === 0
        ? []
        : [
            question('nics', 'Adapters and their MACs', {
              kind: 'lines',
              value: nics.map(({ name, mac }) => `${name} ${mac ?? ''}`).join('\n'),
              hint: 'A line for each, such as vmnic0 00:50:56:01:02:03; what esxcfg-nics -l or esxcli network nic list prints on the new hardware can be pasted as it is.',
            }),
          ]),
      yesOrNo('certificate', 'New certificate', { hint: 'For the new name, signed by itself.' }),
      yesOrNo('ssh', 'New SSH host keys', {}),
    ]
  },
  async plan(host, answers, plan) {
    const macs = macsOf(host, answers)
    changeName(host, answers, plan)
    changeUuid(host, answers, plan, macs)
    for (const [name, mac] of macs) changeMac(host, plan, name, mac)
    tellPlaces(host, answers, plan)
    if (answers.certificate === 'yes') {
      const names = [answers.name?.trim() ?? '', ...namesOf(host).filter(one => /^[\d.:]+$/.test(one))]
      await putSelfSigned(plan, { names: names.join(' '), days: '3650' }, host.now)
    }
    if (answers.ssh === 'yes' && renewHostKeys(plan) === 0)
      throw badAnswer('ssh', 'This backup has no SSH host keys of a kind that is known here.')
    if (!plan.empty) tellUndecided(host, plan)
  },
}

function uuidOf(host: HostView): string {
  const value = host.settings.at('esx.conf/system#uuid')?.value
  return typeof value === 'string' ? value : ''
}

function changeName(host: HostView, answers: GuideAnswers, plan: Plan): void {
  const name = answers.name?.trim() ?? ''
  if (name === (hostNameOf(host) ?? '')) return
  if (!/^(?=.{1,253}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/i.test(name))
    throw badAnswer('name', `"${name}" is no host name: letters, digits and hyphens, with dots between.`)
  setHostName(plan, name)
}

/** A host makes its UUID of the time, of chance, and of the MAC of its first adapter. */
function changeUuid(host: HostView, answers: GuideAnswers, plan: Plan, macs: ReadonlyMap<string, string>): void {
  const wanted = answers.uuid?.trim().toLowerCase() ?? ''
  if (wanted === uuidOf(host).toLowerCase()) return
  if (wanted !== 'new') {
    if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(wanted))
      throw badAnswer(
        'uuid',
        `"${wanted}" is no UUID, such as 5fb20000-0000-1111-2222-005056010203. Type new for a new one.`,
      )
    plan.key(uuidKey, wanted)
    return
  }
  const first = host.network.nics[0]
  const mac = (first && (macs.get(first.name) ?? first.mac))?.replaceAll(':', '') ?? randomBytes(6).toString('hex')
  const time = Math.floor(host.now.getTime() / 1000)
    .toString(16)
    .padStart(8, '0')
  const [a = '', b = '', c = ''] = randomBytes(6).toString('hex').match(/.{4}/g) ?? []
  plan.key(uuidKey, `${time}-${a}-${b}-${c}-${mac.toLowerCase()}`)
}

/** MACs that differ from those of the backup, by the names of adapters. Other words of a line do not count. */
function macsOf(host: HostView, answers: GuideAnswers): ReadonlyMap<string, string> {
  const macs = new Map<string, string>()
  for (const line of linesOf(answers.nics)) {
    const name = /\bvmnic\d+\b/.exec(line)?.[0]
    if (name === undefined) continue
    const mac = /(?:^|\s)((?:[0-9a-f]{2}[:-]){5}[0-9a-f]{2})(?:\s|$)/i
      .exec(line)?.[1]
      ?.replaceAll('-', ':')
      .toLowerCase()
    const nic = host.network.nics.find(one => one.name === name)
    if (!nic) throw badAnswer('nics', `This backup has no adapter ${name}.`)
    if (mac === undefined && isOfLspci(line))
      throw badAnswer('nics', 'lspci prints no MACs: paste what esxcfg-nics -l or esxcli network nic list prints.')
    if (mac === undefined) throw badAnswer('nics', `There is no MAC in the line of ${name}, such as 00:50:56:01:02:03.`)
    if ((Number.parseInt(mac.slice(0, 2), 16) & 1) === 1)
      throw badAnswer('nics', `${mac} is a group address, not that of an adapter.`)
    if (mac !== nic.mac?.toLowerCase()) macs.set(name, mac)
  }
  const taken = new Map<string, string>()
  for (const { name, mac } of host.network.nics) {
    const now = macs.get(name) ?? mac?.toLowerCase()
    if (now === undefined) continue
    const other = taken.get(now)
    if (other !== undefined) throw badAnswer('nics', `${other} and ${name} cannot both have ${now}.`)
    taken.set(now, name)
  }
  return macs
}

/** Such as `0000:02:00.0 Ethernet controller: … [vmnic0]`, or `0000:02:00.0 Class 0200: … [vmnic0]`. */
function isOfLspci(line: string): boolean {
  return /^[0-9a-f]{4}:[0-9a-f]{2}:[0-9a-f]{2}\.[0-7] .*\[vmnic\d+\]$/i.test(line)
}

/** Adapters that sit elsewhere on the new hardware than in the backup: the order of names is the host's own, and is only told. */
function tellPlaces(host: HostView, answers: GuideAnswers, plan: Plan): void {
  for (const line of linesOf(answers.nics)) {
    const name = /\bvmnic\d+\b/.exec(line)?.[0]
    const [place] = /(?<![0-9a-f:])[0-9a-f]{4}:[0-9a-f]{2}:[0-9a-f]{2}\.[0-7]\b/i.exec(line) ?? []
    const before = placeOf(host.network.nics.find(nic => nic.name === name)?.bus ?? '')
    if (place === undefined || before === null || before === place.toLowerCase()) continue
    plan.note(
      `${name} is at ${before} in this backup and at ${place.toLowerCase()} on the new hardware. Which name an adapter has by its place is left as it is: look at the names on the host.`,
    )
  }
}

/** A place on the PCI bus in hex, as programs of the host print it. It is stored so after a `p`, or in decimal; null for other forms (`m…`). */
function placeOf(stored: string): string | null {
  const bus = stored.replace(/^p/, '')
  if (/^[0-9a-f]{4}:[0-9a-f]{2}:[0-9a-f]{2}\.[0-7]$/i.test(bus)) return bus.toLowerCase()
  const [, ...decimal] = /^(\d{5}):(\d{3}):(\d{2})\.(\d)$/.exec(bus) ?? []
  if (decimal.length === 0) return null
  const [segment = '', onBus = '', slot = ''] = decimal.map((part, index) =>
    Number(part)
      .toString(16)
      .padStart(index === 0 ? 4 : 2, '0'),
  )
  return `${segment}:${onBus}:${slot}.${decimal[3]}`
}

/** Of the adapter, and of a vmkernel port that has the MAC of the adapter. */
function changeMac(host: HostView, plan: Plan, name: string, mac: string): void {
  const old = host.network.nics.find(nic => nic.name === name)?.mac?.toLowerCase()
  if (host.settings.entry(`esx/network/nics/${name}`)?.row) plan.set(`esx/network/nics/${name}#mac`, mac)
  for (const { value, path, row } of host.settings.items('esx/network/vmknics'))
    if (row && textAt(value, 'mac')?.toLowerCase() === old && textAt(value, 'mac_from_pnic') === name)
      plan.set(`${path}#mac`, mac)
  for (const [key, value] of plan.conf()) {
    if (value.toLowerCase() !== old) continue
    const item = key.slice(0, key.lastIndexOf('/'))
    if (/^\/net\/pnic\/child\[\d+\]\/mac$/.test(key) && plan.conf().get(`${item}/name`) === name) plan.key(key, mac)
    else if (/^\/net\/vmkernelnic\/child\[\d+\]\/mac$/.test(key)) plan.key(key, mac)
    else plan.note(`${key} of esx.conf has the old MAC of ${name} as well; it stays.`)
  }
}

/** What the schema marks as belonging to one machine, and is left as it is. */
function tellUndecided(host: HostView, plan: Plan): void {
  const left = host.settings.entries
    .filter(({ row }) => row !== null)
    .flatMap(entry =>
      entry.settings.flatMap(({ flags, property, place }) =>
        flags & settingFlags.hostSpecific && place?.row ? [settingPath(entry, property)] : [],
      ),
    )
    .filter(path => !plan.settings.has(path))
  if (left.length === 0) return
  const named = left.slice(0, mostNamed).join(', ')
  const more = left.length > mostNamed ? `, and ${left.length - mostNamed} more` : ''
  plan.note(`The schema marks these as belonging to one machine, and they stay as they are: ${named}${more}.`)
}
