// Every view of a file by keys alone: found by its name, its tab reached and chosen, its content reached, and the way back to the tree.
import type { Page } from '@playwright/test'
import { fileViews, writeFileViews } from '../file-views'
import { expect, test } from '../host'
import { goToFile } from '../palette'
import { chooseFile, tree } from '../window'

const content = (page: Page) => page.getByRole('region', { name: 'Content' })

/** Presses a key until something in the content has the focus that fits. */
async function pressUntil(page: Page, key: string, fits: string, most: number): Promise<void> {
  const focused = content(page).locator(`${fits}:focus`)
  for (let times = 0; times < most; times++) {
    if ((await focused.count()) > 0) return
    await page.keyboard.press(key)
  }
  await expect(focused).toHaveCount(1)
}

test('every view of a file by keys alone', async ({ page, folder }) => {
  test.setTimeout(120_000)
  const { keyboard } = page
  const path = await writeFileViews(folder)
  await chooseFile(page, path, () => keyboard.press('Control+o'))
  await expect(tree(page)).toBeFocused()
  // A file that is shown already has nothing that tells when one has gone to it; what unfolds in a certificate has a journey of its own.
  const different = fileViews.filter(({ path: one }, at) => one !== fileViews[at - 1]?.path)
  for (const { name, path: address, tab, shows } of different) {
    if (tab === null) continue
    await test.step(name, async () => {
      await goToFile(page, address)
      await expect(tree(page)).toBeFocused()
      // That of the file before may have a tab of this name as well.
      await expect(content(page)).toContainText(`local.tgz!/${address}`)
      await expect(content(page).getByRole('tab', { name: tab, exact: true })).toBeVisible()
      // Into the content, to its tabs, to the one that is wanted, and past them into what it shows.
      await keyboard.press('F6')
      await expect(content(page).locator(':focus')).toHaveCount(1)
      // Out of an editor, in which the tabulator is a character.
      await keyboard.press('Escape')
      await pressUntil(page, 'Shift+Tab', '[role=tab]', 30)
      const tabs = content(page).getByRole('tab')
      const names = await tabs.allTextContents()
      const from = await tabs.evaluateAll(all => all.findIndex(one => one.getAttribute('aria-selected') === 'true'))
      for (let at = from; names[at % names.length] !== tab; at++) {
        await keyboard.press('ArrowRight')
        await expect(tabs.nth((at + 1) % names.length)).toHaveAttribute('aria-selected', 'true')
        await expect(tabs.nth((at + 1) % names.length)).toBeFocused()
      }
      await expect(content(page)).toContainText(shows)
      await pressUntil(page, 'Tab', '[role=tabpanel] *', 12)
      await keyboard.press('Shift+F6')
      await expect(tree(page)).toBeFocused()
    })
  }
})
