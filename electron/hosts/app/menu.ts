// The native menu: the commands of the shared table, category by category, between the items that the platform provides as roles. It is
// made again when the recent files change, because Electron's menus cannot be edited.
//
// An item of a command tells the window in front to run it. Items stay enabled: what can be run depends on the row, the text and the
// history of that window, which would have to be sent at every press of a key. If a command cannot be run, the window says why.
//
// Trap: the page handles these keys as well, and one press must not run a command twice. On Windows and Linux the menu only shows
// them. On macOS a menu's keys are always active, but a key gets there only if the page did not take it. If the page left it on purpose
// (a dialog is open, a text field has the focus), it does the same when the menu's event comes.
import { app, BrowserWindow, dialog, Menu, type MenuItemConstructorOptions } from 'electron'
import {
  type CommandCategory,
  type CommandId,
  chordsOf,
  commandIds,
  commandTable,
} from '../../../shared/commands/commands'
import { categoryTitles } from '../../../shared/commands/titles'
import { closeWindowKey, newWindowKey } from '../../../shared/commands/window-keys'
import type { HostDialogs } from '../../services/dialogs'
import type { RecentFiles } from '../../services/recent-files'
import { acceleratorOf } from './accelerator'
import { emitTo } from './ipc'
import { externalLinks, openExternalLink } from './security/external-links'
import type { Windows } from './windows'

type Items = MenuItemConstructorOptions[]

export interface MenuOptions {
  readonly windows: Windows
  readonly dialogs: Pick<HostDialogs, 'chooseFile'>
  readonly recent: RecentFiles
}

/** Sets the menu of the application. Only once the app is ready. */
export function setMenu(options: MenuOptions): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuItems(options, process.platform === 'darwin')))
}

function menuItems(options: MenuOptions, isMac: boolean): Items {
  const commandsOf = (category: CommandCategory) => commandItems(category, options, isMac)
  const links: Items = externalLinks.map(({ label, url }) => ({ label, click: () => openExternalLink(url) }))
  return [
    ...(isMac ? [{ role: 'appMenu' as const }] : []),
    { label: categoryTitles.file, submenu: fileItems(options, isMac) },
    { label: categoryTitles.edit, submenu: editItems(commandsOf('edit')) },
    { label: categoryTitles.entry, submenu: commandsOf('entry') },
    { label: categoryTitles.change, submenu: commandsOf('change') },
    {
      label: categoryTitles.view,
      submenu: [
        ...commandsOf('view'),
        { label: categoryTitles.theme, submenu: commandsOf('theme') },
        { type: 'separator' },
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { role: 'togglefullscreen' },
        ...(app.isPackaged ? [] : [{ role: 'toggleDevTools' as const }]),
      ],
    },
    { label: categoryTitles.go, submenu: commandsOf('go') },
    // The role's own menu would close the window with Ctrl+W, which is the document's key.
    isMac ? { role: 'windowMenu' } : { label: 'Window', submenu: [{ role: 'minimize' }] },
    { role: 'help', submenu: [...commandsOf('help'), { type: 'separator' }, ...links] },
  ]
}

/** The items of a category, with the lines of the table above them. */
function commandItems(category: CommandCategory, options: MenuOptions, isMac: boolean): Items {
  return commandIds
    .filter(id => commandTable[id].category === category)
    .flatMap((id): Items => {
      const { title, places, separated } = commandTable[id]
      // A key that belongs to one part of the window, such as Delete in the tree, must stay free in the other parts.
      const [chord] = places === undefined ? chordsOf(id, { mac: isMac, host: 'electron' }) : []
      const keys = chord && { accelerator: acceleratorOf(chord), registerAccelerator: isMac }
      const item = { id, label: title, ...keys, click: () => run(id, options) }
      return separated ? [{ type: 'separator' }, item] : [item]
    })
}

/** Tells the window in front. On macOS the menu outlives the last window; then only a file can be opened, in a new one. */
function run(command: CommandId, { windows, dialogs }: MenuOptions): void {
  const window = BrowserWindow.getFocusedWindow() ?? BrowserWindow.getAllWindows()[0]
  if (window) emitTo(window, 'command.run', { command })
  else if (command === 'open') void openInNewWindow(windows, dialogs, 'file')
  else if (command === 'openFolder') void openInNewWindow(windows, dialogs, 'folder')
}

async function openInNewWindow(
  windows: Windows,
  dialogs: MenuOptions['dialogs'],
  what: 'file' | 'folder',
): Promise<void> {
  const path = await dialogs.chooseFile(what)
  if (path !== null) await windows.openFileHere(path)
}

function fileItems(options: MenuOptions, isMac: boolean): Items {
  const { windows, recent } = options
  const commands = commandItems('file', options, isMac)
  const recentItems: Items = isMac
    ? [{ role: 'recentDocuments', submenu: [{ role: 'clearRecentDocuments' }] }]
    : [{ label: 'Open Recent', submenu: recentSubmenu(windows, recent) }]
  const afterOpen = commands.findIndex(({ id }) => id === 'openFolder') + 1
  return [
    { label: 'New Window', accelerator: acceleratorOf(newWindowKey), click: () => void windows.create() },
    ...commands.slice(0, afterOpen),
    ...recentItems,
    ...commands.slice(afterOpen),
    { role: 'close', accelerator: acceleratorOf(closeWindowKey(isMac)) },
    ...(isMac ? [] : [{ role: 'quit' as const }]),
  ]
}

/** Undo and Redo, then the platform's items for the clipboard, then the rest. */
function editItems(commands: Items): Items {
  const afterHistory = commands.findIndex(({ id }) => id === 'redo') + 1
  const clipboard: Items = [
    { type: 'separator' },
    { role: 'cut' },
    { role: 'copy' },
    { role: 'paste' },
    { role: 'selectAll' },
  ]
  return [...commands.slice(0, afterHistory), ...clipboard, ...commands.slice(afterHistory)]
}

function recentSubmenu(windows: Windows, recent: RecentFiles): Items {
  const files = recent.list()
  if (files.length === 0) return [{ label: 'No Recent Files', enabled: false }]
  const open = async (id: string) => windows.openFile(recent.pathOf(id))
  return [
    ...files.map(({ id, name, place }) => ({
      label: `${name.replaceAll('&', '&&')}  (${place.replaceAll('&', '&&')})`,
      click: () => void open(id).catch(showError),
    })),
    { type: 'separator' },
    { label: 'Clear List', click: () => recent.clear() },
  ]
}

function showError(error: unknown): void {
  dialog.showErrorBox('This file cannot be opened', error instanceof Error ? error.message : String(error))
}
