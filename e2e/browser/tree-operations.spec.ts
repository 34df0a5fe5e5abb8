// What can be done with an entry, by context menu and inspector: each shows in the changes list, and in the saved file as GNU tar
// reads it, where everything else stays as it was.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { type Unpacked, unpackState } from '../../testing/archives/outside-tools'
import { type WrittenBackup, writeBackup, writeBytes } from '../backups'
import { expect, test } from '../host'
import {
  changes,
  chooseFile,
  chooseInMenu,
  download,
  editor,
  fact,
  inspector,
  open,
  row,
  saveCopy,
  show,
  statusBar,
  tabOf,
} from '../window'

const layer = 'local.tgz.ve'
const at = (path: string) => `${layer}!/${path}`

let backup: WrittenBackup

test.beforeEach(async ({ page, folder }) => {
  backup = await writeBackup(folder, 'esxi-7.0.2')
  await open(page, backup.path)
})

/** The changes list holds exactly this one. */
async function expectOneChange(page: Page, name: RegExp): Promise<void> {
  const list = await changes(page)
  await expect(list).toHaveCount(1)
  await expect(list).toHaveAccessibleName(name)
}

/** Saves, unpacks with GNU tar, and gives the members before and after. */
async function members(
  page: Page,
  folder: string,
): Promise<{ before: readonly Unpacked[]; after: readonly Unpacked[] }> {
  const saved = await saveCopy(page, join(folder, 'saved.tgz'))
  return { before: unpackState('GNU tar', backup.bytes), after: unpackState('GNU tar', saved) }
}

test('replacing a file gives it the bytes of another', async ({ page, folder }) => {
  const content = 'search replaced.example\nnameserver 192.0.2.53\n'
  const source = await writeBytes(folder, 'new-resolv.conf', content)
  await chooseFile(page, source, () => chooseInMenu(page, at('etc/resolv.conf'), 'Replace with file…'))
  await expect(page.getByText('Replaced the content of resolv.conf with new-resolv.conf.').last()).toBeVisible()
  await expect(editor(page)).toContainText('replaced.example')
  await expectOneChange(page, /^resolv\.conf, content changed/)
  const { before, after } = await members(page, folder)
  expect(after).toEqual(
    before.map(one => (one.name === 'etc/resolv.conf' ? { ...one, content: Buffer.from(content) } : one)),
  )
})

test('adding a file below a folder makes the folders it names', async ({ page, folder }) => {
  const source = await writeBytes(folder, 'banner.txt', 'Authorised use only.\n')
  await chooseFile(page, source, () => chooseInMenu(page, at('etc/vmware'), 'Add file here…'))
  const dialog = page.getByRole('dialog', { name: 'Add a file to vmware' })
  const name = dialog.getByRole('textbox', { name: 'Name' })
  await expect(name).toHaveValue('banner.txt')
  await name.fill('issue/today/banner.txt')
  await dialog.getByRole('button', { name: 'Add' }).click()
  await expect(dialog).toBeHidden()
  await expectOneChange(page, /^banner\.txt, added, local\.tgz\.ve!\/etc\/vmware\/issue\/today/)
  await expect(page.getByRole('region', { name: 'Difference' })).toContainText('Authorised use only.')
  await show(page, at('etc/vmware/issue/today/banner.txt'))
  await expect(row(page, at('etc/vmware/issue/today/banner.txt'))).toHaveAccessibleDescription(/added/)
  const { before, after } = await members(page, folder)
  expect(after.slice(0, -1)).toEqual(before)
  expect(after.at(-1)).toMatchObject({
    name: 'etc/vmware/issue/today/banner.txt',
    mode: 0o644,
    content: Buffer.from('Authorised use only.\n'),
  })
})

test('a name that is taken or cannot be held is refused at the field, and nothing changes', async ({
  page,
  folder,
}) => {
  const source = await writeBytes(folder, 'hosts', 'x\n')
  await chooseFile(page, source, () => chooseInMenu(page, at('etc'), 'Add file here…'))
  const dialog = page.getByRole('dialog', { name: 'Add a file to etc' })
  await dialog.getByRole('button', { name: 'Add' }).click()
  await expect(dialog.getByRole('alert')).toContainText('hosts')
  await dialog.getByRole('textbox', { name: 'Name' }).fill('../../outside')
  await dialog.getByRole('button', { name: 'Add' }).click()
  await expect(dialog.getByRole('alert')).toContainText('..')
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await expect(statusBar(page)).toContainText('No changes')
})

test('renaming moves an entry, and the list says from where', async ({ page, folder }) => {
  await chooseInMenu(page, at('etc/ntp.conf'), 'Rename or move…')
  const dialog = page.getByRole('dialog', { name: 'Rename or move ntp.conf' })
  await expect(dialog.getByRole('textbox', { name: 'New path' })).toHaveValue('etc/ntp.conf')
  await dialog.getByRole('textbox', { name: 'New path' }).fill('etc/ntp/ntp.conf')
  await page.keyboard.press('Enter')
  await expect(dialog).toBeHidden()
  await expectOneChange(page, /^ntp\.conf, renamed from local\.tgz\.ve!\/etc\/ntp\.conf, /)
  const { before, after } = await members(page, folder)
  expect(after).toEqual(before.map(one => (one.name === 'etc/ntp.conf' ? { ...one, name: 'etc/ntp/ntp.conf' } : one)))
})

