// What facts are read from: the settings, the network, and the other files of the host. Files are looked up and parsed once.
import type { Place } from '../../../shared/model/place'
import type { Network } from '../../../shared/model/network'
import { toUint8Array } from '../codecs/bytes'
import type { Document } from '../document/document'
import type { Entry } from '../document/entry'
import { findEntry } from '../esx/find-entry'
import { decodeText, encodingOf } from '../formats/text/encoding'
import { networkOf } from '../network/network'
import type { Settings } from '../settings/settings'
import type { BackupFacts } from './backup-facts'
import { type XmlElement, parseXml } from './xml'

/** Bytes of a file that facts are read from; the largest in the genuine sample has 30,000. */
const maxBytes = 16 * 1024 * 1024

export interface HostFile {
  readonly address: string
  readonly text: string
  /** Lines without their endings. */
  readonly lines: readonly string[]
  /** The place of the file, or of one of its lines (from 1). */
  place(line?: number): Place
}

/** The host that a backup is of, as facts and tables read it. */
export class HostView {
  readonly network: Network
  readonly #files = new Map<string, HostFile | null>()
  readonly #xml = new Map<string, XmlElement | null>()

  constructor(
    readonly document: Document,
    readonly settings: Settings,
    readonly backup: BackupFacts,
    /** For ages and expiry. */
    readonly now: Date,
  ) {
    this.network = networkOf(settings)
  }

  /** A text file by its path inside local.tgz; null where it is absent, no text, or cannot be read. */
  file(path: string): HostFile | null {
    const known = this.#files.get(path)
    if (known !== undefined) return known
    const entry = findEntry(this.document, path)
    const file = entry && this.fileOf(entry)
    this.#files.set(path, file)
    return file
  }

  /** The root element of an XML file; null where it is absent or no XML. */
  xml(path: string): XmlElement | null {
    const known = this.#xml.get(path)
    if (known !== undefined) return known
    const file = this.file(path)
    const root = file && parseXml(file.text)
    this.#xml.set(path, root)
    return root
  }

  /** Paths of the files in a folder, such as `etc/ssh/keys-root/`, in archive order. */
  pathsBelow(folder: string): readonly string[] {
    const paths = this.document
      .chain()
      .flatMap(layer => layer.entries())
      .filter(entry => entry.kind === 'file')
      .map(entry => entry.name.replace(/^\.\//, ''))
      .filter(path => path.startsWith(folder))
    return [...new Set(paths)]
  }

  private fileOf(entry: Entry): HostFile | null {
    if (entry.problem || entry.size > maxBytes) return null
    const bytes = toUint8Array(this.document.content(entry))
    const encoding = encodingOf(bytes)
    if (encoding === null) return null
    const text = decodeText(bytes, encoding)
    const { address } = entry
    return {
      address,
      text,
      lines: text.split(/\r\n|\r|\n/),
      place: line => (line === undefined ? { address } : { address, line }),
    }
  }
}
