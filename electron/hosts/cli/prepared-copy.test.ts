// `bootbank prepare` on the real command line: what it refuses, what it shows; and that restore.sh picks the bank which the reader calls the one
// that boots. The whole way from disk to disk is in disk-journey.test.ts.
import { execFileSync } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hasProgram } from '../../../testing/archives/has-program'
import { makeBackup } from '../../../testing/fixtures/backups'
import { buildCommandLine, type CommandLine, type Finished } from '../../../testing/command-line/command-line'
import { makeBootDisk } from '../../../testing/fixtures/disks/boot-disk'
import { imageBytes, type SparseImage, writeSparse } from '../../../testing/fixtures/disks/sparse-image'
import { needs } from '../../../testing/needs'

let cli: CommandLine
let folder: string
let image: SparseImage
const at = (name: string) => join(folder, name)
const run = (...args: string[]) => cli.run(args, { cwd: folder })
const textOf = ({ stdout }: Finished) => stdout.toString('utf8')
const password = (name: string) =>
  cli.run(['edit', name, '--password', 'root', '-o', 'new.tgz'], {
    cwd: folder,
    stdin: Buffer.from('a good long passphrase\n'),
  })

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bootbank-prepared-'))
  cli = await buildCommandLine()
  const [newer, older] = await Promise.all([makeBackup('esxi-7.0.2'), makeBackup('esxi-6.7')])
  image = makeBootDisk({
    layout: 'gpt-since-7.0',
    size: 16 * 1024 * 1024,
    bankBytes: 5 * 1024 * 1024,
    fat: { clusterBytes: 1024 },
    banks: [
      { state: older.bytes, bootstate: 0, updated: 3, build: '7.0.1-1' },
      { state: newer.bytes, bootstate: 0, updated: 4, build: '7.0.2-1' },
    ],
  })
  await writeSparse(at('stick.img'), image)
  if ((await password('stick.img')).code !== 0) throw new Error('no new.tgz')
}, 120_000)

afterAll(async () => {
  await cli?.remove()
  await rm(folder, { recursive: true, force: true })
})

describe('prepare', () => {
  it('refuses the disk itself, a device, a folder of a bank, and what is not a state.tgz', async () => {
    await mkdir(at('mounted'), { recursive: true })
    await writeFile(at('mounted/boot.cfg'), 'bootstate=0\nupdated=1\nmodules=state.tgz\n')
    await writeFile(at('mounted/state.tgz'), await readFile(at('new.tgz')))
    await run('cat', 'new.tgz', 'etc/hosts')
    const cases = [
      [['stick.img', 'new.tgz', '-o', 'stick.img'], 'SAME_FILE'],
      [['stick.img', 'new.tgz', '-o', 'new.tgz'], 'SAME_FILE'],
      [['stick.img', 'new.tgz', '-o', 'ok.img', '--recipe', 'stick.img'], 'SAME_FILE'],
      [['stick.img', 'new.tgz', '-o', '/dev/null'], 'WRITE_FAILED'],
      [['mounted', 'new.tgz', '-o', 'no.img'], 'NO_BANK'],
      [['new.tgz', 'new.tgz', '-o', 'no.img'], 'NO_BANK'],
      [['stick.img', 'stick.img', '-o', 'no.img'], 'NOT_AN_ARCHIVE'],
      [['stick.img!/7', 'new.tgz', '-o', 'no.img'], 'NO_BANK'],
    ] as const
    for (const [args, code] of cases) {
      const finished = await run('prepare', ...args)
      expect([args.join(' '), finished.stderr, finished.code]).toEqual([
        args.join(' '),
        expect.stringContaining(`bootbank: ${code}: `),
        2,
      ])
    }
    expect(Buffer.compare(await readFile(at('stick.img')), imageBytes(image))).toBe(0)
  })

  it('shows what it did, with the places', async () => {
    const finished = await run('prepare', 'stick.img', 'new.tgz', '--bank', 'BOOTBANK1', '-o', 'shown.img')
    expect(textOf(finished)).toMatch(
      /^shown\.img {2}16,777,216 bytes, a raw image\nstate\.tgz of bank 1 \(partition 5, BOOTBANK1\) of stick\.img: [\d,]+ bytes, SHA-256 [0-9a-f]{64}\nread back and compared with the opened disk: \d+ ranges of [\d,]+ bytes differ/,
    )
    expect(finished.code).toBe(0)
  })
})

describe('restore.sh of a bundle', needs(hasProgram('mcopy'), 'mtools'), () => {
  it('puts the same state on the same bank, as mtools takes it out and puts it back', async () => {
    expect((await password('stick.img')).code).toBe(0)
    expect((await run('bundle', 'stick.img', '--put', 'etc/motd=motd.txt', '-o', 'kit')).code).toBe(2)
    await writeFile(at('motd.txt'), 'restored\n')
    expect((await run('bundle', 'stick.img', '--put', 'etc/motd=motd.txt', '-o', 'kit')).code).toBe(0)
    const { partitions } = JSON.parse(textOf(await run('banks', 'stick.img', '--json')))
    for (const [number, name] of [
      [5, 'BOOTBANK1'],
      [6, 'BOOTBANK2'],
    ] as const) {
      const { start } = partitions.find((one: { number: number }) => one.number === number)
      await mkdir(at(`mnt/${name}`), { recursive: true })
      execFileSync('mcopy', ['-n', '-i', `${at('stick.img')}@@${start}`, '::/*', at(`mnt/${name}`)])
    }
    // What the script calls the bank that boots is what the reader calls so.
    const shown = execFileSync('sh', [at('kit/restore.sh'), '--look', at('mnt'), '--yes'], { encoding: 'utf8' })
    expect(shown).toContain('Writes')
    expect(shown).toContain('BOOTBANK2')
    const kit = await readFile(at('kit/state.tgz'))
    expect(Buffer.compare(await readFile(at('mnt/BOOTBANK2/state.tgz')), kit)).toBe(0)
    const { banks } = JSON.parse(textOf(await run('banks', 'mnt', '--json')))
    expect(banks).toMatchObject([{ label: 'BOOTBANK1' }, { label: 'BOOTBANK2', state: { size: kit.length } }])
    expect(textOf(await run('cat', 'mnt!/2', 'etc/motd'))).toBe('restored\n')
  })
})
