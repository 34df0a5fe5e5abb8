// A prepared copy: the new state is on the bank, and nothing else of the disk is different. fsck.fat, mtools and a comparison of every byte say so.
import { execFileSync } from 'node:child_process'
import { closeSync, openSync, readdirSync, truncateSync, writeSync } from 'node:fs'
import { mkdtemp, open, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hasProgram } from '../../../../testing/archives/has-program'
import { bankFiles, type BootDiskOptions, makeBootDisk } from '../../../../testing/fixtures/disks/boot-disk'
import { makeFat } from '../../../../testing/fixtures/disks/fat'
import { imageBytes, writeSparse } from '../../../../testing/fixtures/disks/sparse-image'
import { flatDescriptor, sparseVmdk } from '../../../../testing/fixtures/disks/vmdk'
import { needs } from '../../../../testing/needs'
import { bytesOf, sha256Of } from '../../codecs/bytes'
import { defaultLimits } from '../../codecs/limits'
import { refusalOf } from '../../files/file-errors'
import { chooseBank, type Disk, openDisk } from '../open-disk'
import { prepareCopy } from './prepare-copy'
import { recipeText } from './recipe'

let folder: string
const at = (name: string) => join(folder, name)
const now = new Date('2024-05-06T07:08:10Z')
const text = (length: number, seed: number) =>
  Buffer.from(Array.from({ length }, (_, index) => (index * 31 + seed) & 0xff))
const banks: BootDiskOptions['banks'] = [
  { state: text(60_000, 1), bootstate: 0, updated: 4, build: '7.0.2-1' },
  { state: text(50_000, 2), bootstate: 0, updated: 3, build: '7.0.1-1' },
]

async function opened(path: string): Promise<Disk> {
  const name = path.slice(path.lastIndexOf('/') + 1)
  const disk = await openDisk(path, { name, limits: defaultLimits, refusal: code => refusalOf(code, path) })
  if (!disk) throw new Error('no disk')
  return disk
}

async function prepared(path: string, state: Uint8Array, out: string, bank: string | null = null) {
  const disk = await opened(path)
  return prepareCopy(disk, chooseBank(disk, bank), bytesOf(state), out, { now })
}

