// Whether a request keeps to the contract. Only the Node side imports this.
import type { z } from 'zod'
import { BootbankError } from '../model/errors'
import type { CommandName, RequestOf } from './contract'
import { documentCommands } from './document-commands'
import { hostCommands } from './host-commands'

const commands: { readonly [C in CommandName]: { readonly request: z.ZodType<RequestOf<C>> } } = {
  ...hostCommands,
  ...documentCommands,
}

/** The request of a command, checked. Throws BAD_REQUEST naming the first field that is wrong. */
export function parseRequest<C extends CommandName>(command: C, raw: unknown): RequestOf<C> {
  const { request }: { readonly request: z.ZodType<RequestOf<C>> } = commands[command]
  const parsed = request.safeParse(raw)
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  const field = issue === undefined || issue.path.length === 0 ? 'the request' : `"${issue.path.join('.')}"`
  throw new BootbankError(
    'BAD_REQUEST',
    `${command}: ${field} breaks the contract (${issue?.message ?? 'unknown reason'}).`,
  )
}
