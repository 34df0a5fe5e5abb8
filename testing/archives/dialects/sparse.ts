// Sparse files in the header of typeflag S (GNU's place and star's) and in the three pax forms: a block of text, a hole, "end". GNU
// tar stores each piece from a new block on, others one after the other: whole blocks are the same to both.
import { header, member, pax, sparsePairs } from '../tar-blocks'
import { archive, type Maker, octal } from './archive'

const HOLE = 4096
const pieces: readonly (readonly [number, number])[] = [
  [0, 512],
  [HOLE, 3],
]
const realSize = HOLE + 3
const begin = 'begin '.repeat(86).slice(0, 512)
const expanded = `${begin}${'\0'.repeat(HOLE - 512)}end`

export const gnuSparse: Maker = name => [
  member(
    {
      name,
      magic: 'gnu',
      typeflag: 'S',
      at: [
        [386, sparsePairs(pieces)],
        [483, octal(realSize)],
      ],
    },
    `${begin}end`,
  ),
  { name, kind: 'file', content: expanded, size: realSize, typeflag: 'S' },
]

/** Thirty pieces of a block each: four in the header, 21 in one block after it, five in the next. */
export const gnuSparseExtended: Maker = name => {
  const realLength = 30 * 1024 - 512
  const many = Array.from({ length: 30 }, (_, index): readonly [number, number] => [index * 1024, 512])
  const block = (from: number, to: number, more: boolean) => {
    const out = Buffer.alloc(512)
    out.set(sparsePairs(many.slice(from, to)))
    if (more) out[504] = 1
    return out
  }
  const head = header({
    name,
    magic: 'gnu',
    typeflag: 'S',
    size: many.length * 512,
    at: [
      [386, sparsePairs(many.slice(0, 4))],
      [482, '\x01'],
      [483, octal(realLength)],
    ],
  })
  const data = Buffer.alloc(512 * many.length, 'x')
  const content = `${'x'.repeat(512)}${'\0'.repeat(512)}`.repeat(30).slice(0, realLength)
  return [
    Buffer.concat([head, block(4, 25, true), block(25, 30, false), data]),
    { name, kind: 'file', content, size: realLength },
  ]
}

export const starSparse: Maker = name => [
  member(
    {
      name,
      typeflag: 'S',
      at: [
        [356, sparsePairs(pieces)],
        [452, octal(realSize)],
        [476, '14063407000 14063407000 '],
        [508, 'tar\0'],
      ],
    },
    `${begin}end`,
  ),
  { name, kind: 'file', content: expanded, size: realSize, dialect: 'star' },
]

export const paxSparse =
  (form: '0.0' | '0.1' | '1.0'): Maker =>
  name => {
    const numbers = pieces.flat()
    const map = Buffer.alloc(512)
    map.write([pieces.length, ...numbers].map(one => `${one}\n`).join(''))
    const records: Record<typeof form, readonly (readonly [string, string])[]> = {
      '0.0': [
        ['GNU.sparse.size', String(realSize)],
        ['GNU.sparse.numblocks', String(pieces.length)],
        ...pieces.flatMap(([offset, length]): [string, string][] => [
          ['GNU.sparse.offset', String(offset)],
          ['GNU.sparse.numbytes', String(length)],
        ]),
      ],
      '0.1': [
        ['GNU.sparse.name', name],
        ['GNU.sparse.size', String(realSize)],
        ['GNU.sparse.numblocks', String(pieces.length)],
        ['GNU.sparse.map', numbers.join(',')],
      ],
      '1.0': [
        ['GNU.sparse.major', '1'],
        ['GNU.sparse.minor', '0'],
        ['GNU.sparse.name', name],
        ['GNU.sparse.realsize', String(realSize)],
      ],
    }
    const stored = form === '1.0' ? Buffer.concat([map, Buffer.from(`${begin}end`)]) : `${begin}end`
    const inHeader = form === '0.0' ? name : `GNUSparseFile.7/${name}`
    return [
      Buffer.concat([pax('x', records[form]), member({ name: inHeader }, stored)]),
      { name, kind: 'file', content: expanded, size: realSize, dialect: 'pax' },
    ]
  }

export const sparseArchives = [
  archive('GNU sparse, map in the header', gnuSparse, [], { findings: [['tar-sparse']] }),
  archive('GNU sparse, map in further blocks', gnuSparseExtended),
  archive('pax sparse 0.0', paxSparse('0.0')),
  archive('pax sparse 0.1', paxSparse('0.1')),
  archive('pax sparse 1.0', paxSparse('1.0')),
  archive('star sparse', starSparse),
]
