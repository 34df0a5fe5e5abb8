// The walk that keeps step with an archive that is still arriving, beside the walk over the whole; and what damage leaves readable.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { encodeTar, members, trailer } from '../../../testing/archives/arbitrary-archives'
import { records } from '../../../testing/archives/arbitrary-records'
import { dialectArchives } from '../../../testing/archives/dialects/all'
import { readContext } from '../../../testing/archives/read-context'
import { END, header, member, pax, sparsePairs } from '../../../testing/archives/tar-blocks'
import { bytesOf, toUint8Array } from './bytes'
import { readTar, TarWalk, tarContent } from './tar'

const read = (...parts: readonly Uint8Array[]) => readTar(bytesOf(Buffer.concat(parts)), readContext())

/** Walks in steps that end at the given places, in order. */
function readInSteps(bytes: Uint8Array, places: readonly number[]) {
  const walk = new TarWalk(readContext())
  for (const end of [...places].sort((a, b) => a - b)) walk.advance(bytesOf(bytes.subarray(0, end)))
  return walk.finish(bytesOf(bytes))
}

describe('a walk in steps finds what a walk over the whole finds', () => {
  test.each(dialectArchives.filter(one => !one.gzipped).map(one => [one.title, one.bytes] as const))(
    '%s, cut at every block',
    (_, bytes) => {
      const places = Array.from({ length: Math.floor(bytes.length / 512) }, (__, index) => index * 512 + 7)
      const { content: __, ...whole } = readTar(bytesOf(bytes), readContext())
      expect(readInSteps(bytes, places)).toMatchObject(whole)
    },
  )

  test('any archive, cut anywhere, damaged or not', () => {
    fc.assert(
      fc.property(
        records,
        members,
        trailer,
        fc.array(fc.nat(), { maxLength: 8 }),
        fc.option(fc.nat()),
        (before, list, end, cuts, damage) => {
          const bytes = Buffer.concat([...before, encodeTar(list, end)])
          if (damage !== null) bytes[damage % bytes.length]! ^= 0x55
          const { content: _, ...whole } = readTar(bytesOf(bytes), readContext())
          const { content: __, ...stepped } = readInSteps(
            bytes,
            cuts.map(cut => cut % bytes.length),
          )
          expect(stepped).toEqual(whole)
        },
      ),
      { numRuns: 200 },
    )
  })
})

