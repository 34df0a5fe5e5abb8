// info, ls, cat and what holds for every command, on the real command line as a child process.
import type { Stats } from 'node:fs'
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bytesOf, sha256Of, toUint8Array } from '../../engine/codecs/bytes'
import { tarOf } from '../../engine/codecs/tar-write'
import { genuineSample, theGenuineSample } from '../../../testing/archives/genuine-sample'
import {
  brokenGzip,
  esxConf,
  file,
  hostFiles,
  plainState,
  randomSeed,
  info,
  sealed,
  sealedState,
  special,
  tgz,
  tpmState,
} from '../../../testing/archives/small-backups'
import { buildCommandLine, type CommandLine, type Finished } from '../../../testing/command-line/command-line'
import { needs } from '../../../testing/needs'

let cli: CommandLine
let folder: string
const at = (name: string) => join(folder, name)
const run = (...args: string[]) => cli.run(args, { cwd: folder })
const linesOf = (finished: Finished) => finished.stdout.toString('utf8').split('\n').slice(0, -1)
const objectsOf = (finished: Finished): Record<string, unknown>[] => linesOf(finished).map(line => JSON.parse(line))

/** A refusal: exit code 2, nothing on stdout, one line with a code on stderr. */
const expectRefused = (finished: Finished, code: string) => {
  expect(finished.stderr).toMatch(new RegExp(`^bootbank: ${code}: .+\\n$`))
  expect(finished.stdout.toString()).toBe('')
  expect(finished.code).toBe(2)
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bootbank-reading-'))
  cli = await buildCommandLine()
  await writeFile(at('plain.tgz'), plainState())
  await writeFile(at('sealed.tgz'), sealedState())
  await writeFile(at('tpm.tgz'), tpmState())
  await writeFile(at('bundle.tgz'), tgz([file('Manifest.txt', 'UUID=1\n'), file('state.tgz', sealedState())]))
  await writeFile(
    at('odd.tgz'),
    tgz([
      special('etc', '5'),
      file('etc/a.conf', 'first\n'),
      file('etc/a.conf', 'second\n', { mode: 0o4755 }),
      special('etc/link', '2', 'a.conf'),
      special('etc/hard', '1', 'etc/a.conf'),
      special('dev/null', '3'),
      special('run/pipe', '6'),
      file('evil\u001b[31m\n', ''),
    ]),
  )
}, 60_000)

afterAll(async () => {
  await cli?.remove()
  await rm(folder, { recursive: true, force: true })
})

