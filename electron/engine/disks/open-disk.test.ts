// Whole disks: what the reader finds on them is what they were made of, and what programs from outside find too.
import { execFileSync } from 'node:child_process'
import { mkdtemp, mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hasProgram } from '../../../testing/archives/has-program'
import { sealedState } from '../../../testing/archives/small-backups'
import { bankFiles, type BootDiskOptions, bootCfgText, makeBootDisk } from '../../../testing/fixtures/disks/boot-disk'
import { imageBytes, writeSparse } from '../../../testing/fixtures/disks/sparse-image'
import { flatDescriptor, sparseVmdk } from '../../../testing/fixtures/disks/vmdk'
import { needs } from '../../../testing/needs'
import { BootbankError } from '../../../shared/model/errors'
import { bytesOf, sha256Of, toUint8Array } from '../codecs/bytes'
import { defaultLimits } from '../codecs/limits'
import { refusalOf } from '../files/file-errors'
import { chooseBank, type Disk, openDisk } from './open-disk'

let folder: string
const at = (name: string) => join(folder, name)
const state = sealedState()
const banks: BootDiskOptions['banks'] = [
  { state, bootstate: 0, updated: 4, build: '7.0.2-0.0.17867351' },
  { state: Buffer.from('an older state'), bootstate: 0, updated: 3, build: '7.0.1-0.0.16850804' },
]
const layouts = ['gpt-since-7.0', 'gpt-before-7.0', 'mbr-before-7.0'] as const

/** Number, type, file system and label, as docs/banks.md has them. */
const partitionsOf: Readonly<Record<(typeof layouts)[number], readonly string[]>> = {
  'gpt-since-7.0': [
    '1 EFI system - BOOT',
    '5 basic data FAT16 BOOTBANK1',
    '6 basic data FAT16 BOOTBANK2',
    '7 VMFS-L - OSDATA',
    '8 VMFS -',
  ],
  'gpt-before-7.0': [
    '1 EFI system -',
    '2 basic data FAT16',
    '3 VMFS -',
    '5 basic data FAT16',
    '6 basic data FAT16',
    '7 VMware core dump -',
    '8 basic data FAT16',
    '9 VMware core dump -',
  ],
  'mbr-before-7.0': [
    '1 FAT16 below 32 MB -',
    '2 FAT16 FAT16',
    '3 VMFS -',
    '5 FAT16 FAT16',
    '6 FAT16 FAT16',
    '7 VMware core dump -',
    '8 FAT16 FAT16',
  ],
}

/** sfdisk writes the byte of an MBR without its 0x. */
const guidOrByte = (type: string) => (type.includes('-') ? type : `0x${type.toUpperCase().padStart(2, '0')}`)

async function open(path: string): Promise<Disk> {
  const name = path.slice(path.lastIndexOf('/') + 1)
  const disk = await openDisk(path, { name, limits: defaultLimits, refusal: code => refusalOf(code, path) })
  if (!disk) throw new Error('no disk')
  return disk
}

const thrownBy = (path: string) =>
  open(path).then(
    () => null,
    (error: unknown) => (error instanceof BootbankError ? error : null),
  )

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bootbank-disks-'))
  for (const layout of layouts) await writeSparse(at(`${layout}.img`), makeBootDisk({ layout, banks }))
}, 60_000)
afterAll(() => rm(folder, { recursive: true, force: true }))

