// The main journey without a mouse: there is no click in this file, and none in what it uses of others.
import { join } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { type WrittenBackup, writeBackup } from '../backups'
import { expect, test } from '../host'
import { addedLine, editedKey, proveZip, typed } from '../restore-journey'
import { changeValue, chooseFile, download, editor, focusedRow, row, statusBar, tree, walkTo } from '../window'

for (const [shape, layer] of [
  ['esxi-7.0.2', 'local.tgz.ve'],
  ['esxi-6.7', 'local.tgz'],
] as const) {
  test(`${shape}: opening, browsing, editing, comparing, bundling and opening again by keys alone`, async ({
    page,
    folder,
  }) => {
    const { keyboard } = page
    const backup = await writeBackup(folder, shape)
    const conf = `${layer}!/etc/vmware/esx.conf`

    await openByKeys(page, backup)
    await walkTo(page, ['etc', 'vmware', 'esx.conf'])
    await keyboard.press('Enter')
    await expect(row(page, conf)).toHaveAttribute('aria-selected', 'true')
    await intoEditor(page)
    await changeValue(page, editedKey, typed)
    await keyboard.press('Control+End')
    await keyboard.type(`${addedLine}\n`)
    await expect(page).toHaveTitle('● state.tgz — Bootbank')

    await keyboard.press('Control+Shift+G')
    const list = page.getByRole('listbox', { name: 'Changes' })
    await expect(list).toBeFocused()
    await expect(list.getByRole('option', { name: /^esx\.conf, content changed/ })).toHaveAttribute(
      'aria-selected',
      'true',
    )
    const now = page.getByRole('region', { name: 'Difference' }).getByRole('textbox', { name: `${conf} now` })
    await expect(now.getByText(`${typed}"`)).toBeVisible()
    await keyboard.press('F7')
    await expect(now.getByText(addedLine)).toBeVisible()

    await keyboard.press('Control+b')
    const build = page
      .getByRole('dialog', { name: 'Build restore bundle' })
      .getByRole('button', { name: 'Build and download' })
    await expect(build).toBeFocused()
    const zip = join(folder, 'bundle.zip')
    await download(page, zip, () => keyboard.press('Enter'))
    const proof = page.getByRole('dialog', { name: 'Restore bundle built' })
    await expect(proof.getByRole('button', { name: 'Done' })).toBeFocused()
    await keyboard.press('Enter')
    await expect(proof).toBeHidden()
    await expect(list).toBeFocused()

    const path = await proveZip(zip, folder, backup.path, layer)
    await openByKeys(page, { path })
    await walkTo(page, ['etc', 'vmware', 'esx.conf'])
    await keyboard.press('Enter')
    await intoEditor(page)
    await keyboard.press('Control+End')
    await expect(editor(page).getByText(addedLine)).toBeVisible()
  })
}

test('the tree is walked as in an explorer: arrows, Home, End, pages, letters', async ({ page, folder }) => {
  const { keyboard } = page
  await openByKeys(page, await writeBackup(folder, 'esxi-7.0.2'))
  const focused = () => focusedRow(page)
  await expect(focused()).toHaveAccessibleName('state.tgz')
  await keyboard.press('ArrowLeft')
  await expect(focused()).toHaveAttribute('aria-expanded', 'false')
  await keyboard.press('ArrowRight')
  await expect(focused()).toHaveAttribute('aria-expanded', 'true')
  await keyboard.press('ArrowRight')
  await expect(focused()).toHaveAccessibleName('encryption.info')
  await keyboard.press('End')
  await expect(focused()).toHaveAccessibleName('var')
  await keyboard.press('ArrowLeft')
  await expect(focused()).toHaveAccessibleName('local.tgz.ve')
  await keyboard.type('et')
  await expect(focused()).toHaveAccessibleName('etc')
  await keyboard.press('ArrowRight')
  await expect(focused()).toHaveAttribute('aria-expanded', 'true')
  await keyboard.press('PageDown')
  await expect(focused()).not.toHaveAccessibleName('etc')
  await keyboard.press('Home')
  await expect(focused()).toHaveAccessibleName('state.tgz')
  await keyboard.press('Shift+F10')
  const menu = page.getByRole('menu', { name: 'state.tgz' })
  await expect(menu.getByRole('menuitem', { name: 'Add file here…' })).toBeFocused()
  await keyboard.press('Escape')
  await expect(menu).toBeHidden()
  await expect(tree(page)).toBeFocused()
})

