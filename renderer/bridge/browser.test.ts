import { afterEach, describe, expect, it, vi } from 'vitest'
import { mostUploadBytes } from '../../shared/model/upload-limit'
import { browserBridge } from './browser'

const at = { document: 'd', node: 'n', offset: 0, length: 3 }

function answerWith(body: string, status = 200) {
  const fetch = vi.fn(async (_url: string, _init: RequestInit) => new Response(body, { status }))
  vi.stubGlobal('fetch', fetch)
  return fetch
}

async function errorOf(invoked: ReturnType<ReturnType<typeof browserBridge>['invoke']>) {
  const outcome = await invoked
  return outcome.ok ? null : outcome.error
}

afterEach(() => vi.unstubAllGlobals())

describe('a command over HTTP', () => {
  it('is a POST with our own header, to the address of its name', async () => {
    const fetch = answerWith('{"ok":true,"value":null}')
    await browserBridge().invoke('document.close', { document: 'd' })
    const [url, init] = fetch.mock.calls[0] ?? []
    expect(url).toBe('/api/document.close')
    expect(init?.method).toBe('POST')
    expect(new Headers(init?.headers).get('x-bootbank')).toBe('1')
    expect(init?.body).toBe('{"document":"d"}')
  })

  it('outlives the page only where it lets go of a document or a file', async () => {
    const fetch = answerWith('{"ok":true,"value":null}')
    await browserBridge().invoke('document.close', { document: 'd' })
    await browserBridge().invoke('operation.cancel', { operation: 'o' })
    await browserBridge().invoke('document.status', { document: 'd' })
    expect(fetch.mock.calls.map(([, init]) => init.keepalive)).toEqual([true, true, false])
  })

  it('gives bytes back as bytes', async () => {
    answerWith('{"ok":true,"value":{"offset":0,"bytes":{"$bytes":"AQL/"},"total":3}}')
    const outcome = await browserBridge().invoke('node.bytes', at)
    expect(outcome.ok && outcome.value.bytes).toEqual(new Uint8Array([1, 2, 255]))
  })

  it('hands an error of the host on as it is', async () => {
    answerWith('{"ok":false,"error":{"code":"NAME_TAKEN","message":"There is one.","where":{"path":"etc/hosts"}}}')
    expect(await errorOf(browserBridge().invoke('node.bytes', at))).toEqual({
      code: 'NAME_TAKEN',
      message: 'There is one.',
      where: { path: 'etc/hosts' },
    })
  })
})

describe('a command that streams', () => {
  const found = (address: string) => ({ node: 'a1:0', address, kind: 'file', opens: null })
  const find = async () => {
    const heard: string[][] = []
    const request = { document: 'd', text: 'x', operation: 'o' }
    const outcome = await browserBridge().stream('tree.find', request, items =>
      heard.push(items.map(({ address }) => address)),
    )
    return { heard, outcome }
  }
  const answerInPieces = (pieces: readonly (string | Error)[], status = 200) => {
    const encoder = new TextEncoder()
    const waiting = [...pieces]
    const body = new ReadableStream({
      pull(controller) {
        const next = waiting.shift()
        if (next === undefined) controller.close()
        else if (next instanceof Error) controller.error(next)
        else for (const byte of encoder.encode(next)) controller.enqueue(new Uint8Array([byte]))
      },
    })
    vi.stubGlobal('fetch', async () => new Response(body, { status }))
  }

  it('is heard line by line, wherever the pieces of the response are cut', async () => {
    const [first, second] = [[found('a\n1'), found('ü')], [found('b')]]
    answerInPieces([`${JSON.stringify(first)}\n`, `${JSON.stringify(second)}\n{"ok":true,`, '"value":{"found":3}}'])
    expect(await find()).toEqual({
      heard: [['a\n1', 'ü'], ['b']],
      outcome: { ok: true, value: { found: 3 } },
    })
  })

  it('may be refused before it gives anything', async () => {
    answerInPieces(['{"ok":false,"error":{"code":"BAD_REQUEST","message":"no","where":{}}}'], 400)
    expect(await find()).toMatchObject({ heard: [], outcome: { ok: false, error: { code: 'BAD_REQUEST' } } })
  })

  it('that breaks off is an outcome, after what was heard', async () => {
    answerInPieces([`${JSON.stringify([found('a')])}\n`, new TypeError('network error')])
    expect(await find()).toMatchObject({ heard: [['a']], outcome: { ok: false, error: { code: 'WORKER_DIED' } } })
  })

  it('that ends without an outcome is a fault', async () => {
    answerInPieces([`${JSON.stringify([found('a')])}\n`])
    expect(await find()).toMatchObject({ heard: [['a']], outcome: { ok: false, error: { code: 'INTERNAL' } } })
  })
})

