// Guided changes on hosts of several releases: what the preview says is what happens and nothing else, and undo gives back every byte.
import { describe, expect, it } from 'vitest'
import { parseEsxConf } from '../../../shared/esx-conf/esx-conf'
import { type GuideAnswers, type GuideId, guideIds } from '../../../shared/model/guide'
import { genuineSample, theGenuineSample } from '../../../testing/archives/genuine-sample'
import { openHost, withGenuine } from '../../../testing/fixtures/opened-hosts'
import { needs } from '../../../testing/needs'
import { backupOf } from '../../../testing/settings/stores'
import { bytesOf, toUint8Array } from '../codecs/bytes'
import { Document } from '../document/document'
import { plain } from '../document/plain-name'
import { CONFIGSTORE_PATH, ESX_CONF_PATH } from '../esx/paths'
import { hostCard } from '../facts/host-card'
import { networkOf } from '../network/network'
import { settingPath } from '../settings/entry'
import { settingsOf } from '../settings/read-settings'
import { makeChange, offersOf, previewOf } from './guided-change'

import { textOf } from '../../../testing/fixtures/text-of'

const now = new Date('2026-03-01T12:00:00Z')
const shapes = ['esxi-4.1', 'esxi-6.7', 'esxi-7.0.2', 'esxi-8.0'] as const
const hosts = withGenuine(...shapes)

/** Every setting that stands somewhere, keys of esx.conf by their own names. */
async function stored(document: Document): Promise<ReadonlyMap<string, string>> {
  const { entries } = await settingsOf(document)
  const rows = entries
    .filter(({ row }) => row !== null)
    .flatMap(entry =>
      entry.settings
        .filter(({ place }) => place?.row)
        .map(({ property, value }): [string, string] => [settingPath(entry, property), JSON.stringify(value)]),
    )
  const keys = parseEsxConf(textOf(document, ESX_CONF_PATH) ?? '').flatMap(line =>
    line.kind === 'entry' ? [[line.key, line.value] as const] : [],
  )
  return new Map([...rows, ...keys])
}

function changed(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): readonly string[] {
  return [...new Set([...before.keys(), ...after.keys()])].filter(path => before.get(path) !== after.get(path))
}

const answers: { readonly [I in GuideId]: GuideAnswers } = {
  'management-network': {
    addressing: 'fixed',
    address: '192.0.2.77',
    netmask: '255.255.254.0',
    gateway: '192.0.3.1',
    dns: '192.0.2.9, 192.0.2.10',
    vlan: '20',
  },
  identity: {
    name: 'new.example.com',
    uuid: 'new',
    nics: 'vmnic0  0000:02:00.0 ixgben Up 10000Mbps Full 00:50:56:AA:BB:CC 1500',
  },
  certificate: { certificate: 'self-signed' },
  access: { ssh: 'off', shell: 'on', firewall: 'off', remove: 'vpxuser' },
  'virtual-machines': { from: '/vmfs/volumes', to: '/vmfs/other' },
  strip: { vcenter: 'yes', domain: 'yes', vsan: 'yes', distributed: 'yes' },
}

describe.each(hosts)('guided changes of %s', name => {
  it.each(guideIds)('%s does what its preview says and nothing else, and is undone to the byte', async id => {
    const document = await openHost(name)
    const offer = (await offersOf(document)).find(one => one.id === id)
    if (!offer || offer.unavailable !== null) {
      // Said in a sentence, and made by nobody.
      expect(offer?.unavailable).toMatch(/^(This backup|No virtual machine) .*\.$/)
      await expect(makeChange(document, id, {}, now)).rejects.toMatchObject({
        code: 'ANSWER',
        message: offer?.unavailable,
      })
      return
    }
    const asked = new Set(offer.questions.map(question => question.id))
    const given = Object.fromEntries(Object.entries(answers[id]).filter(([question]) => asked.has(question)))
    if (name === 'esxi-4.1' && id === 'access') delete given.remove
    const opening = toUint8Array(await document.build())
    const before = await stored(document)
    // What is there already changes nothing.
    expect(await previewOf(document, id, {})).toMatchObject({ refusal: null, settings: [], files: [] })
    await expect(makeChange(document, id, {}, now)).rejects.toMatchObject({ code: 'ANSWER' })
    const preview = await previewOf(document, id, given)
    expect(preview.refusal).toBeNull()
    expect(document.undoLabel).toBeNull()
    await makeChange(document, id, given, now)
    expect(document.undoLabel).toBe(offer.title)
    const told = preview.settings.map(({ path }) => path)
    for (const path of changed(before, await stored(document)))
      expect([
        path,
        told.some(
          one => path === one || path.startsWith(`${one}#`) || path.startsWith(`${one}[`) || path.startsWith(`${one}.`),
        ),
      ]).toEqual([path, true])
    const files = document.changes().map(({ before, after }) => plain((after ?? before)?.name ?? ''))
    const expected = [
      ...preview.files.map(({ path }) => path),
      ...(told.some(path => path.startsWith('/')) ? [ESX_CONF_PATH] : []),
      ...(told.some(path => !path.startsWith('/')) ? [CONFIGSTORE_PATH] : []),
    ]
    expect(files.toSorted()).toEqual(expected.toSorted())
    if (id === 'management-network')
      expect(await previewOf(document, id, given)).toMatchObject({ settings: [], files: [] })
    document.undo()
    expect(document.undoLabel).toBeNull()
    expect(Buffer.from(toUint8Array(await document.build())).equals(opening)).toBe(true)
  })
})

