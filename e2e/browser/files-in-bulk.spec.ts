// Several rows of the tree at once, by mouse and by keyboard alone; files and folders dropped on a folder; new folders, owners, times and
// links. What GNU tar reads of the saved copy is what was asked for.
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { bytesOf, toUint8Array } from '../../electron/engine/codecs/bytes'
import { readZip } from '../../electron/engine/restore/read-zip'
import { unpackState } from '../../testing/archives/outside-tools'
import { writeBackup, writeBytes } from '../backups'
import { expect, test } from '../host'
import { run } from '../palette'
import {
  changes,
  chooseInMenu,
  download,
  drop,
  fact,
  focusedRow,
  inspector,
  open,
  row,
  saveCopy,
  show,
  statusBar,
  tool,
  tree,
  walkTo,
  fieldWithFocus,
} from '../window'

const layer = 'local.tgz.ve'
const at = (path: string) => `${layer}!/${path}`

test.beforeEach(async ({ page, folder }) => {
  await open(page, (await writeBackup(folder, 'esxi-7.0.2')).path)
})

/** Drops files of the disk on a row, as a file manager would. */
async function dropOn(page: Page, address: string, ...paths: readonly string[]): Promise<void> {
  const box = await row(page, address).boundingBox()
  if (box === null) throw new Error(`${address} is not drawn`)
  const session = await page.context().newCDPSession(page)
  const data = { items: [], files: [...paths], dragOperationsMask: 1 }
  const place = { x: box.x + box.width / 2, y: box.y + box.height / 2, data }
  for (const type of ['dragEnter', 'dragOver'] as const) {
    await session.send('Input.dispatchDragEvent', { type, ...place })
  }
  await expect(row(page, address)).toHaveAttribute('data-target', 'true')
  await session.send('Input.dispatchDragEvent', { type: 'drop', ...place })
  await session.detach()
}

const notices = (page: Page) => page.getByRole('region', { name: 'Notices' })

test('several files chosen with the mouse get a mode and go, each as one step of undo', async ({ page, folder }) => {
  await show(page, at('etc/hosts'))
  await row(page, at('etc/resolv.conf')).click({ modifiers: ['Control'] })
  await expect(tree(page)).toHaveAttribute('aria-multiselectable', 'true')
  await expect(tree(page).getByRole('treeitem', { selected: true })).toHaveCount(2)
  await expect(inspector(page)).toContainText('2 selected')
  await row(page, at('etc/hosts')).click({ button: 'right' })
  const menu = page.getByRole('menu', { name: '2 selected' })
  await expect(menu.getByRole('menuitem', { name: 'Rename or move…' })).toBeDisabled()
  await menu.getByRole('menuitem', { name: 'Change mode or T flag…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Mode of 2 entries' })
  await dialog.getByRole('textbox', { name: 'Mode' }).fill('go-r,+t')
  await dialog.getByRole('button', { name: 'Set mode' }).click()
  await expect(dialog).toBeHidden()
  await expect(statusBar(page)).toContainText('2 changes')
  await row(page, at('etc/hosts')).click()
  await expect(tree(page).getByRole('treeitem', { selected: true })).toHaveCount(1)
  await expect(fact(page, 'Mode')).toContainText('01600')
  const saved = unpackState('GNU tar', await saveCopy(page, join(folder, 'saved.tgz')))
  for (const name of ['etc/hosts', 'etc/resolv.conf']) {
    expect(saved.find(one => one.name === name)?.mode).toBe(0o1600)
  }
  await tool(page, 'Undo').click()
  await expect(statusBar(page)).toContainText('No changes')
})