/** The bytes without those of some ranges. */
function without(bytes: Buffer, ranges: readonly { readonly offset: number; readonly after: Uint8Array }[]): Buffer {
  for (const { offset, after } of ranges) bytes.fill(0, offset, offset + after.length)
  return bytes
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bootbank-prepare-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

describe.each([
  ['FAT16 of a bank since 7.0', 'gpt-since-7.0', {}],
  ['FAT16 of a bank before 7.0', 'mbr-before-7.0', {}],
  ['FAT16 whose file lies scattered', 'gpt-before-7.0', { scattered: true }],
  ['FAT12', 'gpt-since-7.0', { kind: 12, clusterBytes: 8192 }],
  ['FAT12 whose file lies scattered', 'gpt-since-7.0', { kind: 12, clusterBytes: 8192, scattered: true }],
  ['FAT32', 'gpt-since-7.0', { kind: 32, clusterBytes: 512 }],
] as const)('on %s', (title, layout, fat) => {
  const path = () => at(`${title}.img`)
  beforeAll(async () => {
    // FAT32 begins with 65,525 clusters.
    const bankBytes = 'kind' in fat && fat.kind === 32 ? 40 * 1024 * 1024 : 20 * 1024 * 1024
    await writeSparse(path(), makeBootDisk({ layout, banks, fat, bankBytes, size: bankBytes * 2 + 8 * 1024 * 1024 }))
  })

  test.each([
    ['smaller', text(900, 7)],
    ['of the same size', text(60_000, 8)],
    ['larger', text(300_000, 9)],
  ])('a state that is %s is there, and nothing else is different', async (size, state) => {
    const out = at(`${title} ${size}.img`)
    const { ranges } = await prepared(path(), state, out)
    const copy = await opened(out)
    expect(copy.report.findings).toEqual([])
    expect(copy.report.banks[0]?.state).toMatchObject({
      sha256: sha256Of(bytesOf(state)),
      modified: '2024-05-06T07:08:10',
    })
    const [before, after] = [await readFile(path()), await readFile(out)]
    expect(after.length).toBe(before.length)
    // Everything but the file, its entry and the tables: the ranges are no more than these.
    const bank = copy.report.partitions.find(({ number }) => number === 5)
    for (const { offset, after: bytes } of ranges) {
      expect(offset).toBeGreaterThanOrEqual(bank?.start ?? 0)
      expect(offset + bytes.length).toBeLessThanOrEqual((bank?.start ?? 0) + (bank?.size ?? 0))
    }
    expect(Buffer.compare(without(before, ranges), without(Buffer.from(after), ranges))).toBe(0)
    if (!hasProgram('fsck.fat') || !hasProgram('mcopy')) return
    await writeFile(at('part.fat'), after.subarray(bank?.start, (bank?.start ?? 0) + (bank?.size ?? 0)))
    execFileSync('fsck.fat', ['-n', at('part.fat')])
    for (const { name, content } of bankFiles(banks[0])) {
      if (content.length === 0) continue
      const read = execFileSync('mtype', ['-i', at('part.fat'), `::/${name}`])
      expect([name, Buffer.compare(read, name === 'state.tgz' ? state : content)]).toEqual([name, 0])
    }
  })
})

describe('a copy', () => {
  beforeAll(() => writeSparse(at('disk.img'), makeBootDisk({ layout: 'gpt-since-7.0', banks })))

  test('of a sparse or a flat VMDK is a raw image of the same disk', async () => {
    const image = makeBootDisk({ layout: 'gpt-since-7.0', banks })
    await writeSparse(at('flat-flat.vmdk'), image)
    await writeFile(at('flat.vmdk'), flatDescriptor('flat-flat.vmdk', image.size))
    await writeFile(at('stream.vmdk'), sparseVmdk(image, 'stream.vmdk', true))
    await prepared(at('stream.vmdk'), text(70_000, 3), at('from-vmdk.img'), '2')
    await prepared(at('disk.img'), text(70_000, 3), at('from-raw.img'), '2')
    await prepared(at('flat.vmdk'), text(70_000, 3), at('from-flat.img'), '2')
    expect(Buffer.compare(await readFile(at('from-flat.img')), await readFile(at('from-raw.img')))).toBe(0)
    expect(Buffer.compare(await readFile(at('from-vmdk.img')), await readFile(at('from-raw.img')))).toBe(0)
  })

  test('has holes where the disk has zeros', async () => {
    await writeSparse(at('large.img'), makeBootDisk({ layout: 'gpt-before-7.0', banks, size: 512 * 1024 * 1024 }))
    await prepared(at('large.img'), text(70_000, 3), at('large-copy.img'))
    const [{ size, blocks }, source] = [await stat(at('large-copy.img')), await stat(at('large.img'))]
    expect(size).toBe(512 * 1024 * 1024)
    expect(blocks * 512).toBeLessThan(source.blocks * 512 + 4 * 1024 * 1024)
  })

  test('is never written over the disk, a link, or where it has no room, and then nothing is left', async () => {
    const before = await readFile(at('disk.img'))
    await symlink('/dev/null', at('to-a-device'))
    await writeFile(at('hard-to-lose.img'), 'keep me')
    const cases = [
      [at('disk.img'), text(10, 1), 'SAME_FILE'],
      [at('to-a-device'), text(10, 1), 'WRITE_FAILED'],
      ['/dev/null', text(10, 1), 'WRITE_FAILED'],
      [folder, text(10, 1), 'WRITE_FAILED'],
      [at('hard-to-lose.img'), Buffer.alloc(21 * 1024 * 1024, 1), 'NO_ROOM'],
      [at('hard-to-lose.img'), Buffer.alloc(0), 'FILE_SYSTEM'],
    ] as const
    for (const [out, state, code] of cases) {
      await expect(prepared(at('disk.img'), state, out)).rejects.toMatchObject({ code })
    }
    expect(Buffer.compare(await readFile(at('disk.img')), before)).toBe(0)
    expect(await readFile(at('hard-to-lose.img'), 'utf8')).toBe('keep me')
    expect((await readdir(folder)).filter(name => name.endsWith('.tmp'))).toEqual([])
  })

  test('is refused of a file system that is not whole: two tables that differ, or a chain that runs into another', async () => {
    const start = 8192 * 512
    const bytes = await readFile(at('disk.img'))
    const fatBytes = bytes.readUInt16LE(start + 22) * 512
    bytes.writeUInt16LE(0x1234, start + 512 + fatBytes + 100)
    await writeFile(at('tables.img'), bytes)
    await expect(prepared(at('tables.img'), text(10, 1), at('no.img'))).rejects.toMatchObject({
      code: 'FILE_SYSTEM',
      message: expect.stringContaining('differs from the first one'),
    })
    const crossed = await readFile(at('disk.img'))
    // The second cluster of the kernel leads to that of boot.cfg.
    for (const table of [start + 512, start + 512 + fatBytes]) crossed.writeUInt16LE(2, table + 4 * 2)
    await writeFile(at('crossed.img'), crossed)
    await expect(prepared(at('crossed.img'), text(10, 1), at('no.img'))).rejects.toMatchObject({
      code: 'FILE_SYSTEM',
      message: expect.stringContaining('already'),
    })
    // The kernel as an empty folder whose chain leads to itself: no file is wrong.
    const looping = await readFile(at('disk.img'))
    const entry = looping.indexOf('B       B00', start, 'latin1')
    const cluster = looping.readUInt16LE(entry + 26)
    looping[entry + 11] = 0x10
    for (const table of [start + 512, start + 512 + fatBytes]) looping.writeUInt16LE(cluster, table + cluster * 2)
    const dataStart = start + 512 + 2 * fatBytes + 512 * 32
    const clusterBytes = (looping[start + 13] ?? 0) * 512
    looping.fill(0, dataStart + (cluster - 2) * clusterBytes, dataStart + (cluster - 1) * clusterBytes)
    await writeFile(at('looping.img'), looping)
    await expect(prepared(at('looping.img'), text(10, 1), at('no.img'))).rejects.toMatchObject({
      code: 'FILE_SYSTEM',
      message: expect.stringMatching(/chain of b\.b00.*already/i),
    })
  })

  test('that is cancelled leaves nothing', async () => {
    const disk = await opened(at('disk.img'))
    const stop = new AbortController()
    const onProgress = (phase: string, done: number) => {
      if (phase.startsWith('Reading back') && done > 0) stop.abort()
    }
    const copying = prepareCopy(disk, chooseBank(disk, null), bytesOf(text(10, 1)), at('cancelled.img'), {
      now,
      signal: stop.signal,
      onProgress,
    })
    await expect(copying).rejects.toMatchObject({ code: 'CANCELLED' })
    expect((await readdir(folder)).filter(name => name.includes('cancelled'))).toEqual([])
  })

  test('that was written to meanwhile is refused: what was written is compared, and what is not a hole as well', async () => {
    const spoilt = async (what: string, spoil: (temporary: string) => void) => {
      const before = new Set(await readdir(folder))
      let isSpoilt = false
      const onProgress = () => {
        const temporary = readdirSync(folder).find(name => !before.has(name) && name.includes(what))
        // The first piece holds the table of partitions, which is compared later than this.
        if (!temporary || isSpoilt) return
        isSpoilt = true
        spoil(at(temporary))
      }
      const disk = await opened(at('disk.img'))
      const options = { now, onProgress }
      await expect(
        prepareCopy(disk, chooseBank(disk, null), bytesOf(text(10, 1)), at(`${what}.img`), options),
      ).rejects.toMatchObject({ code: 'VERIFY_FAILED' })
      expect(isSpoilt).toBe(true)
      expect((await readdir(folder)).filter(name => name.includes(what))).toEqual([])
    }
    const put = (path: string, bytes: Buffer, offset: number) => {
      const file = openSync(path, 'r+')
      writeSync(file, bytes, 0, bytes.length, offset)
      closeSync(file)
    }
    // A disk of 64 MiB, whose last third has nothing but the second table at its end.
    await spoilt('hole', path => put(path, Buffer.alloc(256 * 1024, 1), 50 * 1024 * 1024))
    await spoilt('longer', path => truncateSync(path, 65 * 1024 * 1024))
  })
})

describe('the recipe', needs(hasProgram('dd') && hasProgram('sha256sum'), 'dd and sha256sum'), () => {
  const shells = [
    ['sh', []],
    ['bash', []],
    ['busybox', ['ash']],
  ] as const

  test.each(shells)('of dd makes the copy of the disk itself, in %s', async (shell, args) => {
    await writeSparse(at('stick.img'), makeBootDisk({ layout: 'gpt-since-7.0', banks }))
    const { ranges } = await prepared(at('stick.img'), text(90_000, 4), at("it's ready.img"))
    await writeFile(at('state.dd'), recipeText('stick.img', at("it's ready.img"), ranges))
    execFileSync(shell, [...args, at('state.dd')], { env: { ...process.env, DEVICE: at('stick.img') }, cwd: folder })
    expect(Buffer.compare(await readFile(at('stick.img')), await readFile(at("it's ready.img")))).toBe(0)
  })

  test('writes nothing to another disk', async () => {
    await writeSparse(at('stick.img'), makeBootDisk({ layout: 'gpt-since-7.0', banks }))
    const { ranges } = await prepared(at('stick.img'), text(90_000, 4), at('ready.img'))
    await writeFile(at('state.dd'), recipeText('stick.img', at('ready.img'), ranges))
    const file = await open(at('stick.img'), 'r+')
    await file.write('x', ranges[0]?.offset ?? 0)
    await file.close()
    const before = await readFile(at('stick.img'))
    const run = () =>
      execFileSync('sh', [at('state.dd')], { env: { ...process.env, DEVICE: at('stick.img') }, stdio: 'pipe' })
    expect(run).toThrow(/Nothing was written/)
    expect(Buffer.compare(await readFile(at('stick.img')), before)).toBe(0)
  })

  test('is a script that shellcheck finds nothing in', needs(hasProgram('shellcheck'), 'shellcheck'), async () => {
    const { ranges } = await prepared(at('disk.img'), text(90_000, 4), at('checked.img'))
    await writeFile(at('checked.dd'), recipeText('disk.img', at('checked.img'), ranges))
    execFileSync('shellcheck', ['-s', 'sh', at('checked.dd')], { encoding: 'utf8' })
  })
})

test('what the generator makes of a file system is what its image holds', () => {
  const size = 3 * 1024 * 1024
  const pieces = makeFat({
    kind: 12,
    size,
    clusterBytes: 2048,
    label: 'X',
    files: [{ name: 'a.txt', content: text(3000, 1) }],
  })
  expect(imageBytes({ size, pieces }).subarray(0, 3)).toEqual(Buffer.from([0xeb, 0x3c, 0x90]))
})
