// The first file to read: the one door between the window and its host, and every type of a request or an answer, derived from the tables
// of commands (host-commands.ts, document-commands.ts) and events (events.ts). Names, validation, what runs alone and the largest body
// follow from them too (commands.ts, validation.ts); nothing else declares a command.
// To add one that a document answers: a row in document-commands.ts, its line in electron/session/session.ts, and its caller.
// The renderer holds handles (grants, documents, nodes), never file-system paths. Trap: the tables need zod at run time, which costs a
// thread or a page some 80 ms, so the window and a document's thread import types from here and nothing else.
import type { z } from 'zod'
import type { Outcome } from '../model/errors'
import type { FileGrant } from '../model/grant'
import type { TypeIn, Typed } from './command'
import type { documentCommands } from './document-commands'
import type { events } from './events'
import type { hostCommands } from './host-commands'

type Commands = typeof hostCommands & typeof documentCommands

/** Commands that the services answer themselves. */
export type HostCommandName = keyof typeof hostCommands
/** Commands that the document's own thread answers. */
export type DocumentCommandName = keyof typeof documentCommands
export type CommandName = HostCommandName | DocumentCommandName
export type RequestOf<C extends CommandName> = Readonly<z.infer<Commands[C]['request']>>
export type ResultOf<C extends CommandName> = TypeIn<Commands[C]['answer']>

type Streams<C extends CommandName> = Commands[C] extends { readonly streams: Typed<infer Item> } ? Item : never
/** Commands that give partial results before their answer. */
export type StreamName = { [C in CommandName]: [Streams<C>] extends [never] ? never : C }[CommandName]
/** One piece of what a command gives before its answer. */
export type ItemOf<C extends StreamName> = Streams<C>

export type EventName = keyof typeof events
export type Events = { readonly [E in EventName]: TypeIn<(typeof events)[E]> }

/** The one door between the window and its host; `window.bootbank` in Electron, fetch in the browser.
 * `F` is the DOM's File, which this zone does not know. */
export interface Bridge<F> {
  /** Never rejects for an expected failure: the outcome carries it. */
  invoke<C extends CommandName>(command: C, request: RequestOf<C>): Promise<Outcome<ResultOf<C>>>
  /** As `invoke`, and hands over what comes before the outcome, in order and in batches. `operation.cancel` ends it. */
  stream<C extends StreamName>(
    command: C,
    request: RequestOf<C>,
    onItems: (items: readonly ItemOf<C>[]) => void,
  ): Promise<Outcome<ResultOf<C>>>
  /** Returns the function that ends the subscription. */
  on<E extends EventName>(event: E, listener: (payload: Events[E]) => void): () => void
  /** Turns a file the user dropped or picked into a grant. `onProgress` says whether to go on; else the outcome is CANCELLED. */
  grantFile(file: F, onProgress?: (done: number, total: number) => boolean): Promise<Outcome<FileGrant>>
}
