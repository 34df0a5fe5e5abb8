// Pictures of each kind by their bytes: what file(1) says of them, and what is broken or made to harm.
import { execFileSync } from 'node:child_process'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { file, opened, tgz } from '../../../../testing/archives/small-backups'
import { pictures, png } from '../../../../testing/fixtures/pictures'
import { viewOf } from '../registry'
import { Subject } from '../subject'
import { imageKindOf } from './format'
import { mostImageBytes } from './read'

async function view(content: Uint8Array, name = 'etc/picture') {
  const document = await opened(await tgz([file(name, content), file('etc/hosts', '127.0.0.1 localhost\n')]))
  const look = async (at: string) =>
    viewOf(new Subject({ document, entry: await document.resolve(at), opened: null, folder: null }), {})
  // Whatever the picture is, the file beside it is shown.
  expect((await look('etc/hosts')).viewer).toBe('text')
  return look(name)
}

describe('a picture', () => {
  it.each(Object.entries(pictures))('%s has its size and its bytes, whatever its name', async (kind, bytes) => {
    const { data, failed, viewer, viewers } = await view(bytes)
    expect({ failed, viewer, viewers }).toEqual({ failed: null, viewer: 'image', viewers: ['image', 'hex'] })
    expect(data).toMatchObject({ kind, width: 3, height: 2 })
    const source = 'source' in data ? data.source : ''
    expect(Buffer.from(source.replace(/^data:image\/[a-z-]+;base64,/, ''), 'base64').equals(bytes)).toBe(true)
  })

  it.each(Object.entries(pictures))('%s is one to file(1) as well', (kind, bytes) => {
    const said = execFileSync('file', ['--brief', '--mime-type', '-'], { input: bytes, encoding: 'utf8' }).trim()
    const expected = { PNG: 'png', GIF: 'gif', BMP: 'bmp', ICO: 'vnd.microsoft.icon', JPEG: 'jpeg' }[kind]
    expect(said.replace('x-ms-bmp', 'bmp')).toBe(`image/${expected}`)
  })
})

describe('what only begins like a picture', () => {
  it.each(Object.entries(pictures))(
    '%s cut off at any length is shown, or as its bytes with the reason',
    async (_kind, bytes) => {
      for (let length = 1; length < bytes.length; length += 5) {
        const { failed, viewer } = await view(bytes.subarray(0, length))
        if (viewer === 'hex' && failed) expect(failed.error.message).toMatch(/cut off or damaged/)
        else expect(['image', 'hex', 'text']).toContain(viewer)
      }
    },
  )

  it('with any bytes after its beginning ends, and is never thrown', async () => {
    const beginnings = Object.values(pictures).map(one => one.subarray(0, 22))
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...beginnings), fc.uint8Array({ maxLength: 300 }), async (start, rest) => {
        const { viewer } = await view(Uint8Array.from([...start, ...rest]))
        expect(['image', 'hex', 'text']).toContain(viewer)
      }),
      { numRuns: 100 },
    )
  })

  it.each([
    ['a text', 'BM is how this begins, and goes on for a while\n'],
    ['a wave file', 'RIFF\x24\0\0\0WAVEfmt '],
    ['a cursor', '\0\0\x02\0\x01\0\x10\x10\0\0\x01\0\x20\0\x68\x04\0\0\x16\0\0\0'],
    ['zeros', '\0'.repeat(64)],
  ])('%s is none', (_name, start) => {
    expect(imageKindOf(Buffer.from(start, 'latin1'))).toBeNull()
  })
})

describe('what is made to harm', () => {
  it('a picture of billions of pixels in a few bytes is not drawn', async () => {
    const { failed, viewer } = await view(png(60_000, 60_000))
    expect(viewer).toBe('hex')
    expect(failed).toMatchObject({ viewer: 'image', error: { message: expect.stringContaining('60000 × 60000') } })
  })

  it('a picture of many bytes is not handed to the page', async () => {
    const { failed, viewer } = await view(Buffer.concat([png(), Buffer.alloc(mostImageBytes)]))
    expect([viewer, failed?.error.message]).toEqual([
      'hex',
      expect.stringContaining(`up to ${mostImageBytes} are shown`),
    ])
  })
})
