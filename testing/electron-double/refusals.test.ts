// The double refuses what Electron refuses: else the boot test would pass where the program does not start.
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest'

const folder = mkdtempSync(join(tmpdir(), 'bootbank-double-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const file = join(folder, 'file')
writeFileSync(file, 'content')

/** A fresh double, before ready. */
async function freshDouble() {
  vi.resetModules()
  const electron = await import('./electron-double')
  const { becomeReady } = await import('./ready')
  const { stage } = await import('./stage')
  const { openFile, secondLaunch } = await import('./app-double')
  const { isCancelled } = await import('./session-double')
  const { runPreload } = await import('./preload-double')
  return { ...electron, becomeReady, stage, openFile, secondLaunch, isCancelled, runPreload }
}

type Double = Awaited<ReturnType<typeof freshDouble>>
let double: Double
beforeEach(async () => {
  double = await freshDouble()
})

const scheme = { scheme: 'bootbank', privileges: { standard: true } }
const filesOf = (options: object) => double.dialog.showOpenDialog(options)

/** A window of the double; its preload is a file of this text. */
function openWindow(preload = '', path = join(folder, 'preload.cjs')) {
  if (path.startsWith(folder)) writeFileSync(path, preload)
  Reflect.construct(double.BrowserWindow, [{ webPreferences: { preload: path } }])
  const window = double.stage.windows.at(-1)
  if (!window) throw new Error('no window')
  return window
}

const early: readonly (readonly [string, (given: Double) => unknown, string])[] = [
  ['a window', () => openWindow(), 'new BrowserWindow before ready'],
  ['a dialog', ({ dialog }) => dialog.showMessageBox(null, { message: 'x', buttons: ['OK'] }), 'before ready'],
  ['a dialog for files', () => filesOf({}), 'dialog.showOpenDialog before ready'],
  ['the session', ({ session }) => session.defaultSession, 'session.defaultSession before ready'],
  ['a scheme that is handled', ({ protocol }) => protocol.handle('x', () => new Response()), 'before ready'],
  ['the screen', ({ screen }) => screen.getAllDisplays(), 'screen.getAllDisplays before ready'],
  ['the menu', ({ Menu }) => Menu.setApplicationMenu(null), 'Menu.setApplicationMenu before ready'],
  ['a second launch', ({ secondLaunch }) => secondLaunch({}), 'second-instance before ready'],
]

const late: readonly (readonly [string, (given: Double) => unknown, string])[] = [
  ['a switch of Chromium', ({ app }) => app.commandLine.appendSwitch('no-pings'), 'appendSwitch after ready'],
  ['the sandbox', ({ app }) => app.enableSandbox(), 'app.enableSandbox after ready'],
  ['a scheme', ({ protocol }) => protocol.registerSchemesAsPrivileged([scheme]), 'after ready'],
]

const wrongBefore: readonly (readonly [string, (given: Double) => unknown, string])[] = [
  ['a member that is not modelled', ({ app }) => Reflect.get(app, 'setAsDefaultProtocolClient'), 'is not modelled'],
  ['a member that is assigned', ({ app }) => Reflect.set(app, 'name', 'x'), 'was assigned'],
  [
    'schemes that are registered a second time',
    ({ protocol }) => [1, 2].map(() => protocol.registerSchemesAsPrivileged([scheme])),
    'a second time',
  ],
  [
    'a scheme without a list',
    ({ protocol }) => Reflect.apply(protocol.registerSchemesAsPrivileged, protocol, [scheme]),
    'Argument must be an array of custom schemes.',
  ],
  [
    'a scheme with letters that no scheme has',
    ({ protocol }) => protocol.registerSchemesAsPrivileged([{ scheme: 'Boot Bank' }]),
    'is not a scheme',
  ],
  [
    'a privilege that there is not',
    ({ protocol }) => {
      const privileges = { standard: true, admin: true }
      protocol.registerSchemesAsPrivileged([{ scheme: 'x', privileges }])
    },
    'no privilege admin',
  ],
  [
    'a rule for hosts that Chromium cannot read',
    ({ app }) => app.commandLine.appendSwitch('host-resolver-rules', 'MAP *'),
    'cannot read the rule "MAP *"',
  ],
  [
    'a rule that leads to a host called ~NOTFOUND',
    ({ app }) => app.commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND'),
    'is the name of a host',
  ],
  [
    'a text for the first instance',
    ({ app }) => app.requestSingleInstanceLock('file'),
    'the data for the first instance is not an object',
  ],
  [
    'a function for the first instance',
    ({ app }) => app.requestSingleInstanceLock({ call: () => undefined }),
    'could not be cloned',
  ],
  ['a file from the system that nobody takes', ({ openFile }) => openFile('/a'), 'nobody took /a'],
]

const wrongAfter: readonly (readonly [string, (given: Double) => unknown, string])[] = [
  [
    'a scheme that is handled twice',
    ({ protocol }) => [1, 2].map(() => protocol.handle('x', () => new Response())),
    'Failed to register protocol: x',
  ],
  [
    'an answer that is not a response',
    ({ protocol, stage }) => {
      protocol.handle('x', () => 'text')
      return stage.pages.get('x')?.(new Request('x://app/'))
    },
    'net::ERR_UNEXPECTED',
  ],
  [
    'a pattern of addresses that Chromium cannot parse',
    ({ session }) =>
      session.defaultSession.webRequest.onBeforeRequest({ urls: ['https://*'] }, (_details, decide) =>
        decide({ cancel: true }),
      ),
    'Invalid url pattern https://*: Empty path.',
  ],
  [
    'a filter without patterns',
    ({ session }) => {
      const { webRequest } = session.defaultSession
      Reflect.apply(webRequest.onBeforeRequest, webRequest, [{}, null])
    },
    "Parameter 'filter' must have property 'urls'.",
  ],
  [
    'requests that nobody decides on',
    ({ session, isCancelled }) => {
      session.defaultSession.webRequest.onBeforeRequest({ urls: ['http://*/*'] }, () => undefined)
      isCancelled('http://a.example/')
    },
    'waits for ever',
  ],
  [
    'a second handler of a channel',
    ({ ipcMain }) => [1, 2].map(() => ipcMain.handle('x', () => null)),
    "second handler for 'x'",
  ],
  [
    'an item of a menu without a name',
    ({ Menu }) => Menu.buildFromTemplate([{ id: 'x', click: () => undefined }]),
    'must have at least one of label, role or type',
  ],
  [
    'keys that there are not',
    ({ Menu }) => Menu.buildFromTemplate([{ label: 'x', accelerator: 'Cmd+Ä', click: () => undefined }]),
    'no valid accelerator',
  ],
  ['a dialog with one property', () => filesOf({ properties: 'openFile' }), 'Properties must be an array'],
  ['a dialog that nobody expects', () => filesOf({}), 'was not expected'],
  [
    'a question without the button it is cancelled by',
    ({ dialog }) => dialog.showMessageBox(null, { message: 'x', buttons: ['OK'], cancelId: 1 }),
    'has no button 1',
  ],
  [
    'a drag without a picture',
    ({ nativeImage }) => drag(file, nativeImage.createFromPath(join(folder, 'gone.png'))),
    "Must specify non-empty 'icon' option",
  ],
  ['a drag of nothing', ({ nativeImage }) => drag('', nativeImage.createFromPath(file)), "either 'file' or 'files'"],
  [
    'a drag of a file that is not there yet',
    ({ nativeImage }) => drag(join(folder, 'later'), nativeImage.createFromPath(file)),
    'not a file that can be dragged',
  ],
  ['a preload by a relative path', ({ runPreload }) => runPreload(openWindow('', 'preload.cjs'), ''), 'absolute path'],
  [
    'a preload that is an ES module',
    ({ runPreload }) => runPreload(openWindow("import { app } from 'electron'"), ''),
    'import statement',
  ],
  [
    'a preload that loads a file or a module of Node',
    ({ runPreload }) => runPreload(openWindow("require('node:fs')"), ''),
    'module not found: node:fs',
  ],
  [
    'an object that the page has twice',
    ({ runPreload }) => {
      const expose = "require('electron').contextBridge.exposeInMainWorld('x', {});"
      runPreload(openWindow(expose + expose), '')
    },
    'Cannot bind an API on top of an existing property',
  ],
]

function drag(path: string, icon: object): void {
  const { webContents } = openWindow()
  Reflect.apply(Reflect.get(webContents, 'startDrag'), webContents, [{ file: path, icon }])
}

/** The message of the error, thrown at once or later. */
async function messageOf(act: () => unknown): Promise<string> {
  try {
    await act()
    return ''
  } catch (error) {
    return error instanceof Error || error instanceof DOMException ? error.message : String(error)
  }
}

describe('the double refuses', () => {
  it.each(early)('%s before ready', async (_what, act, message) => {
    expect(await messageOf(() => act(double))).toContain(message)
  })

  it.each(late)('%s after ready', async (_what, act, message) => {
    await double.becomeReady()
    expect(await messageOf(() => act(double))).toContain(message)
  })

  it.each(wrongBefore)('%s', async (_what, act, message) => {
    expect(await messageOf(() => act(double))).toContain(message)
  })

  it.each(wrongAfter)('%s', async (_what, act, message) => {
    await double.becomeReady()
    // An error of the preload's own world has a class of that world.
    expect(await messageOf(() => act(double))).toContain(message)
  })

  it('every use of a closed window', async () => {
    await double.becomeReady()
    const window = openWindow()
    window.close()
    await vi.waitFor(() => expect(double.stage.windows).toEqual([]))
    for (const member of ['close', 'focus', 'getNormalBounds', 'webContents']) {
      const touch = () => {
        const found: unknown = Reflect.get(window.electron, member)
        if (typeof found === 'function') found()
      }
      expect(touch).toThrow('Object has been destroyed')
    }
  })
})

describe('the double quits as Electron does', () => {
  const seen: string[] = []
  beforeEach(async () => {
    await double.becomeReady()
    seen.length = 0
    for (const event of ['before-quit', 'will-quit', 'window-all-closed']) {
      double.app.on(event, () => seen.push(event))
    }
    double.stage.atExit = () => seen.push(`end with ${existsSync(file) ? 'the file' : 'no file'}`)
  })

  it('only once every window is gone, and then without window-all-closed', async () => {
    openWindow()
    openWindow()
    double.app.quit()
    expect(seen).toEqual(['before-quit'])
    await vi.waitFor(() => expect(double.stage.hasQuit).toBe(true))
    expect(seen).toEqual(['before-quit', 'will-quit', 'end with the file'])
  })

  it('not where a window, or its page, holds it up', async () => {
    const window = openWindow()
    window.holdsUnload = true
    double.app.quit()
    await new Promise(resolve => setTimeout(resolve, 20))
    expect([double.stage.hasQuit, double.stage.windows.length]).toEqual([false, 1])
    window.contentsEvents.add('will-prevent-unload', (event: { preventDefault(): void }) => event.preventDefault())
    double.app.quit()
    await vi.waitFor(() => expect(double.stage.hasQuit).toBe(true))
  })

  it('without waiting for what will-quit left for later', async () => {
    double.app.on('will-quit', async () => {
      await null
      rmSync(file)
    })
    double.app.quit()
    expect(seen).toEqual(['before-quit', 'will-quit', 'end with the file'])
    await vi.waitFor(() => expect(existsSync(file)).toBe(false))
    writeFileSync(file, 'content')
  })

  it('by itself after the last window only where nobody listens', async () => {
    openWindow().close()
    await vi.waitFor(() => expect(seen).toEqual(['window-all-closed']))
    expect(double.stage.hasQuit).toBe(false)
  })
})

describe('what crosses the bridge', () => {
  it('is a copy: no class, no reference, no error of its own', async () => {
    const { bridged } = await import('./context-bridge')
    class Door {
      readonly open = 1
      close() {
        return 2
      }
    }
    expect(bridged(new Door())).toEqual({ open: 1 })
    const given = { list: [new Uint8Array([1, 2])] }
    const got = bridged(given)
    expect(got).toEqual(given)
    expect(got).not.toBe(given)
    class Refusal extends Error {
      readonly code = 'NO'
    }
    const fail = bridged(() => {
      throw new Refusal('no')
    })
    expect(fail).toThrow('no')
    expect(fail).not.toThrow(Refusal)
    await expect(bridged(Promise.reject(new Refusal('later')))).rejects.toThrow('later')
    expect(() => bridged(Symbol('x'))).toThrow('could not be cloned')
  })

  it('is not nested deeper than Electron goes', async () => {
    const { bridged } = await import('./context-bridge')
    let deep: object = {}
    for (let level = 0; level < 1100; level++) deep = { deep }
    expect(() => bridged(deep)).toThrow('recursion depth exceeded')
  })
})

describe('a second launch', () => {
  it('tells the first what it can clone, up to 32 MB', async () => {
    await double.becomeReady()
    const heard: unknown[] = []
    double.app.on('second-instance', (...args: unknown[]) => heard.push(args[3]))
    double.secondLaunch({ files: ['a'] })
    double.secondLaunch({ files: ['a'.repeat(33 * 1024 * 1024)] })
    expect(heard).toEqual([{ files: ['a'] }])
  })
})
