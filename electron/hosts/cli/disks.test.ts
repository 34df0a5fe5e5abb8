// Disks on the real command line: what `banks` tells, and the state.tgz of a bank as FILE of every other command.
import { execFileSync, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hasProgram } from '../../../testing/archives/has-program'
import { hostFiles, plainState, sealedState } from '../../../testing/archives/small-backups'
import { buildCommandLine, type CommandLine, type Finished } from '../../../testing/command-line/command-line'
import { bankFiles, type BootDiskOptions, makeBootDisk } from '../../../testing/fixtures/disks/boot-disk'
import { writeSparse } from '../../../testing/fixtures/disks/sparse-image'
import { flatDescriptor, sparseVmdk } from '../../../testing/fixtures/disks/vmdk'
import { needs } from '../../../testing/needs'

let cli: CommandLine
let folder: string
const at = (name: string) => join(folder, name)
const run = (...args: string[]) => cli.run(args, { cwd: folder })
const textOf = ({ stdout }: Finished) => stdout.toString('utf8')

const newer = sealedState()
const older = plainState(hostFiles.slice(0, 3))
const banks: BootDiskOptions['banks'] = [
  { state: newer, bootstate: 0, updated: 4, build: '7.0.2-1' },
  { state: older, bootstate: 0, updated: 3, build: '7.0.1-1' },
]

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bootbank-cli-disks-'))
  cli = await buildCommandLine()
  const image = makeBootDisk({ layout: 'gpt-since-7.0', banks })
  await writeSparse(at('disk.img'), image)
  await writeSparse(at('disk-flat.vmdk'), image)
  await writeFile(at('disk.vmdk'), flatDescriptor('disk-flat.vmdk', image.size))
  await writeFile(at('stream.vmdk'), sparseVmdk(image, 'stream.vmdk', true))
  await writeFile(at('sparse.vmdk'), sparseVmdk(image, 'sparse.vmdk', false))
  // The first bank's partition alone.
  await writeFile(at('one.img'), (await readFile(at('disk.img'))).subarray(8192 * 512, 8192 * 512 + 20 * 1024 * 1024))
  await writeFile(at('state.tgz'), newer)
  await mkdir(at('mnt/BOOTBANK1'), { recursive: true })
  for (const { name, content } of bankFiles(banks[0])) await writeFile(at(`mnt/BOOTBANK1/${name}`), content)
}, 120_000)

afterAll(async () => {
  await cli?.remove()
  await rm(folder, { recursive: true, force: true })
})

describe('banks', () => {
  it('shows partitions, banks and which one boots, and with --json the same as one object', async () => {
    const shown = await run('banks', 'disk.img')
    expect(textOf(shown)).toContain(
      '\nBank 2 (partition 6, BOOTBANK2)\n  build      7.0.1-1\n  updated    3\n  bootstate  0, normal\n',
    )
    expect(textOf(shown)).toContain('Bank 1 boots: it has the highest "updated"')
    expect({ code: shown.code, stderr: shown.stderr }).toEqual({ code: 0, stderr: '' })
    const report = JSON.parse(textOf(await run('banks', 'disk.img', '--json')))
    expect(report).toMatchObject({
      layout: 'since-7.0',
      boots: { byState: 1 },
      banks: [{ partition: 5 }, { partition: 6 }],
    })
  })

  it.each([
    ['disk.img', 'raw'],
    ['disk.vmdk', 'vmdk-flat'],
    ['sparse.vmdk', 'vmdk-sparse'],
    ['stream.vmdk', 'vmdk-stream-optimized'],
    ['one.img', 'raw'],
    ['mnt', 'folder'],
    ['mnt/BOOTBANK1', 'folder'],
  ])('shows the same bank of %s, which is of the kind %s', async (disk, kind) => {
    const { code, stdout } = await run('banks', disk, '--json')
    const report = JSON.parse(stdout.toString('utf8'))
    expect([code, report.kind]).toEqual([0, kind])
    expect(report.banks[0]).toMatchObject({
      number: 1,
      label: 'BOOTBANK1',
      build: '7.0.2-1',
      updated: 4,
      bootstate: 0,
      listsState: true,
      state: { size: newer.length, sha256: createHash('sha256').update(newer).digest('hex'), problem: null },
    })
  })

  it('refuses what is not a disk, and says what is wrong with one that lies', async () => {
    const refused = await run('banks', 'state.tgz')
    expect(refused).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/^bootbank: NO_BANK: state\.tgz is not a disk/),
    })
    const bytes = await readFile(at('disk.img'))
    bytes.writeUInt32LE(0, 512 + 16)
    await writeFile(at('lying.img'), bytes)
    const found = await run('banks', 'lying.img')
    expect(textOf(found)).toContain('lying.img → GPT header → byte 512: its CRC does not fit. The other one is used.')
    expect(textOf(found)).toContain('Bank 2 (partition 6, BOOTBANK2)')
    expect(found.code).toBe(1)
  })
})