test('F6 goes round the panes and back to where the focus was, Shift+F6 the other way', async ({ page, folder }) => {
  const { keyboard } = page
  await openByKeys(page, await writeBackup(folder, 'esxi-7.0.2'))
  await walkTo(page, ['etc', 'hosts'])
  await keyboard.press('Enter')
  await intoEditor(page)
  const focus = {
    inspector: page.getByRole('complementary', { name: 'Inspector' }).locator(':focus'),
    status: statusBar(page).locator(':focus'),
    toolbar: page.getByRole('toolbar', { name: 'Document' }).locator(':focus'),
  }
  const press = async (key: string, focused: Locator) => {
    await keyboard.press(key)
    await expect(focused).toBeFocused()
  }
  await press('F6', focus.inspector)
  await press('F6', focus.status)
  await press('F6', focus.toolbar)
  await press('F6', tree(page))
  await expect(focusedRow(page)).toHaveAccessibleName('hosts')
  await press('F6', editor(page))

  // In a pane the focus is where it was left.
  await press('Shift+F6', tree(page))
  await press('Shift+F6', focus.toolbar)
  await keyboard.press('Tab')
  const left = await focus.toolbar.getAttribute('aria-label')
  await press('Shift+F6', focus.status)
  await press('F6', focus.toolbar)
  expect(await focus.toolbar.getAttribute('aria-label')).toBe(left)

  // A pane that is put away is left out.
  await press('F6', tree(page))
  await press('F6', editor(page))
  await keyboard.press('Control+Alt+b')
  await press('F6', focus.status)
})

test('letters lead to a name: several quickly, the same one again and again, none that fits', async ({
  page,
  folder,
}) => {
  const { keyboard } = page
  await openByKeys(page, await writeBackup(folder, 'esxi-7.0.2'))
  await walkTo(page, ['etc'])
  await keyboard.press('ArrowRight')
  await expect(focusedRow(page)).toHaveAttribute('aria-expanded', 'true')
  const focused = () => focusedRow(page)
  await keyboard.type('random')
  await expect(focused()).toHaveAccessibleName('random-seed')
  await keyboard.press('Home')
  for (const name of ['random-seed', 'resolv.conf', 'random-seed']) {
    await keyboard.type('r')
    await expect(focused()).toHaveAccessibleName(name)
  }
  await keyboard.press('ArrowDown')
  const before = await focused().getAttribute('aria-label')
  await keyboard.type('#')
  await expect(focused()).toHaveAccessibleName(before ?? '')
  // A command's key is not a letter of a name.
  await keyboard.press('Control+k')
  await expect(page.getByRole('dialog', { name: 'Command palette' })).toBeVisible()
  await keyboard.press('Escape')
  await expect(focused()).toHaveAccessibleName(before ?? '')
})

test('keys of a row: rename, mode by the menu, remove; of a change: revert', async ({ page, folder }) => {
  const { keyboard } = page
  await openByKeys(page, await writeBackup(folder, 'esxi-7.0.2'))
  await walkTo(page, ['etc', 'hosts'])
  await keyboard.press('F2')
  await expect(page.getByRole('textbox', { name: 'New path' })).toBeFocused()
  await keyboard.type('hosts.old')
  await keyboard.press('Enter')
  await expect(focusedRow(page)).toHaveAccessibleName(/^hosts\.old/)
  await keyboard.press('Shift+F10')
  await page.getByRole('menuitem', { name: 'Change mode or T flag…' }).press('Enter')
  const mode = page.getByRole('dialog', { name: 'Mode of hosts.old' })
  await mode.getByRole('textbox', { name: 'Octal mode' }).press('Control+a')
  await keyboard.type('0600')
  await keyboard.press('Enter')
  await expect(mode).toHaveCount(0)
  await keyboard.press('Home')
  await keyboard.type('random')
  await keyboard.press('Delete')
  await expect(row(page, 'local.tgz.ve!/etc/random-seed')).toHaveCount(0)

  await keyboard.press('Control+Shift+G')
  const options = page.getByRole('listbox', { name: 'Changes' }).getByRole('option')
  await expect(options).toHaveCount(2)
  await keyboard.press('Delete')
  await expect(options).toHaveCount(1)
  await keyboard.press('Backspace')
  await expect(options).toHaveCount(0)
})

