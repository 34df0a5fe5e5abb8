// Mutations of a tar: header fields of every dialect, extension headers with their records, sparse maps, and the records as a
// whole (order, duplicates, splices, what stands between and after them).
import { assemble } from './assemble'
import { headerOf, longRecord, type Magic, oldSparse, paxLine, paxRecord, record, setMagic } from './dialect-seeds'
import { raw, type TarNode, type TarRecord } from './model'
import { mutateBytes, oddNumber, oddText } from './mutate-bytes'
import type { Random } from './random'

const BLOCK = 512
const typeflags = [...'00001234567DKLMNSVXAgxZ89', '\0', '\xff', '\x1b', ' ']
const magics: readonly Magic[] = ['v7', 'ustar', 'gnu', 'star', 'visor']
const numeric = [
  [100, 8],
  [108, 8],
  [116, 8],
  [124, 12],
  [136, 12],
  [148, 8],
  [329, 8],
  [337, 8],
  [483, 12],
  [386, 12],
  [398, 12],
] as const
const textual = [
  [0, 100],
  [157, 100],
  [265, 32],
  [297, 32],
  [345, 155],
] as const
const paxKeywords = [
  'path',
  'linkpath',
  'size',
  'mtime',
  'atime',
  'uid',
  'gid',
  'uname',
  'gname',
  'mode',
  'devmajor',
  'charset',
  'hdrcharset',
  'comment',
  'GNU.sparse.size',
  'GNU.sparse.realsize',
  'GNU.sparse.major',
  'GNU.sparse.minor',
  'GNU.sparse.name',
  'GNU.sparse.map',
  'GNU.sparse.offset',
  'GNU.sparse.numbytes',
  'SCHILY.xattr.a',
  'SCHILY.realsize',
  'LIBARCHIVE.xattr.b',
  '',
  '=',
  '__proto__',
]

/** One change of the archive; `other` gives records to splice in. */
export function mutateTar(tar: TarNode, random: Random, other: TarNode): TarNode {
  const { records } = tar
  const at = random.below(records.length)
  const one = records[at]
  if (!one || random.once(12)) return { ...tar, trailer: mutatedTrailer(tar, random, other) }
  if (random.below(10) < 6) return { ...tar, records: records.with(at, mutateRecord(one, random)) }
  const put = (index: number, ...more: readonly TarRecord[]) => ({
    ...tar,
    records: records.toSpliced(index, 0, ...more),
  })
  switch (random.below(8)) {
    case 0:
      return put(random.below(records.length + 1), one)
    case 1:
      return { ...tar, records: records.toSpliced(at, 1) }
    case 2:
      return { ...tar, records: [...records.toSpliced(at, 1), one] }
    case 3:
    case 4:
      return put(at, ...extensions(random))
    case 5:
      return put(at, zeroBlock)
    case 6:
      return put(at, sparseRecord(random))
    default: {
      const from = random.below(other.records.length)
      return put(at, ...other.records.slice(from, from + 1 + random.few(3)))
    }
  }
}

/** A block of zeros among the records. */
const zeroBlock: TarRecord = {
  header: new Uint8Array(BLOCK),
  data: raw(new Uint8Array(0)),
  size: 'as-is',
  checksum: 'as-is',
  gap: null,
}

function mutatedTrailer(tar: TarNode, random: Random, other: TarNode): Uint8Array {
  switch (random.below(5)) {
    case 0:
      return new Uint8Array(BLOCK * random.below(4))
    case 1:
      return Buffer.concat([new Uint8Array(BLOCK * random.below(3)), assemble(other)])
    case 2:
      return tar.trailer.subarray(0, random.below(tar.trailer.length + 1))
    case 3:
      return Buffer.concat([tar.trailer, random.bytes(random.below(600))])
    default:
      return mutateBytes(tar.trailer, random, random.bytes(20))
  }
}

function mutateRecord(one: TarRecord, random: Random): TarRecord {
  const header = Buffer.from(one.header)
  const pax = 'xXg'.includes(String.fromCharCode(header[156] ?? 0))
  if (pax && one.data.kind === 'raw' && random.below(3) > 0)
    return { ...one, data: raw(mutatePax(one.data.bytes, random)) }
  switch (random.below(11)) {
    case 0:
      header.write(random.pick(typeflags), 156, 'latin1')
      return { ...one, header }
    case 1:
      setMagic(header, random.pick(magics))
      return { ...one, header }
    case 2: {
      const [start, length] = random.pick(textual)
      header.fill(0, start, start + length)
      header.set(Buffer.from(oddText(random)).subarray(0, length), start)
      return { ...one, header }
    }
    case 3:
    case 4: {
      const [start, length] = random.pick(numeric)
      header.set(numberField(random, length), start)
      return {
        ...one,
        header,
        ...(start === 124 ? { size: 'as-is' as const } : {}),
        ...(start === 148 ? { checksum: 'as-is' as const } : {}),
      }
    }
    case 5:
      header.set(numberField(random, 12, assemble(one.data).length), 124)
      return { ...one, header, size: 'as-is' }
    case 6:
      return { ...one, checksum: random.pick(['signed', 'as-is', 'wrong'] as const) }
    case 7:
      return { ...one, gap: random.once(2) ? new Uint8Array(0) : random.bytes(random.below(600)) }
    case 8:
      header.writeUInt32LE(oddNumber(random, 512) >>> 0, 496)
      return { ...one, header }
    case 9:
      header[482] = random.pick([0, 1])
      header.set(numberField(random, 12), 386 + 12 * random.below(8))
      return { ...one, header }
    default:
      return { ...one, header: mutateHeader(header, random) }
  }
}

