// One instance: a second launch hands its file to the first and ends. Files come as an argument, from a second launch, or by
// the system's open-file (dock, file association).
import { app, BrowserWindow, dialog } from 'electron'
import { resolve } from 'node:path'
import type { Services } from '../services/services'

/** True when this is the first instance; the second must quit. */
export function claimInstance(): boolean {
  return app.requestSingleInstanceLock({ file: fileArgument(process.argv, process.cwd()) })
}

/** Hands files over to the services; `show` brings up the window. */
export function setupHandOver(services: Services, show: () => void): void {
  const handOver = async (path: string) => {
    const outcome = await services.handOver(path)
    if (!outcome.ok) dialog.showErrorBox('This file cannot be opened', outcome.error.message)
  }
  app.on('second-instance', (_event, _argv, _folder, data) => {
    show()
    const file = fileIn(data)
    if (file !== null) void handOver(file)
  })
  app.on('open-file', (event, path) => {
    event.preventDefault()
    if (app.isReady() && BrowserWindow.getAllWindows().length === 0) show()
    void handOver(path)
  })
  const file = fileArgument(process.argv, process.cwd())
  if (file !== null) void handOver(file)
}

/** The first argument that is no switch; unpackaged, the first one behind Electron is the program itself. */
function fileArgument(argv: readonly string[], folder: string): string | null {
  const file = argv.slice(app.isPackaged ? 1 : 2).find(argument => !argument.startsWith('-'))
  return file === undefined ? null : resolve(folder, file)
}

function fileIn(data: unknown): string | null {
  return typeof data === 'object' && data !== null && 'file' in data && typeof data.file === 'string' ? data.file : null
}
