// Random archives of every dialect that is written here, built by a small writer of its own: what the codecs read in the
// property tests must not have been made by the codecs.
import { deflateRawSync, constants, crc32 } from 'node:zlib'
import fc from 'fast-check'

export interface Member {
  readonly dialect: 'v7' | 'ustar' | 'gnu' | 'pax' | 'star'
  readonly name: string
  readonly typeflag: string
  readonly content: Uint8Array
  readonly mode: number
  readonly uid: number
  readonly mtime: number
  readonly linkname: string
  /** Global pax header before it. */
  readonly global: boolean
}

const segment = fc.stringMatching(/^[a-zA-Z0-9_.é#-]{1,24}$/).filter(text => text !== '.' && text !== '..')
const path = fc.array(segment, { minLength: 1, maxLength: 4 }).map(parts => parts.join('/'))
const longPath = fc
  .array(fc.stringMatching(/^[a-z]{20,60}$/), { minLength: 3, maxLength: 6 })
  .map(parts => parts.join('/'))
const content = fc.oneof(
  { weight: 3, arbitrary: fc.uint8Array({ maxLength: 1500 }) },
  fc.constantFrom(
    new Uint8Array(0),
    new Uint8Array(512),
    new Uint8Array(513).fill(7),
    new Uint8Array(300_000).fill(65),
  ),
)

const member: fc.Arbitrary<Member> = fc
  .record({
    dialect: fc.constantFrom('v7' as const, 'ustar' as const, 'gnu' as const, 'pax' as const, 'star' as const),
    name: fc.oneof({ weight: 4, arbitrary: path }, longPath),
    typeflag: fc.constantFrom('0', '0', '0', '0', '\0', '7', '5', '2', '1', '3', '4', '6', 'Z'),
    content,
    mode: fc.integer({ min: 0, max: 0o7777 }),
    uid: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 2097151 })),
    mtime: fc.integer({ min: 0, max: 2 ** 33 - 1 }),
    linkname: path,
    global: fc.boolean(),
  })
  .map(one => {
    const holds = one.dialect === 'v7' ? one.name.slice(-99).replace(/^\/+/, '') : one.name
    const bytes = Buffer.byteLength(holds)
    const name = one.dialect === 'v7' && bytes > 99 ? 'shortened' : holds
    const typeflag = one.dialect === 'v7' && one.typeflag !== '1' ? '\0' : one.typeflag
    const hasData = '0\x007Z'.includes(typeflag)
    return {
      ...one,
      name,
      typeflag,
      content: hasData ? one.content : new Uint8Array(0),
      global: one.global && one.dialect === 'pax',
    }
  })

/** Members with names of their own: no name twice, none the folder of another. */
export const members: fc.Arbitrary<readonly Member[]> = fc.array(member, { minLength: 1, maxLength: 8 }).map(list =>
  list.map((one, index) => ({
    ...one,
    name: one.dialect === 'v7' ? `${index}${one.name}`.slice(0, 60) : `${index}${one.name}`,
  })),
)

export const trailer: fc.Arbitrary<Uint8Array> = fc.oneof(
  { weight: 4, arbitrary: fc.constant(new Uint8Array(1024)) },
  fc.constantFrom(new Uint8Array(0), new Uint8Array(512), new Uint8Array(8192)),
  fc
    .uint8Array({ minLength: 1, maxLength: 700 })
    .map(tail => Buffer.concat([new Uint8Array(1024), Buffer.from('x'), tail])),
)

export const gzipShape: fc.Arbitrary<GzipShape> = fc.record({
  name: fc.option(fc.stringMatching(/^[a-z.]{1,12}$/), { nil: null }),
  comment: fc.option(fc.stringMatching(/^[a-z ]{1,12}$/), { nil: null }),
  extra: fc.option(fc.uint8Array({ maxLength: 20 }), { nil: null }),
  headerCrc: fc.boolean(),
  mtime: fc.nat(),
  split: fc.integer({ min: 1, max: 3 }),
  padding: fc.constantFrom(0, 0, 3, 512),
  garbage: fc.constantFrom('', '', 'left behind by a broken copy'),
})
export interface GzipShape {
  readonly name: string | null
  readonly comment: string | null
  readonly extra: Uint8Array | null
  readonly headerCrc: boolean
  readonly mtime: number
  /** Members. */
  readonly split: number
  readonly padding: number
  readonly garbage: string
}

/** One member as bytes, by the field tables of POSIX, GNU and star. */
export function encodeMember(one: Member): Uint8Array {
  const raw = Buffer.from(one.name + (one.typeflag === '5' ? '/' : ''))
  const parts: Uint8Array[] = []
  if (one.global) parts.push(block('pax_global_header', 'g', record('comment', 'made by a test'), one))
  if (one.dialect === 'pax') {
    const records = [record('mtime', `${one.mtime}.25`), record('SCHILY.xattr.user.note', 'kept')]
    if (raw.length > 100) records.push(record('path', raw.toString()))
    parts.push(block(`PaxHeaders/${raw.subarray(0, 60).toString('latin1')}`, 'x', Buffer.concat(records), one))
  }
  if (one.dialect === 'gnu' && raw.length > 100)
    parts.push(block('././@LongLink', 'L', Buffer.concat([raw, Buffer.alloc(1)]), one))
  parts.push(header(one, raw, one.typeflag, one.content.length), one.content, pad(one.content.length))
  return Buffer.concat(parts)
}

