// "Here is the stick": its boot banks are shown side by side, one is opened, both are compared; by mouse and by keys.
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { bankFiles } from '../../testing/fixtures/disks/boot-disk'
import { makeBackup } from '../../testing/fixtures/backups'
import { expect, startHost, test } from '../host'
import { writeDisk, writeOldDisk } from '../disks'
import { drop, tool } from '../window'

test('a disk shows its boot banks; one is opened, its card says from which bank it is', async ({ page, folder }) => {
  await drop(page, await writeDisk(folder))
  const dialog = page.getByRole('dialog', { name: 'Boot banks of stick.img' })
  await expect(dialog).toBeVisible()
  await expect(dialog.getByRole('row', { name: 'Boots yes, by both rules no' })).toBeVisible()
  await expect(dialog.getByRole('row', { name: 'Build 8.0.2-0.0.22380479 7.0.2-0.0.17867351' })).toBeVisible()
  await expect(dialog.getByRole('row', { name: 'updated 4 3' })).toBeVisible()
  await expect(dialog.getByRole('row', { name: /^SHA-256 [0-9a-f]{64} [0-9a-f]{64}$/ })).toBeVisible()
  await expect(dialog).toContainText('Both rules that are known agree.')
  const partitions = dialog.getByRole('region', { name: 'Partitions' }).getByRole('listitem')
  await expect(partitions.filter({ hasText: 'BOOTBANK' })).toHaveCount(2)
  await expect(partitions.filter({ hasText: 'OSDATA' })).toHaveCount(1)
  await dialog.getByRole('button', { name: 'Open bank 2' }).click()
  await expect(page.getByRole('region', { name: 'Host' })).toBeVisible()
  await expect(page.getByText('bank 2 (partition 6, BOOTBANK2) of stick.img').first()).toBeVisible()
})

test('a folder with mounted banks is a disk as well, and so is one of them', async ({ browser, folder }) => {
  for (const [index, shape] of (['esxi-7.0.2', 'esxi-6.7'] as const).entries()) {
    const { bytes } = await makeBackup(shape)
    const bank = join(folder, 'mnt', `BOOTBANK${index + 1}`)
    await mkdir(bank, { recursive: true })
    const files = bankFiles({ state: bytes, bootstate: 0, updated: 4 - index, build: `7.0.${2 - index}-1` })
    for (const { name, content } of files) await writeFile(join(bank, name), content)
  }
  const page = await browser.newPage()
  const both = await startHost(join(folder, 'both'), { args: [join(folder, 'mnt')] })
  await page.goto(both.url)
  const dialog = page.getByRole('dialog', { name: 'Boot banks of mnt' })
  await expect(dialog.getByRole('row', { name: 'Build 7.0.2-1 7.0.1-1' })).toBeVisible()
  await dialog.getByRole('button', { name: 'Open bank 2' }).click()
  await expect(page.getByText('bank 2 (BOOTBANK2) of mnt').first()).toBeVisible()
  await both.stop()
  const one = await startHost(join(folder, 'one'), { args: [join(folder, 'mnt/BOOTBANK2')] })
  await page.goto(one.url)
  await page
    .getByRole('dialog', { name: 'Boot banks of BOOTBANK2' })
    .getByRole('button', { name: 'Open bank 1' })
    .click()
  await expect(page.getByText('bank 1 (BOOTBANK2) of BOOTBANK2').first()).toBeVisible()
  await page.close()
  await one.stop()
})

test('both banks are compared in one press of a button, and the dialog is left by Escape', async ({ page, folder }) => {
  const path = await writeDisk(folder)
  await drop(page, path)
  const dialog = page.getByRole('dialog', { name: 'Boot banks of stick.img' })
  await expect(dialog.getByRole('button', { name: 'Open bank 1' })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  await expect(page.getByText('Boot banks of')).toBeHidden()
  await drop(page, path)
  await dialog.getByRole('button', { name: 'Compare both' }).click()
  await expect(page.getByText(/^\d+ differences$|^\d+ of \d+ differences$/)).toBeVisible()
  await expect(page.getByText('state.tgz of bank 2 (partition 6, BOOTBANK2) of stick.img').first()).toBeVisible()
  await tool(page, 'Close').click()
  await drop(page, path)
  await expect(dialog.getByRole('button', { name: 'Open bank 1' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByText('bank 1 (partition 5, BOOTBANK1) of stick.img').first()).toBeVisible()
})

test('by keys alone: where the rules disagree both are told, the bank that VMware describes comes first, and both are compared', async ({
  page,
  folder,
}) => {
  const { keyboard } = page
  await drop(page, await writeOldDisk(folder))
  const dialog = page.getByRole('dialog', { name: 'Boot banks of old.img' })
  await expect(
    dialog.getByRole('row', { name: 'Boots by the highest "updated" alone yes, as VMware describes' }),
  ).toBeVisible()
  await expect(dialog.getByRole('row', { name: /^bootstate 3, .+ 0, / })).toBeVisible()
  await expect(dialog.getByRole('row', { name: /^boot.cfg written \d{4}-\d\d-\d\d .+ \d{4}-\d\d-\d\d / })).toBeVisible()
  await expect(dialog).toContainText('Both banks hold the same state.tgz.')
  await expect(dialog.getByRole('button', { name: 'Open bank 2' })).toBeFocused()
  await keyboard.press('Shift+Tab')
  await expect(dialog.getByRole('button', { name: 'Open bank 1' })).toBeFocused()
  await keyboard.press('Shift+Tab')
  await expect(dialog.getByRole('button', { name: 'Compare both' })).toBeFocused()
  await keyboard.press('Enter')
  await expect(page.getByText('state.tgz of bank 1 (partition 5', { exact: false }).first()).toBeVisible()
  await expect(page.getByRole('tab', { name: 'Compare', selected: true })).toBeVisible()
})
