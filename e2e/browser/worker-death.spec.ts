// The thread of a document ends in the middle of the work: the window says so and opens the file again; the host lives on.
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { listenTo } from '../announced'
import { writeBackup } from '../backups'
import { expect, test } from '../host'
import { project } from '../places'
import { palette, run } from '../palette'
import { editor, open, show, statusBar, tree } from '../window'

test.use({ hostOptions: { nodeArgs: ['--import', pathToFileURL(join(project, 'e2e/end-workers.mjs')).href] } })

test('a document whose thread ended is told by a card, opened again from there, and has its changes back if wanted', async ({
  page,
  folder,
  host,
}) => {
  const backup = await writeBackup(folder, 'esxi-7.0.2')
  await open(page, backup.path)
  for (const answer of ['Go on', 'Forget the changes']) {
    await show(page, 'local.tgz.ve!/etc/hosts')
    await editor(page).click()
    await page.keyboard.type('typed before it ended ')
    await expect(statusBar(page)).toContainText('not saved')
    await expect(page).toHaveTitle(/^●/)

    host.process.kill('SIGUSR2')
    const card = page.getByRole('alert', { name: 'The document stopped working' })
    await expect(card).toContainText('WORKER_DIED')
    await expect(card).toContainText('The file on the disk is untouched')
    await card.getByRole('button', { name: 'Open again' }).click()
    await expect(statusBar(page)).toContainText('No changes')
    await expect(card).toHaveCount(0)
    const offer = page.getByRole('dialog', { name: 'state.tgz has changes that were not saved' })
    await offer.getByRole('button', { name: answer }).click()
    if (answer !== 'Go on') {
      await page
        .getByRole('dialog', { name: /^Forget/ })
        .getByRole('button', { name: 'Forget the changes' })
        .click()
      break
    }
    await expect(statusBar(page)).toContainText('1 change, not saved')
    await show(page, 'local.tgz.ve!/etc/hosts')
    await expect(editor(page)).toContainText('typed before it ended')
  }
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(statusBar(page)).toContainText('No changes')
  await show(page, 'local.tgz.ve!/etc/hosts')
  await expect(editor(page)).toContainText('localhost')
  await expect(editor(page)).not.toContainText('typed before it ended')
})

test('by keys alone: the palette has the ways out of the card, and not what needs the document', async ({
  page,
  folder,
  host,
}) => {
  const announcements = await listenTo(page)
  await open(page, (await writeBackup(folder, 'esxi-6.7')).path)
  host.process.kill('SIGUSR2')
  await announcements.heard(/^The document stopped working/)
  await page.keyboard.press('Control+k')
  await expect(palette(page).getByRole('option')).toContainText([
    'File: Open…',
    'File: Open the sample',
    'File: Open again',
    'File: Close',
  ])
  await expect(palette(page).getByRole('option', { name: 'Build restore bundle' })).toHaveCount(0)
  await page.keyboard.type('bundle')
  await expect(palette(page).getByRole('option', { name: /Build restore bundle/ })).toContainText('stopped working')
  await page.keyboard.press('Escape')
  await run(page, 'Go: Next pane')
  await run(page, 'File: Open again')
  await expect(tree(page)).toBeFocused()
  await expect(statusBar(page)).toContainText('No changes')
})

test('closing a document whose worker ended leads back to the welcome screen', async ({ page, folder, host }) => {
  const backup = await writeBackup(folder, 'esxi-6.7')
  await open(page, backup.path)
  host.process.kill('SIGUSR2')
  const card = page.getByRole('alert', { name: 'The document stopped working' })
  await card.getByRole('button', { name: 'Close' }).click()
  await expect(page.getByRole('heading', { name: 'Bootbank' })).toBeVisible()
  await open(page, backup.path)
})
