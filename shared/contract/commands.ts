// The plain names of everything in the contract. The preload needs them at run time and can carry no validator, so this
// file imports types alone. A name that is missing here, or one too many, is a type error.
import type { CommandName, DocumentCommands, EventName, HostCommands } from './contract'

const hostNames = {
  'app.facts': true,
  'recent.list': true,
  'recent.clear': true,
  'file.choose': true,
  'file.recent': true,
  'file.sample': true,
  'file.release': true,
  'document.open': true,
  'document.close': true,
  'operation.cancel': true,
  'target.choose': true,
  'target.show': true,
  'drag.start': true,
} satisfies Record<keyof HostCommands, true>

const documentNames = {
  'document.status': true,
  'host.card': true,
  'tree.children': true,
  'tree.path': true,
  'node.preview': true,
  'node.facts': true,
  'node.bytes': true,
  'edit.text': true,
  'edit.replace': true,
  'edit.add': true,
  'edit.remove': true,
  'edit.rename': true,
  'edit.mode': true,
  'edit.undo': true,
  'edit.redo': true,
  'edit.revert': true,
  'edit.revertAll': true,
  'changes.list': true,
  'changes.diff': true,
  'bundle.plan': true,
  'bundle.build': true,
  'document.save': true,
  'node.save': true,
} satisfies Record<keyof DocumentCommands, true>

const events = {
  progress: true,
  'document.changed': true,
  'document.failed': true,
  'file.arrived': true,
  'command.run': true,
} satisfies Record<EventName, true>

/** Commands that the document's own worker answers. */
export type DocumentCommandName = keyof DocumentCommands
/** Commands that the services answer themselves. */
export type HostCommandName = keyof HostCommands

function namesOf<N extends string>(table: Record<N, true>): readonly N[] {
  return Object.keys(table) as N[]
}

/** Every command of the contract. */
export const commandNames: readonly CommandName[] = [...namesOf(hostNames), ...namesOf(documentNames)]
/** Every event of the contract. */
export const eventNames: readonly EventName[] = namesOf(events)

/** Whether a name that came over a boundary is a command. */
export function isCommandName(name: string): name is CommandName {
  return Object.hasOwn(hostNames, name) || Object.hasOwn(documentNames, name)
}

/** Whether a command belongs to an open document rather than to the host. */
export function isDocumentCommand(name: CommandName): name is DocumentCommandName {
  return Object.hasOwn(documentNames, name)
}

/** Whether a name that came over a boundary is an event. */
export function isEventName(name: string): name is EventName {
  return Object.hasOwn(events, name)
}
