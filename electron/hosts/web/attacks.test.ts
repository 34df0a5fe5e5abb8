// Each attack on the browser host by its name.
import { readdirSync } from 'node:fs'
import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { largestBodyOf } from '../../../shared/contract/commands'
import { defaultRequestLimits } from './server'
import { startTestHost, type TestHost } from '../../../testing/web-host'

let test: TestHost
beforeAll(async () => {
  const quick = { most: 1000, grace: 300, slowest: 1000 }
  test = await startTestHost({ limits: { ...defaultRequestLimits, command: quick, upload: quick } })
})
afterAll(() => test.close())

const facts = ['POST', '/api/app.facts'] as const

/** Status of a command that our own page would be allowed, with some headers of the attacker's. */
async function statusWith(
  headers: Record<string, string | undefined>,
  method: string = facts[0],
  path: string = facts[1],
) {
  const all = { ...(await test.ours()), ...headers }
  const given = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined))
  return (await test.ask(method, path, given, '{}')).status
}

describe('the gate of the browser host', () => {
  it('lets our own page in', async () => {
    expect(await statusWith({})).toBe(200)
    expect(await statusWith({}, 'GET', '/')).toBe(200)
  })

  it('DNS rebinding: a foreign Host is refused, with and without the right port', async () => {
    for (const host of ['evil.example', `evil.example:${test.host.port}`, '127.0.0.1', '127.0.0.1:1', '[::1]:80']) {
      expect(await statusWith({ host })).not.toBe(200)
      expect(await statusWith({ host }, 'GET', '/')).not.toBe(200)
    }
  })

  it('cross-site request: a foreign Origin is refused', async () => {
    for (const origin of ['http://evil.example', 'null', 'http://127.0.0.1:1', `https://127.0.0.1:${test.host.port}`]) {
      expect(await statusWith({ origin })).toBe(403)
      expect(await statusWith({ origin }, 'GET', '/events')).toBe(403)
    }
  })

  it('cross-site request: one without an Origin cannot change anything', async () => {
    expect(await statusWith({ origin: undefined })).toBe(403)
  })

  it('embedding: a request that the browser marks as cross-site is refused', async () => {
    for (const site of ['cross-site', 'same-site']) {
      for (const path of ['/assets/index.js', '/entry?document=d&node=f&name=x']) {
        expect(await statusWith({ 'sec-fetch-site': site }, 'GET', path)).toBe(403)
      }
    }
  })

  it('no cookie: nothing but the sign-in is served, not even the page', async () => {
    for (const path of [
      '/',
      '/assets/index.js',
      '/events',
      '/download/x',
      '/entry?document=d&node=f&name=x',
      '/favicon.ico',
    ]) {
      expect(await statusWith({ cookie: undefined }, 'GET', path)).toBe(403)
    }
    expect(await statusWith({ cookie: undefined })).toBe(403)
  })

  it('guessed cookie: refused', async () => {
    const name = `bootbank-${test.host.port}`
    for (const cookie of [`${name}=`, `${name}=x`, 'bootbank=x', `x=${name}=`]) {
      expect(await statusWith({ cookie })).toBe(403)
    }
  })

  it('replayed token: the printed address works once', async () => {
    await test.ours()
    const { search } = new URL(test.host.url)
    const again = await test.ask('GET', `/${search}`)
    expect(again.status).toBe(403)
    expect(again.headers['set-cookie']).toBeUndefined()
    expect(again.body).toContain('once')
    const withCookie = await test.ask('GET', `/${search}`, await test.ours())
    expect(withCookie.status).toBe(303)
    expect((await test.ask('GET', '/?token=wrong')).status).toBe(403)
  })

  it('stolen by a foreign name: the token does not work under another Host', async () => {
    const fresh = await startTestHost()
    try {
      const { search } = new URL(fresh.host.url)
      expect((await fresh.ask('GET', `/${search}`, { host: 'evil.example' })).status).toBe(403)
      expect((await fresh.ask('GET', `/${search}`)).status).toBe(303)
    } finally {
      await fresh.close()
    }
  })

  it('form post: a POST without the header x-bootbank is refused', async () => {
    expect(await statusWith({ 'x-bootbank': undefined })).toBe(403)
    expect(await statusWith({ 'x-bootbank': undefined }, 'POST', '/upload?name=a')).toBe(403)
  })

  it('other methods are refused', async () => {
    for (const method of ['PUT', 'DELETE', 'OPTIONS', 'PATCH']) {
      expect(await statusWith({}, method)).toBe(405)
    }
  })
})

