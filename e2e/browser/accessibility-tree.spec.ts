// What axe cannot see: that the roles fit together. Asserted on the accessibility tree as the browser hands it to a screen reader.
import type { Page } from '@playwright/test'
import { writeBackup, writeBytes } from '../backups'
import { expect, test } from '../host'
import { changes, chooseFile, chooseInMenu, editor, focusedRow, open, row, show, tabOf, tool, tree } from '../window'

const layer = 'local.tgz.ve'

interface Exposed {
  readonly role: string
  readonly name: string
  readonly properties: Readonly<Record<string, unknown>>
}

/** Everything that assistive technology is shown of the page. */
async function exposed(page: Page): Promise<readonly Exposed[]> {
  const session = await page.context().newCDPSession(page)
  const { nodes } = await session.send('Accessibility.getFullAXTree')
  await session.detach()
  return nodes
    .filter(node => !node.ignored)
    .map(({ role, name, properties = [] }) => ({
      role: String(role?.value ?? ''),
      name: String(name?.value ?? ''),
      properties: Object.fromEntries(properties.map(property => [property.name, property.value.value])),
    }))
}

test.beforeEach(async ({ page, folder }) => {
  await open(page, (await writeBackup(folder, 'esxi-7.0.2')).path)
})

test('the window is landmarks and headings in order', async ({ page }) => {
  await show(page, `${layer}!/etc/hosts`)
  await expect(editor(page)).toBeVisible()
  const landmarks = ['banner', 'main', 'region', 'complementary', 'contentinfo']
  const shown = await exposed(page)
  expect(
    shown
      .filter(({ role }) => landmarks.includes(role))
      .map(({ role, name }) => `${role} ${name}`.trim())
      .sort(),
  ).toEqual([
    'banner',
    'complementary Inspector',
    'contentinfo',
    'main',
    'region Content',
    'region Properties',
    'region Side pane',
  ])
  await expect(page.getByRole('banner')).toMatchAriaSnapshot(`
    - banner:
      - heading "state.tgz" [level=1]
      - list "Host"
      - toolbar "Document":
        - button "Open…"
        - button "Save a copy…"
        - button "Undo" [disabled]
        - button "Redo" [disabled]
        - button "Build restore bundle"
        - button "Inspector" [pressed]
        - button "Theme and spacing"
  `)
})

test('the tree tells level, place among its siblings, expanded and selected of every row', async ({ page }) => {
  await show(page, `${layer}!/etc/vmware`)
  await expect(tree(page)).toMatchAriaSnapshot(`
    - tree "Explorer":
      - treeitem "state.tgz" [expanded] [level=1]
      - treeitem "local.tgz.ve" [expanded] [level=2]
      - treeitem "etc" [expanded] [level=3]
      - treeitem "vmware" [expanded] [level=4] [selected]
  `)
  const items = await tree(page)
    .getByRole('treeitem')
    .evaluateAll(rows =>
      rows.map(item => ({
        level: Number(item.getAttribute('aria-level')),
        position: Number(item.getAttribute('aria-posinset')),
        size: Number(item.getAttribute('aria-setsize')),
      })),
    )
  // A level begins with 1, goes on by one and ends with its size; what is below a row lies between it and the next.
  const seen: { position: number; size: number }[] = []
  expect(items.length).toBeGreaterThan(10)
  for (const { level, position, size } of items) {
    seen.length = Math.min(seen.length, level)
    const last = seen[level - 1]
    expect(position).toBe((last?.position ?? 0) + 1)
    expect(position).toBeLessThanOrEqual(size)
    if (last) expect(size).toBe(last.size)
    seen[level - 1] = { position, size }
  }
  // The tree has the focus and names the row it is on.
  await expect(tree(page)).toBeFocused()
  await expect(focusedRow(page)).toHaveAccessibleName('vmware')
  await page.keyboard.press('ArrowLeft')
  await expect(focusedRow(page)).toHaveAttribute('aria-expanded', 'false')
  await expect(row(page, `${layer}!/etc/hosts`)).not.toHaveAttribute('aria-expanded')
  await expect(row(page, `${layer}!/etc/hosts`)).toHaveAccessibleDescription(/^file, /)
})

