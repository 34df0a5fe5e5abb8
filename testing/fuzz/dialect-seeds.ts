// One small archive for each dialect and each odd thing that tar programs write, made by hand from the field tables of POSIX.1,
// the GNU tar manual and star: seeds for the fuzzer to start from.
import { raw, type Node, type TarNode, type TarRecord } from './model'

export type Magic = 'v7' | 'ustar' | 'gnu' | 'star' | 'visor'

export interface SeedHeader {
  readonly name: string | Uint8Array
  readonly magic?: Magic
  readonly typeflag?: string
  readonly linkname?: string
  readonly mtime?: number
  readonly prefix?: string
}

/** A 512-byte header; size and checksum come with the assembly. */
export function headerOf({ name, magic = 'gnu', typeflag = '0', linkname = '', mtime = 1e9, prefix }: SeedHeader) {
  const header = Buffer.alloc(512)
  header.set(Buffer.from(name).subarray(0, 100))
  header.write('0000644\0', 100, 'latin1')
  header.write('0000000\0', 108, 'latin1')
  header.write('0000000\0', 116, 'latin1')
  header.write('00000000000\0', 124, 'latin1')
  header.write(`${mtime.toString(8).padStart(11, '0')}\0`, 136, 'latin1')
  header.write(typeflag, 156, 'latin1')
  header.write(linkname, 157, 99, 'utf8')
  setMagic(header, magic)
  if (magic !== 'v7') {
    header.write('root', 265, 'latin1')
    header.write('root', 297, 'latin1')
  }
  if (prefix !== undefined) header.write(prefix, 345, 131, 'latin1')
  return header
}

/** Writes the magic of a dialect over whatever was there. */
export function setMagic(header: Buffer, magic: Magic): void {
  const text = { v7: '\0'.repeat(8), ustar: 'ustar\x0000', gnu: 'ustar  \0', star: 'ustar\x0000', visor: 'visor  \0' }
  header.write(text[magic], 257, 'latin1')
  if (magic === 'star') header.write('tar\0', 508, 'latin1')
}

export function record(seed: SeedHeader, data: Uint8Array | string | Node = ''): TarRecord {
  const node = typeof data === 'string' || data instanceof Uint8Array ? raw(Buffer.from(data)) : data
  return { header: headerOf(seed), data: node, size: 'right', checksum: 'unsigned', gap: null }
}

/** A pax header (x, X or g) with its records. */
export function paxRecord(
  typeflag: 'x' | 'X' | 'g',
  records: readonly (readonly [string, string | Uint8Array])[],
): TarRecord {
  return record(
    { name: 'PaxHeaders/x', magic: 'ustar', typeflag },
    Buffer.concat(records.map(([keyword, value]) => paxLine(keyword, value))),
  )
}

/** `LENGTH KEYWORD=VALUE\n`, the length right. */
export function paxLine(keyword: string, value: string | Uint8Array): Buffer {
  const rest = Buffer.concat([Buffer.from(` ${keyword}=`), Buffer.from(value), Buffer.from('\n')])
  let length = rest.length + 1
  while (length !== rest.length + String(length).length) length = rest.length + String(length).length
  return Buffer.concat([Buffer.from(String(length)), rest])
}

/** GNU long name (L) or long link (K). */
export function longRecord(typeflag: 'L' | 'K', text: string): TarRecord {
  return record({ name: '././@LongLink', typeflag }, Buffer.from(`${text}\0`))
}

export function tarNodeOf(records: readonly TarRecord[], endBlocks = 2): TarNode {
  return { kind: 'tar', records, trailer: Buffer.alloc(512 * endBlocks) }
}

/** Old GNU sparse: pairs of offset and length, and the real size. */
export function oldSparse(pairs: readonly (readonly [number, number])[], size: number, data: Uint8Array): TarRecord {
  const blocks = Math.ceil(Math.max(0, pairs.length - 4) / 21)
  const header = Buffer.alloc(512 * (1 + blocks))
  header.set(headerOf({ name: 'etc/sparse', typeflag: 'S' }))
  for (const [index, pair] of pairs.entries()) {
    const at = index < 4 ? 386 + 24 * index : 512 + 512 * Math.floor((index - 4) / 21) + 24 * ((index - 4) % 21)
    for (const [half, value] of pair.entries())
      header.write(`${value.toString(8).padStart(11, '0')}\0`, at + 12 * half, 'latin1')
  }
  if (blocks > 0) header[482] = 1
  for (let block = 1; block < blocks; block++) header[512 * block + 504] = 1
  header.write(`${size.toString(8).padStart(11, '0')}\0`, 483, 'latin1')
  return { header, data: raw(data), size: 'right', checksum: 'unsigned', gap: null }
}

const long = 'a-folder-with-a-long-name/'.repeat(6)
const file = (name: string, magic: Magic = 'gnu') => record({ name, magic }, `content of ${name}\n`)
const mapOf = (pairs: readonly number[]) => {
  const text = Buffer.from(`${pairs.length / 2}\n${pairs.map(one => `${one}\n`).join('')}`)
  return Buffer.concat([text, Buffer.alloc((512 - (text.length % 512)) % 512)])
}

