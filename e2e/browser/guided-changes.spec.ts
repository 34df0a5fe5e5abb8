// Guided changes from the window to the saved file, by keys alone and by mouse: the wanted difference and nothing else.
import { createPrivateKey, X509Certificate } from 'node:crypto'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { toUint8Array } from '../../electron/engine/codecs/bytes'
import type { Document } from '../../electron/engine/document/document'
import { findEntry } from '../../electron/engine/esx/find-entry'
import { makeChange } from '../../electron/engine/guides/guided-change'
import { networkOf } from '../../electron/engine/network/network'
import { settingsOf } from '../../electron/engine/settings/read-settings'
import type { Shape } from '../../testing/fixtures/backups'
import { expiredPair } from '../../testing/fixtures/expired-certificate'
import { writeBackup, writeBytes } from '../backups'
import { exactDifference, openedFile } from '../exact-difference'
import { expect, test } from '../host'
import { run } from '../palette'
import { open, saveCopy, statusBar, tabOf } from '../window'

const dialog = (page: Page, name: string) => page.getByRole('dialog', { name })
const effect = (page: Page) => page.getByRole('region', { name: 'What it would write' })
const apply = (page: Page) => page.getByRole('button', { name: 'Make the change' })

/** The text of a file of an opened backup, decoded as UTF-8; empty where it has none. */
function textIn(document: Document, path: string): string {
  const entry = findEntry(document, path)
  return entry ? Buffer.from(toUint8Array(document.content(entry))).toString('utf8') : ''
}

/** A backup whose certificate has expired, on the disk. */
async function writeExpired(folder: string, shape: Shape): Promise<string> {
  const document = await openedFile((await writeBackup(folder, shape)).path)
  const { certificate, key } = await expiredPair()
  await makeChange(document, 'certificate', { certificate: 'given', crt: certificate, key }, new Date())
  return writeBytes(join(folder, 'expired'), 'state.tgz', toUint8Array(await document.build()))
}

test('8.0: vmk0 gets a fixed address in VLAN 20, by keys alone', async ({ page, folder }) => {
  const { keyboard } = page
  const backup = await writeBackup(folder, 'esxi-8.0')
  await open(page, backup.path)
  await run(page, 'Edit: Change the management network…')
  const form = dialog(page, 'Change the management network')
  await expect(form.getByRole('combobox', { name: 'Address of vmk0' })).toBeFocused()
  await expect(effect(page)).toContainText('every answer is what the backup has already')
  await expect(apply(page)).toBeDisabled()
  await keyboard.press('Tab')
  await expect(form.getByRole('textbox', { name: 'IPv4 address' })).toBeFocused()
  await keyboard.press('Control+a')
  await keyboard.type('192.0.2.777')
  await expect(form.getByRole('alert')).toContainText('is not an IPv4 address')
  await expect(apply(page)).toBeDisabled()
  await keyboard.press('Control+a')
  await keyboard.type('192.0.2.77')
  await form.getByRole('textbox', { name: /^VLAN of/ }).focus()
  await keyboard.press('Control+a')
  await keyboard.type('20')
  await expect(effect(page).getByRole('row', { name: /port_groups\[Management Network\]\.vlan_id 0 20/ })).toBeVisible()
  await expect(effect(page)).toContainText('etc/hosts')
  await expect(apply(page)).toBeEnabled()
  await keyboard.press('Enter')
  await expect(form).toHaveCount(0)
  await expect(statusBar(page)).toContainText('2 changes,')
  const saved = join(folder, 'saved.tgz')
  await saveCopy(page, saved)
  expect(await exactDifference(backup.path, saved)).toEqual({
    entries: [
      'local.tgz.ve!/etc/hosts: content',
      'local.tgz.ve!/var/lib/vmware/configstore/backup/current-store-1: content',
    ],
    settings: {
      'esx/advanced_options/misc#host_IP_addr': ['192.0.2.12', '192.0.2.77'],
      'esx/advanced_options/net#management_addr': ['192.0.2.12', '192.0.2.77'],
      'esx/network/vmknics/vmk0#ip.ipv4_address': ['192.0.2.12', '192.0.2.77'],
      'esx/network_vss/switches/vSwitch0#port_groups[Management Network].vlan_id': ['0', '20'],
    },
  })
  await keyboard.press('Control+z')
  await expect(statusBar(page)).toContainText('No changes')
})