test('several files are saved as one zip, and go back together to what they were', async ({ page, folder }) => {
  const { keyboard } = page
  await show(page, at('etc/hosts'))
  await row(page, at('etc/resolv.conf')).click({ modifiers: ['Control'] })
  await row(page, at('etc/hosts')).click({ button: 'right' })
  const menu = page.getByRole('menu', { name: '2 selected' })
  await expect(menu.getByRole('menuitem', { name: 'Revert' })).toBeDisabled()
  await menu.getByRole('menuitem', { name: 'Change mode or T flag…' }).click()
  await expect(fieldWithFocus(page)).toBeVisible()
  await keyboard.type('0600')
  await keyboard.press('Enter')
  await expect(statusBar(page)).toContainText('2 changes,')
  await expect(row(page, at('etc/hosts'))).toHaveAccessibleDescription(/changed/i)

  const zip = join(folder, 'files.zip')
  const saveAll = page.getByRole('group', { name: '2 selected' }).getByRole('button', { name: 'Save selected files…' })
  expect(await download(page, zip, () => saveAll.click())).toBe('files.zip')
  const files = readZip(bytesOf(await readFile(zip)))
  expect(files.map(({ name }) => name)).toEqual([at('etc/hosts'), at('etc/resolv.conf')])
  expect(Buffer.from(toUint8Array(files[0]?.content ?? bytesOf())).toString()).toContain('localhost')

  await run(page, 'Change: Revert')
  await expect(statusBar(page)).toContainText('No changes')
  await keyboard.press('Control+z')
  await expect(statusBar(page)).toContainText('2 changes,')
  // A folder takes all that is in it back, removed entries too.
  await row(page, at('etc/ntp.conf')).click()
  await keyboard.press('Delete')
  await expect(statusBar(page)).toContainText('3 changes,')
  await chooseInMenu(page, at('etc'), 'Revert')
  await expect(statusBar(page)).toContainText('No changes')
  await expect(row(page, at('etc/ntp.conf'))).toBeVisible()
})

test('the keyboard alone chooses a range and rows apart, removes them, and undoes it in one step', async ({ page }) => {
  await show(page, at('etc/hosts'))
  await tree(page).focus()
  await page.keyboard.press('Shift+ArrowDown')
  await page.keyboard.press('Shift+ArrowDown')
  await expect(tree(page).getByRole('treeitem', { selected: true })).toHaveCount(3)
  await page.keyboard.press('Escape')
  await expect(tree(page).getByRole('treeitem', { selected: true })).toHaveCount(1)
  await walkTo(page, ['resolv.conf'])
  await page.keyboard.press('Control+Space')
  await expect(tree(page).getByRole('treeitem', { selected: true })).toHaveCount(2)
  await expect(focusedRow(page)).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('Delete')
  await expect(notices(page).getByText('Removed 2 entries.')).toBeVisible()
  await expect(await changes(page)).toHaveCount(2)
  await page.keyboard.press('Control+z')
  await expect(statusBar(page)).toContainText('No changes')
})

test('Ctrl+A chooses all rows that show; what is for one row says so', async ({ page }) => {
  await show(page, at('etc/hosts'))
  await tree(page).focus()
  await page.keyboard.press('Control+a')
  const shown = await tree(page).getByRole('treeitem').count()
  await expect(tree(page).getByRole('treeitem', { selected: true })).toHaveCount(shown - 1)
  await page.keyboard.press('F2')
  await expect(page.getByRole('dialog')).toHaveCount(0)
})

test('files and a folder dropped on a folder are added like those beside them, with what a host keeps of them', async ({
  page,
  folder,
}) => {
  const tools = join(folder, 'tools')
  await mkdir(join(tools, 'deep'), { recursive: true })
  await writeFile(join(tools, 'deep', 'inner.conf'), 'inner\n')
  const motd = await writeBytes(folder, 'motd', 'hello\n')
  await show(page, at('etc/hosts'))
  await dropOn(page, at('etc'), motd, tools)
  await expect(notices(page).getByText('Added 2 files to etc.').last()).toBeVisible()
  await expect(statusBar(page)).toContainText(/[45] changes/)
  const saved = await saveCopy(page, join(folder, 'saved.tgz'))
  const members = unpackState('GNU tar', saved)
  const beside = members.filter(one => /^etc\/[^/]+$/.test(one.name) && one.name !== 'etc/motd').map(one => one.mode)
  expect(beside).toContain(members.find(one => one.name === 'etc/motd')?.mode)
  expect(members.find(one => one.name === 'etc/tools/deep/inner.conf')?.content?.toString()).toBe('inner\n')
  await tool(page, 'Undo').click()
  await expect(await changes(page)).toHaveCount(0)
})