describe('a host that does not answer as it should', () => {
  it('is an outcome, not a rejection, when it is gone', async () => {
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')))
    const error = await errorOf(browserBridge().invoke('node.bytes', at))
    expect(error?.code).toBe('WORKER_DIED')
    expect(error?.message).toContain('Start it again')
  })

  it.each([401, 403])('is a lost session with status %i', async status => {
    answerWith('no', status)
    const error = await errorOf(browserBridge().invoke('node.bytes', at))
    expect(error?.message).toContain('lost its session')
  })

  it.each(['', 'null', '<html>', '{"ok":true}', '{"ok":false}', '[]'])('is a fault when it says "%s"', async body => {
    answerWith(body, 500)
    const error = await errorOf(browserBridge().invoke('node.bytes', at))
    expect(error?.code).toBe('INTERNAL')
    expect(error?.message).toContain('status 500')
  })
})

/** A request that uploads in steps and ends as it is told to. */
class UploadDouble extends EventTarget {
  static made: UploadDouble[] = []
  readonly upload = new EventTarget()
  status = 200
  responseText = ''
  address = ''
  isAborted = false
  constructor() {
    super()
    UploadDouble.made.push(this)
  }
  open(_method: string, address: string): void {
    this.address = address
  }
  setRequestHeader(): void {}
  send(): void {}
  abort(): void {
    this.isAborted = true
    this.dispatchEvent(new Event('abort'))
  }
  progress(loaded: number): void {
    this.upload.dispatchEvent(Object.assign(new Event('progress'), { loaded }))
  }
  answer(body: string): void {
    this.responseText = body
    this.dispatchEvent(new Event('load'))
  }
}

describe('an upload', () => {
  const file = new File([new Uint8Array(10)], 'state of esx01.tgz')
  const begin = (goOn: (done: number, total: number) => boolean) => {
    vi.stubGlobal('XMLHttpRequest', UploadDouble)
    const outcome = browserBridge().grantFile(file, goOn)
    const request = UploadDouble.made.at(-1)
    if (request === undefined) throw new Error('nothing was sent')
    return { outcome, request }
  }

  it('reports its progress and becomes a grant', async () => {
    const steps: string[] = []
    const { outcome, request } = begin((done, total) => steps.push(`${done} of ${total}`) > 0)
    expect(request.address).toBe('/upload?name=state%20of%20esx01.tgz')
    request.progress(4)
    request.answer('{"ok":true,"value":{"grant":"g","name":"state of esx01.tgz","size":10}}')
    expect(await outcome).toMatchObject({ ok: true, value: { grant: 'g' } })
    expect(steps).toEqual(['4 of 10'])
  })

  it('of a bundle of gigabytes is sent; of more than the host takes it says so, and the way out, without sending it', async () => {
    vi.stubGlobal('XMLHttpRequest', UploadDouble)
    const sent = UploadDouble.made.length
    const sized = (size: number) => Object.defineProperty(new File([], 'bundle.tgz'), 'size', { value: size })
    void browserBridge().grantFile(sized(3_000_000_000))
    expect(UploadDouble.made.length).toBe(sent + 1)
    expect(await browserBridge().grantFile(sized(mostUploadBytes + 1))).toMatchObject({
      ok: false,
      error: { code: 'LIMIT', message: expect.stringContaining('npm start -- FILE') },
    })
    expect(UploadDouble.made.length).toBe(sent + 1)
  })

  it('stops when nobody waits for it any more', async () => {
    const { outcome, request } = begin(done => done < 5)
    request.progress(4)
    expect(request.isAborted).toBe(false)
    request.progress(8)
    expect(request.isAborted).toBe(true)
    expect(await outcome).toMatchObject({ ok: false, error: { code: 'CANCELLED' } })
  })
})
