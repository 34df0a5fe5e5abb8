// Going to a file by a part of its name, by keys alone.
import { writeBackup } from '../backups'
import { expect, test } from '../host'
import { activeOption } from '../palette'
import { editor, focusedRow, open, tree } from '../window'

test('a part of a name and Enter lead to the file, wherever it lies', async ({ page, folder }) => {
  await open(page, (await writeBackup(folder, 'esxi-8.0')).path)
  await expect(tree(page)).toBeFocused()
  await page.keyboard.press('Control+p')
  const dialog = page.getByRole('dialog', { name: 'Go to file' })
  await expect(dialog.getByRole('combobox', { name: 'Name or address' })).toBeFocused()
  await expect(dialog).toContainText('Type a part of a name or an address.')
  await page.keyboard.type('rui.k')
  await expect(activeOption(page)).toHaveAccessibleName(/!\/etc\/vmware\/ssl\/rui\.key$/)
  await page.keyboard.type('zzz')
  await expect(dialog).toContainText('No file of this name is in the layers that are open.')
  for (let at = 0; at < 8; at++) await page.keyboard.press('Backspace')
  await page.keyboard.type('etc ho')
  await expect(dialog.getByRole('option').first()).toHaveAccessibleName(/etc\/host/)
  await page.keyboard.press('ArrowDown')
  const address = await activeOption(page).getAttribute('aria-label')
  await page.keyboard.press('Enter')
  await expect(dialog).toHaveCount(0)
  await expect(focusedRow(page)).toHaveAccessibleName(new RegExp(address?.split('/').at(-1) ?? 'none'))
  await page.keyboard.press('Control+p')
  await page.keyboard.type('etc/hosts')
  await expect(activeOption(page)).toHaveAccessibleName(/etc\/hosts/)
  await dialog
    .getByRole('option', { name: /etc\/hosts$/ })
    .first()
    .click()
  await expect(editor(page)).toContainText('localhost')
  await page.keyboard.press('Control+p')
  await page.keyboard.press('Escape')
  await expect(dialog).toHaveCount(0)
})
