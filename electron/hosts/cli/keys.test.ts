// Keys, seal and unseal on the real command line.
import { existsSync, readFileSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { file, info, plainState, sealed, sealedState, tgz, tpmState } from '../../../testing/archives/small-backups'
import { buildCommandLine, type CommandLine } from '../../../testing/command-line/command-line'
import { formatEncryptionInfo, parseEncryptionInfo, unlock } from '../../engine/codecs/encryption-info'
import { defaultLimits } from '../../engine/codecs/limits'

let cli: CommandLine
let top: string
let folder: string
const at = (name: string) => join(folder, name)
const run = (...args: string[]) => cli.run(args, { cwd: folder })
const withInput = (stdin: Uint8Array, ...args: string[]) => cli.run(args, { cwd: folder, stdin })
const { key } = await unlock(parseEncryptionInfo(info, defaultLimits))
const hex = Buffer.from(key).toString('hex')
const done = async (...args: string[]) => {
  const finished = await run(...args)
  expect(finished.stderr).not.toMatch(/^bootbank: [A-Z_]+:/)
  expect(finished.code).toBe(0)
  return finished
}
const refused = async (code: string, ...args: string[]) => {
  const finished = await run(...args)
  expect(finished.stderr).toMatch(new RegExp(`^bootbank: ${code}: .+\\n$`))
  expect([finished.code, finished.stdout.length]).toEqual([2, 0])
  expect(finished.stderr).not.toContain(hex.slice(0, 16))
  return finished.stderr
}

beforeAll(async () => {
  top = await mkdtemp(join(tmpdir(), 'bootbank-keys-'))
  cli = await buildCommandLine()
}, 60_000)

beforeEach(async () => {
  folder = await mkdtemp(join(top, 'case-'))
  await writeFile(at('tpm.tgz'), tpmState())
  await writeFile(at('plain.tgz'), plainState())
  await writeFile(at('sealed.tgz'), sealedState())
  await writeFile(at('key.bin'), key)
  await writeFile(at('key.hex'), `${hex}\n`)
  await writeFile(at('own.info'), info)
  await writeFile(
    at('other.info'),
    formatEncryptionInfo({ keyId: Buffer.alloc(16, 9), data1: Buffer.alloc(16, 9), data2: Buffer.alloc(16, 9) }),
  )
  await writeFile(at('hosts'), 'new\n')
})

afterAll(async () => {
  await cli?.remove()
  await rm(top, { recursive: true, force: true })
})

describe('a key for a locked layer', () => {
  it.each([
    ['--key-file', 'key.bin'],
    ['--key-file', 'key.hex'],
    ['--key-from', 'own.info'],
  ])('opens it with %s %s, in every command that reads', async (option, path) => {
    expect((await done('cat', 'tpm.tgz', 'etc/hosts', option, path)).stdout.toString()).toMatch(/^127\.0\.0\.1/)
    const card = JSON.parse((await done('info', option, path, 'tpm.tgz', '--json')).stdout.toString())
    expect(card).toMatchObject({ encryption: 'tpm', hostname: 'esx01.example', layers: 2 })
    expect(card.findings.map(({ code }: { code: string }) => code)).not.toContain('SEALED_TPM')
    expect((await done('ls', 'tpm.tgz', option, path)).stdout.toString()).toMatch(/local\.tgz\.ve!\/etc\/shadow\n/)
    const compared = await run('diff', 'tpm.tgz', 'sealed.tgz', option, path)
    expect(compared.code).toBe(1)
    expect(compared.stdout.toString()).not.toContain('!/')
    expect((await run('search', 'tpm.tgz', 'localhost', option, path)).code).toBe(0)
  })

  it('comes from standard input where that is free', async () => {
    for (const stdin of [key, Buffer.from(hex)]) {
      const { code, stdout } = await withInput(stdin, 'cat', 'tpm.tgz', 'etc/hosts', '--key-file', '-')
      expect([code, stdout.toString().slice(0, 9)]).toEqual([0, '127.0.0.1'])
    }
    const both = await withInput(tpmState(), 'info', '-', '--key-file', '-')
    expect([both.code, both.stderr]).toEqual([2, expect.stringMatching(/USAGE: FILE and its key cannot both/)])
    expect((await withInput(key, 'info', 'tpm.tgz', '--key-file', '-', '--key-from', '-')).stderr).toMatch(/USAGE/)
    const taken = await withInput(key, 'edit', 'tpm.tgz', '--key-file', '-', '--password', 'root', '-o', 'out.tgz')
    expect([taken.code, taken.stderr]).toEqual([2, expect.stringMatching(/USAGE/)])
  })

  it('opens a bare local.tgz.ve', async () => {
    await writeFile(at('local.tgz.ve'), sealed())
    await refused('ENVELOPE_NO_KEY', 'info', 'local.tgz.ve')
    expect((await done('cat', 'local.tgz.ve', 'etc/hosts', '--key-file', 'key.hex')).stdout.length).toBeGreaterThan(0)
  })

  it('is refused when it is the wrong one, whatever the command would do', async () => {
    await writeFile(at('wrong'), Buffer.alloc(32, 1))
    expect(await refused('KEY_WRONG', 'info', 'tpm.tgz', '--key-file', 'wrong')).toMatch(/01234567-/)
    expect(await refused('KEY_WRONG', 'cat', 'tpm.tgz', 'etc/hosts', '--key-from', 'other.info')).toMatch(
      /sealed with key 01234567-.* this is key 09090909-/,
    )
    await refused('KEY_WRONG', 'edit', 'tpm.tgz', '--key-file', 'wrong', '--rm', 'etc/hosts', '-o', 'out.tgz')
    expect(existsSync(at('out.tgz'))).toBe(false)
  })

  it('is refused when it is not a key, or not there, or has no end', async () => {
    await writeFile(at('long'), Buffer.alloc(33, 1))
    await refused('KEY_FORMAT', 'info', 'tpm.tgz', '--key-file', 'long')
    await refused('KEY_FORMAT', 'info', 'tpm.tgz', '--key-file', 'own.info')
    await refused('INFO_SYNTAX', 'info', 'tpm.tgz', '--key-from', 'key.hex')
    await refused('NOT_FOUND', 'info', 'tpm.tgz', '--key-file', 'nowhere')
    // A key as an argument is not a file, and is not repeated by more than the name that was given.
    await refused('LIMIT', 'info', 'tpm.tgz', '--key-file', '/dev/zero')
  })

  it('is not needed where the backup brings its own, which is said', async () => {
    const { stderr } = await done('info', 'sealed.tgz', '--key-file', 'key.hex')
    expect(stderr).not.toMatch(/needed/)
    await writeFile(at('wrong'), Buffer.alloc(32, 1))
    expect((await done('info', 'sealed.tgz', '--key-file', 'wrong')).stderr).toMatch(/no layer of sealed\.tgz needed/)
  })

  it('seals the edited layer again: with it, the written file opens and shows the edit alone', async () => {
    await done('edit', 'tpm.tgz', '--key-file', 'key.bin', '--put', 'etc/hosts=hosts', '-o', 'out.tgz')
    await refused('SEALED_TPM', 'cat', 'out.tgz', 'etc/hosts')
    expect((await done('cat', 'out.tgz', 'etc/hosts', '--key-file', 'key.hex')).stdout.toString()).toBe('new\n')
    const { stdout } = await run('diff', 'tpm.tgz', 'out.tgz', '--key-file', 'key.hex', '--json')
    expect(
      stdout
        .toString()
        .trim()
        .split('\n')
        .map(line => JSON.parse(line)),
    ).toEqual([{ address: 'local.tgz.ve!/etc/hosts', change: 'changed', what: ['content'] }])
    const all = await done(
      'bundle',
      'tpm.tgz',
      '--key-file',
      'key.bin',
      '--put',
      'etc/hosts=hosts',
      '-o',
      'dir',
      '--json',
    )
    expect(all.stdout.toString() + all.stderr).not.toContain(hex)
    for (const { name } of JSON.parse(all.stdout.toString()).files) {
      const written = readFileSync(join(at('dir'), name))
      expect([name, written.includes(Buffer.from(key)), written.includes(hex)]).toEqual([name, false, false])
    }
  })
})

describe('--unseal and --seal', () => {
  const listed = async (name: string) => (await done('ls', name)).stdout.toString().split('\n')

  it('make one of the other, among other edits in the order given, and say what is unverified', async () => {
    const { stderr, stdout } = await done('edit', 'sealed.tgz', '--put', 'etc/hosts=hosts', '--unseal', '-o', 'out.tgz')
    expect(stderr).toMatch(/note: Unverified: it is not sealed any more/)
    expect(stdout.toString()).toMatch(/unsealed/)
    expect(await listed('out.tgz')).toContain('local.tgz!/etc/hosts')
    expect(await listed('out.tgz')).not.toContain('encryption.info')
    await done('edit', 'out.tgz', '--seal', '--put', 'etc/shadow=hosts', '-o', 'again.tgz')
    expect((await done('cat', 'again.tgz', 'local.tgz.ve!/etc/hosts')).stdout.toString()).toBe('new\n')
    expect((await done('cat', 'again.tgz', 'etc/shadow')).stdout.toString()).toBe('new\n')
    const twice = await run('edit', 'again.tgz', '--seal', '-o', 'no.tgz')
    expect([twice.code, twice.stderr]).toEqual([2, expect.stringMatching(/NOT_SEALED: .*sealed already/)])
  })

  it('--seal-with takes the key of a chosen encryption.info', async () => {
    await done('edit', 'plain.tgz', '--seal-with', 'own.info', '-o', 'out.tgz')
    expect(readFileSync(at('own.info'))).toEqual((await done('cat', 'out.tgz', 'encryption.info')).stdout)
    await writeFile(at('tpm.info'), 'mode = "TPM"\n')
    await refused('SEALED_TPM', 'edit', 'plain.tgz', '--seal-with', 'tpm.info', '-o', 'no.tgz')
  })

  it('turn a TPM-sealed backup whose key is known into one that opens by itself', async () => {
    await done('edit', 'tpm.tgz', '--key-file', 'key.hex', '--unseal', '--seal', '-o', 'out.tgz')
    const card = JSON.parse((await done('info', 'out.tgz', '--json')).stdout.toString())
    expect(card).toMatchObject({ encryption: 'none', hostname: 'esx01.example' })
  })

  it('stand in the bundle: what is unverified in RESTORE.md, no key in changes.diff', async () => {
    await done('bundle', 'plain.tgz', '--seal', '-o', 'dir')
    expect(readFileSync(at('dir/RESTORE.md'), 'utf8')).toMatch(
      /- local\.tgz\.ve: Unverified: it is sealed with the key in encryption\.info/,
    )
    const report = readFileSync(at('dir/changes.diff'), 'utf8')
    expect(report).toMatch(/sealed with the key of encryption\.info: local\.tgz\.ve/)
    expect(report).not.toContain('data1')
    expect((await done('info', 'dir/state.tgz', '--json')).stdout.toString()).toContain('"encryption":"none"')
  })

  it('are refused where there is no state.tgz around the layer', async () => {
    await writeFile(at('other.tgz'), tgz([file('notes', 'x')]))
    await refused('NOT_SEALED', 'edit', 'other.tgz', '--seal', '-o', 'no.tgz')
    await refused('SEALED_TPM', 'edit', 'tpm.tgz', '--unseal', '-o', 'no.tgz')
  })
})
