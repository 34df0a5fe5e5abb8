// The one way the window asks its host for anything: unwraps the outcome, so that callers use try and catch.
import type { CommandName, RequestOf, ResultOf } from '../../shared/contract/contract'
import { BootbankError } from '../../shared/model/errors'
import { bridge } from './bridge'

/** Sends a command. Rejects with BootbankError, whose `code`, `message` and `where` are fit to show. */
export async function call<C extends CommandName>(command: C, request: RequestOf<C>): Promise<ResultOf<C>> {
  const outcome = await bridge().invoke(command, request)
  if (outcome.ok) return outcome.value
  throw BootbankError.from(outcome.error)
}
