// How the window looks is the user's: high contrast, forced colours, density, less motion. And nothing moves by itself.
import type { Page } from '@playwright/test'
import { writeBackup } from '../backups'
import { expect, test } from '../host'
import { changes, editor, open, row, show, tool, tree } from '../window'

const layer = 'local.tgz.ve'
const html = (page: Page) => page.locator('html')

async function choose(page: Page, name: string): Promise<void> {
  await tool(page, 'Theme').click()
  const item = page.getByRole('menu', { name: 'Theme' }).getByRole('menuitemradio', { name })
  await item.click()
  await expect(item).toBeHidden()
}

/** What is drawn of an element, as the browser has computed it. */
const drawn = (page: Page, selector: string) =>
  page
    .locator(selector)
    .first()
    .evaluate(element => {
      const { color, backgroundColor, outlineStyle, outlineWidth, outlineColor, borderTopColor } =
        getComputedStyle(element)
      return { color, backgroundColor, outlineStyle, outlineWidth, outlineColor, borderTopColor }
    })

test('high contrast comes with the system’s wish for more contrast, or is chosen and remembered', async ({
  page,
  folder,
}) => {
  const { path } = await writeBackup(folder, 'esxi-7.0.2')
  await open(page, path)
  await expect(html(page)).toHaveAttribute('data-theme', 'dark')
  await page.emulateMedia({ contrast: 'more' })
  await expect(html(page)).toHaveAttribute('data-theme', 'contrast')
  expect((await drawn(page, 'body')).backgroundColor).toBe('rgb(0, 0, 0)')
  await choose(page, 'Light')
  await expect(html(page)).toHaveAttribute('data-theme', 'light')
  await page.emulateMedia({ contrast: 'no-preference' })
  await choose(page, 'High contrast')
  await expect(html(page)).toHaveAttribute('data-theme', 'contrast')
  await page.reload()
  await expect(html(page)).toHaveAttribute('data-theme', 'contrast')
})

test('comfortable spacing gives rows and type more room, keeps the place in the tree, and is remembered', async ({
  page,
  folder,
}) => {
  const { path } = await writeBackup(folder, 'esxi-7.0.2')
  await open(page, path)
  await show(page, `${layer}!/etc/hosts`)
  const heightOf = async () => (await row(page, `${layer}!/etc/hosts`).boundingBox())?.height
  const type = () => page.evaluate(() => getComputedStyle(document.body).fontSize)
  expect([await heightOf(), await type()]).toEqual([24, '13px'])
  await choose(page, 'Comfortable')
  await expect.poll(heightOf).toBe(30)
  expect(await type()).toBe('14px')
  // Rows stand where they are drawn: none over another.
  const tops = await tree(page)
    .getByRole('treeitem')
    .evaluateAll(rows => rows.map(shown => shown.getBoundingClientRect().top))
  const gaps = tops
    .toSorted((a, b) => a - b)
    .slice(1)
    .map((top, index) => Math.round(top - (tops.toSorted((a, b) => a - b)[index] ?? 0)))
  expect(new Set(gaps)).toEqual(new Set([30]))
  await expect(row(page, `${layer}!/etc/hosts`)).toBeInViewport()
  await page.reload()
  await expect(html(page)).toHaveAttribute('data-density', 'comfortable')
  await open(page, path)
  expect((await row(page, '').boundingBox())?.height).toBe(30)
  await choose(page, 'Dense')
  await expect.poll(async () => (await row(page, '').boundingBox())?.height).toBe(24)
})

