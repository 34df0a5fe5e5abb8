// The packaged program with the real Electron inside: that its threads, its SQLite and its sample are found in app.asar. Its fuses keep
// every debugger of Node out, Playwright's way in too; Chromium's own way to its pages is open to whoever starts the program.
import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, chromium, expect, type Page, test } from '@playwright/test'
import { unpackedFolder } from '../../build/dist/unpacked'
import { writeBackup } from '../backups'
import { project } from '../places'
import { editor, show, tree } from '../window'

/** Absolute path of the program that `npm run dist` made here. */
const program = join(
  unpackedFolder(join(project, 'dist')),
  { darwin: 'Bootbank.app/Contents/MacOS/Bootbank', win32: 'Bootbank.exe' }[String(process.platform)] ??
    'bootbank-window',
)

let folder = ''
let running: ChildProcess | null = null
let browser: Browser | null = null

test.skip(!existsSync(program), 'no package was made here: npm run dist makes it where Electron’s binary is')
test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bootbank-packaged-'))
})
test.afterEach(async () => {
  await browser?.close()
  running?.kill()
  await rm(folder, { recursive: true, force: true, maxRetries: 5 })
})

/** Starts the program in a profile of its own; gives its page. */
async function start(...files: readonly string[]): Promise<Page> {
  const options = ['--remote-debugging-port=0', `--user-data-dir=${join(folder, 'profile')}`]
  const child = spawn(program, [...options, ...files], { stdio: ['ignore', 'ignore', 'pipe'] })
  running = child
  const address = await new Promise<string>((resolve, reject) => {
    let said = ''
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      said += text
      const [, found] = /^DevTools listening on (ws:\S+)/m.exec(said) ?? []
      if (found !== undefined) resolve(found)
    })
    child.once('exit', code => reject(new Error(`the program ended with ${code}: ${said}`)))
  })
  browser = await chromium.connectOverCDP(address)
  const [context] = browser.contexts()
  if (context === undefined) throw new Error('the program shows nothing')
  return context.pages()[0] ?? (await context.waitForEvent('page'))
}

test('a backup given at the start is opened by a thread, its ConfigStore read, and edited', async () => {
  const { path } = await writeBackup(folder, 'esxi-8.0')
  const page = await start(path)
  await expect(tree(page)).toBeVisible()
  // Nothing but ConfigStore has the address: SQLite, which is WebAssembly, came up.
  await expect(page.getByText('192.0.2.12').first()).toBeVisible()
  await show(page, 'local.tgz.ve!/etc/hosts')
  await editor(page).click()
  await page.keyboard.type('edited')
  await expect(page).toHaveTitle('● state.tgz — Bootbank')
})

test('the sample is read out of app.asar', async () => {
  const page = await start()
  await page.getByRole('button', { name: 'Open the sample' }).click()
  await expect(tree(page)).toBeVisible()
})
