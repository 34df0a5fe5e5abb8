// A double of the module `electron` for plain Node: enough to boot the built main and preload. Faithful where a mistake would
// show only in the real one: `ready` fires when it is told to and not before, payloads cross by structured clone, calls that
// come too early or twice throw, a closed window may not be touched, and every member that is not modelled throws. What it refuses
// is in refusals.test.ts; where Electron says so, in docs/security.md.
import { stage } from './stage'
import { type Modelled, strict } from './strict'

export { app } from './app-double'
export { dialog } from './dialog-double'
export { Menu } from './menu-double'
export { protocol } from './protocol-double'
export { session } from './session-double'
export { nativeImage, nativeTheme, safeStorage, screen, shell } from './system-double'
export { BrowserWindow } from './window-double'

export const ipcMain = strict('ipcMain', {
  handle: (channel: string, handler: NonNullable<ReturnType<typeof stage.handlers.get>>) => {
    if (stage.handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`)
    stage.handlers.set(channel, handler)
  },
} satisfies Modelled<Electron.IpcMain>)
