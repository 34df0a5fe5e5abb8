// How the browser host answers: outcomes as JSON, refusals as plain text, each with its length.
import type { IncomingMessage, ServerResponse } from 'node:http'
import { stringifyWithBytes } from '../../../shared/contract/json-bytes'
import type { Outcome } from '../../../shared/model/errors'

/** Expected failures are answers like any other; only what no page of ours sends is an HTTP error. */
export function statusOf(outcome: Outcome<unknown>): number {
  return !outcome.ok && outcome.error.code === 'BAD_REQUEST' ? 400 : 200
}

/** Turns a request away: 403 with the reason. */
export function refuse(request: IncomingMessage, response: ServerResponse, reason: string): void {
  if (request.method === 'POST')
    sendOutcome(request, response, 403, { ok: false, error: { code: 'BAD_REQUEST', message: reason, where: {} } })
  else sendText(response, 403, reason)
}

/** An outcome as JSON, bytes as base64. */
export function sendOutcome(
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
  outcome: Outcome<unknown>,
): void {
  // A body that was not read to its end: the connection cannot be used for another request.
  if (!request.complete) {
    response.setHeader('connection', 'close')
    request.resume()
    setTimeout(() => request.destroy(), 1000).unref()
  }
  send(response, status, 'application/json; charset=utf-8', stringifyWithBytes(outcome))
}

/** One line of text. */
export function sendText(response: ServerResponse, status: number, text: string): void {
  send(response, status, 'text/plain; charset=utf-8', `${text}\n`)
}

function send(response: ServerResponse, status: number, type: string, text: string): void {
  const bytes = Buffer.from(text)
  response.writeHead(status, { 'content-type': type, 'content-length': bytes.length }).end(bytes)
}
