// The dialog of the restore bundle, page by page: what the plan tells, why there is none, what the proof shows, what becomes of a
// build that fails. Cancelling is in cancel.spec.ts, what a bundle contains in the journeys.
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Locator, Page } from '@playwright/test'
import { makeLarge } from '../../testing/fixtures/large'
import { unpackState } from '../../testing/archives/outside-tools'
import { writeBackup, writeBytes } from '../backups'
import { expect, test } from '../host'
import { project } from '../places'
import { chooseInMenu, download, editor, open, row, show, statusBar, tool, tree } from '../window'

test.use({ hostOptions: { nodeArgs: ['--import', pathToFileURL(join(project, 'e2e/end-workers.mjs')).href] } })

const layer = 'local.tgz.ve'

async function openDialog(page: Page): Promise<Locator> {
  await tool(page, 'Build restore bundle').click()
  const dialog = page.getByRole('dialog', { name: 'Build restore bundle' })
  await expect(dialog).toBeVisible()
  return dialog
}

/** The items under a heading of the plan. */
const itemsUnder = (dialog: Locator, heading: string | RegExp) =>
  dialog
    .locator('section')
    .filter({ has: dialog.page().getByRole('heading', { name: heading }) })
    .getByRole('listitem')

test('the plan of an unchanged backup says that nothing changes, and what a browser cannot write', async ({
  page,
  folder,
}) => {
  await open(page, (await writeBackup(folder, 'esxi-6.7')).path)
  const dialog = await openDialog(page)
  await expect(dialog).toContainText('No changes: the bundle will contain the state exactly as it was opened.')
  const told = itemsUnder(dialog, 'Before you restore')
  await expect(told.first()).toHaveText(/^Nothing was changed/)
  // What the checks find is told as well.
  await expect(told.filter({ hasText: 'monitor has no password' })).toHaveCount(1)
  await expect(itemsUnder(dialog, 'Files to be written')).toHaveText([
    'state.tgz',
    'CHANGES.md',
    'changes.diff',
    'RESTORE.md',
    'RESTORE.html',
    'restore.sh',
    'manifest.json',
    'SHA256SUMS',
  ])
  await expect(dialog.getByRole('radio', { name: 'Zip file' })).toBeChecked()
  await expect(dialog.getByRole('radio', { name: 'Folder' })).toBeDisabled()
  await expect(dialog).toContainText('A browser cannot write folders')
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await expect(dialog).toHaveCount(0)
})

test('the plan lists each change with its letter and its kinds, and what is unverified', async ({ page, folder }) => {
  await open(page, (await writeBackup(folder, 'esxi-7.0.2')).path)
  await show(page, `${layer}!/etc/hosts`)
  await editor(page).click()
  await page.keyboard.type('# ')
  await expect(statusBar(page)).toContainText('1 change')
  await show(page, `${layer}!/etc/random-seed`)
  await page.keyboard.press('Delete')
  await chooseInMenu(page, `${layer}!/etc/ntp.conf`, 'Rename or move…')
  await page.getByRole('textbox', { name: 'New path' }).fill('etc/ntp.conf.old')
  await page.keyboard.press('Enter')
  await expect(statusBar(page)).toContainText('3 changes')

  const dialog = await openDialog(page)
  const listed = itemsUnder(dialog, '3 changes')
  await expect(listed.filter({ hasText: `${layer}!/etc/hosts` })).toHaveText(/^M.*content changed$/)
  await expect(listed.filter({ hasText: 'random-seed' })).toHaveText(/^D.*removed$/)
  await expect(listed.filter({ hasText: 'ntp.conf.old' })).toHaveText(/^R.*renamed from .*ntp\.conf$/)
  await expect(itemsUnder(dialog, 'Before you restore').filter({ hasText: /^Unverified: / })).toContainText('iv')
})

