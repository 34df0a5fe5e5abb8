// The double's windows and their pages. As in Electron, a closed one throws whenever it is touched.
import { after } from './electron-double'
import { type DoubleWindow, stage } from './stage'
import { Events, type Listener, type Modelled, preventable, strict } from './strict'

export const BrowserWindow = strict(
  'BrowserWindow',
  Object.assign(windowConstructor, {
    getAllWindows: () => stage.windows.map(window => window.electron),
    getFocusedWindow: () => stage.windows.at(-1)?.electron ?? null,
  } satisfies Modelled<typeof Electron.BrowserWindow>),
)

/** What `new` calls: it gives the object that it returns. */
function windowConstructor(options: DoubleWindow['options']): object {
  after('new BrowserWindow')
  const [events, contentsEvents, heard] = [new Events(), new Events(), new Events()]
  const progress: number[] = []
  const dragged: string[] = []
  let isDestroyed = false
  const alive = (what: string) => {
    if (isDestroyed) throw new TypeError(`electron double: ${what}: Object has been destroyed`)
  }
  const webContents = strict('webContents', {
    on: (event: string, listener: Listener) => contentsEvents.add(event, listener),
    send: (channel: string, payload: unknown) => {
      alive('webContents.send')
      heard.emit(channel, {}, structuredClone(payload))
    },
    startDrag: ({ file, icon }: { file: string; icon: { isEmpty(): boolean } }) => {
      alive('webContents.startDrag')
      if (icon.isEmpty()) throw new TypeError("Must specify non-empty 'icon' option")
      dragged.push(file)
    },
    forcefullyCrashRenderer: () => {
      alive('webContents.forcefullyCrashRenderer')
      // Electron tells of it later, not from within the call.
      setImmediate(() => contentsEvents.emit('render-process-gone', {}, { reason: 'killed', exitCode: 9 }))
    },
    setWindowOpenHandler: (handler: DoubleWindow['openHandler']) => {
      window.openHandler = handler
    },
  } satisfies Modelled<Electron.WebContents>)
  const close = () => {
    alive('window.close')
    const { event, isPrevented } = preventable()
    events.emit('close', event)
    if (isPrevented()) return
    isDestroyed = true
    stage.windows.splice(stage.windows.indexOf(window), 1)
    events.emit('closed')
    if (stage.windows.length === 0) stage.appEvents.emit('window-all-closed')
  }
  const electron = strict('window', {
    get webContents() {
      alive('window.webContents')
      return webContents
    },
    isDestroyed: () => isDestroyed,
    on: (event: string, listener: Listener) => events.add(event, listener),
    once: (event: string, listener: Listener) => events.add(event, listener),
    async loadURL(url: string) {
      await stage.load(window, url)
      events.emit('ready-to-show')
    },
    show: () => void stage.shown.push('show'),
    focus: () => {
      alive('window.focus')
      stage.shown.push('focus')
      stage.windows.push(...stage.windows.splice(stage.windows.indexOf(window), 1))
    },
    maximize: () => void stage.shown.push('maximize'),
    isMinimized: () => false,
    isMaximized: () => false,
    getNormalBounds: () => {
      alive('window.getNormalBounds')
      return { x: 10, y: 60, width: 1200, height: 800 }
    },
    setProgressBar: (value: number) => {
      alive('window.setProgressBar')
      progress.push(value)
    },
    close,
  } satisfies Modelled<Electron.BrowserWindow>)
  const window: DoubleWindow = {
    options,
    events,
    dragged,
    contentsEvents,
    heard,
    progress,
    openHandler: null,
    electron,
    webContents,
    close,
  }
  stage.windows.push(window)
  stage.appEvents.emit('web-contents-created', {}, webContents)
  return electron
}
