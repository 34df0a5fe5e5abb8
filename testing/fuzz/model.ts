// An input as the fuzzer thinks of it: layers with their fields, rather than bytes. Mutations replace fields and say whether what
// depends on them (sizes, checksums, lengths, tags) is repaired; assembling gives the bytes.
// Nodes never change. A mutation builds new ones along the way to the root, so that an untouched layer is assembled once.

/** How a field that is computed from others is written. */
export type Computed = 'right' | 'as-is' | 'wrong'

export interface RawNode {
  readonly kind: 'raw'
  readonly bytes: Uint8Array
}

/** A header block with its data: an entry, or an extension header (L, K, x, X, g) before one. */
export interface TarRecord {
  /** 512 bytes; more for an old GNU sparse header with its extension blocks. */
  readonly header: Uint8Array
  readonly data: Node
  /** `as-is` keeps what the header says. */
  readonly size: 'right' | 'as-is'
  /** Unsigned, signed, as the header says, or off by one. */
  readonly checksum: 'unsigned' | 'signed' | 'as-is' | 'wrong'
  /** Bytes after the data instead of the padding to the block; null for that padding. */
  readonly gap: Uint8Array | null
}

export interface TarNode {
  readonly kind: 'tar'
  readonly records: readonly TarRecord[]
  readonly trailer: Uint8Array
}

export interface GzipHead {
  /** Flag bits besides those that the fields below set: FTEXT and the reserved ones. */
  readonly flags: number
  readonly mtime: number
  readonly xfl: number
  readonly os: number
  readonly extra: Uint8Array | null
  /** Overrides the extra field's length. */
  readonly extraLength: number | null
  readonly name: Uint8Array | null
  readonly comment: Uint8Array | null
  readonly headerCrc: Computed | null
  /** Deflate level 0 to 9, or a strategy of zlib. */
  readonly deflate: number | 'fixed' | 'huffman' | 'rle'
  readonly crc: 'right' | 'wrong'
  /** Added to the right ISIZE. */
  readonly isizeOff: number
  /** Bits of the deflate stream to flip. */
  readonly flips: readonly number[]
}

export interface GzipNode {
  readonly kind: 'gzip'
  /** The body is split evenly over them. */
  readonly members: readonly GzipHead[]
  readonly body: Node
  /** Zero padding and garbage after the last member. */
  readonly tail: Uint8Array
}

export interface EnvelopeAttribute {
  readonly type: number
  /** Byte 1 to 3 of the attribute. */
  readonly flags: Uint8Array
  readonly name: Uint8Array
  readonly value: Uint8Array
  /** Overrides the length of a byte value. */
  readonly length: number | null
}

export interface EnvelopeNode {
  readonly kind: 'envelope'
  readonly attributes: readonly EnvelopeAttribute[]
  /** Bytes of the whole header block. */
  readonly headerBytes: number
  /** Overrides the length field at 504. */
  readonly headerLength: number | null
  readonly version: number
  readonly content: Node
  /** Overrides the padding length in the crypto footer. */
  readonly padding: number | null
  /** Bytes of the crypto footer's block, and of the last block, to overwrite: offset and value. */
  readonly cryptoPatches: readonly (readonly [number, number])[]
  readonly footerPatches: readonly (readonly [number, number])[]
  /** Computed over what was assembled, or flipped. */
  readonly tag: 'right' | 'wrong'
  /** Flipped after sealing. */
  readonly flips: readonly number[]
}

export type Node = RawNode | TarNode | GzipNode | EnvelopeNode

export function raw(bytes: Uint8Array): RawNode {
  return { kind: 'raw', bytes }
}

export const plainHead: GzipHead = {
  flags: 0,
  mtime: 0,
  xfl: 2,
  os: 3,
  extra: null,
  extraLength: null,
  name: null,
  comment: null,
  headerCrc: null,
  deflate: 6,
  crc: 'right',
  isizeOff: 0,
  flips: [],
}

export function gzipOf(body: Node, head: Partial<GzipHead> = {}): GzipNode {
  return { kind: 'gzip', members: [{ ...plainHead, ...head }], body, tail: new Uint8Array(0) }
}
