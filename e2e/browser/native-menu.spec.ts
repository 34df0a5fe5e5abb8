// What the window does when its native menu sends a command. Chromium has no such menu: the host's stream of events stands in for
// it, which brings the very message that Electron's main sends.
import type { Page } from '@playwright/test'
import { commandIds } from '../../shared/commands/commands'
import { listenTo } from '../announced'
import { writeBackup } from '../backups'
import { expect, test as base } from '../host'
import { editor, open, row, show, statusBar, tree } from '../window'

const test = base.extend({
  page: async ({ page }, use) => {
    await page.addInitScript(() => {
      window.EventSource = class extends EventSource {
        constructor(...args: ConstructorParameters<typeof EventSource>) {
          super(...args)
          Object.assign(window, { events: this })
        }
      }
    })
    await page.reload()
    await use(page)
  },
})

/** Chooses an item, as far as the page can tell. */
async function choose(page: Page, command: unknown): Promise<void> {
  await page.evaluate(data => {
    if ('events' in window && window.events instanceof EventSource) {
      window.events.dispatchEvent(new MessageEvent('command.run', { data }))
    }
  }, JSON.stringify({ command }))
}

const layer = 'local.tgz'

test('it runs what was chosen, on the row that is shown', async ({ page, folder }) => {
  await open(page, (await writeBackup(folder, 'esxi-6.7')).path)
  await show(page, `${layer}!/etc/hosts`)
  await choose(page, 'rename')
  await expect(page.getByRole('textbox', { name: 'New path' })).toHaveValue('etc/hosts')
  await page.keyboard.press('Escape')
  await choose(page, 'remove')
  await expect(row(page, `${layer}!/etc/hosts`)).toHaveCount(0)
  await choose(page, 'undo')
  await expect(row(page, `${layer}!/etc/hosts`)).toHaveCount(1)
  await choose(page, 'shortcuts')
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible()
})

test('what cannot be run is refused with the reason, and nothing else happens', async ({ page, folder }) => {
  for (const command of ['save', 'undo', 'remove', 'find'] as const) {
    await choose(page, command)
    await expect(page.getByText(/: Open a file first\.$/).last()).toBeVisible()
  }
  await open(page, (await writeBackup(folder, 'esxi-6.7')).path)
  await choose(page, 'undo')
  await expect(page.getByText('Undo: There is nothing to undo.').first()).toBeVisible()
  await choose(page, 'nextChange')
  await expect(page.getByText('Next change: No difference of two texts is shown.').first()).toBeVisible()
  await expect(statusBar(page)).toContainText('No changes')
})

test('what is not a command is ignored', async ({ page, folder }) => {
  await open(page, (await writeBackup(folder, 'esxi-6.7')).path)
  for (const command of ['', 'toString', '__proto__', 'edit.remove', 7, null, { id: 'remove' }])
    await choose(page, command)
  expect(commandIds).not.toContain('edit.remove')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(statusBar(page)).toContainText('No changes')
})

test('a dialog keeps the window to itself', async ({ page, folder }) => {
  await open(page, (await writeBackup(folder, 'esxi-6.7')).path)
  await page.keyboard.press('Control+b')
  const dialog = page.getByRole('dialog', { name: 'Build restore bundle' })
  await expect(dialog).toBeVisible()
  const announcements = await listenTo(page)
  await choose(page, 'close')
  await announcements.heard('Close the dialog first.')
  await page.keyboard.press('Escape')
  await expect(dialog).toHaveCount(0)
  await expect(tree(page)).toBeVisible()
})

test('Undo and Redo mean the text that has the focus: of the editor, or of a field in it', async ({ page, folder }) => {
  const { keyboard } = page
  await open(page, (await writeBackup(folder, 'esxi-6.7')).path)
  await show(page, `${layer}!/etc/random-seed`)
  await keyboard.press('Delete')
  await show(page, `${layer}!/etc/hosts`)
  await editor(page).click()
  await keyboard.press('Control+End')
  await keyboard.type('typed')
  await choose(page, 'undo')
  await expect(editor(page)).not.toContainText('typed')
  await choose(page, 'redo')
  await expect(editor(page)).toContainText('typed')

  await keyboard.press('Control+f')
  const find = page.getByRole('textbox', { name: 'Find' })
  await find.fill('')
  await keyboard.type('local')
  await choose(page, 'undo')
  await expect(find).not.toHaveValue('local')
  await expect(editor(page)).toContainText('typed')
  await expect(row(page, `${layer}!/etc/random-seed`)).toHaveCount(0)

  // With the focus on the tree they are the document's again.
  await keyboard.press('Escape')
  await tree(page).focus()
  await choose(page, 'undo')
  await expect(editor(page)).not.toContainText('typed')
  await choose(page, 'undo')
  await expect(row(page, `${layer}!/etc/random-seed`)).toHaveCount(1)
})