export function encodeTar(list: readonly Member[], end: Uint8Array): Uint8Array {
  return Buffer.concat([...list.map(encodeMember), end])
}

/** gzip around the content by zlib, with the fields and the number of members asked for. */
export function encodeGzip(body: Uint8Array, shape: GzipShape): Uint8Array {
  const step = Math.ceil(body.length / shape.split) || 1
  const parts: Uint8Array[] = []
  for (let at = 0; at < body.length || parts.length === 0; at += step) {
    const piece = body.subarray(at, at + step)
    const flags = (shape.headerCrc ? 2 : 0) | (shape.extra ? 4 : 0) | (shape.name ? 8 : 0) | (shape.comment ? 16 : 0)
    const head = Buffer.from([0x1f, 0x8b, 8, flags, 0, 0, 0, 0, 0, 3])
    head.writeUInt32LE(shape.mtime, 4)
    const fields: Uint8Array[] = [head]
    if (shape.extra) fields.push(Buffer.from([shape.extra.length & 255, shape.extra.length >> 8]), shape.extra)
    if (shape.name) fields.push(Buffer.from(`${shape.name}\0`, 'latin1'))
    if (shape.comment) fields.push(Buffer.from(`${shape.comment}\0`, 'latin1'))
    if (shape.headerCrc) {
      const sum = Buffer.alloc(2)
      sum.writeUInt16LE(crc32(Buffer.concat(fields)) & 0xffff)
      fields.push(sum)
    }
    const end = Buffer.alloc(8)
    end.writeUInt32LE(crc32(piece), 0)
    end.writeUInt32LE(piece.length, 4)
    parts.push(...fields, deflateRawSync(piece, { strategy: constants.Z_DEFAULT_STRATEGY }), end)
  }
  return Buffer.concat([...parts, Buffer.alloc(shape.padding), Buffer.from(shape.garbage)])
}

function header(one: Member, raw: Buffer, typeflag: string, size: number): Buffer {
  const out = Buffer.alloc(512)
  let name: Uint8Array = raw
  if (raw.length > 100 && (one.dialect === 'ustar' || one.dialect === 'star')) {
    const limit = one.dialect === 'star' ? 130 : 155
    const slash = [...raw.keys()].filter(at => raw[at] === 0x2f && at <= limit && raw.length - at - 1 <= 100).at(-1)
    if (slash === undefined) name = raw.subarray(-100)
    else {
      out.set(raw.subarray(0, slash), 345)
      name = raw.subarray(slash + 1)
    }
  }
  out.set(name.subarray(0, 100), 0)
  const octal = (value: number, at: number, width: number) =>
    out.write(`${value.toString(8).padStart(width - 1, '0')}\0`, at, 'latin1')
  octal(one.mode, 100, 8)
  octal(one.uid, 108, 8)
  octal(0, 116, 8)
  octal(size, 124, 12)
  octal(one.mtime, 136, 12)
  out.write(typeflag, 156, 'latin1')
  if ('12'.includes(typeflag)) out.write(one.linkname, 157, 99, 'utf8')
  if (one.dialect === 'gnu') out.write('ustar  \0', 257, 'latin1')
  if (one.dialect === 'ustar' || one.dialect === 'pax' || one.dialect === 'star')
    out.write('ustar\x0000', 257, 'latin1')
  if (one.dialect === 'star') out.write('tar\0', 508, 'latin1')
  if (one.dialect !== 'v7') {
    out.write('root', 265, 'latin1')
    out.write('root', 297, 'latin1')
  }
  out.fill(0x20, 148, 156)
  const sum = out.reduce((total, byte) => total + byte, 0)
  out.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1')
  return out
}

function block(name: string, typeflag: string, body: Uint8Array, like: Member): Uint8Array {
  const dialect = like.dialect === 'gnu' ? 'gnu' : 'ustar'
  return Buffer.concat([
    header({ ...like, dialect, mode: 0o644 }, Buffer.from(name), typeflag, body.length),
    body,
    pad(body.length),
  ])
}

function record(keyword: string, value: string): Uint8Array {
  const body = ` ${keyword}=${value}\n`
  let length = Buffer.byteLength(body)
  while (String(length).length + Buffer.byteLength(body) !== length)
    length = String(length).length + Buffer.byteLength(body)
  return Buffer.from(length + body)
}

function pad(length: number): Uint8Array {
  return Buffer.alloc((512 - (length % 512)) % 512)
}
