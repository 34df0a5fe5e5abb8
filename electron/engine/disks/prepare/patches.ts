// What is to be written over a disk: whole sectors, each as it is with some bytes changed. Sectors that follow each other are one range, and
// each range says what it is. The source is only read.
import type { ChangedRange } from '../../../../shared/model/bundle'
import { type Bytes, copyOf } from '../../codecs/bytes'

/** What a range belongs to. */
export type RangeKind = ChangedRange['kind']

export interface PatchRange {
  readonly kind: RangeKind
  /** Byte on the disk. */
  readonly offset: number
  readonly before: Uint8Array
  readonly after: Uint8Array
}

/** The sectors to be written, gathered before the first is. */
export class Patches {
  readonly #sectors = new Map<number, { readonly kind: RangeKind; readonly bytes: Uint8Array }>()

  /** `start` is where the file system is on the disk; sectors are counted from there. */
  constructor(
    private readonly volume: Bytes,
    private readonly sectorBytes: number,
    private readonly start: number,
  ) {}

  /** The bytes from an offset as they will be. */
  read(offset: number, length: number): Uint8Array {
    const bytes = copyOf(this.volume.read(offset, offset + length))
    for (let at = this.#sectorOf(offset); at < offset + length; at += this.sectorBytes) {
      const sector = this.#sectors.get(at)
      if (!sector) continue
      const from = Math.max(at, offset)
      const to = Math.min(at + this.sectorBytes, offset + length)
      bytes.set(sector.bytes.subarray(from - at, to - at), from - offset)
    }
    return bytes
  }

  write(kind: RangeKind, offset: number, bytes: Uint8Array): void {
    for (let done = 0; done < bytes.length; ) {
      const at = this.#sectorOf(offset + done)
      const from = offset + done - at
      const length = Math.min(this.sectorBytes - from, bytes.length - done)
      this.#sector(kind, at).set(bytes.subarray(done, done + length), from)
      done += length
    }
  }

  /** The ranges in the order of the disk; those whose bytes are as before are left out. */
  ranges(): readonly PatchRange[] {
    const ranges: { kind: RangeKind; start: number; parts: Uint8Array[]; end: number }[] = []
    for (const [at, { kind, bytes }] of [...this.#sectors].toSorted(([a], [b]) => a - b)) {
      if (Buffer.compare(bytes, this.volume.read(at, at + bytes.length)) === 0) continue
      const last = ranges.at(-1)
      if (last && last.end === at && last.kind === kind) {
        last.parts.push(bytes)
        last.end = at + bytes.length
      } else ranges.push({ kind, start: at, parts: [bytes], end: at + bytes.length })
    }
    return ranges.map(({ kind, start, parts, end }) => ({
      kind,
      offset: this.start + start,
      before: copyOf(this.volume.read(start, end)),
      after: Buffer.concat(parts),
    }))
  }

  #sectorOf(offset: number): number {
    return offset - (offset % this.sectorBytes)
  }

  #sector(kind: RangeKind, at: number): Uint8Array {
    const known = this.#sectors.get(at)
    if (known) return known.bytes
    const bytes = copyOf(this.volume.read(at, at + this.sectorBytes))
    this.#sectors.set(at, { kind, bytes })
    return bytes
  }
}
