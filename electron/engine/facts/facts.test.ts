// The facts of the card: those of generated hosts against the recipes they were made from, certificates against openssl, what is
// hostile, and what no fact may ever tell.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { genuineSample, readGenuine, theGenuineSample } from '../../../testing/archives/genuine-sample'
import { needs } from '../../../testing/needs'
import { hasProgram } from '../../../testing/archives/has-program'
import { makeBackup, type Shape } from '../../../testing/fixtures/backups'
import { factsIn, factsOf } from '../../../testing/settings/facts'
import { backupOf, storeOf } from '../../../testing/settings/stores'
import { factGroups } from '../../../shared/model/facts'
import { isJsonObject } from '../../../shared/model/json'
import { secretSpans } from '../../../shared/secrets/spans'
import { bytesOf, toUint8Array } from '../codecs/bytes'
import { Document } from '../document/document'
import { findEntry } from '../esx/find-entry'
import { facts as registry } from './registry'

const folder = mkdtempSync(join(tmpdir(), 'facts-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const openssl = hasProgram('openssl')
const sshKeygen = hasProgram('ssh-keygen')

const open = (bytes: Uint8Array) => Document.open(bytesOf(bytes), { name: 'state.tgz' })
const shapes: readonly Shape[] = [
  'esxi-4.1',
  'esxi-6.7',
  'esxi-7.0.1',
  'esxi-7.0.2',
  'esxi-8.0',
  'esxi-8.0-default',
  'configBundle-6.7',
  'configBundle-7.0.2',
]

describe('the registry', () => {
  const all = Object.entries(registry).flatMap(([group, facts]) => facts.map(fact => ({ group, ...fact })))

  it('has each fact once, named after its group', () => {
    expect(new Set(all.map(fact => fact.id)).size).toBe(all.length)
    expect(all.filter(({ id, group }) => !id.startsWith(`${group}.`))).toEqual([])
    expect(Object.keys(registry)).toEqual(Object.keys(factGroups))
  })

  it('says of each fact what it is read from, in a sentence', () => {
    for (const { id, reads } of all) expect(reads, id).toMatch(/^.{8,}\.$/s)
    expect(all.filter(({ title }) => title.length > 24)).toEqual([])
  })
})

describe('a generated host tells what it was made from', () => {
  it.each(shapes)('%s', async shape => {
    const { bytes, host } = await makeBackup(shape)
    const { data, texts, findings } = await factsOf(await open(bytes))
    expect(data('identity.host-name')).toContain(host.fqdn)
    expect(data('identity.release')).toEqual([host.release])
    expect(data('identity.uuid')).toEqual([host.uuid])
    const vmk0 = host.network.vmknics[0]
    expect(data('management.interface')).toEqual(['vmk0'])
    expect(data('management.addressing')).toEqual([vmk0?.dhcp])
    expect(data('management.address')[0]).toBe(vmk0?.dhcp ? data('management.address')[0] : host.address)
    expect(data('management.gateway')).toEqual([host.gateway])
    expect(data('management.name-servers')).toEqual(host.nameServers)
    expect(texts('management.port-group')).toEqual(['Management Network'])
    expect(texts('management.switch')).toEqual(['vSwitch0'])
    expect(new Set(data('time.servers'))).toEqual(new Set(host.ntpServers))
    if (host.syslogServer === null) expect(texts('time.syslog-target')).toEqual([])
    else expect(texts('time.syslog-target')[0]).toContain(host.syslogServer)
    if (host.release !== '4.1.0') expect(data('machines.registered').length).toBe(host.virtualMachines.length)
    expect(texts('certificates.key')).toEqual(['matches the certificate'])
    // The generated 7.0.1 keeps its NFS stores nowhere.
    const stores = shape === 'esxi-7.0.1' ? [] : host.nfs
    expect(new Set(data('storage.nfs').map(store => isJsonObject(store) && store.name))).toEqual(
      new Set(stores.map(({ name }) => name)),
    )
    expect(findings.filter(({ code }) => code === 'fact-failed')).toEqual([])
  })

  it.each(['esxi-6.7', 'esxi-7.0.2', 'esxi-8.0'] as const)(
    'its accounts with the state of each password: %s',
    async shape => {
      const { bytes, host } = await makeBackup(shape)
      const { data } = await factsOf(await open(bytes))
      const told = data('access.accounts').map(account => account as { name: string; passwordState: string })
      expect(told.map(({ name }) => name).toSorted()).toEqual(host.accounts.map(({ name }) => name).toSorted())
      for (const { name, hash } of host.accounts) {
        const state = hash === '' ? 'empty' : /^[*!]/.test(hash) ? 'locked' : 'set'
        // ConfigStore has no word for an empty password: the row says nothing of one.
        const words = host.release === '8.0.2' && hash === '' ? 'not known' : state
        expect(told.find(account => account.name === name)?.passwordState, name).toBe(words)
      }
    },
  )

  it.each(shapes)('who may come in, and how: %s', async shape => {
    const { bytes, host } = await makeBackup(shape)
    const { texts, data } = await factsOf(await open(bytes))
    const onOff = (on: boolean) => (on ? 'on' : 'off')
    expect(texts('access.ssh')).toContain(onOff(host.services.ssh))
    expect(texts('access.shell')).toContain(onOff(host.services.shell))
    expect(texts('access.active-directory')).toEqual(host.directory === null ? [] : [host.directory])
    expect(data('access.authorized-keys').length).toBe(host.authorizedKeys.length)
    const hasStore = host.release === '7.0.2' || host.release === '8.0.2'
    expect(texts('access.lockdown')).toEqual(hasStore && host.lockdown ? [host.lockdown.mode.toLowerCase()] : [])
  })

  it('a source leads to the line or the row', async () => {
    const { values } = await factsOf(await open((await makeBackup('esxi-7.0.2')).bytes))
    expect(values('identity.uuid')[0]?.source).toMatchObject({
      address: 'local.tgz.ve!/etc/vmware/esx.conf',
      line: expect.any(Number),
      setting: 'esx.conf/system#uuid',
    })
    expect(values('management.gateway')[0]?.source).toMatchObject({
      row: { table: 'Config', key: ['esx', 'network', 'net_stacks', 'defaultTcpipStack'] },
    })
    expect(values('machines.registered')[0]?.source).toMatchObject({
      address: 'local.tgz.ve!/etc/vmware/hostd/vmInventory.xml',
      line: 5,
    })
  })
})

describe('a fact in two places', () => {
  it('that disagree gives both, each with its source', async () => {
    const document = await backupOf({
      conf: '/adv/Misc/HostName = "one.example"\n',
      store: await storeOf([{ path: 'esx/advanced_options/misc', vital: { host_name: 'two.example' } }]),
    })
    const { values } = await factsOf(document)
    expect(values('identity.host-name').map(({ text, source }) => [text, source?.setting])).toEqual([
      ['one.example', 'esx.conf/adv/Misc#HostName'],
      ['two.example', 'esx/advanced_options/misc#host_name'],
    ])
  })

  it('that agree, if in other words, gives one', async () => {
    const document = await backupOf({
      conf: '/adv/Misc/HostName = "one.example"\n/system/uservars/host-acceptance-level = "partner"\n',
      store: await storeOf([
        { path: 'esx/network/net_stacks', identifier: 'defaultTcpipStack', user: { dns: { host_name: 'one' } } },
        { path: 'esx_update/software/acceptance_level', user: { level: 'PARTNER_SUPPORTED' } },
      ]),
    })
    const { texts } = await factsOf(document)
    expect(texts('identity.host-name')).toEqual(['one.example'])
    expect(texts('security.acceptance-level')).toEqual(['partner supported'])
  })
})

describe('accounts', () => {
  it('are read with the state and age of their passwords, and no hash', async () => {
    const { groups, values } = await factsIn({
      'etc/shadow':
        'root:$6$saltsalt$abcdefghijklmnop:18582:0:99999:7:::\ndcui:*:13358:0:99999:7:::\nopen::0::::::\nold:!$6$saltsalt$abcdefghijklmnop:x:::::\n',
      'etc/vmware/hostd/authorization.xml': `<ConfigRoot><ACEData id="1"><ACEDataUser>root</ACEDataUser><ACEDataRoleId>-1</ACEDataRoleId></ACEData>
<ACEData id="2"><ACEDataUser>EXAMPLE\\admins</ACEDataUser><ACEDataRoleId>-1</ACEDataRoleId><ACEDataIsGroup>true</ACEDataIsGroup></ACEData>
<ACEData id="3"><ACEDataUser>open</ACEDataUser><ACEDataRoleId>1042</ACEDataRoleId></ACEData></ConfigRoot>`,
    })
    expect(values('access.accounts').map(({ text, attention }) => [text, attention])).toEqual([
      ['root, Admin, password set since 2020-11-16', false],
      ['dcui, no permission, password locked', false],
      ['open, role 1042, password empty', true],
      ['old, no permission, password locked', false],
    ])
    expect(values('access.permissions').map(({ text }) => text)).toEqual(['EXAMPLE\\admins (group), Admin'])
    expect(JSON.stringify(groups)).not.toContain('abcdefghijklmnop')
  })

  it('a permission that only the defaults still have is taken away, unless no row says anything', async () => {
    const row = (principal: string, stored: boolean) => ({
      path: 'esx/authorization/permissions',
      identifier: principal,
      ...(stored ? { user: { principal, access_mode: 'Admin' } } : {}),
      fallback: { principal, access_mode: 'Admin' },
    })
    const files = { 'etc/shadow': 'root:*:1::::::\ndcui:*:1::::::\n' }
    const removed = await backupOf({
      files,
      store: await storeOf([row('root', true), row('dcui', false)], database =>
        database.run("DELETE FROM Config WHERE Identifier = 'dcui'"),
      ),
    })
    expect((await factsOf(removed)).texts('access.accounts')).toEqual([
      'root, Admin, password locked',
      'dcui, no permission, password locked',
    ])
    const untouched = await backupOf({
      files,
      store: await storeOf([row('root', false), row('dcui', false)], database => database.run('DELETE FROM Config')),
    })
    expect((await factsOf(untouched)).texts('access.accounts')).toEqual([
      'root, Admin, password locked',
      'dcui, Admin, password locked',
    ])
  })
})

describe('certificate facts are those of openssl', needs(openssl, 'openssl'), () => {
  const samples: readonly (readonly [string, () => Promise<Document>])[] = [
    ['a generated host', async () => open((await makeBackup('esxi-7.0.2')).bytes)],
    ...(genuineSample ? [['the genuine backup', async () => open(readGenuine('state.tgz'))] as const] : []),
  ]
  it.each(samples)('%s', async (_name, make) => {
    const document = await make()
    const { data, texts } = await factsOf(document)
    const entry = findEntry(document, 'etc/vmware/ssl/rui.crt')
    if (!entry) throw new Error('no certificate')
    const path = join(folder, 'rui.crt')
    writeFileSync(path, toUint8Array(document.content(entry)))
    const ask = (...options: string[]) =>
      execFileSync('openssl', ['x509', '-in', path, '-noout', ...options])
        .toString()
        .trim()
    const [validity] = data('certificates.validity')
    const { from, until } = validity as { from: string; until: string }
    expect([from, until].map(time => new Date(time).getTime())).toEqual(
      [ask('-startdate'), ask('-enddate')].map(line => new Date(line.replace(/^.*=/, '')).getTime()),
    )
    expect(texts('certificates.fingerprint')).toEqual([ask('-fingerprint', '-sha256').replace(/^.*=/, '')])
    const common = /commonName\s*=\s*(.*)/.exec(ask('-subject', '-nameopt', 'multiline'))?.[1]
    expect(texts('certificates.subject')[0]).toContain(`CN=${common}`)
  })

  it('a key that belongs to another certificate, a file that is not a key, and a certificate that has expired', async () => {
    const make = (name: string) =>
      execFileSync(
        'openssl',
        [
          'req',
          '-x509',
          '-newkey',
          'rsa:2048',
          '-nodes',
          '-days',
          '1',
          '-subj',
          `/CN=${name}`,
          '-keyout',
          '-',
          '-out',
          '-',
        ],
        {
          stdio: ['ignore', 'pipe', 'ignore'],
        },
      ).toString()
    const part = (pem: string, kind: string) =>
      new RegExp(`-----BEGIN ${kind}-----[^]*?-----END ${kind}-----\n`).exec(pem)?.[0] ?? ''
    const [one, other] = [make('one'), make('other')]
    const certificate = part(one, 'CERTIFICATE')
    const keyFact = async (key: string) =>
      (await factsIn({ 'etc/vmware/ssl/rui.crt': certificate, 'etc/vmware/ssl/rui.key': key })).values(
        'certificates.key',
      )
    expect((await keyFact(part(one, 'PRIVATE KEY')))[0]).toMatchObject({ data: true, attention: false })
    expect((await keyFact(part(other, 'PRIVATE KEY')))[0]).toMatchObject({ data: false, attention: true })
    expect((await keyFact('-----BEGIN PRIVATE KEY-----\nbm9uZQ==\n-----END PRIVATE KEY-----\n'))[0]).toMatchObject({
      text: 'cannot be read as a key',
      attention: true,
    })
    expect(
      (await factsOf(await open((await makeBackup('esxi-6.7')).bytes))).values('certificates.validity')[0],
    ).toMatchObject({ attention: true })
  })
})

describe('SSH keys have the fingerprints of ssh-keygen', needs(sshKeygen, 'ssh-keygen'), () => {
  it.each(['ed25519', 'ecdsa', 'rsa'])('%s', async type => {
    const path = join(folder, `key-${type}`)
    execFileSync('ssh-keygen', ['-q', '-t', type, '-N', '', '-C', 'a comment', '-f', path])
    const line = execFileSync('cat', [`${path}.pub`]).toString()
    const fingerprint = execFileSync('ssh-keygen', ['-lf', `${path}.pub`])
      .toString()
      .split(' ')[1]
    const { data } = await factsIn({
      'etc/ssh/keys-root/authorized_keys': `# a remark\nfrom="192.0.2.*" ${line}\nnot a key\n`,
    })
    expect(data('access.authorized-keys')).toEqual([
      { user: 'root', type: line.split(' ')[0], fingerprint, comment: 'a comment' },
    ])
  })
})

describe('no fact tells a secret', () => {
  it.each([...shapes, ...(genuineSample ? ['the genuine backup'] : [])])('%s', async shape => {
    const bytes = shape === 'the genuine backup' ? readGenuine('state.tgz') : (await makeBackup(shape as Shape)).bytes
    const { groups } = await factsOf(await open(bytes))
    expect(secretSpans(JSON.stringify(groups), { paths: ['card.json'] })).toEqual([])
  })
})

describe('the genuine backup', needs(genuineSample, theGenuineSample), () => {
  it('names its switch, uplink, port and port group, gateway, DNS, machine and counter, each with a source', async () => {
    const document = await open(readGenuine('state.tgz'))
    const { values, texts, findings } = await factsOf(document)
    expect(texts('management.switch')).toEqual(['vSwitch0'])
    expect(texts('management.uplinks')).toEqual(['vmnic0 (active)'])
    expect(texts('management.interface')).toEqual(['vmk0'])
    expect(texts('management.port-group')).toEqual(['Management Network'])
    for (const id of ['management.address', 'management.netmask', 'management.gateway', 'management.name-servers'])
      expect(texts(id), id).toEqual([expect.stringMatching(/^\d+\.\d+\.\d+\.\d+$/)])
    expect(texts('machines.registered')).toEqual([expect.stringMatching(/^\/vmfs\/volumes\/.*\.vmx$/)])
    expect(values('backup.counter')).toEqual([expect.objectContaining({ data: 1455 })])
    for (const id of ['management.switch', 'management.gateway', 'machines.registered', 'backup.counter'])
      expect(values(id)[0]?.source).not.toBeNull()
    expect(findings).toEqual([])
  })
})
