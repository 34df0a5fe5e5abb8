import { execFileSync, spawnSync } from 'node:child_process'
import { linkSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { encodeTar, members, trailer } from '../../../testing/archives/arbitrary-archives'
import { readContext } from '../../../testing/archives/read-context'
import { bytesOf, sha256Of, toUint8Array } from './bytes'
import { readTar, tarContent } from './tar'
import { padded } from './tar-header'

const read = (bytes: Uint8Array) => readTar(bytesOf(bytes), readContext())
const long = `deep/${'d'.repeat(90)}/${'n'.repeat(80)}/file.conf`
let folder = ''

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'bootbank-tar-'))
  mkdirSync(join(folder, 'etc', 'vmware'), { recursive: true })
  mkdirSync(join(folder, long, '..'), { recursive: true })
  writeFileSync(join(folder, 'etc/hosts'), '127.0.0.1 localhost\n', { mode: 0o644 })
  writeFileSync(join(folder, 'etc/vmware/esx.conf'), '/system/uuid = "x"\n'.repeat(100), { mode: 0o600 })
  writeFileSync(join(folder, long), 'a long way down\n')
  writeFileSync(join(folder, 'etc/größe'), 'not ASCII\n')
  symlinkSync('hosts', join(folder, 'etc/link'))
  linkSync(join(folder, 'etc/hosts'), join(folder, 'etc/twin'))
  writeFileSync(join(folder, 'etc/hole'), 'begin')
  truncateSync(join(folder, 'etc/hole'), 3_000_000)
})

afterAll(() => rmSync(folder, { recursive: true }))

