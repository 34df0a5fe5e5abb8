// Guided changes on hosts of several releases: what the preview says is what happens and nothing else, undo gives back every byte, and other
// programs take what is made.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { parseEsxConf } from '../../../shared/esx-conf/esx-conf'
import { type GuideAnswers, type GuideId, guideIds } from '../../../shared/model/guide'
import { genuineSample, readGenuine, theGenuineSample } from '../../../testing/archives/genuine-sample'
import { hasProgram } from '../../../testing/archives/has-program'
import { makeBackup } from '../../../testing/fixtures/backups'
import { needs } from '../../../testing/needs'
import { backupOf, schemasOf, storeOf } from '../../../testing/settings/stores'
import { bytesOf, toUint8Array } from '../codecs/bytes'
import { Document } from '../document/document'
import { plain } from '../document/plain-name'
import { findEntry } from '../esx/find-entry'
import { CONFIGSTORE_PATH, ESX_CONF_PATH } from '../esx/paths'
import { hostCard } from '../facts/host-card'
import { networkOf } from '../network/network'
import { settingPath } from '../settings/entry'
import { settingsOf } from '../settings/read-settings'
import { makeChange, offersOf, previewOf } from './guided-change'

const folder = mkdtempSync(join(tmpdir(), 'guides-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const now = new Date('2026-03-01T12:00:00Z')
const shapes = ['esxi-4.1', 'esxi-6.7', 'esxi-7.0.2', 'esxi-8.0'] as const
const hosts = [...shapes, ...(genuineSample ? ['the genuine backup'] : [])]

async function opened(name: string): Promise<Document> {
  const bytes = name === 'the genuine backup' ? readGenuine('state.tgz') : (await makeBackup(name as 'esxi-8.0')).bytes
  return Document.open(bytesOf(bytes), { name: 'state.tgz' })
}

const textOf = (document: Document, path: string) => {
  const entry = findEntry(document, path)
  return entry ? Buffer.from(toUint8Array(document.content(entry))).toString('latin1') : null
}

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

/** The strings that SSH writes one after another. */
function sshStrings(bytes: Buffer): readonly Buffer[] {
  const found: Buffer[] = []
  for (let at = 0; at < bytes.length; ) {
    const length = bytes.readUInt32BE(at)
    found.push(bytes.subarray(at + 4, at + 4 + length))
    at += 4 + length
  }
  return found
}

const numberIn = (bytes: Buffer) => BigInt(`0x${bytes.toString('hex')}`)

function power(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let [result, square] = [1n, base % modulus]
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = (result * square) % modulus
    square = (square * square) % modulus
  }
  return result
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
    const document = await opened(name)
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
    const document = await opened(name)
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

  it.each(['esxi-6.7', 'esxi-8.0'])('of %s is given to DHCP, and its fixed address goes', async name => {
    const document = await opened(name)
    await makeChange(document, 'management-network', { addressing: 'dhcp' }, now)
    const { ports, management } = networkOf(await settingsOf(document))
    expect(ports.find(one => one.name === management)).toMatchObject({ dhcp: true, ipv4: null })
  })

  it.each(['esxi-6.7', 'esxi-7.0.2'])('of %s begins, where DHCP gave an address, with that one', async name => {
    const document = await opened(name)
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
  })

  it('says that an answer is missing, and not that nothing is not one', async () => {
    const document = await opened('esxi-8.0')
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
    const document = await opened('esxi-8.0')
    const { refusal } = await previewOf(document, 'management-network', given as GuideAnswers)
    expect(refusal).toMatchObject({ question })
    await expect(makeChange(document, 'management-network', given as GuideAnswers, now)).rejects.toMatchObject({
      code: 'ANSWER',
      message: refusal?.message,
    })
    expect(document.undoLabel).toBeNull()
  })

  it('warns of what is allowed and wanted by nobody', async () => {
    const document = await opened('esxi-8.0')
    const notes = async (given: GuideAnswers) =>
      (await previewOf(document, 'management-network', given)).notes.join(' ')
    expect(await notes({ gateway: '198.51.100.1' })).toContain('is not in the subnet')
    expect(await notes({ gateway: '' })).toContain('from its own subnet alone')
    expect(await notes({ address: '192.0.2.255' })).toContain('a whole subnet')
    expect(await notes({ address: '203.0.113.12' })).toContain('vmk1 has the address')
    expect(await notes({ address: '192.0.2.200' })).toBe('')
  })
})