test('the tabs of the left pane belong to its panel', async ({ page }) => {
  await expect(page.getByRole('region', { name: 'Side pane' })).toMatchAriaSnapshot(`
    - tablist "Side pane":
      - tab "Explorer" [selected]
      - tab "Changes"
    - tabpanel "Explorer":
      - tree "Explorer"
  `)
  await tabOf(page, 'Explorer').press('ArrowRight')
  await expect(tabOf(page, 'Changes')).toBeFocused()
  await expect(page.getByRole('tabpanel', { name: 'Changes' })).toMatchAriaSnapshot(`
    - tabpanel "Changes":
      - listbox "Changes"
      - paragraph: No changes
  `)
})

test('the bytes are a grid with headings, and it names the cell it is on', async ({ page }) => {
  await show(page, `${layer}!/etc/random-seed`)
  const grid = page.getByRole('grid', { name: `Bytes of ${layer}!/etc/random-seed` })
  await grid.focus()
  await page.keyboard.press('Control+Home')
  const first = grid.getByRole('row').nth(1)
  const cells = await first.getByRole('gridcell').count()
  const columns = cells + 1
  await expect(grid).toHaveAttribute('aria-colcount', String(columns))
  expect(await grid.getByRole('columnheader').count()).toBe(columns)
  await expect(grid).toMatchAriaSnapshot(`
    - grid:
      - row "Offset 00 01 02 03 04 05 06 07 08 09 0a 0b 0c 0d 0e 0f Text":
        - columnheader "Offset"
        - columnheader "00"
        - columnheader "01"
        - columnheader "02"
        - columnheader "03"
        - columnheader "04"
        - columnheader "05"
        - columnheader "06"
        - columnheader "07"
        - columnheader "08"
        - columnheader "09"
        - columnheader "0a"
        - columnheader "0b"
        - columnheader "0c"
        - columnheader "0d"
        - columnheader "0e"
        - columnheader "0f"
        - columnheader "Text"
  `)
  await expect(first.getByRole('rowheader')).toHaveText('00000000')
  await expect(first).toHaveAttribute('aria-rowindex', '2')
  const active = () =>
    grid.evaluate(
      element => document.getElementById(element.getAttribute('aria-activedescendant') ?? '')?.dataset.offset,
    )
  expect(await active()).toBe('0')
  await page.keyboard.press('ArrowDown')
  await expect.poll(active).toBe('16')
  await expect(grid.getByRole('gridcell', { selected: true })).toHaveCount(1)
})

test('a difference is two read-only texts with names, or a table with headings', async ({ page }) => {
  await show(page, `${layer}!/etc/hosts`)
  await editor(page).click()
  await page.keyboard.type('# ')
  await show(page, `${layer}!/etc/random-seed`)
  await page.keyboard.press('Delete')
  const list = await changes(page)
  await expect(page.getByRole('listbox', { name: 'Changes' })).toMatchAriaSnapshot(`
    - listbox "Changes":
      - option /hosts, content changed/
      - option /random-seed, removed/
  `)
  await list.filter({ hasText: 'hosts' }).click()
  await expect(list.filter({ hasText: 'hosts' })).toHaveAttribute('aria-posinset', '1')
  await expect(list.filter({ hasText: 'hosts' })).toHaveAttribute('aria-setsize', '2')
  const difference = page.getByRole('region', { name: 'Difference' })
  for (const side of [`${layer}!/etc/hosts in the opened file`, `${layer}!/etc/hosts now`])
    await expect(difference.getByRole('textbox', { name: side })).toHaveAttribute('aria-readonly', 'true')
  await list.filter({ hasText: 'random-seed' }).click()
  await expect(difference.getByRole('table')).toMatchAriaSnapshot(`
    - table:
      - rowgroup:
        - row:
          - columnheader "Opened file"
          - columnheader "Now"
      - rowgroup:
        - row:
          - rowheader "Size"
          - cell
          - cell "Removed"
        - row:
          - rowheader "SHA-256"
  `)
})

