// What is known of a command by its name, all of it derived from the contract's tables.
import { type Command, usualBody } from './command'
import type { CommandName, DocumentCommandName, EventName, StreamName } from './contract'
import { documentCommands } from './document-commands'
import { events } from './events'
import { hostCommands } from './host-commands'

const commands: { readonly [C in CommandName]: Command } = { ...hostCommands, ...documentCommands }

/** Every command of the contract. */
export const commandNames: readonly CommandName[] = namesOf(commands)
/** Every event of the contract. */
export const eventNames: readonly EventName[] = namesOf(events)

/** Whether a name that came over a boundary is a command. */
export function isCommandName(name: string): name is CommandName {
  return Object.hasOwn(commands, name)
}

/** Whether a command is answered by an open document rather than by the host. */
export function isDocumentCommand(name: CommandName): name is DocumentCommandName {
  return Object.hasOwn(documentCommands, name)
}

/** Whether a command edits or writes, and must not run beside another of its document that does. */
export function isExclusive(name: DocumentCommandName): boolean {
  return commands[name].exclusive ?? false
}

/** Whether a command gives partial results before its answer. */
export function isStream(name: CommandName): name is StreamName {
  return commands[name].streams !== undefined
}

/** Bytes of the largest request that is read for a name, known or not. */
export function largestBodyOf(name: string): number {
  return (isCommandName(name) ? commands[name].largestBody : undefined) ?? usualBody
}

function namesOf<N extends string>(table: Readonly<Record<N, unknown>>): readonly N[] {
  // Object.keys gives plain strings; the tables have no keys but their own.
  return Object.keys(table) as N[]
}
