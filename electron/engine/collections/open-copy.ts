// One copy of a collection as the bytes of a document. An archive is taken out as it is. An esx.conf or a ConfigStore stands for all files of its
// host that a state keeps: they become a tar, as a host's own local.tgz has them, so that card, settings and network work.
import { basename, join } from 'node:path'
import { stat } from 'node:fs/promises'
import { collectionKindText } from '../../../shared/text/collection'
import type { CollectionReport, FoundCopy } from '../../../shared/model/collection'
import { BootbankError } from '../../../shared/model/errors'
import { type Bytes, bytesOf, bytesOfChunks, toUint8Array } from '../codecs/bytes'
import { withinLimit } from '../codecs/limits'
import { type NewMember, tarOf } from '../codecs/tar-write'
import type { BankSource } from '../document/opening'
import { ENCRYPTION_INFO_NAMES } from '../esx/paths'
import { encryptionInfoBesideFile } from '../files/key-beside'
import { readFileBytes, type ReadOptions, refused } from '../files/read-file'
import { hostRoot, looseName, plainPath } from './copy-kind'
import { filesBelow } from './folder'
import { arriving, packingOf } from './packed'
import { tarEntries } from './tar-stream'

/** A copy, ready to be opened. */
export interface OpenedCopy {
  readonly bytes: Bytes
  /** What the document is called. */
  readonly name: string
  readonly source: BankSource
  /** The encryption.info that lies beside a local.tgz.ve; null where there is none, or none is needed. */
  readonly encryptionInfo: Uint8Array | null
  /** What is to be said of it; null for nothing. */
  readonly note: string | null
}

/** Name of what was put together of loose files. */
const LOOSE = 'loose-files.tar'

/** Takes a copy out of the collection at a path. Rejects NO_COPY, LIMIT, CANCELLED, or the refusal of the options. */
export async function openCopy(
  path: string,
  report: CollectionReport,
  copy: FoundCopy,
  options: ReadOptions,
): Promise<OpenedCopy> {
  if (copy.problem !== null) {
    throw new BootbankError('NO_COPY', `${report.name}: ${copy.path} cannot be opened. ${copy.problem}`, {
      layer: report.name,
      path: copy.path,
    })
  }
  const text = `${copy.path} in the ${collectionKindText(report.kind)} ${report.name}`
  try {
    if (copy.kind === 'esx-conf' || copy.kind === 'config-store') {
      const root = hostRoot(copy.path, copy.kind)
      const { members, files } = await looseFiles(path, root, options)
      const note = `${members.length} files of the host lie loose in ${report.name}: they were put together as ${LOOSE}. What vm-support or the collector left out is not there.`
      return {
        bytes: tarOf(members),
        name: LOOSE,
        source: { text, files: [path, ...files] },
        encryptionInfo: null,
        note,
      }
    }
    const { bytes, encryptionInfo } = await contentOf(path, copy, options)
    const source = { text, files: [path, join(path, copy.path)] }
    return { bytes, name: basename(copy.path), source, encryptionInfo, note: null }
  } catch (error) {
    throw refused(error, options.refusal)
  }
}

interface Content {
  readonly bytes: Bytes
  readonly encryptionInfo: Uint8Array | null
}

