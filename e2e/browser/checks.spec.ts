// Checks while one edits: a fault that an edit makes is there at once, leads to its place, is fixed by a button, and is told before a bundle.
import { expect, test } from '../host'
import { writeBackup } from '../backups'
import { run } from '../palette'
import { chooseInMenu, open, show, statusBar, tabOf, tree } from '../window'

const key = 'local.tgz.ve!/etc/vmware/ssl/rui.key'

test('a fault is found after the edit that makes it, fixed, and undone', async ({ page, folder }) => {
  await open(page, (await writeBackup(folder, 'esxi-8.0')).path)
  await tabOf(page, 'Checks').click()
  const checks = page.getByRole('region', { name: 'Checks' })
  await expect(checks.getByRole('status')).toContainText(/\d+ warnings?|Nothing was found/)
  const before = await checks.getByRole('listitem').count()
  await show(page, key)
  await chooseInMenu(page, key, 'Change mode or T flag…')
  await page.getByRole('textbox', { name: /mode/i }).fill('0644')
  await page.keyboard.press('Enter')
  await expect(statusBar(page)).toContainText('1 change,')
  await tabOf(page, 'Checks').click()
  const fault = checks.getByRole('listitem').filter({ hasText: 'Others than root may read' })
  await expect(fault).toBeVisible()
  await expect(checks.getByRole('listitem')).toHaveCount(before + 1)
  await fault.getByRole('button', { name: 'Show', exact: true }).click()
  await expect(tabOf(page, 'Content')).toHaveAttribute('aria-selected', 'true')
  await expect(tree(page).getByRole('treeitem', { selected: true })).toHaveAccessibleName('rui.key')
  await run(page, 'File: Build restore bundle')
  await expect(page.getByRole('dialog')).toContainText(`${key}: Others than root may read`)
  await page.keyboard.press('Escape')
  await run(page, 'View: Checks')
  await fault.getByRole('button', { name: 'Take the rights of others away' }).press('Enter')
  await expect(fault).toHaveCount(0)
  await expect(checks.getByRole('listitem')).toHaveCount(before)
  await page.keyboard.press('Control+z')
  await expect(fault).toBeVisible()
})
