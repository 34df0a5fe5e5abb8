import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import {
  chmod,
  link,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  symlink,
  truncate,
  utimes,
  writeFile,
} from 'node:fs/promises'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { BootbankError } from '../../../shared/model/errors'
import { type Bytes, bytesOf, sha256Of } from '../codecs/bytes'
import { readBack } from './disk-file'
import { refuseSameFile } from './same-file'
import { hasEnded } from './temporary'
import { osCode } from './write-error'
import { writeFileSafely } from './write-file'
import { needs, skipHere } from '../../../testing/needs'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'write-file-'))
})
afterEach(async () => {
  await rm(folder, { recursive: true, force: true })
})

const content = (length: number) => bytesOf(Buffer.alloc(length, 'state of a host; '))
const digest = async (bytes: Bytes) => sha256Of(bytes)
const isRoot = process.getuid?.() === 0

describe('a file that is written safely', () => {
  test('holds the bytes, is for its owner alone, and is the only thing left', async () => {
    const bytes = content(3_000_000)
    const path = join(folder, 'state.tgz')
    expect(await writeFileSafely(path, bytes, { check: digest })).toBe(sha256Of(bytes))
    expect(createHash('sha256').update(readFileSync(path)).digest('hex')).toBe(sha256Of(bytes))
    expect((await stat(path)).mode & 0o777).toBe(0o600)
    expect(await readdir(folder)).toEqual(['state.tgz'])
  })

  test('may be empty', async () => {
    await writeFileSafely(join(folder, 'empty'), bytesOf(), { check: digest })
    expect((await stat(join(folder, 'empty'))).size).toBe(0)
  })

  test('may have the longest name there is', async () => {
    const name = `${'ü'.repeat(126)}.gz`
    await writeFileSafely(join(folder, name), content(10), { check: digest })
    expect(await readdir(folder)).toEqual([name])
  })

  test('replaces an older one, and a link without following it', async () => {
    await writeFile(join(folder, 'elsewhere'), 'kept')
    await symlink(join(folder, 'elsewhere'), join(folder, 'link'))
    await writeFileSafely(join(folder, 'link'), content(5), { check: digest })
    expect(await readFile(join(folder, 'elsewhere'), 'utf8')).toBe('kept')
    expect(await readFile(join(folder, 'link'), 'utf8')).toBe('state')
  })

  test('reports bytes written and bytes read back, each up to all of them', async () => {
    const seen = new Map<string, number>()
    await writeFileSafely(join(folder, 'state.tgz'), content(2_500_000), {
      check: digest,
      onProgress: (phase, done, total) => {
        expect(done).toBeGreaterThan(seen.get(phase) ?? 0)
        expect(total).toBe(2_500_000)
        seen.set(phase, done)
      },
    })
    expect([...seen]).toEqual([
      ['Writing state.tgz', 2_500_000],
      ['Reading back state.tgz', 2_500_000],
    ])
  })
})

