// Disks that lie, by name: each is read as far as it can be, what is wrong is told with partition, structure and byte, and the rest is there.
import { crc32, deflateSync } from 'node:zlib'
import { beforeAll, describe, expect, test } from 'vitest'
import { tryDisk } from '../../../testing/fuzz/try-disk'
import { type BootDiskOptions, makeBootDisk } from '../../../testing/fixtures/disks/boot-disk'
import { imageBytes } from '../../../testing/fixtures/disks/sparse-image'
import { sparseVmdk } from '../../../testing/fixtures/disks/vmdk'
import { bytesOf } from '../codecs/bytes'
import { defaultLimits } from '../codecs/limits'
import { readFolder } from './fat/folder'
import { readDisk } from './open-disk'
import { openSparse } from './vmdk/sparse'

const MiB = 1024 * 1024
const banks: BootDiskOptions['banks'] = [
  { state: Buffer.alloc(9000, 1), bootstate: 0, updated: 4, build: '2' },
  { state: Buffer.alloc(7000, 2), bootstate: 0, updated: 3, build: '1' },
]
const small = { banks, size: 16 * MiB, bankBytes: 5 * MiB, fat: { clusterBytes: 1024 } } as const
const BANK = 8192 * 512
const FAT = BANK + 512
let gpt: Buffer
let mbr: Buffer
let fatBytes: number
let root: number
beforeAll(() => {
  gpt = imageBytes(makeBootDisk({ ...small, layout: 'gpt-since-7.0' }))
  mbr = imageBytes(makeBootDisk({ ...small, layout: 'mbr-before-7.0' }))
  fatBytes = gpt.readUInt16LE(BANK + 22) * 512
  root = FAT + 2 * fatBytes
})

const read = (bytes: Buffer) =>
  readDisk(
    { name: 'disk.img', kind: 'raw', bytes: bytesOf(bytes), files: [], plainFile: null },
    { limits: defaultLimits },
  ).report

function changed(bytes: Buffer, change: (copy: Buffer) => void): Buffer {
  const copy = Buffer.from(bytes)
  change(copy)
  return copy
}

/** Makes the CRCs of the first GPT fit again. */
function repaired(bytes: Buffer): Buffer {
  bytes.writeUInt32LE(crc32(bytes.subarray(1024, 1024 + 128 * 128)), 512 + 88)
  bytes.writeUInt32LE(0, 512 + 16)
  bytes.writeUInt32LE(crc32(bytes.subarray(512, 512 + 92)), 512 + 16)
  return bytes
}

/** Where the entry of a file is on the first bank. */
function entryAt(bytes: Buffer, name: string): number {
  const offset = readFolder(bytes.subarray(root, root + 512 * 32)).entries.find(one => one.shortName === name)?.offset
  if (offset === undefined) throw new Error(name)
  return root + offset
}

