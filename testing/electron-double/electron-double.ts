// A double of the module `electron` for plain Node: enough to boot the built main and preload. Faithful where a mistake would
// show only in the real one: `ready` fires when it is told to and not before, payloads cross by structured clone, calls that
// come too early or twice throw, a closed window may not be touched, and every member that is not modelled throws.
import { existsSync } from 'node:fs'
import { stage } from './stage'
import { type Listener, type Modelled, preventable, strict } from './strict'

let fireReady: () => void = () => undefined
const ready = new Promise<void>(resolve => {
  fireReady = resolve
})

/** Fires `ready`: Electron does so only once the entry has been evaluated. */
export async function becomeReady(): Promise<void> {
  stage.isReady = true
  fireReady()
  await new Promise(resolve => setTimeout(resolve, 20))
}

/** Throws once the app is ready. */
function before(what: string): void {
  if (stage.isReady) throw new Error(`electron double: ${what} after ready`)
}

/** Throws until the app is ready. */
export function after(what: string): void {
  if (!stage.isReady) throw new Error(`electron double: ${what} before ready`)
}

export { Menu } from './menu-double'
export { BrowserWindow } from './window-double'

export const app = strict('app', {
  get isPackaged() {
    return stage.isPackaged
  },
  commandLine: strict('commandLine', {
    appendSwitch: (name: string, value = '') => {
      before('app.commandLine.appendSwitch')
      stage.switches[name] = value
    },
  } satisfies Modelled<Electron.CommandLine>),
  isReady: () => stage.isReady,
  whenReady: () => ready,
  getPath: (name: string) => {
    if (name !== 'userData') throw new Error(`electron double: app.getPath(${name}) is not modelled`)
    return stage.userData
  },
  getVersion: () => '0.0.0-double',
  enableSandbox: () => {
    before('app.enableSandbox')
    stage.isSandboxed = true
  },
  requestSingleInstanceLock: (data: unknown) => {
    stage.lockData = structuredClone(data)
    return stage.isFirstInstance
  },
  addRecentDocument: (path: string) => void stage.shown.push(`addRecentDocument: ${path}`),
  clearRecentDocuments: () => void stage.shown.push('clearRecentDocuments'),
  quit: () => {
    stage.appEvents.emit('before-quit', preventable().event)
    for (const window of [...stage.windows]) window.close()
    if (stage.hasQuit || stage.windows.length > 0) return
    stage.hasQuit = true
    stage.appEvents.emit('will-quit', preventable().event)
  },
  on: (event: string, listener: Listener) => stage.appEvents.add(event, listener),
  off: (event: string, listener: Listener) => stage.appEvents.remove(event, listener),
} satisfies Modelled<Electron.App>)

export const protocol = strict('protocol', {
  registerSchemesAsPrivileged: (schemes: unknown[]) => {
    before('protocol.registerSchemesAsPrivileged')
    stage.schemes.push(...schemes)
  },
  handle: (scheme: string, handler: (request: Request) => Promise<Response>) => {
    after('protocol.handle')
    stage.pages.set(scheme, handler)
  },
} satisfies Modelled<Electron.Protocol>)

export const session = strict('session', {
  get defaultSession() {
    after('session.defaultSession')
    return defaultSession
  },
})

const defaultSession = strict('session', {
  setPermissionRequestHandler: (handler: NonNullable<typeof stage.permission>) => {
    stage.permission = handler
  },
  setPermissionCheckHandler: (handler: () => boolean) => {
    stage.permissionCheck = handler
  },
  setDevicePermissionHandler: (handler: () => boolean) => {
    stage.devicePermission = handler
  },
  setSpellCheckerEnabled: (isEnabled: boolean) => {
    stage.spellChecker = isEnabled
  },
  webRequest: strict('webRequest', {
    onBeforeRequest: (_filter: unknown, handler: NonNullable<typeof stage.beforeRequest>) => {
      stage.beforeRequest = handler
    },
  } satisfies Modelled<Electron.WebRequest>),
} satisfies Modelled<Electron.Session>)

export const ipcMain = strict('ipcMain', {
  handle: (channel: string, handler: NonNullable<ReturnType<typeof stage.handlers.get>>) => {
    if (stage.handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`)
    stage.handlers.set(channel, handler)
  },
} satisfies Modelled<Electron.IpcMain>)

export const dialog = strict('dialog', {
  showOpenDialog: async (..._args: unknown[]) => answered('showOpenDialog'),
  showSaveDialog: async (..._args: unknown[]) => answered('showSaveDialog'),
  showMessageBox: async (_window: unknown, options: { message: string; signal?: AbortSignal }) => {
    const answer = answered('showMessageBox', options.message)
    if (answer !== untilWithdrawn) return answer
    const { signal } = options
    if (!signal) throw new Error('electron double: this question cannot be withdrawn')
    await new Promise(resolve => signal.addEventListener('abort', resolve))
    return { response: 0 }
  },
  showErrorBox: (title: string, text: string) => void stage.shown.push(`showErrorBox: ${title}: ${text}`),
} satisfies Modelled<Electron.Dialog>)

export const nativeImage = strict('nativeImage', {
  createFromPath: (path: string) => pictureOf(existsSync(path)),
} satisfies Modelled<typeof Electron.nativeImage>)

/** As in Electron, a file that is not there gives an empty picture and no error. */
function pictureOf(isThere: boolean): object {
  return strict('NativeImage', {
    isEmpty: () => !isThere,
    resize: (_size: unknown) => pictureOf(isThere),
  } satisfies Modelled<Electron.NativeImage>)
}

export const nativeTheme = strict('nativeTheme', { shouldUseDarkColors: true } satisfies Modelled<Electron.NativeTheme>)

const display = strict('display', {
  label: 'Bench',
  size: { width: 1920, height: 1080 },
  scaleFactor: 1,
  workArea: { x: 0, y: 40, width: 1920, height: 1040 },
} satisfies Modelled<Electron.Display>)

export const screen = strict('screen', {
  getAllDisplays: () => {
    after('screen.getAllDisplays')
    return [display]
  },
  getDisplayMatching: (_bounds: unknown) => {
    after('screen.getDisplayMatching')
    return display
  },
} satisfies Modelled<Electron.Screen>)

export const shell = strict('shell', {
  showItemInFolder: (path: string) => void stage.shown.push(`showItemInFolder: ${path}`),
  openExternal: async (url: string) => void stage.shown.push(`openExternal: ${url}`),
} satisfies Modelled<Electron.Shell>)

/** Stands for a question that the user leaves alone. */
export const untilWithdrawn = 'until withdrawn'

function answered(name: string, message?: string): unknown {
  stage.shown.push(name)
  if (message !== undefined) stage.questions.push(message)
  if (stage.dialogs.length === 0) throw new Error(`electron double: ${name} was not expected`)
  return structuredClone(stage.dialogs.shift())
}
