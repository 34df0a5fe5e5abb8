// The built main and preload, booted under a double of Electron in a process of its own: the real one is not needed, and what
// it would refuse is refused here too. It proves how our files meet Electron's interface, not how Electron behaves.
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { commandNames } from '../../shared/ipc/commands'
import { flat, stateTgz } from '../services/document/testing'

const root = join(import.meta.dirname, '../..')
const main = join(root, 'out/main/main.js')
const folder = mkdtempSync(join(tmpdir(), 'bootbank-boot-'))
const backup = join(folder, 'state.tgz')
const bounds = join(folder, 'user-data', 'window-bounds.json')
let seen: Record<string, unknown> = {}

beforeAll(() => {
  if (isStale()) {
    const electronVite = dirname(createRequire(import.meta.url).resolve('electron-vite/package.json'))
    execFileSync(process.execPath, [join(electronVite, 'bin/electron-vite.js'), 'build', '--logLevel', 'warn'], {
      cwd: root,
    })
  }
  writeFileSync(backup, flat(stateTgz()))
  mkdirSync(join(folder, 'user-data'))
  writeFileSync(bounds, '{"x":100,"y":60,"width":5000,"height":700}')
  const run = boot(main)
  expect(run.stderr).toBe('')
  seen = JSON.parse(run.stdout)
}, 120_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('the built program', () => {
  it('sets up before ready what must be set up before ready', () => {
    expect(seen.schemes).toEqual([
      { scheme: 'bootbank', privileges: { standard: true, secure: true, supportFetchAPI: true } },
    ])
    expect(seen.handlersBeforeReady).toBe(commandNames.length + 1)
  })

  it('opens a sandboxed window on its own scheme, under a strict policy', () => {
    expect(seen.preferences).toEqual({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
    })
    expect(seen.loaded).toMatchObject([{ url: 'bootbank://app/', status: 200, nonceInPage: true }])
    expect(JSON.stringify(seen.loaded)).toMatch(/default-src 'none'; script-src 'self'; style-src 'self' 'nonce-/)
    expect(seen.wrongPages).toEqual([404, 404, 404])
  })

  it('comes up where it was, no larger than the screen, and remembers where it is', () => {
    expect(seen.bounds).toEqual({ x: 100, y: 60, width: 1920, height: 700 })
    expect(JSON.parse(readFileSync(bounds, 'utf8'))).toEqual({ x: 10, y: 20, width: 1200, height: 800 })
  })

  it('leads through the preload from a dropped file to its tree', () => {
    expect(seen.facts).toMatchObject({ host: 'electron', targets: ['folder', 'zip', 'file'] })
    expect(seen.facts).toMatchObject({ pending: { name: 'state.tgz' } })
    expect(seen.hostname).toBe('esx01')
    expect(seen.expand).toEqual(['f', 'a0:0'])
    expect(seen.firstBytes).toEqual({ isBytes: true, text: '127.0.0.1' })
  })

  it('asks before it closes with unsaved changes, and stays', () => {
    expect(seen.keptOpen).toBe(true)
    expect(seen.changes).toMatchObject([
      { dirty: true, undo: 'Edit etc/hosts' },
      { dirty: false, changes: 1 },
    ])
  })

  it('writes a bundle that GNU tar finds the edit in', () => {
    expect(seen.built).toMatchObject({ download: null, proof: { layers: 2 } })
    const script = 'tar -xzOf "$1" local.tgz | tar -xzOf - etc/hosts'
    const hosts = execFileSync('sh', ['-c', script, 'sh', join(folder, 'bundle', 'state.tgz')]).toString()
    expect(hosts).toBe('10.0.0.1 booted\n')
    expect(readdirSync(join(folder, 'bundle'))).toContain('SHA256SUMS')
    expect(seen.shown).toContain(`showItemInFolder: ${join(folder, 'bundle')}`)
  })

  it('takes over the file of a second launch', () => {
    expect(seen.arrived).toMatchObject([{ name: 'state.tgz' }])
    expect(seen.shown).toContain('focus')
  })

  it('denies foreign senders, frames, navigation, windows, permissions and the network', () => {
    const refused = { ok: false, error: { code: 'BAD_REQUEST' } }
    expect(seen.denied).toMatchObject({
      foreignPage: refused,
      frame: refused,
      foreignGrant: refused,
      pathOfNothing: refused,
      newWindow: { action: 'deny' },
      navigations: [true, true, true],
      requests: [true, true, true, true],
      permission: false,
    })
  })

  it('has a menu with the roles of the platform', () => {
    const menu = JSON.stringify(seen.menu)
    for (const part of ['"label":"File"', '"role":"editMenu"', '"role":"zoomIn"', '"role":"help"', 'CmdOrCtrl+O']) {
      expect(menu).toContain(part)
    }
  })

  it('closes without a question once the changes are written', () => {
    expect(seen.closed).toBe(true)
    expect(seen.hasQuit).toBe(process.platform !== 'darwin')
    expect((seen.shown as string[]).filter(name => name === 'showMessageBox').length).toBe(1)
  })
})

describe('the double', () => {
  it.each([
    ['a main that awaits ready at its top level', "import { app } from 'electron'\nawait app.whenReady()", /^$/],
    [
      'a member that is not modelled',
      "import { app } from 'electron'\napp.setAsDefaultProtocolClient('x')",
      /not modelled/,
    ],
    ['a scheme that is registered too late', lateScheme(), /after ready/],
  ])('catches %s', (_what, code, message) => {
    const broken = join(folder, 'broken.mjs')
    writeFileSync(broken, code)
    const run = boot(broken)
    expect(run.status).not.toBe(0)
    expect(run.stdout).toBe('')
    expect(run.stderr.replace(/^Warning: Detected unsettled top-level await[\s\S]*$/, '')).toMatch(message)
  })
})

function lateScheme(): string {
  return "import { app, protocol } from 'electron'\nvoid app.whenReady().then(() => protocol.registerSchemesAsPrivileged([]))"
}

function boot(entry: string) {
  const journey = join(import.meta.dirname, 'boot/journey.ts')
  const args = ['--import', 'tsx', journey, entry, backup, folder]
  const run = spawnSync(process.execPath, args, {
    cwd: root,
    encoding: 'utf8',
    timeout: 60_000,
    maxBuffer: 64 * 1024 * 1024,
  })
  return { status: run.status, stdout: run.stdout, stderr: run.stderr.replace(/^npm warn.*\n/gm, '') }
}

/** Whether the build is missing or older than a source it is made of. */
function isStale(): boolean {
  if (!existsSync(main)) return true
  const built = statSync(main).mtimeMs
  return ['electron', 'shared'].some(zone => newest(join(root, zone)) > built)
}

function newest(path: string): number {
  const times = readdirSync(path, { withFileTypes: true, recursive: true })
    .filter(entry => entry.isFile() && entry.name.endsWith('.ts') && !entry.name.endsWith('.test.ts'))
    .map(entry => statSync(join(entry.parentPath, entry.name)).mtimeMs)
  return Math.max(0, ...times)
}
