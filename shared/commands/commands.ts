// Every command of the window as plain data: name, category, keys. Toolbar, menus, palette and the help in the window and the
// native menu are made of this one table, in its order; what a command does is in renderer/frame/command-actions.ts.
import type { Chord } from './chord'
import { type ViewId, viewChords, viewIds, viewTable } from './views'

export type CommandCategory = 'file' | 'edit' | 'entry' | 'change' | 'view' | 'theme' | 'go' | 'help'

/** A part of the window that has keys of its own. */
export type KeyPlace = 'tree' | 'changes'

export interface CommandFacts {
  /** As in a menu. */
  readonly title: string
  readonly category: CommandCategory
  /** The first is the one that is shown. */
  readonly chords?: readonly Chord[]
  /** Where the chords count; absent: in the whole window. */
  readonly places?: readonly KeyPlace[]
  /** Who gets the keys instead: a text field that has the focus, or the browser while the command cannot be run. */
  readonly leavesKeys?: 'in-text' | 'if-unavailable'
  /** A line above it in menus. */
  readonly separated?: boolean
}

const table = {
  open: { title: 'Open…', category: 'file', chords: [{ key: 'o', mod: true }] },
  openFolder: { title: 'Open a folder…', category: 'file' },
  openSample: { title: 'Open the sample', category: 'file' },
  openAgain: { title: 'Open again', category: 'file' },
  compareWith: { title: 'Compare with…', category: 'file' },
  bundle: { title: 'Build restore bundle', category: 'file', chords: [{ key: 'b', mod: true }], separated: true },
  save: { title: 'Save a copy…', category: 'file', chords: [{ key: 's', mod: true }] },
  sanitise: { title: 'Make a copy without secrets…', category: 'file' },
  cancel: { title: 'Cancel the running operation', category: 'file' },
  // On a Mac Cmd+W closes the window, which the native menu does.
  close: {
    title: 'Close',
    category: 'file',
    chords: [{ key: 'w', mod: true, system: 'other', host: 'electron' }],
    separated: true,
  },

  undo: { title: 'Undo', category: 'edit', chords: [{ key: 'z', mod: true }], leavesKeys: 'in-text' },
  redo: {
    title: 'Redo',
    category: 'edit',
    chords: [
      { key: 'z', mod: true, shift: true },
      { key: 'y', mod: true, system: 'other' },
    ],
    leavesKeys: 'in-text',
  },
  unseal: { title: 'Unseal local.tgz.ve…', category: 'edit', separated: true },
  seal: { title: 'Seal local.tgz with a new key…', category: 'edit' },
  sealWith: { title: 'Seal local.tgz with the key of an encryption.info…', category: 'edit' },
  guides: { title: 'Guided changes…', category: 'edit', separated: true },
  password: { title: 'Change a password…', category: 'edit' },
  guideNetwork: { title: 'Change the management network…', category: 'edit' },
  guideIdentity: { title: 'Give the host another identity…', category: 'edit' },
  guideCertificate: { title: 'Renew certificate and keys…', category: 'edit' },
  guideAccess: { title: 'Change who gets in…', category: 'edit' },
  guideMachines: { title: 'Change registered virtual machines…', category: 'edit' },
  guideStrip: { title: 'Cut ties…', category: 'edit' },
  find: {
    title: 'Find in this text',
    category: 'edit',
    chords: [{ key: 'f', mod: true }],
    leavesKeys: 'if-unavailable',
    separated: true,
  },

  rename: { title: 'Rename or move…', category: 'entry', chords: [{ key: 'F2' }], places: ['tree'] },
  mode: { title: 'Change mode or T flag…', category: 'entry' },
  owner: { title: 'Change owner…', category: 'entry' },
  time: { title: 'Change time…', category: 'entry' },
  link: { title: 'Change link target…', category: 'entry' },
  openWithKey: { title: 'Open with a key…', category: 'entry', separated: true },
  openWithInfo: { title: 'Use the key of another encryption.info…', category: 'entry' },
  replace: { title: 'Replace with file…', category: 'entry', separated: true },
  add: { title: 'Add file here…', category: 'entry' },
  newFolder: { title: 'New folder here…', category: 'entry' },
  newLink: { title: 'New symbolic link here…', category: 'entry' },
  saveEntry: { title: 'Save selected files…', category: 'entry' },
  copyAddress: {
    title: 'Copy',
    category: 'entry',
    chords: [{ key: 'c', mod: true }],
    places: ['tree', 'changes'],
    separated: true,
  },
  // Ctrl+V is the event of the clipboard, which also brings files of the disk.
  paste: { title: 'Paste copied entries here', category: 'entry' },
  remove: {
    title: 'Remove',
    category: 'entry',
    chords: [{ key: 'Delete' }, { key: 'Backspace', mod: true, system: 'mac' }],
    places: ['tree'],
    separated: true,
  },

  revert: {
    title: 'Revert',
    category: 'change',
    chords: [{ key: 'Delete' }, { key: 'Backspace' }],
    places: ['changes'],
  },
  revertAll: { title: 'Revert all', category: 'change' },
  reveal: { title: 'Show in explorer', category: 'change' },
  nextChange: {
    title: 'Next change',
    category: 'change',
    chords: [{ key: 'F7' }],
    leavesKeys: 'if-unavailable',
    separated: true,
  },
  previousChange: {
    title: 'Previous change',
    category: 'change',
    chords: [{ key: 'F7', shift: true }],
    leavesKeys: 'if-unavailable',
  },

  palette: {
    title: 'Command palette',
    category: 'view',
    chords: [
      { key: 'k', mod: true },
      { key: 'p', mod: true, shift: true, host: 'electron' },
    ],
  },
  ...viewCommands(),
  inspector: { title: 'Inspector', category: 'view', chords: [{ key: 'b', mod: true, alt: true }], separated: true },
  unknownFiles: { title: 'Only files that the release does not know', category: 'view' },
  wrap: {
    title: 'Wrap lines',
    category: 'view',
    chords: [{ key: 'z', alt: true }],
    leavesKeys: 'if-unavailable',
    separated: true,
  },
  secrets: { title: 'Show or hide secrets', category: 'view' },
  sideBySide: { title: 'Side by side', category: 'view' },
  fold: { title: 'Hide unchanged lines', category: 'view' },
  densityDense: { title: 'Dense spacing', category: 'view', separated: true },
  densityComfortable: { title: 'Comfortable spacing', category: 'view' },

  themeSystem: { title: 'Follow the system', category: 'theme' },
  themeDark: { title: 'Dark', category: 'theme' },
  themeLight: { title: 'Light', category: 'theme' },
  themeContrast: { title: 'High contrast', category: 'theme' },

  goToFile: { title: 'Go to file…', category: 'go', chords: [{ key: 'p', mod: true }] },
  goTo: {
    title: 'Go to line or offset…',
    category: 'go',
    // On a Mac Cmd+G finds the next place.
    chords: [{ key: 'g', ctrl: true }],
    leavesKeys: 'if-unavailable',
  },
  showKeys: { title: 'Show in keys', category: 'go' },
  showText: { title: 'Show in text', category: 'go' },
  nextPane: { title: 'Next pane', category: 'go', chords: [{ key: 'F6' }], separated: true },
  previousPane: { title: 'Previous pane', category: 'go', chords: [{ key: 'F6', shift: true }] },

  help: { title: 'Help', category: 'help' },
  tour: { title: 'Take the tour', category: 'help' },
  shortcuts: { title: 'Keyboard shortcuts', category: 'help', chords: [{ key: 'F1' }] },
  about: { title: 'About Bootbank', category: 'help' },
} as const satisfies Readonly<Record<string, CommandFacts>>

