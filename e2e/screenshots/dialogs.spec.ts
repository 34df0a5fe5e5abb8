// The pictures of docs/screenshots of everything that is asked while one changes something: dark, light and in high contrast.
import { once } from 'node:events'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { writeBackup, writeBytes } from '../backups'
import { expect, startHost, test as strictTest } from '../host'
import { run } from '../palette'
import { detail, filter, line } from '../settings'
import { chooseFile, chooseInMenu, editor, fieldWithFocus, open, row, show, statusBar, tabOf, tree } from '../window'
import { contrast, picture } from './pictures'

const layer = 'local.tgz.ve'
const at = (path: string) => `${layer}!/${path}`

// The page of a host that was killed complains that nobody answers.
const test = strictTest.extend({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the parameters.
  complaints: async ({}, use) => use([]),
})

/** Three themes. */
async function three(page: Page, name: string): Promise<void> {
  await picture(page, name)
  await contrast(page, name)
}

/** The dialog that is open is pictured and left. */
async function askedFor(page: Page, name: string): Promise<void> {
  await three(page, name)
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
}

test('rows of a table, in high contrast', async ({ page, folder }) => {
  await open(page, (await writeBackup(folder, 'esxi-8.0')).path)
  await show(page, at('var/lib/vmware/configstore/backup/current-store-1'))
  await page.getByRole('combobox', { name: 'Table', exact: true }).selectOption('KVTable')
  await page.getByRole('gridcell', { name: 'BOOT_MODE' }).click()
  await page.getByRole('button', { name: 'Change…', exact: true }).click()
  await page.getByRole('textbox', { name: 'Key' }).fill('BOOT_WAY')
  await contrast(page, 'row-change')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Add a row…' }).click()
  await contrast(page, 'row-add')
})

test('items of a list', async ({ page, folder }) => {
  await open(page, (await writeBackup(folder, 'esxi-8.0')).path)
  await tabOf(page, 'Settings').click()
  await filter(page).fill('vSwitch0 management vlan')
  await line(page, 'port_groups[Management Network].vlan_id').click()
  const items = detail(page).getByRole('region', { name: 'Items of port_groups' })
  await items.getByRole('button', { name: 'Add to port_groups' }).click()
  await items.getByRole('textbox', { name: 'name' }).fill('Management Network')
  await expect(items.getByRole('alert')).toHaveText('Management Network is there already.')
  await items.scrollIntoViewIfNeeded()
  await three(page, 'list-items')
})

test('names, links, modes, owners and times of entries', async ({ page, folder }) => {
  await open(page, (await writeBackup(folder, 'esxi-7.0.2')).path)
  const etc = at('etc')
  await chooseInMenu(page, at('etc/hosts'), 'Rename or move…')
  await expect(fieldWithFocus(page)).toBeVisible()
  await page.keyboard.press('Control+a')
  await page.keyboard.type('etc/resolv.conf')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog').getByRole('alert')).toBeVisible()
  await askedFor(page, 'rename-taken')
  await chooseFile(page, await writeBytes(folder, 'issue', 'Authorised use only.\n'), () =>
    chooseInMenu(page, etc, 'Add file here…'),
  )
  await expect(fieldWithFocus(page)).toBeVisible()
  await askedFor(page, 'new-file')
  await chooseInMenu(page, etc, 'New folder here…')
  await expect(fieldWithFocus(page)).toBeVisible()
  await askedFor(page, 'new-folder')
  await chooseInMenu(page, etc, 'New symbolic link here…')
  await expect(fieldWithFocus(page)).toBeVisible()
  await page.keyboard.type('core')
  await page.keyboard.press('Tab')
  await page.keyboard.type('/var/core')
  await three(page, 'new-link')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await chooseInMenu(page, at('etc/core'), 'Change link target…')
  await expect(fieldWithFocus(page)).toBeVisible()
  await askedFor(page, 'link-target')

  await chooseInMenu(page, at('etc/hosts'), 'Change owner…')
  await expect(page.getByRole('dialog', { name: 'Owner of hosts' })).toBeVisible()
  await askedFor(page, 'owner')
  await show(page, at('etc/hosts'))
  await row(page, at('etc/resolv.conf')).click({ modifiers: ['Control'] })
  await row(page, at('etc/ntp.conf')).click({ modifiers: ['Control'] })
  await expect(tree(page).getByRole('treeitem', { selected: true })).toHaveCount(3)
  for (const [item, name] of [
    ['Change mode or T flag…', 'mode-of-several'],
    ['Change owner…', 'owner-of-several'],
    ['Change time…', 'time-of-several'],
  ] as const) {
    await row(page, at('etc/hosts')).click({ button: 'right' })
    await page.getByRole('menu', { name: '3 selected' }).getByRole('menuitem', { name: item }).click()
    await expect(page.getByRole('dialog')).toBeVisible()
    await askedFor(page, name)
  }
})

test('a pasted file whose name is there', async ({ page, folder }) => {
  await open(page, (await writeBackup(folder, 'esxi-7.0.2')).path)
  await show(page, at('etc/hosts'))
  await tree(page).focus()
  await tree(page).evaluate(element => {
    const clipboardData = new DataTransfer()
    clipboardData.items.add(new File(['pasted\n'], 'hosts'))
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
  })
  await expect(page.getByRole('dialog', { name: 'Names that are there already' })).toBeVisible()
  await askedFor(page, 'paste-taken')
})

