// Small files of the host in words: what each says, from vectors and from the generated backups of every release; that no secret is among it; and
// what broken content gets.
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { AboutView } from '../../../../shared/viewers/about'
import { BootbankError } from '../../../../shared/model/errors'
import type { NodeView } from '../../../../shared/viewers/viewers'
import { genuineSample, readGenuine, theGenuineSample } from '../../../../testing/archives/genuine-sample'
import { file, opened, tgz } from '../../../../testing/archives/small-backups'
import { makeBackup } from '../../../../testing/fixtures/backups'
import { needs } from '../../../../testing/needs'
import { bytesOf } from '../../codecs/bytes'
import { Document } from '../../document/document'
import { plain } from '../../document/plain-name'
import { viewersOf, viewOf } from '../registry'
import { Subject } from '../subject'
import { AboutContent } from './about-file'
import { aboutFileOf, readAbout } from './read'
import { aboutFiles } from './registry'

async function subjectOf(path: string, content: string | Uint8Array): Promise<Subject> {
  const document = await opened(tgz([file(path, content)]))
  return new Subject({ document, entry: document.root.entries()[0] ?? null, opened: null, folder: null })
}
const about = async (path: string, content: string | Uint8Array): Promise<AboutView> =>
  readAbout(await subjectOf(path, content))
const said = async (path: string, content: string | Uint8Array) =>
  (await about(path, content)).facts.map(({ label, value }) => `${label}: ${value}`)

/** Every plain file of a document's host, as a subject. */
async function subjectsIn(bytes: Uint8Array): Promise<readonly Subject[]> {
  const document = await Document.open(bytesOf(bytes), { name: 'state.tgz' })
  await document.openChain()
  return document
    .chain()
    .flatMap(layer => layer.entries())
    .filter(entry => entry.kind === 'file' && entry.opens === null)
    .map(entry => new Subject({ document, entry, opened: null, folder: null }))
}

/** Files that are told in words, by name: those that an investigator meets in any release… */
const namedFiles = [
  'etc/chkconfig.db',
  'etc/hosts',
  'etc/resolv.conf',
  'etc/ntp.conf',
  'etc/inetd.conf',
  'etc/dhclient-vmk0.leases',
  'etc/vmware/snmp.xml',
  'boot.cfg',
  'Manifest.txt',
  'encryption.info',
  'etc/vmware/license.cfg',
  'etc/vmware/hostd/vmInventory.xml',
  'etc/vmware/hostd/vmAutoStart.xml',
  'etc/vmware/hostd/authorization.xml',
  'etc/vmware/hostd/pools.xml',
  'etc/vmware/dvsdata.db',
  'etc/vmware/hostd/IpmiSelDate.bin',
  'etc/random-seed',
  'etc/vmware/.backup.counter',
  'var/spool/cron/crontabs/root',
  'etc/rc.local.d/local.sh',
  'etc/vmware/firewall/service.xml',
] as const

/** …and the list of ESXi 4.x, as docs/formats.md section 10 has it. */
const listOf4x: readonly string[] = (() => {
  const page = readFileSync(resolve(import.meta.dirname, '../../../../docs/formats.md'), 'utf8')
  const section = page.slice(page.indexOf('\n## 10. '), page.indexOf('\n## 11. '))
  const names =
    section.slice(section.indexOf('holds exactly these members')).match(/\b(?:etc\/[\w./-]*\w|cim_\w+\.idx)/g) ?? []
  return names
    .filter(name => name !== 'etc/sfcb/repository/root/interop')
    .map(name => (name.startsWith('cim_') ? `etc/sfcb/repository/root/interop/${name}` : name))
})()

it('the list of ESXi 4.x has the 25 members that the article names', () => {
  expect([listOf4x.length, new Set(listOf4x).size]).toEqual([25, 25])
})

/** Content for the files that no generated host has. */
const invented: Readonly<Record<string, string>> = {
  'boot.cfg': 'bootstate=0\nkernel=b.b00\nmodules=jumpstrt.gz --- state.tgz\nbuild=7.0.2\nupdated=3\n',
  'Manifest.txt': 'RELEASELEVEL=VMware ESXi 7.0 Update 2\nUUID=x\n',
  'etc/vmware/firewall/service.xml':
    '<ConfigRoot><service><id>sshServer</id><rule id="0000"><direction>inbound</direction><protocol>tcp</protocol><porttype>dst</porttype><port>22</port></rule><enabled>true</enabled></service></ConfigRoot>',
  'etc/vmware/hostd/IpmiSelDate.bin': '12345678',
  'var/spool/cron/crontabs/root': '#min hour day mon dow command\n1 1 * * * /sbin/tmpwatch.py\n',
  'etc/rc.local.d/local.sh': '#!/bin/sh ++group=host/vim/vmvisor/boot\n# stock\nexit 0\n',
}