const row = (number: number) => 1024 + (number - 1) * 128
const cases: readonly (readonly [string, () => Buffer, RegExp, number])[] = [
  [
    'a GPT whose CRC does not fit',
    () => changed(gpt, one => one.writeUInt8(9, row(5) + 40)),
    /GPT rows → byte 1024: their CRC/,
    2,
  ],
  [
    'a GPT whose first copy is gone',
    () => changed(gpt, one => one.fill(0, 512, 1024)),
    /GPT header → byte 512: there is none/,
    2,
  ],
  [
    'a GPT whose rows are said to be outside',
    () => repairedHeader(one => one.writeBigUInt64LE(1n << 50n, 512 + 72)),
    /is not on the disk/,
    2,
  ],
  [
    'a GPT of four billion rows',
    () => repairedHeader(one => one.writeUInt32LE(0xffffffff, 512 + 80)),
    /4294967295 rows/,
    2,
  ],
  [
    'a partition beyond the end',
    () => repaired(changed(gpt, one => one.writeBigUInt64LE(1n << 40n, row(6) + 40))),
    /ends at byte/,
    2,
  ],
  [
    'a partition that begins beyond the end',
    () => repaired(changed(gpt, one => one.writeBigUInt64LE(1n << 40n, row(6) + 32))),
    /GPT row 6 → byte 1664: partition 6/,
    1,
  ],
  [
    'partitions that overlap',
    () => repaired(changed(gpt, one => one.writeBigUInt64LE(8192n, row(6) + 32))),
    /partitions 5 and 6 overlap/,
    2,
  ],
  [
    'a chain of logical partitions that leads back',
    () => changed(mbr, one => one.writeUInt32LE(0, (8192 + 10240) * 512 + 446 + 16 + 8)),
    /chain of logical partitions → byte \d+: it leads back/,
    2,
  ],
  [
    'a chain of logical partitions that leads off the disk',
    () => changed(mbr, one => one.writeUInt32LE(0xfffffff0, 8191 * 512 + 446 + 16 + 8)),
    /it leads off the disk/,
    1,
  ],
  [
    'a FAT chain that loops',
    () =>
      changed(gpt, one => {
        const cluster = one.readUInt16LE(entryAt(one, 'STATE.TGZ') + 26)
        one.writeUInt16LE(cluster, FAT + 2 * (cluster + 3))
      }),
    /partition 5 → chain of state.tgz → byte \d+: it leads to cluster \d+, which is in this or another/i,
    2,
  ],
  [
    'FAT chains that cross',
    () =>
      changed(gpt, one => {
        const cluster = one.readUInt16LE(entryAt(one, 'STATE.TGZ') + 26)
        one.writeUInt16LE(cluster + 2, FAT + 2 * 3)
      }),
    /which is in this or another chain already/,
    2,
  ],
  [
    'a cluster beyond the end',
    () => changed(gpt, one => one.writeUInt16LE(0xfff0, FAT + 2 * one.readUInt16LE(entryAt(one, 'STATE.TGZ') + 26))),
    /leads to cluster 65520, which there is not/,
    2,
  ],
  [
    'a first cluster that is none',
    () => changed(gpt, one => one.writeUInt16LE(1, entryAt(one, 'STATE.TGZ') + 26)),
    /leads to cluster 1, which there is not/,
    2,
  ],
  [
    'a file larger than its chain',
    () => changed(gpt, one => one.writeUInt32LE(900_000, entryAt(one, 'STATE.TGZ') + 28)),
    /ends after \d+ of the \d+ clusters/,
    2,
  ],
  [
    'a file larger than the file system',
    () => changed(gpt, one => one.writeUInt32LE(0xffffffff, entryAt(one, 'STATE.TGZ') + 28)),
    /more than the file system/,
    2,
  ],
  [
    'a folder that is its own child',
    () =>
      changed(gpt, one => {
        const at = entryAt(one, 'S.V00')
        const cluster = one.readUInt16LE(at + 26)
        one[at + 11] = 0x10
        // The folder's first entry is itself.
        one.copy(one, BANK + 512 + 2 * fatBytes + 512 * 32 + (cluster - 2) * 1024, at, at + 32)
      }),
    /which is in this or another chain already/,
    2,
  ],
  [
    'two folders that are each within the other',
    () =>
      changed(gpt, one => {
        const [first, second] = [entryAt(one, 'S.V00'), entryAt(one, 'B.B00')]
        const data = BANK + 512 + 2 * fatBytes + 512 * 32
        for (const at of [first, second]) one[at + 11] = 0x10
        for (const [at, other] of [
          [first, second],
          [second, first],
        ] as const)
          one.copy(one, data + (one.readUInt16LE(at + 26) - 2) * 1024, other, other + 32)
      }),
    /which is in this or another chain already/,
    2,
  ],
  [
    'a long name whose pieces are out of order',
    () =>
      changed(gpt, one => {
        const at = entryAt(one, 'LONG~8.DAT')
        one[at - 32] = 5
      }),
    /root folder → byte \d+: .*long name/,
    2,
  ],
  [
    'a FAT whose tables are said to be longer than the partition',
    () => changed(gpt, one => one.writeUInt16LE(0xffff, BANK + 22)),
    /partition 5 → FAT boot sector → byte \d+: its tables/,
    1,
  ],
  [
    'a FAT that says that it is larger than its partition',
    () =>
      changed(gpt, one => {
        one.writeUInt16LE(0, BANK + 19)
        one.writeUInt32LE(0xfffffff, BANK + 32)
      }),
    /partition 5 → FAT boot sector/,
    1,
  ],
  [
    'a FAT without tables',
    () =>
      changed(gpt, one => {
        one.writeUInt16LE(0, BANK + 22)
        one.writeUInt32LE(0, BANK + 36)
      }),
    /its tables have no sectors/,
    1,
  ],
]

function repairedHeader(change: (copy: Buffer) => void): Buffer {
  return changed(gpt, one => {
    change(one)
    one.writeUInt32LE(0, 512 + 16)
    one.writeUInt32LE(crc32(one.subarray(512, 512 + 92)), 512 + 16)
  })
}

describe('a disk with', () => {
  test.each(cases)('%s: told with its place, and the rest is read', (_title, make, words, count) => {
    const report = read(make())
    const told = [
      ...report.findings.map(({ message }) => message),
      ...report.banks.map(({ state }) => state?.problem ?? ''),
    ]
    expect(told.join('\n')).toMatch(words)
    expect(report.banks).toHaveLength(count)
    for (const { place } of report.findings)
      expect(place).toMatchObject({ layer: 'disk.img', offset: expect.any(Number) })
  })

  test('nothing on it is told as such', () => {
    const report = read(Buffer.alloc(MiB))
    expect(report).toMatchObject({ banks: [], partitions: [], findings: [{ severity: 'error' }] })
  })
})

