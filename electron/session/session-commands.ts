// The contract's document commands as its thread knows them: the services have turned every grant and target into a path,
// and what only the host can say about a result (where it is, how to fetch it) is added by the host.
import type { DocumentCommandName, ItemOf, RequestOf, ResultOf, StreamName } from '../../shared/contract/contract'
import type { TargetKind } from '../../shared/model/grant'

/** A place that the user chose to write to. */
export interface WriteTarget {
  readonly kind: TargetKind
  /** Absolute path. */
  readonly path: string
}

type FromGrants<R> = Omit<R, 'document' | 'operation' | 'grant' | 'grants' | 'target'> &
  (R extends { readonly grant: string } ? { readonly source: string } : unknown) &
  (R extends { readonly grants: readonly string[] } ? { readonly sources: readonly string[] } : unknown) &
  (R extends { readonly target: string } ? { readonly target: WriteTarget } : unknown)

/** What a command's handler in the thread gets; `source` is an absolute path to read, `sources` are several. */
export type SessionRequest<C extends DocumentCommandName> = FromGrants<RequestOf<C>>

/** What it answers. */
export type SessionResult<C extends DocumentCommandName> =
  RequestOf<C> extends { readonly target: string } ? Omit<ResultOf<C>, 'label' | 'download'> : ResultOf<C>

/** What accompanies a command: cancel and progress, both of its operation if it has one. */
export interface CommandContext {
  readonly signal: AbortSignal
  readonly onProgress: (phase: string, done: number, total: number | null) => void
}

/** What accompanies a command that streams. */
export interface StreamContext<Item> extends CommandContext {
  /** Hands over one item; resolves once there is room for another. Rejects CANCELLED. */
  readonly give: (item: Item) => Promise<void>
}

/** One handler for each document command: a missing one is a type error. */
export type SessionHandlers = {
  readonly [C in DocumentCommandName]: (
    request: SessionRequest<C>,
    context: C extends StreamName ? StreamContext<ItemOf<C>> : CommandContext,
  ) => SessionResult<C> | Promise<SessionResult<C>>
}
