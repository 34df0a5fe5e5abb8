// The native dialogs. Unless told otherwise, each would start in Downloads, no matter which folder was used last.
// Source: defaultPath of OpenDialogOptions in electron.d.ts
import { BrowserWindow, dialog, type OpenDialogOptions, type SaveDialogOptions, shell } from 'electron'
import { homedir } from 'node:os'
import { dirname, join, sep } from 'node:path'
import type { TargetKind } from '../../../shared/model/grant'
import type { HostDialogs } from '../../services/dialogs'

/** A backup may have any name; the filter is a help, not a gate. */
const openFilters = [
  { name: 'Host backups', extensions: ['tgz', 've', 'gz', 'tar'] },
  { name: 'All files', extensions: ['*'] },
]

/** The dialogs of all windows: each starts in the folder of the last choice. */
export function nativeDialogs(): HostDialogs {
  let folder: string | null = null

  return {
    targets: ['folder', 'zip', 'file'],

    async chooseFile(what) {
      const path = await askToOpen({
        ...(what === 'folder'
          ? { title: 'Open the folder of a boot bank or a collection', properties: ['openDirectory'] }
          : { title: 'Open a host backup', properties: ['openFile'], filters: openFilters }),
        ...(folder === null ? {} : { defaultPath: folder }),
      })
      if (path !== null) folder = dirname(path)
      return path
    },

    async chooseFiles() {
      const paths = await askForAll({
        title: 'Choose one backup or several',
        properties: ['openFile', 'multiSelections'],
        filters: openFilters,
        ...(folder === null ? {} : { defaultPath: folder }),
      })
      const [first] = paths
      if (first !== undefined) folder = dirname(first)
      return paths
    },

    async chooseTarget(kind, name) {
      const path = await (kind === 'folder' ? chooseFolder(name) : chooseSaveFile(kind, name))
      if (path !== null) folder = dirname(path)
      return path === null ? null : { kind, path, label: shortPath(path) }
    },

    async showTarget({ path }) {
      shell.showItemInFolder(path)
    },

    publish: () => null,
  }

  /** A new folder of that name inside the one that is chosen. */
  async function chooseFolder(name: string): Promise<string | null> {
    const parent = await askToOpen({
      title: `Choose where to put the folder ${name}`,
      buttonLabel: 'Write here',
      properties: ['openDirectory', 'createDirectory'],
      ...(folder === null ? {} : { defaultPath: folder }),
    })
    return parent === null ? null : join(parent, name)
  }

  async function chooseSaveFile(kind: Exclude<TargetKind, 'folder'>, name: string): Promise<string | null> {
    return askToSave({
      title: `Save ${name}`,
      defaultPath: folder === null ? name : join(folder, name),
      filters: kind === 'zip' ? [{ name: 'Zip archive', extensions: ['zip'] }] : [],
    })
  }
}

async function askToOpen(options: OpenDialogOptions): Promise<string | null> {
  return (await askForAll(options))[0] ?? null
}

async function askForAll(options: OpenDialogOptions): Promise<readonly string[]> {
  const window = BrowserWindow.getFocusedWindow()
  const { filePaths } = await (window ? dialog.showOpenDialog(window, options) : dialog.showOpenDialog(options))
  return filePaths
}

async function askToSave(options: SaveDialogOptions): Promise<string | null> {
  const window = BrowserWindow.getFocusedWindow()
  const { filePath } = await (window ? dialog.showSaveDialog(window, options) : dialog.showSaveDialog(options))
  return filePath === '' ? null : filePath
}

/** A path with the home folder as `~`. */
function shortPath(path: string): string {
  return path.startsWith(homedir() + sep) ? `~${path.slice(homedir().length)}` : path
}
