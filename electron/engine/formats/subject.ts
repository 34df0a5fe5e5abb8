// What is looked at: a row of the tree with what is known of its content. What a format or viewer does not ask for is not read.
import type { BootbankError } from '../../../shared/model/errors'
import type { Bytes } from '../codecs/bytes'
import type { Document } from '../document/document'
import type { Entry } from '../document/entry'
import type { Layer } from '../document/layer'
import { contentNow, type FileContent } from './text/content'
import { decodeText } from './text/encoding'

/** Bytes by which a format is recognised: what comes before a certificate in a PEM file may be long. */
const headBytes = 64 * 1024

export interface SubjectFacts {
  readonly document: Document
  /** Null for the opened file itself, and for a folder that is only a path. */
  readonly entry: Entry | null
  /** What its bytes open as, or why they cannot be opened; null for what is not an archive. */
  readonly opened: Layer | BootbankError | null
  /** Entries in it and its ADDRESS; null for what is not a folder. */
  readonly folder: { readonly entries: number; readonly address: string } | null
}

/** The row that formats and viewers are asked about. */
export class Subject {
  readonly document: Document
  readonly entry: Entry | null
  readonly opened: Layer | BootbankError | null
  readonly folder: SubjectFacts['folder']
  #head: Uint8Array | null = null
  #content: FileContent | null = null
  #text: string | null = null

  constructor({ document, entry, opened, folder }: SubjectFacts) {
    this.document = document
    this.entry = entry
    this.opened = opened
    this.folder = folder
  }

  /** Path inside its archive; the file's name for the opened file. */
  get path(): string {
    return this.entry?.name ?? this.document.name
  }

  /** ADDRESS; empty for the opened file. */
  get address(): string {
    return this.entry?.address ?? this.folder?.address ?? ''
  }

  /** True for what has bytes of its own: a regular file, or the opened file. */
  get isFile(): boolean {
    return this.folder === null && (this.entry === null || this.entry.kind === 'file')
  }

  /** Bytes of content; 0 for what has none. */
  get size(): number {
    return this.isFile ? this.bytes.length : 0
  }

  /** The content. Throws NOT_A_FILE, or why it cannot be had. */
  get bytes(): Bytes {
    return this.entry ? this.document.content(this.entry) : this.document.source
  }

  /** The first bytes; none of what is not a file. */
  get head(): Uint8Array {
    this.#head ??= this.isFile ? this.bytes.read(0, Math.min(headBytes, this.bytes.length)) : new Uint8Array(0)
    return this.#head
  }

  /** Text, too much text, or bytes; null for what is not a plain file. */
  get content(): FileContent | null {
    if (!this.isFile || this.opened !== null || this.entry === null) return null
    this.#content ??= contentNow(this.document, this.entry)
    return this.#content
  }

  /** The whole text; null for what is not text, or too long to show. */
  get text(): string | null {
    const { content } = this
    if (content?.kind !== 'text') return null
    this.#text ??= decodeText(content.bytes, content.encoding)
    return this.#text
  }
}
