// One entry as it is now: the header facts of the opened file with the edits laid over them.
import type { BootbankError } from '../../../shared/model/errors'
import type { EntryKind, LayerKind } from '../../../shared/model/node'
import { nameFromDisplay } from '../codecs/names'
import { newTypeflag, rawNameOf, type TarEntry } from '../codecs/tar-entry'
import type { TarDialect } from '../codecs/tar-header'
import type { BlobId } from './blobs'
import { type SlotPath, slotPath } from './slot-path'
import type { Present } from './slot-state'

/** What an entry asks of the layer it lies in. */
export interface EntryHome {
  readonly path: string
  /** What an address inside the layer begins with. */
  readonly prefix: string
  /** False for a gzip or envelope around a single file, which has no header. */
  readonly isTar: boolean
  /** What the content of a slot opens as, by its first bytes. */
  opensAt(slot: number): LayerKind | null
  /** Bytes of a content that an edit brought. */
  blobLength(id: BlobId): number
  /** What is stored in a slot now. */
  contentOf(slot: number): { readonly length: number }
}

/** The facts of an entry, read-only; an edit makes another one. */
export class EntryFacts<L extends EntryHome> {
  /** Bytes of content. */
  readonly size: number
  readonly #header: TarEntry | null
  #opens: LayerKind | null | undefined

  constructor(
    readonly layer: L,
    readonly slot: number,
    readonly state: Present,
    /** As read; null for an added entry. */
    readonly origin: TarEntry | null,
    /** The entry whose dialect, owner and time an added one takes. */
    sibling: TarEntry | null,
    /** Whole path inside the layer, safe to show. */
    readonly name: string,
    /** 1 for the first entry of this name in the layer, 2 for the second… */
    readonly ordinal: number,
  ) {
    this.#header = origin ?? sibling
    if (state.seal === 'unsealed') this.size = layer.contentOf(slot).length
    else this.size = state.content === null ? (origin?.size ?? 0) : layer.blobLength(state.content)
  }

  /** Its place, from the outermost layer inwards. */
  get path(): SlotPath {
    return slotPath(this.layer.path, this.slot)
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
    if (this.state.name === null && this.origin) return rawNameOf(this.origin)
    return nameFromDisplay(this.name)
  }

  get kind(): EntryKind {
    return this.origin?.kind ?? this.state.kind ?? 'file'
  }

  /** One character; NUL in old archives. */
  get typeflag(): string {
    if (this.origin) return this.origin.typeflag
    return newTypeflag(this.state.kind ?? 'file', this.#header?.typeflag === '\0')
  }

  get dialect(): TarDialect {
    return this.#header?.dialect ?? 'gnu'
  }

  /** 0 to 07777. */
  get mode(): number {
    return this.state.mode ?? this.origin?.mode ?? 0o644
  }

  /** Mode bit 01000 on a file: the host persists it (docs/formats.md section 3). */
  get tFlag(): boolean {
    return (this.mode & 0o1000) !== 0 && this.kind === 'file'
  }

  get uid(): number {
    return this.state.owner?.uid ?? this.#header?.uid ?? 0
  }

  get gid(): number {
    return this.state.owner?.gid ?? this.#header?.gid ?? 0
  }

  get uname(): string {
    return this.state.owner?.uname ?? this.#header?.uname ?? 'root'
  }

  get gname(): string {
    return this.state.owner?.gname ?? this.#header?.gname ?? 'root'
  }

  /** Seconds since 1970; may be negative or fractional. */
  get mtime(): number {
    return this.state.mtime ?? this.#header?.mtime ?? 0
  }

  get linkname(): string {
    return this.state.link ?? this.origin?.linkname ?? ''
  }

  get devmajor(): number {
    return this.origin?.devmajor ?? 0
  }

  get devminor(): number {
    return this.origin?.devminor ?? 0
  }

  /** Byte in the inflated tar; null for an added entry and for the file in a bare gzip. */
  get headerOffset(): number | null {
    return this.layer.isTar ? (this.origin?.headerOffset ?? null) : null
  }

  get dataOffset(): number | null {
    return this.layer.isTar ? (this.origin?.dataOffset ?? null) : null
  }

  /** What the content opens as; null for a plain file. */
  get opens(): LayerKind | null {
    if (this.#opens === undefined) this.#opens = this.kind === 'file' ? this.layer.opensAt(this.slot) : null
    return this.#opens
  }

  /** Why its content cannot be read although the entry is there: a sparse file too large or with a broken map. */
  get problem(): BootbankError | null {
    return this.state.content === null ? (this.origin?.problem ?? null) : null
  }
}
