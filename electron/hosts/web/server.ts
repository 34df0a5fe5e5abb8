// The browser host: one HTTP server on the loopback interface around the services. Nothing here listens on a network.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { mostUploadBytes } from '../../../shared/model/upload-limit'
import type { PageFiles } from '../../services/page/page-files'
import { OpenSources } from '../../services/open-sources'
import { createServices, type Services } from '../../services/services'
import type { ServicesOptions } from '../../services/services-options'
import { createEventStream } from './event-stream'
import { createGate } from './gate'
import { type IdleOptions, watchIdle } from './idle'
import { answerRequest, type Parts, type RequestLimits } from './routes'
import type { Spool } from '../../services/spool'
import { createDownloads } from './transfers'

const KiB = 1024

export const defaultRequestLimits: RequestLimits = {
  command: { grace: 20_000, slowest: 64 * KiB },
  upload: { most: mostUploadBytes, grace: 20_000, slowest: 64 * KiB },
}

export interface WebHostOptions
  extends Pick<ServicesOptions, 'version' | 'recent' | 'tour' | 'samplePath' | 'workerUrl' | 'journals'> {
  readonly page: PageFiles
  readonly spool: Spool
  /** 0 for any free one. */
  readonly port: number
  readonly limits?: RequestLimits
  /** Whether only this user may sign in. */
  readonly ownUserOnly?: boolean
  /** When a host that nobody uses ends, milliseconds (0 for never), and how. */
  readonly idle?: Pick<IdleOptions, 'after' | 'onIdle'>
}

export interface WebHost {
  /** The address with the one-time token. */
  readonly url: string
  readonly port: number
  readonly services: Services
  /** Ends connections, documents and the server; the spool stays the caller's. */
  close(): Promise<void>
}

/** Starts listening on 127.0.0.1. Rejects with the system's error when the port is taken. */
export async function startWebHost(options: WebHostOptions): Promise<WebHost> {
  const { page, spool, limits = defaultRequestLimits } = options
  let port = 0
  const events = createEventStream()
  const downloads = createDownloads(spool)
  const services = createServices({
    ...options,
    host: 'browser',
    openSources: new OpenSources(),
    dialogs: downloads.dialogs,
    emit: events.emit,
    startDrag: null,
  })
  const gate = createGate(() => port)
  const { after, onIdle } = options.idle ?? { after: 0, onIdle: () => undefined }
  const idle = watchIdle({ after, onIdle, isNeeded: () => services.unsaved().length > 0 })
  const parts: Parts = {
    idle,
    ownUserOnly: options.ownUserOnly ?? false,
    gate,
    services,
    events,
    downloads,
    page,
    spool,
    limits,
  }

  const server = createServer((request, response) => void answerRequest(request, response, parts))
  // Bodies are timed by their own limits; an upload may take longer than Node's five minutes.
  server.requestTimeout = 0
  server.headersTimeout = 10_000
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port, '127.0.0.1', resolve)
  })
  port = addressOf(server.address()).port

  return {
    url: `http://127.0.0.1:${port}/?token=${gate.token}`,
    port,
    services,
    async close() {
      idle.stop()
      events.close()
      const closed = new Promise(resolve => server.close(resolve))
      server.closeAllConnections()
      await Promise.all([closed, services.close('kept')])
    },
  }
}

function addressOf(address: AddressInfo | string | null): AddressInfo {
  if (address === null || typeof address === 'string') throw new Error('the server has no port')
  return address
}
