// The command palette, the help on the keyboard, and what is announced on the way.
import { readFile as read } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { commandIds, commandTable } from '../../shared/commands/commands'
import { categoryTitles } from '../../shared/commands/titles'
import { listenTo } from '../announced'
import { writeBackup, writeBytes } from '../backups'
import { expect, test } from '../host'
import { activeOption, field, palette, run, search } from '../palette'
import { addedLine, editedKey, proveZip, typed } from '../restore-journey'
import {
  changeValue,
  chooseFile,
  download,
  editor,
  focusedRow,
  inspector,
  open,
  row,
  show,
  statusBar,
  tool,
  tree,
  walkTo,
  drawn,
  fieldWithFocus,
} from '../window'

const layer = 'local.tgz.ve'
const labels = commandIds
  .filter(id => id !== 'palette')
  .map(id => `${categoryTitles[commandTable[id].category]}: ${commandTable[id].title}`)

const background = (page: Page) => page.evaluate(() => getComputedStyle(document.body).backgroundColor)
const options = (page: Page) => palette(page).getByRole('option')

test('on the welcome screen it lists what can be done there, and its button opens it too', async ({ page }) => {
  const button = page.getByRole('button', { name: 'Command palette' })
  await button.click()
  await expect(field(page)).toBeFocused()
  await expect(options(page)).toHaveText([
    /^File: Open…/,
    'File: Open the sample',
    'View: Dense spacing',
    'View: Comfortable spacing',
    'Theme: Follow the system',
    'Theme: Dark',
    'Theme: Light',
    'Theme: High contrast',
    'Help: Help',
    'Help: Take the tour',
    /^Help: Keyboard shortcuts/,
    'Help: About Bootbank',
  ])
  await page.keyboard.press('Escape')
  await expect(palette(page)).toHaveCount(0)
  await expect(button).toBeFocused()
  await run(page, 'File: Open the sample')
  await expect(tree(page)).toBeFocused()
  await expect(page.getByRole('region', { name: 'Host' })).toContainText('esx01')
})

test('it is a combobox over a listbox: the focus stays in the field and names the option', async ({ page, folder }) => {
  const { keyboard } = page
  await open(page, (await writeBackup(folder, 'esxi-7.0.2')).path)
  await keyboard.press('Control+k')
  await expect(field(page)).toBeFocused()
  await expect(field(page)).toHaveAttribute('aria-expanded', 'true')
  const list = palette(page).getByRole('listbox', { name: 'Commands' })
  expect(await field(page).getAttribute('aria-controls')).toBe(await list.getAttribute('id'))
  await expect(activeOption(page)).toHaveAccessibleName('File: Open…, Ctrl+O')
  await expect(activeOption(page)).toHaveAttribute('aria-selected', 'true')
  await keyboard.press('ArrowUp')
  await expect(activeOption(page)).toHaveAccessibleName('Help: About Bootbank')
  await expect(activeOption(page)).toBeInViewport()
  await keyboard.press('ArrowDown')
  await keyboard.press('ArrowDown')
  await expect(activeOption(page)).toHaveAccessibleName('File: Open the sample')
  await keyboard.press('PageDown')
  await expect(activeOption(page)).not.toHaveAccessibleName('File: Open the sample')
  await expect(field(page)).toBeFocused()
  await keyboard.type('them dark')
  await expect(activeOption(page)).toHaveAccessibleName('Theme: Dark')
  await expect(activeOption(page).locator('mark')).toHaveText(['Them', 'Dark'])
  await keyboard.press('Control+k')
  await expect(palette(page)).toHaveCount(0)
  await expect(tree(page)).toBeFocused()
})

test('every command is in it: what cannot be run is last, says why, and is refused', async ({ page, folder }) => {
  await open(page, (await writeBackup(folder, 'esxi-7.0.2')).path)
  await page.keyboard.press('Control+k')
  const announcements = await listenTo(page)
  for (const label of labels) {
    await field(page).fill(label)
    await expect(options(page).filter({ hasText: label }).first()).toBeVisible()
  }
  await field(page).fill('Edit: Undo')
  await announcements.heard(/^\d+ commands?$/)
  const undo = palette(page)
    .getByRole('group', { name: 'Not available now' })
    .getByRole('option', { name: /^Edit: Undo/ })
  await expect(undo).toHaveAttribute('aria-disabled', 'true')
  await expect(undo).toContainText('There is nothing to undo.')
  await expect(options(page).last()).toHaveAttribute('aria-disabled', 'true')
  await announcements.forget()
  while ((await activeOption(page).getAttribute('id')) !== (await undo.getAttribute('id')))
    await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await announcements.heard('There is nothing to undo.')
  await expect(field(page)).toBeFocused()
  await field(page).fill('xyzzy')
  await expect(palette(page)).toContainText('No command matches.')
  await announcements.heard('No command matches.')
  await page.keyboard.press('Enter')
  await expect(field(page)).toBeFocused()
})

