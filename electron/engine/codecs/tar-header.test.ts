import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  BLOCK,
  checksumFits,
  dialectOf,
  encodeHeader,
  parseNumber,
  readNumber,
  sealChecksum,
  setNumber,
} from './tar-header'

const plain = () =>
  encodeHeader({
    name: Buffer.from('etc/hosts'),
    mode: 0o644,
    uid: 0,
    gid: 0,
    size: 0,
    mtime: 0,
    typeflag: '0',
    uname: 'root',
    gname: 'root',
  })

test.each([
  ['0000644\0', 0o644],
  ['   644 \0', 0o644],
  ['644 \0\0\0\0', 0o644],
  ['\t000644\0', 0o644],
  ['\0\x00000644', 0],
  [' \x00000644', 0],
  ['00000644', 0o644],
  ['\0\0\0\0\0\0\0\0', 0],
  ['        ', 0],
  ['12345678', null],
  ['-0000644', null],
])('the octal field %j is %s', (text, value) => {
  expect(parseNumber(Buffer.from(text, 'latin1'))).toBe(value)
})

test.each([
  ['80000000000000ffffffffff', 2 ** 40 - 1],
  ['800000000000000080000000', 2 ** 31],
  ['ffffffffffffffffffffffff', -1],
  ['ffffffffffffffff7fffffff', -(2 ** 31) - 1],
  ['807fffffffffffffffffffff', null],
])('the base-256 field %s is %s', (hex, value) => {
  expect(parseNumber(Buffer.from(hex, 'hex'))).toBe(value)
})

test('a size up to 8 GiB stays octal, a larger or negative number becomes base-256 and reads back', () => {
  fc.assert(
    fc.property(fc.maxSafeInteger(), value => {
      const header = plain()
      expect(setNumber(header, 'mtime', value)).toBe(true)
      expect(readNumber(header, 'mtime')).toBe(value)
      expect((header[136]! & 0x80) !== 0).toBe(value < 0 || value >= 8 ** 12)
    }),
  )
})

test.each(['0000644\0', '   644 \0', '000644 \0', '00000644'])(
  'a mode written in the style %j keeps that style',
  style => {
    const header = plain()
    header.set(Buffer.from(style, 'latin1'), 100)
    setNumber(header, 'mode', 0o600)
    expect(Buffer.from(header.subarray(100, 108)).toString('latin1')).toBe(style.replace('644', '600'))
  },
)

test('a header is the very bytes that busybox tar, which packs the state on a host, writes', () => {
  const folder = mkdtempSync(join(tmpdir(), 'bootbank-header-'))
  try {
    writeFileSync(join(folder, 'hosts'), '127.0.0.1 localhost\n', { mode: 0o600 })
    utimesSync(join(folder, 'hosts'), 1_600_000_000, 1_600_000_000)
    const made = execFileSync('busybox', ['tar', '-c', '-C', folder, 'hosts'])
    const { uid, gid } = statSync(join(folder, 'hosts'))
    const facts = { mode: 0o600, uid, gid, size: 20, mtime: 1_600_000_000, typeflag: '0' }
    const owner = (at: number) => made.toString('latin1', at, at + 32).replace(/\0.*$/s, '')
    const mine = encodeHeader({ ...facts, name: Buffer.from('hosts'), uname: owner(265), gname: owner(297) })
    expect(Buffer.from(mine).toString('latin1')).toBe(made.toString('latin1', 0, BLOCK))
  } finally {
    rmSync(folder, { recursive: true })
  }
})

test('a checksum fits computed over unsigned or over signed bytes, and no other way', () => {
  const header = plain()
  header[0] = 0xe9
  sealChecksum(header)
  expect(checksumFits(header)).toBe(true)
  setNumber(header, 'checksum', (readNumber(header, 'checksum') ?? 0) - 256)
  expect(checksumFits(header)).toBe(true)
  setNumber(header, 'checksum', (readNumber(header, 'checksum') ?? 0) + 1)
  expect(checksumFits(header)).toBe(false)
})

test.each([
  ['gnu', Buffer.from('ustar  \0'), true],
  ['ustar', Buffer.from('ustar\x0000'), false],
  ['v7', Buffer.alloc(8), false],
])('a number beyond the octal field of %s goes into it as base-256: %s', (_, magic, fits) => {
  const header = plain()
  header.set(magic, 257)
  const before = Buffer.from(header)
  expect(setNumber(header, 'size', 8 ** 12)).toBe(fits)
  expect(readNumber(header, 'size')).toBe(fits ? 8 ** 12 : 0)
  if (!fits) expect(before.equals(header)).toBe(true)
})

test('so it does into that of star, whose sign stands at the end of the header', () => {
  const header = plain()
  header.fill(0, 257, 265)
  header.set(Buffer.from('tar\0'), 508)
  expect(dialectOf(header)).toBe('star')
  expect(setNumber(header, 'size', 8 ** 12)).toBe(true)
  expect(readNumber(header, 'size')).toBe(8 ** 12)
})
