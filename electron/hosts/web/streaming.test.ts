// A command that streams, over HTTP as the page asks it.
import { writeFileSync } from 'node:fs'
import { type IncomingMessage, request } from 'node:http'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { FoundEntry } from '../../../shared/model/found'
import { tgzOfMany } from '../../../testing/archives/small-backups'
import { sourceWorkerUrl } from '../../../testing/session/source-worker'
import { startTestHost, type TestHost } from '../../../testing/web-host'

let test: TestHost
let document = ''
beforeAll(async () => {
  test = await startTestHost({ workerUrl: sourceWorkerUrl })
  const path = join(test.folder, 'many.tgz')
  writeFileSync(path, tgzOfMany(9_000))
  const handed = await test.host.services.handOver(path)
  const opened = await ask('document.open', { grant: handed.ok ? handed.value.grant : '', operation: 'opening' })
  document = JSON.parse(opened.body).value.document
}, 60_000)
afterAll(() => test.close())

async function ask(command: string, body: object) {
  return test.ask('POST', `/api/${command}`, await test.ours(), JSON.stringify(body))
}

/** Asks and leaves the response unread. */
async function begin(body: object): Promise<IncomingMessage> {
  const { port } = test.host
  const headers = await test.ours()
  return new Promise((resolve, reject) => {
    const sent = request(
      { host: '127.0.0.1', port, method: 'POST', path: '/api/tree.find', headers, agent: false },
      resolve,
    )
    sent.on('error', reject)
    sent.end(JSON.stringify(body))
  })
}

describe('a command that streams', () => {
  it('answers with a batch in each line and the outcome in the last', async () => {
    const answer = await ask('tree.find', { document, text: 'many file-', operation: 'finding' })
    expect(answer.status).toBe(200)
    expect(answer.headers['content-type']).toContain('application/x-ndjson')
    expect(answer.headers['content-security-policy']).toMatch(/^default-src 'none'/)
    const lines: unknown[] = answer.body.split('\n').map(line => JSON.parse(line))
    expect(lines.at(-1)).toEqual({ ok: true, value: { found: 9_000, complete: true } })
    const batches = lines.slice(0, -1) as FoundEntry[][]
    expect(batches.length).toBeGreaterThan(9)
    expect(batches.flat().map(({ address }) => address)).toEqual(
      Array.from({ length: 9_000 }, (_, at) => `many/file-${at}`),
    )
  })

  it('that finds nothing or is refused answers as any other does', async () => {
    const nothing = await ask('tree.find', { document, text: 'nowhere', operation: 'finding' })
    expect(nothing.headers['content-type']).toContain('application/json')
    expect(JSON.parse(nothing.body)).toEqual({ ok: true, value: { found: 0, complete: true } })
    expect((await ask('tree.find', { document, text: '', operation: 'finding' })).status).toBe(400)
    const closed = await ask('tree.find', { document: 'no-such', text: 'x', operation: 'finding' })
    expect(JSON.parse(closed.body)).toMatchObject({ ok: false, error: { code: 'NO_DOCUMENT' } })
  })

  it('ends with a cancel that comes by another request, and says so in the last line', async () => {
    const response = await begin({ document, text: 'file-', operation: 'cancelled' })
    let body = ''
    response.setEncoding('utf8')
    response.once('data', () => void ask('operation.cancel', { operation: 'cancelled' }))
    for await (const text of response) body += text
    const lines = body.split('\n')
    expect(lines.length).toBeGreaterThan(1)
    expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({ ok: false, error: { code: 'CANCELLED' } })
  })

  it('ends with the page that asked', async () => {
    const asked: { command: string; request: unknown }[] = []
    const { services } = test.host
    const handle = services.handle.bind(services)
    services.handle = (command, body, take) => {
      asked.push({ command, request: body })
      return handle(command, body, take)
    }
    try {
      const response = await begin({ document, text: 'file-', operation: 'left' })
      response.once('data', () => response.destroy())
      await expect
        .poll(() => asked, { timeout: 5000 })
        .toContainEqual({ command: 'operation.cancel', request: { operation: 'left' } })
      expect(asked.filter(({ command }) => command === 'operation.cancel').length).toBe(1)
    } finally {
      services.handle = handle
    }
    expect(JSON.parse((await ask('document.status', { document })).body)).toMatchObject({ ok: true })
  })
})