test('what a guided change would write, in high contrast', async ({ page, folder }) => {
  await open(page, (await writeBackup(folder, 'esxi-8.0')).path)
  await run(page, 'Edit: Change the management network…')
  await page.getByRole('textbox', { name: 'IPv4 address' }).fill('192.0.2.77')
  await page.getByRole('textbox', { name: 'Default gateway' }).fill('198.51.100.1')
  const effect = page.getByRole('region', { name: 'What it would write' })
  await expect(effect).toContainText('is not in the subnet')
  await effect.getByRole('heading', { name: 'Good to know' }).scrollIntoViewIfNeeded()
  await contrast(page, 'guide-effect')
})

test('what each guided change would write', async ({ page, folder }) => {
  await open(page, (await writeBackup(folder, 'esxi-8.0')).path)
  const effect = page.getByRole('region', { name: 'What it would write' })
  const form = page.getByRole('dialog')
  const pictured = async (name: string, shows: string | RegExp) => {
    await expect(effect).toContainText(shows)
    await expect(page.getByRole('button', { name: 'Make the change' })).toBeEnabled()
    await effect.evaluate(element => element.scrollIntoView({ block: 'center' }))
    await askedFor(page, name)
  }
  await run(page, 'Edit: Give the host another identity…')
  await form.getByRole('textbox', { name: 'Host name' }).fill('esx77.lab.example')
  await pictured('guide-identity-effect', 'etc/hosts')
  await run(page, 'Edit: Renew certificate and keys…')
  await form.getByRole('combobox', { name: 'Certificate' }).selectOption('self-signed')
  await pictured('guide-certificate-effect', 'rui.key')
  await run(page, 'Edit: Change who gets in…')
  await form.getByRole('combobox', { name: 'SSH through the firewall' }).selectOption('off')
  await form.getByRole('textbox', { name: 'Accounts to remove' }).fill('vpxuser')
  await pictured('guide-access-effect', 'user_accounts')
  await run(page, 'Edit: Change registered virtual machines…')
  await form.getByRole('textbox').first().fill('')
  await pictured('guide-virtual-machines-effect', 'vmInventory.xml')
  await run(page, 'Edit: Cut ties…')
  await form.getByRole('combobox', { name: 'Cut the tie to vCenter' }).selectOption('yes')
  await pictured('guide-strip-effect', 'server_ip')
})

test('keys and seals', async ({ page, folder }) => {
  await open(page, (await writeBackup(folder, 'esxi-8.0-tpm')).path)
  await show(page, layer)
  await page.getByTestId('main').getByRole('button', { name: 'Open with a key…' }).click()
  await expect(fieldWithFocus(page)).toBeVisible()
  await page.keyboard.type('0123456789abcdef'.repeat(4))
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog').getByRole('alert')).toBeVisible()
  await contrast(page, 'key')
  await page.keyboard.press('Escape')
  await open(page, (await writeBackup(folder, 'esxi-7.0.2')).path)
  await run(page, 'Edit: Unseal local.tgz.ve…')
  const unseal = page.getByRole('dialog', { name: 'Unseal local.tgz.ve?' })
  await expect(unseal).toBeVisible()
  await contrast(page, 'unseal')
  await unseal.getByRole('button', { name: 'Unseal' }).click()
  await expect(row(page, 'local.tgz')).toBeVisible()
  await run(page, 'Edit: Seal local.tgz with a new key…')
  await expect(page.getByRole('dialog', { name: 'Seal local.tgz?' })).toBeVisible()
  await askedFor(page, 'seal')
})

test('changes of an earlier run, and a file that two windows have', async ({ page, folder }) => {
  const backup = await writeBackup(folder, 'esxi-7.0.2')
  const first = await startHost(join(folder, 'second'), { args: [backup.path] })
  await page.goto(first.url)
  await expect(tree(page)).toBeFocused()
  await show(page, at('etc/hosts'))
  await editor(page).click()
  await page.keyboard.press('Control+Home')
  await page.keyboard.type('# one ')
  await expect(statusBar(page)).toContainText('1 change, not saved')
  const gone = once(first.process, 'exit')
  first.process.kill('SIGKILL')
  await gone
  const second = await startHost(join(folder, 'second'))
  await page.goto(second.url)
  await expect(page.getByRole('region', { name: 'Not saved when Bootbank ended' })).toBeVisible()
  // The folder of this run has a name of its own each time.
  await page.getByText(join(folder, 'esxi-7.0.2')).evaluateAll(paths => {
    for (const path of paths) path.textContent = '/srv/backups/esx01'
  })
  await three(page, 'unfinished-welcome')
  await second.stop()
  // Two windows of one program are the desktop's alone; what it says of them is put into the answer here.
  const third = await startHost(join(folder, 'second'), { args: [backup.path] })
  await page.route('**/api/document.open', async route => {
    const response = await route.fetch()
    const answer = await response.json()
    await route.fulfill({ response, json: { ...answer, value: { ...answer.value, shared: true } } })
  })
  await page.goto(third.url)
  await expect(page.getByRole('dialog', { name: 'state.tgz has changes that were not saved' })).toBeVisible()
  await three(page, 'unfinished')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('region', { name: 'Notices' })).toContainText('open in another window too')
  await three(page, 'two-windows')
  await third.stop()
})
