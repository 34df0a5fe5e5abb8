// Cancelling: while a large backup is uploaded, while it is opened, while its bundle is built. Nothing stays behind in the host's
// temporary folder, and the window goes on.
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { makeLarge } from '../../build/fixtures/large'
import { writeBackup } from '../backups'
import { expect, type Host, test } from '../host'
import { drop, editor, open, saveCopy, show, statusBar, tool, tree } from '../window'

// One after another: they share the large backup, and two openings at once would have to share the machine.
test.describe.configure({ mode: 'default' })

const layer = 'local.tgz'
let shared = ''
let large = ''
let first = ''

test.beforeAll(async () => {
  shared = await mkdtemp(join(tmpdir(), 'bootbank-large-'))
  large = join(shared, 'state.tgz')
  const { nameOf } = await makeLarge(large, { entries: 2000, bytes: 60_000_000, textBytes: 2_000_000 })
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
  await card.getByRole('button', { name: 'Cancel' }).click()
  await expect(card).toBeHidden()
  await expect(tree(page)).toHaveCount(0)
  await expect.poll(() => leftBehind(host)).toEqual([])
  await network.detach()
  await expectUsable(page, folder)
})

test('while the file is opened', async ({ page, folder, host }) => {
  await drop(page, large)
  const card = page.getByRole('dialog', { name: 'Opening state.tgz' })
  await card.getByRole('button', { name: 'Cancel' }).click()
  await expect(card).toBeHidden()
  await expect(page.getByRole('region', { name: 'Open a file' })).toBeVisible()
  await expect(tree(page)).toHaveCount(0)
  await expect(page.getByRole('alert')).toHaveCount(0)
  await expect.poll(() => leftBehind(host)).toEqual([])
  await expectUsable(page, folder)
})

test('while another one is opened over a document, which stays', async ({ page, folder }) => {
  const backup = await writeBackup(folder, 'esxi-6.7')
  await open(page, backup.path)
  await drop(page, large)
  await page.getByRole('dialog', { name: 'Opening state.tgz' }).getByRole('button', { name: 'Cancel' }).click()
  await show(page, 'local.tgz!/etc/hosts')
  await expect(editor(page)).toContainText('localhost')
})

test('while the bundle is built; then it is built all the same', async ({ page, folder, host }) => {
  await open(page, large)
  await show(page, `${layer}!/${first}`)
  await page.keyboard.press('Delete')
  await expect(statusBar(page)).toContainText('1 change, not saved')
  const before = await leftBehind(host)

  await tool(page, 'Build restore bundle').click()
  const dialog = page.getByRole('dialog', { name: 'Build restore bundle' })
  await dialog.getByRole('button', { name: 'Build and download' }).click()
  await expect(dialog.getByRole('progressbar')).toHaveAttribute('aria-valuetext', /B of/)
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await expect(dialog.getByRole('button', { name: 'Build and download' })).toBeVisible()
  await expect.poll(() => leftBehind(host)).toEqual(before)
  await page.keyboard.press('Escape')
  await expect(page).toHaveTitle('● state.tgz — Bootbank')

  const saved = await saveCopy(page, join(folder, 'saved.tgz'))
  expect(saved.length).toBeGreaterThan(10_000_000)
  await expect(statusBar(page)).toContainText('1 change, saved')
})
