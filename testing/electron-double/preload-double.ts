// A sandboxed renderer's side of the double: evaluates the built preload with a `require` that knows nothing but `electron`, and
// gives what it exposes to the page.
import { readFileSync } from 'node:fs'
import { isAbsolute } from 'node:path'
import { createContext, runInContext } from 'node:vm'
import { bridged } from './context-bridge'
import { type DoubleWindow, type Frame, stage } from './stage'
import { type Listener, type Modelled, strict } from './strict'

/** A file of the page, as the preload's webUtils knows it. */
export interface PageFile {
  readonly path: string
}

/** Runs the window's preload. Gives the objects it exposed, by name. */
export function runPreload(window: DoubleWindow, url: string): Readonly<Record<string, unknown>> {
  const exposed: Record<string, unknown> = {}
  const frame = { url, parent: null }
  const electron = strict('electron (preload)', {
    contextBridge: strict('contextBridge', {
      exposeInMainWorld: (name: string, api: unknown) => {
        if (name in exposed) throw new Error('Cannot bind an API on top of an existing property on the window object')
        exposed[name] = bridged(api)
      },
    } satisfies Modelled<Electron.ContextBridge>),
    ipcRenderer: strict('ipcRenderer', {
      invoke: (channel: string, ...args: unknown[]) => sendFrom(window.webContents, frame, channel, args),
      on: (channel: string, listener: Listener) => window.heard.add(channel, listener),
      off: (channel: string, listener: Listener) => window.heard.remove(channel, listener),
    } satisfies Modelled<Electron.IpcRenderer>),
    webUtils: strict('webUtils', {
      getPathForFile: (file: PageFile) => file.path,
    } satisfies Modelled<Electron.WebUtils>),
  })
  const { preload } = window.options.webPreferences
  if (typeof preload !== 'string') throw new Error('the window has no preload')
  if (!isAbsolute(preload)) throw new Error('preload script must have absolute path')
  // In a sandbox it is run as a plain function, even if it is called .mjs: `import` is a syntax error.
  const wrapped = `(function (require, process, exports, module) {${readFileSync(preload, 'utf8')}\n})`
  const evaluate: unknown = runInContext(wrapped, createContext({}), { filename: preload })
  if (typeof evaluate !== 'function') throw new Error('the preload is not CommonJS')
  evaluate(
    (name: string) => {
      if (name === 'electron') return electron
      throw new Error(`module not found: ${name}`)
    },
    {},
    {},
    { exports: {} },
  )
  return exposed
}

/** A message from a frame of a page to main, cloned both ways. */
export async function sendFrom(
  sender: object,
  senderFrame: Frame | null,
  channel: string,
  args: readonly unknown[],
): Promise<unknown> {
  const handler = stage.handlers.get(channel)
  if (!handler) throw new Error(`No handler registered for '${channel}'`)
  const event = strict('IpcMainInvokeEvent', { sender, senderFrame })
  return structuredClone(await handler(event, ...structuredClone([...args])))
}
