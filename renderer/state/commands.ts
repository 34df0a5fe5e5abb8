// The window's commands: names and keys from the shared table, what they do from the frame, which knows all features. Toolbar, keys,
// context menus, palette, help and the native menu all come through here.
import type { Chord } from '../../shared/commands/chord'
import {
  type CommandCategory,
  type CommandId,
  chordsOf,
  commandIds,
  commandTable,
  type KeyPlace,
} from '../../shared/commands/commands'
import { isMac, useSession } from './session'
import { chordAria, chordLabel, type KeyPress, matches } from './shortcuts'
import type { WindowState } from './window-state'

export type { CommandId } from '../../shared/commands/commands'

export interface CommandAction {
  /** Why it cannot be run now, in a sentence; null while it can. */
  readonly whyNot: (state: WindowState) => string | null
  readonly run: (state: WindowState) => Promise<void> | void
}

export interface Command extends CommandAction {
  readonly id: CommandId
  readonly title: string
  readonly category: CommandCategory
}

let provided: Readonly<Record<CommandId, CommandAction>> | null = null

/** Says what each command does. The features that do it know the commands, so that only the frame can bring both together. */
export function provideCommands(actions: Readonly<Record<CommandId, CommandAction>>): void {
  provided = actions
}

/** A command by its id. */
export function commandOf(id: CommandId): Command {
  if (provided === null) throw new Error('provideCommands() was not called before the first command was asked for')
  const { title, category } = commandTable[id]
  return { id, title, category, ...provided[id] }
}

/** Every command, in the order of menus. */
export function allCommands(): readonly Command[] {
  return commandIds.map(commandOf)
}

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
