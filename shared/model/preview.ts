// What is told of a row beside its content: languages and encodings of text, facts of its header, a range of its bytes.
import type { RoleFacts } from './file-role'
import type { EntryKind } from './node'
import type { Finding } from './finding'

export type TextLanguage = 'esx-conf' | 'xml' | 'json' | 'shell' | 'properties' | 'pem' | 'accounts' | 'plain'

/** Encodings in which ASCII is a byte each: whatever is looked for in ASCII is found in the bytes. */
export type ByteEncoding = 'utf-8' | 'latin-1'

/**
 * How text became characters. The way back uses the same, so that an untouched byte stays. The byte order mark of UTF-16 belongs to the
 * encoding; that of `utf-8-bom` is the first character of the text, so that it can be removed: the host takes it as a part of the first line.
 */
export type TextEncoding = ByteEncoding | 'utf-8-bom' | 'utf-16le' | 'utf-16be'

/** A fact in a small table: a label of the field and its value. */
export interface Fact {
  readonly label: string
  readonly value: string
}

/** A range of a file's bytes, for the hex view. */
export interface ByteRange {
  readonly offset: number
  readonly bytes: Uint8Array
  /** Length of the whole file, bytes. */
  readonly total: number
}

/** Everything the header says, for the inspector. Null where a folder or the file itself has no such fact. */
export interface NodeFacts {
  readonly address: string
  readonly kind: EntryKind
  /** Typeflag byte as a character, NUL as `\0`. */
  readonly typeflag: string | null
  /** `v7`, `ustar`, `gnu`, `pax`, `star`, `visor`. */
  readonly dialect: string | null
  /** Bytes. */
  readonly size: number | null
  /** Octal, four digits or more, such as `01600`. */
  readonly mode: string | null
  /** As `ls` writes it, such as `-rw------T`. */
  readonly modeText: string | null
  readonly uid: number | null
  readonly gid: number | null
  readonly uname: string | null
  readonly gname: string | null
  /** ISO 8601, UTC. */
  readonly mtime: string | null
  readonly linkname: string | null
  /** Byte offset of the 512-byte header in the inflated tar; null for a new entry. */
  readonly headerOffset: number | null
  /** Byte offset of the content in the inflated tar; null for a new entry. */
  readonly dataOffset: number | null
  /** SHA-256 of the content, hex; null for what has no content. */
  readonly sha256: string | null
  readonly tFlag: boolean
  /** Whether the host keeps the file; null for what is not a file of the host's tree. */
  readonly role: RoleFacts | null
  /** Names of the facts that edits have changed: `content`, `mode`, `name`. */
  readonly changed: readonly string[]
  readonly findings: readonly Finding[]
  /** Facts of the layer this entry opens as, if it does. */
  readonly layer: readonly Fact[]
}
