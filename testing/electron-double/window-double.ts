// The double's windows and their pages. As in Electron, a closed one throws whenever it is touched.
import { existsSync } from 'node:fs'
import { isAbsolute } from 'node:path'
import { allWindowsClosed, closeWasCancelled } from './app-double'
import { after } from './ready'
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
    startDrag: (item: { file: string; files?: string[]; icon: { isEmpty(): boolean } }) => {
      alive('webContents.startDrag')
      checkDrag(item)
      dragged.push(...(item.files ?? [item.file]))
    },
    forcefullyCrashRenderer: () => {
      alive('webContents.forcefullyCrashRenderer')
      // Electron tells of it later, not from within the call.
      setImmediate(() => window.loseItsPage('killed'))
    },
    setWindowOpenHandler: (handler: DoubleWindow['openHandler']) => {
      window.openHandler = handler
    },
  } satisfies Modelled<Electron.WebContents>)
  const electron = strict('window', {
    get webContents() {
      alive('window.webContents')
      return webContents
    },
    isDestroyed: () => isDestroyed,
    on: (event: string, listener: Listener) => events.add(event, listener),
    once: (event: string, listener: Listener) => events.once(event, listener),
    async loadURL(url: string) {
      alive('window.loadURL')
      heard.clear()
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
    close: () => window.close(),
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
    holdsUnload: false,
    close() {
      alive('window.close')
      if (!mayClose(events) || !mayUnload(window)) return closeWasCancelled()
      // The page is unloaded first, which takes a moment.
      setImmediate(() => {
        if (isDestroyed) return
        isDestroyed = true
        stage.windows.splice(stage.windows.indexOf(window), 1)
        events.emit('closed')
        if (stage.windows.length === 0) allWindowsClosed()
      })
    },
    loseItsPage(reason) {
      heard.clear()
      contentsEvents.emit('render-process-gone', {}, { reason, exitCode: 11 })
    },
  }
  stage.windows.push(window)
  stage.appEvents.emit('web-contents-created', {}, webContents)
  return electron
}

function mayClose(events: Events): boolean {
  const { event, isPrevented } = preventable()
  events.emit('close', event)
  return !isPrevented()
}

/** The page's own guard is asked after the window's, and ignored if `will-prevent-unload` is prevented. */
function mayUnload({ holdsUnload, contentsEvents }: DoubleWindow): boolean {
  if (!holdsUnload) return true
  const { event, isPrevented } = preventable()
  contentsEvents.emit('will-prevent-unload', event)
  return isPrevented()
}

/** The system reads the file when it is dropped: it must be there. Source: WebContents::StartDrag in electron_api_web_contents.cc */
function checkDrag({ file, icon }: { file: string; icon: { isEmpty(): boolean } }): void {
  if (icon.isEmpty()) throw new TypeError("Must specify non-empty 'icon' option")
  if (!file) throw new TypeError("Must specify either 'file' or 'files' option")
  if (!isAbsolute(file) || !existsSync(file))
    throw new Error(`electron double: ${file} is not a file that can be dragged`)
}
