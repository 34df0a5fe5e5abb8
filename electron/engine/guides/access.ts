// Ways into the host: SSH, shell, the firewall's rule for SSH, lockdown mode, accounts, keys.
import type { HostView } from '../facts/host-view'
import { ruleSets } from '../facts/rule-sets'
import { serviceStates } from '../facts/services'
import { publicKeyIn } from '../facts/ssh-keys'
import { flagAt, objectsAt, textAt } from '../network/json'
import { principalsOf, removePrincipal } from './accounts'
import { badAnswer, type GuideModule, linesOf, question, wordsOf, yesOrNo } from './guide'
import { asBytes, type Plan } from './plan'
import { type ServiceNames, shellService, sshService, switchService } from './services'

const keysPath = 'etc/ssh/keys-root/authorized_keys'
const lockdownPath = 'esx/authorization/lockdown_settings'
const permissionsPath = 'esx/authorization/permissions'
const onOrOff = [
  { value: 'on', label: 'On' },
  { value: 'off', label: 'Off' },
]

export const access: GuideModule = {
  title: 'Change who gets in',
  about: 'SSH and the ESXi Shell with their firewall rule, lockdown mode, accounts and permissions, keys for SSH.',
  basis:
    'Derived from backups of 6.7, 7.0.2 and 8.0. That a host takes the change has not been tried by the authors of this program; lockdown mode is known from the schema alone.',
  questions(host) {
    const [rule, lockdown] = [sshRule(host), lockdownOf(host)]
    return [
      question('ssh', 'SSH', { kind: 'choice', value: stateOf(host, sshService), choices: onOrOff }),
      question('shell', 'ESXi Shell', { kind: 'choice', value: stateOf(host, shellService), choices: onOrOff }),
      ...(rule
        ? [
            question('firewall', 'SSH through the firewall', {
              kind: 'choice',
              value: rule.enabled ? 'on' : 'off',
              choices: onOrOff,
              hint: 'Addresses that it is open for stay as they are.',
            }),
          ]
        : []),
      ...(lockdown === null
        ? []
        : [yesOrNo('unlock', 'Leave lockdown mode', { hint: `The host is in lockdown mode (${lockdown}).` })]),
      question('remove', 'Accounts to remove', {
        hint: `With their permissions. This backup knows ${[...principalsOf(host)].join(', ')}.`,
      }),
      question('keys', 'Keys that may log in as root', {
        kind: 'lines',
        value: keysOf(host),
        hint: 'One public key a line, as in authorized_keys.',
      }),
    ]
  },
  plan(host, answers, plan) {
    for (const [id, service, title] of [
      ['ssh', sshService, 'SSH'],
      ['shell', shellService, 'the ESXi Shell'],
    ] as const) {
      if (answers[id] === stateOf(host, service)) continue
      if (!switchService(plan, service, answers[id] === 'on'))
        throw badAnswer(id, `This backup has no place that says whether ${title} is on.`)
    }
    const rule = sshRule(host)
    if (rule && answers.firewall !== undefined) rule.set(plan, answers.firewall === 'on')
    if (answers.ssh === 'on' && answers.firewall === 'off') plan.note('SSH is on, but the firewall lets nobody in.')
    if (answers.unlock === 'yes') unlock(host, plan)
    removeAccounts(host, plan, wordsOf(answers.remove))
    const keys = answers.keys ?? ''
    if (keys !== keysOf(host)) replaceKeys(plan, keys)
  },
}

function stateOf(host: HostView, { agent, started }: ServiceNames): string {
  return serviceStates(host, null, [...new Set([agent, ...started])]).some(({ data }) => data === true) ? 'on' : 'off'
}

/** authorized_keys of root as characters. */
function keysOf(host: HostView): string {
  return host.file(keysPath)?.text ?? ''
}

function sshRule(host: HostView) {
  const rule = ruleSets(host).find(({ name }) => name === 'sshServer')
  if (!rule) return null
  const stored = host.settings.entry('esx/network/firewall_rule_sets/sshServer')?.row != null
  const set = (plan: Plan, on: boolean) => {
    if (stored) plan.set('esx/network/firewall_rule_sets/sshServer#enabled', on)
    else {
      const key = [...plan.conf()].find(([name, value]) => value === 'sshServer' && name.startsWith('/firewall/'))?.[0]
      const base = key ? key.slice(0, key.lastIndexOf('/')) : '/firewall/services/sshServer'
      plan.key(`${base}/enabled`, String(on))
    }
  }
  return { enabled: rule.enabled, set }
}

function lockdownOf(host: HostView): string | null {
  const mode = host.settings.at(`${lockdownPath}#mode`)
  return mode?.place?.row && typeof mode.value === 'string' ? mode.value : null
}

/** The mode goes, and permissions that it had taken away come back, where the store has not got them. */
function unlock(host: HostView, plan: Plan): void {
  plan.set(`${lockdownPath}#mode`, undefined)
  const taken = objectsAt(host.settings.entry(lockdownPath)?.value, 'removed_permissions')
  const present = host.settings.items(permissionsPath).filter(({ row }) => row !== null)
  for (const permission of taken) {
    const [id, principal] = [textAt(permission, 'cs_generated_id'), textAt(permission, 'principal')]
    if (id === null || principal === null) continue
    const group = flagAt(permission, 'is_group') ?? false
    const known = present.some(
      ({ value }) => textAt(value, 'principal') === principal && (flagAt(value, 'is_group') ?? false) === group,
    )
    if (!known) plan.set(`${permissionsPath}/${id}`, permission)
  }
  if (taken.length > 0) plan.set(`${lockdownPath}#removed_permissions`, undefined)
}

function removeAccounts(host: HostView, plan: Plan, names: readonly string[]): void {
  const known = principalsOf(host)
  for (const name of names) {
    if (name === 'root') throw badAnswer('remove', 'Without root nobody gets in: this account stays.')
    if (!known.has(name))
      throw badAnswer('remove', `There is no account ${name}. This backup knows ${[...known].join(', ')}.`)
    removePrincipal(plan, name)
    if (name === 'vpxuser')
      plan.note('vCenter manages the host as vpxuser: it will ask for the host to be added again.')
    if (name === 'dcui') plan.note('The console of the host works as dcui: it may not work without it.')
  }
}

function replaceKeys(plan: Plan, keys: string): void {
  for (const line of linesOf(keys))
    if (!line.startsWith('#') && publicKeyIn(line) === null)
      throw badAnswer('keys', `This is not a public key: "${line.slice(0, 60)}".`)
  const lines = linesOf(keys)
  const exists = plan.before(keysPath) !== null
  if (lines.length === 0 && !exists) return
  plan.put(keysPath, asBytes(lines.map(line => `${line}\n`).join('')))
  if (!exists) plan.note(`${keysPath} is new: a host keeps it only if its release knows the file or it has the T flag.`)
}
