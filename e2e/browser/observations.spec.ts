// An investigator's look: what the rules see and where, the entries by their times, and whether the file is still the one that was opened.
import { createHash } from 'node:crypto'
import { appendFileSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, test } from '../host'
import { writeBackup, writeBytes } from '../backups'
import { run } from '../palette'
import { file, hostFiles, tgz } from '../../testing/archives/small-backups'
import { open, tabOf, tree } from '../window'

const view = (page: Page) => page.getByRole('region', { name: 'Observations', exact: true })
const chart = (page: Page) => view(page).getByRole('slider', { name: 'Entries by their times (UTC)' })
const listed = (page: Page) => view(page).getByRole('list', { name: /entr(y|ies) from/ })

test('rules tell what they see, with the reason and the way to the place', async ({ page, folder }) => {
  await open(page, (await writeBackup(folder, 'esxi-8.0')).path)
  await run(page, 'View: Observations')
  await expect(view(page).getByRole('status').first()).toContainText(
    /\d+ observations of \d+ rules\. None is a verdict\./,
  )
  await expect(view(page).getByText('A key logs in without a password')).toBeVisible()
  await view(page).getByRole('textbox', { name: 'Filter observations' }).fill('authorized_keys')
  await expect(view(page).getByRole('heading', { level: 2 })).toHaveText([
    'Entries by their times (UTC)',
    'Keys that may log in',
  ])
  await view(page).getByRole('button', { name: 'Show', exact: true }).first().press('Enter')
  await expect(tabOf(page, 'Content')).toHaveAttribute('aria-selected', 'true')
  await expect(tree(page).getByRole('treeitem', { selected: true })).toHaveAccessibleName('authorized_keys')
  // What was asked for is still there.
  await tabOf(page, 'Observations').click()
  await expect(view(page).getByRole('textbox', { name: 'Filter observations' })).toHaveValue('authorized_keys')
  await view(page).getByRole('textbox', { name: 'Filter observations' }).fill('nothing has these words')
  await view(page).getByRole('button', { name: 'Clear the filter' }).click()
  await expect(view(page).getByText('A key logs in without a password')).toBeVisible()
})

const day = 86_400
const start = Date.UTC(2024, 0, 1) / 1000
/** Three days with files in them, then a gap, then one file more; one has no time. */
const dated = tgz([
  ...hostFiles.map(one => ({ ...one, mtime: start })),
  file('etc/second', 'x', { mtime: start + day }),
  file('etc/third', 'x', { mtime: start + 2 * day }),
  file('etc/last', 'x', { mtime: start + 100 * day }),
  file('etc/undated', 'x', { mtime: 0 }),
])

test('the timeline by keyboard alone: gaps, zoom, the entries of a bar', async ({ page, folder }) => {
  await open(page, await writeBytes(folder, 'files.tgz', dated))
  await run(page, 'View: Observations')
  await expect(view(page)).toContainText('1 say 1970')
  await expect(view(page)).toContainText('no entry for 3 months')
  await chart(page).focus()
  await page.keyboard.press('End')
  await expect(chart(page)).toHaveAttribute('aria-valuetext', /to 2024-04-10 00:00:01: 1 entry/)
  await page.keyboard.press('Enter')
  await expect(listed(page).getByRole('listitem').filter({ hasText: 'etc/last' })).toHaveText(
    /2024-04-10 00:00:00.*etc\/last/,
  )
  // Zoomed in at the first bar, the first three days are apart.
  await chart(page).focus()
  await page.keyboard.press('Home')
  for (let times = 0; times < 4; times++) await page.keyboard.press('+')
  await expect(chart(page)).toHaveAttribute('aria-valuetext', /^2024-01-01 00:00:00 to 2024-01-01/)
  await expect(view(page)).not.toContainText('no entry for 3 months')
  await page.keyboard.press('Enter')
  await expect(listed(page).getByRole('listitem').filter({ hasText: 'etc/hosts' })).toBeVisible()
  await expect(listed(page).getByRole('listitem').filter({ hasText: 'etc/second' })).toHaveCount(0)
  await listed(page)
    .getByRole('button', { name: /etc\/hosts/ })
    .press('Enter')
  await expect(tree(page).getByRole('treeitem', { selected: true })).toHaveAccessibleName('hosts')
  // Back, it is as it was left; all of it again by a button.
  await run(page, 'View: Observations')
  await expect(listed(page)).toBeVisible()
  await view(page).getByRole('button', { name: 'Close the list' }).press('Enter')
  await expect(listed(page)).toHaveCount(0)
  await view(page).getByRole('button', { name: 'All', exact: true }).press('Enter')
  await expect(view(page)).toContainText('no entry for 3 months')
})