describe('info', () => {
  it('prints the facts of a sealed backup, aligned', async () => {
    const { code, stdout, stderr } = await run('info', 'sealed.tgz')
    expect(stdout.toString()).toMatch(/^Identity\n {2}Host name {17}esx01\.example\n {2}Release {19}7\.0\.2\n/)
    expect(stdout.toString()).toContain('\n  System UUID               61c3f0aa-0b2e')
    expect(stdout.toString()).toContain(
      '\n\nAccess\n  Accounts                  root, no permission, password set since 20',
    )
    expect(stdout.toString()).toContain('\n  Syslog target             not in this backup\n')
    expect(stdout.toString()).toContain('mode NONE')
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  })

  it('prints with --json the fields of the host card, and every fact with where it is read from', async () => {
    const finished = await run('info', 'sealed.tgz', '--json')
    const [card, ...rest] = objectsOf(finished)
    expect(rest).toEqual([])
    expect(card).toEqual({
      shape: 'state',
      hostname: 'esx01.example',
      release: '7.0.2',
      uuid: '61c3f0aa-0b2e-4d5f-8a9b-0011223344aa',
      managementAddress: '192.0.2.10',
      encryption: 'none',
      layers: 2,
      entries: 9,
      accounts: ['root', 'dcui'],
      savedAt: '2021-03-02T14:17:07.000Z',
      size: expect.any(Number),
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      notes: [],
      facts: expect.any(Array),
      findings: [],
    })
    expect(card?.facts).toContainEqual({
      id: 'identity.host-name',
      group: 'identity',
      title: 'Host name',
      value: 'esx01.example',
      values: [
        {
          value: 'esx01.example',
          text: 'esx01.example',
          source: {
            address: 'local.tgz.ve!/etc/vmware/esx.conf',
            line: expect.any(Number),
            setting: 'esx.conf/adv/Misc#HostName',
          },
          attention: false,
        },
      ],
    })
    expect(card?.facts).toContainEqual(expect.objectContaining({ id: 'management.gateway', value: null, values: [] }))
    expect(finished.code).toBe(0)
  })

  it('says null for what a backup does not hold, and guesses nothing', async () => {
    await writeFile(at('empty-host.tgz'), plainState([file('etc/hosts', '')]))
    const [card] = objectsOf(await run('info', 'empty-host.tgz', '--json'))
    expect(card).toMatchObject({
      hostname: null,
      release: null,
      uuid: null,
      managementAddress: null,
      encryption: 'absent',
      accounts: null,
    })
  })

  it('shows the outer archive of a TPM-sealed backup, with a note on stderr and exit code 0', async () => {
    const { code, stdout, stderr } = await run('info', 'tpm.tgz', '--json')
    expect(JSON.parse(stdout.toString())).toMatchObject({ encryption: 'tpm', layers: 1, entries: 2 })
    expect(stderr).toMatch(/^bootbank: note: .*TPM/)
    expect(code).toBe(0)
  })

  it('does not say that a backup lacks what nobody could read: a key that is missing, a file that was cut off', async () => {
    await writeFile(at('keyless.tgz'), tgz([file('local.tgz.ve', sealed())]))
    const keyless = await run('info', 'keyless.tgz')
    expect(keyless.stdout.toString()).toMatch(/^ {2}Host name +sealed, not readable here$/m)
    expect(keyless.stdout.toString()).toMatch(/^ {2}Sealing +sealed, and no key that fits is in the file/m)
    expectRefused({ ...keyless, stdout: Buffer.alloc(0) }, 'ENVELOPE_NO_KEY')
    await writeFile(at('cut.tgz'), sealedState().subarray(0, sealedState().length - 900))
    const cut = await run('info', 'cut.tgz')
    expect(cut.stdout.toString()).toMatch(/^ {2}Host name +damaged, not readable here$/m)
    expectRefused({ ...cut, stdout: Buffer.alloc(0) }, 'GZIP_TRUNCATED')
  })

  it('takes the key of a bare local.tgz.ve from the file beside it, and says so', async () => {
    const ve = sealed()
    await mkdir(at('bare'))
    await writeFile(at('bare/local.tgz.ve'), ve)
    expectRefused(await run('info', 'bare/local.tgz.ve'), 'ENVELOPE_NO_KEY')
    await writeFile(at('bare/encryption.info'), info)
    const { code, stdout, stderr } = await run('info', 'bare/local.tgz.ve', '--json')
    expect(JSON.parse(stdout.toString())).toMatchObject({ hostname: 'esx01.example', layers: 1 })
    expect(stderr).toContain('encryption.info beside it')
    expect(code).toBe(0)
  })

  it('reads a backup from standard input', async () => {
    const { code, stdout } = await cli.run(['info', '-', '--json'], { stdin: plainState() })
    expect(JSON.parse(stdout.toString())).toMatchObject({ hostname: 'esx01.example', encryption: 'absent' })
    expect(code).toBe(0)
  })

  it('lets no control character of a backup reach the terminal', async () => {
    await writeFile(at('esc.tgz'), plainState([file('etc/vmware/esx.conf', '/adv/Misc/HostName = "a\u001b[2Jb"\n')]))
    const { stdout } = await run('info', 'esc.tgz')
    expect(stdout.toString()).toContain('a\\x1b[2Jb')
    expect(stdout.toString()).not.toContain('\u001b')
  })
})

