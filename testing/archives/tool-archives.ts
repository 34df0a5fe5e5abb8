// Archives as other programs make them of one folder, in every format they know.
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
import { contentOf, type DialectArchive, EDITED, type ExpectedEntry } from './dialects/archive'

/** Stands for the archive's path. */
const OUT = 'OUT'
const gnu = (...options: string[]) => ['tar', ...options, '-cf', OUT]
const bsd = (...options: string[]) => ['bsdtar', ...options, '-cf', OUT]
const sevenZip = (format: string) => ['7z', 'a', '-ttar', `-mm=${format}`, '-snl', '-snh', '-x!etc/pipe', OUT]
const noLong = ['--exclude=deep/*/*', '--exclude=etc/pipe', '--exclude=etc/long-link']

interface Recipe {
  readonly title: string
  readonly command: readonly string[]
  readonly longestName?: number
  /** What the names begin with. */
  readonly prefix?: string
}

const recipes: readonly Recipe[] = [
  { title: 'GNU tar, v7', command: gnu('--format=v7', ...noLong), longestName: 99 },
  { title: 'GNU tar, oldgnu', command: gnu('--format=oldgnu') },
  { title: 'GNU tar, gnu', command: gnu('--format=gnu') },
  { title: 'GNU tar, gnu, sparse', command: gnu('--format=gnu', '--sparse') },
  { title: 'GNU tar, gnu, with a label', command: gnu('--format=gnu', '--label=backup') },
  { title: 'GNU tar, gnu, incremental', command: gnu('--format=gnu', '--listed-incremental=/dev/null') },
  { title: 'GNU tar, gnu, names with ./', command: gnu('--format=gnu', '--transform=flags=r;s,^,./,'), prefix: './' },
  { title: 'GNU tar, ustar', command: gnu('--format=ustar', '--exclude=etc/long-link') },
  { title: 'GNU tar, posix', command: gnu('--format=posix') },
  { title: 'GNU tar, posix, global header', command: gnu('--format=posix', '--pax-option=comment=for all') },
  ...['0.0', '0.1', '1.0'].map(version => ({
    title: `GNU tar, posix, sparse ${version}`,
    command: gnu('--format=posix', '--sparse', `--sparse-version=${version}`),
  })),
  { title: 'bsdtar, v7', command: bsd('--format=v7', ...noLong), longestName: 99 },
  { title: 'bsdtar, ustar', command: bsd('--format=ustar', '--exclude=etc/long-link') },
  { title: 'bsdtar, gnutar', command: bsd('--format=gnutar') },
  { title: 'bsdtar, pax', command: bsd('--format=pax') },
  { title: 'bsdtar, pax, names as bytes', command: bsd('--format=pax', '--options=hdrcharset=BINARY') },
  { title: 'busybox', command: ['busybox', 'tar', '-cf', OUT] },
  { title: '7z, gnu', command: sevenZip('gnu') },
  { title: '7z, pax', command: sevenZip('pax') },
]

const deep = `deep/${'d'.repeat(90)}/${'n'.repeat(80)}`

/** The archives, by the programs that are installed. Throws when one of them makes nothing. */
export function makeToolArchives(): readonly DialectArchive[] {
  const folder = mkdtempSync(join(tmpdir(), 'bootbank-tool-archives-'))
  try {
    const source = join(folder, 'source')
    const files = fillFolder(source)
    return recipes.map((recipe, index) => {
      const path = join(folder, `${index}.tar`)
      const [program = '', ...options] = recipe.command
      const { stderr } = spawnSync(program, [...options.map(one => (one === OUT ? path : one)), 'etc', 'deep'], {
        cwd: source,
        env: { ...process.env, LC_ALL: 'C.UTF-8' },
        stdio: ['ignore', 'ignore', 'pipe'],
      })
      if (!existsSync(path)) throw new Error(`${recipe.title}: ${stderr.toString()}`)
      const { title, longestName, prefix = '' } = recipe
      const isLeftOut = (name: string) => recipe.command.includes('--exclude=deep/*/*') && name.startsWith('deep/')
      const entries = files
        .filter(({ name }) => !isLeftOut(name))
        .map((one): ExpectedEntry => ({ ...one, name: prefix + one.name }))
      return { title, bytes: readFileSync(path), entries, ...(longestName ? { longestName } : {}) }
    })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Makes the folder; gives its regular files, with what they hold. */
function fillFolder(folder: string): readonly ExpectedEntry[] {
  const at = (path: string) => join(folder, path)
  mkdirSync(at('etc/vmware'), { recursive: true })
  mkdirSync(at(deep), { recursive: true })
  const contents: readonly (readonly [string, string])[] = [
    ...EDITED.map(name => [name, contentOf(name)] as const),
    ['etc/vmware/esx.conf', '/system/uuid = "x"\n'.repeat(100)],
    ['etc/random-seed', '\x07'.repeat(512)],
    ['etc/größe', 'not ASCII\n'],
    ['etc/empty', ''],
    [`${deep}/file.conf`, 'a long way down\n'],
    ['etc/hole', `begin${'\0'.repeat(300_000)}`],
  ]
  for (const [name, content] of contents) writeFileSync(at(name), content, { mode: 0o644 })
  truncateSync(at('etc/hole'), 5)
  truncateSync(at('etc/hole'), 300_005)
  symlinkSync('edit', at('etc/link'))
  symlinkSync(`${deep}/file.conf`, at('etc/long-link'))
  linkSync(at('etc/empty'), at('etc/twin'))
  spawnSync('chmod', ['1600', at('etc/random-seed')])
  spawnSync('mkfifo', [at('etc/pipe')])
  utimesSync(at('etc/vmware/esx.conf'), 1_600_000_000, 1_600_000_000)
  utimesSync(at('etc/random-seed'), 1_600_000_000.75, 1_600_000_000.75)
  // Which of two hard links is the file and which the link is the program's choice.
  return contents.filter(([name]) => name !== 'etc/empty').map(([name, content]) => ({ name, kind: 'file', content }))
}
