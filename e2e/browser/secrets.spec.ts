// Every secret in the backup: the list, one shown when asked for, the way to its place. By mouse, and by keys alone.
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { writeBackup } from '../backups'
import { expect, test } from '../host'
import { editor, open, tabOf, tree } from '../window'

const secrets = (page: Page) => page.getByRole('tree', { name: 'Secrets' })
const line = (page: Page, name: string) => secrets(page).getByRole('treeitem', { name, exact: true })
const filter = (page: Page) => page.getByRole('textbox', { name: 'Filter secrets' })
const detail = (page: Page) => page.getByRole('region', { name: 'The secret', exact: true })
const value = (page: Page) => page.getByRole('region', { name: 'Its value' })

async function complaintsOf(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze()
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))
}

test('8.0: a password hash of ConfigStore is shown when asked for, hidden with the next, and leads to its setting', async ({
  page,
  folder,
}) => {
  const backup = await writeBackup(folder, 'esxi-8.0')
  await open(page, backup.path)
  await tabOf(page, 'Secrets').click()
  const title = 'esx/authentication/user_accounts/root#password_hash'
  await line(page, title).click()
  await expect(value(page)).toHaveText('••••••••')
  await expect(detail(page).getByRole('button', { name: 'Copy the value' })).toBeDisabled()
  await detail(page).getByRole('button', { name: 'Show', exact: true }).click()
  await expect(value(page)).toHaveText(/^\$6\$/)
  expect(await complaintsOf(page)).toEqual([])
  await filter(page).fill('rui.key')
  await expect(page.getByText(/^1 of \d+ secrets$/)).toBeVisible()
  await line(page, 'etc/vmware/ssl/rui.key').click()
  await expect(value(page)).toHaveText('••••••••')
  await filter(page).fill('root password_hash')
  await line(page, title).click()
  await detail(page).getByRole('button', { name: 'Show as setting' }).click()
  await expect(tabOf(page, 'Settings')).toHaveAttribute('aria-selected', 'true')
  await expect(page.getByRole('region', { name: /^Setting esx\/authentication\/user_accounts\/root/ })).toBeVisible()
})

test('6.7 by keys alone: a hash of etc/shadow, and its line', async ({ page, folder }) => {
  const { keyboard } = page
  await open(page, (await writeBackup(folder, 'esxi-6.7')).path)
  await keyboard.press('Control+7')
  await expect(secrets(page)).toBeFocused()
  await keyboard.press('/')
  await expect(filter(page)).toBeFocused()
  await keyboard.type('nothing like this')
  await expect(page.getByText('No secret matches')).toBeVisible()
  await keyboard.press('Escape')
  await keyboard.type('shadow')
  await expect(page.getByText(/^[1-9]\d* of \d+ secrets$/)).toBeVisible()
  await keyboard.press('ArrowDown')
  await expect(secrets(page)).toBeFocused()
  await keyboard.press('Home')
  await keyboard.press('ArrowDown')
  await expect(detail(page)).toContainText('etc/shadow')
  await keyboard.press('Enter')
  await expect(tabOf(page, 'Content')).toHaveAttribute('aria-selected', 'true')
  await expect(tree(page).getByRole('treeitem', { selected: true })).toHaveAccessibleName('shadow')
  await expect(editor(page)).toContainText('root:')
})
