// The page of a desktop window crashed and was loaded again. Here the same host answers as the desktop window does then: it names
// the document that it kept.
import { writeBackup } from '../backups'
import { expect, test } from '../host'
import { changes, editor, open, row, show, statusBar, tool } from '../window'

const hosts = 'local.tgz!/etc/hosts'

test('the next page shows the document with its changes, its undo and its card', async ({ page, host, folder }) => {
  /** The last answer of each command, as the host gave it. */
  const answers = new Map<string, object>()
  let grant = ''
  for (const command of ['document.open', 'edit.text']) {
    await page.route(`**/api/${command}`, async route => {
      const response = await route.fetch()
      answers.set(command, (await response.json()).value)
      grant = route.request().postDataJSON().grant ?? grant
      await route.fulfill({ response })
    })
  }
  // The page is lost, not left: it cannot let go of its document.
  await page.addInitScript(() => window.addEventListener('pagehide', event => event.stopImmediatePropagation()))
  await page.route('**/api/app.facts', async route => {
    const { value } = await (await route.fetch()).json()
    const opened = answers.get('document.open')
    const kept = {
      opened: { ...opened, status: answers.get('edit.text') },
      grant: { grant, name: 'state.tgz', size: 1 },
    }
    const resume = opened === undefined ? null : kept
    await route.fulfill({ json: { ok: true, value: { ...value, host: 'electron', resume } } })
  })
  await page.goto(host.origin)

  const backup = await writeBackup(folder, 'esxi-6.7')
  await open(page, backup.path)
  await show(page, hosts)
  await editor(page).click()
  await page.keyboard.press('Control+Home')
  await page.keyboard.type('# kept\n')
  await expect(statusBar(page)).toContainText('1 change, not saved')
  await expect.poll(() => answers.get('edit.text')).toMatchObject({ changes: 1, undo: 'Edit etc/hosts' })

  await page.reload()
  await expect(page.getByText('The page was reloaded').first()).toBeVisible()
  await expect(page).toHaveTitle('● state.tgz — Bootbank')
  await expect(statusBar(page)).toContainText('1 change, not saved')
  await expect(row(page, '')).toHaveAccessibleDescription(/changes inside$/)
  await expect(await changes(page)).toHaveAccessibleName(/^hosts, content changed/)
  await show(page, hosts)
  await expect(editor(page)).toContainText('# kept')
  await tool(page, 'Undo').click()
  await expect(statusBar(page)).toContainText('No changes')
})
