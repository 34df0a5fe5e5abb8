// What the file system can fail with at one moment, and what must not come of it. Every moment of every command: npm run faults.
import { symlinkSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { bytesOf } from '../codecs/bytes'
import { refuseSameFile } from './same-file'
import { writeFileSafely } from './write-file'
import { writeFolderSafely } from './write-folder'

/** The call that fails, and the path for which it does. */
let failing: { readonly call: string; readonly path: string } | null = null
vi.mock('node:fs/promises', async original => {
  const real = await original<typeof import('node:fs/promises')>()
  const check = (call: string, path: unknown) => {
    if (failing?.call === call && failing.path === path) throw Object.assign(new Error('injected'), { code: 'EIO' })
  }
  return {
    ...real,
    async open(...args: Parameters<typeof real.open>) {
      check('open', args[0])
      const handle = await real.open(...args)
      const close = handle.close
      handle.close = async () => {
        await close.call(handle)
        check('close', args[0])
      }
      return handle
    },
    async rename(from: string, to: string) {
      check('rename', to)
      return real.rename(from, to)
    },
    async realpath(path: string) {
      check('realpath', path)
      return real.realpath(path)
    },
    async stat(path: string, options: { readonly bigint: true }) {
      check('stat', path)
      return real.stat(path, options)
    },
  }
})

let folder = ''
let source = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'failing-system-'))
  source = join(folder, 'state.tgz')
  await writeFile(source, 'evidence')
})
afterEach(async () => {
  failing = null
  await rm(folder, { recursive: true, force: true })
})

describe('when the system does not say what a file is', () => {
  test.each(['realpath', 'stat'])('the opened file is not taken for another one: %s of the target', async call => {
    symlinkSync(source, join(folder, 'link'))
    for (const path of [source, join(folder, 'link')]) {
      failing = { call, path: call === 'stat' ? source : path }
      await expect(refuseSameFile(source, path)).rejects.toMatchObject({ code: 'WRITE_FAILED' })
    }
  })

  test('nor where it is the opened file itself that cannot be looked at', async () => {
    symlinkSync(source, join(folder, 'link'))
    failing = { call: 'realpath', path: source }
    await expect(refuseSameFile(source, join(folder, 'link'))).rejects.toMatchObject({ code: 'WRITE_FAILED' })
  })

  test('while a new name can be written though the opened file is out of reach', async () => {
    failing = { call: 'realpath', path: source }
    await expect(refuseSameFile(source, join(folder, 'new.tgz'))).resolves.toBeUndefined()
    failing = null
    await rm(source)
    await writeFile(join(folder, 'older.tgz'), '')
    await expect(refuseSameFile(source, join(folder, 'older.tgz'))).resolves.toBeUndefined()
  })
})

describe('when the system fails after a file has got its name', () => {
  test.each(['open', 'close'])('that is not a failure of the write: %s of the folder', async call => {
    failing = { call, path: folder }
    await writeFileSafely(join(folder, 'new.tgz'), bytesOf(Buffer.from('new')), { check: async () => null })
    expect(await readFile(join(folder, 'new.tgz'), 'utf8')).toBe('new')
    expect((await readdir(folder)).sort()).toEqual(['new.tgz', 'state.tgz'])
  })
})

describe('when an empty folder is given, and the system fails while the files go into it', () => {
  test('none of them stays in it', async () => {
    const given = join(folder, 'given')
    await mkdir(given)
    const files = ['one', 'two', 'three'].map(name => ({ name, content: bytesOf(Buffer.from(name)) }))
    failing = { call: 'rename', path: join(given, 'three') }
    await expect(writeFolderSafely(given, files, { check: async () => null })).rejects.toMatchObject({
      code: 'WRITE_FAILED',
    })
    expect(await readdir(given)).toEqual([])
    failing = null
    await writeFolderSafely(given, files, { check: async () => null })
    expect((await readdir(given)).sort()).toEqual(['one', 'three', 'two'])
  })
})
