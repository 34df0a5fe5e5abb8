// How a disk is read must not change what is read: past the cache, through it, and where the system refuses one of them half way.
import { truncateSync } from 'node:fs'
import { mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { skipHere } from '../../../../testing/needs'
import { bytesOf } from '../../codecs/bytes'
import { PIECE, readerOf } from './disk-reader'

/** What the system does with a read past the cache, and how many were answered. */
let answer: 'as it can' | 'not opened' | 'refused' | 'refused after the first' = 'as it can'
let answered = 0
const directFiles = new Set<number>()
vi.mock('node:fs', async original => {
  const real = await original<typeof import('node:fs')>()
  const refuse = () => {
    throw Object.assign(new Error('injected'), { code: 'EINVAL' })
  }
  return {
    ...real,
    openSync(path: string, flags: string | number) {
      const isDirect = typeof flags === 'number' && (flags & (real.constants.O_DIRECT ?? 0)) !== 0
      if (isDirect && answer === 'not opened') refuse()
      const file = real.openSync(path, flags)
      if (isDirect) directFiles.add(file)
      return file
    },
    closeSync(file: number) {
      directFiles.delete(file)
      real.closeSync(file)
    },
    readSync(file: number, buffer: Buffer, offset: number, length: number, position: number) {
      if (!directFiles.has(file)) return real.readSync(file, buffer, offset, length, position)
      if (answer === 'refused' || (answer === 'refused after the first' && answered > 0)) refuse()
      const read = real.readSync(file, buffer, offset, length, position)
      answered += 1
      return read
    },
  }
})

/** Three pieces and an end within a page, with something at the front, in the middle and at the very end. */
const SIZE = 3 * PIECE + 5000
const marks = [0, PIECE + 70_001, SIZE - 1]
let folder = ''
let path = ''

beforeEach(async () => {
  answer = 'as it can'
  answered = 0
  folder = await mkdtemp(join(tmpdir(), 'bootbank-disk-reader-'))
  path = join(folder, 'disk.img')
  const file = await open(path, 'w')
  await file.truncate(SIZE)
  for (const [index, at] of marks.entries()) await file.write(Buffer.from([index + 1]), 0, 1, at)
  await file.close()
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const image = (plainFile: string | null, length = SIZE) => ({
  name: 'disk.img',
  kind: 'raw' as const,
  bytes: bytesOf(Buffer.alloc(length)),
  files: [],
  plainFile,
})

/** The places and values of all bytes that are not zero. */
async function found(how: 'hole' | 'data' | 'later'): Promise<readonly (readonly [number, number])[]> {
  const reader = readerOf(image(path))
  try {
    const buffers = reader.buffers(2)
    const all: (readonly [number, number])[] = []
    for (let start = 0; start < SIZE; start += PIECE) {
      const buffer = buffers[(start / PIECE) % 2]?.fill(0xaa) ?? Buffer.alloc(0)
      const part = buffer.subarray(0, Math.min(PIECE, SIZE - start))
      if (how === 'later') await reader.fillLater(part, start)
      else reader.fill(part, start, how === 'hole')
      for (let at = part.findIndex(byte => byte !== 0); at >= 0 && at < part.length; at += 1) {
        const byte = part[at] ?? 0
        if (byte !== 0) all.push([start + at, byte])
      }
    }
    return all
  } finally {
    reader.close()
  }
}

describe('a file with holes', () => {
  const wanted = marks.map((at, index) => [at, index + 1])

  test.each(['as it can', 'not opened', 'refused', 'refused after the first'] as const)(
    'has the same bytes where a read past the cache is answered: %s',
    async how => {
      answer = how
      expect(await found('hole')).toEqual(wanted)
      expect(await found('data')).toEqual(wanted)
      expect(await found('later')).toEqual(wanted)
      expect(directFiles.size).toBe(0)
    },
  )

  test('is read past the cache where zeros are expected, and nowhere else', async context => {
    await found('data')
    const probes = answered
    if (probes === 0) skipHere(context, 'needs a file system that reads past the cache')
    await found('hole')
    expect(answered).toBe(2 * probes + 4)
  })

  test('that becomes shorter is told', async () => {
    const reader = readerOf(image(path))
    truncateSync(path, PIECE)
    const [buffer = Buffer.alloc(0)] = reader.buffers(1)
    for (const hole of [true, false])
      expect(() => reader.fill(buffer, PIECE, hole)).toThrow(expect.objectContaining({ code: 'UNREADABLE' }))
    await expect(reader.fillLater(buffer, PIECE)).rejects.toMatchObject({ code: 'UNREADABLE' })
    reader.close()
  })
})

test('a disk that is not a plain file is read through its own bytes', async () => {
  const reader = readerOf({ ...image(null), bytes: bytesOf(Buffer.from('not a file')) })
  const [buffer = Buffer.alloc(0)] = reader.buffers(1)
  reader.fill(buffer.subarray(0, 4), 6, false)
  await reader.fillLater(buffer.subarray(4, 7), 0)
  expect(buffer.subarray(0, 7).toString()).toBe('filenot')
  reader.close()
})
