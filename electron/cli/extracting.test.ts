// `bootbank extract`: what lands on the disk, and every attack by its name.
import { execFileSync } from 'node:child_process'
import { existsSync, lstatSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { NewMember } from '../engine/codecs/tar-write'
import { genuineSample } from '../engine/testing/genuine-sample'
import {
  brokenGzip,
  esxConf,
  file,
  hostFiles,
  plainState,
  randomSeed,
  sealedState,
  special,
  tgz,
  tpmState,
} from './testing/backups'
import { buildCommandLine, type CommandLine } from './testing/command-line'

let cli: CommandLine
let top: string
/** Holds the archive and `out`; what an attack may reach besides lies here too. */
let folder: string
const at = (...names: string[]) => join(folder, ...names)
const run = (...args: string[]) => cli.run(args, { cwd: folder })
const text = (...names: string[]) => readFileSync(at('out', ...names), 'utf8')

/** Every path below a folder, folders with a slash. */
function tree(path: string, prefix = ''): string[] {
  return readdirSync(path, { withFileTypes: true })
    .flatMap(one =>
      one.isDirectory()
        ? [`${prefix}${one.name}/`, ...tree(join(path, one.name), `${prefix}${one.name}/`)]
        : [prefix + one.name],
    )
    .sort()
}

async function extractAll(...members: NewMember[]) {
  await writeFile(at('in.tgz'), tgz(members))
  return run('extract', 'in.tgz', '-o', 'out')
}

beforeAll(async () => {
  top = await mkdtemp(join(tmpdir(), 'bootbank-extracting-'))
  cli = await buildCommandLine()
}, 60_000)

beforeEach(async () => {
  folder = await mkdtemp(join(top, 'case-'))
})

afterAll(async () => {
  await cli?.remove()
  await rm(top, { recursive: true, force: true })
})

describe('what is extracted', () => {
  it('puts every entry at its address, the inside of a layer in a folder with ! behind its name', async () => {
    await writeFile(at('state.tgz'), sealedState())
    const { code, stdout, stderr } = await run('extract', 'state.tgz', '-o', 'out')
    expect(tree(at('out'))).toEqual([
      'encryption.info',
      'local.tgz.ve',
      'local.tgz.ve!/',
      'local.tgz.ve!/etc/',
      'local.tgz.ve!/etc/hosts',
      'local.tgz.ve!/etc/random-seed',
      'local.tgz.ve!/etc/shadow',
      'local.tgz.ve!/etc/ssh/',
      'local.tgz.ve!/etc/ssh/ssh_host_rsa_key',
      'local.tgz.ve!/etc/vmware/',
      'local.tgz.ve!/etc/vmware/esx.conf',
    ])
    expect(text('local.tgz.ve!', 'etc/vmware/esx.conf')).toBe(esxConf)
    expect(Buffer.compare(readFileSync(at('out/local.tgz.ve!/etc/random-seed')), randomSeed)).toBe(0)
    expect(stdout.toString()).toMatch(/^7 files, [\d,]+ bytes, in out\n$/)
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  })

  it('keeps times, and gives files away to others only as the archive did', async () => {
    await writeFile(at('state.tgz'), plainState())
    await run('extract', 'state.tgz', '-o', 'out')
    const facts = (name: string) => statSync(at('out/local.tgz!/etc', name))
    expect(facts('hosts').mtime.toISOString()).toBe('2021-03-02T14:17:07.000Z')
    expect(facts('hosts').mode & 0o777).toBe(0o644 & ~process.umask())
    expect(facts('shadow').mode & 0o777).toBe(0o600 & ~process.umask())
  })

  it('takes files by a tail, and folders with all that is below them', async () => {
    await writeFile(at('state.tgz'), plainState())
    expect((await run('extract', 'state.tgz', 'hosts', 'etc/ssh', '-o', 'out')).code).toBe(0)
    expect(tree(at('out')).filter(path => !path.endsWith('/'))).toEqual([
      'local.tgz!/etc/hosts',
      'local.tgz!/etc/ssh/ssh_host_rsa_key',
    ])
  })

  it('takes a layer itself by its address, and its inside by the address with !', async () => {
    await writeFile(at('state.tgz'), plainState())
    await run('extract', 'state.tgz', 'local.tgz', '-o', 'out')
    expect(tree(at('out'))).toEqual(['local.tgz'])
    await run('extract', 'state.tgz', 'local.tgz!/', '-o', 'inside')
    expect(tree(at('inside')).filter(path => !path.endsWith('/')).length).toBe(hostFiles.length)
  })

  it('extracts what lies outside a TPM-sealed layer', async () => {
    await writeFile(at('state.tgz'), tpmState())
    const { code, stderr } = await run('extract', 'state.tgz', '-o', 'out')
    expect(tree(at('out'))).toEqual(['encryption.info', 'local.tgz.ve'])
    expect(stderr).toContain('TPM')
    expect(code).toBe(0)
  })

  it('extracts what could be read of a damaged backup, and fails', async () => {
    await writeFile(at('in.tgz'), tgz([file('local.tgz', brokenGzip), file('a', '1')]))
    const { code, stderr } = await run('extract', 'in.tgz', '-o', 'out')
    expect(tree(at('out'))).toEqual(['a', 'local.tgz'])
    expect(stderr).toMatch(/bootbank: GZIP_\w+: local\.tgz: /)
    expect(code).toBe(2)
  })

  it('adds to a folder that holds other things, and reads from standard input', async () => {
    await mkdir(at('out'))
    await writeFile(at('out/mine'), 'mine')
    const { code } = await cli.run(['extract', '-', '-o', 'out'], { cwd: folder, stdin: tgz([file('a/b', '1')]) })
    expect(tree(at('out'))).toEqual(['a/', 'a/b', 'mine'])
    expect(code).toBe(0)
  })

  it('writes a hard link as a copy of what it names', async () => {
    expect((await extractAll(file('etc/a', 'content'), special('etc/b', '1', 'etc/a'))).code).toBe(0)
    expect(text('etc/b')).toBe('content')
    expect(statSync(at('out/etc/b')).nlink).toBe(1)
  })

  it('takes away ./ and needless slashes, as hand-made archives have them', async () => {
    expect((await extractAll(special('./', '5'), special('./etc', '5'), file('./etc//hosts', '1'))).code).toBe(0)
    expect(tree(at('out'))).toEqual(['etc/', 'etc/hosts'])
  })

  it('reads what bsdtar and GNU tar packed, and writes what they would', async () => {
    await mkdir(at('source/etc'), { recursive: true })
    await writeFile(at('source/etc/hosts'), 'packed\n')
    for (const tool of ['tar', 'bsdtar']) {
      execFileSync(tool, ['-czf', at(`${tool}.tgz`), '-C', at('source'), '.'])
      expect((await run('extract', `${tool}.tgz`, '-o', `from-${tool}`)).code).toBe(0)
      expect(tree(at(`from-${tool}`))).toEqual(['etc/', 'etc/hosts'])
    }
  })
})

describe('attacks', () => {
  const good = file('good', 'good')

  /** The attack leaves nothing but `good` in DIR, and nothing outside it; it is told with its code, and the exit code is 1. */
  const expectSkipped = async (members: readonly NewMember[], address: string, code = 'UNSAFE_PATH') => {
    const { code: exit, stderr } = await extractAll(good, ...members)
    expect(stderr).toContain(`bootbank: note: skipped: ${address} is not extracted: `)
    expect(tree(at('out'))).toEqual(['good'])
    expect(readdirSync(folder).sort()).toEqual(['in.tgz', 'out'])
    expect(readdirSync(top).filter(name => !name.startsWith('case-'))).toEqual([])
    expect(exit).toBe(1)
    await rm(at('out'), { recursive: true })
    const named = await run('extract', 'in.tgz', 'good', address, '-o', 'out')
    expect(named.stderr).toMatch(new RegExp(`^bootbank: ${code}: `))
    expect(named.code).toBe(2)
    expect(existsSync(at('out'))).toBe(false)
  }

  it.each([
    ['traversal', '../escaped'],
    ['traversal in the middle', 'etc/../../escaped'],
    ['traversal at the end', 'etc/..'],
    ['absolute path', '/tmp/bootbank-escaped'],
    ['drive path', 'C:/escaped'],
    ['drive-relative path', 'c:escaped'],
    ['path with backslashes', 'etc\\..\\..\\escaped'],
    ['UNC path', '\\\\server\\share\\escaped'],
    ['Windows device name', 'etc/NUL'],
    ['Windows device name in lower case with an extension', 'con.txt'],
    ['Windows device name as a folder', 'COM1/x'],
    ['Windows device name with a superscript digit', 'LPT¹.log'],
    ['trailing dot', 'etc/hosts.'],
    ['trailing blank', 'hosts '],
    ['alternate data stream', 'hosts:hidden'],
    ['character that Windows forbids', 'what?'],
    ['over-long file name', `${'n'.repeat(256)}`],
    ['over-long file name in UTF-8', 'é'.repeat(128)],
    ['over-long path', `${'d/'.repeat(2040)}file`],
    ['control character', 'bell\\x07'],
  ])(
    '%s',
    async (_, name) => {
      await expectSkipped([file(name.replace('\\x07', '\x07'), 'bad')], name)
    },
    30_000,
  )

  it('empty name', async () => {
    const { code, stderr } = await extractAll(good, file('', 'bad'))
    expect(stderr).toContain('its name is empty')
    expect(tree(at('out'))).toEqual(['good'])
    expect(code).toBe(1)
  })

  it('file that is named like the folder itself', async () => {
    await expectSkipped([file('./.', 'bad')], './.')
  })

  it('symbolic link', async () => {
    await expectSkipped([special('link', '2', '/etc/passwd')], 'link')
  })

  it('symbolic link, then a file through it', async () => {
    await mkdir(join(top, 'case-target'), { recursive: true })
    const { code } = await extractAll(good, special('sub', '2', join(top, 'case-target')), file('sub/escaped', 'bad'))
    expect(tree(at('out'))).toEqual(['good', 'sub/', 'sub/escaped'])
    expect(lstatSync(at('out/sub')).isDirectory()).toBe(true)
    expect(readdirSync(join(top, 'case-target'))).toEqual([])
    expect(code).toBe(1)
  })

  it('symbolic link that lies in the folder already, as a parent', async () => {
    await mkdir(at('elsewhere'))
    await mkdir(at('out'))
    symlinkSync(at('elsewhere'), at('out/etc'))
    const { code, stderr } = await extractAll(good, file('etc/hosts', 'bad'))
    expect(stderr).toContain('is a symbolic link, which is not followed')
    expect(readdirSync(at('elsewhere'))).toEqual([])
    expect(code).toBe(1)
  })

  it('symbolic link that lies in the folder already, as the target', async () => {
    await writeFile(at('victim'), 'as before')
    await mkdir(at('out'))
    symlinkSync(at('victim'), at('out/hosts'))
    symlinkSync(at('not-there'), at('out/dangling'))
    const { code } = await extractAll(good, file('hosts', 'bad'), file('dangling', 'bad'))
    expect(readFileSync(at('victim'), 'utf8')).toBe('as before')
    expect(existsSync(at('not-there'))).toBe(false)
    expect(code).toBe(1)
  })

  it.each(['/etc/passwd', '../../../../etc/passwd', 'not-in-the-archive'])('hard link outward: %s', async target => {
    await expectSkipped([special('link', '1', target)], 'link')
  })

  it.each([
    ['character device', '3'],
    ['block device', '4'],
    ['fifo', '6'],
  ])('%s', async (_, typeflag) => {
    await expectSkipped([special('dev', typeflag)], 'dev')
  })

  it('unknown typeflag', async () => {
    await expectSkipped([special('odd', 'Z')], 'odd', 'NOT_A_FILE')
  })

  it('set-id, sticky and execute bits', async () => {
    expect((await extractAll(file('suid', 'x', 0o7755))).code).toBe(0)
    expect(statSync(at('out/suid')).mode & 0o7111).toBe(0)
  })

  it.each([
    ['letter case', 'etc/Hosts', 'etc/hosts'],
    ['letter case of a folder', 'ETC/other', 'etc/hosts'],
    ['case folding of more than one letter', 'stra\u00dfe', 'STRASSE'],
    ['Unicode composition', 'caf\u00e9', 'cafe\u0301'],
  ])('collision by %s: the first one wins', async (_, second, first) => {
    const { code, stderr } = await extractAll(file(first, 'first'), file(second, 'second'))
    expect(tree(at('out')).filter(path => !path.endsWith('/'))).toEqual([first])
    expect(text(first)).toBe('first')
    expect(stderr).toContain('skipped: ')
    expect(code).toBe(1)
  })

  it('collision of a second entry of a name with a name that ends in #2: each has a place of its own', async () => {
    const { code } = await extractAll(file('x#2', 'first'), file('x', '1'), file('x', '2'))
    expect(tree(at('out'))).toEqual(['x', 'x#2', 'x#3'])
    expect([text('x'), text('x#2'), text('x#3')]).toEqual(['1', 'first', '2'])
    expect(code).toBe(0)
  })

  it('a file where another entry needs a folder, either way round', async () => {
    const { code, stderr } = await extractAll(file('a', '1'), file('a/b', '2'), file('c/d', '3'), file('c', '4'))
    expect(tree(at('out'))).toEqual(['a', 'c/', 'c/d'])
    expect(stderr).toMatch(/a\/b is not extracted: .*\n.*c is not extracted: /)
    expect(code).toBe(1)
  })

  it('an existing target', async () => {
    await mkdir(at('out/etc'), { recursive: true })
    await writeFile(at('out/etc/hosts'), 'as before')
    const { code, stderr } = await extractAll(good, file('etc/hosts', 'bad'))
    expect(text('etc/hosts')).toBe('as before')
    expect(stderr).toContain('nothing is overwritten')
    expect(code).toBe(1)
    await rm(at('out/good'))
    const again = await run('extract', 'in.tgz', 'etc/hosts', '-o', 'out')
    expect(again.stderr).toMatch(/^bootbank: TARGET_EXISTS: /)
    expect(again.code).toBe(2)
  })

  it('a bomb of hard links is stopped by the cap on all bytes', async () => {
    const links = Array.from({ length: 200 }, (_, index) => special(`link-${index}`, '1', 'big'))
    await writeFile(at('in.tgz'), tgz([file('big', Buffer.alloc(100_000)), ...links]))
    const { code, stderr } = await run('extract', 'in.tgz', '-o', 'out', '--limit', 'totalBytes=10M')
    expect(stderr).toMatch(/^bootbank: LIMIT: /)
    expect(existsSync(at('out'))).toBe(false)
    expect(code).toBe(2)
  })

  it('fails when nothing at all could be written', async () => {
    await writeFile(at('in.tgz'), tgz([file('../a', '1'), file('/b', '2')]))
    const { code, stderr } = await run('extract', 'in.tgz', '-o', 'out')
    expect(stderr).toMatch(/bootbank: UNSAFE_PATH: \.\.\/a is not extracted/)
    expect(existsSync(at('out'))).toBe(false)
    expect(code).toBe(2)
  })

  it('a DIR that is a file', async () => {
    await writeFile(at('out'), 'a file')
    const { code, stderr } = await extractAll(good)
    expect(stderr).toMatch(/^bootbank: TARGET_EXISTS: /)
    expect(readFileSync(at('out'), 'utf8')).toBe('a file')
    expect(code).toBe(2)
  })
})

describe.skipIf(!genuineSample)('the genuine host backup', () => {
  it('extracts byte for byte what GNU tar extracts of its plain form', async () => {
    const sample = join(genuineSample ?? '', 'state-plain.tgz')
    expect((await run('extract', sample, '-o', 'out')).code).toBe(0)
    await mkdir(at('theirs'))
    execFileSync('tar', ['-xzf', sample, '-C', at('theirs')])
    await mkdir(at('inner'))
    execFileSync('tar', ['-xzf', at('theirs/local.tgz'), '-C', at('inner')])
    const files = tree(at('inner')).filter(path => !path.endsWith('/'))
    expect(tree(at('out/local.tgz!')).filter(path => !path.endsWith('/'))).toEqual(files)
    for (const name of files) {
      expect(Buffer.compare(readFileSync(at('inner', name)), readFileSync(at('out/local.tgz!', name)))).toBe(0)
    }
  })
})
