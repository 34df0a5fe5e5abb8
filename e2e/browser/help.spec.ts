// The help, offline: from the palette, from the places where a question arises, and from page to page; by mouse and by keys.
import { join } from 'node:path'
import { writeBackup } from '../backups'
import { expect, test } from '../host'
import { run } from '../palette'
import { open, show, tabOf, tool } from '../window'
import { helpPageIds } from '../../shared/help/help-pages'

test('every page has its picture, and leads to others', async ({ page }) => {
  await run(page, 'Help: Help')
  const dialog = page.getByRole('dialog', { name: 'Help' })
  const choices = dialog.getByRole('navigation', { name: 'Pages of the help' }).getByRole('button')
  await expect(choices).toHaveCount(helpPageIds.length)
  for (const [index] of helpPageIds.entries()) {
    const title = (await choices.nth(index).textContent()) ?? ''
    await choices.nth(index).click()
    const article = dialog.getByRole('article', { name: title })
    await expect(article.getByRole('heading', { name: title })).toBeVisible()
    await expect(article.getByRole('img')).toHaveJSProperty('complete', true)
    expect(await article.getByRole('img').evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(
      100,
    )
  }
  await dialog.getByRole('button', { name: 'A lost password' }).click()
  await dialog.getByRole('article').getByRole('button', { name: 'Sealed by a TPM' }).click()
  await expect(dialog.getByRole('article', { name: 'Sealed by a TPM' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
})

test('is on the first screen, page by page, and in the tool bar of an open backup', async ({ page, folder }) => {
  const dialog = page.getByRole('dialog', { name: 'Help' })
  const steps = page.getByRole('region', { name: 'Step by step' }).getByRole('button')
  await expect(steps).toHaveCount(helpPageIds.length)
  for (const step of await steps.all()) {
    const title = (await step.textContent()) ?? ''
    await step.press('Enter')
    await expect(dialog.getByRole('article', { name: title }).getByRole('heading', { name: title })).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(step).toBeFocused()
  }
  await open(page, (await writeBackup(folder, 'esxi-6.7')).path)
  await tool(page, 'Help').click()
  await expect(dialog).toBeVisible()
})

test('by keys alone: from page to page with Tab and Enter', async ({ page }) => {
  await run(page, 'Help: Help')
  const dialog = page.getByRole('dialog', { name: 'Help' })
  await expect(dialog.getByRole('button', { name: 'A lost password' })).toBeFocused()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect(dialog.getByRole('article', { name: 'A wrong address' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
})

test('leads from the dialogs that raise the question, which stay as they are', async ({ page, folder }) => {
  await open(page, (await writeBackup(join(folder, 'a'), 'esxi-7.0.2')).path)
  await run(page, 'Edit: Change a password…')
  const password = page.getByRole('dialog', { name: 'Change a password' })
  await password.getByRole('button', { name: 'Help: a lost password' }).click()
  const help = page.getByRole('dialog', { name: 'Help' })
  await expect(help.getByRole('article', { name: 'A lost password' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(help).toBeHidden()
  await expect(password).toBeVisible()
  await page.keyboard.press('Escape')
  for (const [command, link, title] of [
    ['Edit: Change the management network…', 'Help: a wrong address', 'A wrong address'],
    ['Edit: Give the host another identity…', 'Help: new hardware', 'New hardware'],
    ['Edit: Renew certificate and keys…', 'Help: an expired certificate', 'An expired certificate'],
  ] as const) {
    await run(page, command)
    await page.getByRole('dialog').getByRole('button', { name: link }).click()
    await expect(help.getByRole('article', { name: title })).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(help).toBeHidden()
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toBeHidden()
  }
})

test('leads from what shows the host: its card, its network, checks and observations', async ({ page, folder }) => {
  await open(page, (await writeBackup(join(folder, 'a'), 'esxi-7.0.2')).path)
  const help = page.getByRole('dialog', { name: 'Help' })
  for (const [view, place, link, title] of [
    ['Host', 'Host', 'a forensic look', 'A forensic look'],
    ['Host', 'Identity', 'new hardware', 'New hardware'],
    ['Host', 'Management network', 'a wrong address', 'A wrong address'],
    ['Host', 'Access', 'a lost password', 'A lost password'],
    ['Host', 'Certificates', 'an expired certificate', 'An expired certificate'],
    ['Network', 'Network', 'a wrong address', 'A wrong address'],
    ['Checks', 'Checks', 'an expired certificate', 'An expired certificate'],
    ['Observations', 'Observations', 'a forensic look', 'A forensic look'],
    ['Observations', 'Observations', 'an expired certificate', 'An expired certificate'],
  ] as const) {
    await tabOf(page, view).click()
    const from = page.getByRole('region', { name: place, exact: true }).getByRole('button', { name: `Help: ${link}` })
    await from.first().click()
    await expect(help.getByRole('article', { name: title })).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(help).toBeHidden()
    await expect(from.first()).toBeFocused()
  }
  await run(page, 'File: Make a copy without secrets…')
  await page.getByRole('button', { name: 'Help: a copy for support' }).click()
  await expect(help.getByRole('article', { name: 'A copy for support' })).toBeVisible()
})

test('leads from a state that the TPM has sealed: banner, card and layer', async ({ page, folder }) => {
  await open(page, (await writeBackup(join(folder, 'a'), 'esxi-8.0-tpm')).path)
  const article = page.getByRole('article', { name: 'Sealed by a TPM' })
  const link = { name: 'Help: sealed by a TPM' }
  await page.getByRole('alert').getByRole('button', link).click()
  await expect(article).toBeVisible()
  await page.keyboard.press('Escape')
  await page.getByRole('region', { name: 'Security and licence' }).getByRole('button', link).click()
  await expect(article).toBeVisible()
  await page.keyboard.press('Escape')
  await show(page, 'local.tgz.ve')
  await page.getByRole('region', { name: 'Content' }).getByRole('button', link).click()
  await expect(article).toBeVisible()
})