test('the button at the top and the pencils of the card lead to the guided changes', async ({ page, folder }) => {
  await open(page, (await writeBackup(folder, 'esxi-8.0')).path)
  await page.getByRole('toolbar').getByRole('button', { name: 'Guided changes…' }).click()
  await expect(dialog(page, 'Guided changes')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  const card = page.getByRole('region', { name: 'Host', exact: true })
  for (const [group, title] of [
    ['Identity', 'Give the host another identity'],
    ['Management network', 'Change the management network'],
    ['Access', 'Change a password'],
    ['Certificates', 'Renew certificate and keys'],
    ['Virtual machines', 'Change registered virtual machines'],
  ] as const) {
    await card
      .getByRole('region', { name: group })
      .getByRole('button', { name: `${title}…` })
      .press('Enter')
    await expect(dialog(page, title)).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toHaveCount(0)
  }
})

test('the choice leads to each change and back, and says what a backup does not allow', async ({ page, folder }) => {
  await open(page, (await writeBackup(folder, 'esxi-4.1')).path)
  await run(page, 'Edit: Guided changes…')
  const choice = dialog(page, 'Guided changes')
  await expect(choice.getByRole('button', { name: /^Change a password/ })).toBeFocused()
  await expect(choice.getByRole('button', { name: /^Cut ties/ })).toContainText('This backup has no tie')
  await choice.getByRole('button', { name: /^Cut ties/ }).click()
  await expect(dialog(page, 'Cut ties')).toContainText('This backup has no tie')
  await expect(apply(page)).toBeDisabled()
  await page.getByRole('button', { name: 'Other changes…' }).click()
  await choice.getByRole('button', { name: /^Change a password/ }).click()
  await expect(dialog(page, 'Change a password')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
})

test('6.7: SSH is switched off with its firewall rule, and the preview hides hashes', async ({ page, folder }) => {
  const backup = await writeBackup(folder, 'esxi-6.7')
  await open(page, backup.path)
  await run(page, 'Edit: Change who gets in…')
  const form = dialog(page, 'Change who gets in')
  await form.getByRole('combobox', { name: 'SSH', exact: true }).selectOption('off')
  await form.getByRole('combobox', { name: 'SSH through the firewall' }).selectOption('off')
  await form.getByRole('textbox', { name: 'Accounts to remove' }).fill('former')
  await expect(effect(page)).toContainText('/firewall/')
  await expect(effect(page)).toContainText('etc/shadow')
  await expect(effect(page)).not.toContainText('$6$')
  await apply(page).click()
  await expect(form).toHaveCount(0)
  const saved = join(folder, 'saved.tgz')
  await saveCopy(page, saved)
  const document = await openedFile(saved)
  expect(textIn(document, 'etc/vmware/hostd/hostsvc.xml')).toContain('<TSM-SSH>off</TSM-SSH>')
  expect(textIn(document, 'etc/chkconfig.db')).toContain('/etc/init.d/TSM-SSH\toff')
  expect(textIn(document, 'etc/shadow')).not.toContain('former')
  expect(await exactDifference(backup.path, saved)).toEqual({
    entries: [
      'local.tgz!/etc/chkconfig.db: content',
      'local.tgz!/etc/security/access.conf: content',
      'local.tgz!/etc/passwd: content',
      'local.tgz!/etc/shadow: content',
      'local.tgz!/etc/vmware/esx.conf: content',
      'local.tgz!/etc/vmware/hostd/authorization.xml: content',
      'local.tgz!/etc/vmware/hostd/hostsvc.xml: content',
    ],
    settings: { '/firewall/services/sshServer/enabled': ['true', 'false'] },
  })
})

test('7.0.1: SSH is switched on by keys alone, and starts with the host', async ({ page, folder }) => {
  const { keyboard } = page
  const backup = await writeBackup(folder, 'esxi-7.0.1')
  await open(page, backup.path)
  await run(page, 'Edit: Change who gets in…')
  const form = dialog(page, 'Change who gets in')
  await expect(form.getByRole('combobox', { name: 'SSH', exact: true })).toBeFocused()
  await keyboard.type('On')
  await expect(effect(page)).toContainText('etc/chkconfig.db')
  await expect(apply(page)).toBeEnabled()
  await apply(page).press('Enter')
  await expect(form).toHaveCount(0)
  await expect(statusBar(page)).toContainText('2 changes,')
  const saved = join(folder, 'saved.tgz')
  await saveCopy(page, saved)
  expect(await exactDifference(backup.path, saved)).toEqual({
    entries: ['local.tgz!/etc/chkconfig.db: content', 'local.tgz!/etc/vmware/hostd/hostsvc.xml: content'],
    settings: {},
  })
  const [old, now] = [await openedFile(backup.path), await openedFile(saved)]
  for (const [path, off, on] of [
    ['etc/chkconfig.db', '/etc/init.d/SSH\toff', '/etc/init.d/SSH\ton'],
    ['etc/vmware/hostd/hostsvc.xml', '<TSM-SSH>off</TSM-SSH>', '<TSM-SSH>on</TSM-SSH>'],
  ] as const) {
    expect(textIn(old, path)).toContain(off)
    expect(textIn(now, path)).toBe(textIn(old, path).replace(off, on))
  }
})

test('8.0: an expired certificate is renewed, and the checks have nothing to say of it any more', async ({
  page,
  folder,
}) => {
  const backup = await writeExpired(folder, 'esxi-8.0')
  await open(page, backup)
  await tabOf(page, 'Checks').click()
  const checks = page.getByRole('region', { name: 'Checks' })
  const expired = checks.getByRole('listitem').filter({ hasText: 'The certificate has expired' })
  await expect(expired).toBeVisible()
  await run(page, 'Edit: Renew certificate and keys…')
  const form = dialog(page, 'Renew certificate and keys')
  await form.getByRole('combobox', { name: 'Certificate' }).selectOption('self-signed')
  await form.getByRole('textbox', { name: 'Names and addresses' }).fill('renewed.example.com')
  await expect(effect(page)).toContainText('rui.key')
  await expect(apply(page)).toBeEnabled()
  await apply(page).click()
  await expect(form).toHaveCount(0)
  await expect(statusBar(page)).toContainText('2 changes,')
  await expect(expired).toHaveCount(0)
  await tabOf(page, 'Host').click()
  await expect(page.getByRole('region', { name: 'Host' })).toContainText('renewed.example.com')
  const saved = join(folder, 'saved.tgz')
  await saveCopy(page, saved)
  expect(await exactDifference(backup, saved)).toEqual({
    entries: ['local.tgz.ve!/etc/vmware/ssl/rui.crt: content', 'local.tgz.ve!/etc/vmware/ssl/rui.key: content'],
    settings: {},
  })
  const now = await openedFile(saved)
  const certificate = new X509Certificate(textIn(now, 'etc/vmware/ssl/rui.crt'))
  expect(Date.parse(certificate.validTo)).toBeGreaterThan(Date.now())
  expect(certificate.checkPrivateKey(createPrivateKey(textIn(now, 'etc/vmware/ssl/rui.key')))).toBe(true)
})

test('7.0.2: moved to new hardware by what esxcfg-nics prints there, with another name and UUID', async ({
  page,
  folder,
}) => {
  const backup = await writeBackup(folder, 'esxi-7.0.2')
  await open(page, backup.path)
  await run(page, 'Edit: Give the host another identity…')
  const form = dialog(page, 'Give the host another identity')
  await form.getByRole('textbox', { name: 'Host name' }).fill('esx77.lab.example')
  await form.getByRole('textbox', { name: 'System UUID' }).fill('new')
  await form
    .getByRole('textbox', { name: 'Adapters and their MACs' })
    .fill(
      'Name    PCI          Driver   Link Speed     Duplex MAC Address       MTU   Description\n' +
        'vmnic0                ixgben   Up   10000Mbps Full   00:50:56:AA:00:01 1500  Intel',
    )
  await expect(effect(page)).toContainText('belonging to one machine')
  await apply(page).click()
  await expect(form).toHaveCount(0)
  const saved = join(folder, 'saved.tgz')
  await saveCopy(page, saved)
  expect(await exactDifference(backup.path, saved)).toEqual({
    entries: [
      'local.tgz.ve!/etc/hosts: content',
      'local.tgz.ve!/etc/vmware/esx.conf: content',
      'local.tgz.ve!/var/lib/vmware/configstore/backup/current-store-1: content',
    ],
    settings: {
      '/system/uuid': [backup.host.uuid, expect.stringMatching(/-005056aa0001$/)],
      '/adv/Misc/HostName': ['esx01.lab.example', 'esx77.lab.example'],
      'esx/network/net_stacks/defaultTcpipStack#dns.host_name': ['esx01', 'esx77'],
      'esx/network/nics/vmnic0#mac': [expect.any(String), '00:50:56:aa:00:01'],
      'esx/network/vmknics/vmk0#mac': [expect.any(String), '00:50:56:aa:00:01'],
    },
  })
})

test('8.0: adapters that are called otherwise take the places of the old ones, one filled and one typed', async ({
  page,
  folder,
}) => {
  const backup = await writeBackup(folder, 'esxi-8.0')
  const before = networkOf(await settingsOf(await openedFile(backup.path)))
  const mac = before.nics.find(({ name }) => name === 'vmnic0')?.mac ?? ''
  await open(page, backup.path)
  await run(page, 'Edit: Give the host another identity…')
  const form = dialog(page, 'Give the host another identity')
  const successor = (name: string) => form.getByRole('textbox', { name: new RegExp(`^${name} `) })
  await expect(successor('vmnic0')).toHaveValue('vmnic0')
  await form
    .getByRole('textbox', { name: 'Adapters and their MACs' })
    .fill(
      'Name    PCI          Driver   Link Speed     Duplex MAC Address       MTU   Description\n' +
        `vmnic8  0000:5e:00.0 ixgben   Up   10000Mbps Full   ${mac} 1500  Intel\n` +
        'vmnic9  0000:5e:00.1 ixgben   Up   10000Mbps Full   00:50:56:AA:00:02 1500  Intel',
    )
  await expect(successor('vmnic0')).toHaveValue('vmnic8')
  await expect(successor('vmnic1')).toHaveValue('vmnic1')
  await successor('vmnic1').fill('vmnic7')
  await expect(form.getByRole('alert')).toContainText('vmnic7 is not in the list of adapters')
  await expect(apply(page)).toBeDisabled()
  await successor('vmnic1').fill('vmnic9')
  await expect(effect(page)).toContainText('vmnic8 takes the place of vmnic0 (it has its MAC).')
  await expect(effect(page)).toContainText('vmnic9 takes the place of vmnic1 (by hand).')
  await expect(apply(page)).toBeEnabled()
  await apply(page).click()
  await expect(form).toHaveCount(0)
  const saved = join(folder, 'saved.tgz')
  await saveCopy(page, saved)
  const after = networkOf(await settingsOf(await openedFile(saved)))
  const home = after.switches.find(({ id }) => id === 'vSwitch0')
  expect(home?.uplinks).toEqual(['vmnic8', 'vmnic9'])
  expect(home?.portGroups.find(({ name }) => name === 'Backup')?.teaming).toMatchObject({
    active: ['vmnic9'],
    standby: ['vmnic8'],
  })
  expect(after.nics.find(({ name }) => name === 'vmnic9')?.mac).toBe('00:50:56:aa:00:02')
})

test('8.0: the tie to a vCenter that is gone is cut', async ({ page, folder }) => {
  const backup = await writeBackup(folder, 'esxi-8.0')
  await open(page, backup.path)
  await run(page, 'Edit: Cut ties…')
  const form = dialog(page, 'Cut ties')
  await form.getByRole('combobox', { name: 'Cut the tie to vCenter' }).selectOption('yes')
  await expect(effect(page).getByRole('row', { name: /server_ip 192\.0\.2\.40/ })).toBeVisible()
  await expect(effect(page)).not.toContainText('$6$')
  await apply(page).click()
  await expect(form).toHaveCount(0)
  const saved = join(folder, 'saved.tgz')
  await saveCopy(page, saved)
  const account = 'esx/authentication/user_accounts/vpxuser'
  const { entries, settings } = await exactDifference(backup.path, saved)
  expect(entries).toEqual([
    'local.tgz.ve!/etc/security/access.conf: content',
    'local.tgz.ve!/etc/vmware/hostd/authorization.xml: content',
    'local.tgz.ve!/var/lib/vmware/configstore/backup/current-store-1: content',
  ])
  const { 'esx/services/vpxa#core.vc_connection.server_ip': server, ...others } = settings
  expect(server).toEqual(['192.0.2.40', ''])
  expect(others).toHaveProperty([`${account}#name`], ['vpxuser', null])
  const permissions: string[] = []
  for (const [path, [, after]] of Object.entries(others)) {
    if (path.startsWith('esx/authorization/permissions/')) {
      // DefaultConfig has the permission too, which is no longer that of the host.
      permissions.push(path)
      expect(after).toBe('the same values from DefaultConfig')
    } else {
      expect(path.startsWith(`${account}#`)).toBe(true)
      expect(after).toBeNull()
    }
  }
  expect(permissions).toHaveLength(1)
})

test('7.0.2: a host leaves its distributed switch; what is asked for that shows once it is to be cut', async ({
  page,
  folder,
}) => {
  const backup = await writeBackup(folder, 'esxi-7.0.2')
  const networkIn = async (path: string) => networkOf(await settingsOf(await openedFile(path)))
  const before = await networkIn(backup.path)
  const distributed = before.switches.find(({ kind }) => kind === 'distributed')
  const moving = before.ports.filter(({ portGroup }) => portGroup?.switch === distributed?.id)
  expect(moving).not.toEqual([])
  await open(page, backup.path)
  await run(page, 'Edit: Cut ties…')
  const form = dialog(page, 'Cut ties')
  const home = form.getByRole('textbox', { name: 'Standard switch that takes over' })
  await expect(form.getByRole('combobox', { name: 'Cut the tie to distributed switches' })).toBeVisible()
  await expect(home).toHaveCount(0)
  await form.getByRole('combobox', { name: 'Cut the tie to distributed switches' }).selectOption('yes')
  await expect(home).toHaveValue('vSwitch0')
  await home.fill('no/switch')
  await expect(form.getByRole('alert')).toContainText('"no/switch" is not a name of a switch')
  await home.fill('vSwitch0')
  for (const { name } of moving)
    await expect(
      effect(page).getByRole('row', { name: new RegExp(`vmknics/${name}#port_connection_type`) }),
    ).toBeVisible()
  await apply(page).click()
  await expect(form).toHaveCount(0)
  await expect(statusBar(page)).toContainText('2 changes,')
  const saved = join(folder, 'saved.tgz')
  await saveCopy(page, saved)
  const { entries, settings } = await exactDifference(backup.path, saved)
  expect(entries).toEqual([
    'local.tgz.ve!/var/lib/vmware/configstore/backup/current-store-1: content',
    'local.tgz.ve!/etc/vmware/dvsdata.db: removed',
  ])
  expect(Object.keys(settings).filter(path => !/^esx\/network(?:_vss|_vds|\/vmknics)\b/.test(path))).toEqual([])
  const after = await networkIn(saved)
  expect(after.switches.filter(({ kind }) => kind === 'distributed')).toEqual([])
  for (const { name, ipv4 } of moving)
    expect(after.ports.find(port => port.name === name)).toMatchObject({ ipv4, portGroup: { switch: 'vSwitch0' } })
})