test('a name that is there is asked about: both, replaced, skipped, or nothing', async ({ page, folder }) => {
  const hosts = await writeBytes(folder, 'hosts', '10.0.0.1 dropped\n')
  await show(page, at('etc/hosts'))
  const dialog = page.getByRole('dialog', { name: 'Names that are there already' })
  await dropOn(page, at('etc'), hosts)
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await expect(statusBar(page)).toContainText('No changes')
  await dropOn(page, at('etc'), hosts)
  await expect(dialog).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(row(page, at('etc/hosts-2'))).toBeVisible()
  await dropOn(page, at('etc'), hosts)
  await dialog.getByRole('button', { name: 'Replace' }).click()
  await expect(statusBar(page)).toContainText('2 changes')
  const members = unpackState('GNU tar', await saveCopy(page, join(folder, 'saved.tgz')))
  const contents = members.filter(one => /^etc\/hosts(-2)?$/.test(one.name)).map(one => one.content?.toString())
  expect(contents).toEqual(['10.0.0.1 dropped\n', '10.0.0.1 dropped\n'])
})

test('what is dropped outside of the tree is opened as before', async ({ page, folder }) => {
  const other = await writeBackup(folder, 'esxi-6.7')
  await drop(page, other.path)
  await expect(row(page, 'local.tgz')).toBeVisible()
})

test('files of the clipboard are pasted into the folder of the row', async ({ page }) => {
  await show(page, at('etc/hosts'))
  await tree(page).focus()
  await tree(page).evaluate(element => {
    const clipboardData = new DataTransfer()
    clipboardData.items.add(new File(['pasted\n'], 'pasted.conf'))
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
  })
  await expect(notices(page).getByText('Added 1 file to etc.').last()).toBeVisible()
  await expect(row(page, at('etc/pasted.conf'))).toBeVisible()
})

test('a new folder, a link and its target, an owner and a time, by menu and keyboard', async ({ page, folder }) => {
  await chooseInMenu(page, at('etc'), 'New folder here…')
  await expect(fieldWithFocus(page)).toBeVisible()
  await page.keyboard.type('made')
  await page.keyboard.press('Enter')
  await expect(row(page, at('etc/made'))).toBeVisible()
  await chooseInMenu(page, at('etc/made'), 'New symbolic link here…')
  await expect(fieldWithFocus(page)).toBeVisible()
  await page.keyboard.type('link')
  await page.keyboard.press('Tab')
  await page.keyboard.type('/var/core')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await chooseInMenu(page, at('etc/made/link'), 'Change link target…')
  await expect(page.getByRole('textbox', { name: 'Target' })).toHaveValue('/var/core')
  await expect(fieldWithFocus(page)).toBeVisible()
  await page.keyboard.type('../hosts')
  await page.keyboard.press('Enter')
  await chooseInMenu(page, at('etc/hosts'), 'Change owner…')
  const owner = page.getByRole('dialog', { name: 'Owner of hosts' })
  await owner.getByRole('textbox', { name: 'User number' }).fill('1000')
  await owner.getByRole('textbox', { name: 'User name' }).fill('99999999999999999999999999999999999')
  await page.keyboard.press('Enter')
  await expect(owner.getByRole('alert')).toContainText('uname holds 31 bytes')
  await owner.getByRole('textbox', { name: 'User name' }).fill('')
  await page.keyboard.press('Enter')
  await expect(owner).toBeHidden()
  await chooseInMenu(page, at('etc/hosts'), 'Change time…')
  await expect(fieldWithFocus(page)).toBeVisible()
  await page.keyboard.type('2024-05-01T12:00:00Z')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(fact(page, 'User')).toContainText('1000')
  const list = await changes(page)
  await expect(list.filter({ hasText: 'hosts' })).toHaveAccessibleName(/owner 0:0 root:root → 1000:0/)
  const saved = unpackState('GNU tar', await saveCopy(page, join(folder, 'saved.tgz')))
  // It gives files alone; the folder and the link are what other programs list in header-edits.test.ts.
  expect(saved.find(one => one.name === 'etc/hosts')?.mtime).toBe(Date.UTC(2024, 4, 1, 12) / 1000)
  await expect(list).toHaveCount(3)
})