describe('the management network', () => {
  it.each(hosts)('of %s is the wanted one in the saved and reopened file', async name => {
    const document = await openHost(name)
    const asked = (await offersOf(document)).find(({ id }) => id === 'management-network')?.questions ?? []
    const uplink = (await networkOf(await settingsOf(document))).nics.find(nic => nic.switch === null)?.name
    const { active } = Object.fromEntries(asked.map(({ id, value }) => [id, value]))
    const wanted = {
      ...answers['management-network'],
      ...(uplink === undefined ? {} : { active: `${uplink} ${active?.split(' ')[0] ?? ''}`, standby: '' }),
    }
    await makeChange(document, 'management-network', wanted, now)
    const reopened = await Document.open(bytesOf(toUint8Array(await document.build())), { name: 'state.tgz' })
    await reopened.openChain()
    const network = networkOf(await settingsOf(reopened))
    const port = network.ports.find(one => one.name === network.management)
    expect(port).toMatchObject({ dhcp: false, ipv4: { address: '192.0.2.77', netmask: '255.255.254.0' } })
    const home = network.switches.find(one => one.id === port?.portGroup?.switch)
    const group = home?.portGroups.find(one => one.id === port?.portGroup?.id)
    expect(group?.vlan).toEqual({ kind: 'tagged', id: 20 })
    if (uplink !== undefined) {
      expect(group?.teaming.active).toEqual(wanted.active?.trim().split(' '))
      expect(home?.uplinks).toContain(uplink)
    }
    expect(network.stacks.find(stack => stack.key === 'defaultTcpipStack')?.gateway).toBe('192.0.3.1')
    expect(textOf(reopened, 'etc/resolv.conf')).toMatch(/^nameserver 192\.0\.2\.9\nnameserver 192\.0\.2\.10\n/m)
    expect(textOf(reopened, 'etc/hosts')).toMatch(/^192\.0\.2\.77\s/m)
    expect((await hostCard(reopened)).managementAddress).toBe('192.0.2.77')
  })

  it.each(['esxi-6.7', 'esxi-8.0'] as const)('of %s is given to DHCP, and its fixed address goes', async name => {
    const document = await openHost(name)
    await makeChange(document, 'management-network', { addressing: 'dhcp' }, now)
    const { ports, management } = networkOf(await settingsOf(document))
    expect(ports.find(one => one.name === management)).toMatchObject({ dhcp: true, ipv4: null })
  })

  it.each(['esxi-6.7', 'esxi-7.0.2'] as const)(
    'of %s begins, where DHCP gave an address, with that one',
    async name => {
      const document = await openHost(name)
      await makeChange(document, 'management-network', { addressing: 'dhcp' }, now)
      const lease = (textOf(document, 'etc/dhclient-vmk0.leases') ?? '').split('lease {').at(-1) ?? ''
      const [address, netmask] = [/fixed-address (.*);/, /option subnet-mask (.*);/].map(one => one.exec(lease)?.[1])
      const offer = (await offersOf(document)).find(({ id }) => id === 'management-network')
      const asked = Object.fromEntries((offer?.questions ?? []).map(({ id, value }) => [id, value]))
      expect(address).toMatch(/^\d/)
      expect(asked).toMatchObject({ addressing: 'dhcp', address, netmask })
      await makeChange(document, 'management-network', { addressing: 'fixed' }, now)
      const { ports, management } = networkOf(await settingsOf(document))
      expect(ports.find(one => one.name === management)).toMatchObject({ dhcp: false, ipv4: { address, netmask } })
    },
  )

  it('says that an answer is missing, and not that nothing is not one', async () => {
    const document = await openHost('esxi-8.0')
    const { refusal } = await previewOf(document, 'management-network', { address: '' })
    expect(refusal?.message).toBe('An IPv4 address is needed, such as 192.0.2.10.')
  })

  it.each([
    [{ address: '192.0.2.300' }, 'address'],
    [{ address: '' }, 'address'],
    [{ netmask: '255.0.255.0' }, 'netmask'],
    [{ netmask: '0.0.0.0' }, 'netmask'],
    [{ gateway: 'router' }, 'gateway'],
    [{ dns: '192.0.2.1 dns.example' }, 'dns'],
    [{ vlan: '4095' }, 'vlan'],
    [{ vlan: '-1' }, 'vlan'],
    [{ vlan: '1e2' }, 'vlan'],
    [{ active: 'vmnic77' }, 'active'],
    [{ active: '' }, 'active'],
    [{ active: 'vmnic0', standby: 'vmnic0' }, 'standby'],
    [{ addressing: 'static' }, 'addressing'],
    [{ adress: '192.0.2.1' }, 'adress'],
  ])('refuses %j, and says which question', async (given, question) => {
    const document = await openHost('esxi-8.0')
    const { refusal } = await previewOf(document, 'management-network', given as GuideAnswers)
    expect(refusal).toMatchObject({ question })
    await expect(makeChange(document, 'management-network', given as GuideAnswers, now)).rejects.toMatchObject({
      code: 'ANSWER',
      message: refusal?.message,
    })
    expect(document.undoLabel).toBeNull()
  })

  it('warns of what is allowed and wanted by nobody', async () => {
    const document = await openHost('esxi-8.0')
    const notes = async (given: GuideAnswers) =>
      (await previewOf(document, 'management-network', given)).notes.join(' ')
    expect(await notes({ gateway: '198.51.100.1' })).toContain('is not in the subnet')
    expect(await notes({ gateway: '' })).toContain('from its own subnet alone')
    expect(await notes({ address: '192.0.2.255' })).toContain('a whole subnet')
    expect(await notes({ address: '203.0.113.12' })).toContain('vmk1 has the address')
    expect(await notes({ address: '192.0.2.200' })).toBe('')
  })
})

