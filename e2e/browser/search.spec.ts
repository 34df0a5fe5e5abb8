// "Where does this address occur?": typed, found in texts, settings and certificates, and followed to the very line and setting; by keys alone.
import { expect, test } from '../host'
import { writeBackup } from '../backups'
import { editor, open, show, statusBar, tabOf, tree } from '../window'

test('8.0: an address, by keys alone, to its line and its setting', async ({ page, folder }) => {
  const { keyboard } = page
  await open(page, (await writeBackup(folder, 'esxi-8.0')).path)
  await keyboard.press('Control+Shift+f')
  const field = page.getByRole('textbox', { name: 'Search in everything' })
  await expect(field).toBeFocused()
  await expect(page.getByText('Where does it appear?')).toBeVisible()
  await keyboard.type('192.0.2.12')
  const places = page.getByRole('tree', { name: 'Places' })
  await page.getByRole('checkbox', { name: 'Whole words' }).check()
  await expect(page.getByRole('region', { name: 'Search' }).getByRole('status')).toHaveText(/^\d+ places in \d+ files$/)
  await expect(places.getByRole('treeitem', { name: /^names: / }).first()).toBeVisible()
  await field.focus()
  await keyboard.press('Enter')
  await expect(places).toBeFocused()
  const line = places.getByRole('treeitem', { name: /^192\.0\.2\.12\s+esx02/ })
  await expect(line).toHaveAccessibleDescription(/line \d/)
  await line.click()
  await keyboard.press('Enter')
  await expect(tabOf(page, 'Content')).toHaveAttribute('aria-selected', 'true')
  await expect(tree(page).getByRole('treeitem', { selected: true })).toHaveAccessibleName('hosts')
  await expect(editor(page)).toContainText('192.0.2.12')
  // Back, with all that was found, and on to the setting.
  await keyboard.press('Control+Shift+f')
  await places.getByRole('treeitem', { name: /vmk0#ip\.ipv4_address/ }).click()
  await keyboard.press('Enter')
  await expect(tabOf(page, 'Settings')).toHaveAttribute('aria-selected', 'true')
  await expect(page.getByRole('region', { name: /^Setting esx\/network\/vmknics\/vmk0/ })).toBeVisible()
})

test('secrets are found and stay hidden, expressions are checked, and an edit is searched at once', async ({
  page,
  folder,
}) => {
  await open(page, (await writeBackup(folder, 'esxi-6.7')).path)
  await tabOf(page, 'Search').click()
  const view = page.getByRole('region', { name: 'Search' })
  const field = page.getByRole('textbox', { name: 'Search in everything' })
  await field.fill('$6$')
  await expect(view.getByRole('treeitem', { name: /^root:••••/ })).toBeVisible()
  await expect(view).not.toContainText('$6$')
  await page.getByRole('checkbox', { name: 'Regular expression' }).check()
  await field.fill('(')
  await expect(view.getByRole('alert')).toContainText('not a regular expression')
  await field.fill('added by [a-z]+')
  await expect(view.getByText('It appears nowhere')).toBeVisible()
  await show(page, 'local.tgz!/etc/hosts')
  await editor(page).click()
  await page.keyboard.type('# added by hand\n')
  await expect(statusBar(page)).toContainText('1 change,')
  await tabOf(page, 'Search').click()
  await expect(view.getByRole('treeitem', { name: '# added by hand' })).toBeVisible()
  await field.press('Escape')
  await expect(view.getByText('Where does it appear?')).toBeVisible()
})