/** A file of that name: of the first generated host that has it, with what that host has in it. */
async function exampleOf(path: string): Promise<Subject> {
  const own = invented[path]
  if (own !== undefined) return subjectOf(path, own)
  for (const shape of ['esxi-4.1', 'esxi-6.7', 'esxi-7.0.2', 'esxi-8.0'] as const) {
    const found = (await subjectsIn((await makeBackup(shape)).bytes)).find(subject => plain(subject.path) === path)
    if (found) return found
  }
  throw new Error(`No generated host has ${path}.`)
}

describe('what a small file says', () => {
  it.each([
    [
      'etc/hosts',
      '# x\n127.0.0.1\tlocalhost.localdomain localhost # own\n\n::1 localhost\n',
      ['127.0.0.1: localhost.localdomain, localhost', '::1: localhost'],
    ],
    [
      'etc/resolv.conf',
      'nameserver 192.0.2.53\nsearch a.example b.example\n',
      ['Name server: 192.0.2.53', 'Domains that are tried: a.example, b.example'],
    ],
    [
      'etc/ntp.conf',
      'restrict default nomodify\nserver ntp1.example iburst\ndriftfile /etc/ntp.drift\n',
      ['Access: default nomodify', 'Time server: ntp1.example iburst', 'Drift of the clock is kept in: /etc/ntp.drift'],
    ],
    ['etc/.#ntp.conf', 'pool ntp.example\n', ['Pool of time servers: ntp.example']],
    [
      'etc/chkconfig.db',
      '# VMvisor chkconfig database\n/etc/init.d/SSH\ton\n/etc/init.d/ntpd\toff\n',
      ['SSH: starts', 'ntpd: does not start'],
    ],
    [
      'etc/inetd.conf',
      '#ssh stream tcp nowait root /sbin/dropbearmulti dropbear\nauthd stream tcp6 nowait root /sbin/authd authd\n',
      ['ssh: off, tcp, /sbin/dropbearmulti', 'authd: on, tcp6, /sbin/authd'],
    ],
    [
      'etc/dhclient-vmk0.leases',
      'lease {\n  fixed-address 192.0.2.1;\n}\nlease {\n  interface "vmk0";\n  fixed-address 192.0.2.7;\n  option domain-name-servers 192.0.2.53,192.0.2.54;\n  expire 4 2021/05/06 12:27:33;\n}\n',
      [
        'Leases in the file: 2',
        'Port: vmk0',
        'Address: 192.0.2.7',
        'Name servers: 192.0.2.53, 192.0.2.54',
        'Expires (UTC): 2021/05/06 12:27:33',
      ],
    ],
    [
      'etc/vmware/snmp.xml',
      '<config><snmpSettings><enable>false</enable><port>161</port></snmpSettings></config>',
      ['enable: false', 'port: 161'],
    ],
    [
      'boot.cfg',
      'bootstate=0\nkernel=b.b00\nkernelopt=\nmodules=jumpstrt.gz --- state.tgz\nbuild=7.0.2-0.0.17867351\nupdated=3\n',
      [
        'State of the bank: 0, a bank that boots as usual',
        'Kernel: b.b00',
        'Build: 7.0.2-0.0.17867351',
        'Updates so far: 3',
        'Modules: 2',
        'Loads state.tgz: yes',
      ],
    ],
    [
      'boot.cfg',
      'bootstate=2\nkernel=b.b00\nmodules=a.gz\n',
      [
        'State of the bank: 2, which is not known',
        'Kernel: b.b00',
        'Modules: 1',
        'Loads state.tgz: no: the host starts without its saved state',
      ],
    ],
    [
      'Manifest.txt',
      'RELEASELEVEL=7.0.2\nUUID=ABC\nUSEROPTS=\n',
      ['Release: 7.0.2', 'UUID of the machine: ABC', 'Options of the user: none'],
    ],
    [
      'etc/vmware/hostd/vmInventory.xml',
      '<ConfigRoot><ConfigEntry id="0000"><objID>1</objID><vmxCfgPath>/vmfs/volumes/a/b.vmx</vmxCfgPath></ConfigEntry></ConfigRoot>',
      ['Machine 1: /vmfs/volumes/a/b.vmx'],
    ],
    [
      'etc/vmware/hostd/vmAutoStart.xml',
      '<ConfigRoot><AutoStartOrder><_length>0</_length></AutoStartOrder><SystemDefaults><startDelay>120</startDelay><stopAction>PowerOff</stopAction></SystemDefaults></ConfigRoot>',
      ['Seconds before the next one starts: 120', 'How they stop: PowerOff', 'Machines: none'],
    ],
    [
      'etc/vmware/hostd/authorization.xml',
      '<ConfigRoot><ACEData><ACEDataEntity>ha-folder-root</ACEDataEntity><ACEDataIsGroup>true</ACEDataIsGroup><ACEDataRoleId>-1</ACEDataRoleId><ACEDataUser>admins</ACEDataUser></ACEData><ACEData><ACEDataEntity>x</ACEDataEntity><ACEDataRoleId>10</ACEDataRoleId><ACEDataUser>bob</ACEDataUser></ACEData></ConfigRoot>',
      ['admins, a group: Administrator on ha-folder-root', 'bob: role 10 on x'],
    ],
    [
      'etc/vmware/hostd/pools.xml',
      '<ConfigRoot><resourcePool><name>Resources</name><path>host/user</path></resourcePool><vm><objID>2</objID><resourcePool>ha-root-pool</resourcePool></vm></ConfigRoot>',
      ['Resources: host/user', 'Machine 2: in ha-root-pool'],
    ],
    [
      'etc/vmware/hostd/hostsvc.xml',
      '<ConfigRoot><mode>maintenance</mode><service><TSM>on</TSM></service></ConfigRoot>',
      ['Mode: maintenance', 'TSM: on'],
    ],
    [
      'etc/vmware/license.cfg',
      '<ConfigRoot><epoc>AQD</epoc><mode>eval</mode><owner/></ConfigRoot>',
      ['epoc: 3 characters', 'Mode: eval'],
    ],
    [
      'etc/vmware/firewall/service.xml',
      '<ConfigRoot><service id="0000"><id>sshServer</id><rule id="0000"><direction>inbound</direction><protocol>tcp</protocol><porttype>dst</porttype><port>22</port></rule><rule id="0001"><direction>outbound</direction><protocol>udp</protocol><porttype>src</porttype><port><begin>1</begin><end>9</end></port></rule><enabled>true</enabled></service></ConfigRoot>',
      ['sshServer: on', 'sshServer, rule inbound: tcp to port 22', 'sshServer, rule outbound: udp from port 1 to 9'],
    ],
    [
      'etc/vmware/.backup.counter',
      '# This file is owned\n# CREATED: Mon Nov 16 12:59:39 UTC 2020\n# MODIFIED: Wed Aug 11 07:44:45 UTC 2021\n1455\n',
      ['Saves: 1455', 'First: Mon Nov 16 12:59:39 UTC 2020', 'Last: Wed Aug 11 07:44:45 UTC 2021'],
    ],
    [
      'var/spool/cron/crontabs/root',
      '#min hour day\n1 1 * * * /sbin/tmpwatch.py\n1 * * * * /sbin/auto-backup.sh\n*/5 * * * * /bin/a\n0 0 1 1 * /bin/b\n',
      [
        'Every day at 01:01: /sbin/tmpwatch.py',
        'Every hour at minute 01: /sbin/auto-backup.sh',
        'Every 5 minutes: /bin/a',
        '0 0 1 1 *: /bin/b',
      ],
    ],
    [
      'etc/rc.local.d/local.sh',
      '#!/bin/sh\n# local\nesxcli network ip set\nexit 0\n',
      ['Line 3: esxcli network ip set'],
    ],
    ['etc/rc.local.d/local.sh', '#!/bin/sh\n# local\nexit 0\n', ['Commands: none beyond the stock text']],
    ['etc/security/access.conf', '+:root:ALL\n-:ALL:ALL\n', ['root: may log in', 'Everybody: may not log in']],
    ['etc/passwd', 'root:x:0:0:Administrator:/:/bin/sh\n', ['root: number 0, Administrator, /bin/sh']],
    [
      'etc/shadow',
      'root:*:13358:0:99999:7:::\nbob::x:0:99999:7:::\n',
      ['root: locked, changed 2006-07-29', 'bob: no password: whoever gives the name is in'],
    ],
    ['etc/group', 'root:x:0:root,bob\nusers:x:100:\n', ['root: number 0: root, bob', 'users: number 100']],
    ['etc/vmware/locker.conf', '/vmfs/volumes/abc 0\n', ['Path: /vmfs/volumes/abc', 'Number: 0']],
    [
      'etc/syslog.conf',
      'loghost=\nlogfile=/scratch/log/messages\n',
      ['Logs are sent to: nowhere', 'Logs are written to: /scratch/log/messages'],
    ],
    ['etc/random-seed', Uint8Array.of(0, 1, 2, 1), ['Size: 4 bytes', 'Different bytes in it: 3 of 256']],
    ['etc/vmware/hostd/IpmiSelDate.bin', Uint8Array.of(0, 0, 1, 255), ['Size: 4 bytes', 'Bytes: 00 00 01 ff']],
    ['etc/vmware/dvsdata.db', Uint8Array.of(16, 0, 0, 1), ['Size: 4 bytes', 'Bytes that are not zero: 2']],
  ] satisfies readonly (readonly [string, string | Uint8Array, readonly string[]])[])(
    '%s',
    async (path, content, facts) => {
      expect(await said(path, content)).toEqual(facts)
    },
  )

  it.each([...namedFiles, ...listOf4x])('%s has its line and at least one fact', async path => {
    const found = await exampleOf(path)
    const { purpose, facts, notes } = await readAbout(found)
    expect(purpose).toMatch(/^[A-Z].{20,}\.$/)
    expect(facts.length).toBeGreaterThan(0)
    for (const { label, value } of facts) expect([label === '', value === '']).toEqual([false, false])
    expect(notes).toEqual([])
  })

  it.each(['esxi-4.1', 'esxi-6.7', 'esxi-7.0.2', 'esxi-8.0'] as const)(
    'every file that is told in words of %s',
    async shape => {
      const { bytes, members } = await makeBackup(shape)
      const told: string[] = []
      for (const subject of await subjectsIn(bytes)) {
        if (!aboutFileOf(subject)) continue
        const view = await readAbout(subject)
        expect([subject.path, view.notes]).toEqual([subject.path, []])
        expect(view.purpose).toMatch(/^[A-Z].+\.$/)
        expect(viewersOf(subject).viewers).toContain('about')
        told.push(plain(subject.path))
      }
      // The whole of formats.md section 10: each member of a 4.x backup has its line.
      if (shape === 'esxi-4.1') expect(told.sort()).toEqual(members.map(({ name }) => name).sort())
      expect(told.length).toBeGreaterThan(15)
    },
  )

  it('of the genuine backup', needs(genuineSample, theGenuineSample), async () => {
    const subjects = await subjectsIn(readGenuine('state.tgz'))
    const told = subjects.filter(subject => aboutFileOf(subject))
    expect(told.length).toBeGreaterThan(20)
    for (const subject of told) expect([subject.path, (await readAbout(subject)).notes]).toEqual([subject.path, []])
  })
})

