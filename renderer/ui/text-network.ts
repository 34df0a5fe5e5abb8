// The texts of the network map.

const list = (names: readonly string[]) =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`

export const networkText = {
  title: 'Network',
  drawing: 'Drawing',
  table: 'Table',
  tree: 'Tree',
  shape: 'Show as',
  map: 'Network of the host, from physical NICs on the left to vmkernel ports on the right',
  loading: 'Reading the network…',
  failed: 'The network could not be read',
  retry: 'Try again',
  none: 'No network in this backup',
  noneHint:
    'A host keeps its network in ConfigStore (7.0 and later) or in esx.conf (before). This backup has neither, or they say nothing of it.',
  sealedHint: 'The network is in the layer that is sealed, which cannot be opened here without its key.',
  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
  fit: 'Fit to the window',
  zoom: (percent: number) => `${percent} %`,
  saveSvg: 'Save as SVG',
  savePng: 'Save as PNG',
  print: 'Print',
  notDrawn: 'The picture could not be made.',
  hint: 'Point at a part, or go to it with Tab and the arrow keys, to follow its path. Enter opens where it stands in the backup.',
  noPlace: 'It exists by the defaults of the release: there is no place in the backup to open.',
  kinds: { nic: 'physical NIC', switch: 'virtual switch', group: 'port group', port: 'vmkernel port' },
  switchKinds: { standard: 'standard switch', distributed: 'distributed switch' },
  roles: { active: 'active', standby: 'standby', unused: 'unused' },
  /** The second of several that are active, or that wait. */
  order: (role: string, order: number) => `${role} ${order}`,
  mtu: (bytes: number) => `MTU ${bytes}`,
  columns: ['Physical NICs', 'Virtual switches', 'Port groups', 'vmkernel ports'],
  looseNics: 'Uplink of no switch',
  loosePorts: 'On no port group of this backup',
  wanted: (group: string) => `wants "${group}"`,
  vlan: (id: number) => `VLAN ${id}`,
  trunk: (ranges: string) => `VLAN trunk ${ranges}`,
  privateVlan: (id: number) => `private VLAN ${id}`,
  unknownVlan: 'VLAN not known',
  untagged: 'no VLAN',
  dhcp: 'DHCP',
  noAddress: 'no address',
  down: 'set down',
  notDescribed: 'not described in the backup',
  noUplink: 'no uplink',
  standbyAfter: (names: string) => `then ${names}`,
  removedLine: 'removed',
  changes: { added: 'only in the later backup', removed: 'only in the earlier backup', changed: 'differs' },
  managementMark: 'Management',
  stack: (name: string) => `stack ${name}`,
  managementUnknown: 'This backup does not say which vmkernel port carries management.',
  managementDangling: (port: string, address: string, group: string | null) =>
    group === null
      ? `Management is on ${port} (${address}), which is on no port group: the host would not be reachable.`
      : `Management is on ${port} (${address}), but its port group "${group}" is on no switch of this backup.`,
  management: (is: {
    readonly port: string
    readonly address: string
    readonly group: string
    readonly vlan: string
    readonly switch: string
    readonly active: readonly string[]
    readonly standby: readonly string[]
  }) => {
    const uplinks =
      is.active.length + is.standby.length === 0
        ? 'without any uplink: the host would not be reachable'
        : is.active.length === 0
          ? `over ${list(is.standby)} on standby alone`
          : `over ${list(is.active)}${is.standby.length > 0 ? `, with ${list(is.standby)} on standby` : ''}`
    return `Management is on ${is.port} (${is.address}): port group ${is.group}, ${is.vlan}, switch ${is.switch}, ${uplinks}.`
  },
  tableColumns: {
    port: 'vmkernel port',
    address: 'Address',
    services: 'Services',
    stack: 'Stack',
    group: 'Port group',
    vlan: 'VLAN',
    switch: 'Switch',
    active: 'Active uplinks',
    standby: 'Standby',
    unused: 'Unused',
  },
} as const
