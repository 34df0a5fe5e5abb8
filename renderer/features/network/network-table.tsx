// The network as a table: a row for each vmkernel port, and one for each port group that has none.
import type { Network, PortGroup, VirtualSwitch, VmkernelPort } from '../../../shared/model/network'
import { networkText as text } from '../../ui/text-network'
import { nodeId } from '../../../shared/model/network-parts'
import type { MapNode, NetworkGraph } from './graph'
import styles from './network-view.module.css'
import { NodeLink } from './node-link'
import { addressWords, vlanWords } from './words'

export interface NetworkPartsProps {
  readonly network: Network
  readonly graph: NetworkGraph
  /** Names of TCP/IP stacks by their keys. */
  readonly stacks: ReadonlyMap<string, string>
  readonly onOpen: (node: MapNode) => void
}

interface Row {
  readonly port: VmkernelPort | null
  readonly group: PortGroup | null
  readonly of: VirtualSwitch | null
}

export function NetworkTable({ network, graph, stacks, onOpen }: NetworkPartsProps) {
  const titles = text.tableColumns
  return (
    <table className={styles.table} aria-label={text.title}>
      <thead>
        <tr>
          {Object.values(titles).map(title => (
            <th key={title} scope="col">
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rowsOf(network).map(({ port, group, of }) => (
          <tr key={`${of?.id} ${group?.id} ${port?.name}`}>
            <td>{port && <NodeLink node={graph.nodes.get(nodeId.port(port.name))} onOpen={onOpen} />}</td>
            <td>{port && addressWords(port)}</td>
            <td>{port?.services.join(', ')}</td>
            <td>{port?.stack && (stacks.get(port.stack) ?? port.stack)}</td>
            <td>
              {of && group ? (
                <NodeLink node={graph.nodes.get(nodeId.group(of.id, group.id))} onOpen={onOpen} />
              ) : (
                port?.portGroupName
              )}
            </td>
            <td>{group && (vlanWords(group.vlan) ?? text.untagged)}</td>
            <td>{of && <NodeLink node={graph.nodes.get(nodeId.switch(of.id))} onOpen={onOpen} />}</td>
            <td>{group?.teaming.active.join(', ')}</td>
            <td>{group?.teaming.standby.join(', ')}</td>
            <td>{group?.teaming.unused.join(', ')}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function rowsOf(network: Network): readonly Row[] {
  const on = (of: VirtualSwitch, group: PortGroup) =>
    network.ports.filter(port => port.portGroup?.switch === of.id && port.portGroup.id === group.id)
  const rows = network.switches.flatMap(of =>
    of.portGroups.flatMap((group): readonly Row[] => {
      const ports = on(of, group)
      return ports.length > 0 ? ports.map(port => ({ port, group, of })) : [{ port: null, group, of }]
    }),
  )
  const shown = new Set(rows.map(row => row.port))
  const loose = network.ports.filter(port => !shown.has(port)).map(port => ({ port, group: null, of: null }))
  return [...rows, ...loose]
}
