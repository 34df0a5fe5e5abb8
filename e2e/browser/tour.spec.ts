// The tour of five steps on the sample: by mouse and by keys alone, each step done in the window itself; skipped, remembered, taken again.
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { listenTo } from '../announced'
import { expect, startHost, test } from '../host'
import { run } from '../palette'
import { project } from '../places'
import { changes, download, tabOf, tool, tree } from '../window'

const strip = (page: Page): Locator => page.getByRole('region', { name: 'Tour' })
const button = (page: Page, name: string): Locator => strip(page).getByRole('button', { name })
const atStep = (page: Page, step: number) => expect(strip(page)).toContainText(`Step ${step} of 5`, { timeout: 30_000 })
const offer = (page: Page): Locator => page.getByRole('button', { name: 'Take the tour' })
const passwordDialog = (page: Page): Locator => page.getByRole('dialog', { name: 'Change a password' })
const settings = (page: Page): Locator => page.getByRole('tree', { name: 'Settings' })
const proof = (page: Page): Locator => page.getByRole('dialog', { name: 'Restore bundle built' })

/** How the line around a place of the step is drawn. */
const lineAround = (place: Locator) => place.evaluate(element => getComputedStyle(element).outlineStyle)

test('by mouse: each step is done in the window, and the next one comes by itself', async ({ page, folder }) => {
  test.setTimeout(180_000)
  await offer(page).click()
  await atStep(page, 1)
  const card = page.getByRole('region', { name: 'Host' })
  expect(await lineAround(card)).toBe('dashed')
  await card
    .getByRole('button', { name: /^Show where .* is read from/ })
    .first()
    .click()

  await atStep(page, 2)
  expect(await lineAround(tabOf(page, 'Settings'))).toBe('dashed')
  await tabOf(page, 'Settings').click()
  await page.getByRole('textbox', { name: 'Filter settings' }).fill('ntp')
  const found = settings(page).getByRole('treeitem', { name: 'log_level' })
  await expect(found).toHaveCount(1)
  await atStep(page, 2)
  await found.click()

  await atStep(page, 3)
  expect(await lineAround(tool(page, 'Command palette'))).toBe('dashed')
  await run(page, 'Edit: Change a password…')
  await passwordDialog(page).getByRole('textbox', { name: 'New password' }).fill('correct horse battery staple')
  await passwordDialog(page).getByRole('textbox', { name: 'The same again' }).fill('correct horse battery staple')
  await passwordDialog(page).getByRole('button', { name: 'Change' }).click()

  await atStep(page, 4)
  await expect(await changes(page)).toHaveCount(1)
  expect(await lineAround(tool(page, 'Undo'))).toBe('dashed')
  await tool(page, 'Undo').click()

  await atStep(page, 5)
  expect(await lineAround(tool(page, 'Build restore bundle'))).toBe('dashed')
  await tool(page, 'Redo').click()
  await expect(await changes(page)).toHaveCount(1)
  await tool(page, 'Build restore bundle').click()
  await download(page, join(folder, 'bundle.zip'), () =>
    page.getByRole('button', { name: 'Build and download' }).click(),
  )
  await expect(proof(page)).toContainText('etc/shadow')
  await proof(page).getByRole('button', { name: 'Done' }).click()

  await expect(strip(page)).toContainText('the way from a saved state to a restore bundle')
  await button(page, 'Finish').click()
  await expect(strip(page)).toHaveCount(0)
  await expect(page.locator('html')).not.toHaveAttribute('data-tour')
})

