// XML and JSON as they are in the file with the formatted text beside: cursor and scrolling in step, the path once, what is broken told with a
// way to it, the text edited where it stands, all by keyboard too.
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { stateWith } from '../backups'
import { expect, test } from '../host'
import { editor, open, show, statusBar } from '../window'

const content = (page: Page) => page.getByRole('region', { name: 'Content' })
const tab = (page: Page, name: string) => content(page).getByRole('tab', { name, exact: true })
const raw = (page: Page) => content(page).getByRole('region', { name: 'In the file' })
const formatted = (page: Page) => content(page).getByRole('region', { name: 'Formatted, read only' })
const formattedText = (page: Page) => content(page).getByRole('textbox', { name: /^Formatted text of / })
const activeLine = (page: Page) => formatted(page).locator('.cm-activeLine')
const path = (page: Page, text: string) => content(page).getByText(text, { exact: true })

const xml = '<root><service><ssh>on</ssh><ntp>off</ntp></service><service><ntp>other</ntp></service></root>'
const services = (count: number) => Array.from({ length: count }, (_, at) => `<service><id>s${at}</id></service>`)

test('the cursor of either text takes the other one along, and its path is told once', async ({ page, folder }) => {
  await open(page, await stateWith(folder, { 'etc/a.xml': xml }))
  await show(page, 'local.tgz!/etc/a.xml')
  await tab(page, 'Beside').click()
  await expect(formattedText(page).locator('.cm-line').nth(1)).toHaveText('  <service>')
  await formattedText(page).locator('.cm-line').filter({ hasText: '<ntp>other</ntp>' }).click()
  await expect(path(page, '/root/service[2]/ntp')).toHaveCount(1)
  await expect(raw(page).locator('.cm-counterpart')).toHaveText('</ntp>')
  await expect(content(page).locator('.cm-path')).toHaveCount(0)

  await editor(page).focus()
  await page.keyboard.press('Control+Home')
  for (let at = 0; at < '<root><service><ssh>o'.length; at++) await page.keyboard.press('ArrowRight')
  await expect(path(page, '/root/service[1]/ssh')).toHaveCount(1)
  await expect(activeLine(page)).toHaveText('    <ssh>on</ssh>')
  await expect(formatted(page).locator('.cm-counterpart')).toHaveText('on')
  await expect(raw(page).locator('.cm-counterpart')).toHaveCount(0)
  expect(await new AxeBuilder({ page }).setLegacyMode().analyze()).toMatchObject({ violations: [] })
})

test('what is typed in the text is formatted at once, also on the way through what is not JSON, and undone', async ({
  page,
  folder,
}) => {
  // No name tells that it is JSON: what is not yet whole is not JSON.
  await open(page, await stateWith(folder, { 'etc/state': '{"a":1}' }))
  await show(page, 'local.tgz!/etc/state')
  await tab(page, 'Beside').click()
  await expect(formattedText(page)).toContainText('"a": 1')
  await editor(page).focus()
  await page.keyboard.press('Control+End')
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.type(',"b":')
  await expect(content(page)).toContainText('this is nothing that can be formatted')
  await expect(editor(page)).toBeFocused()
  await page.keyboard.type('[2]')
  await expect(formattedText(page).locator('.cm-line')).toHaveText(['{', '  "a": 1,', '  "b": [', '    2', '  ]', '}'])
  await expect(editor(page)).toBeFocused()
  await expect(activeLine(page)).toHaveText('  ]')
  await expect(statusBar(page)).toContainText('1 change')
  // Typing is undone in pieces, by how quickly it was typed.
  await expect(async () => {
    await page.keyboard.press('Control+z')
    await expect(editor(page)).toHaveText('{"a":1}', { timeout: 300 })
  }).toPass()
  await expect(formattedText(page).locator('.cm-line')).toHaveText(['{', '  "a": 1', '}'])
})

test('what one is scrolled to, the other is scrolled to, on one line and on many', async ({ page, folder }) => {
  const all = services(600)
  await open(
    page,
    await stateWith(folder, {
      'etc/one.xml': `<root>${all.join('')}</root>`,
      'etc/many.xml': `<root>\n${all.join('\n')}\n</root>\n`,
    }),
  )
  /** The first number of a service that is seen in a pane. */
  const firstSeen = (pane: ReturnType<typeof raw>) =>
    pane.locator('.cm-scroller').evaluate(scroller => {
      const { top, left } = scroller.getBoundingClientRect()
      const lines = [...scroller.querySelectorAll('.cm-line')]
      for (const line of lines) {
        const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT)
        for (let node = walker.nextNode(); node; node = walker.nextNode()) {
          const range = document.createRange()
          range.selectNodeContents(node)
          const { bottom, right } = range.getBoundingClientRect()
          const number = /^s(\d+)$/.exec(node.nodeValue ?? '')?.[1]
          if (number !== undefined && bottom > top + 10 && right > left) return Number(number)
        }
      }
      return -1
    })
  for (const [address, tabToChoose] of [
    ['local.tgz!/etc/one.xml', true],
    // The choice is remembered for the kind.
    ['local.tgz!/etc/many.xml', false],
  ] as const) {
    await show(page, address)
    if (tabToChoose) await tab(page, 'Beside').click()
    await expect(tab(page, 'Beside')).toHaveAttribute('aria-selected', 'true')
    await expect(formattedText(page)).toContainText('s0')
    await formattedText(page).hover()
    await page.mouse.wheel(0, 9_000)
    await expect.poll(() => firstSeen(formatted(page))).toBeGreaterThan(100)
    await expect
      .poll(async () => Math.abs((await firstSeen(raw(page))) - (await firstSeen(formatted(page)))))
      .toBeLessThan(4)
    await editor(page).hover()
    await page.mouse.wheel(0, -60_000)
    await expect.poll(() => firstSeen(formatted(page))).toBe(0)
    await page.mouse.wheel(0, 400)
    await expect.poll(() => firstSeen(raw(page))).toBeGreaterThan(5)
    await expect
      .poll(async () => Math.abs((await firstSeen(raw(page))) - (await firstSeen(formatted(page)))))
      .toBeLessThan(4)
  }
})

