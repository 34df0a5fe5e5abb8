// A FAT file system, read and never written: its root folder, the folders in it, and the contents of files as far as their chains go.
import { type Bytes, bytesOf, concatBytes, toUint8Array } from '../../codecs/bytes'
import type { Limits } from '../../codecs/limits'
import type { BootbankError } from '../../../../shared/model/errors'
import { type Damage, diskError, type DiskPlace } from '../damage'
import { FIRST_CLUSTER, type FatGeometry, readGeometry } from './boot-sector'
import { ENTRY, type FatEntry, readFolder } from './folder'
import { type Chain, Claims, type ClusterRun, FatTable } from './table'

/** Bytes up to which a file is held in memory: what is in many pieces is slow to read again. */
const HELD = 32 * 1024 * 1024

/** A file's content as far as it could be read. */
export interface FatContent {
  readonly bytes: Bytes
  /** Why it is shorter than it should be; null for a whole one. */
  readonly problem: BootbankError | null
  readonly runs: readonly ClusterRun[]
}

/** A folder that was read. */
export interface FatFolder {
  readonly entries: readonly FatEntry[]
  readonly label: string | null
  /** Where a byte of the folder is, from the start of the file system. */
  readonly locate: (offset: number) => number
}

/** One FAT file system. */
export class FatVolume {
  readonly geometry: FatGeometry
  readonly table: FatTable

  /** Throws FILE_SYSTEM where there is no FAT. */
  constructor(
    readonly bytes: Bytes,
    readonly place: DiskPlace,
    private readonly limits: Limits,
    /** What is found wrong with it while it is read. */
    readonly damage: Damage,
  ) {
    this.geometry = readGeometry(bytes, place, damage)
    this.table = new FatTable(bytes, this.geometry)
  }

  /** A set of claims, none made yet: one for all that is read shows which chains cross. */
  newClaims(): Claims {
    return new Claims(this.geometry.clusters)
  }

  /** Byte where a cluster begins, from the start of the file system. */
  offsetOf(cluster: number): number {
    return this.geometry.dataStart + (cluster - FIRST_CLUSTER) * this.geometry.clusterBytes
  }

  root(claims: Claims = this.newClaims()): FatFolder {
    const { rootStart, rootBytes, rootCluster, kind } = this.geometry
    if (kind === 32) return this.#chained(rootCluster, 'root folder', claims)
    const most = Math.min(rootBytes, this.limits.folderEntries * ENTRY)
    if (most < rootBytes) {
      const detail = `it has room for ${rootBytes / ENTRY} entries; the first ${most / ENTRY} are read (limit "folderEntries").`
      this.damage.add(diskError('FILE_SYSTEM', this.place, 'root folder', rootStart + most, detail))
    }
    return this.#read([{ start: rootStart, size: most }], 'root folder')
  }

  /** A folder in another. `path` is for messages. */
  folder(entry: FatEntry, path: string, claims: Claims = this.newClaims()): FatFolder {
    return this.#chained(entry.cluster, path, claims)
  }

  /** The content of a file. What is wrong with its chain is its `problem`. */
  content(entry: FatEntry, path: string, claims: Claims = this.newClaims()): FatContent {
    const { clusterBytes, clusters } = this.geometry
    if (entry.size === 0) return { bytes: bytesOf(), problem: null, runs: [] }
    const needed = Math.ceil(entry.size / clusterBytes)
    if (needed > clusters) {
      const detail = `it says that it has ${entry.size} bytes, more than the file system.`
      const problem = diskError('FILE_SYSTEM', this.place, path, this.table.rowAt(FIRST_CLUSTER), detail)
      return { bytes: bytesOf(), problem, runs: [] }
    }
    const chain = this.table.chain(entry.cluster, { needed, most: needed }, claims)
    const whole = concatBytes(this.#partsOf(chain.runs))
    const joined = whole.slice(0, Math.min(entry.size, whole.length))
    return {
      bytes: joined.length <= HELD ? bytesOf(toUint8Array(joined)) : joined,
      problem: this.#faultOf(chain, path),
      runs: chain.runs,
    }
  }

  /** What is wrong with the chain of a file; its content is not read. */
  faultOf(entry: FatEntry, path: string, claims: Claims): BootbankError | null {
    if (entry.size === 0) return null
    const needed = Math.ceil(entry.size / this.geometry.clusterBytes)
    if (needed > this.geometry.clusters) return this.content(entry, path).problem
    return this.#faultOf(this.table.chain(entry.cluster, { needed, most: needed }, claims), path)
  }

  /** An entry of a folder by its name, in whatever case: FAT knows none. */
  find(folder: FatFolder, name: string): FatEntry | null {
    const wanted = name.toLowerCase()
    const fits = (entry: FatEntry) => entry.name.toLowerCase() === wanted || entry.shortName.toLowerCase() === wanted
    return folder.entries.find(fits) ?? null
  }

  #chained(cluster: number, path: string, claims: Claims): FatFolder {
    const most = Math.ceil((this.limits.folderEntries * ENTRY) / this.geometry.clusterBytes)
    const chain = this.table.chain(cluster, { needed: null, most }, claims)
    const fault = this.#faultOf(chain, path)
    if (fault) this.damage.add(fault)
    const { clusterBytes } = this.geometry
    return this.#read(
      chain.runs.map(({ first, count }) => ({ start: this.offsetOf(first), size: count * clusterBytes })),
      path,
    )
  }

  #read(parts: readonly { readonly start: number; readonly size: number }[], path: string): FatFolder {
    const bytes = Buffer.concat(parts.map(({ start, size }) => this.bytes.read(start, start + size)))
    const locate = (offset: number) => {
      let before = 0
      for (const { start, size } of parts) {
        if (offset < before + size) return start + offset - before
        before += size
      }
      return this.geometry.rootStart
    }
    const { entries, label, faults } = readFolder(bytes)
    for (const { offset, detail } of faults) {
      this.damage.add(diskError('FILE_SYSTEM', this.place, path, locate(offset), `${detail}. The short name counts.`))
    }
    return { entries, label, locate }
  }

  #partsOf(runs: readonly ClusterRun[]): readonly Bytes[] {
    const { clusterBytes } = this.geometry
    return runs.map(({ first, count }) => {
      const start = this.offsetOf(first)
      return this.bytes.slice(start, start + count * clusterBytes)
    })
  }

  #faultOf({ fault }: Chain, path: string): BootbankError | null {
    if (fault === null) return null
    const at = this.table.isCluster(fault.cluster) ? this.table.rowAt(fault.cluster) : this.geometry.rootStart
    return diskError('FILE_SYSTEM', this.place, `chain of ${path}`, at, `${fault.detail}.`)
  }
}
