// `bootbank extract`: what lands on the disk. Attacks on it: attacks.test.ts.
import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { NewMember } from '../../engine/codecs/tar-write'
import { genuineSample, theGenuineSample } from '../../../testing/archives/genuine-sample'
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
} from '../../../testing/archives/small-backups'
import { caseFolder } from '../../../testing/command-line/case-folder'
import { needs } from '../../../testing/needs'

/** The folder holds the archive and `out`; what an attack may reach besides lies here too. */
const { at, run, runWith } = caseFolder()
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

describe('what is extracted', () => {
  it('puts every entry at its address, the inside of a layer in a folder with ! after its name', async () => {
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
      'local.tgz.ve!/etc/vmware/ssl/',
      'local.tgz.ve!/etc/vmware/ssl/rui.crt',
      'local.tgz.ve!/etc/vmware/ssl/rui.key',
    ])
    expect(text('local.tgz.ve!', 'etc/vmware/esx.conf')).toBe(esxConf)
    expect(Buffer.compare(readFileSync(at('out/local.tgz.ve!/etc/random-seed')), randomSeed)).toBe(0)
    expect(stdout.toString()).toMatch(/^9 files, [\d,]+ bytes, in out\n$/)
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
    const { code } = await runWith(['extract', '-', '-o', 'out'], { stdin: tgz([file('a/b', '1')]) })
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

describe('the genuine host backup', needs(genuineSample, theGenuineSample), () => {
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