describe('secrets', () => {
  it.each([
    [
      'etc/shadow',
      `root:$6$plantedsalt$${'pLANTEDhash'.repeat(8).slice(0, 86)}:18582:0:99999:7:::\n`,
      'root: password set, changed 2020-11-16',
    ],
    [
      'etc/vmware/snmp.xml',
      '<config><snmpSettings><communities>plantedcommunity</communities></snmpSettings></config>',
      'communities: ••••••••',
    ],
    [
      'etc/vmware/license.cfg',
      '<ConfigRoot><serial>PLANT-EDKEY-12345-67890-ABCDE</serial></ConfigRoot>',
      'Licence key: ••••••••',
    ],
    [
      'etc/vmware/ssl/rui.key',
      '-----BEGIN PRIVATE KEY-----\ncGxhbnRlZGtleXBsYW50ZWRrZXlwbGFudGVka2V5\n-----END PRIVATE KEY-----\n',
      'Line 1: private key',
    ],
  ])('of %s stay where they are', async (path, content, fact) => {
    const view = await about(path, content)
    expect(view.facts.map(({ label, value }) => `${label}: ${value}`)).toContain(fact)
    expect(JSON.stringify(view)).not.toMatch(/planted|PLANT|cGxhbnRlZ/i)
  })

  it('of encryption.info and of every generated host are in no fact', async () => {
    for (const shape of ['esxi-6.7', 'esxi-7.0.2'] as const) {
      const { bytes, host, encryptionInfo } = await makeBackup(shape)
      const secrets = [
        ...host.accounts.map(({ hash }) => hash).filter(hash => hash.length > 20),
        ...(encryptionInfo
          ? (Buffer.from(encryptionInfo)
              .toString()
              .match(/data\d=[^:"]{16,}/g) ?? [])
          : []),
      ]
      expect(secrets.length).toBeGreaterThan(0)
      for (const subject of await subjectsIn(bytes)) {
        if (!aboutFileOf(subject)) continue
        const text = JSON.stringify(await readAbout(subject))
        for (const secret of secrets) expect([subject.path, text.includes(secret)]).toEqual([subject.path, false])
      }
    }
  })
})

describe('broken content', () => {
  it.each([
    ['etc/vmware/hostd/vmInventory.xml', '<ConfigRoot><ConfigEntry>', 'is not well-formed XML'],
    ['boot.cfg', 'hello\n', 'names neither a kernel nor modules'],
    ['etc/vmware/.backup.counter', 'many\n', 'holds no number'],
    ['etc/vmware/locker.conf', '', 'names no path'],
    ['etc/vmware/ssl/rui.key', 'none\n', 'holds no key'],
  ])('%s gives way to its text, with the reason', async (path, content, why) => {
    const view: NodeView = await viewOf(await subjectOf(path, content), {
      [viewersOf(await subjectOf(path, content)).kind]: 'about',
    })
    expect(view).toMatchObject({ viewer: 'text', failed: { viewer: 'about', error: { code: 'BAD_REQUEST' } } })
    expect(view.failed?.error.message).toContain(why)
  })

  it('in the place of a text gives way to the bytes', async () => {
    const subject = await subjectOf('etc/hosts', Uint8Array.of(0, 1, 2))
    expect(await viewOf(subject, { binary: 'about' })).toMatchObject({ viewer: 'hex', failed: { viewer: 'about' } })
  })

  it('in single lines is told by the line, and the rest is shown', async () => {
    expect(await about('etc/chkconfig.db', '/etc/init.d/SSH\ton\nwhat is this\n')).toMatchObject({
      facts: [{ label: 'SSH', value: 'starts' }],
      notes: ['Line 2 is not of the form that the others have.'],
    })
    const many = await about('etc/chkconfig.db', 'x y z\n'.repeat(100))
    expect(many.notes.length).toBe(6)
    const leases = await about('etc/dhclient-vmk0.leases', 'lease {\n  fixed-address 192.0.2.1;\n')
    expect(leases.notes).toEqual(['The last lease is not ended: the file is cut off.'])
  })

  it('of any bytes is facts or a refusal, never a fault, and never slow', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.constant('<a>'.repeat(5000)),
      fc.constant('lease { '.repeat(20_000)),
    )
    fc.assert(
      fc.property(text, fc.constantFrom(...aboutFiles), (content, one) => {
        try {
          const { facts } = one.read(new AboutContent('a', content, Buffer.from(content)))
          for (const { label, value } of facts) expect([typeof label, typeof value]).toEqual(['string', 'string'])
        } catch (error) {
          expect(error).toBeInstanceOf(BootbankError)
        }
      }),
      { numRuns: 1500 },
    )
  })

  it.each([
    ['blanks', `a${' '.repeat(1_000_000)}b`],
    ['a remark of blanks', `#${' '.repeat(1_000_000)}`],
    ['leases without an end', 'lease {\n'.repeat(100_000)],
    ['separators', '--- '.repeat(250_000)],
    ['fields', 'a:'.repeat(500_000)],
    ['quotes', '"='.repeat(500_000)],
    ['elements', '<a>'.repeat(300_000)],
    ['one key after the other', '-----BEGIN A-----\n'.repeat(50_000)],
    ['lines', '\n'.repeat(1_000_000)],
  ])('that is nothing but %s ends, in each reader', (_what, content) => {
    for (const one of aboutFiles) {
      try {
        one.read(new AboutContent('a', content, Buffer.from(content)))
      } catch (error) {
        expect(error).toBeInstanceOf(BootbankError)
      }
    }
  })

  it('is not looked at where the file is too large to be it', async () => {
    expect(aboutFileOf(await subjectOf('etc/hosts', 'a b\n'.repeat(2_000_000)))).toBeNull()
  })
})
