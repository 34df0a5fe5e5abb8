// One instance: a second launch hands its file to the first and ends. Files come as an argument, from a second launch, or by
// the system's open-file (dock, file association). Trap: open-file may come before the app is ready, when no window can be made.
import { app } from 'electron'
import { resolve } from 'node:path'
import type { Windows } from './windows'

/** True when this is the first instance; the second must quit. */
export function claimInstance(): boolean {
  return app.requestSingleInstanceLock({ file: fileArgument(process.argv, process.cwd()) })
}

/** Takes over files from outside. The function it gives opens the first window, and must be called once the app is ready. */
export function setupHandOver(windows: Windows): () => void {
  const named = fileArgument(process.argv, process.cwd())
  let early: string[] | null = named === null ? [] : [named]
  const take = (path: string) => {
    if (early) early.push(path)
    else void windows.openFile(path)
  }
  app.on('second-instance', (_event, _argv, _folder, data) => {
    const file = fileIn(data)
    if (file !== null) take(file)
    else if (!early) windows.show()
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

/** The first argument that is no switch; unpackaged, the first one is the program itself. Switches may stand anywhere. */
function fileArgument(argv: readonly string[], folder: string): string | null {
  const named = argv.slice(1).filter(argument => !argument.startsWith('-'))
  const file = named[app.isPackaged ? 0 : 1]
  return file === undefined ? null : resolve(folder, file)
}

function fileIn(data: unknown): string | null {
  return typeof data === 'object' && data !== null && 'file' in data && typeof data.file === 'string' ? data.file : null
}
