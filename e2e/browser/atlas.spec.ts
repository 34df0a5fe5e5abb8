// What a file is to the host and whether the host keeps it: in the inspector, and as a filter of the tree. By mouse, and by keys alone.
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { writeBackup } from '../backups'
import { expect, test } from '../host'
import { run } from '../palette'
import { chooseInMenu, fact, inspector, open, row, show, tabOf, tree } from '../window'

const only = (page: Page) => page.getByRole('combobox', { name: 'Show files' })

async function complaintsOf(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze()
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))
}

test('a 8.0 backup: the schema of the backup says what is kept, and what the release does not know', async ({
  page,
  folder,
}) => {
  await open(page, (await writeBackup(folder, 'esxi-8.0')).path)
  await show(page, 'local.tgz.ve!/etc/vmware/esx.conf')
  await expect(fact(page, 'Kept')).toContainText('as configuration')
  await expect(inspector(page)).toContainText("this backup's own schema lists it as esx_conf")
  await only(page).selectOption('config')
  await expect(row(page, 'local.tgz.ve!/etc/vmware/esx.conf')).toBeVisible()
  await expect(row(page, 'local.tgz.ve!/etc/vmware/ssl/rui.key')).toHaveCount(0)
  await only(page).selectOption('unknown')
  await expect(tree(page).getByRole('treeitem')).toHaveCount(1)
  await expect(page.getByText('No file of this host.')).toBeVisible()
  await only(page).selectOption('vital')
  await expect(row(page, 'local.tgz.ve!/etc/vmware/ssl/rui.key')).toBeVisible()
  await expect(row(page, 'local.tgz.ve!/etc/vmware/esx.conf')).toHaveCount(0)
  // What an edit makes of it: under another name the release does not know the file.
  await only(page).selectOption('')
  await chooseInMenu(page, 'local.tgz.ve!/etc/krb5.conf', 'Rename or move…')
  await page.getByRole('textbox', { name: 'New path' }).fill('etc/krb5.own')
  await page.getByRole('button', { name: 'Rename', exact: true }).click()
  await only(page).selectOption('unknown')
  await expect(row(page, 'local.tgz.ve!/etc/krb5.own')).toBeVisible()
  await expect(row(page, 'local.tgz.ve!/etc/vmware/esx.conf')).toHaveCount(0)
  expect(await complaintsOf(page)).toEqual([])
  await page.getByRole('button', { name: 'Show all files' }).click()
  await expect(only(page)).toHaveValue('')
  await expect(row(page, 'local.tgz.ve!/etc/vmware/esx.conf')).toBeVisible()
})

test('a 6.7 backup, by keys alone: from the list of older releases', async ({ page, folder }) => {
  const { keyboard } = page
  await open(page, (await writeBackup(folder, 'esxi-6.7')).path)
  await show(page, 'local.tgz!/etc/vmware/esx.conf')
  await expect(fact(page, 'Kept')).toContainText(/by older releases|for its T flag/)
  await run(page, 'View: Only files that the release does not know')
  await expect(only(page)).toHaveValue('unknown')
  await expect(row(page, 'local.tgz!/etc/vmware/esx.conf')).toHaveCount(0)
  await run(page, 'View: Only files that the release does not know')
  await expect(only(page)).toHaveValue('')
  await expect(tree(page)).toBeVisible()
  await keyboard.press('Escape')
})

test('a jump to a file that the filter hides shows all files again', async ({ page, folder }) => {
  await open(page, (await writeBackup(folder, 'esxi-8.0')).path)
  await only(page).selectOption('unknown')
  await expect(tree(page).getByRole('treeitem')).toHaveCount(1)
  await tabOf(page, 'Secrets').click()
  const key = page.getByRole('tree', { name: 'Secrets' }).getByRole('treeitem', { name: 'etc/vmware/ssl/rui.key' })
  await key.click()
  await page.getByRole('button', { name: 'Go to its place' }).click()
  await expect(only(page)).toHaveValue('')
  await expect(tree(page).getByRole('treeitem', { selected: true })).toHaveAccessibleName('rui.key')
  await expect(page.getByText('No file of this host.')).toHaveCount(0)
})
