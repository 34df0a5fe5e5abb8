// Opening a layer of a backup: the file itself, or the content of an entry. What it may cost is counted over the whole backup.
import { BootbankError } from '../../../shared/model/errors'
import type { Bytes } from '../codecs/bytes'
import { Budget, type CodecContext, type OnProgress, spend } from '../codecs/context'
import type { GivenKey } from '../codecs/given-key'
import { defaultLimits, type Limits, withinLimit } from '../codecs/limits'
import { Blobs } from './blobs'
import { encryptionInfoOf } from './encryption-info-beside'
import type { Entry } from './entry'
import { Layer, UNNAMED } from './layer'
import { openLayerBytes } from './open-layer'

export interface OpenLayerOptions {
  readonly signal?: AbortSignal | undefined
  readonly onProgress?: OnProgress | undefined
  /** What a layer is expected to hold, by its label: content that proves equal to it is held in memory only once. */
  readonly expected?: ((label: string) => Bytes | null) | undefined
}

/** The boot bank that a state.tgz was read from, on a disk or in a folder. */
export interface BankSource {
  /** For the eye, such as `bank 1 (partition 5, BOOTBANK1) of disk.img`. */
  readonly text: string
  /** Absolute or relative paths of the files that it was read from: none of them is ever written over. */
  readonly files: readonly string[]
}

export interface OpenOptions extends OpenLayerOptions {
  /** File name to show, such as state.tgz. */
  readonly name: string
  readonly limits?: Limits
  /** For a bare local.tgz.ve, whose key lies in a file beside it. */
  readonly encryptionInfo?: Uint8Array
  /** Keys for envelopes that their encryption.info does not open. */
  readonly keys?: readonly GivenKey[]
  /** Only names and facts are wanted: contents of plain files in large layers are not kept, and asking for one throws INTERNAL. */
  readonly listing?: boolean
  readonly bank?: BankSource
}

/** An opened file, with what opening its inner layers goes by. */
export interface OpenedFile {
  readonly source: Bytes
  readonly name: string
  readonly root: Layer
  readonly blobs: Blobs
  readonly budget: Budget
  readonly limits: Limits
  readonly encryptionInfo: Uint8Array | null
  /** In this memory alone: no edit, journal or report names them. */
  readonly keys: GivenKey[]
  readonly listing: boolean
  readonly bank: BankSource | null
}

/** Opens a file's bytes. Throws BootbankError when nothing of it can be shown; other damage is the `problem` of its layer. */
export async function openFile(source: Bytes, options: OpenOptions): Promise<OpenedFile> {
  const { name, limits = defaultLimits, listing = false, keys = [] } = options
  if (source.length === 0) {
    throw new BootbankError(
      'EMPTY_FILE',
      `${name} is empty (0 bytes). It may have been cut off while copying; get it again from the boot bank.`,
      { layer: name, offset: 0 },
    )
  }
  const budget = new Budget(source.length)
  const encryptionInfo = options.encryptionInfo ?? null
  const { signal, onProgress, expected } = options
  const opened = await openLayerBytes(
    { bytes: source, name, encryptionInfo: () => encryptionInfo, keys },
    { layer: name, limits, budget, listing, signal, onProgress, expected },
  )
  const blobs = new Blobs()
  const root = new Layer(name, source, opened, blobs, null, 0)
  const bank = options.bank ?? null
  return { source, name, root, blobs, budget, limits, encryptionInfo, keys: [...keys], listing, bank }
}

/** Opens the content of an entry as a layer. Throws NOT_AN_ARCHIVE, LIMIT, and what `openLayerBytes` throws. */
export async function openNested(file: OpenedFile, entry: Entry, options: OpenLayerOptions): Promise<Layer> {
  const { layer, slot } = entry
  const { limits, budget, blobs, keys, listing } = file
  const content = layer.slots[slot]?.content ?? null
  const where = { layer: layer.label, path: entry.name }
  if (entry.kind !== 'file' || entry.opens === null) {
    throw new BootbankError('NOT_AN_ARCHIVE', `${entry.address} is not an archive that can be opened.`, where)
  }
  const bytes = layer.contentOf(slot)
  withinLimit(limits, 'depth', layer.depth + 2, where)
  const inside = `${entry.address}!/`
  const context: CodecContext = { layer: entry.address || UNNAMED, limits, budget, listing, inside, ...options }
  // What an edit put in came from outside too; the holes of a sparse file are as good as inflated.
  if (content !== null) budget.sourceBytes += bytes.length
  else if (entry.origin?.sparse) spend(context, bytes.length, bytes.length, entry.origin.storedSize)
  const ahead = content === null ? layer.opened.ahead : null
  const inflated = ahead && ahead.offset === entry.dataOffset && ahead.length === bytes.length ? ahead.inflated : null
  const source = { bytes, name: entry.name, encryptionInfo: () => encryptionInfoOf(layer), keys, inflated }
  return new Layer(entry.name, bytes, await openLayerBytes(source, context), blobs, layer, slot)
}
