// esx.conf as a tree of its keys: what it shows of every line, the filter, secrets, copies, and the ways between text and keys. By mouse
// and by keys alone.
import type { Page } from '@playwright/test'
import { writeBackup } from '../backups'
import { expect, test } from '../host'
import { field } from '../palette'
import { editor, open, show, tabOf } from '../window'

const conf = 'local.tgz!/etc/vmware/esx.conf'
const keys = (page: Page) => page.getByRole('tree', { name: 'Keys of esx.conf' })
const key = (page: Page, name: string) => keys(page).getByRole('treeitem', { name, exact: true })
const filter = (page: Page) => page.getByRole('textbox', { name: 'Filter keys' })
const detail = (page: Page) => page.getByRole('region', { name: 'The chosen line' })
const viewer = (page: Page, name: string) => page.getByRole('tab', { name, exact: true })
const active = (page: Page) =>
  page.locator(
    'xpath=//*[@role="treeitem"][@id=//*[@role="tree"][@aria-label="Keys of esx.conf"]/@aria-activedescendant]',
  )
const count = (page: Page) => page.getByRole('region', { name: 'Content' }).getByRole('status')
const clipboard = (page: Page) => page.evaluate(() => navigator.clipboard.readText())

/** Opens the 6.7 backup at its esx.conf with lines typed before all others. */
async function openConf(page: Page, folder: string, typed: string): Promise<void> {
  await open(page, (await writeBackup(folder, 'esxi-6.7')).path)
  await show(page, conf)
  await editor(page).click()
  await page.keyboard.press('Control+Home')
  await page.keyboard.insertText(typed)
}

test('every line is shown as what it is, and a filter finds keys and values', async ({ page, folder }) => {
  await openConf(page, folder, '# a remark\nno key here\n/system/uuid = "earlier"\n/lab/password = "hunter2"\n\n')
  await viewer(page, 'Keys').click()
  await expect(key(page, 'uuid').first()).toHaveAccessibleDescription('earlier, text, overridden, Line 3')
  await key(page, 'uuid').first().click()
  await expect(detail(page)).toContainText(/\/system\/uuid.*Line 3, text, overridden by line \d+/)
  await expect(key(page, 'uservars')).toHaveAccessibleDescription('2 keys')

  await page.getByRole('button', { name: 'Broken 1' }).click()
  await expect(count(page)).toHaveText(/^1 of /)
  await expect(key(page, 'no key here')).toHaveAccessibleDescription('broken line, Line 2')
  await page.getByRole('button', { name: 'Repeated 2' }).click()
  await expect(count(page)).toHaveText(/^3 of /)
  await page.getByRole('button', { name: 'Broken 1' }).click()
  await page.getByRole('button', { name: 'Repeated 2' }).click()

  await filter(page).fill('VSWITCH/child mtu')
  await expect(key(page, 'vswitch').locator('mark')).toHaveText('vswitch')
  await expect(key(page, 'mtu').first().locator('mark')).toHaveText('mtu')
  await expect(key(page, 'mtu').first()).toHaveAccessibleDescription(/^\d+, number, Line/)
  await filter(page).fill('a remark')
  await expect(key(page, '# a remark')).toHaveAccessibleDescription('comment, Line 1')

  // Its value is not in the page, and no filter finds it.
  await filter(page).fill('hunter')
  await expect(page.getByText('No key matches')).toBeVisible()
  await page.getByRole('button', { name: 'Clear the filter' }).click()
  await key(page, 'password').click()
  await expect(key(page, 'password')).toHaveAccessibleDescription('••••••••, secret, Line 4')
  await expect(detail(page).getByRole('button', { name: 'Copy value' })).toBeDisabled()
  await expect(detail(page).getByRole('button', { name: 'Copy line' })).toBeDisabled()
  expect(await page.content()).not.toContain('hunter2')
  await detail(page).getByRole('button', { name: 'Show the secret' }).click()
  await expect(detail(page)).toContainText('hunter2')
  await detail(page).getByRole('button', { name: 'Hide the secret' }).click()
  await detail(page).getByRole('button', { name: 'Show the secret' }).click()
  await key(page, 'inception').click()
  expect(await page.content()).not.toContain('hunter2')
  await key(page, 'password').click()
  await expect(detail(page)).not.toContainText('hunter2')
})