describe('certificate and keys', () => {
  const file = (name: string, text: string | null) => {
    const path = join(folder, name)
    writeFileSync(path, text ?? '', { mode: 0o600, encoding: 'latin1' })
    return path
  }

  it.each(['esxi-6.7', 'esxi-8.0', ...(genuineSample ? ['the genuine backup'] : [])])(
    'of %s are a pair that openssl accepts, with names and days',
    needs(hasProgram('openssl'), 'openssl'),
    async name => {
      const document = await opened(name)
      const given = { certificate: 'self-signed', names: 'esx9.example.com 192.0.2.9', days: '100' }
      await makeChange(document, 'certificate', given, now)
      const crt = file('rui.crt', textOf(document, 'etc/vmware/ssl/rui.crt'))
      const key = file('rui.key', textOf(document, 'etc/vmware/ssl/rui.key'))
      const openssl = (...args: string[]) => execFileSync('openssl', args, { encoding: 'utf8' })
      expect(openssl('verify', '-CAfile', crt, crt)).toContain('OK')
      expect(openssl('x509', '-in', crt, '-noout', '-pubkey')).toBe(openssl('pkey', '-in', key, '-pubout'))
      const shown = openssl('x509', '-in', crt, '-noout', '-text')
      expect(shown).toMatch(/DNS:esx9\.example\.com, IP Address:192\.0\.2\.9/)
      expect(shown).toContain('sha256WithRSAEncryption')
      expect(openssl('x509', '-in', crt, '-noout', '-checkhost', 'esx9.example.com')).toContain('does match')
      const days = /notBefore=(.*)\nnotAfter=(.*)/.exec(openssl('x509', '-in', crt, '-noout', '-dates'))
      expect((Date.parse(days?.[2] ?? '') - Date.parse(days?.[1] ?? '')) / 86_400_000).toBeCloseTo(101, 3)
    },
  )

  it.each(['esxi-6.7', 'esxi-8.0'])(
    'SSH host keys of %s are read by ssh-keygen, each with its public half, and the remark stays',
    needs(hasProgram('ssh-keygen'), 'ssh-keygen'),
    async name => {
      const document = await opened(name)
      await document.openChain()
      const kinds = ['rsa', 'ecdsa'].map(kind => `etc/ssh/ssh_host_${kind}_key`)
      const old = kinds.map(path => textOf(document, `${path}.pub`) ?? '')
      await makeChange(document, 'certificate', { ssh: 'yes' }, now)
      for (const [index, path] of kinds.entries()) {
        const line = textOf(document, `${path}.pub`) ?? ''
        const shown = execFileSync('ssh-keygen', ['-y', '-f', file('key', textOf(document, path))], {
          encoding: 'utf8',
        })
        expect(shown.trim().split(' ').slice(0, 2)).toEqual(line.split(' ').slice(0, 2))
        expect(line).not.toBe(old[index])
        expect(line.split(' ')[2]).toBe(old[index]?.split(' ')[2])
      }
    },
  )

  it('an Ed25519 key is read by ssh-keygen as well', needs(hasProgram('ssh-keygen'), 'ssh-keygen'), async () => {
    const path = 'etc/ssh/ssh_host_ed25519_key'
    const document = await backupOf({
      conf: '/a = "1"\n',
      files: { [path]: 'old', [`${path}.pub`]: 'ssh-ed25519 AAAA me@host\n' },
    })
    await makeChange(document, 'certificate', { ssh: 'yes' }, now)
    const shown = execFileSync('ssh-keygen', ['-y', '-f', file('ed', textOf(document, path))], { encoding: 'utf8' })
    expect(`${shown.trimEnd().split(' ').slice(0, 2).join(' ')} me@host\n`).toBe(textOf(document, `${path}.pub`))
  })

  it('those of dropbear hold the numbers of a pair, and the preview does not show them', async () => {
    const document = await opened('esxi-4.1')
    const paths = ['rsa', 'dss'].map(kind => `etc/dropbear/dropbear_${kind}_host_key`)
    await document.openChain()
    const old = paths.map(path => textOf(document, path))
    const preview = await previewOf(document, 'certificate', { ssh: 'yes' })
    expect(preview.files.map(({ path }) => path)).toEqual(paths)
    expect(JSON.stringify(preview)).not.toMatch(/ssh-rsa|ssh-dss/)
    await makeChange(document, 'certificate', { ssh: 'yes' }, now)
    const [rsa = [], dss = []] = paths.map(path => sshStrings(Buffer.from(textOf(document, path) ?? '', 'latin1')))
    expect(paths.map(path => textOf(document, path) === null)).toEqual([false, false])
    expect(paths.map((path, index) => textOf(document, path) === old[index])).toEqual([false, false])
    expect(rsa[0]?.toString()).toBe('ssh-rsa')
    const [e = 0n, n = 0n, d = 0n, p = 0n, q = 0n] = rsa.slice(1).map(numberIn)
    expect(p * q).toBe(n)
    expect(n.toString(2)).toHaveLength(2048)
    expect((e * d) % (p - 1n)).toBe(1n)
    expect((e * d) % (q - 1n)).toBe(1n)
    expect(dss[0]?.toString()).toBe('ssh-dss')
    const [prime = 0n, order = 0n, g = 0n, y = 0n, x = 0n] = dss.slice(1).map(numberIn)
    expect([prime.toString(2).length, order.toString(2).length]).toEqual([1024, 160])
    expect((prime - 1n) % order).toBe(0n)
    expect(x > 0n && x < order).toBe(true)
    expect(power(g, order, prime)).toBe(1n)
    expect(power(g, x, prime)).toBe(y)
  })

  it('a given pair is checked, and put in as it is', needs(hasProgram('openssl'), 'openssl'), async () => {
    const make = (cn: string) => {
      const [key, crt] = [join(folder, `${cn}.key`), join(folder, `${cn}.crt`)]
      execFileSync(
        'openssl',
        [
          'req',
          '-x509',
          '-newkey',
          'ec',
          '-pkeyopt',
          'ec_paramgen_curve:P-256',
          '-nodes',
          '-days',
          '30',
          '-subj',
          `/CN=${cn}`,
          '-keyout',
          key,
          '-out',
          crt,
        ],
        { stdio: 'ignore' },
      )
      const read = (path: string) => execFileSync('cat', [path], { encoding: 'utf8' })
      return { key: read(key), crt: read(crt) }
    }
    const [one, two] = [make('one'), make('two')]
    const document = await opened('esxi-8.0')
    const refusal = async (given: GuideAnswers) =>
      (await previewOf(document, 'certificate', { certificate: 'given', ...given })).refusal
    expect(await refusal({ crt: one.crt, key: two.key })).toMatchObject({
      question: 'key',
      message: 'The key is not that of the certificate.',
    })
    expect(await refusal({ crt: 'nothing', key: one.key })).toMatchObject({ question: 'crt' })
    expect(await refusal({ crt: one.crt, key: 'nothing' })).toMatchObject({ question: 'key' })
    const sealed = execFileSync('openssl', ['pkcs8', '-topk8', '-passout', 'pass:x', '-v2', 'aes-256-cbc'], {
      input: one.key,
      encoding: 'utf8',
    })
    expect((await refusal({ crt: one.crt, key: sealed }))?.message).toContain('passphrase')
    const preview = await previewOf(document, 'certificate', { certificate: 'given', ...one })
    expect(preview.refusal).toBeNull()
    expect(preview.notes.join(' ')).toContain('no alternative names')
    const body = one.key.split('\n')[1] ?? ''
    expect(JSON.stringify(preview)).not.toContain(body)
    await makeChange(document, 'certificate', { certificate: 'given', ...one }, now)
    expect(textOf(document, 'etc/vmware/ssl/rui.key')).toBe(one.key)
    expect(textOf(document, 'etc/vmware/ssl/rui.crt')).toBe(one.crt)
  })
})

