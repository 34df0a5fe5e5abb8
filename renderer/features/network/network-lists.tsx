// The network as lists inside lists, switch by switch: what a screen reader reads best.
import { networkText as text } from '../../ui/text-network'
import { nodeId } from '../../../shared/model/network-parts'
import { roleIn } from './graph'
import type { NetworkPartsProps } from './network-table'
import styles from './network-view.module.css'
import { NodeLink } from './node-link'
import { addressWords, nicWords, switchWords, teamingWords, vlanWords } from './words'

export function NetworkLists({ network, graph, stacks, onOpen }: NetworkPartsProps) {
  const link = (id: string) => <NodeLink node={graph.nodes.get(id)} onOpen={onOpen} />
  const more = (...words: readonly (string | null)[]) => (
    <span className={styles.more}> {words.filter(word => word !== null && word !== '').join(' · ')}</span>
  )
  const nic = (name: string) => graph.nodes.get(nodeId.nic(name))
  const uplinked = new Set(network.switches.flatMap(one => one.uplinks))
  const free = network.nics.filter(one => !uplinked.has(one.name))
  const connected = new Set(graph.edges.filter(edge => edge.kind === 'port').map(edge => edge.to))
  const loose = network.ports.filter(port => !connected.has(nodeId.port(port.name)))
  return (
    <ul className={styles.lists} aria-label={text.title}>
      {network.switches.map(one => (
        <li key={one.id}>
          {link(nodeId.switch(one.id))}
          {more(switchWords(one))}
          <ul>
            <li>
              {text.columns[0]}
              <ul>
                {one.uplinks.map(name => {
                  const node = nic(name)
                  return (
                    <li key={name}>
                      {link(nodeId.nic(name))}
                      {more(
                        text.roles[roleIn(one.teaming, name).role],
                        node?.kind === 'nic' ? nicWords(node.nic) : null,
                      )}
                    </li>
                  )
                })}
              </ul>
            </li>
            <li>
              {text.columns[2]}
              <ul>
                {one.portGroups.map(group => (
                  <li key={group.id}>
                    {link(nodeId.group(one.id, group.id))}
                    {more(vlanWords(group.vlan) ?? text.untagged, teamingWords(group))}
                    <ul>
                      {network.ports
                        .filter(port => port.portGroup?.switch === one.id && port.portGroup.id === group.id)
                        .map(port => (
                          <li key={port.name}>
                            {link(nodeId.port(port.name))}
                            {more(
                              addressWords(port),
                              port.services.join(', '),
                              port.stack === null ? null : text.stack(stacks.get(port.stack) ?? port.stack),
                            )}
                          </li>
                        ))}
                    </ul>
                  </li>
                ))}
              </ul>
            </li>
          </ul>
        </li>
      ))}
      {free.length > 0 && (
        <li>
          {text.looseNics}
          <ul>
            {free.map(one => (
              <li key={one.name}>
                {link(nodeId.nic(one.name))}
                {more(nicWords(one))}
              </li>
            ))}
          </ul>
        </li>
      )}
      {loose.length > 0 && (
        <li>
          {text.loosePorts}
          <ul>
            {loose.map(port => (
              <li key={port.name}>
                {link(nodeId.port(port.name))}
                {more(addressWords(port), port.portGroupName === null ? null : text.wanted(port.portGroupName))}
              </li>
            ))}
          </ul>
        </li>
      )}
    </ul>
  )
}