test('it gives the focus back to where it was, and what was used last comes first, also after a restart', async ({
  page,
  folder,
}) => {
  await open(page, (await writeBackup(folder, 'esxi-7.0.2')).path)
  await show(page, `${layer}!/etc/hosts`)
  await editor(page).click()
  await page.keyboard.press('Control+k')
  await page.keyboard.press('Escape')
  await expect(editor(page)).toBeFocused()
  const dark = await background(page)
  await run(page, 'Theme: Light')
  await expect(editor(page)).toBeFocused()
  expect(await background(page)).not.toBe(dark)
  await run(page, 'View: Wrap lines')
  await expect(page.getByRole('button', { name: 'Wrap lines' })).toHaveAttribute('aria-pressed', 'true')

  await page.reload()
  await drawn(page)
  await page.keyboard.press('Control+k')
  const last = palette(page).getByRole('group', { name: 'Recently used' }).getByRole('option')
  // Wrapping lines comes back once a text shows.
  await expect(last).toHaveText(['Theme: Light'])
  await page.keyboard.press('Escape')
  await open(page, (await writeBackup(folder, 'esxi-7.0.2')).path)
  await show(page, `${layer}!/etc/hosts`)
  await page.keyboard.press('Control+k')
  await expect(last).toHaveText([/^View: Wrap lines/, 'Theme: Light'])
  await expect(activeOption(page)).toHaveAccessibleName('View: Wrap lines, Alt+Z')
})

test('with an error card it opens another file, and over a question it stays away', async ({ page, folder }) => {
  const broken = await writeBytes(folder, 'broken.tgz', 'no archive at all')
  const announcements = await listenTo(page)
  await chooseFile(page, broken, () => run(page, 'File: Open…'))
  await announcements.heard(/^broken\.tgz was not opened/)
  const { path } = await writeBackup(folder, 'esxi-6.7')
  await chooseFile(page, path, () => run(page, 'File: Open…'))
  await expect(tree(page)).toBeFocused()
  await announcements.heard(/^Opened state\.tgz, \d+ entries\.$/)

  await chooseFile(page, broken, () => run(page, 'File: Open…'))
  const refusal = page.getByRole('dialog', { name: 'broken.tgz was not opened' })
  await expect(refusal).toBeVisible()
  await page.keyboard.press('Control+k')
  await expect(palette(page)).toHaveCount(0)
  await page.keyboard.press('Escape')
  await expect(refusal).toHaveCount(0)
  await expect(tree(page)).toBeFocused()
})

test('it acts on the row of the keyboard in the explorer, and says on which', async ({ page, folder }) => {
  const { keyboard } = page
  await open(page, (await writeBackup(folder, 'esxi-7.0.2')).path)
  await show(page, `${layer}!/etc/hosts`)
  await keyboard.press('ArrowDown')
  await expect(focusedRow(page)).toHaveAccessibleName('krb5.conf')
  await search(page, 'Entry: Remove')
  await expect(activeOption(page)).toHaveAccessibleName('Entry: Remove, krb5.conf, Delete')
  await keyboard.press('Escape')
  // In the text, what shows is meant and not where the arrows were left.
  await editor(page).click()
  await search(page, 'Entry: Remove')
  await expect(activeOption(page)).toHaveAccessibleName('Entry: Remove, hosts, Delete')
  await keyboard.press('Enter')
  await expect(row(page, `${layer}!/etc/hosts`)).toHaveCount(0)
  await expect(row(page, `${layer}!/etc/krb5.conf`)).toHaveCount(1)
})