test('by keys alone: chosen, gone through, searched in either text, and what is broken is gone to', async ({
  page,
  folder,
}) => {
  await open(page, await stateWith(folder, { 'etc/broken.json': '{"a": 1,\n  "b" 2}\n', 'etc/a.xml': xml }))
  await show(page, 'local.tgz!/etc/broken.json')
  await tab(page, 'Text').focus()
  await page.keyboard.press('ArrowRight')
  await expect(tab(page, 'Formatted')).toBeFocused()
  await page.keyboard.press('ArrowRight')
  await expect(tab(page, 'Beside')).toBeFocused()
  await expect(content(page)).toContainText(
    'Something is wrong at line 2, column 7 of the file. A colon must stand here.',
  )
  await content(page).getByRole('button', { name: 'Go to it' }).press('Enter')
  await expect(editor(page)).toBeFocused()
  await expect(raw(page).locator('.cm-activeLine')).toHaveText('  "b" 2}')
  await expect(formatted(page).locator('.cm-counterpart')).toHaveText('2')
  // Out of the editor, to the other text, which has the keys of every text.
  await page.keyboard.press('Escape')
  await page.keyboard.press('Tab')
  await expect(formattedText(page)).toBeFocused()
  await page.keyboard.press('Control+f')
  await expect(formatted(page).getByRole('textbox', { name: 'Find' })).toBeFocused()
  await expect(raw(page).getByRole('textbox', { name: 'Find' })).toHaveCount(0)
  await page.keyboard.press('Escape')
  await expect(formattedText(page)).toBeFocused()
  await expect(statusBar(page)).toContainText('No changes')
})

test('a window that is small has one over the other, one that is wide has them side by side', async ({
  page,
  folder,
}) => {
  await open(page, await stateWith(folder, { 'etc/a.xml': xml }))
  await show(page, 'local.tgz!/etc/a.xml')
  await tab(page, 'Beside').click()
  await expect(formattedText(page)).toContainText('<ssh>')
  const box = async (pane: ReturnType<typeof raw>) => (await pane.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 }
  for (const { size, stacked } of [
    { size: { width: 900, height: 600 }, stacked: true },
    { size: { width: 1600, height: 900 }, stacked: false },
  ]) {
    await page.setViewportSize(size)
    await expect.poll(async () => (await box(formatted(page))).y > (await box(raw(page))).y).toBe(stacked)
    const [one, other] = [await box(raw(page)), await box(formatted(page))]
    expect(Math.abs(one.width - other.width)).toBeLessThan(3)
    expect(Math.min(one.height, other.height)).toBeGreaterThan(120)
    expect(Math.min(one.width, other.width)).toBeGreaterThan(300)
    expect(await new AxeBuilder({ page }).setLegacyMode().analyze()).toMatchObject({ violations: [] })
  }
})

test('a secret is hidden in both texts, and shown in the file alone when it is asked for', async ({ page, folder }) => {
  await open(page, await stateWith(folder, { 'etc/a.json': '{"user":"a","password":"plantedpw","z":1}' }))
  await show(page, 'local.tgz!/etc/a.json')
  await tab(page, 'Beside').click()
  await expect(formattedText(page)).toContainText('"password": "••••••••"')
  await expect(editor(page)).toContainText('"password":"••••••••"')
  await content(page).getByRole('button', { name: 'Show secrets' }).press('Enter')
  await expect(editor(page)).toContainText('plantedpw')
  await expect(editor(page)).toBeFocused()
  await page.keyboard.press('Control+Home')
  for (let at = 0; at < '{"user":"a","password":"plan'.length; at++) await page.keyboard.press('ArrowRight')
  await expect(formatted(page).locator('.cm-counterpart')).toHaveText('"••••••••"')
  await expect(path(page, '$.password')).toHaveCount(1)
  await expect(formattedText(page)).not.toContainText('plantedpw')
  // What stands after it is still the same place in both.
  await page.keyboard.press('Control+End')
  await page.keyboard.press('ArrowLeft')
  await expect(formatted(page).locator('.cm-counterpart')).toHaveText('1')
})
