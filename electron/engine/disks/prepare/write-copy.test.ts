// A copy that is long enough for its first part to be proven while the rest is written: whatever fails there, nothing is left, and no file stays open.
import { closeSync, openSync, readdirSync, writeSync } from 'node:fs'
import { type FileHandle, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { fileBytes } from '../../files/file-bytes'
import type { DiskImage } from '../disk-image'
import { writeCopy } from './write-copy'

/** What was asked of the copy, in order, and which of it fails. */
let asked: string[] = []
let fails = ''
const opened = new Set<FileHandle>()
/** Throws where it is to fail: each sync, but of what comes often the third. */
function ask(name: string): void {
  asked.push(name)
  const isMeant = name.endsWith('sync') || asked.filter(one => one === name).length === 3
  if (name === fails && isMeant) throw Object.assign(new Error('injected'), { code: 'EIO' })
}
vi.mock('node:fs', async original => {
  const real = await original<typeof import('node:fs')>()
  return {
    ...real,
    writeSync(fd: number, bytes: Buffer, ...rest: [number, number, number]) {
      if ([...opened].some(file => file.fd === fd)) ask('write')
      return real.writeSync(fd, bytes, ...rest)
    },
  }
})
vi.mock('node:fs/promises', async original => {
  const real = await original<typeof import('node:fs/promises')>()
  return {
    ...real,
    async open(path: string, ...rest: [string?, number?]) {
      const file = await real.open(path, ...rest)
      if (!path.endsWith('.tmp')) return file
      opened.add(file)
      const close = file.close.bind(file)
      file.close = () => {
        opened.delete(file)
        return close()
      }
      for (const name of ['read', 'datasync', 'sync'] as const) {
        const call = file[name].bind(file) as (...args: unknown[]) => Promise<unknown>
        Object.defineProperty(file, name, {
          value: async (...args: unknown[]) => {
            ask(name)
            return call(...args)
          },
        })
      }
      return file
    },
  }
})

const MiB = 1024 * 1024
const SIZE = 140 * MiB + 5000
/** Within the zeros of the disk, over the end of a block, and in its last bytes. */
const ranges = [
  { kind: 'content', offset: 4 * MiB - 512, before: new Uint8Array(1024), after: new Uint8Array(1024).fill(7) },
  { kind: 'content', offset: SIZE - 512, before: new Uint8Array(512), after: new Uint8Array(512).fill(9) },
] as const
let folder = ''
const at = (name: string) => join(folder, name)
let disk: DiskImage

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bootbank-write-copy-'))
  const bytes = Buffer.alloc(SIZE)
  for (let offset = 0; offset < SIZE; offset += 4096) bytes.writeUInt32LE(offset + 1, offset)
  // Eight MiB without anything, in which one of the ranges is.
  bytes.fill(0, MiB, 9 * MiB)
  await writeFile(at('disk.img'), bytes)
  const path = at('disk.img')
  disk = { name: 'disk.img', kind: 'raw', bytes: fileBytes(path, 'disk.img'), files: [path], plainFile: path }
}, 60_000)
afterAll(() => rm(folder, { recursive: true, force: true }))
beforeEach(() => {
  asked = []
  fails = ''
})
afterEach(() => {
  expect(opened.size).toBe(0)
  expect(readdirSync(folder).filter(name => name.endsWith('.tmp'))).toEqual([])
})

const copied = (options: Partial<Parameters<typeof writeCopy>[3]> = {}) =>
  writeCopy(disk, ranges, at('copy.img'), { check: async () => undefined, ...options })

test.each(['as a file', 'through its own bytes'])(
  'read %s, it is the disk with the ranges',
  async how => {
    const { plainFile } = disk
    await writeCopy({ ...disk, plainFile: how === 'as a file' ? plainFile : null }, ranges, at('copy.img'), {
      check: async () => undefined,
    })
    const wanted = await readFile(at('disk.img'))
    for (const { offset, after } of ranges) wanted.set(after, offset)
    expect(Buffer.compare(await readFile(at('copy.img')), wanted)).toBe(0)
    const { blocks } = await stat(at('copy.img'))
    // All that is not in the hole, and the two blocks that the range in it lies on.
    expect(blocks * 512).toBeLessThan(SIZE - 8 * MiB + MiB / 2)
    // A first part was synced and read before the end, and the whole was synced after the last byte was written.
    expect(asked.indexOf('datasync')).toBeGreaterThan(0)
    expect(asked.indexOf('datasync')).toBeLessThan(asked.indexOf('read'))
    expect(asked.lastIndexOf('write')).toBeLessThan(asked.indexOf('sync'))
    expect(asked.indexOf('sync')).toBeLessThan(asked.lastIndexOf('read'))
    await rm(at('copy.img'))
  },
  60_000,
)

describe('nothing is left', () => {
  test.each(['write', 'datasync', 'read', 'sync'])(
    'where the system refuses: %s',
    async name => {
      fails = name
      await expect(copied()).rejects.toMatchObject({ code: 'WRITE_FAILED' })
      expect(asked).toContain(name)
    },
    60_000,
  )

  test('where the first part is not what was written', async () => {
    let isSpoilt = false
    const onProgress = (phase: string, done: number) => {
      if (isSpoilt || !phase.startsWith('Copying') || done < 120 * MiB) return
      isSpoilt = true
      const name = readdirSync(folder).find(one => one.endsWith('.tmp'))
      const file = openSync(at(name ?? ''), 'r+')
      writeSync(file, Buffer.from([0xff]), 0, 1, 20 * MiB + 3)
      closeSync(file)
    }
    await expect(copied({ onProgress })).rejects.toMatchObject({
      code: 'VERIFY_FAILED',
      message: expect.stringContaining(`at byte ${20 * MiB + 3}`),
    })
  }, 60_000)

  test.each([60, 138])(
    'where it is cancelled after %i MiB',
    async mebibytes => {
      const stop = new AbortController()
      const onProgress = (_: string, done: number) => {
        if (done >= mebibytes * MiB) stop.abort()
      }
      await expect(copied({ signal: stop.signal, onProgress })).rejects.toMatchObject({ code: 'CANCELLED' })
    },
    60_000,
  )

  test('where the disk cannot be read any more', async () => {
    const path = at('shorter.img')
    await writeFile(path, (await readFile(at('disk.img'))).subarray(0, 130 * MiB))
    const short = { ...disk, plainFile: path }
    await expect(writeCopy(short, ranges, at('copy.img'), { check: async () => undefined })).rejects.toMatchObject({
      code: 'UNREADABLE',
    })
    await rm(path)
  }, 60_000)
})