describe.each(layouts)('a disk of the layout %s', layout => {
  test('shows its partitions, both banks with what is in them, and which one boots', async () => {
    const { report, banks: opened } = await open(at(`${layout}.img`))
    expect(report.findings).toEqual([])
    expect(report).toMatchObject({
      kind: 'raw',
      table: layout.startsWith('gpt') ? 'gpt' : 'mbr',
      layout: layout === 'gpt-since-7.0' ? 'since-7.0' : 'before-7.0',
      boots: { byState: 1, byUpdated: 1, isTied: false },
    })
    expect(
      report.banks.map(({ partition, updated, build, bootstate }) => ({ partition, updated, build, bootstate })),
    ).toEqual(
      banks.map(({ updated, build, bootstate }, index) => ({ partition: 5 + index, updated, build, bootstate })),
    )
    expect(report.banks[0]?.files).toEqual(
      bankFiles(banks[0]).map(({ name, content }) => ({
        name: expect.stringMatching(new RegExp(`^${name}$`, 'i')),
        size: content.length,
        modified: '2021-03-02T14:17:06',
      })),
    )
    expect(report.banks[0]?.state?.sha256).toBe(sha256Of(bytesOf(state)))
    expect(Buffer.compare(toUint8Array(opened[0]?.state ?? bytesOf()), state)).toBe(0)
  })

  test('has all partitions of its release: numbers, types, file systems and labels', async () => {
    const { report } = await open(at(`${layout}.img`))
    const told = report.partitions.map(({ number, typeName, fileSystem, label }) =>
      [number, typeName, fileSystem ?? '-', label].join(' ').trim(),
    )
    expect(told.toSorted()).toEqual(partitionsOf[layout])
  })

  test('has the partitions that sfdisk reads', needs(hasProgram('sfdisk'), 'sfdisk'), async () => {
    const { report } = await open(at(`${layout}.img`))
    const { partitiontable } = JSON.parse(execFileSync('sfdisk', ['-J', at(`${layout}.img`)], { encoding: 'utf8' }))
    const theirs = partitiontable.partitions
      .filter(({ type }: { type: string }) => type !== '5')
      .map(({ node, start, size, type }: { node: string; start: number; size: number; type: string }) => ({
        number: Number(/(\d+)$/.exec(node)?.[1]),
        start: start * 512,
        size: size * 512,
        type: guidOrByte(type),
      }))
    const ours = report.partitions.map(({ number, start, size, type }) => ({ number, start, size, type }))
    const order = (one: { number: number }, two: { number: number }) => one.number - two.number
    expect(ours.toSorted(order)).toEqual(theirs.toSorted(order))
  })

  test('has the files that mtools reads, byte for byte', needs(hasProgram('mcopy'), 'mtools'), async () => {
    const { report } = await open(at(`${layout}.img`))
    for (const [index, { partition, files }] of report.banks.entries()) {
      const start = report.partitions.find(({ number }) => number === partition)?.start
      const names = execFileSync('mdir', ['-b', '-i', `${at(`${layout}.img`)}@@${start}`, '::/'], { encoding: 'utf8' })
      expect(files.map(({ name }) => name.toLowerCase()).toSorted()).toEqual(
        names
          .trim()
          .split('\n')
          .map(name => name.replace(/^::\//, '').toLowerCase())
          .toSorted(),
      )
      const read = execFileSync('mtype', ['-i', `${at(`${layout}.img`)}@@${start}`, '::/boot.cfg'], {
        encoding: 'utf8',
      })
      expect(read).toBe(bootCfgText(banks[index === 0 ? 0 : 1]))
    }
  })

  test('has file systems that fsck.fat finds whole', needs(hasProgram('fsck.fat'), 'fsck.fat'), async () => {
    const { report } = await open(at(`${layout}.img`))
    const whole = await readFile(at(`${layout}.img`))
    for (const { start, size, fileSystem } of report.partitions) {
      if (fileSystem === null) continue
      await writeFile(at('part.fat'), whole.subarray(start, start + size))
      execFileSync('fsck.fat', ['-n', at('part.fat')])
    }
  })
})

describe('a VMDK', () => {
  const image = makeBootDisk({ layout: 'gpt-since-7.0', banks })

  test('that is flat is read through its descriptor', async () => {
    await writeSparse(at('flat-flat.vmdk'), image)
    await writeFile(at('flat.vmdk'), flatDescriptor('flat-flat.vmdk', image.size))
    const { report } = await open(at('flat.vmdk'))
    expect(report).toMatchObject({
      kind: 'vmdk-flat',
      size: image.size,
      findings: [],
      banks: [{ updated: 4 }, { updated: 3 }],
    })
  })

  test.each([
    ['sparse', false],
    ['stream-optimized', true],
  ])('that is %s gives the same disk', async (kind, isStream) => {
    await writeFile(at(`${kind}.vmdk`), sparseVmdk(image, `${kind}.vmdk`, isStream))
    const disk = await open(at(`${kind}.vmdk`))
    expect(disk.report).toMatchObject({ kind: `vmdk-${kind}`, size: image.size, findings: [] })
    expect(sha256Of(disk.image?.bytes ?? bytesOf())).toBe(sha256Of(bytesOf(imageBytes(image))))
  })

  test.each(['monolithicSparse', 'streamOptimized', 'monolithicFlat', 'twoGbMaxExtentSparse', 'twoGbMaxExtentFlat'])(
    'of the kind %s that qemu-img makes gives the same disk, and qemu-img reads ours',
    needs(hasProgram('qemu-img'), 'qemu-img'),
    async subformat => {
      const raw = at('gpt-since-7.0.img')
      const made = at(`qemu-${subformat}.vmdk`)
      execFileSync('qemu-img', ['convert', '-f', 'raw', '-O', 'vmdk', '-o', `subformat=${subformat}`, raw, made])
      const disk = await open(made)
      expect(sha256Of(disk.image?.bytes ?? bytesOf())).toBe(sha256Of(bytesOf(imageBytes(image))))
      expect(disk.report.banks).toHaveLength(2)
      if (subformat !== 'monolithicSparse' && subformat !== 'streamOptimized') return
      await writeFile(at('ours.vmdk'), sparseVmdk(image, 'ours.vmdk', subformat === 'streamOptimized'))
      execFileSync('qemu-img', ['convert', '-f', 'vmdk', '-O', 'raw', at('ours.vmdk'), at('back.img')])
      expect(Buffer.compare(await readFile(at('back.img')), imageBytes(image))).toBe(0)
    },
  )

  test.each([
    ['a path', '../flat-flat.vmdk', 'not a plain name'],
    ['an absolute path', '/etc/passwd', 'not a plain name'],
    ['a path of Windows', '..\\secret', 'not a plain name'],
    ['a link', 'link.vmdk', 'not a regular file'],
    ['a file that is missing', 'gone.vmdk', 'no such file'],
    ['a file that is too short', 'short.vmdk', 'should end at byte'],
  ])('that names %s as its extent is refused', async (_title, extent, words) => {
    await writeFile(at('short.vmdk'), 'short')
    await symlink('/etc/passwd', at('link.vmdk')).catch(() => undefined)
    await writeFile(at('hostile.vmdk'), flatDescriptor(extent, image.size))
    expect(await thrownBy(at('hostile.vmdk'))).toMatchObject({
      code: 'DISK_IMAGE',
      message: expect.stringContaining(words),
    })
  })

  test('that is a snapshot is refused, with what to do', async () => {
    const text = flatDescriptor('flat-flat.vmdk', image.size).replace('parentCID=ffffffff', 'parentCID=12345678')
    await writeFile(at('snapshot.vmdk'), text)
    expect(await thrownBy(at('snapshot.vmdk'))).toMatchObject({
      code: 'DISK_IMAGE',
      message: expect.stringContaining('snapshot'),
    })
  })
})

describe('a mounted bank', () => {
  test('is read from its folder, and both from the folder above', async () => {
    for (const [index, bank] of banks.entries()) {
      await mkdir(at(`mnt/BOOTBANK${index + 1}`), { recursive: true })
      for (const { name, content } of bankFiles(bank)) await writeFile(at(`mnt/BOOTBANK${index + 1}/${name}`), content)
    }
    const { report } = await open(at('mnt'))
    expect(report.banks.map(({ label, updated }) => [label, updated])).toEqual([
      ['BOOTBANK1', 4],
      ['BOOTBANK2', 3],
    ])
    const one = await open(at('mnt/BOOTBANK2'))
    expect(one.report).toMatchObject({ kind: 'folder', banks: [{ number: 1, label: 'BOOTBANK2', updated: 3 }] })
  })

  test('that is none is refused as a folder', async () => {
    await mkdir(at('plain'), { recursive: true })
    expect(await thrownBy(at('plain'))).toMatchObject({ code: 'IS_DIRECTORY' })
  })
})

test('one partition alone is a disk too', async () => {
  const { report } = await open(at('gpt-since-7.0.img'))
  const [first] = report.banks
  const partition = report.partitions.find(({ number }) => number === first?.partition)
  const whole = await readFile(at('gpt-since-7.0.img'))
  await writeFile(at('one.img'), whole.subarray(partition?.start, (partition?.start ?? 0) + (partition?.size ?? 0)))
  expect((await open(at('one.img'))).report).toMatchObject({
    table: 'none',
    banks: [{ label: 'BOOTBANK1', updated: 4 }],
  })
})

test('a bank is chosen by number, by label, or as the one that boots', async () => {
  const disk = await open(at('gpt-since-7.0.img'))
  expect(chooseBank(disk, null).report.number).toBe(1)
  expect(chooseBank(disk, '2').report.number).toBe(2)
  expect(chooseBank(disk, 'bootbank2').report.number).toBe(2)
  expect(() => chooseBank(disk, '3')).toThrow(expect.objectContaining({ code: 'NO_BANK' }))
})
