// An SQLite file as tables: rows, order, filter, one cell; from a setting to its row and back. By mouse, and by keys alone.
import { readFileSync } from 'node:fs'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { writeBackup } from '../backups'
import { expect, test } from '../host'
import { open, show, tabOf } from '../window'

const store = 'local.tgz.ve!/var/lib/vmware/configstore/backup/current-store-1'
const table = (page: Page) => page.getByRole('combobox', { name: 'Table', exact: true })
const grid = (page: Page) => page.getByRole('grid')
const filter = (page: Page) => page.getByRole('textbox', { name: 'Filter rows' })
const cell = (page: Page) => page.getByRole('region', { name: /, row \d+$/ })
const active = (page: Page) => page.locator('xpath=//*[@id=//*[@role="grid"]/@aria-activedescendant]')

async function complaintsOf(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze()
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))
}

test('ConfigStore: a table, sorted and filtered, one cell as a whole, and its setting', async ({ page, folder }) => {
  await open(page, (await writeBackup(folder, 'esxi-8.0')).path)
  await show(page, store)
  await expect(grid(page)).toBeVisible()
  await table(page).selectOption('Config')
  await expect(page.getByText(/^\d+ rows$/)).toBeVisible()
  await grid(page).getByRole('columnheader', { name: 'Name' }).click()
  await expect(grid(page).getByRole('columnheader', { name: 'Name' })).toHaveAttribute('aria-sort', 'ascending')
  await filter(page).fill('vmk0')
  await expect(page.getByText(/^\d+ of \d+ rows$/)).toBeVisible()
  await grid(page).getByRole('gridcell', { name: 'vmk0', exact: true }).first().click()
  await expect(cell(page)).toContainText('vmk0')
  expect(await complaintsOf(page)).toEqual([])
  await cell(page).getByRole('button', { name: 'Show as setting' }).click()
  await expect(tabOf(page, 'Settings')).toHaveAttribute('aria-selected', 'true')
  await expect(page.getByRole('region', { name: /^Setting esx\/network\/vmknics\/vmk0/ })).toBeVisible()
  // And back to the row.
  await page
    .getByRole('region', { name: /^Setting / })
    .getByRole('button', { name: 'Show in file', exact: true })
    .click()
  await expect(tabOf(page, 'Content')).toHaveAttribute('aria-selected', 'true')
  await expect(filter(page)).toHaveValue('')
  await expect(grid(page).getByRole('row', { name: /vmk0/ }).first()).toBeInViewport()
})

test('by keys alone: cells, order, a secret that is shown only when asked for, what the file is', async ({
  page,
  folder,
}) => {
  const { keyboard } = page
  await open(page, (await writeBackup(folder, 'esxi-8.0')).path)
  await show(page, store)
  await table(page).selectOption('Config')
  await filter(page).fill('password_hash')
  await filter(page).press('ArrowDown')
  await expect(grid(page)).toBeFocused()
  await expect(page.getByText(/^\d+ of \d+ rows?$/)).toBeVisible()
  const columns = await grid(page).getByRole('columnheader').allTextContents()
  for (let at = 0; at < columns.indexOf('UserValue'); at++) await keyboard.press('ArrowRight')
  await expect(active(page)).toContainText('••••••••')
  await keyboard.press('Enter')
  await expect(cell(page)).toContainText('"password_hash": "••••••••"')
  await cell(page).getByRole('button', { name: 'Show', exact: true }).press('Enter')
  await expect(cell(page)).toContainText('$6$')
  await expect(cell(page).getByRole('button', { name: 'Hide', exact: true })).toBeFocused()
  await keyboard.press('Escape')
  await expect(cell(page)).toHaveCount(0)
  await expect(grid(page)).toBeFocused()
  await keyboard.press('Home')
  await keyboard.press('ArrowUp')
  await keyboard.press('Enter')
  await expect(active(page)).toHaveAttribute('aria-sort', 'ascending')
  await keyboard.press('/')
  await expect(filter(page)).toBeFocused()
  await page.getByRole('button', { name: 'Structure' }).press('Enter')
  await expect(page.getByRole('region', { name: 'Structure' })).toContainText('ok, says SQLite')
  await expect(page.getByRole('region', { name: 'Structure' })).toContainText('CREATE TABLE Config')
  expect(await complaintsOf(page)).toEqual([])
})

test('the rows that the filter leaves are saved as CSV and as JSON, secrets hidden', async ({ page, folder }) => {
  await open(page, (await writeBackup(folder, 'esxi-8.0')).path)
  await show(page, store)
  await table(page).selectOption('Config')
  await filter(page).fill('password_hash')
  await expect(page.getByText(/^\d+ of \d+ rows?$/)).toBeVisible()
  const shown = (await grid(page).getByRole('row').count()) - 1
  for (const form of ['CSV', 'JSON'] as const) {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: `Save as ${form}` }).click(),
    ])
    expect(download.suggestedFilename()).toBe(`Config.${form.toLowerCase()}`)
    const saved = readFileSync(await download.path(), 'utf8')
    expect(saved).toContain('user_accounts')
    expect(saved).toContain('••••••••')
    expect(saved).not.toContain('$6$')
    if (form === 'JSON') expect(JSON.parse(saved)).toHaveLength(shown)
    await expect(page.getByText(/^\d+ rows? saved\. Secrets are hidden/).first()).toBeVisible()
  }
})

