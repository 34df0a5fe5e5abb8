// The welcome screen with its recent files and sample, and how the window remembers the way it was set up.
import type { Page } from '@playwright/test'
import { writeBackup } from '../backups'
import { expect, test as base } from '../host'
import { chooseFile, open, show, tool, tree } from '../window'

/** A host that was started with a file, as `npm start FILE` does. */
const test = base.extend({
  hostOptions: async ({ folder }, use) => {
    const { path } = await writeBackup(folder, 'esxi-6.7')
    await use({ args: [path] })
  },
})

test('a file given at the start is open at once, and among the recent files afterwards', async ({ page }) => {
  await expect(tree(page)).toBeVisible()
  await expect(page).toHaveTitle('state.tgz — Bootbank')
  await tool(page, 'Close').click()
  const recent = page.getByRole('region', { name: 'Recent files' })
  await recent.getByRole('button', { name: /^state\.tgz/ }).click()
  await expect(tree(page)).toBeVisible()
  await tool(page, 'Close').click()
  await recent.getByRole('button', { name: 'Clear the list of recent files' }).click()
  await expect(recent).toContainText('Files that you open are listed here.')
})

base('the welcome screen offers the sample, which opens', async ({ page }) => {
  await expect(page.getByRole('region', { name: 'Open a file' })).toContainText('Drop state.tgz here')
  await page.getByRole('button', { name: 'Open the sample' }).click()
  await expect(tree(page)).toBeVisible()
  await expect(page.getByRole('region', { name: 'Host' })).toContainText('esx01')
})

base('the open button asks the browser for a file', async ({ page, folder }) => {
  const { path } = await writeBackup(folder, 'esxi-7.0.2')
  await chooseFile(page, path, () => page.getByRole('button', { name: 'Open…' }).click())
  await expect(tree(page)).toBeVisible()
})

const background = (page: Page) =>
  page.evaluate(() => {
    const [red = 0] = getComputedStyle(document.body).backgroundColor.match(/\d+/g)?.map(Number) ?? []
    return red > 127 ? 'light' : 'dark'
  })

test('the theme follows the system until one is chosen, and the choice is remembered', async ({ page }) => {
  const choose = async (name: string) => {
    await tool(page, 'Theme').click()
    const item = page.getByRole('menu', { name: 'Theme' }).getByRole('menuitemradio', { name })
    await item.click()
    await expect(item).toBeHidden()
  }
  await expect(tree(page)).toBeVisible()
  expect(await background(page)).toBe('dark')
  await page.emulateMedia({ colorScheme: 'light' })
  await expect.poll(() => background(page)).toBe('light')

  await choose('Dark')
  await expect.poll(() => background(page)).toBe('dark')
  await page.reload()
  await expect.poll(() => background(page)).toBe('dark')
  await page
    .getByRole('region', { name: 'Recent files' })
    .getByRole('button', { name: /^state\.tgz/ })
    .click()
  await choose('Light')
  await expect.poll(() => background(page)).toBe('light')
  await page.emulateMedia({ colorScheme: 'dark' })
  expect(await background(page)).toBe('light')
  await choose('Follow the system')
  await expect.poll(() => background(page)).toBe('dark')
})

base('the panes are resized by mouse and keys, and the sizes are remembered', async ({ page, folder }) => {
  const { path } = await writeBackup(folder, 'esxi-7.0.2')
  await open(page, path)
  const widthOf = async () => Math.round((await tree(page).boundingBox())?.width ?? 0)
  const separator = page.getByRole('separator', { name: 'Width of the side pane' })
  const first = await widthOf()
  const box = await separator.boundingBox()
  if (box === null) throw new Error('the separator is not there')
  await page.mouse.move(box.x + box.width / 2, 400)
  await page.mouse.down()
  await page.mouse.move(box.x + 120, 400, { steps: 4 })
  await page.mouse.up()
  await expect.poll(widthOf).toBeGreaterThan(first + 80)

  const wide = await widthOf()
  await separator.focus()
  await page.keyboard.press('ArrowLeft')
  await expect.poll(widthOf).toBeLessThan(wide)
  const kept = await widthOf()
  await page.reload()
  await open(page, path)
  await expect.poll(widthOf).toBe(kept)
})

base('the inspector can be put away, and stays away', async ({ page, folder }) => {
  const { path } = await writeBackup(folder, 'esxi-7.0.2')
  await open(page, path)
  const inspector = page.getByRole('complementary', { name: 'Inspector' })
  await show(page, '')
  await expect(inspector).toBeVisible()
  await page.keyboard.press('Control+Alt+B')
  await expect(inspector).toHaveCount(0)
  await page.reload()
  await open(page, path)
  await show(page, '')
  await expect(inspector).toHaveCount(0)
  await tool(page, 'Inspector').click()
  await expect(inspector).toBeVisible()
})

base('a narrow window keeps everything within reach', async ({ page, folder }) => {
  await page.setViewportSize({ width: 900, height: 600 })
  const { path } = await writeBackup(folder, 'esxi-7.0.2')
  await open(page, path)
  await expect(page.getByRole('complementary', { name: 'Inspector' })).toHaveCount(0)
  for (const name of ['Open…', 'Save a copy…', 'Build restore bundle', 'Inspector', 'Theme', 'Close']) {
    await expect(tool(page, name)).toBeInViewport({ ratio: 1 })
  }
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  expect(overflow).toBe(0)
})