describe('the state.tgz of a bank', () => {
  it.each(['disk.img', 'disk.vmdk', 'stream.vmdk', 'mnt/BOOTBANK1', 'mnt'])(
    'is FILE of info, by its disk %s',
    async disk => {
      const finished = await run('info', disk, '--json')
      const card = JSON.parse(textOf(finished))
      expect(card).toMatchObject({ hostname: 'esx01.example', shape: 'state', size: newer.length })
      expect(card.facts).toContainEqual(
        expect.objectContaining({ id: 'backup.boot-bank', value: expect.stringContaining('bank 1 (') }),
      )
      expect(finished.stderr).toMatch(
        /^bootbank: note: state\.tgz is that of bank 1 \(.*build 7\.0\.2-1, updated 4, bootstate 0\n/,
      )
    },
  )

  it('is that of the other bank with --bank, or with the bank after the disk', async () => {
    const names = async (...args: string[]) => textOf(await run('ls', ...args)).split('\n').length
    const [first, second] = [await names('disk.img'), await names('disk.img', '--bank', '2')]
    expect(second).toBeLessThan(first)
    expect(await names('disk.img!/2')).toBe(second)
    expect(await names('disk.img!/BOOTBANK2/state.tgz')).toBe(second)
    expect((await run('ls', 'disk.img!/3')).stderr).toContain('NO_BANK: disk.img')
    expect((await run('ls', 'state.tgz', '--bank', '2')).stderr).toContain('NO_BANK: state.tgz is not a disk')
  })

  it('is compared with that of the other bank', async () => {
    const finished = await run('diff', 'disk.img!/1', 'disk.img!/2')
    expect(finished.code).toBe(1)
    expect(textOf(finished)).toContain('etc/shadow')
    expect(await run('diff', 'disk.img', 'state.tgz')).toMatchObject({ code: 0, stdout: Buffer.from('') })
  })

  it('is written without an edit as it is, and never over a file of the disk', async () => {
    expect((await run('edit', 'disk.vmdk', '-o', 'same.tgz')).code).toBe(0)
    expect(Buffer.compare(await readFile(at('same.tgz')), newer)).toBe(0)
    for (const out of ['disk.vmdk', 'disk-flat.vmdk']) {
      expect((await run('edit', 'disk.vmdk!/1', '-o', out)).stderr).toContain('SAME_FILE')
    }
    expect((await run('edit', 'mnt', '-o', 'mnt/BOOTBANK1/state.tgz')).stderr).toContain('SAME_FILE')
  })
})

describe('a device of the machine', needs(hasLoopDevices(), 'root and loop devices'), () => {
  it('is read, also one that cannot be written to, and is never written to', async () => {
    const before = await readFile(at('disk.img'))
    const device = execFileSync('losetup', ['-r', '--show', '-f', at('disk.img')], { encoding: 'utf8' }).trim()
    try {
      const [{ kind, size, banks: ofDevice }, ofImage] = await Promise.all(
        [device, 'disk.img'].map(async disk => JSON.parse(textOf(await run('banks', disk, '--json')))),
      )
      expect([kind, size]).toEqual(['device', before.length])
      expect(ofDevice).toEqual(ofImage.banks)
      expect(await run('diff', device, 'state.tgz')).toMatchObject({ code: 0, stdout: Buffer.from('') })
      expect((await run('prepare', device, 'state.tgz', '--bank', '2', '-o', 'of-device.img')).code).toBe(0)
      expect((await run('prepare', 'disk.img', 'state.tgz', '-o', device)).stderr).toContain('WRITE_FAILED')
      expect((await run('edit', 'disk.img', '-o', device)).code).toBe(2)
    } finally {
      execFileSync('losetup', ['-d', device])
    }
    const { banks: copied } = JSON.parse(textOf(await run('banks', 'of-device.img', '--json')))
    expect(copied[1].state.sha256).toBe(createHash('sha256').update(newer).digest('hex'))
    expect(Buffer.compare(await readFile(at('disk.img')), before)).toBe(0)
  })
})

/** Whether a file can be made a device here. */
function hasLoopDevices(): boolean {
  return process.getuid?.() === 0 && hasProgram('losetup') && spawnSync('losetup', ['-f']).status === 0
}
