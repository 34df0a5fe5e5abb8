// Tar archives block by block, from the field tables of POSIX.1, the GNU tar manual and star's header file: what the readers are
// tested on must not have been written by the codecs.

/** The fields of one header; a string in a numeric field is written as it stands. */
export interface RawHeader {
  readonly name?: string | Uint8Array
  readonly mode?: number | string
  readonly uid?: number | string | Uint8Array
  readonly gid?: number | string | Uint8Array
  readonly size?: number | string | Uint8Array
  /** Seconds since 1970. */
  readonly mtime?: number | string | Uint8Array
  readonly typeflag?: string
  readonly linkname?: string | Uint8Array
  readonly magic?: 'v7' | 'ustar' | 'gnu' | 'visor'
  /** Empty for none. */
  readonly owner?: string
  /** Further bytes, by their offset. */
  readonly at?: readonly (readonly [offset: number, bytes: string | Uint8Array])[]
  /** The checksum field for a sum; POSIX style by default. */
  readonly checksum?: (sums: { readonly unsigned: number; readonly signed: number }) => string
}

const MAGIC = { v7: '', ustar: 'ustar\x0000', gnu: 'ustar  \0', visor: 'visor  \0' }

/** Two zero blocks. */
export const END = new Uint8Array(1024)

/** A 512-byte header. */
export function header(fields: RawHeader): Buffer {
  const { magic = 'ustar', owner = magic === 'v7' ? '' : 'root' } = fields
  const out = Buffer.alloc(512)
  const put = (offset: number, bytes: string | Uint8Array) =>
    out.set(typeof bytes === 'string' ? Buffer.from(bytes) : bytes, offset)
  const number = (offset: number, width: number, value: number | string | Uint8Array) =>
    put(offset, typeof value === 'number' ? `${value.toString(8).padStart(width - 1, '0')}\0` : value)
  put(0, Buffer.from(fields.name ?? 'file').subarray(0, 100))
  number(100, 8, fields.mode ?? 0o644)
  number(108, 8, fields.uid ?? 0)
  number(116, 8, fields.gid ?? 0)
  number(124, 12, fields.size ?? 0)
  number(136, 12, fields.mtime ?? 1_600_000_000)
  put(156, fields.typeflag ?? '0')
  put(157, Buffer.from(fields.linkname ?? '').subarray(0, 100))
  put(257, MAGIC[magic])
  put(265, owner)
  put(297, owner)
  for (const [offset, bytes] of fields.at ?? []) put(offset, bytes)
  out.fill(0x20, 148, 156)
  const sums = {
    unsigned: out.reduce((sum, byte) => sum + byte, 0),
    signed: out.reduce((sum, byte) => sum + (byte > 127 ? byte - 256 : byte), 0),
  }
  const posix = `${sums.unsigned.toString(8).padStart(6, '0')}\0 `
  out.write(fields.checksum?.(sums) ?? posix, 148, 'latin1')
  return out
}

/** Header, data, padding. The size is that of the content unless the fields say otherwise. */
export function member(fields: RawHeader, content: string | Uint8Array = ''): Buffer {
  const data = Buffer.from(content)
  return Buffer.concat([header({ size: data.length, ...fields }), padded(data)])
}

/** `LENGTH KEYWORD=VALUE\n`, the length counting itself. */
export function paxLine(keyword: string, value: string | Uint8Array): Buffer {
  const rest = Buffer.concat([Buffer.from(` ${keyword}=`), Buffer.from(value), Buffer.from('\n')])
  let length = rest.length + 1
  while (length !== rest.length + String(length).length) length = rest.length + String(length).length
  return Buffer.concat([Buffer.from(String(length)), rest])
}

/** A pax header: x for the entry after it, g for all, X as Solaris wrote it. */
export function pax(
  typeflag: 'x' | 'X' | 'g',
  records: readonly (readonly [keyword: string, value: string | Uint8Array])[],
): Buffer {
  const body = Buffer.concat(records.map(([keyword, value]) => paxLine(keyword, value)))
  return member({ name: `PaxHeaders/${typeflag}`, typeflag }, body)
}

/** GNU long name (L) or long link (K) for the entry after it. */
export function long(typeflag: 'L' | 'K', text: string | Uint8Array): Buffer {
  return member(
    { name: '././@LongLink', typeflag, magic: 'gnu', mtime: 0 },
    Buffer.concat([Buffer.from(text), Buffer.alloc(1)]),
  )
}

/** GNU base-256: first bit set, two's complement, big endian. */
export function base256(value: number, width: number): Uint8Array {
  const out = new Uint8Array(width)
  let rest = value
  for (let at = width - 1; at > 0; at--) {
    out[at] = ((rest % 256) + 256) % 256
    rest = Math.floor(rest / 256)
  }
  out[0] = value < 0 ? 0xff : 0x80
  return out
}

/** Pairs of offset and length as a header of typeflag S holds them. */
export function sparsePairs(pairs: readonly (readonly [offset: number, length: number])[]): Buffer {
  const octal = (value: number) => `${value.toString(8).padStart(11, '0')}\0`
  return Buffer.from(pairs.map(([offset, length]) => octal(offset) + octal(length)).join(''), 'latin1')
}

export interface VisorFile {
  readonly name: string
  readonly content: string
  readonly typeflag?: string
}

/** VMware's visor tar: headers first, the data after them on whole pages, each found by the offset in its header. */
export function visorArchive(files: readonly VisorFile[]): Buffer {
  const page = 4096
  const up = (length: number) => Math.ceil(length / page) * page
  let dataAt = up(512 * files.length + END.length)
  const heads: Buffer[] = []
  const data: Buffer[] = []
  for (const { name, content, typeflag = '0' } of files) {
    const where = Buffer.alloc(16)
    if (content.length > 0) where.writeUInt32LE(dataAt, 0)
    heads.push(header({ name, typeflag, magic: 'visor', size: Buffer.byteLength(content), at: [[496, where]] }))
    const padding = Buffer.alloc(up(Buffer.byteLength(content)))
    padding.write(content)
    data.push(padding)
    dataAt += padding.length
  }
  const top = Buffer.concat([...heads, END])
  return Buffer.concat([top, Buffer.alloc(up(top.length) - top.length), ...data])
}

function padded(data: Uint8Array): Buffer {
  return Buffer.concat([data, Buffer.alloc((512 - (data.length % 512)) % 512)])
}
