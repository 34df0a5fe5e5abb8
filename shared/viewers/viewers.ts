// What a viewer is given to show: one row for each, and the type of its data. The thread reads the data (electron/engine/formats), the
// window draws it (renderer/viewers); a viewer that one of them does not have is a type error there.
import type { ErrorData } from '../model/errors'
import type { Finding } from '../model/finding'
import type { EntryKind, LayerKind } from '../model/node'
import type { Fact } from '../model/preview'
import type { AboutView } from './about'
import type { AccountsView } from './accounts'
import type { CertificatesView } from './certificate'
import type { ConfKeysView } from './conf-keys'
import type { BesideView, FormattedView } from './formatted'
import type { ImageView } from './image'
import type { KeysView } from './keys'
import type { LongTextView } from './long-text'
import type { TablesView } from './tables'
import type { TextView } from './text'

export interface HexView {
  /** Bytes. */
  readonly size: number
  /** Neither text nor an archive. */
  readonly binary: boolean
  /** What binary bytes are; null where it is not known. */
  readonly format: string | null
  /** Why it is not shown as the text that its name promises; null where it promises none, and for text. */
  readonly notText: string | null
  /** They hold a secret: shown only when asked for. */
  readonly secret: boolean
}

export interface LayerView {
  readonly opens: LayerKind
  readonly facts: readonly Fact[]
  readonly findings: readonly Finding[]
}

export interface DamagedView {
  readonly error: ErrorData
  /** Entries that could still be read. */
  readonly readable: number
}

/** Carries a type and no value. */
interface Shows<T> {
  readonly type?: T
}

function shows<T>(): Shows<T> {
  return {}
}

const table = {
  certificate: shows<CertificatesView>(),
  image: shows<ImageView>(),
  /** Private and public keys. */
  keys: shows<KeysView>(),
  /** An esx.conf as a tree of its keys. */
  'conf-keys': shows<ConfKeysView>(),
  /** An SQLite database as its tables. */
  tables: shows<TablesView>(),
  /** A small file of the host: what it is for, and what it says. */
  about: shows<AboutView>(),
  /** A file of accounts as a table. */
  accounts: shows<AccountsView>(),
  /** XML and JSON with a line for each part. */
  formatted: shows<FormattedView>(),
  /** The same beside its text. */
  beside: shows<BesideView>(),
  layer: shows<LayerView>(),
  /** Encrypted, and not to be opened here. */
  sealed: shows<{ readonly error: ErrorData }>(),
  damaged: shows<DamagedView>(),
  /** Text beyond the size that is shown. */
  'long-text': shows<LongTextView>(),
  folder: shows<{ readonly entries: number }>(),
  link: shows<{ readonly link: 'symlink' | 'hardlink'; readonly target: string }>(),
  /** Devices, pipes and what no reader knows. */
  special: shows<{ readonly entry: EntryKind; readonly facts: readonly Fact[] }>(),
  text: shows<TextView>(),
  hex: shows<HexView>(),
}

export type ViewerId = keyof typeof table

/** What a viewer shows. */
export type DataOf<V extends ViewerId> = (typeof table)[V] extends Shows<infer Data> ? Data : never

/** Every viewer. */
export const viewerIds = Object.keys(table) as [ViewerId, ...ViewerId[]]

/** Whether a value names a viewer. */
export function isViewerId(value: unknown): value is ViewerId {
  return typeof value === 'string' && Object.hasOwn(table, value)
}

/** Viewers that were chosen instead of the fitting one, by kind of file (`NodeView.kind`). */
export type ViewerChoices = Readonly<Record<string, ViewerId>>

/** A row of the tree as one viewer shows it, and the viewers that could show it instead. */
export type NodeView = {
  readonly [V in ViewerId]: {
    /** ADDRESS of the row; empty for the opened file. */
    readonly address: string
    /** What the choice of a viewer is remembered by, such as `certificate` or `xml`. */
    readonly kind: string
    /** In the order of their tabs: the fitting one first. */
    readonly viewers: readonly ViewerId[]
    readonly viewer: V
    readonly data: DataOf<V>
    /** The viewer that should have shown it and why it could not, when text or bytes are shown in its place. */
    readonly failed: { readonly viewer: ViewerId; readonly error: ErrorData } | null
  }
}[ViewerId]