test('a key, a value and a line are copied as they stand in the file', async ({ page, folder, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await openConf(page, folder, '/lab/name   =  "a value"  \n/lab/password = "hunter2"\n')
  await viewer(page, 'Keys').click()
  await key(page, 'name').first().click()
  const copies = [
    ['Copy key', '/lab/name'],
    ['Copy value', 'a value'],
    ['Copy line', '/lab/name   =  "a value"  '],
  ] as const
  for (const [button, copied] of copies) {
    await detail(page).getByRole('button', { name: button }).click()
    await expect.poll(() => clipboard(page)).toBe(copied)
  }
  await key(page, 'name').first().click({ button: 'right' })
  await page.getByRole('menu').getByRole('menuitem', { name: 'Copy key' }).click()
  await expect.poll(() => clipboard(page)).toBe('/lab/name')
  await key(page, 'password').click()
  await detail(page).getByRole('button', { name: 'Show the secret' }).click()
  await detail(page).getByRole('button', { name: 'Copy value' }).click()
  await expect.poll(() => clipboard(page)).toBe('hunter2')
})

test('by keys alone from the text to a key, through the tree, and back to a line', async ({ page, folder }) => {
  const { keyboard } = page
  await open(page, (await writeBackup(folder, 'esxi-6.7')).path)
  await show(page, conf)
  await editor(page).click()
  await keyboard.press('Control+f')
  await keyboard.type('vSwitch1')
  await keyboard.press('Enter')
  await keyboard.press('Escape')
  await expect(editor(page).locator('.cm-activeLine')).toContainText('/name = "vSwitch1"')
  await keyboard.press('Control+k')
  await field(page).fill('Show in keys')
  await keyboard.press('Enter')
  await expect(keys(page)).toBeFocused()
  await expect(viewer(page, 'Keys')).toHaveAttribute('aria-selected', 'true')
  await expect(active(page)).toHaveAccessibleDescription(/^vSwitch1, text/)

  await keyboard.press('ArrowLeft')
  await expect(active(page)).toHaveAttribute('aria-expanded', 'true')
  await keyboard.press('ArrowLeft')
  await expect(active(page)).toHaveAttribute('aria-expanded', 'false')
  await keyboard.press('Home')
  await keyboard.type('vmkdevmgr')
  await expect(active(page)).toHaveAccessibleName('vmkdevmgr')
  await keyboard.press('Enter')
  await expect(active(page)).toHaveAttribute('aria-expanded', 'false')
  await keyboard.press('/')
  await expect(filter(page)).toBeFocused()
  await keyboard.type('/system/uuid')
  await expect(count(page)).toHaveText(/^1 of /)
  await keyboard.press('ArrowDown')
  await expect(keys(page)).toBeFocused()
  await keyboard.press('End')
  await expect(active(page)).toHaveAccessibleName('uuid')
  await keyboard.press('Enter')
  await expect(editor(page)).toBeFocused()
  await expect(editor(page).locator('.cm-activeLine')).toContainText('/system/uuid = "')
  const selected = await page.evaluate(() => getSelection()?.toString())
  await expect(editor(page).locator('.cm-activeLine')).toHaveText(selected ?? '')
  await keyboard.press('End')
  await keyboard.press('ArrowLeft')
  await keyboard.type('x')
  await keyboard.press('Control+k')
  await field(page).fill('Show in keys')
  await keyboard.press('Enter')
  await expect(active(page)).toHaveAccessibleDescription(/^[\da-f-]+x, text/)
})

test('the viewer that was chosen stays for every esx.conf, and other parts lead to its keys', async ({
  page,
  folder,
}) => {
  await open(page, (await writeBackup(folder, 'esxi-6.7')).path)
  await show(page, conf)
  await expect(editor(page)).toBeVisible()
  await viewer(page, 'Keys').click()
  await expect(keys(page)).toBeVisible()
  await show(page, 'local.tgz!/etc/hosts')
  await expect(editor(page)).toBeVisible()

  await tabOf(page, 'Settings').click()
  const settings = page.getByRole('tree', { name: 'Settings' })
  await page.getByRole('textbox', { name: 'Filter settings' }).fill('shellwarning')
  await settings.getByRole('treeitem', { name: 'SuppressShellWarning', exact: true }).click()
  await page.getByRole('button', { name: 'Show SuppressShellWarning in file' }).click()
  await expect(active(page)).toHaveAccessibleName('SuppressShellWarning')
  await page.getByRole('region', { name: 'The chosen line' }).getByRole('button', { name: 'Show in text' }).click()
  await expect(editor(page).locator('.cm-activeLine')).toContainText('/adv/UserVars/SuppressShellWarning')
  await show(page, 'local.tgz!/etc/hosts')
  await show(page, conf)
  await expect(viewer(page, 'Text')).toHaveAttribute('aria-selected', 'true')
})