test('a whole journey by the palette alone: open, rename, edit, compare, revert, undo, bundle, close', async ({
  page,
  folder,
}) => {
  const { keyboard } = page
  const backup = await writeBackup(folder, 'esxi-7.0.2')
  const announcements = await listenTo(page)
  await chooseFile(page, backup.path, () => run(page, 'File: Open…'))
  await announcements.heard(/^Opened state\.tgz, \d+ entries\.$/)
  await expect(tree(page)).toBeFocused()
  await walkTo(page, ['etc', 'vmware', 'esx.conf'])
  await keyboard.press('Enter')
  await expect(editor(page)).toBeVisible()

  await run(page, 'Go: Next pane')
  await expect(editor(page)).toBeFocused()
  await run(page, 'Edit: Find in this text')
  await expect(page.getByRole('textbox', { name: 'Find' })).toBeFocused()
  await keyboard.press('Escape')
  await changeValue(page, editedKey, typed)
  await announcements.heard('1 match')
  await run(page, 'Go: Go to line or offset…')
  await expect(page.locator('input:focus')).toBeVisible()
  await keyboard.type('1\n')
  await expect(editor(page)).toBeFocused()
  await keyboard.press('Control+End')
  await keyboard.type(`${addedLine}\n`)
  await expect(statusBar(page)).toContainText('1 change, not saved')

  await run(page, 'View: Explorer')
  await expect(tree(page)).toBeFocused()
  await run(page, 'Entry: Change mode or T flag…')
  await expect(page.getByRole('dialog', { name: 'Mode of esx.conf' })).toBeVisible()
  await keyboard.press('Escape')
  await expect(tree(page)).toBeFocused()
  await keyboard.press('Home')
  await keyboard.type('hosts')
  await run(page, 'Entry: Rename or move…')
  await expect(fieldWithFocus(page)).toBeVisible()
  await keyboard.type('hosts.old')
  await keyboard.press('Enter')
  await announcements.heard('Renamed hosts to etc/hosts.old.')
  await run(page, 'Edit: Undo')
  await announcements.heard(/^Undone: /)
  await run(page, 'Edit: Redo')
  await announcements.heard(/^Redone: /)

  await run(page, 'View: Changes')
  const list = page.getByRole('listbox', { name: 'Changes' })
  await expect(list).toBeFocused()
  await expect(list.getByRole('option')).toHaveCount(2)
  await keyboard.press('Home')
  while (
    (await list.getByRole('option', { selected: true }).getAttribute('aria-label'))?.startsWith('hosts') !== true
  ) {
    await keyboard.press('ArrowDown')
  }
  await run(page, 'Change: Revert')
  await announcements.heard(/^Reverted .*hosts\.old\.$/)
  await expect(list.getByRole('option')).toHaveCount(1)
  await run(page, 'Change: Next change')
  await announcements.heard(/^Change \d of \d$/)
  await run(page, 'View: Side by side')
  await run(page, 'View: Inspector')
  await expect(inspector(page)).toHaveCount(0)

  await run(page, 'File: Build restore bundle')
  const zip = join(folder, 'bundle.zip')
  await expect(page.getByRole('button', { name: 'Build and download' })).toBeFocused()
  await download(page, zip, () => keyboard.press('Enter'))
  await announcements.heard(/^The bundle was built and proven: /)
  await keyboard.press('Enter')
  await proveZip(zip, folder, backup.path, layer)
  await run(page, 'File: Close')
  await expect(page.getByRole('region', { name: 'Open a file' })).toBeVisible()
})

test('saving a copy, and what cannot be done by a key, are announced', async ({ page, folder }) => {
  await open(page, (await writeBackup(folder, 'esxi-6.7')).path)
  const announcements = await listenTo(page)
  await download(page, join(folder, 'copy.tgz'), () => run(page, 'File: Save a copy…'))
  await announcements.heard(/^Saved state\.tgz, read back and compared: /)
  await page.keyboard.press('Control+z')
  await announcements.heard('There is nothing to undo.')
})

test('a long operation is announced by quarters, not by every step', async ({ page, folder }) => {
  const network = await page.context().newCDPSession(page)
  await network.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 0,
    downloadThroughput: -1,
    uploadThroughput: 150_000,
  })
  const announcements = await listenTo(page)
  const { path } = await writeBackup(folder, 'esxi-7.0.2')
  const padded = await writeBytes(folder, 'long.tgz', Buffer.concat([await read(path), Buffer.alloc(900_000)]))
  await chooseFile(page, padded, () => page.keyboard.press('Control+o'))
  await announcements.heard(/^Reading long\.tgz: (25|50|75) %$/)
  await announcements.heard(/^Opened long\.tgz, \d+ entries\.$|^long\.tgz was not opened/)
  const told = (await announcements.all()).filter(said => said.includes(' %'))
  // Each quarter of a phase at most once.
  expect(new Set(told).size).toBe(told.length)
  await network.detach()
})

