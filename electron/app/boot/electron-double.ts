// A double of the module `electron` for plain Node: enough to boot the built main and preload. Faithful where a mistake would
// show only in the real one: `ready` fires when it is told to and not before, payloads cross by structured clone, calls that
// come too early or twice throw, and so does every member that is not modelled.
import { Events, type Listener, type Modelled, preventable, strict } from './strict'

type Frame = { readonly url: string; readonly parent: Frame | null }
type Handler = (event: { readonly senderFrame: Frame | null }, ...args: unknown[]) => unknown
type Options = Readonly<Record<string, unknown>> & { readonly webPreferences: Readonly<Record<string, unknown>> }

export interface DoubleWindow {
  /** What the window was made with. */
  readonly options: Options
  readonly contentsEvents: Events
  /** What the preload listens to, by channel. */
  readonly heard: Events
  openHandler: ((details: { url: string }) => { action: string }) | null
  /** What main holds of it. */
  readonly electron: object
  /** As the title bar's button: asks, and ends only if nobody objects. */
  close(): void
}

/** What the journey sees and decides. */
export const stage = {
  userData: '',
  /** Answers of the next dialogs, first first; a dialog without an answer throws. */
  dialogs: [] as unknown[],
  /** Dialogs that were shown, by name. */
  shown: [] as string[],
  isReady: false,
  hasQuit: false,
  schemes: [] as unknown[],
  windows: [] as DoubleWindow[],
  menu: null as unknown,
  pages: new Map<string, (request: Request) => Promise<Response>>(),
  handlers: new Map<string, Handler>(),
  appEvents: new Events(),
  /** Set by the page loader of the journey: what a window does with an address. */
  load: async (_window: DoubleWindow, _url: string): Promise<void> => undefined,
  beforeRequest: null as ((details: { url: string }, decide: (answer: { cancel: boolean }) => void) => void) | null,
  permission: null as ((contents: unknown, permission: string, decide: (granted: boolean) => void) => void) | null,
}

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

export const app = strict('app', {
  isPackaged: false,
  isReady: () => stage.isReady,
  whenReady: () => ready,
  getPath: (name: string) => {
    if (name !== 'userData') throw new Error(`electron double: app.getPath(${name}) is not modelled`)
    return stage.userData
  },
  getVersion: () => '0.0.0-double',
  enableSandbox: () => before('app.enableSandbox'),
  requestSingleInstanceLock: (data: unknown) => {
    structuredClone(data)
    return true
  },
  quit: () => {
    stage.appEvents.emit('before-quit', preventable().event)
    for (const window of [...stage.windows]) window.close()
    stage.hasQuit = stage.windows.length === 0
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
  setPermissionCheckHandler: (_handler: () => boolean) => undefined,
  setDevicePermissionHandler: (_handler: () => boolean) => undefined,
  webRequest: strict('webRequest', {
    onBeforeRequest: (_filter: unknown, handler: NonNullable<typeof stage.beforeRequest>) => {
      stage.beforeRequest = handler
    },
  } satisfies Modelled<Electron.WebRequest>),
} satisfies Modelled<Electron.Session>)

export const ipcMain = strict('ipcMain', {
  handle: (channel: string, handler: Handler) => {
    if (stage.handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`)
    stage.handlers.set(channel, handler)
  },
} satisfies Modelled<Electron.IpcMain>)

export const dialog = strict('dialog', {
  showOpenDialog: async (..._args: unknown[]) => answered('showOpenDialog'),
  showSaveDialog: async (..._args: unknown[]) => answered('showSaveDialog'),
  showMessageBox: async (..._args: unknown[]) => answered('showMessageBox'),
  showErrorBox: (title: string, text: string) => void stage.shown.push(`showErrorBox: ${title}: ${text}`),
} satisfies Modelled<Electron.Dialog>)

export const Menu = strict('Menu', {
  buildFromTemplate: (template: unknown) => template,
  setApplicationMenu: (menu: unknown) => {
    after('Menu.setApplicationMenu')
    stage.menu = menu
  },
} satisfies Modelled<typeof Electron.Menu>)

export const nativeTheme = strict('nativeTheme', { shouldUseDarkColors: true } satisfies Modelled<Electron.NativeTheme>)

export const screen = strict('screen', {
  getDisplayMatching: (_bounds: unknown) => {
    after('screen.getDisplayMatching')
    return { workArea: { x: 0, y: 0, width: 1920, height: 1040 } }
  },
} satisfies Modelled<Electron.Screen>)

export const shell = strict('shell', {
  showItemInFolder: (path: string) => void stage.shown.push(`showItemInFolder: ${path}`),
} satisfies Modelled<Electron.Shell>)

export const BrowserWindow = strict(
  'BrowserWindow',
  Object.assign(windowConstructor, {
    getAllWindows: () => stage.windows.map(window => window.electron),
    getFocusedWindow: () => stage.windows[0]?.electron ?? null,
  }),
)

/** What `new` calls: it gives the object that it returns. */
function windowConstructor(options: Options): object {
  return newWindow(options)
}

function newWindow(options: Options): object {
  after('new BrowserWindow')
  const [events, contentsEvents, heard] = [new Events(), new Events(), new Events()]
  const webContents = strict('webContents', {
    on: (event: string, listener: Listener) => contentsEvents.add(event, listener),
    send: (channel: string, payload: unknown) => heard.emit(channel, {}, structuredClone(payload)),
    setWindowOpenHandler: (handler: DoubleWindow['openHandler']) => {
      window.openHandler = handler
    },
  } satisfies Modelled<Electron.WebContents>)
  const close = () => {
    const { event, isPrevented } = preventable()
    events.emit('close', event)
    if (isPrevented()) return
    stage.windows.splice(stage.windows.indexOf(window), 1)
    events.emit('closed')
    if (stage.windows.length === 0) stage.appEvents.emit('window-all-closed')
  }
  const electron = strict('window', {
    webContents,
    on: (event: string, listener: Listener) => events.add(event, listener),
    once: (event: string, listener: Listener) => events.add(event, listener),
    async loadURL(url: string) {
      await stage.load(window, url)
      events.emit('ready-to-show')
    },
    show: () => void stage.shown.push('show'),
    focus: () => void stage.shown.push('focus'),
    isMinimized: () => false,
    getNormalBounds: () => ({ x: 10, y: 20, width: 1200, height: 800 }),
    close,
  } satisfies Modelled<Electron.BrowserWindow>)
  const window: DoubleWindow = { options, contentsEvents, heard, openHandler: null, electron, close }
  stage.windows.push(window)
  stage.appEvents.emit('web-contents-created', {}, webContents)
  return electron
}

function answered(name: string): unknown {
  stage.shown.push(name)
  if (stage.dialogs.length === 0) throw new Error(`electron double: ${name} was not expected`)
  return structuredClone(stage.dialogs.shift())
}

function before(what: string): void {
  if (stage.isReady) throw new Error(`electron double: ${what} after ready`)
}

function after(what: string): void {
  if (!stage.isReady) throw new Error(`electron double: ${what} before ready`)
}