/** Blind, but of the same length. */
function mutateHeader(header: Buffer, random: Random): Uint8Array {
  const changed = Buffer.from(mutateBytes(header, random, header))
  return Buffer.concat([changed, Buffer.alloc(header.length)]).subarray(0, header.length)
}

/** A number as some tar or other writes it, or not as any does. */
function numberField(random: Random, length: number, near = 0): Uint8Array {
  const value = oddNumber(random, near)
  const field = Buffer.alloc(length)
  const octal = value.toString(8)
  switch (random.below(8)) {
    case 0:
      field.write(`${octal.padStart(length - 1, ' ')} `, 'latin1')
      break
    case 1:
      field.write(octal.padStart(length, '0').slice(-length), 'latin1')
      break
    case 2:
      field.write(octal, 'latin1')
      break
    case 3:
    case 4: {
      let rest = random.once(3) ? -value : value
      for (let index = length - 1; index > 0; index--) {
        field[index] = ((rest % 256) + 256) % 256
        rest = Math.floor(rest / 256)
      }
      field[0] = rest < 0 ? 0xff : 0x80
      break
    }
    case 5:
      field.write(random.pick(['', ' ', '-1', '8', '12x', '0x1F', '\xff\xff', '7'.repeat(12)]), 'latin1')
      break
    default:
      field.write(`${octal.padStart(length - 1, '0').slice(-(length - 1))}\0`, 'latin1')
  }
  return field
}

function extensions(random: Random): readonly TarRecord[] {
  switch (random.below(5)) {
    case 0:
      return [longRecord(random.pick(['L', 'K'] as const), oddText(random))]
    case 1:
      return [
        record({ name: '././@LongLink', typeflag: random.pick(['L', 'K', 'x', 'g']) }, random.bytes(random.below(600))),
      ]
    default:
      return [
        paxRecord(
          random.pick(['x', 'x', 'X', 'g'] as const),
          Array.from({ length: 1 + random.few(4) }, () => [random.pick(paxKeywords), paxValue(random)] as const),
        ),
      ]
  }
}

function paxValue(random: Random): string {
  return random.once(2) ? String(oddNumber(random)) : oddText(random)
}

function sparseRecord(random: Random): TarRecord {
  const pairs = Array.from(
    { length: random.below(8) },
    (_, at) => [at * 1000 + oddNumber(random, 10), oddNumber(random, 10)] as const,
  )
  return oldSparse(pairs, oddNumber(random, 9000), random.bytes(random.below(64)))
}

/** One change of a pax body: a record's length, keyword or value, one more, one less, or a blind one. */
function mutatePax(body: Uint8Array, random: Random): Uint8Array {
  const lines = splitPax(Buffer.from(body))
  const at = random.below(lines.length)
  const line = lines[at] ?? Buffer.alloc(0)
  const equals = line.indexOf(0x3d)
  const space = line.indexOf(0x20)
  const keyword = line.toString('latin1', space + 1, Math.max(space + 1, equals))
  switch (random.below(7)) {
    case 0:
      lines[at] = Buffer.concat([
        Buffer.from(String(oddNumber(random, line.length))),
        line.subarray(Math.max(0, space)),
      ])
      break
    case 1:
      lines[at] = paxLine(random.pick(paxKeywords), line.subarray(equals + 1, -1))
      break
    case 2:
      lines[at] = paxLine(keyword, paxValue(random))
      break
    case 3:
      lines.splice(at, 0, paxLine(random.pick(paxKeywords), paxValue(random)))
      break
    case 4:
      lines.splice(at, 1)
      break
    case 5:
      lines.splice(random.below(lines.length + 1), 0, line)
      break
    default:
      return mutateBytes(body, random, body)
  }
  return Buffer.concat(lines)
}

/** Records of a sound body; the rest of a broken one in one piece. */
function splitPax(body: Buffer): Buffer[] {
  const lines: Buffer[] = []
  for (let at = 0; at < body.length; ) {
    const length = Number.parseInt(body.toString('latin1', at, at + 12), 10)
    const end = length > 0 ? Math.min(body.length, at + length) : body.length
    lines.push(body.subarray(at, end))
    at = end
  }
  return lines
}

/** A record around other content, for nesting. */
export function holding(name: string, data: TarRecord['data']): TarRecord {
  return { header: headerOf({ name }), data, size: 'right', checksum: 'unsigned', gap: null }
}
