// Listings beside those of other programs: archives made by GNU tar, bsdtar, busybox and 7z in every format they know are listed
// here as those programs agree to list them. Where they disagree there is nothing to compare with.
import { spawnSync } from 'node:child_process'
import {
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { modeAsLs } from '../../services/document/mode-text'
import { bytesOf } from '../codecs/bytes'
import { type Listed, list, type Tool, tools } from '../testing/tar-tools'
import { Document } from './document'

const deep = `deep/${'d'.repeat(90)}/${'n'.repeat(80)}`
let folder = ''
let archives = ''
const at = (path: string) => join(folder, path)

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'bootbank-other-tools-'))
  archives = mkdtempSync(join(tmpdir(), 'bootbank-other-tools-'))
  mkdirSync(at('etc/vmware'), { recursive: true })
  mkdirSync(at(deep), { recursive: true })
  writeFileSync(at('etc/hosts'), '127.0.0.1 localhost\n', { mode: 0o644 })
  writeFileSync(at('etc/vmware/esx.conf'), '/system/uuid = "x"\n'.repeat(100), { mode: 0o600 })
  writeFileSync(at('etc/random-seed'), Buffer.alloc(512, 7))
  writeFileSync(at('etc/größe'), 'not ASCII\n')
  writeFileSync(at('etc/empty'), '')
  writeFileSync(at(`${deep}/file.conf`), 'a long way down\n')
  symlinkSync('hosts', at('etc/link'))
  symlinkSync(`${deep}/file.conf`, at('etc/long-link'))
  linkSync(at('etc/hosts'), at('etc/twin'))
  writeFileSync(at('etc/hole'), 'begin')
  truncateSync(at('etc/hole'), 3_000_000)
  spawnSync('chmod', ['1600', at('etc/random-seed')])
  spawnSync('mkfifo', [at('etc/pipe')])
  utimesSync(at('etc/hosts'), 1_600_000_000, 1_600_000_000)
  utimesSync(at('etc/empty'), 1_600_000_000.75, 1_600_000_000.75)
})

afterAll(() => {
  rmSync(folder, { recursive: true })
  rmSync(archives, { recursive: true })
})

/** Stands for the archive's path. */
const OUT = 'OUT'
const gnu = (...options: string[]) => ['tar', ...options, '-cf', OUT]
const bsd = (...options: string[]) => ['bsdtar', ...options, '-cf', OUT]
const makers: readonly (readonly [string, readonly string[]])[] = [
  ['GNU tar, v7', gnu('--format=v7', '--exclude=deep/*/*', '--exclude=etc/pipe', '--exclude=etc/long-link')],
  ['GNU tar, oldgnu', gnu('--format=oldgnu')],
  ['GNU tar, gnu', gnu('--format=gnu')],
  ['GNU tar, gnu, sparse', gnu('--format=gnu', '--sparse')],
  ['GNU tar, gnu, with a label', gnu('--format=gnu', '--label=backup')],
  ['GNU tar, gnu, incremental', gnu('--format=gnu', '--listed-incremental=/dev/null')],
  ['GNU tar, gnu, with ./', gnu('--format=gnu', '--transform=s,^,./,')],
  ['GNU tar, ustar', gnu('--format=ustar', '--exclude=etc/long-link')],
  ['GNU tar, posix', gnu('--format=posix')],
  [
    'GNU tar, posix, global options',
    gnu('--format=posix', '--pax-option=globexthdr.name=g,comment=x,exthdr.name=%d/x'),
  ],
  ['GNU tar, posix, sparse 0.0', gnu('--format=posix', '--sparse', '--sparse-version=0.0')],
  ['GNU tar, posix, sparse 0.1', gnu('--format=posix', '--sparse', '--sparse-version=0.1')],
  ['GNU tar, posix, sparse 1.0', gnu('--format=posix', '--sparse', '--sparse-version=1.0')],
  ['bsdtar, v7', bsd('--format=v7', '--exclude=deep/*/*', '--exclude=etc/pipe', '--exclude=etc/long-link')],
  ['bsdtar, ustar', bsd('--format=ustar', '--exclude=etc/long-link')],
  ['bsdtar, gnutar', bsd('--format=gnutar')],
  ['bsdtar, pax', bsd('--format=pax')],
  ['bsdtar, pax, names as bytes', bsd('--format=pax', '--options=hdrcharset=BINARY')],
  ['busybox', ['busybox', 'tar', '-cf', OUT]],
  ['7z, gnu', ['7z', 'a', '-ttar', '-mm=gnu', '-snl', '-snh', '-x!etc/pipe', OUT]],
  ['7z, pax', ['7z', 'a', '-ttar', '-mm=pax', '-snl', '-snh', '-x!etc/pipe', OUT]],
]

describe.each(makers)('an archive by %s', (_, [program, ...options]) => {
  test('is listed as the programs agree to list it', async () => {
    const path = join(mkdtempSync(join(archives, 'made-')), 'made.tar')
    const args = options.map(option => (option === OUT ? path : option))
    const { stderr } = spawnSync(program ?? '', [...args, 'etc', 'deep'], {
      cwd: folder,
      env: { ...process.env, LC_ALL: 'C.UTF-8' },
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    expect(existsSync(path), stderr.toString()).toBe(true)
    const document = await Document.open(bytesOf(readFileSync(path)), { name: 'made.tar' })
    expect(document.root.problem).toBeNull()
    const mine = document.root.entries().map(
      (entry): Listed => ({
        name: entry.name,
        mode: modeAsLs(entry.kind, entry.mode),
        size: entry.size,
        mtime: entry.mtime,
      }),
    )
    const theirs = tools
      .map(tool => [tool, list(tool, path)] as const)
      .filter(([, { ok, entries }]) => ok && entries.length === mine.length)
    expect(theirs.length).toBeGreaterThanOrEqual(2)
    const compared = mine.flatMap((entry, index) => disagreements(entry, theirs, index))
    expect(compared).toEqual([])
  })
})

/** What all programs say alike and we do not. */
function disagreements(
  mine: Listed,
  theirs: readonly (readonly [Tool, { readonly entries: readonly Listed[] }])[],
  index: number,
): readonly string[] {
  return (['name', 'mode', 'size', 'mtime'] as const).flatMap(fact => {
    const said = theirs.flatMap(([, { entries }]) => entries[index]?.[fact] ?? [])
    const own = fact === 'mtime' ? Math.floor(mine.mtime ?? 0) : mine[fact]
    const agreed = new Set(said.map(value => (typeof value === 'number' ? Math.floor(value) : value)))
    return agreed.size !== 1 || agreed.has(own ?? '')
      ? []
      : [`${mine.name}: ${fact} is ${own}, others say ${[...agreed]}`]
  })
}