test('a notice is a pane while it is there: its way back is taken by keys, and the focus returns', async ({
  page,
  folder,
}) => {
  const { keyboard } = page
  await openByKeys(page, await writeBackup(folder, 'esxi-7.0.2'))
  await walkTo(page, ['etc', 'hosts'])
  await keyboard.press('Delete')
  await expect(row(page, 'local.tgz.ve!/etc/hosts')).toHaveCount(0)
  const undo = page.getByRole('button', { name: 'Undo' }).last()
  await keyboard.press('Shift+F6')
  await expect(page.getByRole('toolbar', { name: 'Document' }).locator(':focus')).toBeVisible()
  await keyboard.press('Shift+F6')
  await expect(undo).toBeFocused()
  await keyboard.press('Enter')
  await expect(row(page, 'local.tgz.ve!/etc/hosts')).toHaveCount(1)
  await expect(page.getByRole('toolbar', { name: 'Document' }).locator(':focus')).toBeVisible()
  await keyboard.press('F6')
  await expect(tree(page)).toBeFocused()
})

test('Ctrl+F and Ctrl+G work on what shows, wherever the focus is', async ({ page, folder }) => {
  const { keyboard } = page
  await openByKeys(page, await writeBackup(folder, 'esxi-7.0.2'))
  await walkTo(page, ['etc', 'hosts'])
  await keyboard.press('Enter')
  await expect(editor(page)).toBeVisible()
  await keyboard.press('Control+f')
  await expect(page.getByRole('textbox', { name: 'Find' })).toBeFocused()
  await keyboard.press('Escape')
  await expect(editor(page)).toBeFocused()
  await keyboard.press('Control+g')
  await expect(page.getByRole('textbox', { name: 'Go to line' })).toBeFocused()
  await keyboard.type('3\n')
  await expect(editor(page)).toBeFocused()
  await keyboard.press('Shift+F6')
  await expect(tree(page)).toBeFocused()
  await keyboard.press('Home')
  await keyboard.type('random')
  await keyboard.press('Enter')
  const bytes = page.getByRole('grid', { name: /^Bytes of / })
  await expect(bytes).toBeVisible()
  await keyboard.press('Control+g')
  await expect(page.getByRole('textbox', { name: 'Go to' })).toBeFocused()
  await keyboard.type('0x20')
  await keyboard.press('Enter')
  await expect(bytes).toBeFocused()
})

test('a tab typed into the editor is text; Escape, then Tab leaves it', async ({ page, folder }) => {
  const { keyboard } = page
  await openByKeys(page, await writeBackup(folder, 'esxi-7.0.2'))
  await walkTo(page, ['etc', 'hosts'])
  await keyboard.press('Enter')
  await intoEditor(page)
  await keyboard.press('Control+End')
  await keyboard.type('192.0.2.77\tbackup\n')
  await expect(statusBar(page)).toContainText('1 change, not saved')
  await keyboard.press('Escape')
  await keyboard.press('Tab')
  await expect(editor(page)).not.toBeFocused()
})

async function openByKeys(page: Page, { path }: Pick<WrittenBackup, 'path'>): Promise<void> {
  await chooseFile(page, path, () => page.keyboard.press('Control+o'))
  await expect(tree(page)).toBeFocused()
  await expect(focusedRow(page)).toHaveAccessibleName('state.tgz')
}

/** From the tree, once the row's text is there. */
async function intoEditor(page: Page): Promise<void> {
  await expect(editor(page)).toBeVisible()
  await page.keyboard.press('F6')
  await expect(editor(page)).toBeFocused()
}
