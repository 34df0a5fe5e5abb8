// Cancelling: while a large backup is uploaded, while it is opened, while its bundle is built. Nothing stays in the host's
// temporary folder, and the window can be used again.
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { constants, setPriority, tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { makeLarge } from '../../testing/fixtures/large'
import { writeBackup } from '../backups'
import { expect, type Host, test } from '../host'
import { drop, editor, open, show, statusBar, tool, tree } from '../window'

// One after another: they share the large backup, and two openings at once would have to share the machine.
test.describe.configure({ mode: 'default' })

const layer = 'local.tgz'
let shared = ''
let large = ''
let first = ''

test.beforeAll(async () => {
  shared = await mkdtemp(join(tmpdir(), 'bootbank-large-'))
  large = join(shared, 'state.tgz')
  const { nameOf } = await makeLarge(large, { entries: 2000, bytes: 60_000_000 })
  first = nameOf(1)
})
test.afterAll(() => rm(shared, { recursive: true, force: true }))

/** Files that the host keeps in its temporary folder. */
async function leftBehind({ temporary }: Host): Promise<readonly string[]> {
  const names = await readdir(temporary, { recursive: true })
  const facts = await Promise.all(names.map(name => stat(join(temporary, name)).catch(() => null)))
  return names.filter((_name, at) => facts[at]?.isFile())
}

async function expectUsable(page: Page, folder: string): Promise<void> {
  const backup = await writeBackup(folder, 'esxi-7.0.2')
  await open(page, backup.path)
  await show(page, 'local.tgz.ve!/etc/hosts')
  await expect(editor(page)).toContainText('localhost')
}

test('while the file is read into the program', async ({ page, folder, host }) => {
  const network = await page.context().newCDPSession(page)
  await network.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 0,
    downloadThroughput: -1,
    uploadThroughput: 2_000_000,
  })
  await drop(page, large)
  const card = page.getByRole('dialog', { name: 'Opening state.tgz' })
  await expect(card.getByRole('progressbar', { name: 'Reading state.tgz' })).toHaveAttribute('aria-valuetext', /MB of/)
  await cancelIn(card)
  await expect(tree(page)).toHaveCount(0)
  await expect.poll(() => leftBehind(host)).toEqual([])
  await network.detach()
  await expectUsable(page, folder)
})

test('while the file is opened', async ({ page, folder, host }) => {
  slowDown(host)
  await drop(page, large)
  await cancelIn(page.getByRole('dialog', { name: 'Opening state.tgz' }))
  await expect(page.getByRole('region', { name: 'Open a file' })).toBeVisible()
  await expect(tree(page)).toHaveCount(0)
  await expect(page.getByRole('alert')).toHaveCount(0)
  await expect.poll(() => leftBehind(host)).toEqual([])
  await expectUsable(page, folder)
})

test('while another one is opened over a document, which stays', async ({ page, folder, host }) => {
  const backup = await writeBackup(folder, 'esxi-6.7')
  await open(page, backup.path)
  const before = await leftBehind(host)
  slowDown(host)
  await drop(page, large)
  await cancelIn(page.getByRole('dialog', { name: 'Opening state.tgz' }))
  await expect.poll(() => leftBehind(host)).toEqual(before)
  await show(page, 'local.tgz!/etc/hosts')
  await expect(editor(page)).toContainText('localhost')
})

test('while the bundle is built', async ({ page, folder, host }) => {
  await open(page, large)
  await show(page, `${layer}!/${first}`)
  await page.keyboard.press('Delete')
  await expect(statusBar(page)).toContainText('1 change, not saved')
  const before = await leftBehind(host)

  slowDown(host)
  await tool(page, 'Build restore bundle').click()
  const dialog = page.getByRole('dialog', { name: 'Build restore bundle' })
  await dialog.getByRole('button', { name: 'Build and download' }).click()
  await expect(dialog.getByRole('progressbar')).toBeVisible()
  await cancelIn(dialog, 'stays')
  await expect(dialog.getByRole('button', { name: 'Build and download' })).toBeVisible()
  await expect.poll(() => leftBehind(host)).toEqual(before)
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  await expect(page).toHaveTitle('● state.tgz — Bootbank')
  await tool(page, 'Undo').click()
  await expect(statusBar(page)).toContainText('No changes')
  await expectUsable(page, folder)
})

/** On a busy machine everything else goes first, so that the host is not done before anybody could cancel. */
function slowDown({ process: { pid } }: Host): void {
  if (pid !== undefined) setPriority(pid, constants.priority.PRIORITY_LOW)
}

/** Cancels by the key: the button has the focus as soon as it is there. */
async function cancelIn(dialog: Locator, then: 'goes' | 'stays' = 'goes'): Promise<void> {
  await expect(dialog.getByRole('button', { name: 'Cancel', exact: true })).toBeFocused()
  await dialog.page().keyboard.press('Enter')
  if (then === 'goes') await expect(dialog).toBeHidden()
}