test('a value of a row is changed, a row added and one removed, raw; each is one step that the changes show', async ({
  page,
  folder,
}) => {
  await open(page, (await writeBackup(folder, 'esxi-8.0')).path)
  await show(page, store)
  await table(page).selectOption('KVTable')
  await grid(page).getByRole('gridcell', { name: 'BOOT_MODE' }).click()
  await cell(page).getByRole('button', { name: 'Change…' }).click()
  const dialog = page.getByRole('dialog', { name: /^Change Key, row \d+$/ })
  await expect(dialog).toContainText('Raw: no schema is asked')
  await dialog.getByRole('combobox', { name: 'Kind of Key' }).selectOption('number')
  await expect(dialog.getByRole('alert')).toContainText('This is not a number')
  await dialog.getByRole('textbox', { name: 'Key' }).fill('5')
  await dialog.getByRole('button', { name: 'Change value' }).click()
  await expect(dialog.getByRole('alert')).toContainText('Key was declared TEXT, and this is a whole number')
  expect(await complaintsOf(page)).toEqual([])
  await dialog.getByRole('combobox', { name: 'Kind of Key' }).selectOption('text')
  await dialog.getByRole('textbox', { name: 'Key' }).fill('BOOT_WAY')
  await dialog.getByRole('button', { name: 'Change value' }).click()
  await expect(dialog).toHaveCount(0)
  await expect(grid(page).getByRole('gridcell', { name: 'BOOT_WAY' })).toBeVisible()
  await page.getByRole('button', { name: 'Add a row…' }).click()
  const adding = page.getByRole('dialog', { name: 'Add a row to KVTable' })
  await adding.getByRole('combobox', { name: 'Kind of Key' }).selectOption('text')
  await adding.getByRole('textbox', { name: 'Key', exact: true }).fill('NEW_KEY')
  await adding.getByRole('button', { name: 'Add row' }).click()
  await expect(grid(page).getByRole('gridcell', { name: 'NEW_KEY' })).toBeVisible()
  await grid(page).getByRole('gridcell', { name: 'IS_BOOT' }).click()
  await cell(page).getByRole('button', { name: 'Remove the row…' }).click()
  await page.getByRole('button', { name: 'Remove row', exact: true }).click()
  await expect(grid(page).getByRole('gridcell', { name: 'IS_BOOT' })).toHaveCount(0)
  await tabOf(page, 'Changes').click()
  await page
    .getByRole('treeitem', { name: /current-store-1/ })
    .or(page.getByRole('option', { name: /current-store-1/ }))
    .first()
    .click()
  const difference = page.getByRole('region', { name: 'Both sides' })
  await expect(difference).toContainText('KVTable, row 3: Key')
  await expect(difference).toContainText('BOOT_WAY')
  await expect(difference).toContainText('NEW_KEY')
  for (let step = 0; step < 3; step++) await page.getByRole('button', { name: /^Undo/ }).first().click()
  await expect(page.getByRole('button', { name: /^Undo/ }).first()).toBeDisabled()
})

test('by keys alone: F2 changes a value and shows a secret only when asked, Insert adds a row, Delete removes it', async ({
  page,
  folder,
}) => {
  const { keyboard } = page
  await open(page, (await writeBackup(folder, 'esxi-8.0')).path)
  await show(page, store)
  await table(page).selectOption('Config')
  await filter(page).fill('password_hash')
  await filter(page).press('ArrowDown')
  await expect(page.getByText(/^\d+ of \d+ rows?$/)).toBeVisible()
  const columns = await grid(page).getByRole('columnheader').allTextContents()
  for (let at = 0; at < columns.indexOf('UserValue'); at++) await keyboard.press('ArrowRight')
  await keyboard.press('F2')
  const dialog = page.getByRole('dialog', { name: /^Change UserValue, row/ })
  const value = dialog.getByRole('textbox', { name: 'UserValue' })
  await expect(value).toBeFocused()
  await expect(value).toHaveValue('')
  await expect(dialog).toContainText('holds a secret and is hidden')
  await dialog.getByRole('button', { name: 'Show', exact: true }).press('Enter')
  await expect(value).toHaveValue(/\$6\$/)
  await value.fill('{"name": 5}')
  await keyboard.press('Tab')
  await keyboard.press('Tab')
  await keyboard.press('Enter')
  await expect(dialog).toHaveCount(0)
  await expect(page.getByText(/^Done, but the schema of the backup does not allow it:/).first()).toBeVisible()
  await expect(grid(page)).toBeFocused()
  await table(page).selectOption('KVTable')
  await expect(grid(page).getByRole('gridcell', { name: 'BOOT_MODE' })).toBeVisible()
  await grid(page).focus()
  const rows = () => grid(page).getByRole('row')
  const before = await rows().count()
  await keyboard.press('Insert')
  await expect(page.getByRole('dialog', { name: 'Add a row to KVTable' })).toBeVisible()
  await keyboard.press('Escape')
  await expect(grid(page)).toBeFocused()
  await keyboard.press('Delete')
  await page.getByRole('button', { name: 'Remove row', exact: true }).press('Enter')
  await expect(rows()).toHaveCount(before - 1)
  await expect(grid(page)).toBeFocused()
})

test('what was scrolled to sideways stays there while one scrolls down and rows arrive', async ({ page, folder }) => {
  await page.setViewportSize({ width: 640, height: 400 })
  await open(page, (await writeBackup(folder, 'esxi-8.0')).path)
  await show(page, store)
  await table(page).selectOption('Config')
  await expect(page.getByText(/^\d+ rows$/)).toBeVisible()
  const scrolled = () => grid(page).evaluate(element => [element.scrollLeft, element.scrollTop])
  await grid(page).evaluate(element => Object.assign(element, { scrollLeft: 500 }))
  await grid(page).evaluate(element => Object.assign(element, { scrollTop: 900 }))
  await expect.poll(scrolled).toEqual([500, 900])
  await filter(page).fill('vmk0')
  await expect(page.getByText(/^\d+ of \d+ rows?$/)).toBeVisible()
  await expect.poll(async () => (await scrolled())[0]).toBe(500)
})