test('a file that no host boots from is refused with the way out, and nothing can be built', async ({
  page,
  folder,
}) => {
  const path = join(folder, 'notes.tgz')
  await writeBytes(folder, 'readme.txt', 'No state.\n')
  execFileSync('tar', ['-C', folder, '-czf', path, 'readme.txt'])
  await open(page, path)
  let dialog = await openDialog(page)
  await expect(dialog.getByRole('alert')).toContainText('NO_STATE')
  await expect(dialog.getByRole('alert')).toContainText('Save a copy of the changed file instead')
  await expect(dialog.getByRole('button', { name: /Build/ })).toHaveCount(0)
  await expect(dialog.getByRole('button', { name: 'Close' }).last()).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(dialog).toHaveCount(0)

  // A change that takes the state out of the backup is refused as well, until it is taken back.
  await open(page, (await writeBackup(join(folder, 'state'), 'esxi-7.0.2')).path)
  await row(page, layer).click()
  await page.keyboard.press('Delete')
  await expect(statusBar(page)).toContainText('1 change')
  dialog = await openDialog(page)
  await expect(dialog.getByRole('alert')).toContainText('NO_STATE')
  await page.keyboard.press('Escape')
  await tool(page, 'Undo').click()
  dialog = await openDialog(page)
  await expect(dialog.getByRole('button', { name: 'Build and download' })).toBeEnabled()
})

