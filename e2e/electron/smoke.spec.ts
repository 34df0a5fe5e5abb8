// The main journey in the real window. Electron's binary is not part of its npm package: where it is not at hand, or cannot show a
// window, these tests are skipped, with the reason.
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { _electron, type ElectronApplication, expect, type Page, test } from '@playwright/test'
import { unpackState } from '../../testing/archives/outside-tools'
import { writeBackup } from '../backups'
import { project } from '../places'
import { acceptProof, editAndCompare, proveBundle } from '../restore-journey'
import { editor, row, show, tool, tree } from '../window'

// One after another: they share the screen and the focus.
test.describe.configure({ mode: 'default' })

let binary = ''
let folder = ''
let app: ElectronApplication | null = null

test.beforeAll(async () => {
  const found = await findElectron()
  test.skip('missing' in found, `needs a real window, and ${'missing' in found ? found.missing : ''}`)
  if ('binary' in found) binary = found.binary
})
test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bootbank-window-'))
})
test.afterEach(async () => {
  // A question about unsaved changes would keep the window open.
  await app?.evaluate(({ app: electron }) => electron.exit(0)).catch(() => undefined)
  app = null
  await rm(folder, { recursive: true, force: true })
})

/** By the same rules as `npm start`, but without fetching anything. */
async function findElectron(): Promise<{ readonly binary: string } | { readonly missing: string }> {
  const { platform, env } = process
  if (platform === 'linux' && !env.DISPLAY && !env.WAYLAND_DISPLAY) return { missing: 'this machine has no display' }
  if (platform === 'linux' && process.getuid?.() === 0) return { missing: 'the window does not run as root' }
  const start: { presentBinary(folder: string, platform: string, env: NodeJS.ProcessEnv): string | null } =
    await import(pathToFileURL(join(project, 'build/start/electron-binary.mjs')).href)
  const folder = dirname(createRequire(import.meta.url).resolve('electron/package.json'))
  const path = start.presentBinary(folder, platform, env)
  return path === null ? { missing: "Electron's binary is not here" } : { binary: path }
}

/** Starts the built program with a file, in a profile of its own. */
async function start(file: string): Promise<Page> {
  app = await _electron.launch({
    executablePath: binary,
    args: [project, `--user-data-dir=${join(folder, 'profile')}`, file],
    cwd: project,
  })
  const page = await app.firstWindow()
  await expect(tree(page)).toBeVisible()
  return page
}

test('a backup given at the start is edited, compared and bundled into a folder', async () => {
  const { path } = await writeBackup(folder, 'esxi-7.0.2')
  const page = await start(path)
  await editAndCompare(page, 'local.tgz.ve')

  await app?.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [chosen] })
  }, folder)
  await tool(page, 'Build restore bundle').click()
  const plan = page.getByRole('dialog', { name: 'Build restore bundle' })
  await expect(plan.getByRole('radio', { name: 'Folder' })).toBeChecked()
  await plan.getByRole('button', { name: 'Build…' }).click()
  await acceptProof(page)
  await proveBundle(join(folder, 'bootbank-esx01'), path, 'local.tgz.ve')
})

test('the page has its one door and nothing of Node', async () => {
  const { path } = await writeBackup(folder, 'esxi-6.7')
  const page = await start(path)
  const found = await page.evaluate(() => ({
    door: Object.keys(('bootbank' in window && window.bootbank) || {}).sort(),
    node: ['require', 'process', 'module', 'Buffer'].filter(name => name in window),
  }))
  expect(found).toEqual({ door: ['grantFile', 'invoke', 'on'], node: [] })
})

test('a file that is dragged out of the tree is a copy of its own, and goes with the window', async () => {
  const { path } = await writeBackup(folder, 'esxi-6.7')
  const page = await start(path)
  await show(page, 'local.tgz!/etc/hosts')
  // The system's drag would wait for a hand: what it would be given is looked at instead.
  await app?.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows()
    if (window) window.webContents.startDrag = ({ file }) => void Object.assign(globalThis, { dragged: file })
  })
  await row(page, 'local.tgz!/etc/hosts').hover()
  await page.mouse.down()
  await page.mouse.move(640, 400, { steps: 8 })
  const dragged = () => app?.evaluate(() => String(Reflect.get(globalThis, 'dragged') ?? ''))
  await expect.poll(dragged).toMatch(/hosts$/)
  const copy = (await dragged()) ?? ''
  const stored = unpackState('GNU tar', await readFile(path)).find(member => member.name === 'etc/hosts')
  expect(await readFile(copy)).toEqual(stored?.content)
  await page.mouse.up()
  const closed = page.waitForEvent('close')
  await app?.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close())
  await closed
  await expect.poll(() => existsSync(copy)).toBe(false)
})

test('the native menu runs the commands of the window, and a key runs one once', async () => {
  const { path } = await writeBackup(folder, 'esxi-6.7')
  const page = await start(path)
  const choose = (id: string) =>
    app?.evaluate(({ Menu }, item) => {
      Menu.getApplicationMenu()?.getMenuItemById(item)?.click()
    }, id)
  await choose('shortcuts')
  const help = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
  await expect(help.getByRole('table', { name: 'Window' })).toContainText('New window')
  await page.keyboard.press('Escape')
  await expect(help).toHaveCount(0)
  await show(page, 'local.tgz!/etc/hosts')
  await choose('remove')
  await expect(row(page, 'local.tgz!/etc/hosts')).toHaveCount(0)
  await show(page, 'local.tgz!/etc/shadow')
  await page.keyboard.press('Delete')
  await expect(row(page, 'local.tgz!/etc/shadow')).toHaveCount(0)
  await page.keyboard.press('ControlOrMeta+z')
  await expect(row(page, 'local.tgz!/etc/shadow')).toHaveCount(1)
  await expect(row(page, 'local.tgz!/etc/hosts')).toHaveCount(0)
})

test('the window asks before it closes with unsaved changes', async () => {
  const { path } = await writeBackup(folder, 'esxi-6.7')
  const page = await start(path)
  await show(page, 'local.tgz!/etc/hosts')
  await editor(page).click()
  await page.keyboard.type('unsaved')
  await expect(page).toHaveTitle('● state.tgz — Bootbank')

  const answer = (response: number) =>
    app?.evaluate(({ dialog, BrowserWindow }, button) => {
      dialog.showMessageBox = async () => ({ response: button, checkboxChecked: false })
      BrowserWindow.getAllWindows()[0]?.close()
    }, response)
  await answer(0)
  await expect(editor(page)).toContainText('unsaved')
  const closed = page.waitForEvent('close')
  await answer(1)
  await closed
})
