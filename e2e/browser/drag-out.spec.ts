// A file is dragged out of the window. What the desktop does with it is beyond a browser that is driven from outside; here it is what
// the drag carries, and what comes from the address in it.
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { bytesOf } from '../../electron/engine/codecs/bytes'
import { readZip } from '../../electron/engine/restore/read-zip'
import { unpackState } from '../../testing/archives/outside-tools'
import { writeBackup } from '../backups'
import { expect, test } from '../host'
import { download, drop, editor, open, row, show, statusBar } from '../window'

const hosts = 'local.tgz.ve!/etc/hosts'

/** Keeps what each drag carries by the time the window has answered its start. */
async function watchDrags(page: Page): Promise<void> {
  await page.evaluate(() => {
    window.addEventListener('dragstart', event => {
      const { dataTransfer } = event
      const carried = { url: dataTransfer?.getData('DownloadURL') ?? '', allowed: dataTransfer?.effectAllowed ?? '' }
      document.documentElement.dataset.carried = JSON.stringify({ ...carried, prevented: event.defaultPrevented })
    })
  })
}

/** Drags a row over the editor and lets go; gives what the drag carried, null where none began. */
async function dragRow(page: Page, address: string): Promise<{ url: string; allowed: string } | null> {
  await page.evaluate(() => delete document.documentElement.dataset.carried)
  await row(page, address).hover()
  await page.mouse.down()
  const to = (await page.getByRole('region', { name: 'Content' }).boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 }
  await page.mouse.move(to.x + to.width / 2, to.y + to.height / 2, { steps: 8 })
  await page.mouse.up()
  const carried = await page.evaluate(() => document.documentElement.dataset.carried)
  return carried === undefined ? null : JSON.parse(carried)
}

test('the row of a file carries its name and an address that gives its bytes, edits included', async ({
  page,
  folder,
  host,
}) => {
  const backup = await writeBackup(folder, 'esxi-7.0.2')
  await open(page, backup.path)
  await show(page, hosts)
  await watchDrags(page)

  const carried = await dragRow(page, hosts)
  expect(carried).toMatchObject({ allowed: 'copy', prevented: false })
  const [, type, name, address = ''] = /^([^:]+):([^:]+):(.+)$/.exec(carried?.url ?? '') ?? []
  expect([type, name]).toEqual(['application/octet-stream', 'hosts'])
  expect(new URL(address).origin).toBe(host.origin)
  const fetched = join(folder, 'fetched')
  const fetchIt = () =>
    download(page, fetched, () =>
      page.evaluate(href => Object.assign(document.createElement('a'), { href, download: '' }).click(), address),
    )
  expect(await fetchIt()).toBe('hosts')
  const stored = unpackState('GNU tar', await readFile(backup.path)).find(member => member.name === 'etc/hosts')
  expect(await readFile(fetched)).toEqual(stored?.content)

  await editor(page).click()
  await page.keyboard.press('Control+Home')
  await page.keyboard.type('# dragged\n')
  await expect(statusBar(page)).toContainText('1 change, not saved')
  await fetchIt()
  expect(await readFile(fetched, 'utf8')).toBe(`# dragged\n${stored?.content}`)
})

test('what is dragged out is not taken in again, and a file from outside still is', async ({ page, folder }) => {
  const backup = await writeBackup(folder, 'esxi-6.7')
  await open(page, backup.path)
  const inner = 'local.tgz!/etc/hosts'
  await show(page, inner)
  await watchDrags(page)
  expect(await dragRow(page, inner)).not.toBeNull()
  await expect(statusBar(page)).toContainText('No changes')
  await expect(page).toHaveTitle('state.tgz — Bootbank')

  const other = join(folder, 'notes.txt')
  await writeFile(other, 'only text\n')
  await page.mouse.move(5, 5)
  await drop(page, other)
  await expect(page.getByRole('alertdialog').or(page.getByRole('dialog'))).toContainText('notes.txt')
})

test('several rows carry the address of one zip, and a row beside them itself alone', async ({ page, folder }) => {
  await open(page, (await writeBackup(folder, 'esxi-7.0.2')).path)
  await show(page, hosts)
  await row(page, 'local.tgz.ve!/etc/resolv.conf').click({ modifiers: ['Control'] })
  await watchDrags(page)
  const { url } = (await dragRow(page, hosts)) ?? { url: '' }
  const [, name = '', address = ''] = /^application\/octet-stream:([^:]*):(.*)$/.exec(url) ?? []
  expect(name).toBe('files.zip')
  const fetched = await page.request.get(address)
  expect(fetched.headers()['content-disposition']).toContain('files.zip')
  const names = readZip(bytesOf(await fetched.body())).map(one => one.name)
  expect(names).toEqual([hosts, 'local.tgz.ve!/etc/resolv.conf'])
  expect((await dragRow(page, 'local.tgz.ve!/etc/shadow'))?.url).toContain(':shadow:')
})

