// What is far beyond any host: a folder of 100,000 rows, a text of five megabytes.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { largeTextName, makeLarge } from '../../testing/fixtures/large'
import { unpackState } from '../../testing/archives/outside-tools'
import { expect, test } from '../host'
import { rowName, rowsFolder, writeHuge } from '../huge'
import { editor, focusedRow, open, row, saveCopy, show, statusBar, tree } from '../window'

test('a folder of 100,000 rows opens, scrolls, is searched by letters and edited', async ({ page, folder }) => {
  const { keyboard, mouse } = page
  await open(page, await writeHuge(folder, 100_000))
  await expect(statusBar(page)).toContainText('100,001 entries in 2 layers')
  await show(page, rowsFolder)
  await expect(row(page, `${rowsFolder}/${rowName(0)}`)).toHaveAttribute('aria-setsize', '100000')

  await keyboard.press('End')
  await expect(focusedRow(page)).toHaveAccessibleName(rowName(99_999))
  await expect(focusedRow(page)).toBeInViewport()
  await keyboard.press('Home')
  await keyboard.type('row-0500')
  await expect(focusedRow(page)).toHaveAccessibleName(rowName(50_000))
  await expect(focusedRow(page)).toBeInViewport()

  const shown = tree(page).getByRole('treeitem', { name: rowName(50_000) })
  await tree(page).hover()
  await mouse.wheel(0, 200_000)
  await expect(shown).not.toBeInViewport()
  const { length } = await tree(page).getByRole('treeitem').all()
  expect(length, 'rows that are drawn').toBeLessThan(150)

  await keyboard.press('Delete')
  await expect(statusBar(page)).toContainText('1 change, not saved')
  await expect(focusedRow(page)).toHaveAccessibleName(rowName(50_001))
})

test('a text of 5 MB is shown and edited, and nothing else of it changes', async ({ page, folder }) => {
  const path = join(folder, 'state.tgz')
  await makeLarge(path, { entries: 10, bytes: 100_000, textBytes: 5_000_000 })
  await open(page, path)
  await show(page, `local.tgz!/${largeTextName}`)
  await editor(page).click()
  await page.keyboard.press('Control+End')
  await page.keyboard.type('the last line')
  await expect(editor(page).getByText('the last line')).toBeVisible()
  await expect(statusBar(page)).toContainText('1 change, not saved')

  const saved = await saveCopy(page, join(folder, 'saved.tgz'))
  const before = unpackState('GNU tar', await readFile(path))
  const after = unpackState('GNU tar', saved)
  const edited = before.map(one =>
    one.name === largeTextName ? { ...one, content: Buffer.concat([one.content, Buffer.from('the last line')]) } : one,
  )
  expect(after.map(({ name, content }) => ({ name, size: content.length }))).toEqual(
    edited.map(({ name, content }) => ({ name, size: content.length })),
  )
  for (const [at, { name, content }] of edited.entries()) expect(after[at]?.content.equals(content), name).toBe(true)
})
