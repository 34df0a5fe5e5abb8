// What must hold of the built main and preload, wherever they lie: in out/, or in the app.asar of a package.
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { beforeAll, expect, it } from 'vitest'
import { commandNames } from '../../shared/contract/commands'
import { esxConf, plainState } from '../archives/small-backups'
import { needs } from '../needs'

const project = resolve(import.meta.dirname, '../..')
const backupText = '127.0.0.1'
/** A folder of copies of a program that was killed: no process has this number. */
const leftBehind = 'bootbank-spool-99999999-killed'

/** A built program and where to try it. */
export interface Program {
  /** Absolute path of the built main.js. */
  readonly main: string
  readonly isPackaged: boolean
  /** Folder for what the journey reads and writes; it is there already. */
  readonly folder: string
}

/** A process of its own with the double, a network that is not to be touched, and one of the scripts beside this file. */
export function runUnderDouble(
  script: 'journey' | 'platform' | 'lost-page' | 'several-files' | 'second-launch' | 'dialogs',
  args: readonly string[],
  temporary = tmpdir(),
) {
  const watch = join(import.meta.dirname, 'network-watch.mjs')
  const options = ['--import', 'tsx', '--import', watch, join(import.meta.dirname, `${script}.ts`)]
  const run = spawnSync(process.execPath, [...options, ...args], {
    cwd: project,
    env: { ...process.env, TMPDIR: temporary },
    encoding: 'utf8',
    timeout: 60_000,
    maxBuffer: 64 * 1024 * 1024,
  })
  return { status: run.status, stdout: run.stdout, stderr: run.stderr.replace(/^npm warn.*\n/gm, '') }
}

/** Runs the journey on a program. */
export function runJourney({ main, isPackaged, folder }: Program) {
  const [backup, other] = [join(folder, 'state.tgz'), join(folder, 'other.tgz')]
  writeFileSync(backup, plainState())
  writeFileSync(other, plainState())
  const temporary = join(folder, 'tmp')
  mkdirSync(join(temporary, leftBehind), { recursive: true })
  writeFileSync(join(temporary, leftBehind, 'shadow'), 'root:secret')
  return runUnderDouble('journey', [main, isPackaged ? 'packaged' : 'unpackaged', backup, other, folder], temporary)
}

