// Nothing unsaved is lost without a question: on leaving the page, on closing, on opening another file.
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { type WrittenBackup, writeBackup } from '../backups'
import { expect, test } from '../host'
import { drop, editor, open, saveCopy, show, statusBar, tool } from '../window'

let backup: WrittenBackup

test.beforeEach(async ({ page, folder }) => {
  backup = await writeBackup(folder, 'esxi-6.7')
  await open(page, backup.path)
})

async function edit(page: Page): Promise<void> {
  await show(page, 'local.tgz!/etc/hosts')
  await editor(page).click()
  await page.keyboard.press('Control+End')
  await page.keyboard.type('192.0.2.99\tjump.lab.example\n')
  await expect(page).toHaveTitle('● state.tgz — Bootbank')
  await expect(page.getByRole('heading', { level: 1 }).getByRole('img', { name: 'Unsaved changes' })).toBeVisible()
}

/** Reloads the page, which asks; the answer is to stay. */
async function expectQuestionOnLeaving(page: Page): Promise<void> {
  const asked = page.waitForEvent('dialog')
  // Answered only after the question is.
  const reloading = page.evaluate(() => window.location.reload())
  const question = await asked
  expect(question.type()).toBe('beforeunload')
  await question.dismiss()
  await reloading
}

test('leaving the page asks while there are unsaved changes, and not once they were saved', async ({
  page,
  folder,
}) => {
  await edit(page)
  await expectQuestionOnLeaving(page)
  await expect(editor(page)).toContainText('jump.lab.example')
  await saveCopy(page, join(folder, 'saved.tgz'))
  await expect(page).toHaveTitle('state.tgz — Bootbank')
  let asked = false
  page.once('dialog', question => {
    asked = true
    void question.accept()
  })
  await page.reload()
  await expect(page).toHaveTitle('Bootbank')
  expect(asked).toBe(false)
})

test('text that was typed this very moment counts as unsaved', async ({ page }) => {
  await show(page, 'local.tgz!/etc/hosts')
  await editor(page).click()
  await page.keyboard.type('x')
  await expectQuestionOnLeaving(page)
})

test('closing asks, and the answer counts', async ({ page }) => {
  await edit(page)
  await tool(page, 'Close').click()
  const question = page.getByRole('dialog', { name: 'Unsaved changes' })
  await expect(question).toContainText('state.tgz has changes that are not in a bundle or a copy yet')
  await expect(question.getByRole('button', { name: 'Cancel' })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(question).toBeHidden()
  await expect(editor(page)).toContainText('jump.lab.example')

  await tool(page, 'Close').click()
  await question.getByRole('button', { name: 'Discard and close' }).click()
  await expect(page.getByRole('region', { name: 'Recent files' })).toBeVisible()
  await expect(page).toHaveTitle('Bootbank')
})

test('opening another file asks, and the answer counts', async ({ page, folder }) => {
  const other = await writeBackup(folder, 'configBundle-6.7')
  await edit(page)
  await drop(page, other.path)
  const question = page.getByRole('dialog', { name: 'Unsaved changes' })
  await question.getByRole('button', { name: 'Cancel' }).click()
  await expect(page).toHaveTitle('● state.tgz — Bootbank')
  await expect(statusBar(page)).toContainText('1 change, not saved')

  await drop(page, other.path)
  await question.getByRole('button', { name: 'Discard and open' }).click()
  await expect(page).toHaveTitle(`${other.name} — Bootbank`)
  await expect(statusBar(page)).toContainText('No changes')
})

test('closing an unchanged document asks nothing', async ({ page }) => {
  await show(page, 'local.tgz!/etc/hosts')
  await tool(page, 'Close').click()
  await expect(page.getByRole('region', { name: 'Recent files' })).toBeVisible()
})
