// The table of a FAT: for each cluster the one that comes after it. A chain is followed with every step held against the table, and no
// cluster is taken twice: so a chain that loops, or runs into another, ends where it does, and the rest of the disk stays readable.
import type { Bytes } from '../../codecs/bytes'
import { FIRST_CLUSTER, type FatGeometry } from './boot-sector'

/** Clusters that follow each other on the disk. */
export interface ClusterRun {
  readonly first: number
  readonly count: number
}

/** What a chain came to. */
export interface Chain {
  readonly runs: readonly ClusterRun[]
  /** Clusters in all. */
  readonly count: number
  /** What is wrong with it, and in which row; null for nothing. */
  readonly fault: { readonly cluster: number; readonly detail: string } | null
}

/** Which clusters are somebody's: a bit for each. */
export class Claims {
  readonly #bits: Uint8Array

  constructor(clusters: number) {
    this.#bits = new Uint8Array(Math.ceil((clusters + FIRST_CLUSTER) / 8))
  }

  /** False where somebody had it. */
  take(cluster: number): boolean {
    const bit = 1 << (cluster & 7)
    const at = cluster >>> 3
    const byte = this.#bits[at] ?? 0xff
    if (byte & bit) return false
    this.#bits[at] = byte | bit
    return true
  }
}

/** What a row says. */
export type Link = { readonly kind: 'free' | 'bad' | 'end' } | { readonly kind: 'next'; readonly cluster: number }

/** The chains of clusters of one file system. */
export class FatTable {
  constructor(
    private readonly volume: Bytes,
    private readonly geometry: FatGeometry,
  ) {}

  /** Whether a number is that of a cluster. */
  isCluster(cluster: number): boolean {
    return cluster >= FIRST_CLUSTER && cluster < FIRST_CLUSTER + this.geometry.clusters
  }

  /** Where the row of a cluster begins, bytes from the start of the file system, in the table that counts. */
  rowAt(cluster: number): number {
    const { fatStart, fatBytes, activeFat, kind } = this.geometry
    return fatStart + activeFat * fatBytes + Math.floor((cluster * kind) / 8)
  }

  /** The row of a cluster as it is stored: 12, 16 or 28 bits. */
  value(cluster: number): number {
    const { kind } = this.geometry
    const at = this.rowAt(cluster)
    const [a = 0, b = 0, c = 0, d = 0] = this.volume.read(at, at + (kind === 32 ? 4 : 2))
    if (kind === 32) return (a | (b << 8) | (c << 16) | (d << 24)) & 0x0fffffff
    const word = a | (b << 8)
    if (kind === 16) return word
    return cluster % 2 === 0 ? word & 0xfff : word >>> 4
  }

  link(cluster: number): Link {
    const value = this.value(cluster)
    const end = { 12: 0xff8, 16: 0xfff8, 32: 0x0ffffff8 }[this.geometry.kind]
    if (value === 0) return { kind: 'free' }
    if (value >= end) return { kind: 'end' }
    if (value === end - 1) return { kind: 'bad' }
    return { kind: 'next', cluster: value }
  }

  /**
   * Follows a chain over the clusters that are needed, or to its end where that is null, but never over more than `most`; takes each of
   * them in `claims`. What is wrong ends it.
   */
  chain(
    first: number,
    { needed, most }: { readonly needed: number | null; readonly most: number },
    claims: Claims,
  ): Chain {
    const runs: { first: number; count: number }[] = []
    let count = 0
    let at = first
    let from = first
    const done = (fault: Chain['fault']): Chain => ({ runs, count, fault })
    for (;;) {
      if (count === needed) return done(null)
      if (count >= most)
        return done({ cluster: from, detail: `it has more than ${most} clusters; the others are not read` })
      if (!this.isCluster(at)) return done({ cluster: from, detail: `it leads to cluster ${at}, which there is not` })
      if (!claims.take(at)) {
        return done({ cluster: from, detail: `it leads to cluster ${at}, which is in this or another chain already` })
      }
      const last = runs.at(-1)
      if (last && last.first + last.count === at) last.count++
      else runs.push({ first: at, count: 1 })
      count++
      const link = this.link(at)
      from = at
      if (link.kind === 'next') at = link.cluster
      else if (link.kind !== 'end')
        return done({ cluster: at, detail: `it ends at cluster ${at}, which is marked ${link.kind}` })
      else if (needed !== null && count < needed) {
        return done({ cluster: at, detail: `it ends after ${count} of the ${needed} clusters that the size needs` })
      } else return done(null)
    }
  }
}
