// One entry as it is now: the header facts of the opened file with the edits laid over them. A snapshot; after an edit, ask
// the layer for the new one.
import type { BootbankError } from '../../../shared/model/errors'
import type { EntryKind, LayerKind } from '../../../shared/model/node'
import { nameFromDisplay } from '../codecs/names'
import type { TarEntry } from '../codecs/tar-entry'
import type { TarDialect } from '../codecs/tar-header'
import type { Layer, Present } from './layer'

export class Entry {
  readonly #facts: TarEntry | null
  #opens: LayerKind | null | undefined

  constructor(
    readonly layer: Layer,
    readonly slot: number,
    readonly state: Present,
    /** As read; null for an added entry. */
    readonly origin: TarEntry | null,
    sibling: TarEntry | null,
    /** Whole path inside the layer, safe to show. */
    readonly name: string,
    /** 1 for the first entry of this name in the layer, 2 for the second… */
    readonly ordinal: number,
  ) {
    this.#facts = origin ?? sibling
  }

  /** The name, with `#2` for the second of its name: unique in the layer. */
  get local(): string {
    return this.ordinal === 1 ? this.name : `${this.name}#${this.ordinal}`
  }

  /** ADDRESS as on the command line. */
  get address(): string {
    return this.layer.prefix + this.local
  }

  get rawName(): Uint8Array {
    return this.state.name ?? this.origin?.rawName ?? nameFromDisplay(this.name)
  }

  get kind(): EntryKind {
    return this.origin?.kind ?? 'file'
  }

  /** One character; NUL in old archives. */
  get typeflag(): string {
    return this.origin?.typeflag ?? (this.#facts?.typeflag === '\0' ? '\0' : '0')
  }

  get dialect(): TarDialect {
    return this.#facts?.dialect ?? 'gnu'
  }

  /** Bytes of content. */
  get size(): number {
    return this.state.content?.length ?? this.origin?.size ?? 0
  }

  /** 0 to 07777. */
  get mode(): number {
    return this.state.mode ?? this.origin?.mode ?? 0o644
  }

  /** Mode bit 01000 on a file: the host persists it (formats.md section 3). */
  get tFlag(): boolean {
    return (this.mode & 0o1000) !== 0 && this.kind === 'file'
  }

  get uid(): number {
    return this.#facts?.uid ?? 0
  }

  get gid(): number {
    return this.#facts?.gid ?? 0
  }

  get uname(): string {
    return this.#facts?.uname ?? 'root'
  }

  get gname(): string {
    return this.#facts?.gname ?? 'root'
  }

  /** Seconds since 1970; may be negative or fractional. */
  get mtime(): number {
    return this.#facts?.mtime ?? 0
  }

  get linkname(): string {
    return this.origin?.linkname ?? ''
  }

  get devmajor(): number {
    return this.origin?.devmajor ?? 0
  }

  get devminor(): number {
    return this.origin?.devminor ?? 0
  }

  /** Byte in the inflated tar; null for an added entry and for the file in a bare gzip. */
  get headerOffset(): number | null {
    return this.layer.opened.body.kind === 'tar' ? (this.origin?.headerOffset ?? null) : null
  }

  get dataOffset(): number | null {
    return this.layer.opened.body.kind === 'tar' ? (this.origin?.dataOffset ?? null) : null
  }

  /** What the content opens as; null for a plain file. */
  get opens(): LayerKind | null {
    if (this.#opens === undefined) this.#opens = this.kind === 'file' ? this.layer.opensAt(this.slot) : null
    return this.#opens
  }

  /** Why its content cannot be had although the entry is there: a sparse file too large or with a broken map. */
  get problem(): BootbankError | null {
    return this.state.content ? null : (this.origin?.problem ?? null)
  }
}
