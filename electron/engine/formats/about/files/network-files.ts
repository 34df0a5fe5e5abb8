// Files of names, addresses and time.
import type { AboutFile } from '../about-file'
import { factIf, linesAs } from '../about-file'

export const hosts: AboutFile = {
  path: /^etc\/hosts$/,
  purpose: 'Names that this host finds without asking a name server.',
  read: content =>
    linesAs(content, text => {
      const [address = '', ...names] = (text.split('#')[0] ?? '').trim().split(/\s+/)
      return names.length === 0 ? null : { label: address, value: names.join(', ') }
    }),
}

export const resolvConf: AboutFile = {
  path: /^etc\/resolv\.conf$/,
  purpose: 'Which name servers the host asks, and which domains it tries for a short name.',
  read: content =>
    linesAs(content, text => {
      const [word = '', ...rest] = text.split(/\s+/)
      const labels: Readonly<Record<string, string>> = {
        nameserver: 'Name server',
        search: 'Domains that are tried',
        domain: 'Domain',
        options: 'Options',
      }
      const label = Object.hasOwn(labels, word) ? labels[word] : undefined
      return label === undefined || rest.length === 0 ? null : { label, value: rest.join(', ') }
    }),
}

export const ntpConf: AboutFile = {
  path: /^etc\/ntp\.conf$/,
  purpose: 'Where the host gets the time from. Whether the service starts is said in etc/chkconfig.db.',
  read: content =>
    linesAs(content, text => {
      const [word = '', ...rest] = text.split(/\s+/)
      const label = {
        server: 'Time server',
        pool: 'Pool of time servers',
        peer: 'Peer',
        driftfile: 'Drift of the clock is kept in',
        restrict: 'Access',
      }[word]
      return { label: label ?? word, value: rest.join(' ') }
    }),
}

export const leases: AboutFile = {
  path: /^etc\/dhclient-[\w-]+\.leases$/,
  purpose:
    'What a DHCP server gave to a port of the host. The last lease is the one that counts; an address set by hand since stands elsewhere.',
  read: content => {
    // Line by line: a pattern over the whole text would look for the end of each lease again.
    const starts = content.lines.flatMap((line, index) => (/^[ \t]*lease[ \t]*\{/.test(line) ? [index] : []))
    const after = content.lines.slice(starts.at(-1) ?? content.lines.length)
    const end = after.findIndex(line => line.includes('}'))
    const last = after.slice(0, end < 0 ? after.length : end).map(line => line.trim())
    const field = (name: string) => {
      const found = last.find(line => line.startsWith(`${name} `))
      return found?.slice(name.length).split(';')[0]?.replaceAll('"', '').trim()
    }
    return {
      facts: [
        { label: 'Leases in the file', value: String(starts.length) },
        ...factIf('Port', field('interface')),
        ...factIf('Address', field('fixed-address')),
        ...factIf('Netmask', field('option subnet-mask')),
        ...factIf('Gateway', field('option routers')),
        ...factIf('Name servers', field('option domain-name-servers')?.split(',').join(', ')),
        ...factIf('Domain', field('option domain-name')),
        ...factIf('DHCP server', field('option dhcp-server-identifier')),
        // A time as dhclient writes it: day of the week from 0, date, time (UTC).
        ...factIf('Expires (UTC)', field('expire')?.replace(/^\d\s+/, '')),
      ],
      notes: starts.length > 0 && end < 0 ? ['The last lease is not ended: the file is cut off.'] : [],
    }
  },
}

export const inetdConf: AboutFile = {
  path: /^etc\/inetd\.conf$/,
  purpose: 'Services of ESXi 4 that a listener starts when somebody connects. A line with # in front is switched off.',
  read: content => ({
    facts: content.lines.flatMap(line => {
      const match = /^(#?)\s*([\w.-]+)\s+(stream|dgram)\s+(\w+)\s+\S+\s+\S+\s+(\S+)/.exec(line.trim())
      if (!match) return []
      const [, off, service = '', , protocol, program] = match
      return [{ label: service, value: `${off === '#' ? 'off' : 'on'}, ${protocol}, ${program}` }]
    }),
  }),
}

export const krb5Conf: AboutFile = {
  path: /^etc\/krb5\.conf$/,
  purpose: 'How the host finds the domain controllers of an Active Directory domain.',
  read: content => ({
    facts: content.statements.flatMap(({ text }) => {
      const match = /^([\w.-]+)\s*=\s*(.+)$/.exec(text)
      return match ? [{ label: match[1] ?? '', value: match[2] ?? '' }] : []
    }),
  }),
}

export const snmpXml: AboutFile = {
  path: /^etc\/vmware\/snmp\.xml$/,
  purpose:
    'Whether and how the host answers and reports by SNMP. Community names and keys are passwords and are not shown here.',
  read: content => {
    const settings = content.xml.find('snmpSettings') ?? content.xml
    return { facts: settings.elements().flatMap(({ name, element }) => factIf(name, element.text)) }
  },
}

export const syslogConf: AboutFile = {
  path: /^etc\/(vm)?syslog\.conf$/,
  purpose: 'Where logs are written, and to which host they are sent.',
  read: content => ({
    facts: content.statements.flatMap(({ text }) => {
      const match = /^([\w.-]+)\s*=\s*(.*)$/.exec(text)
      if (!match) return []
      const [, key = '', value = ''] = match
      const label = { loghost: 'Logs are sent to', logfile: 'Logs are written to', logdir: 'Folder of logs' }[
        key.toLowerCase()
      ]
      return [{ label: label ?? key, value: value === '' || value === '<none>' ? 'nowhere' : value }]
    }),
  }),
}
