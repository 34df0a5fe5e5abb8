// From a boot disk to a boot disk, on the real command line: open the image, pick the bank, reset the password, write the bundle and the prepared
// copy, run restore.sh on the banks of the very same disk, open the results again. Each layout, each bank, raw and VMDK. What was done is
// then asked of programs that know nothing of this one: sfdisk, fsck.fat, mtools, qemu-img, busybox, shellcheck, sha256sum, openssl.
import { execFileSync } from 'node:child_process'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createHash } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hasProgram } from '../../../testing/archives/has-program'
import { buildCommandLine, type CommandLine } from '../../../testing/command-line/command-line'
import { type ExactDifference, exactDifference } from '../../../testing/command-line/exact-difference'
import { makeBackup } from '../../../testing/fixtures/backups'
import { type BootDiskOptions, makeBootDisk } from '../../../testing/fixtures/disks/boot-disk'
import { imageBytes, writeSparse } from '../../../testing/fixtures/disks/sparse-image'
import { sparseVmdk } from '../../../testing/fixtures/disks/vmdk'
import { needs } from '../../../testing/needs'

const password = 'Planted word 9'
const storePath = 'var/lib/vmware/configstore/backup/current-store-1'
const row = 'esx/authentication/user_accounts/root'
const MiB = 1024 * 1024
type Shape = 'esxi-6.7' | 'esxi-7.0.1' | 'esxi-7.0.2' | 'esxi-8.0'
const layouts: readonly (readonly [BootDiskOptions['layout'], readonly [Shape, Shape]])[] = [
  ['mbr-before-7.0', ['esxi-6.7', 'esxi-7.0.1']],
  ['gpt-since-7.0', ['esxi-7.0.2', 'esxi-8.0']],
]

const fatTools = 'sfdisk, fsck.fat and mtools'
const hasFat = hasProgram('sfdisk') && hasProgram('fsck.fat') && hasProgram('mcopy')

let cli: CommandLine
let top: string
let tools: string | null = null

beforeAll(async () => {
  top = await mkdtemp(join(tmpdir(), 'bootbank-disk-journey-'))
  cli = await buildCommandLine()
  if (!hasProgram('busybox')) return
  tools = join(top, 'busybox')
  await mkdir(tools)
  execFileSync('busybox', ['--install', '-s', tools])
}, 120_000)
afterAll(async () => {
  await cli?.remove()
  await rm(top, { recursive: true, force: true })
})

const cases = layouts.flatMap(([layout, shapes]) =>
  (['raw', 'vmdk'] as const).flatMap(kind =>
    shapes.map((shape, index) => ({ layout, kind, bank: index + 1, shape, shapes })),
  ),
)