test('entries are copied and pasted into another folder by keys, and again with a name that is there', async ({
  page,
  folder,
  context,
}) => {
  const { keyboard } = page
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await show(page, at('etc/hosts'))
  await tree(page).focus()
  await walkTo(page, ['resolv.conf'])
  await keyboard.press('Control+Space')
  await expect(tree(page).getByRole('treeitem', { selected: true })).toHaveCount(2)
  await keyboard.press('Control+c')
  await expect
    .poll(() => page.evaluate(() => navigator.clipboard.readText()))
    .toBe(`${at('etc/hosts')}\n${at('etc/resolv.conf')}`)
  await keyboard.press('Escape')
  // A key that moves ends the name that was typed before.
  await keyboard.press('Home')
  await walkTo(page, ['vmware'])
  await keyboard.press('Control+v')
  await expect(notices(page).getByText('Copied 2 entries to vmware.')).toBeVisible()
  await expect(row(page, at('etc/vmware/hosts'))).toBeVisible()
  await expect(statusBar(page)).toContainText('2 changes')
  await keyboard.press('Control+v')
  const dialog = page.getByRole('dialog', { name: 'Names that are there already' })
  await expect(dialog).toContainText('etc/vmware/hosts')
  await keyboard.press('Enter')
  await expect(dialog).toBeHidden()
  await expect(row(page, at('etc/vmware/hosts-2'))).toBeVisible()
  await expect(statusBar(page)).toContainText('4 changes')
  const members = unpackState('GNU tar', await saveCopy(page, join(folder, 'saved.tgz')))
  const original = members.find(one => one.name === 'etc/hosts')
  for (const name of ['etc/vmware/hosts', 'etc/vmware/hosts-2']) {
    const { content, mode, mtime } = members.find(one => one.name === name) ?? {}
    expect({ content, mode, mtime }).toEqual({
      content: original?.content,
      mode: original?.mode,
      mtime: original?.mtime,
    })
  }
  await tool(page, 'Undo').click()
  await expect(statusBar(page)).toContainText('2 changes')
  await tool(page, 'Undo').click()
  await expect(statusBar(page)).toContainText('No changes')
})

test('a folder is copied and pasted with the mouse; nothing is pasted before something was copied', async ({
  page,
}) => {
  await show(page, at('etc/ssh'))
  await row(page, at('etc/ssh')).click({ button: 'right' })
  await expect(page.getByRole('menuitem', { name: 'Paste copied entries here' })).toBeDisabled()
  await page.getByRole('menuitem', { name: /^Copy\b/ }).click()
  await chooseInMenu(page, at('etc'), 'Paste copied entries here')
  const dialog = page.getByRole('dialog', { name: 'Names that are there already' })
  await dialog.getByRole('button', { name: 'Keep both' }).click()
  await expect(row(page, at('etc/ssh-2'))).toBeVisible()
  await tool(page, 'Undo').click()
  await expect(row(page, at('etc/ssh-2'))).toHaveCount(0)
  await expect(statusBar(page)).toContainText('No changes')
})
