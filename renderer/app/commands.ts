// Every command of the window that is not bound to one row: name, keys, whether it can run, what it does. Shortcuts and
// tooltips derive from this list; so will menus and the command palette.
import { closeDocument, chooseAndOpen } from '../features/open/open-document'
import { redo, revertAll, undo } from '../features/changes/history'
import { openBundleDialog } from '../features/bundle/bundle-store'
import { saveCopy } from '../features/bundle/save-copy'
import { text } from '../ui/text'
import { chooseDensity, chooseTheme, showTab, toggleInspector } from './layout'
import { focusNextPane, focusPane } from './panes'
import { isAlive, isMac, type Session, useSession } from './session'
import { type Chord, chordAria, chordLabel, type KeyPress, matches } from './shortcuts'

export type CommandId = keyof typeof text.commands

export interface Command {
  readonly id: CommandId
  readonly title: string
  /** The first is the one that is shown. */
  readonly chords: readonly Chord[]
  /** Left to a text field or the editor while it has the focus. */
  readonly inText?: 'native'
  readonly enabled: (session: Session) => boolean
  readonly run: () => Promise<void> | void
}

const always = () => true

function showSide(tab: 'explorer' | 'changes'): void {
  showTab(tab)
  focusPane('side')
}

const list: readonly Omit<Command, 'title'>[] = [
  { id: 'open', chords: [{ key: 'o', mod: true }], enabled: always, run: chooseAndOpen },
  {
    id: 'close',
    // A browser keeps Ctrl+W for its own tab.
    chords: [{ key: 'w', mod: true }],
    enabled: session => session.opened !== null,
    run: closeDocument,
  },
  {
    id: 'undo',
    chords: [{ key: 'z', mod: true }],
    inText: 'native',
    enabled: session => isAlive(session) && session.status?.undo != null,
    run: undo,
  },
  {
    id: 'redo',
    chords: [
      { key: 'z', mod: true, shift: true },
      { key: 'y', mod: true },
    ],
    inText: 'native',
    enabled: session => isAlive(session) && session.status?.redo != null,
    run: redo,
  },
  { id: 'bundle', chords: [{ key: 'b', mod: true }], enabled: isAlive, run: openBundleDialog },
  { id: 'save', chords: [{ key: 's', mod: true }], enabled: isAlive, run: saveCopy },
  {
    id: 'revertAll',
    chords: [],
    enabled: session => isAlive(session) && (session.status?.changes ?? 0) > 0,
    run: revertAll,
  },
  { id: 'explorer', chords: [{ key: 'e', mod: true, shift: true }], enabled: isAlive, run: () => showSide('explorer') },
  { id: 'changes', chords: [{ key: 'g', mod: true, shift: true }], enabled: isAlive, run: () => showSide('changes') },
  { id: 'inspector', chords: [{ key: 'b', mod: true, alt: true }], enabled: isAlive, run: toggleInspector },
  { id: 'nextPane', chords: [{ key: 'F6' }], enabled: isAlive, run: () => focusNextPane(1) },
  { id: 'previousPane', chords: [{ key: 'F6', shift: true }], enabled: isAlive, run: () => focusNextPane(-1) },
  { id: 'themeSystem', chords: [], enabled: always, run: () => chooseTheme('system') },
  { id: 'themeDark', chords: [], enabled: always, run: () => chooseTheme('dark') },
  { id: 'themeLight', chords: [], enabled: always, run: () => chooseTheme('light') },
  { id: 'themeContrast', chords: [], enabled: always, run: () => chooseTheme('contrast') },
  { id: 'densityDense', chords: [], enabled: always, run: () => chooseDensity('dense') },
  { id: 'densityComfortable', chords: [], enabled: always, run: () => chooseDensity('comfortable') },
]

/** The commands, in the order a palette would show them. */
export const commands: readonly Command[] = list.map(command => ({ ...command, title: text.commands[command.id] }))

/** A command by its id. */
export function commandOf(id: CommandId): Command {
  const command = commands.find(candidate => candidate.id === id)
  if (command === undefined) throw new Error(`no command is named ${id}`)
  return command
}

/** The chords that work in this host. */
export function chordsOf({ id, chords }: Command): readonly Chord[] {
  return id === 'close' && useSession.getState().facts?.host !== 'electron' ? [] : chords
}

/** The first chord for the eye, or an empty string. */
export function shortcutOf(command: Command): string {
  const [chord] = chordsOf(command)
  return chord === undefined ? '' : chordLabel(chord, isMac())
}

/** All chords for assistive technology. */
export function ariaShortcutsOf(command: Command): string | undefined {
  return (
    chordsOf(command)
      .map(chord => chordAria(chord, isMac()))
      .join(' ') || undefined
  )
}

/** The command that a key press asks for, enabled or not. */
export function commandFor(press: KeyPress): Command | undefined {
  const mac = isMac()
  return commands.find(command => chordsOf(command).some(chord => matches(chord, press, mac)))
}
