// A running browser host for tests, and a plain HTTP client that can say what no browser would.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { type IncomingHttpHeaders, type OutgoingHttpHeaders, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { pageFiles } from '../electron/services/page/page-files'
import { RecentFiles } from '../electron/services/recent-files'
import { TourOffer } from '../electron/services/tour-offer'
import { startWebHost, type WebHost, type WebHostOptions } from '../electron/hosts/web/server'
import { createSpool, type Spool } from '../electron/services/spool'

export interface Answer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

export interface TestHost {
  readonly host: WebHost
  readonly spool: Spool
  readonly folder: string
  /** A request with nothing but what is given. */
  ask(method: string, path: string, headers?: OutgoingHttpHeaders, body?: string): Promise<Answer>
  /** Headers of our own page, the cookie included; signs in with the first call. */
  ours(): Promise<OutgoingHttpHeaders>
  close(): Promise<void>
}

/** A host with a page of three files and no sample. */
export async function startTestHost(options: Partial<WebHostOptions> = {}): Promise<TestHost> {
  const folder = mkdtempSync(join(tmpdir(), 'bootbank-test-'))
  const renderer = join(folder, 'renderer')
  mkdirSync(join(renderer, 'assets'), { recursive: true })
  writeFileSync(join(renderer, 'index.html'), '<meta name="csp-nonce" content="__CSP_NONCE__">')
  writeFileSync(join(renderer, 'assets', 'index.js'), 'export {}')
  writeFileSync(join(folder, 'secret.txt'), 'a secret beside the page')
  const spool = createSpool(folder)
  const host = await startWebHost({
    page: pageFiles(renderer),
    spool,
    port: 0,
    version: '1.2.3',
    recent: new RecentFiles(join(folder, 'data')),
    tour: new TourOffer(join(folder, 'data')),
    journals: null,
    samplePath: null,
    workerUrl: pathToFileURL(join(folder, 'no-worker.js')),
    ...options,
  })
  const ask = (method: string, path: string, headers: OutgoingHttpHeaders = {}, body = '') =>
    exchange(host.port, method, path, headers, body)
  let cookie: string | null = null
  return {
    host,
    spool,
    folder,
    ask,
    async ours() {
      cookie ??=
        (await ask('GET', new URL(host.url).pathname + new URL(host.url).search)).headers['set-cookie']?.[0] ?? ''
      return {
        cookie: cookie.split(';')[0] ?? '',
        origin: `http://127.0.0.1:${host.port}`,
        'x-bootbank': '1',
        'sec-fetch-site': 'same-origin',
      }
    },
    async close() {
      await host.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function exchange(
  port: number,
  method: string,
  path: string,
  headers: OutgoingHttpHeaders,
  body: string,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, method, path, headers, agent: false }, response => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('error', reject)
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: Buffer.concat(chunks).toString('utf8'),
        }),
      )
    })
    sent.on('error', reject)
    sent.end(method === 'GET' ? '' : body)
  })
}
