// Every table that `bootbank facts` writes (docs/fleet.md has the same, held by a test). Each row begins with `backup` and `host`, which are
// not listed here. A column that a reader leaves out does not compile.
import { type Column, type RowOf, source, type Table } from './columns'

/** What each row begins with. */
export const commonColumns = {
  backup: [
    'text',
    'key of the backup: the first 32 hex digits of the SHA-256 over path, a zero byte, and the hex SHA-256 of the file',
  ],
  host: ['text', "the host's name"],
} as const satisfies Table['columns']

export const tables = {
  hosts: {
    row: 'a backup of a host that could be opened',
    columns: {
      path: ['text', 'the backup file, absolute'],
      sha256: ['text', 'SHA-256 of that file'],
      size: ['integer', 'bytes of that file'],
      shape: ['text', '`config-bundle`, `state` or `local`'],
      encryption: [
        'text',
        '`absent`, `none` (the key lies in the backup), `no-key` (no key that fits lies in it) or `tpm` (only the host can open it)',
      ],
      whole: ['boolean', 'false where a layer is damaged, so that rows are missing'],
      saved_at: ['time', 'when the host saved it'],
      entries: ['integer', 'entries of the layers that the host reads'],
      uuid: ['text', "the system's UUID"],
      firmware_uuid: ['text', 'UUID of the machine, known from a configBundle alone'],
      release: ['text', 'such as `7.0.2`'],
      build: ['text', "VMware's build number"],
      acceptance_level: ['text', 'as the host writes it'],
      management_port: ['text', 'vmkernel port that carries management'],
      management_address: ['text', 'its address'],
      management_netmask: ['text', 'its netmask'],
      management_gateway: ['text', 'its gateway'],
      management_vlan: ['text', 'a number, `none`, `trunk` or `private`'],
      name_servers: ['texts', 'of the management stack'],
      time_servers: ['texts', 'NTP servers'],
      syslog_targets: ['texts', 'where logs are sent'],
      ssh_enabled: ['boolean', 'SSH starts with the host'],
      ssh_from_everywhere: [
        'boolean',
        'the firewall lets every address reach SSH; false where it is closed or limited',
      ],
      shell_enabled: ['boolean', 'the ESXi Shell starts with the host'],
      lockdown: ['text', 'lockdown mode'],
      domain_joined: ['text', 'Active Directory domain'],
      machines: ['integer', 'registered virtual machines'],
    },
  },
  card_facts: {
    row: "a value of a fact of the host's card",
    columns: {
      fact: ['text', 'stable id, such as `management.gateway`'],
      fact_group: ['text', 'group of the card'],
      title: ['text', 'for people'],
      item: ['integer', 'number of the value, from 1: one of a list, or of places that disagree'],
      value: ['json', 'for programs'],
      words: ['text', 'for people'],
      attention: ['boolean', 'worth a second look'],
      ...source,
    },
  },
  settings: {
    row: 'a setting that the backup sets: what it has by a default alone is not here',
    columns: {
      path: ['text', '`COMPONENT/GROUP/NAME[/IDENTIFIER][#property]`'],
      component: ['text', '`esx`, or `esx.conf` for a key of that file'],
      config_group: ['text', 'such as `network`'],
      name: ['text', 'last part of the path before the identifier'],
      identifier: ['text', 'which of several; empty where there is one'],
      property: ['text', 'path inside the entry; empty for the entry itself'],
      value: ['json', 'null for a secret'],
      secret: ['boolean', 'true: there is a value, and it is not told'],
      origin: ['text', 'column of ConfigStore, or `esx.conf`'],
      default_value: ['json', 'null where none is known'],
      changed: ['boolean', 'differs from its default; null where none is known'],
      address: source.address,
      line: source.line,
    },
  },
  files: {
    row: 'an entry of the layers that the host reads',
    columns: {
      address: ['text', 'ADDRESS'],
      path: ['text', 'path inside its layer'],
      kind: ['text', '`file`, `directory`, `symlink`, …'],
      size: ['integer', 'bytes'],
      mode: ['text', 'octal, such as `01600`'],
      uid: ['integer', 'number of its owner'],
      gid: ['integer', 'number of its group'],
      modified_at: ['time', 'mtime of the entry'],
      linkname: ['text', 'target of a link'],
      role: ['text', 'whether the host keeps it: `config`, `vital`, `cached`, `t-flag`, `listed`, `unknown`'],
      sha256: ['text', 'of the content; files alone'],
    },
  },
  accounts: {
    row: 'a local account',
    columns: {
      name: ['text', 'account name'],
      password: ['text', '`set`, `locked`, `empty` or `not known`'],
      hash_kind: ['text', 'scheme of the hash, such as `sha512`; the hash itself is in no table'],
      password_changed_at: ['time', 'day of its last change'],
      shell: ['boolean', 'false where shell access is switched off'],
      permission: ['text', 'such as `Admin`; null where none is given to the account itself'],
      ...source,
    },
  },
  permissions: {
    row: 'a permission of an account or group',
    columns: {
      principal: ['text', 'account or group'],
      is_group: ['boolean', 'true for a group'],
      mode: ['text', 'such as `Admin`'],
      ...source,
    },
  },
  ssh_keys: {
    row: 'a public key of SSH',
    columns: {
      purpose: ['text', '`authorized`: may log in; `host`: what the host shows itself by'],
      account: ['text', 'who may log in with it'],
      key_type: ['text', 'such as `ssh-ed25519`'],
      fingerprint: ['text', '`SHA256:…`, as ssh-keygen -l writes it'],
      comment: ['text', 'what stands after the key'],
      ...source,
    },
  },
  certificates: {
    row: 'an X.509 certificate in a file of the host',
    columns: {
      purpose: ['text', '`host`: the first of rui.crt; else `other`'],
      common_name: ['text', 'the last CN of its subject'],
      subject: ['text', 'its whole name'],
      issuer: ['text', 'name of who signed it'],
      names: ['texts', 'subjectAltName'],
      valid_from: ['time', 'begin of its validity'],
      valid_until: ['time', 'end of its validity'],
      key_type: ['text', 'such as `RSA` or `EC`'],
      key_bits: ['integer', 'length of the key'],
      signature: ['text', 'such as `RSA with SHA-256`'],
      is_authority: ['boolean', 'may sign others'],
      serial: ['text', 'hex'],
      sha256: ['text', 'fingerprint, hex with colons'],
      address: source.address,
      line: source.line,
    },
  },
  vmkernel_ports: {
    row: 'a vmkernel port',
    columns: {
      name: ['text', 'such as `vmk0`'],
      management: ['boolean', 'true for the port that carries management'],
      enabled: ['boolean', 'whether it is on'],
      port_group: ['text', 'name of its port group'],
      switch_name: ['text', 'name of its switch'],
      vlan: ['text', 'of its port group'],
      mac: ['text', 'hardware address'],
      mtu: ['integer', 'bytes'],
      dhcp: ['boolean', 'its address comes from DHCP'],
      ipv4: ['text', 'fixed address; null where it comes from DHCP'],
      netmask: ['text', 'of that address'],
      ipv6: ['texts', 'ADDRESS/LENGTH'],
      gateway: ['text', 'its own, instead of that of its stack'],
      stack: ['text', 'key of its TCP/IP stack'],
      services: ['texts', 'such as `management` and `vmotion`'],
      ...source,
    },
  },
  nics: {
    row: 'a network adapter of the machine',
    columns: {
      name: ['text', 'such as `vmnic0`'],
      mac: ['text', 'hardware address'],
      driver: ['text', 'known from esx.conf alone'],
      bus: ['text', 'place on the bus'],
      switch_name: ['text', 'the switch it is an uplink of; null where it is unused'],
      enabled: ['boolean', 'false: set down by the administrator'],
      ...source,
    },
  },
  switches: {
    row: 'a virtual switch',
    columns: {
      name: ['text', 'name of the switch'],
      kind: ['text', '`standard` or `distributed`'],
      mtu: ['integer', 'bytes'],
      uplinks: ['texts', 'in the order of the file'],
      active: ['texts', 'uplinks that carry traffic'],
      standby: ['texts', 'uplinks that take over'],
      policy: ['text', 'load balancing'],
      ...source,
    },
  },
  port_groups: {
    row: 'a port group',
    columns: {
      name: ['text', 'name of the port group'],
      switch_name: ['text', 'its switch'],
      switch_kind: ['text', '`standard` or `distributed`'],
      vlan: ['text', 'a number, `none`, `trunk` or `private`; null where it is not known'],
      vlan_ranges: ['texts', 'of a trunk: FIRST-LAST'],
      active: ['texts', 'uplinks that carry traffic'],
      standby: ['texts', 'uplinks that take over'],
      policy: ['text', 'load balancing'],
      inherited: ['boolean', 'it follows its switch'],
      ...source,
    },
  },
  net_stacks: {
    row: 'a TCP/IP stack',
    columns: {
      stack: ['text', 'key'],
      host_name: ['text', 'name of the host in it'],
      dns_domain: ['text', 'its domain'],
      name_servers: ['texts', 'addresses of name servers'],
      search_domains: ['texts', 'domains that are tried'],
      gateway: ['text', 'of the default route'],
      ipv6_gateway: ['text', 'of the default route for IPv6'],
      dhcp: ['boolean', 'gateway and name servers come from DHCP'],
      routes: ['texts', 'NETWORK via GATEWAY'],
      ...source,
    },
  },
  firewall_rules: {
    row: 'a rule set of the firewall',
    columns: {
      rule_set: ['text', 'such as `sshServer`'],
      enabled: ['boolean', 'whether it is on'],
      from_everywhere: ['boolean', 'open for every address'],
      allowed: ['texts', 'addresses and networks it is open for; null where it is open for every one'],
      ...source,
    },
  },
  services: {
    row: 'what one place says of whether a service starts with the host',
    columns: {
      service: ['text', 'as that place calls it: `SSH` in etc/chkconfig.db is `TSM-SSH` in hostsvc.xml'],
      enabled: ['boolean', 'whether it is on'],
      address: source.address,
      line: source.line,
    },
  },
  problems: {
    row: 'why a backup could not be read, or what `bootbank check` finds in it',
    columns: {
      path: ['text', 'the backup file, absolute'],
      kind: ['text', '`unread`: no other table has rows of it; `finding`: it was read'],
      code: ['text', 'error code, or the name of the check'],
      severity: ['text', '`error`, `warning` or `note`'],
      message: ['text', 'one sentence for people'],
      remedy: ['text', 'what to do about it'],
      address: source.address,
      line: source.line,
      byte_offset: ['integer', 'where in the layer, as the message says'],
      setting: source.setting,
    },
  },
} as const satisfies Readonly<Record<string, Table>>

export type TableName = keyof typeof tables
export type Row<N extends TableName> = RowOf<(typeof tables)[N]>
/** Every table in its order. */
export const tableNames = Object.keys(tables).filter(isTable)

function isTable(name: string): name is TableName {
  return Object.hasOwn(tables, name)
}
/** Names of the columns of a table, `backup` and `host` first. */
export function columnsOf(name: TableName): Readonly<Record<string, Column>> {
  return { ...commonColumns, ...tables[name].columns }
}

/** Goes up when a column changes its meaning: what was read under another number is read again. */
export const tablesVersion = 1