async function contentOf(path: string, copy: FoundCopy, options: ReadOptions): Promise<Content> {
  withinLimit(options.limits, 'collectedBytes', copy.size, { layer: options.name, path: copy.path })
  if ((await stat(path)).isDirectory()) {
    for await (const file of filesBelow(path, options, () => undefined)) {
      if (file.path === copy.path && file.kind === 'file') {
        const bytes = await readFileBytes(file.file, { ...options, name: `${options.name}/${copy.path}` })
        return { bytes, encryptionInfo: await encryptionInfoBesideFile(file.file, bytes) }
      }
    }
    throw gone(copy, options)
  }
  const packing = await packingOf(path)
  if (packing === null) throw gone(copy, options)
  // A sealed archive alone has its key in a file beside it, which may stand before or after it.
  const keys = copy.path.endsWith('.ve')
    ? ENCRYPTION_INFO_NAMES.map(name => copy.path.slice(0, -basename(copy.path).length) + name)
    : []
  let bytes: Bytes | null = null
  let encryptionInfo: Uint8Array | null = null
  const queue = await arriving(path, packing, options)
  try {
    for await (const { entry, data } of tarEntries(queue, options)) {
      if (entry.kind !== 'file') continue
      const name = plainPath(entry.name)
      if (keys.includes(name) && entry.size <= options.limits.encryptionInfoBytes) {
        encryptionInfo = toUint8Array(await collected(data()))
      }
      // The same name may stand twice: size and time tell which one was shown.
      if (bytes === null && name === copy.path && entry.size === copy.size) bytes = await collected(data())
      if (bytes !== null && (keys.length === 0 || encryptionInfo !== null)) break
    }
  } catch (error) {
    // Damage after the copy costs nothing.
    if (bytes === null || !(error instanceof BootbankError) || error.code === 'CANCELLED') throw error
  } finally {
    await queue.close()
  }
  if (bytes === null) throw gone(copy, options)
  return { bytes, encryptionInfo }
}

interface LooseFiles {
  readonly members: readonly NewMember[]
  /** Where they were read from, in a folder. */
  readonly files: readonly string[]
}

/** The files of the host that lie below its root, in the order of the collection. Of a name that stands twice the last one counts. */
async function looseFiles(path: string, root: string, options: ReadOptions): Promise<LooseFiles> {
  const members = new Map<string, NewMember>()
  const files: string[] = []
  let bytes = 0
  const add = async (
    name: string,
    size: number,
    facts: Pick<NewMember, 'mode' | 'mtime'>,
    read: () => Promise<Bytes>,
  ) => {
    bytes += size
    const where = { layer: options.name, path: name }
    withinLimit(options.limits, 'collectedBytes', bytes, where)
    withinLimit(options.limits, 'collectedFiles', members.size + 1, where)
    members.set(name, { name, content: await read(), ...facts })
  }
  if ((await stat(path)).isDirectory()) {
    for await (const { path: at, file, kind, size, modified, mode } of filesBelow(path, options, () => undefined)) {
      const name = looseName(at, root)
      if (name === null || kind !== 'file') continue
      await add(name, size, { mode, mtime: modified }, () => readFileBytes(file, options))
      files.push(file)
    }
    return { members: [...members.values()], files }
  }
  const packing = await packingOf(path)
  const queue = packing && (await arriving(path, packing, options))
  if (!queue) return { members: [], files }
  try {
    for await (const { entry, data } of tarEntries(queue, options)) {
      const name = looseName(plainPath(entry.name), root)
      if (name === null || entry.kind !== 'file' || entry.sparse || entry.problem) continue
      const facts = { mode: entry.mode, mtime: Math.max(0, Math.floor(entry.mtime)) }
      await add(name, entry.storedSize, facts, () => collected(data()))
    }
  } catch (error) {
    // What came before the damage is as good as the list, which told of it.
    if (!(error instanceof BootbankError) || error.code === 'LIMIT' || error.code === 'CANCELLED') throw error
  } finally {
    await queue.close()
  }
  return { members: [...members.values()], files }
}

async function collected(pieces: AsyncIterable<Uint8Array>): Promise<Bytes> {
  const parts: Uint8Array[] = []
  // A copy of each: a view would hold on to all that was unpacked around it.
  for await (const piece of pieces) parts.push(Uint8Array.from(piece))
  return parts.length === 0 ? bytesOf() : bytesOfChunks(parts)
}

function gone(copy: FoundCopy, { name }: ReadOptions): BootbankError {
  return new BootbankError('NO_COPY', `${name}: ${copy.path} is not there any more. Open it again.`, { layer: name })
}