describe('a write that fails leaves the target as it was, and nothing beside it', () => {
  const failsWith = async (path: string, code: string, part: RegExp, bytes = content(100)) => {
    await expect(writeFileSafely(path, bytes, { check: digest })).rejects.toMatchObject({
      code,
      message: expect.stringMatching(part),
    })
  }

  test('when the proof fails', async () => {
    await writeFile(join(folder, 'state.tgz'), 'before')
    const check = async () => {
      throw new BootbankError('VERIFY_FAILED', 'differs')
    }
    await expect(writeFileSafely(join(folder, 'state.tgz'), content(9), { check })).rejects.toMatchObject({
      code: 'VERIFY_FAILED',
    })
    expect(await readFile(join(folder, 'state.tgz'), 'utf8')).toBe('before')
    expect(await readdir(folder)).toEqual(['state.tgz'])
  })

  test('when the folder is not there, is a file, or the target is a folder or a device', async () => {
    await mkdir(join(folder, 'taken'))
    await failsWith(join(folder, 'none', 'state.tgz'), 'WRITE_FAILED', /its folder does not exist/)
    await writeFile(join(folder, 'file'), '')
    await failsWith(join(folder, 'file', 'state.tgz'), 'WRITE_FAILED', /a file where a folder is needed/)
    await failsWith(join(folder, 'taken'), 'IS_DIRECTORY', /is a folder/)
    await failsWith('/dev/null', 'WRITE_FAILED', /device or pipe/)
    expect((await readdir(folder)).sort()).toEqual(['file', 'taken'])
  })

  test(
    'when writing there is not permitted',
    needs(!isRoot, 'a user who may not write everywhere, not root'),
    async () => {
      await chmod(folder, 0o500)
      await failsWith(join(folder, 'state.tgz'), 'WRITE_FAILED', /no permission/)
      await chmod(folder, 0o700)
      expect(await readdir(folder)).toEqual([])
    },
  )

  test('when the disk is full, or read-only', async context => {
    const disk = join(folder, 'disk')
    await mkdir(disk)
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=256k', 'tmpfs', disk], { stdio: 'ignore' })
    } catch {
      skipHere(context, 'needs root, who alone can mount a disk')
    }
    try {
      await writeFile(join(disk, 'state.tgz'), 'before')
      await failsWith(
        join(disk, 'state.tgz'),
        'WRITE_FAILED',
        /state\.tgz cannot be written: the disk is full/,
        content(500_000),
      )
      expect(await readdir(disk)).toEqual(['state.tgz'])
      execFileSync('mount', ['-o', 'remount,ro', disk])
      await failsWith(join(disk, 'state.tgz'), 'WRITE_FAILED', /read-only/)
      expect(await readFile(join(disk, 'state.tgz'), 'utf8')).toBe('before')
      expect(await readdir(disk)).toEqual(['state.tgz'])
    } finally {
      execFileSync('umount', [disk])
    }
  })

  // 0: before it begins; then four pieces written, four read back, and during the proof
  test.each([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])('when it is cancelled, at moment %i', async moment => {
    const path = join(folder, 'state.tgz')
    await writeFile(path, 'before')
    const controller = new AbortController()
    let steps = 0
    const step = () => {
      if (steps++ === moment) controller.abort()
    }
    const check = async (found: Bytes) => {
      step()
      return sha256Of(found)
    }
    step()
    const write = writeFileSafely(path, content(3_300_000), { signal: controller.signal, onProgress: step, check })
    await expect(write).rejects.toMatchObject({ code: 'CANCELLED' })
    expect(steps).toBe(moment + 1)
    expect(await readFile(path, 'utf8')).toBe('before')
    expect(await readdir(folder)).toEqual(['state.tgz'])
  })
})

describe('reading back', () => {
  test.each([
    [
      'a byte that differs',
      1_500_000,
      async (path: string) => writeFile(path, Buffer.alloc(2_000_000).fill(1, 1_500_000)),
    ],
    ['a file that is too short', 999, async (path: string) => truncate(path, 999)],
    ['a file that is too long', 2_000_000, async (path: string) => writeFile(path, Buffer.alloc(2_000_001))],
  ])('finds %s', async (_, offset, damage) => {
    const path = join(folder, 'file')
    await writeFile(path, Buffer.alloc(2_000_000))
    await damage(path)
    await expect(readBack(path, bytesOf(Buffer.alloc(2_000_000)), 'file', {})).rejects.toMatchObject({
      code: 'VERIFY_FAILED',
      where: { offset },
    })
  })
})

