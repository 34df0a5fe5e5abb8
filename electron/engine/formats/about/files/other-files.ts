// Files that have a number, a path or nothing that anybody has described.
import { type AboutFile, factIf, unexpected } from '../about-file'

const size = (bytes: Uint8Array) => ({ label: 'Size', value: `${bytes.length.toLocaleString('en-US')} bytes` })

export const randomSeed: AboutFile = {
  path: /^etc\/random-seed$/,
  purpose:
    'Random bytes that the host saves when it stops, and stirs into its random numbers at the next start. They change with every save and mean nothing else.',
  read: ({ bytes }) => ({
    facts: [size(bytes), { label: 'Different bytes in it', value: `${new Set(bytes).size} of 256` }],
    notes: bytes.length > 0 && new Set(bytes).size < 2 ? ['All bytes are the same: this is not a random seed.'] : [],
  }),
}

export const dvsData: AboutFile = {
  path: /^etc\/vmware\/dvsdata\.db$/,
  purpose:
    'What the host remembers of distributed switches while vCenter is not there. The layout is not published, so that only its size is told here.',
  read: ({ bytes }) => ({
    facts: [
      size(bytes),
      {
        label: 'Bytes that are not zero',
        value: bytes.reduce((sum, byte) => sum + Number(byte !== 0), 0).toLocaleString('en-US'),
      },
    ],
  }),
}

export const ipmiDate: AboutFile = {
  path: /^etc\/vmware\/hostd\/IpmiSelDate(\.bin)?$/,
  purpose:
    'By its name, up to when the host agent has read the event log of the management controller (IPMI SEL). What its bytes mean is not published.',
  read: ({ bytes }) => ({
    facts: [
      size(bytes),
      ...(bytes.length <= 16
        ? factIf(
            'Bytes',
            Buffer.from(bytes)
              .toString('hex')
              .replace(/..(?=.)/g, '$& '),
          )
        : []),
    ],
  }),
}

export const lockerConf: AboutFile = {
  path: /^etc\/vmware\/locker\.conf$/,
  purpose:
    'Where the product locker lies: VMware Tools for guests, logs and dumps. What the number after the path means is not known here.',
  read: content => {
    const [path, number] = content.statements[0]?.text.split(/\s+/) ?? []
    if (path === undefined || !path.startsWith('/')) throw unexpected(`${content.path} names no path`)
    return { facts: [{ label: 'Path', value: path }, ...factIf('Number', number)] }
  },
}

export const sfcbIndex: AboutFile = {
  path: /^etc\/sfcb\/repository\/.+\.idx$/,
  purpose:
    'Index of what the CIM broker keeps: to whom hardware alerts are sent, and which. An empty one says that nobody has subscribed.',
  read: content => {
    const entries = content.lines.filter(line => line.trim() !== '')
    return {
      facts: [
        { label: 'Entries', value: String(entries.length) },
        ...entries.flatMap((line, index) =>
          factIf(`Entry ${index + 1}`, /^\d+\s+\d+\s+\d+\s+(.*)$/.exec(line.trim())?.[1]),
        ),
      ],
    }
  },
}

export const esxConf: AboutFile = {
  path: /^etc\/vmware\/esx\.conf$/,
  purpose:
    'Settings of the host, a key a line; until 7.0 most of what it is set to, since then what ConfigStore does not have.',
  read: content => {
    const value = (key: string) => new RegExp(`^${key} = "(.*)"$`, 'm').exec(content.words)?.[1]
    return {
      facts: [
        { label: 'Keys', value: content.lines.filter(line => line.startsWith('/')).length.toLocaleString('en-US') },
        ...factIf('System UUID', value('/system/uuid')),
        ...factIf('Release', value('/resourceGroups/version')),
        ...factIf('Host name', value('/adv/Misc/HostName')),
      ],
    }
  },
}
