// What makes this host this host: its name, its UUID, the MACs of its adapters, its certificate and keys. For new hardware, and for a copy.
import { randomBytes } from 'node:crypto'
import type { GuideAnswers } from '../../../shared/model/guide'
import { settingFlags } from '../../../shared/model/settings'
import type { HostView } from '../facts/host-view'
import { settingPath } from '../settings/entry'
import { listedAdapters, type ListedAdapter } from './adapter-list'
import { NOBODY, type Successor, successorsOf } from './adapter-order'
import { placeOf } from './adapter-place'
import { namesOf, putSelfSigned } from './certificate'
import { badAnswer, type GuideModule, question, wordsOf, yesOrNo } from './guide'
import { hostNameOf, setHostName } from './host-name'
import { moveAdapters } from './move-adapters'
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
              value: listOf(host),
              hint: 'A line for each, such as vmnic0 00:50:56:01:02:03; what esxcfg-nics -l, esxcli network nic list or lspci prints on the new hardware can be pasted as it is.',
            }),
            question('order', 'Which adapter takes whose place', {
              kind: 'table',
              hint: `An adapter of the list for each of the backup, or ${NOBODY}. What is left empty is filled: the one with its MAC, else the one with its name.`,
              rows: nics.map(({ name, mac, bus }) => ({
                id: name,
                about: [mac, placeOf(bus ?? '') ?? bus].filter(Boolean).join(', '),
              })),
            }),
          ]),
      yesOrNo('certificate', 'New certificate', { hint: 'For the new name, signed by itself.' }),
      yesOrNo('ssh', 'New SSH host keys', {}),
    ]
  },
  async plan(host, answers, plan) {
    const isAsked = wordsOf(answers.order).length > 0 || answers.nics !== listOf(host)
    const listed = isAsked ? listedAdapters(answers.nics, 'nics') : new Map<string, ListedAdapter>()
    const successors = successorsOf(host.network.nics, listed, answers.order, 'order')
    plan.filled.order = successors
      .flatMap(({ nic, name, reason }) => (reason === 'not known' ? [] : [`${nic.name} ${name ?? NOBODY}`]))
      .join('\n')
    changeName(host, answers, plan)
    changeUuid(host, answers, plan, successors)
    if (isAsked) moveAdapters(plan, successors, listed, 'order')
    if (answers.certificate === 'yes') {
      const names = [answers.name?.trim() ?? '', ...namesOf(host).filter(one => /^[\d.:]+$/.test(one))]
      await putSelfSigned(plan, { names: names.join(' '), days: '3650' }, host.now)
    }
    if (answers.ssh === 'yes' && renewHostKeys(plan) === 0)
      throw badAnswer('ssh', 'This backup has no SSH host keys of a kind that is known here.')
    if (!plan.empty) tellUndecided(host, plan)
  },
}

/** The adapters of the backup, as they are typed. */
function listOf(host: HostView): string {
  return host.network.nics.flatMap(({ name, mac }) => (mac === null ? [] : [`${name} ${mac}`])).join('\n')
}

function uuidOf(host: HostView): string {
  const value = host.settings.at('esx.conf/system#uuid')?.value
  return typeof value === 'string' ? value : ''
}

function changeName(host: HostView, answers: GuideAnswers, plan: Plan): void {
  const name = answers.name?.trim() ?? ''
  if (name === (hostNameOf(host) ?? '')) return
  if (!/^(?=.{1,253}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/i.test(name))
    throw badAnswer('name', `"${name}" is not a host name: letters, digits and hyphens, with dots between.`)
  setHostName(plan, name)
}

/** A host makes its UUID of the time, of chance, and of the MAC of its first adapter. */
function changeUuid(host: HostView, answers: GuideAnswers, plan: Plan, successors: readonly Successor[]): void {
  const wanted = answers.uuid?.trim().toLowerCase() ?? ''
  if (wanted === uuidOf(host).toLowerCase()) return
  if (wanted !== 'new') {
    if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(wanted))
      throw badAnswer(
        'uuid',
        `"${wanted}" is not a UUID, such as 5fb20000-0000-1111-2222-005056010203. Type new for a new one.`,
      )
    plan.key(uuidKey, wanted)
    return
  }
  const mac = successors[0]?.mac?.replaceAll(':', '') ?? randomBytes(6).toString('hex')
  const time = Math.floor(host.now.getTime() / 1000)
    .toString(16)
    .padStart(8, '0')
  const [a = '', b = '', c = ''] = randomBytes(6).toString('hex').match(/.{4}/g) ?? []
  plan.key(uuidKey, `${time}-${a}-${b}-${c}-${mac.toLowerCase()}`)
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