test('forced colours keep focus, selection, pressed buttons, marks and icons in sight', async ({ page, folder }) => {
  await page.emulateMedia({ forcedColors: 'active' })
  await open(page, (await writeBackup(folder, 'esxi-7.0.2')).path)
  await show(page, `${layer}!/etc/hosts`)
  await editor(page).click()
  await page.keyboard.type('# ')
  await expect(page).toHaveTitle(/^●/)
  await tree(page).focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowUp')

  const ground = await drawn(page, 'body')
  const selected = await drawn(page, '[role="treeitem"][aria-selected="true"]')
  const other = await drawn(page, '[role="treeitem"][aria-selected="false"]')
  expect(selected.backgroundColor).not.toBe(other.backgroundColor)
  expect(selected.color).not.toBe(other.color)
  expect(selected.outlineStyle).toBe('solid')
  expect(selected.outlineColor).not.toBe(selected.backgroundColor)

  const pressed = await drawn(page, 'button[aria-pressed="true"]')
  expect(pressed.backgroundColor).not.toBe(ground.backgroundColor)
  expect(pressed.color).not.toBe(pressed.backgroundColor)
  // The mark of a change is a letter, its dot has a colour of the system; icons are drawn in the colour of the text.
  await expect(row(page, `${layer}!/etc/hosts`).getByTitle('changed')).toHaveText('M')
  const dot = page.getByRole('heading', { level: 1 }).getByRole('img', { name: 'Unsaved changes' })
  expect(await dot.evaluate(element => getComputedStyle(element).backgroundColor)).not.toBe(ground.backgroundColor)
  const icon = page.getByRole('toolbar', { name: 'Document' }).locator('button:enabled svg').first()
  expect(await icon.evaluate(element => getComputedStyle(element).stroke)).not.toBe(ground.backgroundColor)

  await tool(page, 'Save a copy…').focus()
  await page.keyboard.press('Tab')
  const focus = await drawn(page, ':focus-visible')
  expect([focus.outlineStyle, focus.outlineWidth]).toEqual(['solid', '2px'])
  expect(focus.outlineColor).not.toBe(ground.backgroundColor)

  const list = await changes(page)
  await list.first().click()
  const difference = page.getByRole('region', { name: 'Difference' })
  await expect(difference.locator('.cm-changedLine, .cm-insertedLine').first()).toBeVisible()
  const gutter = difference.locator('.cm-changedLineGutter').first()
  expect(await gutter.evaluate(element => getComputedStyle(element).backgroundColor)).not.toBe(ground.backgroundColor)
})

test('less motion means none', async ({ page, folder, host }) => {
  const moving = () =>
    page.evaluate(
      () =>
        document
          .getAnimations()
          .filter(
            ({ playState, effect }) => playState === 'running' && (effect?.getComputedTiming().duration ?? 0) !== 0,
          ).length,
    )
  await open(page, (await writeBackup(folder, 'esxi-7.0.2')).path)
  // Held still, the host leaves the bar of an unknown length on the screen.
  host.process.kill('SIGSTOP')
  await tool(page, 'Build restore bundle').click()
  await expect(page.getByRole('progressbar')).toBeVisible()
  expect(await moving()).toBeGreaterThan(0)
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await expect.poll(moving).toBe(0)
  host.process.kill('SIGCONT')
})

test('nothing moves by itself while the window starts and its panes load', async ({ page, folder }) => {
  await page.addInitScript(() => {
    const shifts: string[] = []
    Object.assign(window, { shifts })
    new PerformanceObserver(list => {
      for (const entry of list.getEntries()) {
        const { sources = [] } = entry as PerformanceEntry & { sources?: readonly { node: Node | null }[] }
        for (const { node } of sources)
          shifts.push(node instanceof Element ? node.outerHTML.slice(0, 200) : String(node?.textContent))
      }
    }).observe({ type: 'layout-shift', buffered: true })
  })
  const shifts = () => page.evaluate(() => (window as unknown as { shifts: string[] }).shifts)
  await page.reload()
  await expect(page.getByRole('region', { name: 'Recent files' })).toContainText('Files that you open are listed here.')
  await expect(page.getByRole('button', { name: 'Open the sample' })).toBeVisible()
  expect(await shifts()).toEqual([])

  await open(page, (await writeBackup(folder, 'esxi-7.0.2')).path)
  await show(page, `${layer}!/etc/hosts`)
  await expect(editor(page)).toContainText('localhost')
  const before = (await shifts()).length
  // By the keyboard from file to file of one kind: header, text and properties change in their places.
  for (const name of ['krb5.conf', 'ntp.conf', 'resolv.conf', 'hosts']) {
    await tree(page).focus()
    await page.keyboard.type(name)
    await page.keyboard.press('Enter')
    await expect(page.getByRole('region', { name: 'Content' }).getByRole('textbox')).toHaveAccessibleName(
      new RegExp(`${name}$`),
    )
  }
  expect((await shifts()).slice(before)).toEqual([])
})
