// How the browser host answers: outcomes as JSON, refusals as plain text, each with its length.
import type { IncomingMessage, ServerResponse } from 'node:http'
import { stringifyWithBytes } from '../../../shared/contract/json-bytes'
import type { Outcome } from '../../../shared/model/errors'

/** Expected failures are answers like any other; only what our page never sends is an HTTP error. */
export function statusOf(outcome: Outcome<unknown>): number {
  return !outcome.ok && outcome.error.code === 'BAD_REQUEST' ? 400 : 200
}

/** Turns a request away: 403 with the reason. */
export function refuse(request: IncomingMessage, response: ServerResponse, reason: string): void {
  if (request.method === 'POST')
    sendOutcome(request, response, 403, { ok: false, error: { code: 'BAD_REQUEST', message: reason, where: {} } })
  else sendText(response, 403, reason)
}

/**
 * A batch of partial results as a line of JSON. It is an array, which no outcome is, so that the reader knows the last line. Resolves
 * once the connection has room for more, or is gone.
 */
export async function sendItems(response: ServerResponse, items: readonly unknown[]): Promise<void> {
  if (response.destroyed) return
  if (!response.headersSent) response.writeHead(200, { 'content-type': 'application/x-ndjson; charset=utf-8' })
  if (response.write(`${stringifyWithBytes(items)}\n`)) return
  await new Promise<void>(resolve => {
    const done = () => {
      for (const event of ['drain', 'close']) response.off(event, done)
      resolve()
    }
    for (const event of ['drain', 'close']) response.on(event, done)
  })
}

/** An outcome as JSON, bytes as base64; the last line of a response that has begun with partial results. */
export function sendOutcome(
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
  outcome: Outcome<unknown>,
): void {
  if (response.headersSent) {
    response.end(stringifyWithBytes(outcome))
    return
  }
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
