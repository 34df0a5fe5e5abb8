// Request bodies, limited in bytes and in time: a body that is too large or arrives too slowly is cut off, never waited for. The
// request stays open when a limit is reached, so that the answer can still say why.
import type { IncomingMessage } from 'node:http'
import { BootbankError } from '../../../shared/model/errors'

export interface BodyLimits {
  /** Bytes. */
  readonly most: number
  /** Milliseconds that any body may take, however short. */
  readonly grace: number
  /** Bytes per second that a longer one must reach on average. */
  readonly slowest: number
}

/** The chunks of a body. Throws LIMIT for one that is too large, BAD_REQUEST for one that is too slow or breaks off. */
export async function* readBody(request: IncomingMessage, limits: BodyLimits): AsyncGenerator<Uint8Array> {
  if (Number(request.headers['content-length'] ?? 0) > limits.most) throw tooLarge(limits)
  const started = performance.now()
  const chunks = request.iterator({ destroyOnReturn: false })
  let received = 0
  for (;;) {
    const allowed = limits.grace + (received / limits.slowest) * 1000
    const next = await within(started + allowed - performance.now(), chunks.next())
    if (next.done) return
    if (!(next.value instanceof Uint8Array))
      throw new BootbankError('BAD_REQUEST', 'The body does not consist of bytes.')
    received += next.value.length
    if (received > limits.most) throw tooLarge(limits)
    yield next.value
  }
}

/** A whole body as text. Throws as `readBody` does. */
export async function readText(request: IncomingMessage, limits: BodyLimits): Promise<string> {
  const chunks: Uint8Array[] = []
  for await (const chunk of readBody(request, limits)) chunks.push(chunk)
  return Buffer.concat(chunks).toString('utf8')
}

/** Waits for a chunk, but not longer than the given milliseconds. */
async function within<T>(milliseconds: number, chunk: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const tooSlow = new Promise<never>((_resolve, reject) => {
    const late = new BootbankError('BAD_REQUEST', 'The data came in too slowly. Try again.')
    timer = setTimeout(() => reject(late), Math.max(0, milliseconds))
  })
  const arrived = chunk.catch(() => {
    throw new BootbankError('BAD_REQUEST', 'The data broke off before its end. Try again.')
  })
  try {
    return await Promise.race([arrived, tooSlow])
  } finally {
    clearTimeout(timer)
  }
}

function tooLarge(limits: BodyLimits): BootbankError {
  return new BootbankError(
    'LIMIT',
    `More than ${limits.most.toLocaleString('en-US')} bytes were sent; that is refused.`,
  )
}