describe.each(cases)('$layout as $kind, bank $bank with $shape', ({ layout, kind, bank, shape, shapes }) => {
  const disk = kind === 'raw' ? 'stick.img' : 'stick.vmdk'
  const partition = 4 + bank
  let folder: string
  let before: Buffer
  let source: Buffer
  let states: readonly Uint8Array[]
  let kit: Buffer
  const at = (name: string) => join(folder, name)
  const program = (name: string, ...args: readonly string[]) =>
    execFileSync(name, args, { cwd: folder, encoding: 'utf8', maxBuffer: 64 * MiB, stdio: ['ignore', 'pipe', 'pipe'] })
  const run = async (...args: readonly string[]) => {
    const done = await cli.run(args, { cwd: folder, stdin: Buffer.from(`${password}\n`) })
    expect([done.code, done.code === 0 ? '' : done.stderr]).toEqual([0, ''])
    return done.stdout.toString('utf8')
  }

  beforeAll(async () => {
    folder = await mkdtemp(join(top, 'case-'))
    states = (await Promise.all(shapes.map(name => makeBackup(name)))).map(({ bytes }) => bytes)
    const [first, second] = states.map((state, index) => ({
      state,
      bootstate: 0,
      updated: 3 + index,
      build: `7.0.${index}-1`,
    }))
    if (!first || !second) throw new Error('two banks are needed')
    const image = makeBootDisk({
      layout,
      size: 36 * MiB,
      bankBytes: 8 * MiB,
      fat: { clusterBytes: 1024, scattered: bank === 2 },
      banks: [first, second],
    })
    before = imageBytes(image)
    if (kind === 'raw') await writeSparse(at(disk), image)
    else await writeFile(at(disk), sparseVmdk(image, disk, true))
    source = await readFile(at(disk))
    await run('bundle', disk, '--bank', `${bank}`, '--password', 'root', '-o', 'kit')
    kit = await readFile(at('kit/state.tgz'))
    await run('prepare', disk, 'kit/state.tgz', '--bank', `${bank}`, '-o', 'ready.img', '--recipe', 'state.dd')
  }, 120_000)

  /** Where sfdisk sees a partition of a raw image, in bytes. */
  function placeOf(image: string, number: number): { readonly start: number; readonly size: number } {
    const { partitiontable } = JSON.parse(program('sfdisk', '--json', image))
    const found = partitiontable.partitions.find(({ node }: { node: string }) => node.endsWith(`.img${number}`))
    return { start: found.start * 512, size: found.size * 512 }
  }

  /** The files of a bank, as mtools takes them out. */
  async function filesOf(image: string, number: number, into: string): Promise<ReadonlyMap<string, Buffer>> {
    await mkdir(at(into), { recursive: true })
    program('mcopy', '-n', '-i', `${image}@@${placeOf(image, number).start}`, '::/*', into)
    const names = await readdir(at(into))
    return new Map(await Promise.all(names.map(async name => [name, await readFile(join(at(into), name))] as const)))
  }

  /** fsck.fat finds nothing in either bank, nor in the other file systems. */
  async function expectSound(image: string): Promise<void> {
    const bytes = await readFile(at(image))
    // 2 is scratch and 8 the locker, of the layout before 7.0.
    for (const number of layout === 'mbr-before-7.0' ? [2, 5, 6, 8] : [5, 6]) {
      const { start, size } = placeOf(image, number)
      await writeFile(at('part.fat'), bytes.subarray(start, start + size))
      program('fsck.fat', '-n', 'part.fat')
    }
  }

  /** Only root's password is another one. */
  function expectOnlyPassword(found: ExactDifference): void {
    if (shape === 'esxi-8.0') {
      expect(found).toEqual({
        [storePath]: [
          expect.stringMatching(new RegExp(`^${row}#password_hash: `)),
          expect.stringMatching(new RegExp(`^${row}#last_password_change: \\d+ -> \\d+$`)),
        ],
      })
      return
    }
    const { 'etc/shadow': lines = [], ...others } = found
    expect(others).toEqual({})
    const [old = [], now = []] = lines.map(line => line.split(':'))
    expect([lines.length, old[0], now[0]]).toEqual([2, '-root', '+root'])
    expect(now.slice(3)).toEqual(old.slice(3))
  }

  /** The hash of root's password on the prepared copy. */
  async function hashInCopy(): Promise<string> {
    const cat = async (path: string) => (await cli.run(['cat', `ready.img!/${bank}`, path], { cwd: folder })).stdout
    if (shape !== 'esxi-8.0') return /^root:([^:]+):/m.exec((await cat('etc/shadow')).toString('utf8'))?.[1] ?? ''
    await writeFile(at('store.db'), await cat(storePath))
    const query =
      "SELECT json_extract(UserValue, '$.password_hash') FROM Config WHERE Name = 'user_accounts' AND Identifier = 'root'"
    return program('sqlite3', 'store.db', query).trim()
  }

  it('the state of the copy differs in the password of root, that of the other bank in nothing', async () => {
    const { banks } = JSON.parse(await run('banks', 'ready.img', '--json'))
    const hashes = JSON.parse(await run('banks', disk, '--json')).banks.map(
      ({ state }: { state: { sha256: string } }) => state.sha256,
    )
    expect(banks[2 - bank].state.sha256).toBe(hashes[2 - bank])
    expect(banks[bank - 1].state.sha256).toBe(createHash('sha256').update(kit).digest('hex'))
    expectOnlyPassword(await exactDifference(states[bank - 1] ?? Buffer.alloc(0), kit))
  })

  const hashing = needs(hasProgram('openssl') && hasProgram('sqlite3'), 'openssl and sqlite3')
  it('openssl makes the same hash of the password', hashing, async () => {
    const hash = await hashInCopy()
    const salt = /^\$6\$([^$]+)\$/.exec(hash)?.[1] ?? ''
    expect(program('openssl', 'passwd', '-6', '-salt', salt, password).trim()).toBe(hash)
  })

  it('sfdisk, fsck.fat and mtools see one other file and no other table', needs(hasFat, fatTools), async () => {
    await writeFile(at('before.img'), before)
    const [old, now] = ['before.img', 'ready.img'].map(image =>
      program('sfdisk', '--dump', image).replaceAll(image, 'disk'),
    )
    expect(now).toBe(old)
    await expectSound('ready.img')
    for (const number of [5, 6]) {
      const [was, is] = [
        await filesOf('before.img', number, `before-${number}`),
        await filesOf('ready.img', number, `ready-${number}`),
      ]
      expect([...is.keys()]).toEqual([...was.keys()])
      for (const [name, content] of is) {
        const wanted = number === partition && name === 'state.tgz' ? kit : was.get(name)
        expect([number, name, wanted?.equals(content)]).toEqual([number, name, true])
      }
    }
  })

  it('qemu-img reads the same disk', needs(hasProgram('qemu-img'), 'qemu-img'), async () => {
    program('qemu-img', 'convert', '-O', 'raw', '-f', kind, disk, 'converted.img')
    expect(Buffer.compare(await readFile(at('converted.img')), before)).toBe(0)
    // The copy as another program's sparse disk is opened like any.
    program('qemu-img', 'convert', '-f', 'raw', '-O', 'vmdk', 'ready.img', 'back.vmdk')
    const [copy, back] = await Promise.all(['ready.img', 'back.vmdk'].map(name => run('banks', name, '--json')))
    expect(JSON.parse(back ?? '').banks).toEqual(JSON.parse(copy ?? '').banks)
  })

  it('sha256sum agrees with the bundle', needs(hasProgram('sha256sum'), 'sha256sum'), () => {
    const told = execFileSync('sha256sum', ['-c', 'SHA256SUMS'], { cwd: at('kit'), encoding: 'utf8' })
    expect(told).toContain('state.tgz: OK')
  })

  it('shellcheck finds nothing in its scripts', needs(hasProgram('shellcheck'), 'shellcheck'), () => {
    program('shellcheck', '-s', 'sh', 'state.dd')
    program('shellcheck', 'kit/restore.sh')
  })

  it(
    'the recipe makes the prepared copy of the disk, in busybox',
    needs(hasProgram('busybox'), 'busybox'),
    async () => {
      await writeFile(at('patched.img'), before)
      execFileSync(join(tools ?? '', 'ash'), ['state.dd'], {
        cwd: folder,
        env: { PATH: tools ?? '', DEVICE: at('patched.img') },
      })
      expect(Buffer.compare(await readFile(at('patched.img')), await readFile(at('ready.img')))).toBe(0)
    },
  )

  const restoring = needs(hasFat && hasProgram('busybox'), `${fatTools} and busybox`)
  it('restore.sh on the banks of the same disk leads to the same state, in busybox', restoring, async () => {
    await writeFile(at('restored.img'), before)
    for (const number of [5, 6]) await filesOf('restored.img', number, `mnt/BOOTBANK${number - 4}`)
    const old = await readFile(at(`mnt/BOOTBANK${bank}/state.tgz`))
    execFileSync(
      join(tools ?? '', 'ash'),
      ['kit/restore.sh', '--look', 'mnt', '--bank', `mnt/BOOTBANK${bank}`, '--yes'],
      { cwd: folder, env: { PATH: tools ?? '' } },
    )
    // What it did in the folder goes back to the disk, and nothing else: mtools writes what is another file now.
    const place = `restored.img@@${placeOf('restored.img', partition).start}`
    const had = await filesOf('restored.img', partition, 'had')
    for (const name of await readdir(at(`mnt/BOOTBANK${bank}`))) {
      const path = `mnt/BOOTBANK${bank}/${name}`
      if (!had.get(name)?.equals(await readFile(at(path)))) program('mcopy', '-o', '-n', '-i', place, path, '::/')
    }
    await expectSound('restored.img')
    const files = await filesOf('restored.img', partition, 'restored')
    expect([...files.keys()].filter(name => !had.has(name))).toEqual(['state.old'])
    for (const [name, content] of files) {
      const wanted = { 'state.tgz': kit, 'state.old': old }[name] ?? had.get(name)
      expect([name, wanted?.equals(content)]).toEqual([name, true])
    }
    const sums = async (image: string) =>
      JSON.parse(await run('banks', image, '--json')).banks.map(
        ({ state }: { state: { sha256: string } }) => state.sha256,
      )
    expect(await sums('restored.img')).toEqual(await sums('ready.img'))
    expect((await run('diff', `ready.img!/${bank}`, `restored.img!/${bank}`)).trim()).toBe('')
  })

  it('nothing was written to the opened disk', async () => {
    expect(Buffer.compare(await readFile(at(disk)), source)).toBe(0)
  })
})