describe('a VMDK with', () => {
  const place = { disk: 'disk.vmdk', partition: null, start: 0 }
  const image = makeBootDisk({ ...small, layout: 'gpt-since-7.0' })
  const openChanged = (isStream: boolean, change: (copy: Buffer) => void) =>
    openSparse(bytesOf(changed(sparseVmdk(image, 'disk.vmdk', isStream), change)), place, defaultLimits)

  test.each([
    ['a directory outside', false, (one: Buffer) => one.writeBigUInt64LE(1n << 40n, 56), 'grain directory'],
    ['a capacity beyond any disk', false, (one: Buffer) => one.writeBigUInt64LE(1n << 62n, 12), 'larger than any disk'],
    [
      'a directory of gigabytes',
      false,
      (one: Buffer) => one.writeBigUInt64LE(1n << 40n, 12),
      'limit "grainDirectoryBytes"',
    ],
    ['grains of no size', false, (one: Buffer) => one.writeBigUInt64LE(0n, 20), 'a grain of 0 sectors'],
    ['grains of gigabytes', false, (one: Buffer) => one.writeBigUInt64LE(1n << 30n, 20), 'limit "grainBytes"'],
    ['tables of no rows', false, (one: Buffer) => one.writeUInt32LE(0, 44), 'grain table of 0 rows'],
    ['another compression', true, (one: Buffer) => one.writeUInt16LE(9, one.length - 1024 + 77), 'compression 9'],
    ['its footer gone', true, (one: Buffer) => one.fill(0, one.length - 1024), 'VMDK footer'],
  ])('%s is refused, with the byte', (_title, isStream, change, words) => {
    expect(() => openChanged(isStream, change)).toThrow(
      expect.objectContaining({
        message: expect.stringContaining(words),
        where: expect.objectContaining({ offset: expect.any(Number) }),
      }),
    )
  })

  test.each([
    [
      'a table outside',
      false,
      (one: Buffer) => one.writeUInt32LE(0xfffffff0, 21 * 512),
      'grain directory → byte 10752: grain table 0 is said to be at byte 2199023247360, outside of the file.',
    ],
    [
      'a grain outside',
      false,
      (one: Buffer) => one.writeUInt32LE(0xfffffff0, 22 * 512),
      'grain table → byte 11264: grain 0 is said to be at byte 2199023247360, outside of the file.',
    ],
    [
      'a grain that is another one',
      true,
      (one: Buffer) => one.writeUInt8(9, 128 * 512),
      'grain table → byte 71168: what is at byte 65536 is not grain 0.',
    ],
    [
      'a grain that says it has gigabytes',
      true,
      (one: Buffer) => one.writeUInt32LE(0xfffffff0, 128 * 512 + 8),
      'byte 71168: grain 0 at byte 65536 is said to have 4294967280 compressed bytes.',
    ],
    [
      'a grain that cannot be inflated',
      true,
      (one: Buffer) => one.fill(0xff, 128 * 512 + 12, 128 * 512 + 40),
      'byte 71168: grain 0 at byte 65536 cannot be inflated.',
    ],
  ])('%s is opened, and what lies there is told when it is read', (_title, isStream, change, words) => {
    const { bytes } = openChanged(isStream, change)
    const { report } = readDisk(
      { name: 'disk.vmdk', kind: 'vmdk-sparse', bytes, files: [], plainFile: null },
      { limits: defaultLimits },
    )
    expect(report.findings[0]).toMatchObject({
      code: 'DISK_IMAGE',
      place: { layer: 'disk.vmdk', offset: expect.any(Number) },
      message: expect.stringContaining(words),
    })
  })

  test('a grain that inflates to more than it may is not inflated further', () => {
    const bomb = deflateSync(Buffer.alloc(2 * MiB))
    const { bytes } = openChanged(true, one => {
      one.writeUInt32LE(bomb.length, 128 * 512 + 8)
      bomb.copy(one, 128 * 512 + 12)
    })
    expect(() => bytes.read(0, 512)).toThrow(/grain 0 at byte 65536 cannot be inflated/)
  })
})

test('600 disks that lie break no promise, and are read to all kinds of ends', () => {
  const outcomes = new Set(Array.from({ length: 600 }, (_, number) => tryDisk('npm test', number)))
  expect(outcomes.size).toBeGreaterThan(12)
}, 60_000)
