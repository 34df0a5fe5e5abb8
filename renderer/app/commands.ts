// What each command of shared/commands/commands.ts does, and why it cannot be run just now. Toolbar, keys, context menus, palette,
// help and the native menu all come through here.
import {
  type Chord,
  type CommandCategory,
  type CommandId,
  chordsOf,
  commandIds,
  commandTable,
  type KeyPlace,
} from '../../shared/commands/commands'
import { openBundleDialog } from '../features/bundle/bundle-store'
import { saveCopy } from '../features/bundle/save-copy'
import { type ChangeCommandId, changeCommands } from '../features/changes/change-commands'
import { redo, revertAll, undo } from '../features/changes/history'
import { showAbout, showShortcuts } from '../features/help/help-store'
import { chooseAndOpen, closeDocument, openAgain, openSample } from '../features/open/open-document'
import { togglePalette } from '../features/palette/palette-store'
import { type NodeCommandId, nodeCommands } from '../features/tree/node-commands'
import { text } from '../ui/text'
import { chooseDensity, chooseTheme, showTab, type Theme, toggleInspector } from './layout'
import { cancelLatest } from './operations'
import { focusNextPane, focusPane } from './panes'
import { isMac, useSession } from './session'
import { chordAria, chordLabel, type KeyPress, matches } from './shortcuts'
import type { ShownAction } from './shown-actions'
import type { WindowState } from './window-state'

export type { CommandId } from '../../shared/commands/commands'

export interface Command {
  readonly id: CommandId
  readonly title: string
  readonly category: CommandCategory
  /** Why it cannot be run now, in a sentence; null while it can. */
  readonly lack: (state: WindowState) => string | null
  readonly run: (state: WindowState) => Promise<void> | void
}

type Deed = Pick<Command, 'lack' | 'run'>

const { lacks } = text

function lackOfDocument({ session }: WindowState): string | null {
  if (session.opened === null) return lacks.document
  return session.failure === null ? null : lacks.stopped
}

/** Can always be run. */
const always = (run: Deed['run']): Deed => ({ lack: () => null, run })

/** Needs a document that works, and what `lack` says besides. */
const onDocument = (run: Deed['run'], lack: Deed['lack'] = () => null): Deed => ({
  lack: state => lackOfDocument(state) ?? lack(state),
  run,
})

const onNode = (id: NodeCommandId): Deed =>
  onDocument(
    ({ node }) => (node === null ? undefined : nodeCommands[id].run(node)),
    ({ node }) => (node === null ? lacks.row : nodeCommands[id].lack(node)),
  )

const onChange = (id: ChangeCommandId): Deed =>
  onDocument(
    ({ change }) => (change === null ? undefined : changeCommands[id].run(change)),
    ({ change }) => (change === null ? lacks.change : changeCommands[id].lack(change)),
  )

const onShown = (action: ShownAction, lack: string): Deed =>
  onDocument(
    ({ shown }) => shown[action]?.(),
    ({ shown }) => (shown[action] === undefined ? lack : null),
  )

const theme = (chosen: Theme): Deed => always(() => chooseTheme(chosen))

function showSide(tab: 'explorer' | 'changes'): void {
  showTab(tab)
  focusPane('side')
}

const list: Readonly<Record<CommandId, Deed>> = {
  open: always(chooseAndOpen),
  openSample: { lack: ({ session }) => (session.facts?.sample ? null : lacks.sample), run: openSample },
  openAgain: { lack: ({ session }) => (session.failure === null ? lacks.failure : null), run: openAgain },
  bundle: onDocument(openBundleDialog),
  save: onDocument(saveCopy),
  cancel: { lack: ({ running }) => (running ? null : lacks.running), run: cancelLatest },
  close: { lack: ({ session }) => (session.opened === null ? lacks.document : null), run: closeDocument },

  undo: onDocument(undo, ({ session }) => (session.status?.undo == null ? lacks.undo : null)),
  redo: onDocument(redo, ({ session }) => (session.status?.redo == null ? lacks.redo : null)),
  find: onShown('find', lacks.text),

  rename: onNode('rename'),
  mode: onNode('mode'),
  replace: onNode('replace'),
  add: onNode('add'),
  saveEntry: onNode('saveEntry'),
  copyAddress: {
    lack: state => (state.change === null ? onNode('copyAddress').lack(state) : onChange('copyAddress').lack(state)),
    run: state => (state.change === null ? onNode('copyAddress').run(state) : onChange('copyAddress').run(state)),
  },
  remove: onNode('remove'),

  revert: onChange('revert'),
  revertAll: onDocument(revertAll, ({ session }) => (session.status?.changes ? null : lacks.changes)),
  reveal: onChange('reveal'),
  nextChange: onShown('nextChange', lacks.difference),
  previousChange: onShown('previousChange', lacks.difference),

  palette: always(togglePalette),
  explorer: onDocument(() => showSide('explorer')),
  changes: onDocument(() => showSide('changes')),
  inspector: onDocument(toggleInspector),
  wrap: onShown('wrap', lacks.text),
  secrets: onShown('secrets', lacks.secrets),
  sideBySide: onShown('sideBySide', lacks.sides),
  fold: onShown('fold', lacks.difference),
  densityDense: always(() => chooseDensity('dense')),
  densityComfortable: always(() => chooseDensity('comfortable')),

  themeSystem: theme('system'),
  themeDark: theme('dark'),
  themeLight: theme('light'),
  themeContrast: theme('contrast'),

  goTo: onShown('goTo', lacks.places),
  nextPane: { lack: ({ session }) => (session.opened === null ? lacks.document : null), run: () => focusNextPane(1) },
  previousPane: {
    lack: ({ session }) => (session.opened === null ? lacks.document : null),
    run: () => focusNextPane(-1),
  },

  shortcuts: always(showShortcuts),
  about: always(showAbout),
}

/** A command by its id. */
export function commandOf(id: CommandId): Command {
  const { title, category } = commandTable[id]
  return { id, title, category, ...list[id] }
}

/** The commands, in the order of menus. */
export const commands: readonly Command[] = commandIds.map(commandOf)

/** The chords of a command that work in this host. */
export function chordsHere(id: CommandId): readonly Chord[] {
  return chordsOf(id, { mac: isMac(), host: useSession.getState().facts?.host ?? 'browser' })
}

/** The first chord for the eye, or an empty string. */
export function shortcutOf(id: CommandId): string {
  const [chord] = chordsHere(id)
  return chord === undefined ? '' : chordLabel(chord, isMac())
}

/** All chords for assistive technology. */
export function ariaShortcutsOf(id: CommandId): string | undefined {
  return (
    chordsHere(id)
      .map(chord => chordAria(chord, isMac()))
      .join(' ') || undefined
  )
}

/** The command that a key press asks for, whether or not it can be run: of a part of the window, or of all of it. */
export function commandFor(press: KeyPress, place?: KeyPlace): CommandId | undefined {
  const mac = isMac()
  return commandIds.find(id => {
    const { places } = commandTable[id]
    const counts = place === undefined ? places === undefined : places?.includes(place)
    return counts && chordsHere(id).some(chord => matches(chord, press, mac))
  })
}
