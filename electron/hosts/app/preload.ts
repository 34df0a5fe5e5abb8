// The page's only access to the host: `window.bootbank`. Runs sandboxed, as one function and no ES module, so it can load nothing but
// `electron`; everything it passes on is checked again on the other side. Nothing of Electron's own reaches the page: no ipcRenderer, no
// event object. Source: https://www.electronjs.org/docs/latest/tutorial/esm#sandboxed-preload-scripts-cant-use-esm-imports
// SECURITY: https://www.electronjs.org/docs/latest/tutorial/security#20-do-not-expose-electron-apis-to-untrusted-web-content
import { contextBridge, type IpcRendererEvent, ipcRenderer, webUtils } from 'electron'
import type { Bridge, CommandName, EventName } from '../../../shared/contract/contract'
import type { Outcome } from '../../../shared/model/errors'
import { type Batch, eventChannel, grantPathChannel, itemsChannel } from './channels'

type PageFile = Parameters<typeof webUtils.getPathForFile>[0]

/** The names in the contract: its tables need zod, so the build puts them in (electron.vite.config.ts). */
declare const COMMAND_NAMES: readonly CommandName[]
declare const EVENT_NAMES: readonly EventName[]

const api: Bridge<PageFile> = {
  invoke: (command, request) =>
    COMMAND_NAMES.includes(command)
      ? ipcRenderer.invoke(command, request)
      : Promise.resolve(refused('There is no such command.')),
  async stream(command, request, onItems) {
    if (!COMMAND_NAMES.includes(command)) return refused('There is no such command.')
    let taken = 0
    let wake = () => {}
    const receive = (_event: IpcRendererEvent, { operation, items }: Batch) => {
      if (!('operation' in request) || operation !== request.operation) return
      taken += 1
      onItems(items)
      wake()
    }
    ipcRenderer.on(itemsChannel, receive)
    try {
      const { batches = 0, ...outcome } = await ipcRenderer.invoke(command, request)
      while (taken < batches) {
        await new Promise<void>(resolve => {
          wake = resolve
        })
      }
      return outcome
    } finally {
      ipcRenderer.off(itemsChannel, receive)
    }
  },
  on(event, listener) {
    if (!EVENT_NAMES.includes(event)) return () => undefined
    const receive = (_event: IpcRendererEvent, payload: Parameters<typeof listener>[0]) => listener(payload)
    ipcRenderer.on(eventChannel(event), receive)
    return () => void ipcRenderer.off(eventChannel(event), receive)
  },
  grantFile: file => ipcRenderer.invoke(grantPathChannel, webUtils.getPathForFile(file)),
}

function refused(message: string): Outcome<never> {
  return { ok: false, error: { code: 'BAD_REQUEST', message, where: {} } }
}

contextBridge.exposeInMainWorld('bootbank', api)
