// Four other tar programs as readers: what each lists of an archive, and the bytes it takes out. Whatever a program refuses or
// complains of is a fact too, and never an exception.
import { spawnSync } from 'node:child_process'
import { existsSync, lstatSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { assertNever } from '../../shared/model/assert-never'

export type Tool = 'GNU tar' | 'bsdtar' | 'busybox' | '7z'
export const tools: readonly Tool[] = ['GNU tar', 'bsdtar', 'busybox', '7z']

/** One line of a listing; null where the program does not tell. */
export interface Listed {
  readonly name: string
  /** Ten characters as of `ls -l`; a hard link as the file it is. */
  readonly mode: string | null
  readonly size: number | null
  /** Seconds since 1970. */
  readonly mtime: number | null
}

export interface Listing {
  readonly entries: readonly Listed[]
  /** Exit code 0. */
  readonly ok: boolean
  /** First line of what it complained of; empty for none. */
  readonly complaint: string
}

const environment = { ...process.env, LC_ALL: 'C.UTF-8', TZ: 'UTC' }
const GNU = ['--numeric-owner', '--full-time', '--utc', '--quoting-style=literal', '--force-local']

/** An archive on the disk for the time of a call. */
export function withFile<T>(bytes: Uint8Array, use: (path: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'bootbank-tools-'))
  try {
    const path = join(folder, 'archive')
    writeFileSync(path, bytes)
    return use(path)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** What the program lists. */
export function list(tool: Tool, path: string, isGzip = false): Listing {
  switch (tool) {
    case 'GNU tar':
      return listing(run('tar', [...GNU, '-tvf', path]), gnuLine)
    case 'bsdtar':
      return listing(run('bsdtar', ['--numeric-owner', '-tvf', path]), bsdLine)
    case 'busybox':
      return listing(run('busybox', ['tar', isGzip ? '-tvzf' : '-tvf', path]), gnuLine)
    case '7z': {
      const inner = isGzip ? unzipped(path) : path
      if (inner === null) return { ok: false, complaint: run('7z', ['t', '-tgzip', path]).complaint, entries: [] }
      const { ok, complaint, text } = run('7z', ['l', '-ba', '-slt', '-ttar', '-sccUTF-8', inner])
      return { ok, complaint, entries: text.split(/\n\n+/).flatMap(sevenZipBlock) }
    }
    default:
      return assertNever(tool)
  }
}

/** The bytes of the named files as the program unpacks them; a file that it does not give is absent. Names must be safe to unpack. */
export function unpacked(
  tool: Tool,
  path: string,
  isGzip: boolean,
  names: readonly string[],
): ReadonlyMap<string, Buffer> {
  const inner = tool === '7z' && isGzip ? unzipped(path) : path
  const folder = mkdtempSync(join(tmpdir(), 'bootbank-unpacked-'))
  try {
    if (inner === null) return new Map()
    const commands: Record<Tool, readonly [string, readonly string[]]> = {
      'GNU tar': ['tar', ['--force-local', '--no-wildcards', '--no-same-owner', '-C', folder, '-xf', inner, '--']],
      bsdtar: ['bsdtar', ['--no-same-owner', '-C', folder, '-xf', inner, '--']],
      busybox: ['busybox', ['tar', '-o', '-C', folder, isGzip ? '-xzf' : '-xf', inner]],
      '7z': ['7z', ['x', '-y', '-ttar', '-spd', '-sccUTF-8', `-o${folder}`, inner]],
    }
    const [command, args] = commands[tool]
    run(command, [...args, ...names])
    return new Map(names.flatMap(name => contentAt(join(folder, name)).map(content => [name, content] as const)))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function contentAt(path: string): readonly Buffer[] {
  return existsSync(path) && lstatSync(path).isFile() ? [readFileSync(path)] : []
}

/** The tar inside, beside the gzip, as 7z unpacks it; null when it refuses. */
function unzipped(path: string): string | null {
  const { ok, stdout } = run('7z', ['x', '-so', '-tgzip', path])
  if (!ok) return null
  writeFileSync(`${path}.tar`, stdout)
  return `${path}.tar`
}

function run(command: string, args: readonly string[]) {
  const { status, stdout, stderr, error } = spawnSync(command, [...args], {
    env: environment,
    maxBuffer: 256 * 1024 * 1024,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  if (error) throw error
  const text = stdout.toString()
  const complaint =
    (/\S.*/.exec(stderr.toString()) ?? (status === 0 ? null : /^ERRORS?:.*(\n.+)?/m.exec(text)))?.[0] ?? ''
  return {
    ok: status === 0,
    stdout,
    text,
    complaint: complaint.replaceAll(/\/\S*bootbank-tools-\S*/g, 'the archive').replaceAll(/\s+/g, ' '),
  }
}

function listing(
  { ok, complaint, text }: { readonly ok: boolean; readonly complaint: string; readonly text: string },
  parse: (line: string) => Listed | null,
): Listing {
  return { ok, complaint, entries: text.split('\n').flatMap(line => parse(line) ?? []) }
}

/** `-rw-r--r-- 0/0 123 2020-01-01 00:00:00 name -> target`, fractions possible. */
function gnuLine(line: string): Listed | null {
  const found = /^(\S{10}) +(\S+\/\S+) +(\d+(?:,\d+)?) (\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d+)?) +(.*)$/.exec(line)
  if (!found) return null
  const [, mode = '', , size = '', time = '', rest = ''] = found
  return {
    name: plainName(rest, mode),
    mode: mode.replace(/^h/, '-'),
    size: size.includes(',') ? null : Number(size),
    mtime: Date.parse(`${time.replace(' ', 'T')}Z`) / 1000,
  }
}

/** `-rw-r--r--  0 0      0           2 Jan  1  1970 name link to target`: the time only to the day. */
function bsdLine(line: string): Listed | null {
  const found = /^(\S{10}) +\d+ +\S+ +\S+ +(\d+(?:,\d+)?) (?:\S+ +\S+ +\S+) (.*)$/.exec(line)
  if (!found) return null
  const [, mode = '', size = '', rest = ''] = found
  return {
    name: plainName(rest, mode),
    mode: mode.replace(/^h/, '-'),
    size: size.includes(',') ? null : Number(size),
    mtime: null,
  }
}

function sevenZipBlock(block: string): Listed[] {
  const fact = (name: string) => new RegExp(`^${name} = (.*)$`, 'm').exec(block)?.[1]
  const path = fact('Path')
  if (path === undefined) return []
  const size = fact('Size')
  const time = fact('Modified')
  return [
    {
      name: path,
      mode: fact('Mode') ?? null,
      size: size ? Number(size) : null,
      mtime: time ? Date.parse(`${time.slice(0, 19).replace(' ', 'T')}Z`) / 1000 : null,
    },
  ]
}

/** Without link target, remarks, and the slash of a directory. */
function plainName(rest: string, mode: string): string {
  const [name = ''] = /^[lh]|^-/.test(mode) ? rest.split(/ -> | link to /) : [rest]
  return name
    .replace(/--Volume Header--$|--Continued at byte \d+--$| unknown file type.*$/, '')
    .replace(/(.)\/+$/, '$1')
}
