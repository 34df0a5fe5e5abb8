// The window as a person finds their way in it: by roles and names, in one place for every journey.
import { readFile } from 'node:fs/promises'
import { expect, type Locator, type Page } from '@playwright/test'

/** Drops files or folders of the disk on the middle of the window, as a file manager would. */
export async function drop(page: Page, ...paths: readonly string[]): Promise<void> {
  const session = await page.context().newCDPSession(page)
  const { width, height } = page.viewportSize() ?? { width: 1280, height: 800 }
  const at = { x: width / 2, y: height / 2, data: { items: [], files: [...paths], dragOperationsMask: 1 } }
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await session.send('Input.dispatchDragEvent', { type, ...at })
  }
  await session.detach()
}

/** Drops a file, or several, on the place that shows while it is dragged over an open backup, to compare the two. */
export async function dropToCompare(page: Page, ...paths: readonly string[]): Promise<void> {
  const session = await page.context().newCDPSession(page)
  const data = { items: [], files: [...paths], dragOperationsMask: 1 }
  await session.send('Input.dispatchDragEvent', { type: 'dragEnter', x: 400, y: 200, data })
  await session.send('Input.dispatchDragEvent', { type: 'dragOver', x: 400, y: 200, data })
  const { x, y, width, height } = (await page.getByText(/^Drop here to compare with /).boundingBox()) ?? {
    x: 0,
    y: 0,
    width: 0,
    height: 0,
  }
  for (const type of ['dragOver', 'drop'] as const)
    await session.send('Input.dispatchDragEvent', { type, x: x + width / 2, y: y + height / 2, data })
  await session.detach()
}

/** Gives a file, or several, to whatever asks for one while `act` runs. */
export async function chooseFile(
  page: Page,
  path: string | readonly string[],
  act: () => Promise<void>,
): Promise<void> {
  const asked = page.waitForEvent('filechooser')
  await act()
  await (await asked).setFiles(typeof path === 'string' ? path : [...path])
}

/** Drops a backup and waits until its tree has the focus: only then opening is over, and no card of it takes keys. */
export async function open(page: Page, path: string): Promise<void> {
  await drop(page, path)
  await expect(tree(page)).toBeFocused()
}

export const tree = (page: Page): Locator => page.getByRole('tree', { name: 'Explorer' })

/** Waits for the first frame of a page that was loaded: before it, a key goes nowhere. */
export const drawn = (page: Page): Promise<void> => expect(page.locator('#root > *').first()).toBeAttached()

/** The row of an address such as `local.tgz.ve!/etc/hosts`, if the rows above it are expanded; the empty one is the file's. */
export function row(page: Page, address: string): Locator {
  const { segments } = partsOf(address)
  if (address === '') return tree(page).getByRole('treeitem', { level: 1 })
  const name = segments.at(-1) ?? ''
  return tree(page).getByRole('treeitem', { name, exact: true, level: segments.length + 1 })
}

/** The row that the tree's keyboard focus is on: the tree names it, the row itself has none. */
export const focusedRow = (page: Page): Locator =>
  page.locator('xpath=//*[@role="tree"]//*[@id=ancestor::*[@role="tree"]/@aria-activedescendant]')

/** From wherever the focus is in the tree, by the first letters of each name and the right arrow. */
export async function walkTo(page: Page, names: readonly string[]): Promise<void> {
  for (const [depth, name] of names.entries()) {
    await page.keyboard.type(name)
    await expect(focusedRow(page)).toHaveAccessibleName(name)
    if (depth === names.length - 1) return
    await page.keyboard.press('ArrowRight')
    await expect(focusedRow(page)).toHaveAttribute('aria-expanded', 'true')
    await page.keyboard.press('ArrowRight')
    await expect(focusedRow(page)).not.toHaveAccessibleName(name)
  }
}

/** Expands what is above an address, clicks its row and waits until its content shows. */
export async function show(page: Page, address: string): Promise<void> {
  await tabOf(page, 'Explorer').click()
  const { above } = partsOf(address)
  for (const parent of above) {
    const folder = row(page, parent)
    await bringIntoTree(page, folder)
    // A row may open by itself between the look and the click, which then closes it.
    await expect(async () => {
      if ((await folder.getAttribute('aria-expanded')) !== 'true') await folder.click()
      await expect(folder).toHaveAttribute('aria-expanded', 'true', { timeout: 1000 })
    }).toPass({ timeout: 10_000 })
  }
  await bringIntoTree(page, row(page, address))
  await row(page, address).click()
  await expect(row(page, address)).toHaveAttribute('aria-selected', 'true')
  // Until then the buttons and tabs of what was shown before are still there.
  await expect(page.locator('section[aria-label="Content"][aria-busy="true"]')).toHaveCount(0)
}

