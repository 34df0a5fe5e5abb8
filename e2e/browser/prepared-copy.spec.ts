// From a boot disk to a boot disk in the window, by keys alone from the bank on: a bank is opened, root gets a new password, and bundle and
// prepared copy are asked for together. The copy differs from the disk in that password and in no other byte than the dialog lists.
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, stat, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { writeDisk } from '../disks'
import { exactDifference } from '../exact-difference'
import { expect, startHost, test } from '../host'
import { run } from '../palette'
import { drop, statusBar, tool } from '../window'
import { defaultLimits } from '../../electron/engine/codecs/limits'
import { toUint8Array } from '../../electron/engine/codecs/bytes'
import { openDisk } from '../../electron/engine/disks/open-disk'
import { refusalOf } from '../../electron/engine/files/file-errors'

/** The states of both banks, written beside the disk; gives their paths. */
async function statesOf(disk: string, folder: string, name: string): Promise<readonly string[]> {
  const opened = await openDisk(disk, { name, limits: defaultLimits, refusal: code => refusalOf(code, disk) })
  expect(opened?.report.findings).toEqual([])
  await mkdir(join(folder, name))
  return Promise.all(
    (opened?.banks ?? []).map(async ({ state }, index) => {
      const path = join(folder, name, `${index + 1}.tgz`)
      await writeFile(path, state ? toUint8Array(state) : '')
      return path
    }),
  )
}

async function openSecondBank(page: Page): Promise<void> {
  await page
    .getByRole('dialog', { name: 'Boot banks of stick.img' })
    .getByRole('button', { name: 'Open bank 2' })
    .click()
  await expect(page.getByText('bank 2 (partition 6, BOOTBANK2) of stick.img').first()).toBeVisible()
  // The keys are the window's again.
  await expect(page.getByRole('dialog')).toHaveCount(0)
}

async function resetPassword(page: Page): Promise<void> {
  await run(page, 'Edit: Change a password…')
  const dialog = page.getByRole('dialog', { name: 'Change a password' })
  await expect(dialog.getByRole('textbox', { name: 'New password' })).toBeFocused()
  await page.keyboard.type('three Words of 2026')
  await page.keyboard.press('Tab')
  await page.keyboard.type('three Words of 2026')
  await page.keyboard.press('Enter')
  await expect(dialog).toBeHidden()
  await expect(statusBar(page)).toContainText('1 change,')
}

test('bank, password, bundle and prepared copy; the copy differs in that alone', async ({ page, folder }) => {
  // Two disks are opened and compared, and two files built: much for one journey.
  test.setTimeout(120_000)
  const disk = await writeDisk(folder)
  const before = await readFile(disk)
  await drop(page, disk)
  await openSecondBank(page)
  await resetPassword(page)
  await tool(page, 'Build restore bundle').press('Enter')
  const plan = page.getByRole('dialog', { name: 'Build restore bundle' })
  const build = plan.getByRole('button', { name: 'Build and download' })
  await expect(build).toBeFocused()
  const choice = plan.getByRole('checkbox', { name: /^A prepared copy of stick\.img as well/ })
  await choice.focus()
  await page.keyboard.press('Space')
  await expect(choice).toBeChecked()
  await expect(plan).toContainText('The new state goes to bank 2 (partition 6, BOOTBANK2) of stick.img.')
  const files: Record<string, string> = {}
  page.on('download', async file => {
    files[file.suggestedFilename()] = await file.path()
  })
  await expect(build).toBeEnabled()
  await build.focus()
  await page.keyboard.press('Enter')
  const done = page.getByRole('dialog', { name: 'Restore bundle built' })
  const proof = done.getByRole('region', { name: 'Prepared copy of the disk' })
  // Two files are written, read back and proven first.
  await expect(proof).toContainText('bank 2 (partition 6, BOOTBANK2) of stick.img', { timeout: 30_000 })
  await expect.poll(() => Object.keys(files).length).toBe(2)
  const ready = files['stick-prepared.img'] ?? ''
  const [zip = ''] = Object.entries(files)
    .filter(([name]) => name.endsWith('.zip'))
    .map(([, path]) => path)

  const [oldStates, newStates] = [await statesOf(disk, folder, 'old'), await statesOf(ready, folder, 'new')]
  // The state of the bundle is that of the copy, whose sum is on the screen.
  const kit = execFileSync('unzip', ['-p', zip, 'state.tgz'])
  expect(Buffer.compare(kit, await readFile(newStates[1] ?? ''))).toBe(0)
  await expect(proof).toContainText(createHash('sha256').update(kit).digest('hex'))
  // The wanted difference, and the other bank as it was.
  const found = await exactDifference(oldStates[1] ?? '', newStates[1] ?? '')
  expect(found).toEqual({ entries: ['local.tgz.ve!/etc/shadow: content'], settings: {} })
  expect(Buffer.compare(await readFile(oldStates[0] ?? ''), await readFile(newStates[0] ?? ''))).toBe(0)
  // No byte outside of the ranges that are listed.
  const after = await readFile(ready)
  const rows = (await proof.getByRole('row').allInnerTexts()).slice(1).map(row => row.split('\t'))
  // Content and folder entry; the tables too where the new state takes another number of clusters.
  expect(rows.length).toBeGreaterThanOrEqual(2)
  for (const [offset, length] of rows) {
    const [from, size] = [offset, length].map(text => Number(text?.replaceAll(/\D/g, '')))
    before.fill(0, from, (from ?? 0) + (size ?? 0))
    after.fill(0, from, (from ?? 0) + (size ?? 0))
  }
  expect(Buffer.compare(before, after)).toBe(0)
  await page.keyboard.press('Enter')
  await expect(done).toBeHidden()
  await expect(statusBar(page)).toContainText('1 change, saved')
})

test('a prepared copy that is cancelled leaves nothing of it, and the bundle is complete', async ({
  browser,
  folder,
}) => {
  const disk = await writeDisk(folder)
  // As long a disk as it takes to cancel in time; all of it but the first megabytes is a hole.
  await truncate(disk, 128 * 1024 ** 3)
  const before = await stat(disk)
  const host = await startHost(join(folder, 'host'), { args: [disk] })
  const left = async () =>
    (await readdir(host.temporary, { recursive: true })).filter(name => name.includes('prepared'))
  const page = await browser.newPage()
  await page.goto(host.url)
  await openSecondBank(page)
  await tool(page, 'Build restore bundle').press('Enter')
  const plan = page.getByRole('dialog', { name: 'Build restore bundle' })
  const build = plan.getByRole('button', { name: 'Build and download' })
  await expect(build).toBeFocused()
  await plan.getByRole('checkbox', { name: /^A prepared copy/ }).press('Space')
  await expect(plan).toContainText('The new state goes to bank 2')
  await expect(build).toBeEnabled()
  await build.press('Enter')
  await expect(plan.getByRole('progressbar', { name: /^Copying to stick-prepared/ })).toBeVisible({ timeout: 30_000 })
  expect(await left()).not.toEqual([])
  await plan.getByRole('button', { name: 'Cancel', exact: true }).press('Enter')

  const done = page.getByRole('dialog', { name: 'Restore bundle built' })
  await expect(done.getByRole('status')).toHaveText(
    'The prepared copy was cancelled, and nothing of it is left. The bundle is complete.',
  )
  await expect(done.getByRole('table', { name: '8 files' })).toBeVisible()
  expect(await left()).toEqual([])
  expect((await stat(disk)).mtimeMs).toBe(before.mtimeMs)
  await page.close()
  await host.stop()
  expect(await readdir(host.temporary)).toEqual([])
})