test('removing offers the way back, and takes the entry out of the file', async ({ page, folder }) => {
  await chooseInMenu(page, at('etc/ntp.conf'), 'Remove')
  await expect(row(page, at('etc/ntp.conf'))).toHaveCount(0)
  await page.getByText('Removed ntp.conf.').last().waitFor()
  await page.getByRole('button', { name: 'Undo', exact: true }).last().click()
  await expect(row(page, at('etc/ntp.conf'))).toBeVisible()
  await expect(statusBar(page)).toContainText('No changes')

  await row(page, at('etc/ntp.conf')).click()
  await page.keyboard.press('Delete')
  await expectOneChange(page, /^ntp\.conf, removed/)
  await expect(page.getByText('This entry was removed')).toBeVisible()
  const { before, after } = await members(page, folder)
  expect(after).toEqual(before.filter(one => one.name !== 'etc/ntp.conf'))
})

test('the T flag is set and cleared in the inspector, mode and tree follow', async ({ page, folder }) => {
  await show(page, at('etc/resolv.conf'))
  await expect(fact(page, 'Mode')).toContainText('0644')
  await inspector(page).getByRole('button', { name: 'Change the mode' }).click()
  await inspector(page)
    .getByRole('checkbox', { name: /^T flag/ })
    .check()
  await expect(inspector(page).getByRole('textbox', { name: 'Octal mode' })).toHaveValue('01644')
  await inspector(page).getByRole('button', { name: 'Apply' }).click()
  await expect(fact(page, 'Mode')).toContainText('-rw-r--r-T')
  await expect(row(page, at('etc/resolv.conf'))).toHaveAccessibleDescription(/T flag/)
  await expectOneChange(page, /^resolv\.conf, mode 0644 → 01644/)
  await expect(page.getByRole('region', { name: 'Difference' })).toContainText(
    'Only the header of the entry has changed.',
  )
  const { before, after } = await members(page, folder)
  expect(after).toEqual(before.map(one => (one.name === 'etc/resolv.conf' ? { ...one, mode: 0o1644 } : one)))

  await tabOf(page, 'Explorer').click()
  await inspector(page).getByRole('button', { name: 'Change the mode' }).click()
  await inspector(page)
    .getByRole('checkbox', { name: /^T flag/ })
    .uncheck()
  await inspector(page).getByRole('button', { name: 'Apply' }).click()
  await expect(statusBar(page)).toContainText('No changes')
})

test('a mode is set bit by bit in its dialog, and a number that is not a mode is refused', async ({ page, folder }) => {
  await chooseInMenu(page, at('etc/resolv.conf'), 'Change mode or T flag…')
  const dialog = page.getByRole('dialog', { name: 'Mode of resolv.conf' })
  const octal = dialog.getByRole('textbox', { name: 'Octal mode' })
  await expect(octal).toHaveValue('0644')
  await octal.fill('0888')
  await expect(dialog.getByRole('alert')).toContainText('octal number from 0 to 07777')
  await expect(dialog.getByRole('button', { name: 'Set mode' })).toBeDisabled()
  await octal.fill('0640')
  await dialog.getByRole('group', { name: 'Others' }).getByRole('checkbox', { name: 'Read' }).check()
  await dialog.getByRole('group', { name: 'Owner' }).getByRole('checkbox', { name: 'Execute' }).check()
  await expect(octal).toHaveValue('0744')
  await dialog.getByRole('button', { name: 'Set mode' }).click()
  await expect(dialog).toBeHidden()
  await expectOneChange(page, /^resolv\.conf, mode 0644 → 0744/)
  const { before, after } = await members(page, folder)
  expect(after).toEqual(before.map(one => (one.name === 'etc/resolv.conf' ? { ...one, mode: 0o744 } : one)))
})

test('a mode typed before the present one is there is not written over by it', async ({ page }) => {
  await show(page, at('etc/resolv.conf'))
  await page.route(/node\.facts/, async route => {
    await new Promise(resolve => setTimeout(resolve, 1500))
    await route.continue()
  })
  await chooseInMenu(page, at('etc/resolv.conf'), 'Change mode or T flag…')
  const dialog = page.getByRole('dialog', { name: 'Mode of resolv.conf' })
  const octal = dialog.getByRole('textbox', { name: 'Octal mode' })
  const answered = page.waitForResponse(/node\.facts/)
  await octal.fill('0600')
  await answered
  await page.keyboard.press('Enter')
  await expect(dialog).toBeHidden()
  await expectOneChange(page, /^resolv\.conf, mode 0644 → 0600/)
})

test('one entry is saved to a file of its own', async ({ page, folder }) => {
  const to = join(folder, 'seed')
  const name = await download(page, to, () => chooseInMenu(page, at('etc/random-seed'), 'Save selected files…'))
  expect(name).toBe('random-seed')
  const member = backup.members.find(one => one.name === 'etc/random-seed')
  expect((await readFile(to)).equals(member?.content ?? new Uint8Array())).toBe(true)
  await expect(statusBar(page)).toContainText('No changes')
})

test('the inspector shows the facts of the header', async ({ page }) => {
  await show(page, at('etc/random-seed'))
  await expect(fact(page, 'Address')).toContainText(at('etc/random-seed'))
  await expect(fact(page, 'Mode')).toContainText('-rw------T')
  await expect(fact(page, 'T flag')).toContainText('Set')
  await expect(fact(page, 'User')).toHaveText('root (0)')
  await expect(fact(page, 'Header dialect')).toHaveText('gnu')
  await expect(fact(page, 'Size')).toContainText('512 bytes')
  await expect(fact(page, 'SHA-256')).toContainText(/[0-9a-f]{64}/)
  await expect(fact(page, 'Header at')).toContainText(/0x/)
})
