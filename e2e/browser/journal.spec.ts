// A program that is killed in the middle of editing: the next start has the changes, with undo and redo, and never gives them to another
// file. The host is started by the test itself, because it is killed.
import { readFileSync, writeFileSync } from 'node:fs'
import { once } from 'node:events'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { writeBackup } from '../backups'
import { exactDifference } from '../exact-difference'
import { expect, type Host, startHost, test as strictTest } from '../host'
import { run } from '../palette'
import { changes, editor, open, saveCopy, show, statusBar, tool, tree } from '../window'

// The page of a host that was killed complains that nobody answers, and the next host has another origin.
const test = strictTest.extend({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the parameters.
  complaints: async ({}, use) => use([]),
})

const hosts = 'local.tgz.ve!/etc/hosts'

/** Starts the program on the data of the run before it; `file` is given as an argument. */
async function start(page: Page, folder: string, file: string | null): Promise<Host> {
  const host = await startHost(join(folder, 'second'), file === null ? {} : { args: [file] })
  await page.goto(host.url)
  return host
}

/** Ends it as a power cut does. */
async function kill(host: Host): Promise<void> {
  const gone = once(host.process, 'exit')
  host.process.kill('SIGKILL')
  await gone
}

const notices = (page: Page) => page.getByRole('region', { name: 'Notices' })

async function typeInto(page: Page, text: string): Promise<void> {
  await show(page, hosts)
  await editor(page).click()
  await page.keyboard.press('Control+Home')
  await page.keyboard.type(text)
  await expect(statusBar(page)).toContainText('not saved')
}

test('is killed, and the next start goes on with the changes', async ({ page, folder }) => {
  const backup = await writeBackup(folder, 'esxi-7.0.2')
  const first = await start(page, folder, backup.path)
  await expect(statusBar(page)).toContainText('No changes')
  await typeInto(page, 'one ')
  await kill(first)

  const second = await start(page, folder, null)
  const section = page.getByRole('region', { name: 'Not saved when Bootbank ended' })
  await expect(section).toContainText('state.tgz')
  await expect(section).toContainText('1 edit')
  await expect(section).toContainText('Edit etc/hosts')
  await section.getByRole('button', { name: 'Go on' }).click()
  await expect(notices(page)).toContainText('1 edit of the earlier run')
  await expect(statusBar(page)).toContainText('1 change, not saved')
  await show(page, hosts)
  await expect(editor(page)).toContainText('one ')
  await tool(page, 'Undo').click()
  await expect(statusBar(page)).toContainText('No changes')
  await tool(page, 'Redo').click()
  // What is shown is done, and what is done is kept: before that the click is only a wish.
  await expect(statusBar(page)).toContainText('1 change, not saved')
  await kill(second)

  // And again, by opening the file: the offer comes by itself.
  const third = await start(page, folder, backup.path)
  const offer = page.getByRole('dialog', { name: 'state.tgz has changes that were not saved' })
  await expect(offer.getByRole('button', { name: 'Go on' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(statusBar(page)).toContainText('1 change, not saved')
  await expect(await changes(page)).toHaveCount(1)
  await third.stop()
})

test('is killed between two changes of the host, and what is saved in the end is both and nothing else', async ({
  page,
  folder,
}) => {
  const backup = await writeBackup(folder, 'esxi-7.0.2')
  const first = await start(page, folder, backup.path)
  await expect(tree(page)).toBeFocused()
  await run(page, 'Edit: Change a password…')
  const password = page.getByRole('dialog', { name: 'Change a password' })
  await expect(password.getByRole('textbox', { name: 'New password' })).toBeFocused()
  await page.keyboard.type('three Words of 2026')
  await page.keyboard.press('Tab')
  await page.keyboard.type('three Words of 2026')
  await page.keyboard.press('Enter')
  await expect(password).toHaveCount(0)
  await expect(statusBar(page)).toContainText('1 change, not saved')
  await kill(first)

  const second = await start(page, folder, backup.path)
  const offer = page.getByRole('dialog', { name: 'state.tgz has changes that were not saved' })
  await expect(offer.getByRole('button', { name: 'Go on' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(statusBar(page)).toContainText('1 change, not saved')
  await run(page, 'Edit: Change the management network…')
  const form = page.getByRole('dialog', { name: 'Change the management network' })
  const vlan = form.getByRole('textbox', { name: /^VLAN of/ })
  await vlan.fill('20')
  const make = page.getByRole('button', { name: 'Make the change' })
  await expect(make).toBeEnabled()
  await make.click()
  await expect(form).toHaveCount(0)
  await expect(statusBar(page)).toContainText('2 changes, not saved')
  const saved = join(folder, 'saved.tgz')
  await saveCopy(page, saved)
  expect(await exactDifference(backup.path, saved)).toEqual({
    entries: [
      'local.tgz.ve!/etc/shadow: content',
      'local.tgz.ve!/var/lib/vmware/configstore/backup/current-store-1: content',
    ],
    settings: { 'esx/network_vss/switches/vSwitch0#port_groups[Management Network].vlan_id': ['10', '20'] },
  })
  await second.stop()
})

test('another content in the place of the file does not get the changes, which can be forgotten', async ({
  page,
  folder,
}) => {
  const backup = await writeBackup(folder, 'esxi-7.0.2')
  const other = await writeBackup(join(folder), 'esxi-6.7')
  const first = await start(page, folder, backup.path)
  await typeInto(page, 'one ')
  await kill(first)
  writeFileSync(backup.path, readFileSync(other.path))

  const second = await start(page, folder, backup.path)
  await expect(statusBar(page)).toContainText('No changes')
  await expect(notices(page)).toContainText('the file has changed since')
  await page.getByRole('button', { name: 'Forget the changes' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Forget the changes' }).click()
  await second.stop()
  const third = await start(page, folder, null)
  await expect(page.getByRole('region', { name: 'Open a file' })).toBeVisible()
  await expect(page.getByRole('region', { name: 'Not saved when Bootbank ended' })).toHaveCount(0)
  await third.stop()
})

test('a file that changes on the disk while it is open is told, once for each change', async ({ page, folder }) => {
  const backup = await writeBackup(folder, 'esxi-7.0.2')
  const host = await start(page, folder, backup.path)
  await expect(statusBar(page)).toContainText('No changes')
  writeFileSync(backup.path, 'another content')
  await expect(notices(page)).toContainText('has changed on the disk since it was opened')
  await show(page, hosts)
  await expect(editor(page)).toBeVisible()
  await host.stop()
})

test('an upload is given to the page again, and has its changes back', async ({ page, folder }) => {
  const backup = await writeBackup(folder, 'esxi-7.0.2')
  const first = await start(page, folder, null)
  await open(page, backup.path)
  await typeInto(page, 'one ')
  await kill(first)
  const second = await start(page, folder, null)
  await expect(page.getByRole('button', { name: 'Choose the file' })).toBeVisible()
  await open(page, backup.path).catch(() => undefined)
  await page.getByRole('dialog').getByRole('button', { name: 'Go on' }).click()
  await expect(statusBar(page)).toContainText('1 change, not saved')
  await second.stop()
})