/** The tests of one program. `program` is asked once the tests have begun. */
export function itBehaves(program: () => Program): void {
  let seen: Record<string, unknown> = {}
  let folder = ''
  let isPackaged = false
  let bounds = ''

  beforeAll(() => {
    const chosen = program()
    ;({ folder, isPackaged } = chosen)
    bounds = join(folder, 'user-data', 'window-bounds.json')
    mkdirSync(join(folder, 'user-data'))
    const display = 'Bench 1920x1080@1'
    const places = [
      { display: 'Unplugged 3840x2160@2', x: 5, y: 5, width: 800, height: 700, maximized: true },
      { display, x: 100, y: 20, width: 5000, height: 700, maximized: false },
    ]
    writeFileSync(bounds, JSON.stringify({ version: 1, places }))
    const run = runJourney(chosen)
    expect(run.stderr).toBe('')
    seen = JSON.parse(run.stdout)
  }, 120_000)

  it('sets up before ready what has to be set up before ready', () => {
    expect(seen.schemes).toEqual([
      { scheme: 'bootbank', privileges: { standard: true, secure: true, supportFetchAPI: true } },
    ])
    expect(seen.handlersBeforeReady).toBe(commandNames.length + 1)
    expect(seen.isSandboxed).toBe(true)
  })

  it('opens every window with the strictest preferences', () => {
    expect(seen.preferences).toEqual({
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      contextIsolation: true,
      sandbox: true,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      devTools: !isPackaged,
    })
  })

  it('serves the page on its own scheme, under a policy without unsafe-*', () => {
    expect(seen.loaded).toMatchObject([
      { url: 'bootbank://app/', status: 200, nonceInPage: true },
      { url: 'bootbank://app/', status: 200, nonceInPage: true },
    ])
    const policy = JSON.stringify(seen.loaded)
    expect(policy).toMatch(/default-src 'none'; script-src 'self'; style-src 'self' 'nonce-/)
    expect(policy).not.toContain('unsafe-')
    expect(seen.wrongPages).toEqual([404, 404, 404])
  })

  it('touches no network, and lets Chromium touch none', () => {
    // The journey ran under network-watch.mjs, which would have written to stderr.
    expect(seen.switches).toEqual({
      'disable-background-networking': '',
      'disable-component-update': '',
      'no-pings': '',
      'host-resolver-rules': isPackaged ? 'MAP * ^NOTFOUND' : 'MAP * ^NOTFOUND, EXCLUDE localhost',
    })
    expect(seen.spellChecker).toBe(false)
    expect(seen.denied).toMatchObject({ requests: [], ownRequests: [] })
  })

  it('comes up where it was on a display that is there, no larger than that, and beside the first window the second time', () => {
    expect(seen.bounds).toEqual({ x: 0, y: 60, width: 1920, height: 700 })
    // The first window had been asked to close by then, and was at 10, 60 of the screen, 10, 20 of its work area.
    expect(seen.secondBounds).toEqual({ x: 38, y: 88 })
    expect(JSON.parse(readFileSync(bounds, 'utf8')).places).toMatchObject([
      { display: 'Bench 1920x1080@1', x: 10, y: 20, width: 1200, height: 800, maximized: false },
      { display: 'Unplugged 3840x2160@2' },
    ])
  })

  it('brings its icon along', needs(process.platform === 'linux', 'Linux'), () => {
    expect(existsSync(String(seen.icon))).toBe(true)
  })

  it('opens a dropped file through the preload and shows its tree', () => {
    expect(seen.facts).toMatchObject({ host: 'electron', targets: ['folder', 'zip', 'file'] })
    expect(seen.facts).toMatchObject({ pending: { name: 'state.tgz' } })
    expect(seen.hostname).toBe('esx01.example')
    expect(seen.expand).toEqual(['f', '0'])
    expect(seen.firstBytes).toEqual({ isBytes: true, text: backupText })
  })

  it('hands what a command streams to the page, before its answer', () => {
    expect(seen.found).toEqual({
      addresses: ['local.tgz!/etc/hosts'],
      outcome: { ok: true, value: { found: 1, complete: true } },
    })
  })

  it('shows progress on the task bar while it opens and writes, and removes it', () => {
    for (const progress of [seen.openingProgress, seen.buildingProgress] as number[][]) {
      expect(progress.length).toBeGreaterThan(1)
      expect(progress.at(-1)).toBe(-1)
      expect(progress.slice(0, -1).every(value => (value >= 0 && value <= 1) || value === 2)).toBe(true)
    }
  })

  it('asks once before it closes with unsaved changes, no matter how often it is closed, and stays', () => {
    expect(seen.keptOpen).toBe(true)
    expect(seen.changes).toMatchObject([
      { dirty: true, undo: 'Edit etc/hosts' },
      { dirty: false, changes: 1 },
    ])
  })

  it(
    'drags an entry out as a file that only this user can read, edits included',
    needs(process.platform !== 'win32', 'modes of files, which Windows has not'),
    () => {
      const mode = { file: '600', folder: '700' }
      expect(seen.dragged).toEqual([
        { name: 'hosts', text: '10.0.0.1 booted\n', ...mode },
        { name: '-con', text: esxConf, ...mode },
      ])
    },
  )

  it('removes what was dragged out with its document, at the latest when it ends or starts again', () => {
    expect(seen.copies).toMatchObject({ ofClosed: false, ofOpen: [true, true] })
    // At the very moment at which the process ends: what is left for later never happens.
    expect(seen.spoolsAtExit).toEqual([])
  })

  it(
    'writes a bundle that tar finds the edit in, and shows it in its folder',
    needs(process.platform !== 'win32', 'tar and a shell'),
    () => {
      expect(seen.built).toMatchObject({ download: null, proof: { layers: 2 } })
      const script = 'tar -xzOf "$1" local.tgz | tar -xzOf - etc/hosts'
      const hosts = execFileSync('sh', ['-c', script, 'sh', join(folder, 'bundle', 'state.tgz')]).toString()
      expect(hosts).toBe('10.0.0.1 booted\n')
      expect(readdirSync(join(folder, 'bundle'))).toContain('SHA256SUMS')
      expect(seen.shown).toContain(`showItemInFolder: ${join(folder, 'bundle')}`)
    },
  )

  it('brings up the window that already has the file, and gives another file a window of its own', () => {
    expect(seen.sameFile).toEqual({ windows: 1, focused: 1 })
    expect(seen.secondFacts).toMatchObject({ pending: { name: 'other.tgz' } })
  })

  it('keeps windows apart: permissions, documents and events of one are not valid in the other', () => {
    expect(seen.crossed).toMatchObject({
      grant: { ok: false, error: { code: 'BAD_REQUEST' } },
      document: { ok: false, error: { code: 'NO_DOCUMENT' } },
      threads: 2,
    })
    expect(seen.afterDeath).toMatchObject({ heardByFirst: [] })
  })

  it('survives the death of a document’s thread, and opens the file again', () => {
    expect(seen.afterDeath).toMatchObject({
      failures: [{ error: { code: 'WORKER_DIED' } }],
      status: { changes: 0, dirty: false },
      firstStillAnswers: true,
    })
  })

  it('answers only the top frame of a page in one of its own windows', () => {
    const refused = { ok: false, error: { code: 'BAD_REQUEST' } }
    expect(seen.denied).toMatchObject({
      foreignPage: refused,
      frame: refused,
      goneFrame: refused,
      unknownWindow: refused,
      lookalikes: [refused, refused, refused, refused, refused],
      foreignGrant: refused,
      pathOfNothing: refused,
    })
  })

  it('denies navigation, webviews and every permission', () => {
    expect(seen.denied).toMatchObject({ navigations: [true, true, true, true], permissions: [false, false, false] })
  })

  it('denies new windows, and opens only the listed page in the browser', () => {
    const deny = { action: 'deny' }
    expect(seen.denied).toMatchObject({ newWindow: [deny, deny, deny] })
    expect(seen.externalBefore).toBe(0)
    expect(seen.allowedLink).toEqual(deny)
    const opened = (seen.shown as string[]).filter(name => name.startsWith('openExternal'))
    expect(opened).toEqual([
      'openExternal: https://knowledge.broadcom.com/external/article/313510/how-to-back-up-and-restore-the-esxi-host.html',
    ])
  })

  it('holds up a quit while changes are unsaved, and goes on with it when they are discarded', () => {
    expect(seen.heldUp).toEqual({ hasQuit: false, windows: 1 })
    expect(seen.hasQuit).toBe(true)
    expect((seen.shown as string[]).filter(name => name === 'showMessageBox').length).toBe(2)
  })

  it('frees the memory: no thread outlives its document or its window', () => {
    // Closed in its window, while the first window’s document was open.
    expect(seen.copies).toMatchObject({ threads: 1 })
    expect(seen.threadsLeft).toBe(0)
  })
}
