// Texts that are too large for an editor: many lines, and one line, by keys alone; what is found, and what is hidden.
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { file, tgz } from '../../testing/archives/small-backups'
import { writeBytes } from '../backups'
import { expect, test } from '../host'
import { open, show } from '../window'

const content = (page: Page) => page.getByRole('region', { name: 'Content' })
const grid = (page: Page) => content(page).getByRole('grid', { name: /^Text of / })
const current = (page: Page) => grid(page).getByRole('row', { selected: true })
const path = 'local.tgz!/var/large.txt'

/** A backup with one large text, which does not deflate so well that it passes for a bomb. */
async function openText(page: Page, folder: string, text: string): Promise<void> {
  const inner = tgz([file('etc/hosts', '127.0.0.1 localhost\n'), file('var/large.txt', text)])
  await open(page, await writeBytes(join(folder, 'large'), 'state.tgz', tgz([file('local.tgz', inner)])))
  await show(page, path)
}

const lineOf = (index: number) =>
  `line ${index + 1} says what the others say, too: ${'nothing, '.repeat(7)}nothing at all`
const hash = `$6$plantedsalt$${'pLANTEDhash'.repeat(8).slice(0, 86)}`

/** 180,000 lines, more than an editor takes. */
function manyLines(): string {
  const lines = Array.from({ length: 180_000 }, (_, index) => lineOf(index))
  lines[99_999] = `user: ${hash}`
  lines[120_000] = 'a needle is here'
  lines[150_000] = 'another Needle is there'
  return `${lines.join('\n')}\n`
}

test('a text of 180,000 lines is gone through by keys alone, with its secrets hidden', async ({ page, folder }) => {
  await openText(page, folder, manyLines())
  await expect(grid(page)).toContainText(lineOf(0))
  await expect(content(page)).toContainText('180,000 lines')
  await grid(page).focus()
  await page.keyboard.press('Control+End')
  await expect(current(page)).toContainText(lineOf(179_999))
  await expect(current(page)).toBeInViewport()
  await page.keyboard.press('ArrowUp')
  await expect(current(page)).toContainText(lineOf(179_998))

  await page.keyboard.press('Control+g')
  const field = content(page).getByRole('textbox', { name: 'Go to line' })
  await expect(field).toBeFocused()
  await page.keyboard.type('900000')
  await page.keyboard.press('Enter')
  await expect(content(page).getByRole('alert')).toHaveText('The last line is 180,000.')
  await field.fill('100,000')
  await page.keyboard.press('Enter')
  await expect(current(page)).toContainText('user: ••••••••')
  await expect(content(page)).not.toContainText('pLANTED')
  await expect(grid(page)).toBeFocused()

  // Back where it was, after a look at another file.
  await show(page, 'local.tgz!/etc/hosts')
  await show(page, path)
  await expect(current(page)).toContainText('user: ••••••••')
})

test('what is found in a large text is gone to, forth and back, by keys alone', async ({ page, folder }) => {
  await openText(page, folder, manyLines())
  await expect(content(page)).toContainText('180,000 lines')
  await grid(page).focus()
  await page.keyboard.press('Control+f')
  const search = content(page).getByRole('search', { name: 'Find in this text' })
  await expect(search.getByRole('textbox')).toBeFocused()
  await page.keyboard.type('needle is')
  await expect(search.getByRole('status')).toHaveText('1 of 2')
  await expect(current(page)).toContainText('a needle is here')
  await page.keyboard.press('Enter')
  await expect(current(page)).toContainText('another Needle is there')
  await expect(current(page)).toBeInViewport()
  await page.keyboard.press('Shift+Enter')
  await expect(current(page)).toContainText('a needle is here')
  await search.getByRole('button', { name: 'Match case' }).press('Enter')
  await expect(search.getByRole('status')).toHaveText('1 of 1')
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze()
  expect(violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))).toEqual([])
  await search.getByRole('textbox').press('Escape')
  await expect(search).toBeHidden()
  await expect(grid(page)).toBeFocused()
})

test('one line of 17 MB is shown in parts: by keys to its end, to a byte of it, and to what is found in it', async ({
  page,
  folder,
}) => {
  const bytes = 17_000_000
  const pieces: string[] = []
  for (let index = 0, length = 0; length < bytes; index++) {
    const piece = `${((index * 2654435761) % 4294967296).toString(36).slice(0, 3)},`
    pieces.push(piece)
    length += piece.length
  }
  const text = pieces.join('')
  const marked = `${text.slice(0, 10_000_000)}needle${text.slice(10_000_006, bytes)}`
  await openText(page, folder, marked)
  await expect(current(page)).toContainText(marked.slice(0, 1024))
  await expect(content(page)).toContainText('1 line')
  await grid(page).focus()
  await page.keyboard.press('ArrowDown')
  await expect(current(page)).toContainText(marked.slice(1024, 2048))
  await expect(content(page)).toContainText('Part of the line2, from byte 1,025')
  await page.keyboard.press('Control+End')
  await expect(current(page)).toContainText(marked.slice(Math.floor((bytes - 1) / 1024) * 1024))
  await page.keyboard.press('Control+g')
  await page.keyboard.type('1:14000000')
  await page.keyboard.press('Enter')
  const start = Math.floor(13_999_999 / 1024) * 1024
  await expect(current(page)).toContainText(marked.slice(start, start + 1024))
  await page.keyboard.press('Control+ArrowUp')
  await expect(current(page)).toContainText(marked.slice(0, 1024))
  await page.keyboard.press('Control+f')
  await page.keyboard.type('needle')
  await expect(current(page)).toContainText('needle')
  await expect(current(page)).toBeInViewport()
})
