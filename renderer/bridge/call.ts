// The one way the window asks its host for anything: unwraps the outcome, so that callers use try and catch.
import type { CommandName, ItemOf, RequestOf, ResultOf, StreamName } from '../../shared/contract/contract'
import { BootbankError, type Outcome } from '../../shared/model/errors'
import { bridge } from './bridge'

/** Sends a command. Rejects with BootbankError, whose `code`, `message` and `where` are fit to show. */
export async function call<C extends CommandName>(command: C, request: RequestOf<C>): Promise<ResultOf<C>> {
  return unwrap(await bridge().invoke(command, request))
}

/** Sends a command that streams; `onItems` gets what comes before the answer, in order and in batches. Rejects as `call` does. */
export async function stream<C extends StreamName>(
  command: C,
  request: RequestOf<C>,
  onItems: (items: readonly ItemOf<C>[]) => void,
): Promise<ResultOf<C>> {
  return unwrap(await bridge().stream(command, request, onItems))
}

function unwrap<T>(outcome: Outcome<T>): T {
  if (outcome.ok) return outcome.value
  throw BootbankError.from(outcome.error)
}
