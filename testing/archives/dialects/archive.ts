// How the archives of the dialect tests are put together: three files that the tests edit, written in the manner of the dialect,
// then what is peculiar to it, with what a reader must find.
import type { FindingCode } from '../../../shared/findings/codes'
import type { EntryKind } from '../../../shared/model/node'
import { END, member, pax, type RawHeader } from '../tar-blocks'

/** What is checked of an entry; facts that are absent are not looked at. */
export interface ExpectedEntry {
  readonly name: string
  readonly kind: EntryKind
  readonly content?: string
  readonly mode?: number
  readonly uid?: number
  readonly gid?: number
  readonly uname?: string
  readonly gname?: string
  readonly size?: number
  readonly mtime?: number
  readonly linkname?: string
  readonly devmajor?: number
  readonly devminor?: number
  readonly typeflag?: string
  readonly dialect?: string
}

export type ExpectedFinding = readonly [code: FindingCode, named?: string]

export interface DialectArchive {
  readonly title: string
  readonly bytes: Uint8Array
  readonly entries: readonly ExpectedEntry[]
  /** What must be found of the layer or an entry: the code, and what the sentence must name. */
  readonly findings?: readonly ExpectedFinding[]
  /** Longest name that the dialect can be given, bytes. */
  readonly longestName?: number
  readonly gzipped?: boolean
  /** Code of the refusal of an edit. */
  readonly readOnly?: string
}

/** A record as bytes and what it is. */
export type Made = readonly [bytes: Uint8Array, expected: ExpectedEntry]
/** Writes a regular file in the manner of a dialect. */
export type Maker = (name: string, content: string) => Made

/** The files that are edited. */
export const EDITED = ['etc/edit', 'etc/rename', 'etc/chmod'] as const

/** What the files of `archive` hold. */
export const contentOf = (name: string) => `content of ${name}\n`

/** The three files by the maker, then more records; `before` and `end` stand around them as they are. */
export function archive(
  title: string,
  file: Maker,
  more: readonly Made[] = [],
  rest: Partial<DialectArchive> & { readonly before?: Uint8Array; readonly end?: Uint8Array } = {},
): DialectArchive {
  const files = EDITED.map(name => file(name, contentOf(name)))
  const { before = new Uint8Array(0), end = END, ...facts } = rest
  const members = [...files, ...more]
  return {
    title,
    bytes: Buffer.concat([before, ...members.map(([bytes]) => bytes), end]),
    entries: members.filter(([, { name }]) => name !== NOT_SHOWN).map(([, expected]) => expected),
    ...facts,
  }
}

const NOT_SHOWN = '(not an entry)'
/** Bytes between the records that are not an entry. */
export const aside = (bytes: Uint8Array): Made => [bytes, { name: NOT_SHOWN, kind: 'other' }]

/** A path too long for a name field. */
export const deep = 'a-folder-whose-name-is-long/'.repeat(5)
/** Bytes by their Latin-1 characters. */
export const raw = (text: string) => Buffer.from(text, 'latin1')
/** Eleven octal digits and NUL. */
export const octal = (value: number) => `${value.toString(8).padStart(11, '0')}\0`

export const plain =
  (magic: 'v7' | 'ustar' | 'gnu', facts: Partial<ExpectedEntry> = {}): Maker =>
  (name, content) => [
    member({ name, magic, typeflag: magic === 'v7' ? '\0' : '0' }, content),
    { name, kind: 'file', content, mode: 0o644, mtime: 1_600_000_000, dialect: magic, ...facts },
  ]
export const v7 = plain('v7')
export const gnu = plain('gnu')
export const ustar = plain('ustar')
/** With a pax header of its own. */
export const withPax =
  (records: readonly (readonly [string, string | Uint8Array])[], facts: Partial<ExpectedEntry>): Maker =>
  (name, content) => [
    Buffer.concat([pax('x', records), member({ name }, content)]),
    { name, kind: 'file', content, dialect: 'pax', ...facts },
  ]

/** A link, device, directory or fifo. */
export const special = (
  name: string,
  typeflag: string,
  facts: Partial<ExpectedEntry> = {},
  fields: RawHeader = {},
): Made => {
  const kinds: Record<string, EntryKind> = {
    1: 'hardlink',
    2: 'symlink',
    3: 'char-device',
    4: 'block-device',
    5: 'directory',
    6: 'fifo',
  }
  const linkname = facts.linkname ?? ''
  return [
    member({ name: typeflag === '5' ? `${name}/` : name, typeflag, linkname, magic: 'gnu', ...fields }),
    { name, kind: kinds[typeflag] ?? 'other', ...facts },
  ]
}
