// Guided changes from the window to the saved file, by keys alone and by mouse: the wanted difference and nothing else.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { bytesOf, toUint8Array } from '../../electron/engine/codecs/bytes'
import { settingsBetween } from '../../electron/engine/diff/store-settings'
import { Document } from '../../electron/engine/document/document'
import { findEntry } from '../../electron/engine/esx/find-entry'
import { CONFIGSTORE_PATH } from '../../electron/engine/esx/paths'
import { settingsOf } from '../../electron/engine/settings/read-settings'
import { writeBackup } from '../backups'
import { expect, test } from '../host'
import { run } from '../palette'
import { open, saveCopy, statusBar } from '../window'

const dialog = (page: Page, name: string) => page.getByRole('dialog', { name })
const effect = (page: Page) => page.getByRole('region', { name: 'What it would write' })
const apply = (page: Page) => page.getByRole('button', { name: 'Make the change' })

async function openedFile(path: string): Promise<Document> {
  const document = await Document.open(bytesOf(await readFile(path)), { name: 'state.tgz' })
  await document.openChain()
  return document
}

async function storeOf(path: string) {
  const document = await openedFile(path)
  const entry = findEntry(document, CONFIGSTORE_PATH)
  return { document, bytes: entry ? toUint8Array(document.content(entry)) : new Uint8Array(0) }
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
  await expect(form.getByRole('alert')).toContainText('is no IPv4 address')
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
  const [before, after] = [await storeOf(backup.path), await storeOf(saved)]
  const { schemas } = await settingsOf(after.document)
  const differences = await settingsBetween(before.bytes, after.bytes, schemas)
  expect(differences.toSorted((a, b) => (a.path < b.path ? -1 : 1))).toEqual([
    { path: 'esx/advanced_options/misc#host_IP_addr', before: '192.0.2.12', after: '192.0.2.77' },
    { path: 'esx/advanced_options/net#management_addr', before: '192.0.2.12', after: '192.0.2.77' },
    { path: 'esx/network/vmknics/vmk0#ip.ipv4_address', before: '192.0.2.12', after: '192.0.2.77' },
    { path: 'esx/network_vss/switches/vSwitch0#port_groups[Management Network].vlan_id', before: '0', after: '20' },
  ])
  await keyboard.press('Control+z')
  await expect(statusBar(page)).toContainText('No changes')
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
  await page.getByRole('button', { name: 'All changes' }).click()
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
  const text = (path: string) => {
    const entry = findEntry(document, path)
    return entry ? Buffer.from(toUint8Array(document.content(entry))).toString('utf8') : ''
  }
  expect(text('etc/vmware/hostd/hostsvc.xml')).toContain('<TSM-SSH>off</TSM-SSH>')
  expect(text('etc/chkconfig.db')).toContain('/etc/init.d/TSM-SSH\toff')
  expect(text('etc/shadow')).not.toContain('former')
})

test('8.0: an expired certificate is renewed, and the certificate view shows the new one', async ({ page, folder }) => {
  await open(page, (await writeBackup(folder, 'esxi-8.0')).path)
  await run(page, 'Edit: Renew certificate and keys…')
  const form = dialog(page, 'Renew certificate and keys')
  await form.getByRole('combobox', { name: 'Certificate' }).selectOption('self-signed')
  await form.getByRole('textbox', { name: 'Names and addresses' }).fill('renewed.example.com')
  await expect(effect(page)).toContainText('rui.key')
  await expect(apply(page)).toBeEnabled()
  await apply(page).click()
  await expect(form).toHaveCount(0)
  await expect(page.getByRole('region', { name: 'Host' })).toContainText('renewed.example.com')
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
        'vmnic0  0000:02:00.0 ixgben   Up   10000Mbps Full   00:50:56:AA:00:01 1500  Intel',
    )
  await expect(effect(page)).toContainText('belonging to one machine')
  await apply(page).click()
  await expect(form).toHaveCount(0)
  const saved = join(folder, 'saved.tgz')
  await saveCopy(page, saved)
  const settings = await settingsOf(await openedFile(saved))
  expect(settings.at('esx/network/nics/vmnic0#mac')?.value).toBe('00:50:56:aa:00:01')
  expect(settings.at('esx/network/vmknics/vmk0#mac')?.value).toBe('00:50:56:aa:00:01')
  expect(settings.at('esx.conf/adv/Misc#HostName')?.value).toBe('esx77.lab.example')
  expect(settings.at('esx.conf/system#uuid')?.value).toMatch(/-005056aa0001$/)
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
  const settings = await settingsOf(await openedFile(saved))
  expect(settings.at('esx/services/vpxa#core.vc_connection.server_ip')?.value).toBe('')
  expect(settings.entry('esx/authentication/user_accounts/vpxuser')?.row ?? null).toBeNull()
  expect(settings.entry('esx/authentication/user_accounts/root')?.row).not.toBeNull()
})
