// The facts that checks of a whole backup share: its layers by their role, and its files by their path on the host.
import { readKeys } from '../../../shared/esx-conf/esx-conf'
import type { BackupShape } from '../../../shared/model/host-card'
import { toUint8Array } from '../codecs/bytes'
import type { Document } from '../document/document'
import type { Entry } from '../document/entry'
import type { Layer } from '../document/layer'
import { plain } from '../document/plain-name'
import type { HostView } from '../facts/host-view'
import { localEntry, shapeOf, stateLayer } from '../esx/chain'
import { ESX_CONF_PATH } from '../esx/paths'

/** A document as the checks of a whole backup see it; what they share is read once. */
export class Backup {
  readonly shape: BackupShape
  /** The layer of state.tgz; null where the file has none, or where it is not open. */
  readonly state: Layer | null
  /** The entry local.tgz or local.tgz.ve. */
  readonly local: Entry | null
  /** The layer with the host's files; null where there is none, or where it is not open. */
  readonly inner: Layer | null
  #files: ReadonlyMap<string, Entry> | null = null
  #conf: ReadonlyMap<string, string> | null = null

  /** Expects the chain opened. `host` is what is read from it; null where only its files are asked for. */
  constructor(
    readonly document: Document,
    readonly host: HostView | null = null,
  ) {
    this.shape = shapeOf(document)
    this.state = stateLayer(document, this.shape)
    this.local = this.state && localEntry(this.state)
    this.inner = this.shape === 'local' ? document.root : this.local && document.layerAt(this.local)
  }

  /** The layers that a host reads, as far as they are open, outermost first. */
  get layers(): readonly Layer[] {
    return [...new Set([this.document.root, this.state, this.inner])].filter(layer => layer !== null)
  }

  /** The same, if it could be read to its end: what is not in it is then known to be missing. */
  get wholeInner(): Layer | null {
    return this.inner?.problem ? null : this.inner
  }

  /** A file of the host by its path; the last one of its name, which wins there. */
  file(path: string): Entry | null {
    this.#files ??= new Map(
      (this.inner?.entries() ?? []).flatMap(entry => (entry.kind === 'directory' ? [] : [[plain(entry.name), entry]])),
    )
    return this.#files.get(path) ?? null
  }

  /** Bytes of a regular file; null for what has no content of its own or cannot be read. */
  bytes(entry: Entry): Uint8Array | null {
    return entry.kind === 'file' && !entry.problem ? toUint8Array(this.document.content(entry)) : null
  }

  /** Keys and values of esx.conf; empty where it is not there. */
  get conf(): ReadonlyMap<string, string> {
    const entry = this.#conf ? null : this.file(ESX_CONF_PATH)
    this.#conf ??= readKeys(Buffer.from((entry && this.bytes(entry)) ?? []).toString('utf8'))
    return this.#conf
  }

  /** Such as `7.0.2`; null where esx.conf does not say (docs/formats.md section 6). */
  get release(): string | null {
    return this.conf.get('/resourceGroups/version') || null
  }
}