test('menus are groups of items, a choice says what is chosen, and the focus comes back', async ({ page }) => {
  await tool(page, 'Theme').focus()
  await page.keyboard.press('Enter')
  const menu = page.getByRole('menu', { name: 'Theme and spacing' })
  await expect(menu).toMatchAriaSnapshot(`
    - menu "Theme and spacing":
      - group:
        - menuitemradio "Follow the system" [checked]
        - menuitemradio "Dark"
        - menuitemradio "Light"
        - menuitemradio "High contrast"
      - group:
        - menuitemradio "Dense spacing" [checked]
        - menuitemradio "Comfortable spacing"
  `)
  await expect(menu.getByRole('menuitemradio', { name: 'Follow the system' })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(tool(page, 'Theme')).toBeFocused()
})

const dialogs: readonly { name: string; opened: (page: Page, folder: string) => Promise<void>; first: string }[] = [
  {
    name: 'Rename or move hosts',
    opened: page => chooseInMenu(page, `${layer}!/etc/hosts`, 'Rename or move…'),
    first: 'New path',
  },
  {
    name: 'Mode of hosts',
    opened: page => chooseInMenu(page, `${layer}!/etc/hosts`, 'Change mode or T flag…'),
    first: 'Octal mode',
  },
  {
    name: 'Add a file to etc',
    opened: async (page, folder) => {
      const path = await writeBytes(folder, 'issue', 'Authorised use only.\n')
      await chooseFile(page, path, () => chooseInMenu(page, `${layer}!/etc`, 'Add file here…'))
    },
    first: 'Name',
  },
  {
    name: 'Build restore bundle',
    opened: async page => {
      await tree(page).focus()
      await page.keyboard.press('Control+b')
    },
    first: 'Build and download',
  },
]

for (const { name, opened, first } of dialogs) {
  test(`the dialog “${name}” has its name, keeps the focus and gives it back`, async ({ page, folder }) => {
    await opened(page, folder)
    const dialog = page.getByRole('dialog', { name, exact: true })
    await expect(dialog).toBeVisible()
    await expect(dialog.locator(':focus')).toHaveAccessibleName(first)
    await expect(dialog.getByRole('heading', { name, level: 2 })).toBeVisible()

    const shown = await exposed(page)
    expect(shown.find(node => node.role === 'dialog')).toMatchObject({ name, properties: { modal: true } })
    // What lies under the dialog is hidden from everybody.
    expect(shown.filter(node => ['tree', 'toolbar', 'tablist', 'banner'].includes(node.role))).toEqual([])

    const stops = new Set<string>()
    for (let press = 0; press < 24; press += 1) {
      await page.keyboard.press(press < 12 ? 'Tab' : 'Shift+Tab')
      const stop = await page.evaluate(() => {
        const element = document.activeElement
        if (element === null || element === document.body) return 'the browser'
        return element.closest('dialog[open]') === null ? `outside: ${element.outerHTML}` : 'inside'
      })
      stops.add(stop)
    }
    expect(stops).toContain('inside')
    expect([...stops].filter(stop => stop.startsWith('outside'))).toEqual([])

    await page.keyboard.press('Escape')
    await expect(dialog).toHaveCount(0)
    await expect(tree(page)).toBeFocused()
    expect((await exposed(page)).filter(node => node.role === 'tree')).toHaveLength(1)
  })
}

test('a tooltip of a button in a dialog is seen over the dialog', async ({ page }) => {
  await chooseInMenu(page, `${layer}!/etc/hosts`, 'Rename or move…')
  const button = page.getByRole('dialog').getByRole('button', { name: 'Close' })
  const tip = page.locator('[popover]:popover-open')
  await button.hover()
  await expect(tip).toHaveText('Close')
  const clip = await tip.boundingBox()
  if (clip === null) throw new Error('the tooltip has no box')
  const seen = () => page.screenshot({ clip, caret: 'hide', animations: 'disabled' })
  const withTip = await seen()
  await page.mouse.move(0, 0)
  await expect(tip).toHaveCount(0)
  expect((await seen()).equals(withTip)).toBe(false)
})

test('a question is a modal dialog whose first answer does no harm', async ({ page }) => {
  await show(page, `${layer}!/etc/random-seed`)
  await page.keyboard.press('Delete')
  await changes(page)
  const revert = page.getByRole('button', { name: 'Revert all' })
  await revert.focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog')).toMatchAriaSnapshot(`
    - dialog "Revert all changes?":
      - heading "Revert all changes?" [level=2]
      - button "Close"
      - paragraph: /1 entry goes back/
      - button "Cancel"
      - button "Revert all"
  `)
  await expect(page.getByRole('button', { name: 'Cancel' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(revert).toBeFocused()
})