test('F1 shows every command with its keys, and the keys of each part of the window', async ({ page, folder }) => {
  await open(page, (await writeBackup(folder, 'esxi-7.0.2')).path)
  await page.keyboard.press('F1')
  const help = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
  for (const id of commandIds) {
    const name = commandTable[id].title.replace(/[.…]/g, '.')
    await expect(help.getByRole('rowheader', { name: new RegExp(`^${name}( \\(|$)`) }).first()).toBeAttached()
  }
  const keysOf = (table: string, does: string) =>
    help.getByRole('table', { name: table }).getByRole('row', { name: does }).getByRole('cell')
  await expect(keysOf('View', 'Command palette')).toHaveText('CtrlK')
  await expect(keysOf('Explorer', 'Next row, previous row')).toHaveText('↓↑')
  await expect(keysOf('Bytes', 'First byte, last byte of the file')).toHaveText('CtrlHomeCtrlEnd')
  const overflow = await help.evaluate(dialog => dialog.scrollWidth - dialog.clientWidth)
  expect(overflow).toBe(0)
  await page.keyboard.press('Escape')
  await expect(help).toHaveCount(0)
  await expect(tree(page)).toBeFocused()

  await run(page, 'Help: About Bootbank')
  const about = page.getByRole('dialog', { name: 'About Bootbank' })
  await expect(about).toContainText('Version')
  await expect(about).toContainText('Nothing leaves this machine')
  await page.keyboard.press('Enter')
  await expect(about).toHaveCount(0)
  await tool(page, 'Command palette').click()
  await expect(field(page)).toBeFocused()
  await page.mouse.click(20, 700)
  await expect(palette(page)).toHaveCount(0)
})

test('each command about an entry, a change and what shows does its work from the palette', async ({
  page,
  folder,
  context,
}) => {
  const { keyboard } = page
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await open(page, (await writeBackup(folder, 'esxi-7.0.2')).path)
  const announcements = await listenTo(page)
  const other = await writeBytes(folder, 'other.conf', 'server 192.0.2.99\n')
  const list = page.getByRole('listbox', { name: 'Changes' }).getByRole('option')

  await walkTo(page, ['etc', 'ntp.conf'])
  await keyboard.press('Enter')
  await expect(editor(page)).toBeVisible()
  await run(page, 'Entry: Copy')
  await announcements.heard(`Copied ${layer}!/etc/ntp.conf`)
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(`${layer}!/etc/ntp.conf`)
  const copy = join(folder, 'ntp.conf')
  await download(page, copy, () => run(page, 'Entry: Save selected files…'))
  expect(await read(copy, 'utf8')).toContain('server')
  await chooseFile(page, other, () => run(page, 'Entry: Replace with file…'))
  await announcements.heard('Replaced the content of ntp.conf with other.conf.')
  await expect(editor(page)).toContainText('192.0.2.99')

  await keyboard.press('ArrowLeft')
  await expect(focusedRow(page)).toHaveAccessibleName(/^etc/)
  await chooseFile(page, other, () => run(page, 'Entry: Add file here…'))
  await expect(page.getByRole('dialog', { name: 'Add a file to etc' })).toBeVisible()
  await keyboard.press('Enter')
  await announcements.heard('Added other.conf.')

  await keyboard.type('shadow')
  await expect(focusedRow(page)).toHaveAccessibleName('shadow')
  await keyboard.press('Enter')
  await expect(page.getByRole('button', { name: 'Show secrets' })).toBeVisible()
  await run(page, 'View: Show or hide secrets')
  await expect(page.getByRole('button', { name: 'Hide secrets' })).toBeVisible()
  await run(page, 'View: Show or hide secrets')
  await expect(page.getByRole('button', { name: 'Show secrets' })).toBeFocused()

  await run(page, 'View: Changes')
  await expect(list).toHaveCount(2)
  await keyboard.press('Home')
  await expect(
    page.getByRole('listbox', { name: 'Changes' }).getByRole('option', { selected: true }),
  ).toHaveAccessibleName(/^ntp\.conf/)
  await expect(page.getByRole('button', { name: 'Next change' })).toBeEnabled()
  await run(page, 'Change: Previous change')
  await announcements.heard(/^Change \d of \d$/)
  const pressed = (name: string) => page.getByRole('button', { name, pressed: true })
  for (const [command, button] of [
    ['View: Side by side', 'Side by side'],
    ['View: Hide unchanged lines', 'Hide unchanged lines'],
  ] as const) {
    const before = await pressed(button).count()
    await run(page, command)
    await expect(pressed(button)).toHaveCount(1 - before)
  }
  await run(page, 'Change: Show in explorer')
  await expect(tree(page)).toBeFocused()
  await expect(focusedRow(page)).toHaveAccessibleName(/^ntp\.conf/)

  await run(page, 'Change: Revert all')
  await expect(page.getByRole('dialog', { name: 'Revert all changes?' })).toBeVisible()
  await keyboard.press('Tab')
  await keyboard.press('Enter')
  await announcements.heard('Reverted 2 changes.')
  await expect(statusBar(page)).toContainText('No changes')
  await expect(tree(page)).toBeFocused()
  await run(page, 'Go: Previous pane')
  await expect(page.getByRole('toolbar', { name: 'Document' }).locator(':focus')).toBeVisible()
})