/** Scrolls the tree until a row is drawn: in a low window most rows are not. One that is nowhere is left to the caller's expectation. */
async function bringIntoTree(page: Page, wanted: Locator): Promise<void> {
  const scroll = (by: number | null) =>
    tree(page).evaluate((element, step) => {
      const scroller = [element, ...element.querySelectorAll('*')].find(one => one.scrollHeight > one.clientHeight + 1)
      const box = scroller ?? element
      const before = box.scrollTop
      box.scrollTop = step === null ? 0 : before + box.clientHeight * step
      return box.scrollTop !== before
    }, by)
  if ((await wanted.count()) > 0) return
  await scroll(null)
  for (;;) {
    await page.evaluate(() => new Promise(requestAnimationFrame))
    if ((await wanted.count()) > 0 || !(await scroll(0.5))) return
  }
}

/** The field that takes what is typed into a dialog; to be waited for, since a dialog is loaded when it is opened first. */
export const fieldWithFocus = (page: Page): Locator => page.getByRole('dialog').locator('input:focus, textarea:focus')

/** Opens the context menu of a row and chooses an item. */
export async function chooseInMenu(page: Page, address: string, item: string): Promise<void> {
  await show(page, address)
  await row(page, address).click({ button: 'right' })
  await page.getByRole('menu').getByRole('menuitem', { name: item }).click()
}

export const tabOf = (
  page: Page,
  name:
    | 'Explorer'
    | 'Changes'
    | 'Content'
    | 'Host'
    | 'Network'
    | 'Secrets'
    | 'Settings'
    | 'Checks'
    | 'Observations'
    | 'Compare'
    | 'Search',
): Locator => page.getByRole('tab', { name })
export const tool = (page: Page, name: string): Locator =>
  page.getByRole('toolbar', { name: 'Document' }).getByRole('button', { name })

/** The text editor of the middle pane. */
export const editor = (page: Page): Locator =>
  page.getByRole('region', { name: 'Content' }).getByRole('textbox', { name: /^Text of / })

/** The changes list; shows it first. */
export async function changes(page: Page): Promise<Locator> {
  await tabOf(page, 'Changes').click()
  return page.getByRole('listbox', { name: 'Changes' }).getByRole('option')
}

/** What the bar at the bottom says about changes, such as `1 change, not saved`. */
export const statusBar = (page: Page): Locator => page.getByRole('contentinfo').last()

export const inspector = (page: Page): Locator => page.getByRole('region', { name: 'Properties' })

/** A fact of the inspector by its label. */
export const fact = (page: Page, label: string): Locator =>
  inspector(page)
    .getByRole('term')
    .filter({ hasText: new RegExp(`^${label}`) })
    .locator('xpath=following-sibling::dd[1]')

/** Types after the value of an esx.conf key, which the editor finds by its own search. The focus is in the editor before. */
export async function changeValue(page: Page, key: string, typed: string): Promise<void> {
  await page.keyboard.press('Control+f')
  await expect(page.getByRole('textbox', { name: 'Find' })).toBeFocused()
  await page.keyboard.type(`${key} = `)
  await page.keyboard.press('Enter')
  await page.keyboard.press('Escape')
  await expect(editor(page)).toBeFocused()
  await page.keyboard.press('End')
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.type(typed)
}

/** Saves what the browser downloads while `act` runs; gives the name that was suggested. */
export async function download(page: Page, to: string, act: () => Promise<void>): Promise<string> {
  const coming = page.waitForEvent('download')
  await act()
  const result = await coming
  await result.saveAs(to)
  return result.suggestedFilename()
}

/** Saves a copy of the document as it is now and gives its bytes. */
export async function saveCopy(page: Page, to: string): Promise<Buffer> {
  await download(page, to, () => tool(page, 'Save a copy…').click())
  return readFile(to)
}

function partsOf(address: string): { readonly segments: readonly string[]; readonly above: readonly string[] } {
  const segments = address.split('/').map(segment => segment.replace(/!$/, ''))
  const above = [...address.matchAll(/!?\//g)].map(match => address.slice(0, match.index))
  return { segments, above: ['', ...above] }
}
