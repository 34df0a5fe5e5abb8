// The native dialogs.
import { BrowserWindow, dialog, shell } from 'electron'
import { homedir } from 'node:os'
import { join, sep } from 'node:path'
import type { TargetKind } from '../../../shared/contract/contract'
import type { HostDialogs } from '../../services/dialogs'

/** A backup may have any name; the filter is a help, not a gate. */
const openFilters = [
  { name: 'Host backups', extensions: ['tgz', 've', 'gz', 'tar'] },
  { name: 'All files', extensions: ['*'] },
]

export const nativeDialogs: HostDialogs = {
  targets: ['folder', 'zip', 'file'],

  async chooseFile() {
    const options = { title: 'Open a host backup', properties: ['openFile' as const], filters: openFilters }
    const window = BrowserWindow.getFocusedWindow()
    const { filePaths } = await (window ? dialog.showOpenDialog(window, options) : dialog.showOpenDialog(options))
    return filePaths[0] ?? null
  },

  async chooseTarget(kind, name) {
    const path = await (kind === 'folder' ? chooseFolder(name) : chooseSaveFile(kind, name))
    return path === null ? null : { kind, path, label: shortPath(path) }
  },

  async showTarget({ path }) {
    shell.showItemInFolder(path)
  },

  publish: () => null,
}

/** A new folder of that name inside the one that is chosen. */
async function chooseFolder(name: string): Promise<string | null> {
  const options = {
    title: `Where to put the folder ${name}`,
    buttonLabel: 'Write here',
    properties: ['openDirectory' as const, 'createDirectory' as const],
  }
  const window = BrowserWindow.getFocusedWindow()
  const { filePaths } = await (window ? dialog.showOpenDialog(window, options) : dialog.showOpenDialog(options))
  return filePaths[0] === undefined ? null : join(filePaths[0], name)
}

async function chooseSaveFile(kind: Exclude<TargetKind, 'folder'>, name: string): Promise<string | null> {
  const filters = kind === 'zip' ? [{ name: 'Zip archive', extensions: ['zip'] }] : []
  const options = { title: `Save ${name}`, defaultPath: name, filters }
  const window = BrowserWindow.getFocusedWindow()
  const { filePath } = await (window ? dialog.showSaveDialog(window, options) : dialog.showSaveDialog(options))
  return filePath === '' ? null : filePath
}

/** A path with the home folder as `~`. */
function shortPath(path: string): string {
  return path.startsWith(homedir() + sep) ? `~${path.slice(homedir().length)}` : path
}
