import { execFileSync, spawn } from 'node:child_process'
import { appendFileSync, mkdtempSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { randomBytes } from 'node:crypto'
import { afterAll, describe, expect, it, vi } from 'vitest'
import { BootbankError } from '../../../shared/model/errors'
import { sha256Of, toUint8Array } from '../codecs/bytes'
import { defaultLimits } from '../codecs/limits'
import { HELD, openFileBytes, type ReadOptions, readFileBytes } from './read-file'

/** The system fails when a file is closed. */
let failsAtClose = false
vi.mock('node:fs/promises', async original => {
  const real = await original<typeof import('node:fs/promises')>()
  return {
    ...real,
    async open(...args: Parameters<typeof real.open>) {
      const handle = await real.open(...args)
      const close = handle.close
      handle.close = async () => {
        await close.call(handle)
        if (failsAtClose) throw Object.assign(new Error('injected'), { code: 'EIO' })
      }
      return handle
    },
  }
})

const folder = mkdtempSync(join(tmpdir(), 'read-file-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const options: ReadOptions = {
  name: 'state.tgz',
  limits: defaultLimits,
  refusal: code => new BootbankError(code === 'ENOENT' ? 'NOT_FOUND' : 'UNREADABLE', `refused: ${code}`),
}
const random = randomBytes(HELD + 5_000_001)
let files = 0
function file(bytes: Uint8Array = random): string {
  const path = join(folder, `file-${files++}`)
  writeFileSync(path, bytes)
  return path
}
const code = (work: () => unknown) => {
  try {
    work()
  } catch (error) {
    return error instanceof BootbankError ? error.code : error
  }
  return 'nothing was thrown'
}

describe('a large file that is opened', () => {
  it('reads as the same bytes: whole, in chunks, in slices of slices, and in small steps forward and back', async () => {
    const bytes = await openFileBytes(file(), options)
    expect(bytes.length).toBe(random.length)
    expect(Buffer.compare(toUint8Array(bytes), random)).toBe(0)
    expect(Buffer.compare(Buffer.concat([...bytes.chunks()]), random)).toBe(0)
    const slice = bytes.slice(1_000_001, 20_000_000).slice(3, 9_000_000)
    expect(Buffer.compare(Buffer.concat([...slice.chunks()]), random.subarray(1_000_004, 10_000_001))).toBe(0)
    for (const at of [0, 512, 262_100, 262_144, 600_000, 599_999, 100, random.length - 40]) {
      expect(Buffer.compare(bytes.read(at, at + 40), random.subarray(at, at + 40))).toBe(0)
    }
    expect(bytes.read(7, 7)).toHaveLength(0)
    expect(() => bytes.read(0, random.length + 1)).toThrow(RangeError)
    expect(() => bytes.slice(5, 4)).toThrow(RangeError)
  })

  it('keeps what it gave when it reads on', async () => {
    const bytes = await openFileBytes(file(), options)
    const first = bytes.read(0, 100)
    for (let at = 0; at < bytes.length - 100; at += 1_000_000) bytes.read(at, at + 100)
    expect(Buffer.compare(first, random.subarray(0, 100))).toBe(0)
  })

  it('stays readable when it is removed, or another file takes its name', async () => {
    const [removed, replaced] = [file(), file()]
    const [one, two] = [await openFileBytes(removed, options), await openFileBytes(replaced, options)]
    rmSync(removed)
    renameSync(file(new Uint8Array(10)), replaced)
    expect(sha256Of(one)).toBe(sha256Of(two))
    expect(two.read(random.length - 1, random.length)[0]).toBe(random.at(-1))
  })

  it('says so when another program changes it: longer, shorter, or written over', async () => {
    for (const change of [
      (path: string) => appendFileSync(path, 'x'),
      (path: string) => truncateSync(path, 1000),
      (path: string) =>
        writeFileSync(
          path,
          random.map(byte => byte ^ 1),
        ),
    ]) {
      const path = file()
      const bytes = await openFileBytes(path, options)
      change(path)
      expect(code(() => bytes.read(500_000, 500_100))).toBe('UNREADABLE')
      expect(code(() => toUint8Array(bytes))).toBe('UNREADABLE')
    }
  })
})

describe('a file that is held in memory', () => {
  it('does not change when its file does: a small one that is opened, and any that is put into a backup', async () => {
    const [small, large] = [file(random.subarray(0, 1000)), file()]
    const held = [await openFileBytes(small, options), await readFileBytes(large, options)]
    const sums = held.map(sha256Of)
    for (const path of [small, large]) truncateSync(path, 10)
    expect(held.map(sha256Of)).toEqual(sums)
  })

  it('reads what has no length of its own to its end', async () => {
    expect((await readFileBytes('/proc/self/status', options)).length).toBeGreaterThan(100)
  })

  it('is read, though the system fails when it is closed', async () => {
    failsAtClose = true
    const bytes = await readFileBytes(file(Buffer.from('content')), options).finally(() => {
      failsAtClose = false
    })
    expect(Buffer.from(toUint8Array(bytes)).toString()).toBe('content')
  })
})

describe('refusals', () => {
  it('come in the words of the host', async () => {
    await expect(openFileBytes(join(folder, 'absent'), options)).rejects.toThrow('refused: ENOENT')
    await expect(readFileBytes(folder, options)).rejects.toThrow('refused: EISDIR')
  })

  it('a pipe is refused, unless pipes are asked for', async () => {
    const pipe = join(folder, 'pipe')
    execFileSync('mkfifo', [pipe])
    const writing = execWrite(pipe)
    await expect(openFileBytes(pipe, options)).rejects.toThrow('state.tgz is not a regular file.')
    await writing
    const again = execWrite(pipe)
    expect(Buffer.from(toUint8Array(await openFileBytes(pipe, { ...options, pipes: true }))).toString()).toBe(
      'through a pipe',
    )
    await again
  })

  it('a file above the cap is refused before it is read', async () => {
    const limits = { ...defaultLimits, totalBytes: HELD }
    await expect(openFileBytes(file(), { ...options, limits })).rejects.toMatchObject({ code: 'LIMIT' })
  })

  it('cancelling ends reading', async () => {
    const signal = AbortSignal.abort()
    await expect(readFileBytes(file(), { ...options, signal })).rejects.toMatchObject({ code: 'CANCELLED' })
  })
})

/** Writes from another process, since opening a pipe waits for its reader. */
async function execWrite(pipe: string): Promise<void> {
  const child = spawn('sh', ['-c', 'printf "through a pipe" > "$0"', pipe], { stdio: 'ignore' })
  await new Promise(resolve => child.on('exit', resolve))
}