describe('paths', () => {
  it.each([
    '/../secret.txt',
    '/assets/../../secret.txt',
    '/..%2fsecret.txt',
    '/%2e%2e/secret.txt',
    '/assets/..%5c..%5csecret.txt',
    '//secret.txt',
    '/assets',
    '/assets/',
    '/index.html%00.js',
    '/download/../secret.txt',
    '/download/%2e%2e%2fsecret.txt',
  ])('traversal %s leads nowhere', async path => {
    const answer = await test.ask('GET', path, await test.ours())
    expect(answer.status).toBe(404)
    expect(answer.body).not.toContain('secret')
  })

  it('an upload name cannot leave the spool', async () => {
    const headers = await test.ours()
    for (const name of ['../../evil', '/etc/passwd', '..', 'a\\..\\b', 'con', '']) {
      const answer = await test.ask('POST', `/upload?name=${encodeURIComponent(name)}`, headers, 'data')
      expect(answer.status).toBe(200)
      const { value } = JSON.parse(answer.body)
      expect(value.name).not.toMatch(/[\\/]|^\.|^con$|^$/)
      expect(value.size).toBe(4)
    }
    expect(readdirSync(test.folder).sort()).toEqual(['renderer', 'secret.txt', readdirName(test.spool.folder)].sort())
  })

  it('a download name cannot break out of its header', async () => {
    const headers = await test.ours()
    const name = 'a"\r\nx: y;é.tgz'
    const asked = await test.ask(
      'POST',
      '/api/target.choose',
      headers,
      JSON.stringify({ kind: 'file', suggestedName: name }),
    )
    expect(JSON.parse(asked.body).value.label).toBe('a---x- y;é.tgz')
  })
})

describe('an entry that is dragged out', () => {
  it('is refused without the handle of an open document, and with a made-up handle', async () => {
    const before = readdirSync(test.spool.folder)
    for (const query of ['', '?document=no-such&node=f&name=x', '?document=__proto__&node=..%2f..&name=..%2fx']) {
      const answer = await test.ask('GET', `/entry${query}`, await test.ours())
      expect(answer.status).toBe(404)
      expect(answer.body).toContain('not open')
    }
    expect(readdirSync(test.spool.folder)).toEqual(before)
  })
})

describe('bodies', () => {
  it('oversized: refused by its declared length, before it is read', async () => {
    const answer = await test.ask(
      'POST',
      '/upload?name=a',
      { ...(await test.ours()), 'content-length': 5000 },
      'x'.repeat(5000),
    )
    expect(JSON.parse(answer.body).error.code).toBe('LIMIT')
  })

  it('oversized: cut off where it does not say how long it is, and nothing stays in the spool', async () => {
    const before = readdirSync(test.spool.folder)
    for (const [path, most] of [
      ['/upload?name=a', 1000],
      ['/api/app.facts', largestBodyOf('app.facts')],
      ['/api/no.command', largestBodyOf('no.command')],
    ] as const) {
      const headers = { ...(await test.ours()), 'transfer-encoding': 'chunked' }
      const answer = await test.ask('POST', path, headers, 'x'.repeat(most + 1))
      expect(JSON.parse(answer.body).error.code).toBe('LIMIT')
    }
    expect(readdirSync(test.spool.folder)).toEqual(before)
  })

  it('slow: a body that drips in is answered and cut off', async () => {
    for (const path of ['/upload?name=a', '/api/app.facts']) {
      const answer = await drip(path)
      expect(answer).toContain('too slowly')
    }
  })

  it('broken off: an upload that ends early leaves nothing', async () => {
    const before = readdirSync(test.spool.folder)
    const socket = await opened('/upload?name=a', 100)
    socket.write('only a part')
    await new Promise(resolve => setTimeout(resolve, 50))
    socket.destroy()
    await expect.poll(() => readdirSync(test.spool.folder), { timeout: 3000 }).toEqual(before)
  })

  it('malformed JSON: an outcome, no stack', async () => {
    for (const body of ['', '{', 'null junk', '\0', '[1,']) {
      const answer = await test.ask('POST', '/api/app.facts', await test.ours(), body)
      expect(answer.status).toBe(400)
      expect(JSON.parse(answer.body)).toEqual({
        ok: false,
        error: { code: 'BAD_REQUEST', message: 'The request is not JSON.', where: {} },
      })
    }
  })

  it('unknown command: an outcome, whatever object has such a property', async () => {
    for (const command of ['nothing', 'toString', '__proto__', 'constructor', '', 'app.facts/', 'file.grant-path']) {
      const answer = await test.ask('POST', `/api/${command}`, await test.ours(), '{}')
      expect(answer.status).toBe(400)
      expect(JSON.parse(answer.body).error.code).toBe('BAD_REQUEST')
    }
  })

  it('prototype pollution: a request that names __proto__ is refused', async () => {
    const answer = await test.ask('POST', '/api/app.facts', await test.ours(), '{"__proto__": {"polluted": true}}')
    expect(answer.status).toBe(400)
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false)
  })
})

function readdirName(path: string): string {
  return path.split(/[\\/]/).at(-1) ?? ''
}

async function opened(path: string, length: number) {
  const headers = await test.ours()
  const socket = connect(test.host.port, '127.0.0.1')
  const lines = Object.entries({ ...headers, host: `127.0.0.1:${test.host.port}`, 'content-length': length })
  socket.write(`POST ${path} HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}`).join('\r\n')}\r\n\r\n`)
  return socket
}

/** Sends a byte now and then, and gives what the host answers. */
async function drip(path: string): Promise<string> {
  const socket = await opened(path, 1000)
  const timer = setInterval(() => socket.write('x'), 50)
  let answer = ''
  socket.on('data', data => {
    answer += data.toString('utf8')
  })
  socket.on('error', () => undefined)
  await new Promise(resolve => socket.once('close', resolve))
  clearInterval(timer)
  return answer
}
