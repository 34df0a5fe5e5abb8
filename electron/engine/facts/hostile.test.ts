// Files and settings that were made to harm, or are only broken: no fact fails, and no entity grows.
import { describe, expect, it } from 'vitest'
import { makeBackup } from '../../../testing/fixtures/backups'
import { factsIn, factsOf } from '../../../testing/settings/facts'
import { backupOf, storeOf } from '../../../testing/settings/stores'
import { bytesOf } from '../codecs/bytes'
import { Document } from '../document/document'
import { hostCard } from './host-card'

const open = (bytes: Uint8Array) => Document.open(bytesOf(bytes), { name: 'state.tgz' })

describe('what is hostile', () => {
  it('XML whose entities would grow to gigabytes is not expanded', async () => {
    const laughs = Array.from({ length: 20 }, (_, n) => `<!ENTITY l${n + 1} "${`&l${n};`.repeat(10)}">`).join('')
    const xml = `<!DOCTYPE x [<!ENTITY l0 "ha">${laughs}]><ConfigRoot><ConfigEntry><objID>1</objID><vmxCfgPath>&l20;</vmxCfgPath></ConfigEntry></ConfigRoot>`
    const { texts } = await factsIn({ 'etc/vmware/hostd/vmInventory.xml': xml })
    expect(texts('machines.registered').join('').length).toBeLessThan(100)
  })

  it('entities of XML itself are read', async () => {
    const { data } = await factsIn({
      'etc/vmware/hostd/vmInventory.xml':
        '<ConfigRoot><ConfigEntry><objID>1</objID><vmxCfgPath>/vmfs/volumes/x/R&amp;D &lt;1&gt; &#x41;&#66;/a.vmx</vmxCfgPath></ConfigEntry></ConfigRoot>',
    })
    expect(data('machines.registered')).toEqual([{ id: '1', path: '/vmfs/volumes/x/R&D <1> AB/a.vmx' }])
  })

  it.each([
    ['nested a hundred thousand deep', '<a>'.repeat(100_000)],
    ['cut off', '<ConfigRoot><ConfigEntry><objID>1'],
    ['no XML', 'rubbish'],
    ['empty', ''],
    ['with a root called __proto__', '<__proto__><mode>normal</mode></__proto__>'],
  ])('XML that is %s is as if it were not there', async (_name, xml) => {
    const files = Object.fromEntries(
      [
        'hostd/vmInventory.xml',
        'hostd/vmAutoStart.xml',
        'hostd/hostsvc.xml',
        'hostd/authorization.xml',
        'license.cfg',
      ].map(name => [`etc/vmware/${name}`, xml]),
    )
    const { findings, data } = await factsIn(files)
    expect(findings.filter(({ code }) => code === 'fact-failed')).toEqual([])
    expect(data('machines.registered')).toEqual([])
  })

  it('files full of odd bytes, long lines and control characters fail no fact', async () => {
    const paths = [
      'etc/shadow',
      'etc/chkconfig.db',
      'etc/resolv.conf',
      'etc/ntp.conf',
      'etc/krb5.conf',
      'etc/dhclient-vmk0.leases',
      'etc/vmware/.backup.counter',
      'etc/vmware/locker.conf',
      'etc/vmware/ssl/rui.crt',
      'etc/vmware/ssl/rui.key',
      'etc/vmware/ssl/castore.pem',
      'etc/ssh/keys-root/authorized_keys',
      'etc/ssh/ssh_host_rsa_key.pub',
    ]
    for (const content of [
      '\0'.repeat(100),
      ':'.repeat(10_000),
      'x'.repeat(100_000),
      '\u001b[31m\n'.repeat(100),
      'lease {\n',
      'ssh-rsa AAAA\n',
      '9'.repeat(400),
    ]) {
      const { findings } = await factsIn(Object.fromEntries(paths.map(path => [path, content])))
      expect(findings.filter(({ code }) => code === 'fact-failed')).toEqual([])
    }
  })

  it('settings of odd types fail no fact', async () => {
    const paths = [
      ...new Set(
        (await hostCard(await open((await makeBackup('esxi-8.0')).bytes))).groups.flatMap(group =>
          group.facts.flatMap(fact => fact.values.flatMap(value => value.source?.row?.key.join('/') ?? [])),
        ),
      ),
    ]
    for (const value of [
      '[1]',
      '"text"',
      '{"a":[{"b":null}]}',
      '{"users":{},"server":7,"ip":[],"port_groups":"x"}',
      '0',
    ]) {
      const rows = paths.map(path => {
        const [component, group, name, ...rest] = path.split('/')
        return { path: `${component}/${group}/${name}`, identifier: rest.join('/'), user: value }
      })
      const { findings } = await factsOf(await backupOf({ store: await storeOf(rows) }))
      expect(findings.filter(({ code }) => code === 'fact-failed')).toEqual([])
    }
  })
})
