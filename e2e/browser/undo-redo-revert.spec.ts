// Every edit can be taken back, one by one or all at once, and what is saved then is the opened file byte for byte.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { unpackState } from '../../testing/archives/outside-tools'
import { writeBackup } from '../backups'
import { expect, test } from '../host'
import { changes, chooseInMenu, editor, open, row, saveCopy, show, statusBar, tool } from '../window'

/** A text, a mode, a name, a removal: four steps of undo. */
async function editFourTimes(page: Page, layer: string): Promise<void> {
  await show(page, `${layer}!/etc/hosts`)
  await editor(page).click()
  await page.keyboard.press('Control+End')
  await page.keyboard.type('192.0.2.99\tjump.lab.example\n')
  await expect(statusBar(page)).toContainText('1 change,')

  await chooseInMenu(page, `${layer}!/etc/resolv.conf`, 'Change mode or T flag…')
  const mode = page.getByRole('dialog', { name: 'Mode of resolv.conf' })
  await mode.getByRole('checkbox', { name: /^T flag/ }).check()
  await mode.getByRole('button', { name: 'Set mode' }).click()
  await expect(statusBar(page)).toContainText('2 changes,')

  await chooseInMenu(page, `${layer}!/etc/ntp.conf`, 'Rename or move…')
  const rename = page.getByRole('dialog', { name: 'Rename or move ntp.conf' })
  await rename.getByRole('textbox', { name: 'New path' }).fill('etc/ntp.conf.old')
  await rename.getByRole('button', { name: 'Rename' }).click()
  await expect(statusBar(page)).toContainText('3 changes,')

  await chooseInMenu(page, `${layer}!/etc/random-seed`, 'Remove')
  await expect(statusBar(page)).toContainText('4 changes,')
}

/** Presses a button of the tool bar until it has nothing left to do; gives how often. */
async function pressOut(page: Page, name: 'Undo' | 'Redo'): Promise<number> {
  const other = tool(page, name === 'Undo' ? 'Redo' : 'Undo')
  let presses = 0
  while (await tool(page, name).isEnabled()) {
    await tool(page, name).click()
    presses += 1
    await expect(statusBar(page)).toContainText(name === 'Undo' ? left(4 - presses) : left(presses))
    await expect(other).toBeEnabled()
  }
  return presses
}

const left = (count: number) => (count === 0 ? 'No changes' : `${count} change`)

for (const [shape, layer] of [
  ['esxi-7.0.2', 'local.tgz.ve'],
  ['esxi-6.7', 'local.tgz'],
] as const) {
  test(`${shape}: undoing everything gives the opened bytes, redoing everything the edits again`, async ({
    page,
    folder,
  }) => {
    const backup = await writeBackup(folder, shape)
    await open(page, backup.path)
    await editFourTimes(page, layer)
    const edited = await saveCopy(page, join(folder, 'edited.tgz'))
    expect(edited.equals(backup.bytes)).toBe(false)

    expect(await pressOut(page, 'Undo')).toBe(4)
    await show(page, `${layer}!/etc/hosts`)
    await expect(editor(page)).not.toContainText('jump.lab.example')
    const undone = await saveCopy(page, join(folder, 'undone.tgz'))
    expect(undone.equals(backup.bytes)).toBe(true)
    expect(undone.equals(await readFile(backup.path)), 'the opened file itself was not written to').toBe(true)
    await expect(page).toHaveTitle('state.tgz — Bootbank')

    expect(await pressOut(page, 'Redo')).toBe(4)
    const redone = await saveCopy(page, join(folder, 'redone.tgz'))
    // An envelope is resealed with a fresh iv each time: there the members count.
    if (backup.encryption === 'absent') expect(redone.equals(edited)).toBe(true)
    expect(unpackState('GNU tar', redone)).toEqual(unpackState('GNU tar', edited))
  })
}

test('one change is reverted from the list, the others stay; then all of them, and undo brings them again', async ({
  page,
  folder,
}) => {
  const backup = await writeBackup(folder, 'esxi-6.7')
  await open(page, backup.path)
  await editFourTimes(page, 'local.tgz')

  const list = await changes(page)
  await expect(list).toHaveCount(4)
  await list.filter({ hasText: 'hosts' }).click()
  await page.getByRole('tabpanel').getByRole('button', { name: 'Revert', exact: true }).click()
  await expect(list).toHaveCount(3)
  await expect(list.filter({ hasText: 'hosts' })).toHaveCount(0)

  await list.filter({ hasText: 'random-seed' }).click()
  await page.keyboard.press('Delete')
  await expect(list).toHaveCount(2)
  await expect(row(page, 'local.tgz!/etc/random-seed')).toHaveCount(0)

  await page.getByRole('button', { name: 'Revert all' }).click()
  const question = page.getByRole('dialog', { name: 'Revert all changes?' })
  await expect(question).toContainText('2 entries go back')
  await question.getByRole('button', { name: 'Revert all' }).click()
  await expect(page.getByText('No changes').first()).toBeVisible()
  const reverted = await saveCopy(page, join(folder, 'reverted.tgz'))
  expect(reverted.equals(backup.bytes)).toBe(true)

  await tool(page, 'Undo').click()
  await expect(list).toHaveCount(2)
})

test('undo inside the editor takes back typing; the document follows it to no change at all', async ({
  page,
  folder,
}) => {
  const backup = await writeBackup(folder, 'esxi-6.7')
  await open(page, backup.path)
  await show(page, 'local.tgz!/etc/hosts')
  await editor(page).click()
  await page.keyboard.press('Control+End')
  await page.keyboard.type('typed')
  await expect(statusBar(page)).toContainText('1 change, not saved')
  await page.keyboard.press('Control+z')
  await expect(editor(page)).not.toContainText('typed')
  await expect(statusBar(page)).toContainText('No changes')
  await expect(page).toHaveTitle('state.tgz — Bootbank')
})