describe('identity', () => {
  it('finds the MACs in what esxcfg-nics -l prints, and gives a vmkernel port that follows its adapter the same', async () => {
    const document = await opened('esxi-8.0')
    const lines = [
      'Name    PCI          Driver      Link Speed      Duplex MAC Address       MTU    Description',
      'vmnic0  0000:0b:00.0 nvmxnet3    Up   10000Mbps  Full   00:50:56:AA:00:01 1500   VMware Inc. vmxnet3',
      'vmnic1  0000:13:00.0 nvmxnet3    Up   10000Mbps  Full   00:50:56:AA:00:02 1500   VMware Inc. vmxnet3',
    ]
    await makeChange(document, 'identity', { nics: lines.join('\r\n') }, now)
    const settings = await settingsOf(document)
    expect(settings.at('esx/network/nics/vmnic0#mac')?.value).toBe('00:50:56:aa:00:01')
    expect(settings.at('esx/network/nics/vmnic1#mac')?.value).toBe('00:50:56:aa:00:02')
    expect(settings.at('esx/network/vmknics/vmk0#mac')?.value).toBe('00:50:56:aa:00:01')
  })

  it.each([
    [{ name: 'no name' }, 'name'],
    [{ name: '' }, 'name'],
    [{ name: '-x.example' }, 'name'],
    [{ uuid: '1234' }, 'uuid'],
    [{ nics: 'vmnic0 01:00:5e:00:00:01' }, 'nics'],
    [{ nics: 'vmnic0 00:50:56:zz' }, 'nics'],
    [{ nics: 'vmnic0 00:50:56:00:00:01\nvmnic0 00:50:56:00:00:02' }, 'nics'],
    [{ nics: 'vmnic0 00:50:56:00:00:01', order: 'vmnic0 vmnic99' }, 'order'],
    [{ nics: 'vmnic9 00:50:56:00:00:01', order: 'vmnic0 vmnic9, vmnic1 vmnic9' }, 'order'],
    [{ order: 'vmnic77 vmnic0' }, 'order'],
    [{ order: 'vmnic0 vmnic1 vmnic0' }, 'order'],
    [{ order: 'vmnic0 none vmnic0 vmnic1' }, 'order'],
    [{ order: 'vmnic0 none vmnic1 none' }, 'order'],
    [{ order: 'vmnic0 vmnic1' }, 'order'],
    [{ nics: 'vmnic0 00:50:56:00:00:01\nvmnic1 00:50:56:00:00:01' }, 'nics'],
  ])('refuses %j', async (given, question) => {
    expect((await previewOf(await opened('esxi-8.0'), 'identity', given as GuideAnswers)).refusal).toMatchObject({
      question,
    })
  })

  it('finds the MACs in what esxcli network nic list prints, and where the adapters sit', async () => {
    const document = await opened('esxi-8.0')
    const lines = [
      'Name    PCI Device    Driver  Admin Status  Link Status  Speed  Duplex  MAC Address         MTU  Description',
      '------  ------------  ------  ------------  -----------  -----  ------  -----------------  ----  -----------',
      'vmnic0  0000:03:00.0  ixgben  Up            Up           10000  Full    00:50:56:aa:00:11  1500  Intel(R) Ethernet Controller X550',
      'vmnic1  0000:1a:00.1  ixgben  Up            Down             0  Half    00:50:56:aa:00:12  1500  Intel(R) Ethernet Controller X550',
    ]
    const { settings, notes } = await previewOf(document, 'identity', { nics: lines.join('\n') })
    const macs = Object.fromEntries(settings.map(({ path, after }) => [path, after]))
    expect(macs).toMatchObject({
      'esx/network/nics/vmnic0#mac': '00:50:56:aa:00:11',
      'esx/network/nics/vmnic1#mac': '00:50:56:aa:00:12',
    })
    expect(settings.filter(({ path }) => path.endsWith('bus_address')).map(({ after }) => after)).toEqual([
      'p00000:026:00.1',
      'pci#p00000:026:00.1#0',
    ])
    expect(notes.join(' ')).not.toContain('belongs to')
  })

  it('says what the schema marks as belonging to one machine and what stays', async () => {
    const { notes } = await previewOf(await opened('esxi-8.0'), 'identity', { name: 'new.example.com' })
    expect(notes.join(' ')).toMatch(
      /belonging to one machine, and they stay as they are: .*vmknics\/vmk0#ip\.ipv4_address/,
    )
  })
})