export type CommandId = keyof typeof table
/** The command that shows a view. */
export type ViewCommandId = `view.${ViewId}`

/** A command for each view, with a line above the first of each pane. */
function viewCommands(): Readonly<Record<ViewCommandId, CommandFacts>> {
  const commands = viewIds.map((id, at): readonly [ViewCommandId, CommandFacts] => {
    const { title, place } = viewTable[id]
    const before = viewIds[at - 1]
    const separated = before === undefined || viewTable[before].place !== place
    return [viewCommand(id), { title, category: 'view', chords: viewChords(id), separated }]
  })
  return Object.fromEntries(commands) as Record<ViewCommandId, CommandFacts>
}

/** The name of the command that shows a view. */
export function viewCommand(id: ViewId): ViewCommandId {
  return `view.${id}`
}

/** Every command, in the order of menus. */
export const commandTable: Readonly<Record<CommandId, CommandFacts>> = table

/** Their names, in that order. */
export const commandIds: readonly CommandId[] = Object.keys(table) as CommandId[]

/** Whether what came over a boundary names a command. */
export function isCommandId(id: unknown): id is CommandId {
  return typeof id === 'string' && Object.hasOwn(table, id)
}

export interface KeyHost {
  readonly mac: boolean
  readonly host: 'electron' | 'browser'
}

/** The chords of a command that count in a host. */
export function chordsOf(id: CommandId, { mac, host }: KeyHost): readonly Chord[] {
  const chords = commandTable[id].chords ?? []
  return chords.filter(
    chord =>
      (chord.system === undefined || (chord.system === 'mac') === mac) &&
      (chord.host === undefined || chord.host === host),
  )
}