describe('ls', () => {
  it('prints every entry of every layer, the inside of a layer right after its entry', async () => {
    const finished = await run('ls', 'bundle.tgz')
    expect(linesOf(finished)).toEqual([
      'Manifest.txt',
      'state.tgz',
      'state.tgz!/encryption.info',
      'state.tgz!/local.tgz.ve',
      ...hostFiles.map(({ name }) => `state.tgz!/local.tgz.ve!/${name}`),
    ])
    expect(finished.code).toBe(0)
  })

  it('prints with --json the fixed fields, one object a line', async () => {
    const entries = objectsOf(await run('ls', 'sealed.tgz', '--json'))
    const seed = entries.find(({ address }) => address === 'local.tgz.ve!/etc/random-seed')
    expect(seed).toEqual({
      address: 'local.tgz.ve!/etc/random-seed',
      kind: 'file',
      size: 512,
      mode: '01600',
      uid: 0,
      gid: 0,
      uname: 'root',
      gname: 'root',
      mtime: '2021-03-02T14:17:07.000Z',
      role: 't-flag',
    })
    expect(Object.keys(seed ?? {})).toEqual([
      'address',
      'kind',
      'size',
      'mode',
      'uid',
      'gid',
      'uname',
      'gname',
      'mtime',
      'role',
    ])
    expect(entries.find(({ address }) => address === 'local.tgz.ve')).toMatchObject({
      opens: 'envelope',
      mode: '00644',
    })
  })

  it('names kinds and link targets, and gives linkname to links alone', async () => {
    const entries = objectsOf(await run('ls', 'odd.tgz', '--json'))
    expect(entries.map(({ address, kind, linkname }) => [address, kind, linkname])).toEqual([
      ['etc', 'directory', undefined],
      ['etc/a.conf', 'file', undefined],
      ['etc/a.conf#2', 'file', undefined],
      ['etc/link', 'symlink', 'a.conf'],
      ['etc/hard', 'hardlink', 'etc/a.conf'],
      ['dev/null', 'char-device', undefined],
      ['run/pipe', 'fifo', undefined],
      ['evil\\x1b[31m\\x0a', 'file', undefined],
    ])
  })

  it('gives with --hash the SHA-256 of files, and of nothing else', async () => {
    const entries = objectsOf(await run('ls', 'odd.tgz', '--hash', '--json'))
    expect(entries.filter(({ sha256 }) => sha256 !== undefined).map(({ address }) => address)).toEqual([
      'etc/a.conf',
      'etc/a.conf#2',
      'evil\\x1b[31m\\x0a',
    ])
    expect(entries[1]).toMatchObject({ sha256: sha256Of(bytesOf(Buffer.from('first\n'))) })
  })

  it('prints with -l what ls prints, T flag and set-id bits included', async () => {
    const sealed = linesOf(await run('ls', '-l', 'sealed.tgz'))
    expect(sealed.find(line => line.endsWith('etc/random-seed'))).toMatch(
      /^-rw------T root\/root +512 2021-03-02 14:17:07 local\.tgz\.ve!\/etc\/random-seed$/,
    )
    const odd = linesOf(await run('ls', '-l', 'odd.tgz'))
    expect(odd[2]).toMatch(/^-rwsr-xr-x .* etc\/a\.conf#2$/)
    expect(odd[3]).toMatch(/^lrw-r--r-- .* etc\/link -> a\.conf$/)
    expect(odd[4]).toMatch(/ etc\/hard link to etc\/a\.conf$/)
  })

  it('prints what could be read of a damaged backup, then the error, with exit code 2', async () => {
    const ve = sealed()
    ve[ve.length - 4096 + 33]! ^= 1
    await writeFile(at('tag.tgz'), tgz([file('encryption.info', info), file('local.tgz.ve', ve)]))
    const human = await run('ls', 'tag.tgz')
    expect(linesOf(human)).toEqual(['encryption.info', 'local.tgz.ve'])
    expect(human.stderr).toMatch(/^bootbank: ENVELOPE_TAG: local\.tgz\.ve: /)
    expect(human.code).toBe(2)
    const json = await run('ls', 'tag.tgz', '--json')
    expect(json.stdout.length).toBe(0)
    expect(JSON.parse(json.stderr)).toMatchObject({
      error: { code: 'ENVELOPE_TAG', message: expect.any(String), where: { layer: 'local.tgz.ve' } },
    })
    expect(json.code).toBe(2)
  })

  it('only notes an odd file below that looks like an archive but is not one', async () => {
    await writeFile(at('noise.tgz'), plainState([...hostFiles, file('var/broken.gz', brokenGzip)]))
    const { code, stdout, stderr } = await run('ls', 'noise.tgz', '--json')
    expect(stdout.toString()).toContain('var/broken.gz')
    expect(stderr).toMatch(/^bootbank: note: local\.tgz!\/var\/broken\.gz: /)
    expect(code).toBe(0)
  })

  it('lists as many entries as a hand-made archive may hold', async () => {
    const part = (from: number) => {
      const members = Array.from({ length: 25_000 }, (_, index) => file(`etc/many/file-${from + index}`, ''))
      const tar = toUint8Array(tarOf(members))
      return tar.subarray(0, tar.length - 1024)
    }
    const parts = [0, 1, 2, 3, 4, 5].map(index => part(index * 25_000))
    await writeFile(at('crowd.tgz'), gzipSync(Buffer.concat(parts), { level: 1 }))
    const { code, stdout } = await run('ls', '-l', 'crowd.tgz')
    expect(stdout.toString().trimEnd().split('\n').length).toBe(150_000)
    expect(code).toBe(0)
  })

  it('ends quietly when its reader goes away', async () => {
    const many = Array.from({ length: 20_000 }, (_, index) => file(`etc/many/file-${index}`, ''))
    await writeFile(at('many.tgz'), plainState(many))
    const { code, stderr } = await cli.run(['ls', 'many.tgz', '--json'], {
      cwd: folder,
      whileRunning: child => child.stdout?.destroy(),
    })
    expect(stderr).toBe('')
    expect(code).toBe(0)
  })
})

describe('check', () => {
  it('says what would go wrong, errors first, and gives 1 for an error', async () => {
    await writeFile(at('bare.tgz'), plainState(hostFiles.filter(({ name }) => !name.includes('/ssl/'))))
    const { stdout, stderr, code } = await run('check', 'bare.tgz')
    const lines = stdout.toString().split('\n')
    const found = lines.indexOf('error    local.tgz  [host-certificate]')
    expect(lines[found + 1]).toMatch(/^ {9}etc\/vmware\/ssl\/rui\.key is missing/)
    expect(lines[found + 2]).toMatch(/^ {9}What to do: /)
    expect(lines.filter(line => /^(warning|note) /.test(line))).toEqual([])
    expect(lines.at(-2)).toBe(`${lines.filter(line => line.startsWith('error ')).length} errors`)
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' })
  })

  it('prints with --json one object a line, with the fields of cli.md', async () => {
    const finished = await run('check', 'odd.tgz', '--json')
    const objects = objectsOf(finished)
    for (const one of objects)
      expect(Object.keys(one).filter(key => key !== 'offset')).toEqual([
        'rule',
        'severity',
        'address',
        'message',
        'remedy',
      ])
    expect(objects[0]).toMatchObject({ rule: 'not-a-host-state', severity: 'error', address: '', remedy: null })
    expect(objects).toContainEqual(
      expect.objectContaining({ rule: 'duplicate-name', severity: 'warning', address: 'etc/a.conf#2' }),
    )
    expect(finished.code).toBe(1)
  })

  it('gives 0 where there is only something to know, such as a layer sealed by a TPM', async () => {
    const finished = await run('check', 'tpm.tgz', '--json')
    expect(objectsOf(finished)).toMatchObject([{ rule: 'SEALED_TPM', severity: 'warning', address: 'local.tgz.ve' }])
    expect(finished.code).toBe(0)
  })

  it('refuses what cannot be opened at all', async () => {
    await writeFile(at('text.tgz'), 'only text')
    expectRefused(await run('check', 'text.tgz'), 'NOT_AN_ARCHIVE')
  })

  it('finds nothing in the genuine backup', needs(genuineSample, theGenuineSample), async () => {
    const { stdout, code } = await run('check', join(genuineSample ?? '', 'state.tgz'))
    expect({ code, said: stdout.toString() }).toEqual({ code: 0, said: 'Nothing was found.\n' })
  })
})

describe('cat', () => {
  it('writes the bytes of a file as they are', async () => {
    const { code, stdout, stderr } = await run('cat', 'sealed.tgz', 'local.tgz.ve!/etc/random-seed')
    expect(Buffer.compare(stdout, randomSeed)).toBe(0)
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  })

  it('takes a tail that only one entry has', async () => {
    expect((await run('cat', 'bundle.tgz', 'vmware/esx.conf')).stdout.toString()).toBe(esxConf)
  })

  it('lists the candidates of a tail that several entries have', async () => {
    await writeFile(at('twice.tgz'), plainState([file('etc/hosts', '1'), file('etc/old/hosts', '2')]))
    const finished = await run('cat', 'twice.tgz', 'hosts')
    expectRefused(finished, 'ADDRESS_AMBIGUOUS')
    expect(finished.stderr).toContain('local.tgz!/etc/hosts, local.tgz!/etc/old/hosts')
  })

  it('says what an address that nothing has may have meant, else where to look', async () => {
    const mistyped = await run('cat', 'sealed.tgz', 'etc/Host')
    expectRefused(mistyped, 'ADDRESS_NOT_FOUND')
    expect(mistyped.stderr).toContain('There is: local.tgz.ve!/etc/hosts.')
    expect((await run('cat', 'sealed.tgz', 'etc/nothing-like-it')).stderr).toContain(
      'bootbank ls lists all that there are.',
    )
  })

  it('names the help of the very command, and what it cannot do without', async () => {
    expect((await run('cat', 'sealed.tgz')).stderr).toMatch(/See bootbank cat --help\.$/m)
    expect((await run('frob')).stderr).toMatch(/See bootbank --help\.$/m)
    expect((await run('edit', '--help')).stdout.toString()).toMatch(
      /^Usage: bootbank edit \[options\] <file> -o <out>$/m,
    )
    expect((await run('change', 'access', 'sealed.tgz', 'ssh=maybe')).stderr).toMatch(/^bootbank: ANSWER: ssh=: /)
  })

  it('calls the second entry of a name ADDRESS#2', async () => {
    expect((await run('cat', 'odd.tgz', 'etc/a.conf')).stdout.toString()).toBe('first\n')
    expect((await run('cat', 'odd.tgz', 'etc/a.conf#2')).stdout.toString()).toBe('second\n')
  })

  it('follows a hard link to what stands there when an archive is unpacked in order', async () => {
    expect((await run('cat', 'odd.tgz', 'etc/hard')).stdout.toString()).toBe('second\n')
  })

  it.each(['etc', 'etc/link', 'dev/null', 'run/pipe'])('refuses %s, which has no content', async address => {
    expectRefused(await run('cat', 'odd.tgz', address), 'NOT_A_FILE')
  })

  it('refuses a folder that has no entry of its own', async () => {
    expectRefused(await run('cat', 'sealed.tgz', 'etc/vmware'), 'NOT_A_FILE')
  })

  it('says of which layer it could not see the inside', async () => {
    expectRefused(await run('cat', 'tpm.tgz', 'etc/hosts'), 'SEALED_TPM')
  })

  it('writes many megabytes to a slow reader', async () => {
    const big = Buffer.alloc(9_000_001, 'Bootbank ')
    await writeFile(at('big.tgz'), tgz([file('big', big)]))
    const { stdout } = await run('cat', 'big.tgz', 'big')
    expect(Buffer.compare(stdout, big)).toBe(0)
  })
})

describe('every command', () => {
  it.each([
    ['NOT_FOUND', 'missing.tgz'],
    ['IS_DIRECTORY', 'without-copies'],
    ['EMPTY_FILE', 'empty.tgz'],
    ['NOT_AN_ARCHIVE', 'text.tgz'],
  ])('refuses with %s', async (code, name) => {
    await mkdir(at('without-copies'), { recursive: true })
    await writeFile(at('empty.tgz'), '')
    await writeFile(at('text.tgz'), 'only text\n')
    for (const args of [
      ['info', name],
      ['ls', name],
      ['cat', name, 'x'],
      ['extract', name, '-o', 'never'],
    ]) {
      expectRefused(await run(...args), code)
    }
  })

  it(
    'refuses with UNREADABLE what it may not read',
    needs(process.getuid?.() !== 0, 'a user who may not read everything, not root'),
    async () => {
      await writeFile(at('secret.tgz'), 'x')
      await chmod(at('secret.tgz'), 0)
      expectRefused(await run('info', 'secret.tgz'), 'UNREADABLE')
    },
  )

  it('refuses with UNREADABLE what fails while it is read', needs(process.platform === 'linux', 'Linux'), async () => {
    expectRefused(await run('info', '/proc/self/mem'), 'UNREADABLE')
  })

  it.each([
    ['nothing at all', []],
    ['an unknown command', ['frobnicate']],
    ['a missing FILE', ['info']],
    ['a missing ADDRESS', ['cat', 'plain.tgz']],
    ['an argument too many', ['info', 'plain.tgz', 'more']],
    ['an unknown option', ['info', 'plain.tgz', '--frob']],
    ['a missing -o', ['extract', 'plain.tgz']],
    ['an unknown limit', ['info', 'plain.tgz', '--limit', 'frob=1']],
    ['a limit without a number', ['info', 'plain.tgz', '--limit', 'ratio=much']],
    ['an operation that there is not', ['edit', 'plain.tgz', '--seal', 'root', '-o', 'never']],
  ])('answers %s with USAGE', async (_, args) => {
    expectRefused(await run(...args), 'USAGE')
  })

  it('gives a usage error as JSON where JSON was asked for', async () => {
    const { code, stdout, stderr } = await run('ls', '--json')
    expect(JSON.parse(stderr)).toEqual({ error: { code: 'USAGE', message: expect.any(String), where: {} } })
    expect({ code, stdout: stdout.toString() }).toEqual({ code: 2, stdout: '' })
  })

  it('keeps the limits, and lets the user raise them', async () => {
    expectRefused(await run('cat', 'bundle.tgz', 'etc/hosts', '--limit', 'depth=2'), 'LIMIT')
    expectRefused(await run('ls', 'plain.tgz', '--limit', 'layerBytes=1K'), 'LIMIT')
    expect((await run('--limit', 'layerBytes=1M', 'ls', 'plain.tgz')).code).toBe(0)
    expectRefused(await run('cat', 'many.tgz', 'etc/many/file-1', '--limit', 'entries=1k'), 'LIMIT')
  })

  it.each([
    '',
    'info',
    'ls',
    'cat',
    'extract',
    'check',
    'search',
    'observe',
    'banks',
    'edit',
    'change',
    'bundle',
    'find',
    'completion',
    'prepare',
    'sanitise',
    'diff',
    'log',
    'facts',
  ])('explains itself on one screen, with an example: %s --help', async command => {
    const finished = await run(...(command === '' ? [] : [command]), '--help')
    const lines = linesOf(finished)
    // That of the program as a whole has a line for each command.
    expect(lines.length).toBeLessThanOrEqual(command === '' ? 30 : 24)
    expect(Math.max(...lines.map(line => line.length))).toBeLessThanOrEqual(100)
    expect(lines.at(-1)).toMatch(/^Example:? +bootbank /)
    expect(finished.code).toBe(0)
  })

  it('prints its version', async () => {
    const { code, stdout } = await run('--version')
    expect(stdout.toString()).toMatch(/^\d+\.\d+\.\d+\n$/)
    expect(code).toBe(0)
  })

  it('ends with CANCELLED when it is interrupted while it waits for standard input', async () => {
    const { code, stderr } = await cli.run(['info', '-'], {
      // More than a pipe holds: once it is taken, the command is waiting for the rest.
      whileRunning: child => child.stdin?.write(new Uint8Array(1024 * 1024), () => child.kill('SIGINT')),
    })
    expect(stderr).toMatch(/^bootbank: CANCELLED: /)
    expect(code).toBe(2)
  })
})

describe('the genuine host backup', needs(genuineSample, theGenuineSample), () => {
  const sample = (name: string) => join(genuineSample ?? '', name)

  it('shows its card and reads it from either form', async () => {
    const [sealed] = objectsOf(await run('info', sample('state.tgz'), '--json'))
    const [plain] = objectsOf(await run('info', sample('state-plain.tgz'), '--json'))
    expect(sealed).toMatchObject({ release: '7.0.2', encryption: 'none', layers: 2 })
    expect(plain).toMatchObject({ release: '7.0.2', encryption: 'absent', uuid: sealed?.uuid })
  })

  it('lists what GNU tar lists of its plain form, with the T flag on the same files', async () => {
    const entries = objectsOf(await run('ls', sample('state.tgz'), '--json', '--hash'))
    const persisted = entries.filter(({ mode }) => String(mode).startsWith('01')).map(({ address }) => address)
    expect(persisted).toEqual(['local.tgz.ve!/etc/vmware/vmkiscsid/vmkiscsid.db', 'local.tgz.ve!/etc/random-seed'])
    expect(entries.length).toBe(38)
  })
})

describe('evidence is never altered', () => {
  it.each([
    ['info'],
    ['ls', '-l', '--hash'],
    ['cat', 'etc/hosts'],
    ['check'],
    ['search', 'localhost'],
    ['observe'],
    ['diff', 'state.tgz'],
    ['log', 'state.tgz'],
  ])('%s leaves the file as it is, and nothing beside it', async (command, ...args) => {
    const evidence = at(`evidence-${command}`)
    await mkdir(evidence)
    const path = join(evidence, 'state.tgz')
    await writeFile(path, sealedState())
    await utimes(path, 1_000_000_000, 1_000_000_000)
    const before = [await readFile(path), await stat(path)] as const
    const words = command === 'ls' ? [command, ...args, 'state.tgz'] : [command, 'state.tgz', ...args]
    const { code } = await cli.run(words, { cwd: evidence })
    expect(code).toBeLessThan(2)
    const after = [await readFile(path), await stat(path)] as const
    expect(after[0].equals(before[0])).toBe(true)
    const factsOf = ({ mtimeMs, mode, ino, size }: Stats) => ({ mtimeMs, mode, ino, size })
    expect(factsOf(after[1])).toEqual(factsOf(before[1]))
    expect(await readdir(evidence)).toEqual(['state.tgz'])
  })
})
