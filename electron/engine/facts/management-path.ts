// The way of management through the network: vmkernel port, port group, switch, and the TCP/IP stack it uses.
import type { NetStack, PortGroup, VirtualSwitch, VmkernelPort } from '../../../shared/model/network'
import { DEFAULT_STACK } from '../network/from-esx-conf'
import type { HostView } from './host-view'

export interface ManagementPath {
  readonly port: VmkernelPort | null
  readonly portGroup: PortGroup | null
  readonly virtualSwitch: VirtualSwitch | null
  readonly stack: NetStack | null
}

/** As far as the backup describes it. */
export function managementPath({ network }: HostView): ManagementPath {
  const port = network.ports.find(one => one.name === network.management) ?? null
  const virtualSwitch = network.switches.find(one => one.id === port?.portGroup?.switch) ?? null
  const key = port?.stack ?? DEFAULT_STACK
  return {
    port,
    portGroup: virtualSwitch?.portGroups.find(group => group.id === port?.portGroup?.id) ?? null,
    virtualSwitch,
    stack: network.stacks.find(stack => stack.key === key) ?? null,
  }
}