describe('the opened file is refused as a target', () => {
  test.each([
    ['its own path', async () => join(folder, '.', 'state.tgz')],
    [
      'a symbolic link',
      async () => {
        await symlink(join(folder, 'state.tgz'), join(folder, 'soft'))
        return join(folder, 'soft')
      },
    ],
    [
      'a hard link',
      async () => {
        await link(join(folder, 'state.tgz'), join(folder, 'hard'))
        return join(folder, 'hard')
      },
    ],
    [
      'a linked folder',
      async () => {
        await symlink(folder, join(folder, 'around'))
        return join(folder, 'around', 'state.tgz')
      },
    ],
  ])('under %s', async (_, make) => {
    await writeFile(join(folder, 'state.tgz'), 'evidence')
    await expect(refuseSameFile(join(folder, 'state.tgz'), await make())).rejects.toMatchObject({ code: 'SAME_FILE' })
  })

  test('while a copy and a new name are not', async () => {
    await writeFile(join(folder, 'state.tgz'), 'evidence')
    await writeFile(join(folder, 'copy.tgz'), 'evidence')
    for (const name of ['copy.tgz', 'new.tgz']) {
      await expect(refuseSameFile(join(folder, 'state.tgz'), join(folder, name))).resolves.toBeUndefined()
    }
  })
})

describe('what a crashed run left', () => {
  const machine = createHash('sha256').update(hostname()).digest('hex').slice(0, 6)
  const deadPid = () => Number(execFileSync(process.execPath, ['-p', 'process.pid'], { encoding: 'utf8' }))
  const left = (pid: number, of = machine) => `.state.tgz.bootbank-${of}-${pid}-0123456789ab.tmp`
  const age = (path: string, hours: number) => {
    const then = Date.now() / 1000 - hours * 3600
    return utimes(path, then, then)
  }

  test('is removed when its process is gone or it is older than an hour; anything else stays', async () => {
    const dead = deadPid()
    const old = `.old.bootbank-ffffff-1-0123456789ab.tmp`
    const stays = [
      left(process.ppid), // a process that lives
      left(dead, machine === 'ffffff' ? 'fffffe' : 'ffffff'), // another machine's, on a shared disk
      '.state.tgz.tmp',
      'state.tgz.bootbank-0-1-2.tmp',
      `state.tgz.bootbank-ffffff-1-0123456789ab.tmp`, // not hidden, so no name of ours
      `.state.tgz.bootbank-ffffff-1-0123456789ab.tmp.gz`,
    ]
    for (const name of [...stays, left(dead), old]) await writeFile(join(folder, name), 'half')
    await mkdir(join(folder, `.kit.bootbank-${machine}-${dead}-0123456789ab.tmp`, 'inside'), { recursive: true })
    await age(join(folder, old), 2)
    for (const name of stays.slice(2)) await age(join(folder, name), 2)
    await writeFileSafely(join(folder, 'new'), content(5), { check: digest })
    expect((await readdir(folder)).sort()).toEqual([...stays, 'new'].sort())
  })

  test('stays where the system does not say whether its process lives', () => {
    // A pid that is not allowed is refused by another error than that of a process that has ended.
    expect(hasEnded(2 ** 40, Date.now())).toBe(false)
    expect(hasEnded(deadPid(), Date.now())).toBe(true)
    expect(hasEnded(process.ppid, 0)).toBe(false)
  })

  test('is removed when an earlier process had the same pid, as in a container', async () => {
    const name = left(process.pid)
    await writeFile(join(folder, name), 'half')
    await age(join(folder, name), 0.9)
    const started = Date.now() - process.uptime() * 1000
    await writeFileSafely(join(folder, 'new'), content(5), { check: digest })
    expect(started).toBeGreaterThan(Date.now() - 0.9 * 3_600_000)
    expect(await readdir(folder)).toEqual(['new'])
  })
})

test.each<[unknown, string | null]>([
  [Object.assign(new Error('x'), { code: 'ENOENT' }), 'ENOENT'],
  [Object.assign(new Error('x'), { code: 5 }), null],
  [new Error('x'), null],
  [{ code: 'ENOENT' }, null],
  ['ENOENT', null],
  [null, null],
])('the system name of %o is %s', (thrown, code) => {
  expect(osCode(thrown)).toBe(code)
})