describe('archives of other tools are read as they were made', () => {
  const gnu = (...options: string[]) => ['tar', ...options, '-c']
  const bsd = (format: string) => ['bsdtar', '--format', format, '-c']
  test.each([
    ['GNU tar, gnu', gnu('--format=gnu'), true],
    ['GNU tar, oldgnu', gnu('--format=oldgnu'), true],
    ['GNU tar, gnu, sparse', gnu('--format=gnu', '--sparse'), true],
    ['GNU tar, posix', gnu('--format=posix'), true],
    ['GNU tar, posix, sparse 0.0', gnu('--format=posix', '--sparse', '--sparse-version=0.0'), true],
    ['GNU tar, posix, sparse 0.1', gnu('--format=posix', '--sparse', '--sparse-version=0.1'), true],
    ['GNU tar, posix, sparse 1.0', gnu('--format=posix', '--sparse', '--sparse-version=1.0'), true],
    ['GNU tar, ustar', gnu('--format=ustar'), false],
    ['GNU tar, v7', gnu('--format=v7', '--exclude=deep/*/*'), false],
    ['bsdtar, pax', bsd('pax'), true],
    ['bsdtar, gnutar', bsd('gnutar'), false],
    ['bsdtar, ustar', bsd('ustar'), false],
    ['busybox tar', ['busybox', 'tar', '-c'], false],
  ])('%s', (name, command, pre1970) => {
    // Some formats cannot hold a date before 1970; node's utimes takes a negative one for "now"
    const mtime = pre1970 ? -86_400 : 1_600_000_000
    execFileSync('touch', ['-d', `@${mtime}`, join(folder, 'etc/vmware/esx.conf')])
    const run = pack(command)
    const tar = read(run)
    expect(tar.problem).toBeNull()
    const byName = new Map(tar.entries.map(entry => [entry.name.replace(/^\.\//, ''), entry]))
    const bytesAt = (path: string) => Buffer.from(toUint8Array(tarContent(tar.content, byName.get(path)!))).toString()
    expect(bytesAt('etc/größe')).toBe('not ASCII\n')
    expect(bytesAt('etc/vmware/esx.conf')).toBe('/system/uuid = "x"\n'.repeat(100))
    expect(byName.get('etc/vmware/esx.conf')).toMatchObject({ kind: 'file', mode: 0o600 })
    expect(byName.get('etc/vmware/esx.conf')?.mtime).toBe(mtime)
    expect(byName.get('etc/link')).toMatchObject({ kind: 'symlink', linkname: 'hosts', size: 0 })
    expect([byName.get('etc/twin')?.kind, byName.get('etc/hosts')?.kind].sort()).toEqual(['file', 'hardlink'])
    expect(byName.get('etc')?.kind).toBe('directory')
    const hole = tarContent(tar.content, byName.get('etc/hole')!)
    expect(sha256Of(hole)).toBe(sha256Of(bytesOf(Buffer.from('begin'), new Uint8Array(2_999_995))))
    if (!name.includes('v7')) expect(bytesAt(long)).toBe('a long way down\n')
  })

  function pack([program, ...options]: readonly string[]): Uint8Array {
    const env = { ...process.env, LC_ALL: 'C.UTF-8' }
    const { stdout } = spawnSync(program!, [...options, '-C', folder, '-f', '-', 'etc', 'deep'], {
      maxBuffer: 2 ** 26,
      env,
    })
    return stdout
  }
})

test('every member of any archive is found where it lies, with its end and its trailer', () => {
  fc.assert(
    fc.property(members, trailer, (list, end) => {
      const bytes = encodeTar(list, end)
      const tar = read(bytes)
      expect(tar.problem).toBeNull()
      expect(tar.entries.map(entry => entry.name.normalize())).toHaveLength(list.length)
      let at = 0
      for (const [index, entry] of tar.entries.entries()) {
        const member = list[index]!
        expect(entry.mode).toBe(member.mode)
        expect(entry.dataOffset % 512).toBe(0)
        expect(
          Buffer.from(tar.content.read(entry.dataOffset, entry.dataOffset + entry.storedSize)).equals(member.content),
        ).toBe(true)
        expect(entry.start).toBeGreaterThanOrEqual(at)
        expect(entry.end).toBe(entry.dataOffset + padded(member.content.length))
        at = entry.end
      }
      expect(tar.trailer).toBe(bytes.length - end.length)
    }),
    { numRuns: 150 },
  )
})

describe('damage is told with its byte, and what stands before it is kept', () => {
  const good = () => Buffer.from(encodeTar([sample('a'), sample('b'), sample('c')], new Uint8Array(1024)))
  const sample = (name: string) => ({
    dialect: 'gnu' as const,
    name,
    typeflag: '0',
    content: Buffer.alloc(700, 1),
    mode: 0o644,
    uid: 0,
    mtime: 0,
    linkname: '',
    global: false,
  })
  const at = 2 * (512 + 1024)

  test('a wrong header checksum', () => {
    const bytes = good()
    bytes[at]! ^= 1
    const tar = read(bytes)
    expect(tar.problem).toMatchObject({ code: 'TAR_CHECKSUM', where: { layer: 'test.tgz', offset: at } })
    expect(tar.entries.map(entry => entry.name)).toEqual(['a', 'b'])
  })

  test('a size beyond the archive', () => {
    const bytes = Buffer.from(encodeTar([sample('a'), sample('b')], new Uint8Array(0)))
    const tar = read(bytes.subarray(0, bytes.length - 600))
    expect(tar.problem).toMatchObject({ code: 'TAR_TRUNCATED', where: { path: 'b', offset: 512 + 1024 } })
    expect(tar.entries.map(entry => entry.name)).toEqual(['a'])
  })

  test('a header cut off', () => {
    expect(read(good().subarray(0, at + 100)).problem).toMatchObject({ code: 'TAR_TRUNCATED', where: { offset: at } })
  })

  test('a pax record whose length lies', () => {
    const bytes = Buffer.from(encodeTar([{ ...sample('a'), dialect: 'pax' }], new Uint8Array(1024)))
    bytes[512] = 0x39
    expect(read(bytes).problem).toMatchObject({ code: 'PAX_RECORD', where: { offset: 512 } })
  })

  test('any damaged byte neither crashes nor hangs', () => {
    fc.assert(
      fc.property(members, fc.nat(), fc.integer({ min: 1, max: 255 }), (list, where, flip) => {
        const bytes = Buffer.from(encodeTar(list, new Uint8Array(1024)))
        bytes[where % bytes.length]! ^= flip
        const { problem } = read(bytes)
        if (problem) expect(problem.where.offset).toBeTypeOf('number')
      }),
      { numRuns: 300 },
    )
  })
})

test('unknown typeflags stay what they are and never become files', () => {
  const bytes = encodeTar(
    [
      {
        dialect: 'ustar',
        name: 'odd',
        typeflag: 'Z',
        content: Buffer.from('data'),
        mode: 0o644,
        uid: 0,
        mtime: 0,
        linkname: '',
        global: false,
      },
    ],
    new Uint8Array(1024),
  )
  expect(read(bytes).entries[0]).toMatchObject({ kind: 'other', typeflag: 'Z', storedSize: 4 })
})

test('a single zero block does not end the archive for the host, and is noted', () => {
  const one = (name: string) =>
    encodeTar(
      [
        {
          dialect: 'gnu',
          name,
          typeflag: '0',
          content: new Uint8Array(0),
          mode: 0o644,
          uid: 0,
          mtime: 0,
          linkname: '',
          global: false,
        },
      ],
      new Uint8Array(0),
    )
  const tar = read(Buffer.concat([one('a'), Buffer.alloc(512), one('b'), Buffer.alloc(1024)]))
  expect(tar.entries.map(entry => entry.name)).toEqual(['a', 'b'])
  expect(tar.findings).toMatchObject([{ code: 'tar-single-zero-block', place: { offset: 512 } }])
})