test('folders, links and the file itself cannot be dragged', async ({ page, folder }) => {
  const backup = await writeBackup(folder, 'esxi-7.0.2')
  await open(page, backup.path)
  await show(page, hosts)
  await watchDrags(page)
  for (const address of ['', 'local.tgz.ve!/etc']) expect(await dragRow(page, address)).toBeNull()
  await expect(row(page, hosts)).toHaveAttribute('draggable', 'true')
})

test.describe('as in the desktop window', () => {
  /** Lets the page take its host for the desktop window; gives the names of the drag's commands, first first. */
  async function asDesktop(page: Page, url: string, answer: Promise<void>): Promise<string[]> {
    const asked: string[] = []
    await page.route('**/api/app.facts', async route => {
      const response = await route.fetch()
      const { value } = await response.json()
      await route.fulfill({ json: { ok: true, value: { ...value, host: 'electron' } } })
    })
    await page.route('**/api/drag.start', async route => {
      const { suggestedName, node, also = [] } = route.request().postDataJSON()
      const names = [suggestedName, ...also.map((one: { suggestedName: string }) => one.suggestedName)]
      asked.push(`drag.start ${names.join('+')} ${/^\d+(\/\d+)*$/.test(node)}`)
      await answer
      await route.fulfill({ json: { ok: true, value: null } })
    })
    await page.route('**/api/operation.cancel', async route => {
      asked.push('operation.cancel')
      await route.fulfill({ json: { ok: true, value: null } })
    })
    await page.goto(new URL(url).origin)
    return asked
  }

  test('the host is asked for the drag, and its file is not opened when it comes over the window', async ({
    page,
    folder,
    host,
  }) => {
    const asked = await asDesktop(page, host.url, Promise.resolve())
    const backup = await writeBackup(folder, 'esxi-6.7')
    await open(page, backup.path)
    await show(page, 'local.tgz!/etc/hosts')
    await watchDrags(page)
    await row(page, 'local.tgz!/etc/hosts').hover()
    await page.mouse.down()
    await page.mouse.move(640, 400, { steps: 5 })
    await expect.poll(() => asked).toEqual(['drag.start hosts true'])
    expect(await page.evaluate(() => document.documentElement.dataset.carried)).toContain('"prevented":true')

    const taken: (string | null)[] = []
    page.on('request', request => {
      const { pathname, searchParams } = new URL(request.url())
      if (pathname === '/upload') taken.push(searchParams.get('name'))
    })
    // The system's drag with the copy comes back over the window, and over the editor.
    const copy = join(folder, 'hosts')
    await writeFile(copy, 'dragged\n')
    await drop(page, copy)
    await page.mouse.up()
    // A file from outside is taken in again, and it alone was.
    const other = join(folder, 'notes.txt')
    await writeFile(other, 'only text\n')
    await drop(page, other)
    await expect(page.getByRole('dialog').or(page.getByRole('alertdialog'))).toContainText('notes.txt')
    expect(taken).toEqual(['notes.txt'])
    expect(asked).toEqual(['drag.start hosts true'])
  })

  test('the host is asked for all chosen rows', async ({ page, folder, host }) => {
    const asked = await asDesktop(page, host.url, Promise.resolve())
    await open(page, (await writeBackup(folder, 'esxi-6.7')).path)
    await show(page, 'local.tgz!/etc/hosts')
    await row(page, 'local.tgz!/etc/resolv.conf').click({ modifiers: ['Control'] })
    await row(page, 'local.tgz!/etc/hosts').hover()
    await page.mouse.down()
    await page.mouse.move(640, 400, { steps: 5 })
    await expect.poll(() => asked).toEqual(['drag.start hosts+resolv.conf true'])
    await page.mouse.up()
  })

  test('a button that is let go of before the copy is ready takes the drag back', async ({ page, folder, host }) => {
    let isReady = (): void => undefined
    const asked = await asDesktop(page, host.url, new Promise(resolve => (isReady = resolve)))
    const backup = await writeBackup(folder, 'esxi-6.7')
    await open(page, backup.path)
    await show(page, 'local.tgz!/etc/hosts')
    await row(page, 'local.tgz!/etc/hosts').hover()
    await page.mouse.down()
    await page.mouse.move(640, 400, { steps: 5 })
    await expect.poll(() => asked).toHaveLength(1)
    await page.mouse.up()
    await expect.poll(() => asked).toEqual(['drag.start hosts true', 'operation.cancel'])
    isReady()
  })
})