/** The seeds by name. */
export const dialectSeeds: Readonly<Record<string, TarNode>> = {
  v7: tarNodeOf([
    record({ name: 'etc/hosts', magic: 'v7', typeflag: '\0' }, 'old\n'),
    record({ name: 'etc/', magic: 'v7', typeflag: '\0' }),
    record({ name: 'etc/link', magic: 'v7', typeflag: '1', linkname: 'etc/hosts' }),
  ]),
  ustar: tarNodeOf([
    record({ name: 'b'.repeat(90), magic: 'ustar', prefix: long.slice(0, 120) }, 'prefixed'),
    file('etc/passwd', 'ustar'),
    record({ name: 'etc/ssh/', magic: 'ustar', typeflag: '5' }),
    record({ name: 'etc/rc', magic: 'ustar', typeflag: '2', linkname: '../bin/rc' }),
  ]),
  gnuLong: tarNodeOf([
    longRecord('L', `${long}file`),
    record({ name: long }, 'long'),
    longRecord('K', `${long}file`),
    longRecord('L', `${long}link`),
    record({ name: long, typeflag: '2', linkname: long.slice(0, 99) }),
  ]),
  gnuOdd: tarNodeOf([
    record({ name: 'the-volume', typeflag: 'V' }),
    record({ name: 'etc/', typeflag: 'D' }, 'Yhosts\0Nold\0\0'),
    record({ name: 'etc/continued', typeflag: 'M' }, 'second half'),
    file('etc/hosts'),
  ]),
  oldSparse: tarNodeOf([
    oldSparse(
      [
        [0, 512],
        [4096, 100],
      ],
      8192,
      Buffer.alloc(612, 0x53),
    ),
    oldSparse(
      Array.from({ length: 30 }, (_, at) => [at * 1024, 16]),
      40960,
      Buffer.alloc(480, 0x54),
    ),
    file('etc/hosts'),
  ]),
  pax: tarNodeOf([
    paxRecord('g', [['comment', 'all of them']]),
    paxRecord('x', [
      ['path', `${long}é`],
      ['mtime', '1234567890.123456789'],
      ['uid', '70000'],
      ['SCHILY.xattr.user.note', Uint8Array.of(0, 255, 10)],
      ['hdrcharset', 'BINARY'],
    ]),
    record({ name: 'short', magic: 'ustar' }, 'pax'),
    paxRecord('x', [
      ['linkpath', long],
      ['mtime', '-5.5'],
    ]),
    record({ name: 'etc/l', magic: 'ustar', typeflag: '2' }),
    paxRecord('X', [['size', '3']]),
    record({ name: 'solaris', magic: 'ustar' }, 'abc'),
  ]),
  paxSparse: tarNodeOf([
    paxRecord('x', [
      ['GNU.sparse.size', '5000'],
      ['GNU.sparse.numblocks', '2'],
      ['GNU.sparse.offset', '0'],
      ['GNU.sparse.numbytes', '10'],
      ['GNU.sparse.offset', '4000'],
      ['GNU.sparse.numbytes', '5'],
    ]),
    record({ name: 'sparse-0.0', magic: 'ustar' }, Buffer.alloc(15, 1)),
    paxRecord('x', [
      ['GNU.sparse.name', 'sparse-0.1'],
      ['GNU.sparse.size', '5000'],
      ['GNU.sparse.map', '0,10,4000,5'],
    ]),
    record({ name: 'GNUSparseFile/x', magic: 'ustar' }, Buffer.alloc(15, 2)),
    paxRecord('x', [
      ['GNU.sparse.major', '1'],
      ['GNU.sparse.minor', '0'],
      ['GNU.sparse.name', 'sparse-1.0'],
      ['GNU.sparse.realsize', '6000'],
    ]),
    record({ name: 'GNUSparseFile/y', magic: 'ustar' }, Buffer.concat([mapOf([0, 10, 5000, 20]), Buffer.alloc(30, 3)])),
  ]),
  star: tarNodeOf([
    record({ name: 'c'.repeat(90), magic: 'star', prefix: long.slice(0, 120) }, 'star'),
    file('x', 'star'),
  ]),
  visor: tarNodeOf([
    record({ name: 'bin/sh', magic: 'visor' }, 'program'),
    record({ name: 'bin/ls', magic: 'visor', typeflag: '2', linkname: 'sh' }),
  ]),
  odd: tarNodeOf([
    file(''),
    file('/etc/absolute'),
    file('../outside'),
    file('./dotted'),
    file('twice'),
    file('twice'),
    file('twice#2'),
    record({ name: Uint8Array.of(0x66, 0xfc, 0xff, 0x1b, 0x5b, 0x6d) }, 'raw bytes'),
    record({ name: 'con', typeflag: '3' }),
    record({ name: 'pipe', typeflag: '6' }),
    record({ name: 'unknown', typeflag: 'Z' }, 'kept'),
    record({ name: 'contiguous', typeflag: '7' }, 'c'),
    record({ name: 'hard', typeflag: '1', linkname: 'twice' }),
    record({ name: 'inner!/etc/hosts' }, 'not nested'),
    file('bell\\x07'),
  ]),
  single: tarNodeOf([file('only')], 0),
  padded: tarNodeOf([file('only')], 18),
}
