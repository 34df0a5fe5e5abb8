// One instance: a second launch hands its files to the first and ends. Files come as an argument, from a second launch, or by
// the system's open-file (dock, file association). Traps: open-file may come before the app is ready, when no window can be made; the
// arguments of a second launch arrive in another order, with some of Chromium's between them, so its files are sent as data.
// Source: https://www.electronjs.org/docs/latest/api/app#apprequestsingleinstancelockadditionaldata
import { app } from 'electron'
import { resolve } from 'node:path'
import type { Windows } from './windows'

/** Files that are opened at once, a window each: a folder selected by mistake must not cover the screen with windows. */
const mostFiles = 8

/** True when this is the first instance; the second must quit. */
export function claimInstance(): boolean {
  return app.requestSingleInstanceLock({ files: fileArguments(process.argv, process.cwd()) })
}

/** Takes over files from outside. The function it gives opens the first window, and must be called once the app is ready. */
export function setupHandOver(windows: Windows): () => void {
  let early: string[] | null = [...fileArguments(process.argv, process.cwd())]
  const take = (path: string) => {
    if (early) early.push(path)
    else void windows.openFile(path)
  }
  app.on('second-instance', (_event, _argv, _folder, data) => {
    const files = filesIn(data)
    for (const file of files) take(file)
    if (files.length === 0 && !early) windows.show()
  })
  app.on('open-file', (event, path) => {
    event.preventDefault()
    take(path)
  })
  return () => {
    const waiting = early ?? []
    early = null
    if (waiting.length === 0) windows.create()
    for (const path of waiting) void windows.openFile(path)
  }
}

/** The arguments that are not switches; unpackaged, the first one is the program itself. Switches may be anywhere. */
function fileArguments(argv: readonly string[], folder: string): readonly string[] {
  const named = argv.slice(1).filter(argument => !argument.startsWith('-'))
  const files = app.isPackaged ? named : named.slice(1)
  return [...new Set(files.map(file => resolve(folder, file)))].slice(0, mostFiles)
}

/** What a second launch sent; any program of this user could have sent it. */
function filesIn(data: unknown): readonly string[] {
  if (typeof data !== 'object' || data === null || !('files' in data) || !Array.isArray(data.files)) return []
  return data.files.filter(file => typeof file === 'string').slice(0, mostFiles)
}
