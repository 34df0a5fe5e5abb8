// The double's `app`: its switches, the lock of the single instance, files from the system, and how it quits.
import { serialize } from 'node:v8'
import { checkHostRules } from './host-rules'
import { after, before, ready } from './ready'
import { stage } from './stage'
import { type Listener, type Modelled, preventable, strict } from './strict'

/** Bytes of the largest message of a second instance. Source: requestSingleInstanceLock in electron.d.ts */
const longestMessage = 32 * 1024 * 1024

let isQuitting = false

export const app = strict('app', {
  get isPackaged() {
    return stage.isPackaged
  },
  commandLine: strict('commandLine', {
    appendSwitch: (name: string, value = '') => {
      before('app.commandLine.appendSwitch')
      if (name === 'host-resolver-rules') checkHostRules(value)
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
    if (typeof data !== 'object' || data === null)
      throw new TypeError('the data for the first instance is not an object')
    stage.lockData = structuredClone(data)
    return stage.isFirstInstance
  },
  addRecentDocument: (path: string) => void stage.shown.push(`addRecentDocument: ${path}`),
  clearRecentDocuments: () => void stage.shown.push('clearRecentDocuments'),
  quit,
  on: (event: string, listener: Listener) => stage.appEvents.add(event, listener),
  off: (event: string, listener: Listener) => stage.appEvents.remove(event, listener),
} satisfies Modelled<Electron.App>)

/** As Electron does: asks every window, and ends with the last of them unless one stays. Source: shell/browser/browser.cc */
function quit(): void {
  if (isQuitting) return
  const { event, isPrevented } = preventable()
  stage.appEvents.emit('before-quit', event)
  if (isPrevented()) return
  isQuitting = true
  if (stage.windows.length === 0) shutDown()
  for (const window of [...stage.windows]) window.close()
}

/** A window that stays keeps the app from quitting. */
export function closeWasCancelled(): void {
  isQuitting = false
}

/** The last window is gone. */
export function allWindowsClosed(): void {
  if (isQuitting) shutDown()
  else if (stage.appEvents.count('window-all-closed') === 0) quit()
  else stage.appEvents.emit('window-all-closed')
}

/** The process ends as soon as the listeners of `will-quit` have returned: what they left for later never happens. */
function shutDown(): void {
  if (stage.hasQuit) return
  const { event, isPrevented } = preventable()
  stage.appEvents.emit('will-quit', event)
  isQuitting = !isPrevented()
  if (isPrevented()) return
  stage.hasQuit = true
  stage.atExit()
}

/** A second launch, with what it would tell the first; comes after `ready` only. */
export function secondLaunch(data: unknown): void {
  after('second-instance')
  if (serialize(data).length > longestMessage) return
  stage.appEvents.emit('second-instance', {}, [], '/', structuredClone(data))
}

/** macOS gives the app a file, at any time. Throws where the program has not taken it: the system would try something else. */
export function openFile(path: string): void {
  const { event, isPrevented } = preventable()
  stage.appEvents.emit('open-file', event, path)
  if (!isPrevented()) throw new Error(`electron double: nobody took ${path} from open-file`)
}
