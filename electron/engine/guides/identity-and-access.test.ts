// The guided changes of identity and of access: names, hardware, services, accounts and keys.
import { describe, expect, it } from 'vitest'
import type { GuideAnswers } from '../../../shared/model/guide'
import { openHost } from '../../../testing/fixtures/opened-hosts'
import { backupOf, schemasOf, storeOf } from '../../../testing/settings/stores'
import { settingsOf } from '../settings/read-settings'
import { makeChange, previewOf } from './guided-change'

import { textOf } from '../../../testing/fixtures/text-of'

const now = new Date('2026-03-01T12:00:00Z')

describe('identity', () => {
  it('finds the MACs in what esxcfg-nics -l prints, and gives a vmkernel port that follows its adapter the same', async () => {
    const document = await openHost('esxi-8.0')
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
    expect((await previewOf(await openHost('esxi-8.0'), 'identity', given as GuideAnswers)).refusal).toMatchObject({
      question,
    })
  })

  it('finds the MACs in what esxcli network nic list prints, and where the adapters sit', async () => {
    const document = await openHost('esxi-8.0')
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
    const { notes } = await previewOf(await openHost('esxi-8.0'), 'identity', { name: 'new.example.com' })
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
    const document = await openHost('esxi-8.0')
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
    for (const name of ['esxi-6.7', 'esxi-8.0'] as const) {
      const document = await openHost(name)
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
