// What a request must look like at run time: one strict schema for each command. A command without a schema is a type
// error. Only the Node side imports this; strings are bounded, so that a hostile page cannot make the host hold a gigabyte.
import { z } from 'zod'
import { BootbankError } from '../model/errors'
import type { CommandName, RequestOf } from './contract'

/** Characters of text that one edit may carry; twice the largest text that is shown. */
const maxText = 32 * 1024 * 1024
/** Characters of a path in an archive; pax records carry more than any file system. */
const maxPath = 70_000
/** Bytes that one `node.bytes` may ask for. */
const maxRange = 4 * 1024 * 1024

const id = z.string().min(1).max(128)
const nothing = z.strictObject({})
const document = { document: id }
const node = { ...document, node: z.string().min(1).max(maxPath) }
const path = z.string().max(maxPath)
const suggestedName = z.string().min(1).max(255)
const writing = { target: id, operation: id }

const schemas: { readonly [C in CommandName]: z.ZodType<RequestOf<C>> } = {
  'app.facts': nothing,
  'recent.list': nothing,
  'recent.clear': nothing,
  'file.choose': nothing,
  'file.recent': z.strictObject({ id }),
  'file.sample': nothing,
  'file.release': z.strictObject({ grant: id }),
  'document.open': z.strictObject({ grant: id, operation: id }),
  'document.close': z.strictObject(document),
  'operation.cancel': z.strictObject({ operation: id }),
  'target.choose': z.strictObject({
    kind: z.enum(['folder', 'zip', 'file']),
    suggestedName,
  }),
  'target.show': z.strictObject({ target: id }),
  'drag.start': z.strictObject({ ...node, suggestedName, operation: id }),

  'document.status': z.strictObject(document),
  'host.card': z.strictObject(document),
  'tree.children': z.strictObject(node),
  'tree.path': z.strictObject(node),
  'node.preview': z.strictObject(node),
  'node.facts': z.strictObject(node),
  'node.bytes': z.strictObject({
    ...node,
    offset: z.int().min(0),
    length: z.int().min(0).max(maxRange),
  }),
  'edit.text': z.strictObject({ ...node, text: z.string().max(maxText), session: id }),
  'edit.replace': z.strictObject({ ...node, grant: id }),
  'edit.add': z.strictObject({ ...node, name: path.min(1), grant: id }),
  'edit.remove': z.strictObject(node),
  'edit.rename': z.strictObject({ ...node, name: path.min(1) }),
  'edit.mode': z.strictObject({ ...node, mode: z.string().min(1).max(16) }),
  'edit.undo': z.strictObject(document),
  'edit.redo': z.strictObject(document),
  'edit.revert': z.strictObject(node),
  'edit.revertAll': z.strictObject(document),
  'changes.list': z.strictObject(document),
  'changes.diff': z.strictObject(node),
  'bundle.plan': z.strictObject(document),
  'bundle.build': z.strictObject({ ...document, ...writing }),
  'document.save': z.strictObject({ ...document, ...writing }),
  'node.save': z.strictObject({ ...node, ...writing }),
}

/** The request of a command, checked. Throws BAD_REQUEST naming the first field that is wrong. */
export function parseRequest<C extends CommandName>(command: C, raw: unknown): RequestOf<C> {
  const schema: z.ZodType<RequestOf<C>> = schemas[command]
  const parsed = schema.safeParse(raw)
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  const field = issue === undefined || issue.path.length === 0 ? 'the request' : `"${issue.path.join('.')}"`
  throw new BootbankError(
    'BAD_REQUEST',
    `${command}: ${field} breaks the contract (${issue?.message ?? 'unknown reason'}).`,
  )
}
