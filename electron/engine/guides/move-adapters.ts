// Writes which adapters of the new hardware take the places of those of the backup: their names, MACs and places on the bus.
import { badAnswer } from './guide'
import type { ListedAdapter } from './adapter-list'
import { NOBODY, type Successor } from './adapter-order'
import { adaptersInConf } from './adapters-in-conf'
import { adaptersInStore } from './adapters-in-store'
import { managementPath } from '../facts/management-path'
import type { Plan } from './plan'

/**
 * Adds what differs, and tells what it does not decide. Throws ANSWER about `question` where a successor is not known, management would be without an uplink, or two
 * adapters would have the same MAC.
 */
export function moveAdapters(
  plan: Plan,
  successors: readonly Successor[],
  listed: ReadonlyMap<string, ListedAdapter>,
  question: string,
): void {
  checkKnown(successors, question)
  checkMacs(successors)
  checkManagement(plan, successors, question)
  adaptersInStore(plan, successors)
  adaptersInConf(plan, successors)
  tell(plan, successors, listed)
}

function checkKnown(successors: readonly Successor[], question: string): void {
  const unknown = successors.find(({ reason }) => reason === 'not known')?.nic.name
  if (unknown === undefined) return
  const other = successors.find(({ name }) => name === unknown)?.nic.name
  throw badAnswer(
    question,
    `${unknown} takes the place of ${other}, and nothing in the list has the MAC of ${unknown} in the backup: say which adapter takes its place, or ${NOBODY}.`,
  )
}

function checkMacs(successors: readonly Successor[]): void {
  const taken = new Map<string, string>()
  for (const { name, mac } of successors) {
    if (name === null || mac === null) continue
    const other = taken.get(mac)
    if (other !== undefined) throw badAnswer('nics', `${other} and ${name} cannot both have ${mac}.`)
    taken.set(mac, name)
  }
}

function checkManagement(plan: Plan, successors: readonly Successor[], question: string): void {
  const { virtualSwitch, portGroup, port } = managementPath(plan.host)
  const uplinks = [...(portGroup?.teaming.active ?? []), ...(portGroup?.teaming.standby ?? [])]
  const lost = (name: string) => successors.some(one => one.nic.name === name && one.name === null)
  if (uplinks.length > 0 && uplinks.every(lost))
    throw badAnswer(
      question,
      `${port?.name ?? 'The management interface'} reaches the network through ${uplinks.join(', ')} of ${virtualSwitch?.name}: say which adapter takes the place of one of them.`,
    )
}

function tell(plan: Plan, successors: readonly Successor[], listed: ReadonlyMap<string, ListedAdapter>): void {
  for (const { nic, name, mac, reason } of successors) {
    if (name === null) plan.note(`Nothing takes the place of ${nic.name}: it is not an uplink any more.`)
    else if (name !== nic.name)
      plan.note(`${name} takes the place of ${nic.name} (${reason === 'MAC' ? 'it has its MAC' : reason}).`)
    else if (reason === 'not listed' && listed.size > 0 && nic.switch !== null)
      plan.note(`${nic.name} is not in the list: what uses it stays as it is.`)
    const entry = name === null ? undefined : listed.get(name)
    if (entry && entry.mac === null)
      plan.note(
        `lspci prints no MACs: ${name} keeps ${mac ?? 'none'}, which esxcfg-nics -l or esxcli network nic list would tell.`,
      )
  }
  const used = new Set(successors.map(({ name }) => name))
  const free = [...listed.keys()].filter(name => !used.has(name))
  if (free.length > 0) plan.note(`These take the place of no adapter of the backup: ${free.join(', ')}.`)
}
