// The routes of the browser host: page, commands, events, uploads, downloads, entries that are dragged out. Each request passes the
// gate first; routes are // compared as whole strings, so that no path can be built from them.
import type { IncomingMessage, ServerResponse } from 'node:http'
import { isCommandName, isStream, largestBodyOf } from '../../../shared/contract/commands'
import { BootbankError, type Outcome, toErrorData } from '../../../shared/model/errors'
import type { PageFiles } from '../../services/page/page-files'
import { newNonce, securityHeaders } from '../../services/page/policy'
import type { Services } from '../../services/services'
import { type BodyLimits, readText } from './body'
import type { EventStream } from './event-stream'
import type { Gate } from './gate'
import type { IdleWatch } from './idle'
import { userOfPeer } from './peer'
import { refuse, sendItems, sendOutcome, sendText, statusOf } from './respond'
import type { Spool } from '../../services/spool'
import { type Downloads, receiveUpload, sendEntry } from './transfers'

export interface RequestLimits {
  /** How long a command may take to arrive; how large it may be, the contract says. */
  readonly command: Omit<BodyLimits, 'most'>
  readonly upload: BodyLimits
}

/** What the routes need. */
export interface Parts {
  readonly gate: Gate
  readonly idle: IdleWatch
  /** Whether only this user may sign in, or root; for an address that others could have read. */
  readonly ownUserOnly: boolean
  readonly services: Services
  readonly events: EventStream
  readonly downloads: Downloads
  readonly page: PageFiles
  readonly spool: Spool
  readonly limits: RequestLimits
}

/** Answers one request, whatever it is. Never rejects. */
export async function answerRequest(request: IncomingMessage, response: ServerResponse, parts: Parts): Promise<void> {
  const nonce = newNonce()
  for (const [name, value] of Object.entries(securityHeaders(nonce))) response.setHeader(name, value)
  try {
    await route(request, response, parts, nonce)
  } catch (error) {
    // Only a transfer that broke off gets here; commands answer with outcomes.
    if (response.headersSent) response.destroy()
    else sendOutcome(request, response, 500, { ok: false, error: toErrorData(error) })
  }
}

async function route(request: IncomingMessage, response: ServerResponse, parts: Parts, nonce: string): Promise<void> {
  const { gate, services, limits } = parts
  const method = request.method ?? ''
  // The address is compared as it came: nothing in it is decoded or resolved.
  const { path, query } = splitTarget(request.url ?? '')
  const token = query.get('token')
  if (method === 'GET' && path === '/' && token !== null) return signIn(request, response, parts, token)

  const refusal = gate.refusal({ method, headers: request.headers })
  if (refusal !== null) return refuse(request, response, refusal)
  response.once('close', parts.idle.begin())

  if (method === 'GET' && path === '/events') return parts.events.add(response)
  if (method === 'GET' && path.startsWith('/download/')) {
    if (await parts.downloads.send(path.slice('/download/'.length), response)) return
    return sendText(response, 404, 'This download is not there any more.')
  }
  if (method === 'GET' && path === '/entry') {
    const refused = await sendEntry(query, response, services)
    return refused === null ? undefined : sendText(response, 404, refused)
  }
  if (method === 'POST' && path === '/upload') {
    const name = query.get('name') ?? ''
    const outcome = await receiveUpload(request, name, limits.upload, parts.spool, services)
    if (outcome.ok) releaseUnheard(response, outcome.value.grant, services)
    return sendOutcome(request, response, statusOf(outcome), outcome)
  }
  if (method === 'POST' && path.startsWith('/api/')) {
    return runCommand(request, response, path.slice('/api/'.length), parts)
  }
  if (method !== 'GET') return sendText(response, 405, 'This cannot be asked for in this way.')

  const file = await parts.page.find(path, nonce)
  if (file === null && path === '/favicon.ico') return void response.writeHead(204).end()
  if (file === null) return sendText(response, 404, 'There is nothing here.')
  response.writeHead(200, { 'content-type': file.type, 'content-length': file.bytes.length }).end(file.bytes)
}

/** A page that went away before it heard of its grant will never use it. */
function releaseUnheard(response: ServerResponse, grant: string, services: Services): void {
  const release = () => {
    if (!response.writableFinished) void services.handle('file.release', { grant })
  }
  if (response.destroyed || response.socket === null || response.socket.destroyed) release()
  else response.once('close', release)
}

/** The printed address: the token works once, the cookie it is exchanged for works as long as the program runs. */
function signIn(request: IncomingMessage, response: ServerResponse, parts: Parts, token: string): void {
  const { gate, ownUserOnly } = parts
  const asked = { method: 'GET', headers: request.headers }
  const refusal = gate.addressRefusal(asked) ?? (ownUserOnly ? strangerRefusal(request) : null)
  const cookie = refusal === null ? gate.exchange(token) : null
  if (cookie !== null) response.setHeader('set-cookie', cookie)
  if (refusal !== null) refuse(request, response, refusal)
  else if (cookie !== null || gate.refusal(asked) === null) response.writeHead(303, { location: '/' }).end()
  else refuse(request, response, 'This address was used once already. Start Bootbank again for a new one.')
}

/** Why the user at the other end may not sign in; null where it is this one, root, or nobody can tell. */
function strangerRefusal(request: IncomingMessage): string | null {
  const user = userOfPeer(request.socket)
  if (user === null || user === 0 || user === process.getuid?.()) return null
  return 'Another user of this machine started Bootbank. With --no-open it lets in whoever has the address.'
}

/** Answers with the outcome; one that streams, with what it gives before that, each batch on a line of its own. */
async function runCommand(
  request: IncomingMessage,
  response: ServerResponse,
  command: string,
  parts: Parts,
): Promise<void> {
  let outcome: Outcome<unknown>
  try {
    const body = parseJson(await readText(request, { ...parts.limits.command, most: largestBodyOf(command) }))
    const gone = () => void parts.services.handle('operation.cancel', { operation: operationIn(body) })
    if (isCommandName(command) && isStream(command)) response.once('close', gone)
    outcome = await parts.services.handle(command, body, items => sendItems(response, items))
    response.off('close', gone)
  } catch (error) {
    outcome = { ok: false, error: toErrorData(error) }
  }
  sendOutcome(request, response, statusOf(outcome), outcome)
}

function operationIn(body: unknown): unknown {
  return typeof body === 'object' && body !== null && 'operation' in body ? body.operation : null
}

function splitTarget(target: string): { readonly path: string; readonly query: URLSearchParams } {
  const mark = target.indexOf('?')
  if (mark === -1) return { path: target, query: new URLSearchParams() }
  return { path: target.slice(0, mark), query: new URLSearchParams(target.slice(mark + 1)) }
}

/** Throws BAD_REQUEST for what is not JSON. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new BootbankError('BAD_REQUEST', 'The request is not JSON.')
  }
}
