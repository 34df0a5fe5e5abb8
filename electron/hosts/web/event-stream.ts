// Events to the page, one stream for each tab. A heartbeat keeps the connection from being closed as dead, and shows a tab
// that its host is gone.
import type { ServerResponse } from 'node:http'
import { stringifyWithBytes } from '../../../shared/contract/json-bytes'
import type { Emit } from '../../services/documents'

/** Milliseconds between heartbeats. */
const beat = 15_000
/** Bytes waiting for a tab that does not read; one that lags so far is dropped and reconnects by itself. */
const mostWaiting = 4 * 1024 * 1024

export interface EventStream {
  readonly emit: Emit
  /** Turns a response into a stream; the security headers are set already. */
  add(response: ServerResponse): void
  close(): void
}

/** The streams of one server; a tab that reads too slowly loses its connection. */
export function createEventStream(): EventStream {
  const tabs = new Set<ServerResponse>()
  const send = (text: string) => {
    for (const tab of tabs) {
      if (tab.writableLength > mostWaiting) tab.destroy()
      else tab.write(text)
    }
  }
  const heart = setInterval(() => send(':\n\n'), beat)
  heart.unref()
  return {
    emit: (event, payload) => send(`event: ${event}\ndata: ${stringifyWithBytes(payload)}\n\n`),
    add(response) {
      response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' })
      response.write('retry: 1000\n\n')
      tabs.add(response)
      response.on('close', () => tabs.delete(response))
    },
    close() {
      clearInterval(heart)
      for (const tab of tabs) tab.end()
    },
  }
}