test('the proof has the sums of what was downloaded, and fetches it again', async ({ page, folder }) => {
  await open(page, (await writeBackup(folder, 'esxi-7.0.2')).path)
  await show(page, `${layer}!/etc/random-seed`)
  await page.keyboard.press('Delete')
  await expect(statusBar(page)).toContainText('1 change')
  const dialog = await openDialog(page)
  const zip = join(folder, 'bundle.zip')
  await download(page, zip, () => dialog.getByRole('button', { name: 'Build and download' }).click())

  const proof = page.getByRole('dialog', { name: 'Restore bundle built' })
  await expect(proof.getByRole('button', { name: 'Done' })).toBeFocused()
  const inZip = (name: string) => execFileSync('unzip', ['-p', zip, name], { maxBuffer: 1 << 26 })
  const rows = await proof.getByRole('table', { name: '8 files' }).getByRole('row').allInnerTexts()
  const told = rows.slice(1).map(one => one.split(/\s+/).filter(part => part !== ''))
  expect(told.map(([name]) => name).sort()).toEqual([
    'CHANGES.md',
    'RESTORE.html',
    'RESTORE.md',
    'SHA256SUMS',
    'changes.diff',
    'manifest.json',
    'restore.sh',
    'state.tgz',
  ])
  for (const parts of told) {
    const sum = createHash('sha256')
      .update(inZip(parts[0] ?? ''))
      .digest('hex')
    expect(parts.at(-1)).toBe(sum)
  }
  const fact = (name: string) => proof.getByRole('definition').and(proof.locator(`dt:text-is("${name}") + dd`))
  const members = unpackState('GNU tar', inZip('state.tgz'))
  await expect(fact('layers reopened')).toHaveText('2')
  // The entries of both layers: the members of the inner one, and what lies in the outer one.
  const entries = Number(await fact('entries compared').innerText())
  expect(entries).toBeGreaterThan(members.length)
  await expect(fact('entries unchanged')).toHaveText(String(entries - 1))

  // A second look has found the edit, and nothing else.
  await expect(proof).toContainText('this entry differs, and nothing else but the archives around it')
  const next = proof.getByRole('region', { name: 'How it gets onto the host' })
  await next.getByRole('button', { name: 'Help: from the host and back' }).press('Enter')
  await expect(page.getByRole('article', { name: 'From the host and back' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(next.getByRole('button')).toBeFocused()
  await expect(proof.getByRole('listitem')).toHaveText([`${layer}!/etc/random-seed removed`])
  await page.evaluate(() =>
    Object.assign(window, {
      print: () => Object.assign(window, { printed: document.querySelector('.print-only')?.textContent }),
    }),
  )
  await proof.getByRole('button', { name: 'Print' }).press('Enter')
  expect(await page.evaluate(() => Reflect.get(window, 'printed'))).toContain('exactly what was edited')
  await page.evaluate(() => window.dispatchEvent(new Event('afterprint')))
  await expect(page.locator('.print-only')).toHaveCount(0)

  const again = join(folder, 'again.zip')
  await download(page, again, () => proof.getByRole('button', { name: 'Download again' }).click())
  expect(execFileSync('unzip', ['-p', again, 'SHA256SUMS'])).toEqual(inZip('SHA256SUMS'))
  await page.keyboard.press('Escape')
  await expect(proof).toHaveCount(0)
  await expect(statusBar(page)).toContainText('1 change, saved')
})

test('a plain state and a configBundle are chosen, and a wrong UUID is told before anything is built', async ({
  page,
  folder,
}) => {
  await open(page, (await writeBackup(folder, 'esxi-7.0.2')).path)
  const dialog = await openDialog(page)
  const files = itemsUnder(dialog, 'Files to be written')
  await expect(files.filter({ hasText: 'configBundle' })).toHaveCount(0)
  await dialog.getByRole('checkbox', { name: 'A configBundle as well' }).press('Space')
  const uuid = dialog.getByRole('textbox', { name: 'UUID of the machine' })
  await expect(dialog.getByRole('textbox', { name: 'Release' })).toHaveValue(/^VMware ESXi 7\.0/)
  const build = dialog.getByRole('button', { name: 'Build and download' })
  await expect(dialog.getByRole('alert')).toContainText('32 hex digits')
  await expect(build).toBeDisabled()
  await uuid.fill('4c4c4544-0051-3510-8052-b4c04f4a4d32')
  await expect(build).toBeEnabled()
  await expect(files.filter({ hasText: /^configBundle-esx01\.tgz$/ })).toHaveCount(1)
  await dialog.getByRole('checkbox', { name: 'state.tgz with a plain local.tgz' }).press('Space')
  await expect(dialog).toContainText('whether a host that seals its state accepts a plain one')
  const zip = join(folder, 'bundle.zip')
  await download(page, zip, () => build.press('Enter'))
  const proof = page.getByRole('dialog', { name: 'Restore bundle built' })
  // Nothing was edited: how the state is stored is all that differs.
  await expect(proof).toContainText('exactly what was edited')
  const inZip = (name: string) => execFileSync('unzip', ['-p', zip, name], { maxBuffer: 1 << 26 })
  const listed = (bytes: Buffer) =>
    execFileSync('tar', ['-tzf', '-'], { input: bytes, encoding: 'utf8' }).trim().split('\n')
  expect(listed(inZip('state.tgz'))).toEqual(['local.tgz'])
  expect(listed(inZip('configBundle-esx01.tgz'))).toContain('Manifest.txt')
})

test('a build whose document ends is told as a failure, and the file is opened again', async ({
  page,
  folder,
  host,
}) => {
  const path = join(folder, 'state.tgz')
  await makeLarge(path, { entries: 400, bytes: 40_000_000 })
  await open(page, path)
  const dialog = await openDialog(page)
  await dialog.getByRole('button', { name: 'Build and download' }).click()
  await expect(dialog.getByRole('progressbar')).toHaveAttribute('aria-valuetext', /B of /)
  host.process.kill('SIGUSR2')
  await expect(dialog.getByRole('alert', { name: 'The bundle was not built' })).toContainText('WORKER_DIED')
  await expect(dialog.getByRole('button', { name: 'Try again' })).toBeFocused()
  await dialog.getByRole('button', { name: 'Close' }).last().click()
  await page
    .getByRole('alert', { name: 'The document stopped working' })
    .getByRole('button', { name: 'Open again' })
    .click()
  await expect(tree(page)).toBeFocused()
})
