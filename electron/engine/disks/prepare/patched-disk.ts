// The disk as the copy is to be: its own bytes, with those of the ranges over them.
import type { DiskReader } from './disk-reader'
import type { PatchRange } from './patches'
import type { Span } from './spans'

export class PatchedDisk {
  constructor(
    private readonly disk: DiskReader,
    private readonly ranges: readonly PatchRange[],
  ) {}

  get length(): number {
    return this.disk.length
  }

  /** Memory for so many pieces. */
  buffers(count: number): readonly Buffer[] {
    return this.disk.buffers(count)
  }

  /** Reads a part of at most a piece into the front of a buffer, and gives that. `hole` and errors as of DiskReader.fill. */
  read(part: Span, buffer: Buffer, hole: boolean): Buffer {
    const bytes = buffer.subarray(0, part.end - part.start)
    this.disk.fill(bytes, part.start, hole)
    this.#patch(bytes, part)
    return bytes
  }

  /** As `read`, of a part as long as the buffer at most, by another thread. */
  async readLater(part: Span, buffer: Buffer): Promise<Buffer> {
    const bytes = buffer.subarray(0, part.end - part.start)
    await this.disk.fillLater(bytes, part.start)
    this.#patch(bytes, part)
    return bytes
  }

  #patch(bytes: Buffer, { start, end }: Span): void {
    for (const { offset, after } of this.ranges) {
      if (offset >= end || offset + after.length <= start) continue
      const from = Math.max(offset, start)
      const to = Math.min(offset + after.length, end)
      bytes.set(after.subarray(from - offset, to - offset), from - start)
    }
  }
}