describe('damage costs no more than it hides', () => {
  test('after a malformed pax record the walk goes on; the records before it count', () => {
    const body = Buffer.concat([Buffer.from('13 path=good\n'), Buffer.from('99 uid=5\n')])
    const tar = read(
      member({ name: 'PaxHeaders/x', typeflag: 'x' }, body),
      member({ name: 'first' }),
      member({ name: 'second' }),
      END,
    )
    expect(tar.entries.map(entry => entry.name)).toEqual(['good', 'second'])
    expect(tar.problem).toMatchObject({ code: 'PAX_RECORD', where: { offset: 512 + 13 } })
  })

  test('a pax header without an entry is told with its place', () => {
    const tar = read(member({ name: 'a' }), pax('x', [['path', 'b']]), END)
    expect(tar.entries.map(entry => entry.name)).toEqual(['a'])
    expect(tar.problem).toMatchObject({ code: 'TAR_TRUNCATED', where: { offset: 512 } })
  })

  test.each([
    [
      'a map that contradicts itself',
      sparsePairs([
        [512, 512],
        [0, 512],
      ]),
    ],
    [
      'a map that reaches beyond the file',
      sparsePairs([
        [0, 512],
        [1 << 20, 512],
      ]),
    ],
    [
      'a map that names more data than there is',
      sparsePairs([
        [0, 512],
        [1024, 1024],
      ]),
    ],
  ])('a sparse file with %s is listed without its content, and those after it are read', (_, map) => {
    const tar = read(
      member(
        {
          name: 'sparse',
          typeflag: 'S',
          magic: 'gnu',
          at: [
            [386, map],
            [483, '00000010000\0'],
          ],
        },
        'x'.repeat(700),
      ),
      member({ name: 'after' }, 'b'),
      END,
    )
    expect(tar.entries.map(entry => entry.name)).toEqual(['sparse', 'after'])
    expect(tar.problem).toMatchObject({ code: 'TAR_HEADER', where: { offset: 0 } })
    expect(() => tarContent(tar.content, tar.entries[0]!)).toThrow(expect.objectContaining({ code: 'TAR_HEADER' }))
  })

  test('a size that cannot be read ends the walk, with its place', () => {
    for (const size of ['12x45678901 ', '-0000000012\0', Uint8Array.from([0xff, ...Buffer.alloc(11, 0xff)])]) {
      const tar = read(member({ name: 'a' }), header({ name: 'b', size }), member({ name: 'c' }), END)
      expect(tar.entries.map(entry => entry.name)).toEqual(['a'])
      expect(tar.problem).toMatchObject({ code: 'TAR_HEADER', where: { path: 'b', offset: 512 + 124 } })
    }
    const tar = read(pax('x', [['size', '1e3']]), member({ name: 'b' }), END)
    expect(tar.problem).toMatchObject({ code: 'TAR_HEADER', where: { path: 'b' } })
  })

  test('garbage between entries is told with its place', () => {
    const tar = read(member({ name: 'a' }, 'x'), Buffer.alloc(512, 'G'), member({ name: 'b' }), END)
    expect(tar.entries.map(entry => entry.name)).toEqual(['a'])
    expect(tar.problem).toMatchObject({ code: 'TAR_CHECKSUM', where: { offset: 1024 } })
  })
})

test('a pax number that is not a number is a remark, and the header counts', () => {
  const tar = read(
    pax('x', [
      ['mtime', 'yesterday'],
      ['uid', '0x10'],
    ]),
    member({ name: 'a', uid: 3, mtime: 42 }),
    END,
  )
  expect(tar.entries[0]).toMatchObject({ uid: 3, mtime: 42 })
  expect(tar.entries[0]?.findings).toMatchObject([
    { code: 'tar-pax-number', message: expect.stringContaining('uid') },
    { code: 'tar-pax-number', message: expect.stringContaining('mtime') },
  ])
})

test('sparse pieces of any length lie one after the other', () => {
  const map = '0,3,10,1,4000,2'
  const tar = read(
    pax('x', [
      ['GNU.sparse.map', map],
      ['GNU.sparse.size', '5000'],
      ['GNU.sparse.name', 'real/name'],
    ]),
    member({ name: 'GNUSparseFile.1/x' }, 'abcdef'),
    END,
  )
  const content = Buffer.from(toUint8Array(tarContent(tar.content, tar.entries[0]!)))
  expect(tar.entries[0]).toMatchObject({ name: 'real/name', size: 5000 })
  expect(content.toString()).toBe(`abc${'\0'.repeat(7)}d${'\0'.repeat(3989)}ef${'\0'.repeat(998)}`)
})

test.each([
  [
    'no map at all',
    [
      ['GNU.sparse.size', '1000'],
      ['GNU.sparse.numblocks', '0'],
    ],
    '',
  ],
  [
    'an empty map',
    [
      ['GNU.sparse.size', '1000'],
      ['GNU.sparse.map', ''],
    ],
    '',
  ],
  [
    'an empty map before the data',
    [
      ['GNU.sparse.major', '1'],
      ['GNU.sparse.minor', '0'],
      ['GNU.sparse.realsize', '1000'],
    ],
    '0\n',
  ],
] as const)('a file that is one hole, with %s, is zeros', (_, keywords, stored) => {
  const tar = read(pax('x', keywords), member({ name: 'hole' }, stored), END)
  expect(tar.problem).toBeNull()
  expect(Buffer.from(toUint8Array(tarContent(tar.content, tar.entries[0]!))).equals(Buffer.alloc(1000))).toBe(true)
})
