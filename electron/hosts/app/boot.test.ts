// The built main and preload, booted under a double of Electron in a process of its own: the real one is not needed, and what it would
// refuse is refused here too. This proves how our files use Electron's interface, not how Electron behaves.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { commandIds } from '../../../shared/commands/commands'
import { plainState } from '../../../testing/archives/small-backups'
import { itBehaves, runJourney, runUnderDouble } from '../../../testing/electron-double/behaviour'
import { buildOnce, builtMain } from '../../../testing/electron-double/build-once'

const folder = mkdtempSync(join(tmpdir(), 'bootbank-boot-'))
const backup = join(folder, 'state.tgz')

beforeAll(() => {
  buildOnce()
  writeFileSync(backup, plainState())
}, 120_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('the built program', () => {
  itBehaves(() => {
    mkdirSync(join(folder, 'journey'))
    return { main: builtMain, isPackaged: false, folder: join(folder, 'journey') }
  })
})

describe('the program on', () => {
  const boots = new Map<string, Record<string, unknown>>()

  /** What was seen there; each is booted once. */
  function bootOn(platform: string): Record<string, unknown> {
    const before = boots.get(platform)
    if (before) return before
    const run = runUnderDouble('platform', [builtMain, platform, backup, folder])
    expect(run.stderr).toBe('')
    const seen: Record<string, unknown> = JSON.parse(run.stdout)
    boots.set(platform, seen)
    return seen
  }

  it('macOS opens the dock’s file, keeps the system’s list of recent files, and keeps running without a window', () => {
    const seen = bootOn('darwin')
    expect(seen).toMatchObject({ pending: 'state.tgz', hasIcon: false })
    expect(seen.shown).toContain(`addRecentDocument: ${backup}`)
    const menu = JSON.stringify(seen.menu)
    for (const part of [
      '"role":"appMenu"',
      '"role":"recentDocuments"',
      '"role":"clearRecentDocuments"',
      '"role":"close"',
    ]) {
      expect(menu).toContain(part)
    }
    expect(seen.afterClose).toEqual({ hasQuit: false, windows: 0 })
    expect(seen.windowsAfterActivate).toBe(1)
  })

  it('Windows keeps the jump list, has recent files in its menu, and ends with its last window', () => {
    const seen = bootOn('win32')
    expect(seen.shown).toContain(`addRecentDocument: ${backup}`)
    const menu = JSON.stringify(seen.menu)
    for (const part of [
      '"label":"Open Recent"',
      'state.tgz',
      '"label":"Clear List"',
      '"role":"quit"',
      '"id":"about"',
    ]) {
      expect(menu).toContain(part)
    }
    expect(menu).not.toContain('appMenu')
    expect(seen.afterClose).toEqual({ hasQuit: true, windows: 0 })
  })

  it('Linux has recent files only in its menu, and an icon of its own on the window', () => {
    const seen = bootOn('linux')
    expect(seen.hasIcon).toBe(true)
    expect(JSON.stringify(seen.shown)).not.toContain('addRecentDocument')
    const menu = JSON.stringify(seen.menu)
    for (const part of [
      '"label":"New Window"',
      '"label":"Open Recent"',
      '"label":"Window"',
      '"role":"copy"',
      '"role":"zoomIn"',
    ]) {
      expect(menu).toContain(part)
    }
  })

  it.each([
    ['darwin', { redo: 'CommandOrControl+Shift+Z', goTo: 'Control+G', close: undefined }],
    ['win32', { redo: 'CommandOrControl+Shift+Z', goTo: 'Control+G', close: 'CommandOrControl+W' }],
    ['linux', { redo: 'CommandOrControl+Shift+Z', goTo: 'Control+G', close: 'CommandOrControl+W' }],
  ])('%s has every command of the window in its menu, with keys of its own', (platform, keys) => {
    const seen = bootOn(platform)
    expect([...(seen.chosen as string[])].sort()).toEqual([...commandIds].sort())
    expect(seen.commandKeys).toMatchObject({
      open: 'CommandOrControl+O',
      palette: 'CommandOrControl+K',
      shortcuts: 'F1',
    })
    const { redo, goTo, close } = seen.commandKeys as Record<string, string>
    expect({ redo, goTo, close }).toEqual(keys)
    // Delete, F2 and Ctrl+C of a row belong only to the row.
    for (const id of ['rename', 'remove', 'copyAddress', 'revert']) expect(seen.commandKeys).not.toHaveProperty(id)
    const shown = seen.shownKeys as string[]
    expect(shown.filter((key, at) => shown.indexOf(key) !== at)).toEqual([])
  })

  it.each(['win32', 'linux'])('%s leaves the keys of commands to the page', platform => {
    expect(bootOn(platform).pressed).toEqual([])
  })

  it('macOS runs a command once when the page leaves its key to the menu, and opens a file or a folder without a window', () => {
    const seen = bootOn('darwin')
    expect([...(seen.pressed as string[])].sort()).toEqual(Object.keys(seen.commandKeys as object).sort())
    expect(seen.withoutWindow).toEqual({ before: 0, after: 1, asked: 2 })
  })
})

describe('the native dialogs', () => {
  let seen: Record<string, unknown> = {}
  beforeAll(() => {
    const run = runUnderDouble('dialogs', [builtMain, backup, folder])
    expect(run.stderr).toBe('')
    seen = JSON.parse(run.stdout)
  }, 60_000)

  it('give a file to open and a place to save to, and nothing when they are cancelled', () => {
    expect(seen).toMatchObject({
      cancelled: [null, null, null, null],
      chosen: 'state.tgz',
      label: join(folder, 'copy.tgz'),
      isSaved: true,
    })
    expect((seen.shown as string[]).filter(name => name.startsWith('show') && name !== 'show')).toEqual([
      'showOpenDialog',
      'showOpenDialog',
      'showSaveDialog',
      'showSaveDialog',
      'showOpenDialog',
      'showSaveDialog',
    ])
  })

  it('start in the folder of the last choice, and not in Downloads', () => {
    expect(seen.begun).toEqual([folder, folder, join(folder, 'state.tgz.zip')])
  })
})

describe('several files', () => {
  it('named at the start or by a second launch get a window each, and no file gets two', () => {
    const backups = ['one.tgz', 'two.tgz', 'three.tgz'].map(name => join(folder, name))
    for (const path of backups) writeFileSync(path, plainState())
    const run = runUnderDouble('several-files', [builtMain, folder, ...backups])
    expect(run.stderr).toBe('')
    expect(JSON.parse(run.stdout)).toEqual({
      lockData: { files: backups.slice(0, 2) },
      atStart: ['one.tgz', 'two.tgz'],
      afterwards: ['one.tgz', 'three.tgz', 'two.tgz'],
      windows: 3,
    })
  })
})

describe('a second launch', () => {
  it('gives its files to the first and ends: no window, no handler, no folder for copies', () => {
    const run = runUnderDouble('second-launch', [builtMain, backup, folder], mkdtempSync(join(folder, 'tmp-')))
    expect(run.stderr).toBe('')
    expect(JSON.parse(run.stdout)).toEqual({
      lockData: { files: [backup] },
      hasQuit: true,
      handlers: 0,
      windows: 0,
      spools: [],
    })
  })
})

describe('a page that is lost', () => {
  let seen: Record<string, unknown> = {}
  beforeAll(() => {
    const run = runUnderDouble('lost-page', [builtMain, backup, folder])
    expect(run.stderr).toBe('')
    seen = JSON.parse(run.stdout)
  }, 60_000)
  const status = { changes: 1, dirty: true, undo: 'Edit etc/hosts' }

  it('leaves its document and the edits to the next page, and nothing else', () => {
    expect(seen.afterCrash).toMatchObject({
      atFirst: null,
      kept: status,
      grant: 'state.tgz',
      text: { viewer: 'text', data: { text: 'kept\n' } },
      threads: 1,
      again: null,
    })
  })

  it('asks whether to reload or close, and asks nothing if the process ended normally', () => {
    expect((seen.questions as string[])[0]).toBe('This window stopped working.')
    expect(seen.questionsAfterCleanExit).toBe(1)
  })

  it('takes its question back when the page responds again, which stays', () => {
    expect(seen.afterPatience).toEqual({ questions: 2, pages: 2 })
  })

  it('is ended and loaded again when it hangs for good', () => {
    expect(seen.afterHang).toMatchObject({ kept: status })
  })

  it('does not let the window close with unsaved changes, and comes back if the window stays', () => {
    expect(seen.afterKeeping).toMatchObject({ windows: 1, kept: status })
    expect(seen.questions).toEqual([
      'This window stopped working.',
      'This window does not respond.',
      'This window does not respond.',
      'This window does not respond.',
      'The changes to state.tgz were not saved.',
      'The changes to state.tgz were not saved.',
    ])
  })
})

describe('the double, in a process of its own,', () => {
  it.each([
    ['a main that awaits ready at its top level', "import { app } from 'electron'\nawait app.whenReady()", /^$/],
    ['a socket', "import { connect } from 'node:net'\nconnect(9, '127.0.0.1')", /network: a socket connects/],
    ['a fetch', "await fetch('http://127.0.0.1:8099/').catch(() => undefined)", /network: /],
    ['a server', "import { createServer } from 'node:http'\ncreateServer().listen(0)", /network: a server listens/],
    [
      'a name that is looked up',
      "import { lookup } from 'node:dns'\nlookup('localhost', () => 0)",
      /network: dns\.lookup/,
    ],
    ['a socket in a thread', threadThatConnects(), /network: a socket connects/],
  ])('catches %s', (_what, code, message) => {
    const broken = join(folder, 'broken.mjs')
    writeFileSync(broken, code)
    mkdirSync(join(folder, 'broken'), { recursive: true })
    const run = runJourney({ main: broken, isPackaged: false, folder: join(folder, 'broken') })
    expect(run.status).not.toBe(0)
    expect(run.stdout).toBe('')
    expect(run.stderr.replace(/^Warning: Detected unsettled top-level await[\s\S]*$/, '')).toMatch(message)
  })
})

function threadThatConnects(): string {
  const script = join(folder, 'thread.mjs')
  writeFileSync(script, "import { connect } from 'node:net'\nconnect(9, '127.0.0.1')")
  return `import { Worker } from 'node:worker_threads'
    await new Promise(resolve => new Worker(new URL(${JSON.stringify(pathToFileURL(script))})).on('error', resolve))
    throw new Error('the thread failed')`
}