test('by keys alone: what each step asks is heard, “Show me” leads there, and F6 leads back', async ({
  page,
  folder,
}) => {
  test.setTimeout(180_000)
  const { keyboard } = page
  const announcements = await listenTo(page)
  const showMe = async () => {
    while (!(await button(page, 'Show me').evaluate(element => element === document.activeElement)))
      await keyboard.press('F6')
    await keyboard.press('Enter')
  }
  await run(page, 'Help: Take the tour')
  await atStep(page, 1)
  await expect(button(page, 'Show me')).toBeFocused()
  await announcements.heard(/^Step 1 of 5 This card /)
  await keyboard.press('Enter')
  await expect(page.getByRole('textbox', { name: 'Filter' })).toBeFocused()
  await keyboard.type('gateway')
  const source = page.getByRole('button', { name: 'Show where Gateway is read from' })
  while (!(await source.evaluate(element => element === document.activeElement))) await keyboard.press('Tab')
  await keyboard.press('Enter')

  await announcements.heard(/^Step 2 of 5 Open Settings/)
  await showMe()
  await expect(page.getByRole('textbox', { name: 'Filter settings' })).toBeFocused()
  await keyboard.type('log_level')
  await expect(page.getByRole('status').filter({ hasText: 'of 1,400 settings' })).not.toContainText('1,400 of')
  await keyboard.press('Enter')
  await expect(settings(page)).toBeFocused()
  await keyboard.press('End')
  await keyboard.press('Enter')

  await announcements.heard(/^Step 3 of 5 Open the command palette \(Ctrl\+K\)/)
  await showMe()
  await keyboard.type('password')
  await keyboard.press('Enter')
  await expect(passwordDialog(page).getByRole('textbox', { name: 'New password' })).toBeFocused()
  await keyboard.type('correct horse battery staple')
  await keyboard.press('Tab')
  await keyboard.type('correct horse battery staple')
  await keyboard.press('Enter')

  await announcements.heard(/^Step 4 of 5 Choose the file under Changes/)
  await expect(passwordDialog(page)).toHaveCount(0)
  await showMe()
  await expect(page.getByRole('listbox', { name: 'Changes' })).toBeFocused()
  await expect(page.getByRole('region', { name: 'Difference' })).toContainText('root')
  await keyboard.press('Control+z')

  await announcements.heard(/^Step 5 of 5 Bring the change back/)
  await showMe()
  await expect(tool(page, 'Redo')).toBeFocused()
  await keyboard.press('Enter')
  await expect(page.getByRole('listbox', { name: 'Changes' }).getByRole('option')).toHaveCount(1)
  await keyboard.press('Control+b')
  await expect(page.getByRole('button', { name: 'Build and download' })).toBeFocused()
  await download(page, join(folder, 'bundle.zip'), () => keyboard.press('Enter'))
  await expect(proof(page).getByRole('button', { name: 'Done' })).toBeFocused()
  await announcements.heard(/^That is the way from a saved state to a restore bundle/)
  await keyboard.press('Enter')
  await expect(proof(page)).toHaveCount(0)
  const finish = button(page, 'Finish')
  while (!(await strip(page).evaluate(element => element.contains(document.activeElement)))) await keyboard.press('F6')
  while (!(await finish.evaluate(element => element === document.activeElement))) await keyboard.press('Tab')
  await keyboard.press('Enter')
  await expect(strip(page)).toHaveCount(0)
  await expect(page.locator('[data-pane="side"] :focus')).toHaveCount(1)
})

test('Next and Back go through the steps, and whoever does nothing changes nothing', async ({ page }) => {
  await offer(page).click()
  await atStep(page, 1)
  await expect(button(page, 'Back')).toBeDisabled()
  for (const step of [2, 3, 4, 5]) {
    await button(page, 'Next').click()
    await atStep(page, step)
    await expect(button(page, 'Next')).toBeFocused()
  }
  await button(page, 'Back').click()
  await atStep(page, 4)
  await expect(page.getByRole('contentinfo').last()).toContainText('No changes')
})

test('skipped, it is not offered again, by the next start either, and can still be taken', async ({
  page,
  folder,
  host,
  complaints,
}) => {
  test.setTimeout(180_000)
  await offer(page).click()
  await atStep(page, 1)
  await run(page, 'Edit: Change a password…')
  await passwordDialog(page).getByRole('textbox', { name: 'New password' }).fill('correct horse battery staple')
  await passwordDialog(page).getByRole('textbox', { name: 'The same again' }).fill('correct horse battery staple')
  await page.keyboard.press('Enter')
  await expect(await changes(page)).toHaveCount(1)
  await button(page, 'Skip the tour').click()
  await expect(strip(page)).toHaveCount(0)
  await expect
    .poll(() => readdir(join(folder, 'host/data')), 'all that is written to the disk')
    .toEqual(['journal-key.json', 'tour.json'])

  await page.reload()
  await expect(page.getByRole('button', { name: 'Open the sample' })).toBeVisible()
  await expect(page.getByText('Version')).toBeVisible()
  await expect(offer(page)).toHaveCount(0)

  await page.goto('about:blank')
  await host.stop()
  const next = await startHost(join(folder, 'host'))
  await page.goto(next.url)
  await expect(page.getByText('Version')).toBeVisible()
  await expect(offer(page)).toHaveCount(0)
  await run(page, 'Help: Take the tour')
  await atStep(page, 1)
  await page.goto('about:blank')
  await next.stop()
  expect(complaints.filter(complaint => !complaint.startsWith(`request to ${next.origin}/`))).toEqual([])
  complaints.length = 0
})

const sample = test.extend({ hostOptions: { args: [join(project, 'out/sample/state.tgz')] } })

sample('the sample that a start opens by itself offers it too, and takes no for an answer', async ({ page }) => {
  await expect(strip(page)).toContainText('This is the sample')
  await expect(tree(page)).toBeFocused()
  await button(page, 'No, thanks').click()
  await expect(strip(page)).toHaveCount(0)
  await expect(tree(page)).toBeFocused()
})
