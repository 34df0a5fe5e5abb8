// The views of both panes: by their tabs, by number, by palette; what the middle pane shows after a row was chosen, and what goes with it.
import type { Page } from '@playwright/test'
import { writeBackup } from '../backups'
import { expect, test } from '../host'
import { search } from '../palette'
import { changes, editor, inspector, open, row, show, statusBar, tabOf, tool, tree } from '../window'

const layer = 'local.tgz.ve'

/** The keys that the tooltip of a tab names. */
async function keysOf(page: Page, view: 'Content' | 'Host'): Promise<string> {
  const tip = (await tabOf(page, view).getAttribute('data-tip')) ?? ''
  expect(tip).toMatch(/\(Ctrl\+\d\)$/)
  return `Control+${tip.at(-2)}`
}

test.beforeEach(async ({ page, folder }) => {
  await open(page, (await writeBackup(folder, 'esxi-7.0.2')).path)
})

test('a backup opens with its host in front; a row shows its content, and the host is one tab away', async ({
  page,
}) => {
  const card = page.getByRole('tabpanel', { name: 'Host' }).getByRole('region', { name: 'Host' })
  await expect(card).toContainText('esx01')
  await show(page, `${layer}!/etc/hosts`)
  await expect(editor(page)).toContainText('localhost')
  await expect(tabOf(page, 'Content')).toHaveAttribute('aria-selected', 'true')
  await editor(page).click()
  await page.keyboard.press('Control+End')
  await page.keyboard.type('198.51.100.7 mark')

  await tabOf(page, 'Host').click()
  await expect(card).toContainText('esx01')
  await expect(editor(page)).toHaveCount(0)
  await expect(tree(page)).toBeVisible()
  await tabOf(page, 'Content').click()
  await expect(editor(page)).toContainText('198.51.100.7 mark')

  // The row that is selected already leads back as well.
  await tabOf(page, 'Host').click()
  await row(page, `${layer}!/etc/hosts`).click()
  await expect(editor(page)).toContainText('198.51.100.7 mark')
})

test('Ctrl and a number show a view and put the focus into it, from wherever it was', async ({ page }) => {
  await show(page, `${layer}!/etc/hosts`)
  await editor(page).click()
  await page.keyboard.press('Control+2')
  await expect(page.getByRole('listbox', { name: 'Changes' })).toBeFocused()
  await page.keyboard.press('Control+1')
  await expect(tree(page)).toBeFocused()
  await page.keyboard.press(await keysOf(page, 'Host'))
  await expect(page.getByRole('tabpanel', { name: 'Host' }).locator('[data-pane-start]')).toBeFocused()
  await page.keyboard.press(await keysOf(page, 'Content'))
  await expect(editor(page)).toBeFocused()
})

test('F6 goes into the view that is in front', async ({ page }) => {
  await expect(tree(page)).toBeFocused()
  await page.keyboard.press('F6')
  await expect(page.getByRole('tabpanel', { name: 'Host' }).locator('[data-pane-start]')).toBeFocused()
  await page.keyboard.press('F6')
  await expect(statusBar(page).locator(':focus')).toBeVisible()
})

test('the tabs of the main pane are walked by arrows, around the ends', async ({ page }) => {
  const tabs = page.getByRole('tablist', { name: 'Main pane' })
  await expect(tabs).toMatchAriaSnapshot(`
    - tablist "Main pane":
      - tab "Content"
      - tab "Host" [selected]
  `)
  const titles = await tabs.getByRole('tab').allInnerTexts()
  await tabOf(page, 'Host').press('ArrowLeft')
  await expect(tabOf(page, 'Content')).toBeFocused()
  await expect(page.getByRole('tabpanel', { name: 'Content' })).toBeVisible()
  for (const title of titles.toReversed()) {
    await page.keyboard.press('ArrowLeft')
    await expect(tabs.getByRole('tab', { name: title, selected: true })).toBeFocused()
    await expect(page.getByRole('tabpanel', { name: title })).toBeVisible()
  }
})

test('the inspector is about an entry: beside a view it is away, and its button says why', async ({ page }) => {
  await expect(inspector(page)).toHaveCount(0)
  await expect(tool(page, 'Inspector')).toBeDisabled()
  await search(page, 'Inspector')
  await expect(page.getByRole('option', { name: /View: Inspector/ })).toContainText('Show the content first')
  await page.keyboard.press('Escape')
  await show(page, `${layer}!/etc/hosts`)
  await expect(inspector(page)).toBeVisible()
  await tabOf(page, 'Host').click()
  await expect(inspector(page)).toHaveCount(0)
})

test('a change that is chosen shows its difference, also from another view', async ({ page }) => {
  await show(page, `${layer}!/etc/hosts`)
  await page.keyboard.press('Delete')
  await expect(page).toHaveTitle(/^●/)
  await tabOf(page, 'Host').click()
  const list = await changes(page)
  await expect(page.getByRole('tabpanel', { name: 'Host' })).toBeVisible()
  await list.first().click()
  await expect(page.getByRole('region', { name: 'Difference' })).toContainText('hosts')
  await expect(tabOf(page, 'Changes')).toContainText('1')
})

test('another backup begins with its host again', async ({ page, folder }) => {
  await show(page, `${layer}!/etc/hosts`)
  await open(page, (await writeBackup(folder, 'esxi-6.7')).path)
  await expect(page.getByRole('tabpanel', { name: 'Host' })).toBeVisible()
  await expect(tabOf(page, 'Explorer')).toHaveAttribute('aria-selected', 'true')
})