test('the timeline by mouse: a click lists, a drag zooms', async ({ page, folder }) => {
  await open(page, await writeBytes(folder, 'files.tgz', dated))
  await tabOf(page, 'Observations').click()
  const box = (await chart(page).boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 }
  await page.mouse.click(box.x + 2, box.y + 40)
  await expect(listed(page).getByRole('listitem').filter({ hasText: 'etc/hosts' })).toBeVisible()
  await page.mouse.move(box.x + 1, box.y + 40)
  await page.mouse.down()
  await page.mouse.move(box.x + box.width / 10, box.y + 40, { steps: 5 })
  await page.mouse.up()
  await expect(view(page)).not.toContainText('no entry for 3 months')
  await expect(view(page).getByRole('button', { name: 'Zoom out' })).toBeEnabled()
  await page.keyboard.down('Control')
  await expect(async () => {
    await page.mouse.wheel(0, 100)
    await expect(view(page)).toContainText('no entry for 3 months', { timeout: 200 })
  }).toPass()
  await page.keyboard.up('Control')
})

test('the checksum is that of the file, and is read again on demand', async ({ page, folder }) => {
  const { path } = await writeBackup(folder, 'esxi-7.0.2')
  await open(page, path)
  await tabOf(page, 'Observations').click()
  await expect(view(page)).toContainText(createHash('sha256').update(readFileSync(path)).digest('hex'))
  await view(page).getByRole('button', { name: 'Read the file again' }).press('Enter')
  await expect(view(page)).toContainText('The file on the disk is still the same.')
})

/** A host that opens the file of the disk itself, not a copy that the page gave it. */
const withFile = test.extend<{ source: string }>({
  source: async ({ folder }, use) => use((await writeBackup(folder, 'esxi-7.0.2')).path),
  hostOptions: async ({ source }, use) => use({ args: [source] }),
})

withFile(
  'a file that changed since it was opened is told by its new checksum, and one that is gone as well',
  async ({ page, source }) => {
    await expect(tabOf(page, 'Observations')).toBeVisible()
    await tabOf(page, 'Observations').click()
    const sum = () => createHash('sha256').update(readFileSync(source)).digest('hex')
    const opened = sum()
    await expect(view(page)).toContainText(opened)
    const again = view(page).getByRole('button', { name: 'Read the file again' })
    await again.press('Enter')
    await expect(view(page)).toContainText('The file on the disk is still the same.')
    appendFileSync(source, 'x')
    await again.press('Enter')
    await expect(view(page)).toContainText(`The file on the disk is another one now: ${sum()}`)
    await expect(view(page)).toContainText(opened)
    rmSync(source)
    await again.press('Enter')
    await expect(view(page)).toContainText('The file is not there any more.')
  },
)

test('they are saved as a page that opens offline, and as lines of JSON', async ({ page, folder, browser }) => {
  const { path } = await writeBackup(folder, 'esxi-8.0')
  await open(page, path)
  await tabOf(page, 'Observations').click()
  const saved = async (format: string) => {
    const download = page.waitForEvent('download')
    await view(page).getByRole('button', { name: 'Save as…' }).press('Enter')
    await page.getByRole('menuitem', { name: format }).press('Enter')
    const at = join(folder, format.slice(0, 4))
    await (await download).saveAs(at)
    return at
  }
  const lines = readFileSync(await saved('JSON, one observation a line'), 'utf8')
    .trim()
    .split('\n')
  const rules = lines.map(line => (JSON.parse(line) as { rule: string }).rule)
  expect(rules).toContain('authorized-keys')
  const html = readFileSync(await saved('A page that opens offline and prints'), 'utf8')
  const context = await browser.newContext({ offline: true })
  const report = await context.newPage()
  await report.setContent(html)
  await expect(report.getByRole('heading', { level: 1 })).toHaveText('What an investigator would look at')
  await expect(report.getByRole('heading', { name: 'Keys that may log in' })).toBeVisible()
  await expect(report.locator('body')).toContainText(createHash('sha256').update(readFileSync(path)).digest('hex'))
  expect(await report.locator('svg rect').count()).toBeGreaterThan(1)
  expect((await new AxeBuilder({ page: report }).setLegacyMode().analyze()).violations).toEqual([])
  await context.close()
})