describe('virtual machines', () => {
  it('are dropped with their place in the start order, and moved with their datastore', async () => {
    const document = await openHost('esxi-8.0')
    const asked = (await offersOf(document)).find(({ id }) => id === 'virtual-machines')?.questions ?? []
    const [first = '', ...others] = asked[0]?.value.split('\n') ?? []
    const from = asked[1]?.value ?? ''
    await makeChange(document, 'virtual-machines', { keep: others.join('\n'), from, to: '/vmfs/volumes/a & b' }, now)
    const after = (await offersOf(document)).find(({ id }) => id === 'virtual-machines')?.questions ?? []
    const moved = others.map(path =>
      path.startsWith(`${from}/`) ? `/vmfs/volumes/a & b${path.slice(from.length)}` : path,
    )
    expect(after[0]?.value.split('\n')).toEqual(moved)
    expect(moved).not.toContain(first)
    expect(textOf(document, 'etc/vmware/hostd/vmInventory.xml')).toContain('a &amp; b/')
    expect(textOf(document, 'etc/vmware/hostd/vmAutoStart.xml')).not.toMatch(/<key>1<\/key>/)
  })

  it('lines are taken out, not changed', async () => {
    const document = await openHost('esxi-8.0')
    expect((await previewOf(document, 'virtual-machines', { keep: '/vmfs/volumes/x.vmx' })).refusal).toMatchObject({
      question: 'keep',
    })
    expect((await previewOf(document, 'virtual-machines', { from: '/nowhere', to: '/x' })).refusal).toMatchObject({
      question: 'from',
    })
  })
})

it.each(['xml', 'lines'])(
  'files made to hang do not: %s',
  async kind => {
    const blanks = ' '.repeat(1_000_000)
    const document = await backupOf({
      conf: '/system/uuid = "x"\n',
      files:
        kind === 'xml'
          ? {
              'etc/vmware/hostd/authorization.xml': `<ConfigRoot>${blanks}<ACEData>${blanks}<ACEData ${blanks}`,
              'etc/vmware/hostd/hostsvc.xml': `<ConfigRoot><service>${blanks}<TSM>${blanks}on</TSM></service>`,
              'etc/vmware/hostd/vmInventory.xml': `<ConfigRoot><ConfigEntry>${blanks}<vmxCfgPath>/a/b</vmxCfgPath></ConfigEntry></ConfigRoot>`,
              'etc/vmware/hostd/vmAutoStart.xml': `<AutoPowerInfo><key>${blanks}x</AutoPowerInfo>`,
              'etc/shadow': 'other:*:1:0:9:7:::\n',
            }
          : {
              'etc/krb5.conf': '\n'.repeat(1_000_000),
              'etc/chkconfig.db': `/etc/init.d/SSH${blanks}x\n${'a'.repeat(1_000_000)}\n`,
              'etc/hosts': `${blanks}\n${'a '.repeat(300_000)}\n`,
              'etc/security/access.conf': `+${blanks}:${'x'.repeat(1_000_000)}\n`,
              'etc/shadow': 'other:*:1:0:9:7:::\n',
            },
    })
    await offersOf(document)
    for (const [id, given] of [
      ['access', { ssh: 'on', shell: 'on', remove: 'other' }],
      ['identity', { name: 'new.example.com' }],
      ['virtual-machines', { keep: '' }],
      ['strip', {}],
    ] as const)
      expect(await previewOf(document, id, given)).toBeDefined()
  },
  30_000,
)

it('the offers of the genuine backup name what it has', needs(genuineSample, theGenuineSample), async () => {
  const offers = await offersOf(await openHost('the genuine backup'))
  expect(offers.filter(({ unavailable }) => unavailable !== null)).toEqual([])
})

it(
  'a permission that DefaultConfig has too is told, since it stays',
  needs(genuineSample, theGenuineSample),
  async () => {
    const { notes } = await previewOf(await openHost('the genuine backup'), 'strip', { vcenter: 'yes' })
    expect(notes.filter(note => note.includes('DefaultConfig'))).toHaveLength(1)
  },
)
