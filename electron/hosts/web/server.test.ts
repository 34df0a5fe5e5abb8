import { readdirSync, statSync, writeFileSync } from 'node:fs'
import { get } from 'node:http'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { esxConf, plainState } from '../../../testing/archives/small-backups'
import { sourceWorkerUrl } from '../../../testing/session/source-worker'
import { startTestHost, type TestHost } from '../../../testing/web-host'
import { attachment } from './transfers'

let test: TestHost
beforeAll(async () => {
  test = await startTestHost()
})
afterAll(() => test.close())

describe('the browser host', () => {
  it('listens on the loopback interface alone', () => {
    expect(new URL(test.host.url).hostname).toBe('127.0.0.1')
  })

  it('exchanges the token for a cookie that scripts and other sites cannot use', async () => {
    const fresh = await startTestHost()
    try {
      const answer = await fresh.ask('GET', `/${new URL(fresh.host.url).search}`)
      expect(answer.status).toBe(303)
      expect(answer.headers.location).toBe('/')
      expect(answer.headers['set-cookie']?.[0]).toMatch(/^bootbank-\d+=[\w-]{43}; HttpOnly; SameSite=Strict; Path=\/$/)
    } finally {
      await fresh.close()
    }
  })

  it('serves the page with a fresh nonce in page and policy', async () => {
    const nonces = new Set<string>()
    for (let time = 0; time < 2; time += 1) {
      const page = await test.ask('GET', '/', await test.ours())
      const nonce = /content="([^"]+)"/.exec(page.body)?.[1] ?? 'none'
      expect(page.headers['content-security-policy']).toContain(`style-src 'self' 'nonce-${nonce}'`)
      nonces.add(nonce)
    }
    expect(nonces.size).toBe(2)
  })

  it('answers everything, refusals included, with the security headers', async () => {
    const ours = await test.ours()
    for (const [path, headers] of [
      ['/', ours],
      ['/nothing', ours],
      ['/', {}],
      ['/assets/index.js', ours],
    ] as const) {
      const answer = await test.ask('GET', path, headers)
      expect(answer.headers['content-security-policy']).toMatch(/^default-src 'none'; script-src 'self'; /)
      expect(answer.headers['content-security-policy']).not.toContain('unsafe')
      expect(answer.headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
        'cache-control': 'no-store',
      })
    }
  })

  it('answers a favicon that was not built', async () => {
    expect((await test.ask('GET', '/favicon.ico', await test.ours())).status).toBe(204)
  })

  it('answers commands with outcomes', async () => {
    const answer = await test.ask('POST', '/api/app.facts', await test.ours(), '{}')
    expect(JSON.parse(answer.body)).toEqual({
      ok: true,
      value: {
        host: 'browser',
        version: '1.2.3',
        platform: process.platform,
        sample: false,
        isTourOffered: false,
        targets: ['zip', 'file'],
        pending: null,
        resume: null,
      },
    })
  })

  it('says what a host without dialogs cannot do', async () => {
    const answer = await test.ask('POST', '/api/file.choose', await test.ours(), '{}')
    expect(answer.status).toBe(200)
    expect(JSON.parse(answer.body).error.code).toBe('NOT_OFFERED')
  })

  it('streams an upload into the spool, readable by this user alone', async () => {
    const body = 'state'.repeat(100_000)
    const answer = await test.ask('POST', '/upload?name=state.tgz', await test.ours(), body)
    expect(JSON.parse(answer.body).value).toMatchObject({ name: 'state.tgz', size: body.length })
    expect(statSync(test.spool.folder).mode % 0o1000).toBe(0o700)
  })

  it('gives out an entry of an open document, and keeps no copy of it', async () => {
    const fresh = await startTestHost({ workerUrl: sourceWorkerUrl })
    try {
      const ours = await fresh.ours()
      const command = async (name: string, request: object) =>
        JSON.parse((await fresh.ask('POST', `/api/${name}`, ours, JSON.stringify(request))).body).value
      const path = join(fresh.folder, 'state.tgz')
      writeFileSync(path, plainState())
      const handed = await fresh.host.services.handOver(path)
      const grant = handed.ok ? handed.value.grant : ''
      const { document } = await command('document.open', { grant, operation: 'o' })
      const query = new URLSearchParams({ document, node: '0/0', name: '../esx.conf' })
      const answer = await fresh.ask('GET', `/entry?${query}`, ours)
      expect([answer.status, answer.body]).toEqual([200, esxConf])
      expect(answer.headers['content-disposition']).toContain('attachment; filename="-esx.conf"')
      await expect.poll(() => readdirSync(fresh.spool.folder)).toEqual([])
      expect(
        (await fresh.ask('GET', `/entry?${new URLSearchParams({ document, node: 'f', name: 'x' })}`, ours)).status,
      ).toBe(404)
    } finally {
      await fresh.close()
    }
  })

  it('hands a file over with the first facts, and as an event afterwards', async () => {
    const fresh = await startTestHost()
    try {
      const path = join(fresh.folder, 'given.tgz')
      writeFileSync(path, 'given')
      await fresh.host.services.handOver(path)
      const facts = JSON.parse((await fresh.ask('POST', '/api/app.facts', await fresh.ours(), '{}')).body)
      expect(facts.value.pending).toMatchObject({ name: 'given.tgz', size: 5 })

      const events = await listen(fresh)
      await fresh.host.services.handOver(path)
      expect(await events.first).toMatch(
        /^retry: 1000\n\nevent: file\.arrived\ndata: \{"grant":"[\w-]+","name":"given\.tgz","size":5\}\n\n$/,
      )
    } finally {
      await fresh.close()
    }
  })
})

describe('a host that ends by itself', () => {
  afterEach(() => void vi.useRealTimers())

  it('does so once its last page is gone, however long that one was open', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const onIdle = vi.fn()
    const fresh = await startTestHost({ idle: { after: 60_000, onIdle } })
    try {
      const events = await listen(fresh)
      // Somebody without the cookie does not count.
      expect((await fresh.ask('GET', '/')).status).toBe(403)
      vi.advanceTimersByTime(3_600_000)
      expect(onIdle).not.toHaveBeenCalled()
      events.leave()
      await expect
        .poll(() => {
          vi.advanceTimersByTime(60_000)
          return onIdle.mock.calls.length
        })
        .toBeGreaterThan(0)
    } finally {
      await fresh.close()
    }
  })
})

describe('a download name', () => {
  it('is plain ASCII for old clients and whole for new ones', () => {
    expect(attachment('bücher "1".zip')).toBe(
      `attachment; filename="b_cher _1_.zip"; filename*=UTF-8''b%C3%BCcher%20%221%22.zip`,
    )
  })
})

/** Connects to the event stream; `first` is all of it up to the first event. */
async function listen(host: TestHost): Promise<{ readonly first: Promise<string>; leave(): void }> {
  const headers = await host.ours()
  return new Promise(connected => {
    get({ host: '127.0.0.1', port: host.host.port, path: '/events', headers, agent: false }, response => {
      let text = ''
      connected({
        leave: () => response.destroy(),
        first: new Promise(resolve => {
          response.on('data', (chunk: Buffer) => {
            text += chunk.toString('utf8')
            if (!text.includes('data: ')) return
            response.destroy()
            resolve(text)
          })
        }),
      })
    })
  })
}
