// A page may go away between the last byte of its upload and the answer to it. Services of our own hold the answer back until then.
import { once } from 'node:events'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createServer, request, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Services } from '../../services/services'
import { createEventStream } from './event-stream'
import { answerRequest, type Parts } from './routes'
import { defaultRequestLimits } from './server'
import { createSpool } from '../../services/spool'
import { createDownloads } from './transfers'

const folder = mkdtempSync(join(tmpdir(), 'bootbank-unheard-'))
const spool = createSpool(folder)
const handled: string[] = []
let leave = async () => {}
let release = () => {}

const services: Services = {
  handle: async (command, payload) => {
    handled.push(`${command} ${JSON.stringify(payload)}`)
    release()
    return { ok: true, value: null }
  },
  grantFile: async file => {
    release = () => file.release?.()
    await leave()
    return { ok: true, value: { grant: 'the-grant', name: file.name ?? '', size: 5 } }
  },
  handOver: async () => ({ ok: true, value: { grant: '', name: '', size: 0 } }),
  copyEntries: async () => ({ ok: true, value: { path: '', remove: async () => {} } }),
  pageGone: () => undefined,
  unsaved: () => [],
  sources: () => [],
  close: async () => {},
}
const parts: Parts = {
  ownUserOnly: false,
  idle: { begin: () => () => undefined, stop: () => undefined },
  gate: { token: '', exchange: () => null, refusal: () => null, addressRefusal: () => null },
  services,
  events: createEventStream(),
  downloads: createDownloads(spool),
  page: { complete: true, find: async () => null },
  spool,
  limits: defaultRequestLimits,
}

let server: Server
let closed: Promise<unknown> = Promise.resolve()
beforeAll(async () => {
  server = createServer((asked, answer) => void answerRequest(asked, answer, parts))
  server.on('connection', socket => {
    closed = once(socket, 'close')
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
})
afterAll(async () => {
  await new Promise(resolve => server.close(resolve))
  rmSync(folder, { recursive: true, force: true })
})

function upload() {
  const { port } = server.address() as AddressInfo
  const sent = request({ host: '127.0.0.1', port, method: 'POST', path: '/upload?name=left.tgz', agent: false })
  sent.on('error', () => undefined)
  sent.end('state')
  return sent
}

describe('an upload', () => {
  it('is released when its page went away before it heard of the grant', async () => {
    const sent = upload()
    leave = async () => {
      sent.destroy()
      await closed
    }
    await expect.poll(() => handled).toEqual(['file.release {"grant":"the-grant"}'])
    await expect.poll(() => readdirSync(spool.folder)).toEqual([])
  })

  it('stays when the page has heard', async () => {
    handled.length = 0
    leave = async () => {}
    const sent = upload()
    const body = await new Promise<string>(resolve =>
      sent.on('response', answer => {
        let text = ''
        answer.on('data', (chunk: Buffer) => (text += chunk.toString()))
        answer.on('close', () => resolve(text))
      }),
    )
    expect(JSON.parse(body)).toMatchObject({ ok: true, value: { grant: 'the-grant' } })
    expect(handled).toEqual([])
  })
})