describe('access', () => {
  it('leaves lockdown mode, and gives back the permissions that it had taken', async () => {
    const permission = { principal: 'admin', is_group: false, access_mode: 'Admin', cs_generated_id: '52 00' }
    const item = {
      type: 'object',
      properties: {
        cs_generated_id: { type: 'string', instanceId: true },
        principal: { type: 'string' },
        is_group: { type: 'boolean' },
        access_mode: { type: 'string' },
      },
    }
    const document = await backupOf({
      conf: '/a = "1"\n',
      schemas: await schemasOf({
        'esx/authorization/lockdown_settings': {
          type: 'object',
          properties: {
            mode: { type: 'string' },
            removed_permissions: { type: 'array', instanceId: 'cs_generated_id', items: item },
          },
        },
        'esx/authorization/permissions': { type: 'array', instanceId: 'cs_generated_id', items: item },
      }),
      store: await storeOf([
        { path: 'esx/authorization/lockdown_settings', user: { mode: 'NORMAL', removed_permissions: [permission] } },
      ]),
      files: { 'etc/vmware/hostd/hostsvc.xml': '<ConfigRoot>\n  <service>\n  </service>\n</ConfigRoot>\n' },
    })
    await makeChange(document, 'access', { unlock: 'yes', ssh: 'on' }, now)
    const settings = await settingsOf(document)
    expect(settings.at('esx/authorization/lockdown_settings#mode')).toBeNull()
    expect(settings.entry('esx/authorization/permissions/52 00')?.value).toEqual(permission)
    expect(textOf(document, 'etc/vmware/hostd/hostsvc.xml')).toContain('<TSM-SSH>on</TSM-SSH>')
  })

  it('refuses to remove root, an account that is not there, and what is not a key', async () => {
    const document = await opened('esxi-8.0')
    const refusal = async (given: GuideAnswers) => (await previewOf(document, 'access', given)).refusal
    expect(await refusal({ remove: 'root' })).toMatchObject({ question: 'remove' })
    expect(await refusal({ remove: 'nobody-there' })).toMatchObject({ question: 'remove' })
    expect(await refusal({ keys: 'ssh-rsa nonsense' })).toMatchObject({ question: 'keys' })
  })

  it('leaves keys and names beyond ASCII as they are, and takes such an account out', async () => {
    const key = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAINSgMxHJRFW0FTXv1kjveCTSAAAAAAAAAAAAAAAAAAAA Jürgen\n'
    const document = await backupOf({
      conf: '/a = "1"\n',
      files: {
        'etc/ssh/keys-root/authorized_keys': key,
        'etc/shadow': 'root:*:1:0:9:7:::\njürgen:*:1:0:9:7:::\n',
        'etc/vmware/hostd/authorization.xml':
          '<ConfigRoot>\n  <ACEData><ACEDataUser>jürgen</ACEDataUser><ACEDataRoleId>-1</ACEDataRoleId></ACEData>\n</ConfigRoot>\n',
      },
    })
    expect(await previewOf(document, 'access', {})).toMatchObject({ refusal: null, settings: [], files: [] })
    await makeChange(document, 'access', { remove: 'jürgen', keys: key.replace('Jürgen', 'Käthe') }, now)
    expect(textOf(document, 'etc/shadow')).toBe('root:*:1:0:9:7:::\n')
    expect(textOf(document, 'etc/vmware/hostd/authorization.xml')).toBe('<ConfigRoot>\n</ConfigRoot>\n')
    const keys = Buffer.from(textOf(document, 'etc/ssh/keys-root/authorized_keys') ?? '', 'latin1').toString('utf8')
    expect(keys).toBe(key.replace('Jürgen', 'Käthe'))
  })

  it('takes an account out of every place that has it', async () => {
    for (const name of ['esxi-6.7', 'esxi-8.0']) {
      const document = await opened(name)
      await makeChange(document, 'access', { remove: 'monitor, former' }, now)
      await document.openChain()
      const { entries } = await settingsOf(document)
      const rows = entries
        .filter(({ row, path }) => row && /user_accounts|permissions/.test(path))
        .map(({ value }) => JSON.stringify(value))
      const texts = ['etc/passwd', 'etc/shadow', 'etc/security/access.conf', 'etc/vmware/hostd/authorization.xml']
      expect([...rows, ...texts.map(path => textOf(document, path) ?? '')].join('\n')).not.toMatch(/monitor|former/)
    }
  })
})

describe('virtual machines', () => {
  it('are dropped with their place in the start order, and moved with their datastore', async () => {
    const document = await opened('esxi-8.0')
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
    const document = await opened('esxi-8.0')
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
  const offers = await offersOf(await opened('the genuine backup'))
  expect(offers.filter(({ unavailable }) => unavailable !== null)).toEqual([])
})

it(
  'a permission that DefaultConfig has too is told, since it stays',
  needs(genuineSample, theGenuineSample),
  async () => {
    const { notes } = await previewOf(await opened('the genuine backup'), 'strip', { vcenter: 'yes' })
    expect(notes.filter(note => note.includes('DefaultConfig'))).toHaveLength(1)
  },
)
