// Knowing the host within ten seconds: its facts in groups, found by a filter, each leading to where it is read from.
import { writeBackup } from '../backups'
import { expect, test } from '../host'
import { open, tabOf } from '../window'

for (const shape of ['esxi-6.7', 'esxi-7.0.2', 'esxi-8.0'] as const) {
  test(`is SSH on, and who may log in: ${shape}`, async ({ page, folder }) => {
    const { path, host } = await writeBackup(folder, shape)
    await open(page, path)
    await tabOf(page, 'Host').click()
    const facts = page.getByRole('region', { name: 'Host' })
    await expect(facts.getByRole('heading', { level: 2 })).toHaveText(host.fqdn)
    const access = facts.getByRole('region', { name: 'Access' })
    await expect(access).toContainText('root, Admin, password set')
    await facts.getByRole('textbox', { name: 'Filter' }).fill('ssh service')
    await expect(facts.getByRole('region', { name: 'Storage' })).toHaveCount(0)
    await expect(access.getByRole('term').filter({ hasText: /^SSH service$/ })).toBeVisible()
    await expect(
      access
        .getByRole('definition')
        .filter({ hasText: /^(on|off)/ })
        .first(),
    ).toBeVisible()
  })
}

test('a fact leads to its line by the keyboard, and the facts follow an edit', async ({ page, folder }) => {
  const { path } = await writeBackup(folder, 'esxi-6.7')
  await open(page, path)
  await tabOf(page, 'Host').click()
  const facts = page.getByRole('region', { name: 'Host' })
  await facts.getByRole('textbox', { name: 'Filter' }).fill('host name')
  await facts.getByRole('button', { name: 'Show where Host name is read from' }).first().press('Enter')
  await expect(tabOf(page, 'Content')).toHaveAttribute('aria-selected', 'true')
  await expect(page.locator('.cm-activeLine')).toContainText('HostName')
})

test('what matters is shown first, and the rest is a press away', async ({ page, folder }) => {
  const { path } = await writeBackup(folder, 'esxi-7.0.2')
  await open(page, path)
  await tabOf(page, 'Host').click()
  const access = page.getByRole('region', { name: 'Access' })
  const before = await access.getByRole('term').count()
  const more = access.getByRole('button', { name: /^\d+ more: Access$/ })
  await more.press('Enter')
  expect(await access.getByRole('term').count()).toBeGreaterThan(before)
  await access.getByRole('button', { name: 'Show less: Access' }).press('Enter')
  await expect(access.getByRole('term')).toHaveCount(before)
  await expect(access.getByText('monitor, ReadOnly, password empty')).toBeVisible()
})
