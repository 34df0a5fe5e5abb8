// Disks that lie: small ones of every kind that is read, changed where their structures are. An input is made of a seed and a number; the bytes
// are changed in place and put back, since copying a disk would cost more than reading it.
import { crc32 } from 'node:zlib'
import { plainState } from '../archives/small-backups'
import { type BootDiskOptions, makeBootDisk } from '../fixtures/disks/boot-disk'
import { imageBytes, type SparseImage } from '../fixtures/disks/sparse-image'
import { sparseVmdk } from '../fixtures/disks/vmdk'
import type { Random } from './random'

export interface DiskSeed {
  readonly name: string
  readonly kind: 'raw' | 'vmdk'
  readonly bytes: Buffer
  /** Where its structures are: [start, end). */
  readonly hot: readonly (readonly [number, number])[]
}

const KiB = 1024
const FIRST_BANK = 8192 * 512

/** The disks that inputs are made of. */
export function diskSeeds(): readonly DiskSeed[] {
  const state = plainState()
  const banks: BootDiskOptions['banks'] = [
    { state, bootstate: 0, updated: 4, build: '1' },
    { state, bootstate: 0, updated: 3, build: '2' },
  ]
  const small = { banks, fat: { kind: 12, clusterBytes: 512 }, bankBytes: 512 * KiB, size: 6 * KiB * KiB } as const
  const gpt = makeBootDisk({ ...small, layout: 'gpt-since-7.0' })
  const raw = (name: string, image: SparseImage, bankBytes: number, tables: number): DiskSeed => {
    const end = image.size
    const second = FIRST_BANK + bankBytes + 512
    return {
      name,
      kind: 'raw',
      bytes: imageBytes(image),
      hot: [
        [440, 512],
        [512, 512 + 100],
        [1024, 1024 + 8 * 128],
        [end - 512, end - 400],
        [end - 33 * 512, end - 33 * 512 + 8 * 128],
        [FIRST_BANK - 512 + 440, FIRST_BANK + 96],
        [FIRST_BANK + 512, FIRST_BANK + 1024],
        [FIRST_BANK + tables, FIRST_BANK + tables + 512],
        [second, second + 2048],
      ],
    }
  }
  const vmdk = (name: string, isStream: boolean): DiskSeed => {
    const bytes = sparseVmdk(gpt, `${name}.vmdk`, isStream)
    const end = bytes.length
    const hot = isStream
      ? ([
          [0, 80],
          [512, 900],
          [end - 1536, end - 900],
          [end - 4096, end - 1536],
          [128 * 512, 128 * 512 + 64],
        ] as const)
      : ([
          [0, 80],
          [512, 900],
          [21 * 512, 21 * 512 + 16],
          [22 * 512, 22 * 512 + 800],
        ] as const)
    return { name, kind: 'vmdk', bytes, hot }
  }
  return [
    raw('gpt', gpt, 512 * KiB, 512 + 2 * 3 * 512),
    raw('mbr', makeBootDisk({ ...small, layout: 'mbr-before-7.0' }), 512 * KiB, 512 + 2 * 3 * 512),
    raw(
      'fat16',
      makeBootDisk({
        ...small,
        layout: 'gpt-before-7.0',
        fat: { kind: 16, clusterBytes: 512, scattered: true },
        bankBytes: 2304 * KiB,
        size: 10 * KiB * KiB,
      }),
      2304 * KiB,
      512 + 2 * 18 * 512,
    ),
    raw(
      'fat32',
      makeBootDisk({
        ...small,
        layout: 'gpt-since-7.0',
        fat: { kind: 32, clusterBytes: 512 },
        bankBytes: 34 * KiB * KiB,
        size: 74 * KiB * KiB,
      }),
      34 * KiB * KiB,
      32 * 512 + 2 * 540 * 512,
    ),
    vmdk('sparse', false),
    vmdk('stream', true),
  ]
}

const numbers = [
  0, 1, 2, 3, 4, 5, 7, 8, 16, 127, 128, 255, 0xff7, 0xff8, 0xfff, 0x1000, 0x7fff, 0x8000, 0xfff7, 0xffff, 0x10000,
  0x7fffffff, 0x80000000, 0xfffffff7, 0xffffffff,
]

/** Changes the disk; the function that is returned puts it back. */
export function mutateDisk({ bytes, hot, kind }: DiskSeed, random: Random): () => void {
  const undo: (() => void)[] = []
  const set = (at: number, values: Uint8Array) => {
    const from = Math.max(0, Math.min(at, bytes.length - values.length))
    const before = Buffer.from(bytes.subarray(from, from + values.length))
    undo.push(() => bytes.set(before, from))
    bytes.set(values, from)
  }
  const place = () => {
    const [start, end] = random.pick(hot)
    return start + random.below(end - start)
  }
  const times = 1 + random.few(7)
  for (let time = 0; time < times; time++) {
    const at = place()
    const value = Buffer.alloc(4)
    switch (random.below(6)) {
      case 0:
        set(at, Uint8Array.of(random.below(256)))
        break
      case 1:
        value.writeUInt32LE(random.pick(numbers))
        set(at & ~3, value)
        break
      case 2:
        value.writeUInt32LE(random.pick(numbers))
        set(at & ~1, value.subarray(0, 2))
        break
      case 3:
        set(at & ~31, Buffer.from(bytes.subarray(place() & ~31).subarray(0, 32)))
        break
      case 4:
        set(at, random.bytes(1 + random.below(16)))
        break
      default:
        value.writeUInt32LE(2 + random.below(200))
        set(at & ~1, value.subarray(0, random.once(2) ? 2 : 4))
    }
  }
  // Tables of which the CRC does not fit are not used, so half of them are made to fit.
  if (kind === 'raw' && random.once(2)) repairGpt(bytes, set)
  return () => {
    for (const step of undo.toReversed()) step()
  }
}

function repairGpt(bytes: Buffer, set: (at: number, values: Uint8Array) => void): void {
  if (bytes.toString('latin1', 512, 520) !== 'EFI PART') return
  const [count, size] = [bytes.readUInt32LE(512 + 80), bytes.readUInt32LE(512 + 84)]
  const start = Number(bytes.readBigUInt64LE(512 + 72)) * 512
  if (!(start + count * size <= bytes.length)) return
  const word = Buffer.alloc(4)
  word.writeUInt32LE(crc32(bytes.subarray(start, start + count * size)))
  set(512 + 88, Buffer.from(word))
  const length = bytes.readUInt32LE(512 + 12)
  if (length < 92 || length > 512) return
  const header = Buffer.from(bytes.subarray(512, 512 + length))
  header.fill(0, 16, 20)
  word.writeUInt32LE(crc32(header))
  set(512 + 16, Buffer.from(word))
}
