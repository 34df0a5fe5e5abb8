// edit and bundle: what is written, what is reported, and what is left when it fails.
import { execFileSync } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { existsSync, linkSync, readdirSync, readFileSync, symlinkSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { bytesOf, toUint8Array } from '../../engine/codecs/bytes'
import { Document } from '../../engine/document/document'
import { openSqlite } from '../../engine/esx/sqlite'
import { settingsOf } from '../../engine/settings/read-settings'
import { sha512Crypt } from '../../engine/esx/sha512-crypt'
import { tarOf } from '../../engine/codecs/tar-write'
import { genuineSample, theGenuineSample } from '../../../testing/archives/genuine-sample'
import {
  esxConf,
  file,
  hostFiles,
  plainState,
  info,
  sealed,
  sealedState,
  special,
  tgz,
  tpmState,
} from '../../../testing/archives/small-backups'
import { buildCommandLine, type CommandLine, type Finished } from '../../../testing/command-line/command-line'
import { makeBackup } from '../../../testing/fixtures/backups'
import { needs } from '../../../testing/needs'

let cli: CommandLine
let top: string
let folder: string
const at = (...names: string[]) => join(folder, ...names)
const run = (...args: string[]) => cli.run(args, { cwd: folder })
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
const catOf = async (address: string, name = 'out.tgz') => (await run('cat', name, address)).stdout.toString('latin1')
const listOf = async (name: string) => (await run('ls', name)).stdout.toString().split('\n').slice(0, -1)
const objects = (stdout: Buffer): Record<string, unknown>[] =>
  stdout
    .toString()
    .split('\n')
    .slice(0, -1)
    .map(line => JSON.parse(line))
const differences = async (a: string, b: string) => objects((await run('diff', a, b, '--json')).stdout)

/** An edit of in.tgz that must succeed. */
const edit = async (...operations: string[]) => {
  const finished = await run('edit', 'in.tgz', ...operations, '-o', 'out.tgz')
  expect(finished.stderr).toBe('')
  expect(finished.code).toBe(0)
  return finished.stdout.toString()
}

/** An edit that must be refused, and then leaves nothing. */
const expectRefused = async (code: string, ...operations: string[]) => {
  const before = readdirSync(folder).sort()
  const finished = await run('edit', 'in.tgz', ...operations, '-o', 'out.tgz', '--json')
  expect(JSON.parse(finished.stderr)).toMatchObject({ error: { code } })
  expect(finished.stdout.length).toBe(0)
  expect(finished.code).toBe(2)
  expect(readdirSync(folder).sort()).toEqual(before)
  return String(JSON.parse(finished.stderr).error.message)
}

beforeAll(async () => {
  top = await mkdtemp(join(tmpdir(), 'bootbank-editing-'))
  cli = await buildCommandLine()
}, 60_000)

beforeEach(async () => {
  folder = await mkdtemp(join(top, 'case-'))
  await writeFile(at('in.tgz'), plainState())
  await writeFile(at('new'), 'new content\n')
})

afterAll(async () => {
  await cli?.remove()
  await rm(top, { recursive: true, force: true })
})

describe('edit without an edit option', () => {
  it('writes a byte-identical copy and reports it', async () => {
    const report = await edit()
    const bytes = readFileSync(at('in.tgz'))
    expect(Buffer.compare(readFileSync(at('out.tgz')), bytes)).toBe(0)
    expect(report).toContain(`SHA-256 ${sha256(bytes)}`)
    expect(report).toMatch(/read back: \d+ entr(y|ies) compared, \d+ untouched\n$/)
  })

  it('reports with --json one object', async () => {
    const { stdout, code } = await run('edit', 'in.tgz', '-o', 'out.tgz', '--json')
    const bytes = readFileSync(at('in.tgz'))
    expect(JSON.parse(stdout.toString())).toEqual({
      out: 'out.tgz',
      size: bytes.length,
      sha256: sha256(bytes),
      changes: [],
      proof: { layers: expect.any(Number), entries: 1, untouched: 1, bytes: bytes.length },
    })
    expect(code).toBe(0)
  })

  it('copies standard input, and archives of any dialect', async () => {
    execFileSync('bsdtar', ['-czf', at('bsd.tgz'), '-C', folder, '--format=pax', 'new'])
    const bytes = readFileSync(at('bsd.tgz'))
    const { code } = await cli.run(['edit', '-', '-o', 'out.tgz'], { cwd: folder, stdin: bytes })
    expect(code).toBe(0)
    expect(Buffer.compare(readFileSync(at('out.tgz')), bytes)).toBe(0)
  })

  it('copies a backup whose inside is sealed by a TPM', async () => {
    await writeFile(at('in.tgz'), tpmState())
    await edit()
    expect(Buffer.compare(readFileSync(at('out.tgz')), readFileSync(at('in.tgz')))).toBe(0)
  })
})

describe('edit', () => {
  it('--put replaces a file, and nothing else changes', async () => {
    const report = await edit('--put', 'etc/hosts=new')
    expect(report).toMatch(/^changed {2}local\.tgz!\/etc\/hosts {2}20 -> 12 bytes\n/)
    expect(await catOf('etc/hosts')).toBe('new content\n')
    expect(await differences('in.tgz', 'out.tgz')).toEqual([
      { address: 'local.tgz!/etc/hosts', change: 'changed', what: ['content'] },
    ])
  })

  it('--put adds a file where there is none, at a whole address and at a tail', async () => {
    await edit('--put', 'local.tgz!/etc/one=new', '--put', 'etc/vmware/two=new', '--put', 'three=new')
    expect(await listOf('out.tgz')).toEqual([
      'local.tgz',
      ...hostFiles.map(({ name }) => `local.tgz!/${name}`),
      'local.tgz!/etc/one',
      'local.tgz!/etc/vmware/two',
      'three',
    ])
  })

  it('--put of a tail in a new folder goes where the nearest folder above it is', async () => {
    await edit('--put', 'etc/rc.local.d/deep/local.sh=new')
    expect((await listOf('out.tgz')).at(-1)).toBe('local.tgz!/etc/rc.local.d/deep/local.sh')
    const twice = [file('a.tgz', tgz([file('etc/x', '1')])), file('b.tgz', tgz([file('etc/y', '2')]))]
    await writeFile(at('in.tgz'), tgz(twice))
    await expectRefused('ADDRESS_AMBIGUOUS', '--put', 'etc/z=new')
  })

  it('--put of a folder adds all that is in it, replaces what is there, and leaves the rest', async () => {
    await mkdir(at('tree/deep/empty'), { recursive: true })
    await writeFile(at('tree/hosts'), 'from the folder\n')
    await writeFile(at('tree/deep/one'), 'one\n')
    await edit('--put', 'etc=tree')
    expect(await catOf('etc/hosts')).toBe('from the folder\n')
    expect(await catOf('etc/deep/one')).toBe('one\n')
    const changed = await differences('in.tgz', 'out.tgz')
    expect(changed.map(({ address, change }) => [address, change]).toSorted()).toEqual([
      ['local.tgz!/etc/deep', 'added'],
      ['local.tgz!/etc/deep/empty', 'added'],
      ['local.tgz!/etc/deep/one', 'added'],
      ['local.tgz!/etc/hosts', 'changed'],
    ])
    await edit('--put', 'etc/new/=tree/deep')
    expect((await listOf('out.tgz')).slice(-3).toSorted()).toEqual([
      'local.tgz!/etc/new',
      'local.tgz!/etc/new/empty',
      'local.tgz!/etc/new/one',
    ])
    await expectRefused('IS_DIRECTORY', '--put', 'etc/hosts=tree')
    symlinkSync('one', at('tree/deep/link'))
    await expectRefused('UNREADABLE', '--put', 'etc=tree')
  })

  it('--rm removes an entry', async () => {
    const report = await edit('--rm', 'etc/random-seed')
    expect(report).toMatch(/^removed {2}local\.tgz!\/etc\/random-seed\n/)
    expect(await differences('in.tgz', 'out.tgz')).toEqual([
      { address: 'local.tgz!/etc/random-seed', change: 'removed', what: [] },
    ])
  })

  it('--mv renames an entry inside its archive; its place, mode and content stay', async () => {
    await edit('--mv', 'etc/random-seed=var/seed', '--mv', 'local.tgz!/etc/hosts=local.tgz!/etc/hosts.old')
    expect((await listOf('out.tgz')).slice(1, 4)).toEqual([
      'local.tgz!/etc/vmware/esx.conf',
      'local.tgz!/etc/hosts.old',
      'local.tgz!/var/seed',
    ])
    expect((await run('ls', '-l', 'out.tgz')).stdout.toString()).toMatch(/-rw------T .* local\.tgz!\/var\/seed\n/)
  })

  it('--chmod sets the mode, T flag included', async () => {
    const report = await edit('--chmod', 'etc/hosts=01644', '--chmod', 'etc/shadow=0400')
    expect(report).toContain('mode 0644 -> 01644')
    expect(await differences('in.tgz', 'out.tgz')).toMatchObject([{ what: ['mode'] }, { what: ['mode'] }])
    expect((await run('ls', '-l', 'out.tgz')).stdout.toString()).toMatch(
      /-rw-r--r-T .*etc\/hosts\n(.*\n)*-r-------- .*shadow/,
    )
  })

  it('--chmod takes changes, --chown, --touch, --mkdir and --link set what they say, and ls and diff tell it', async () => {
    await edit(
      ...['--chmod', 'etc/hosts=go-r,+t', '--chown', 'etc/hosts=1000:1001', '--chown', 'etc/shadow=0:0:root:wheel'],
      ...['--touch', 'etc/hosts=2024-05-01T12:00:00Z', '--mkdir', 'etc/made/', '--link', 'etc/made/link=../hosts'],
      ...['--link', 'etc/made/link=/var/a=b', '--touch', 'etc/shadow=2024-05-02'],
    )
    const lines = (await run('ls', '--json', 'out.tgz')).stdout.toString().trim().split('\n')
    const entries = lines.map(line => JSON.parse(line) as { readonly address: string })
    const of = (name: string) => entries.find(({ address }) => address === `local.tgz!/${name}`)
    expect(of('etc/hosts')).toMatchObject({ mode: '01600', uid: 1000, gid: 1001, uname: '', gname: '' })
    expect(of('etc/hosts')).toMatchObject({ mtime: '2024-05-01T12:00:00.000Z' })
    expect(of('etc/shadow')).toMatchObject({ uid: 0, gname: 'wheel', mtime: '2024-05-02T00:00:00.000Z' })
    expect(of('etc/made')).toMatchObject({ kind: 'directory' })
    expect(of('etc/made/link')).toMatchObject({ kind: 'symlink', linkname: '/var/a=b' })
    expect(await differences('in.tgz', 'out.tgz')).toMatchObject([
      { address: 'local.tgz!/etc/hosts', what: ['mode', 'owner', 'mtime'] },
      { address: 'local.tgz!/etc/shadow', what: ['owner', 'mtime'] },
      { address: 'local.tgz!/etc/made', change: 'added' },
      { address: 'local.tgz!/etc/made/link', change: 'added' },
    ])
  })

  it('--conf sets a key, --conf-rm removes one, every other byte of esx.conf stays', async () => {
    await edit('--conf', '/adv/Misc/HostName=esx02', '--conf', '/adv/Misc/New=', '--conf-rm', '/system/uuid')
    expect(await catOf('etc/vmware/esx.conf')).toBe(
      esxConf
        .replace('esx01.example', 'esx02')
        .replace(/^\/system.*\n/, '')
        .replace('"192.0.2.10"\n', '"192.0.2.10"\n/adv/Misc/New = ""\n'),
    )
  })

  it('--store sets a setting of ConfigStore, --store-rm removes one, and a wrong one is refused', async () => {
    const { bytes } = await makeBackup('esxi-8.0')
    await writeFile(at('in.tgz'), bytes)
    const vlan = 'esx/network_vss/switches/vSwitch0#port_groups[Management Network].vlan_id'
    await edit('--store', `${vlan}=20`, '--store-rm', 'esx/network/vmknics/vmk0#mac')
    expect((await differences('in.tgz', 'out.tgz')).flatMap(({ address }) => address ?? [])).toEqual([
      'local.tgz.ve!/var/lib/vmware/configstore/backup/current-store-1',
    ])
    const facts = JSON.parse((await run('info', '--json', 'out.tgz')).stdout.toString()) as {
      facts: readonly { id: string; value: unknown }[]
    }
    expect(facts.facts.find(({ id }) => id === 'management.vlan')?.value).toBe(20)
    await expectRefused('SETTING_VALUE', '--store', `${vlan}=5000`)
    await expectRefused('SETTING_PATH', '--store', 'esx/nothing/here#x=1')
    await expectRefused('USAGE', '--store', `${vlan}=twenty`)
    await expectRefused('USAGE', '--store', vlan)
  })

  it('--row, --row-add and --row-rm change stored rows raw, and what the schema says of them is a note', async () => {
    const { bytes } = await makeBackup('esxi-8.0')
    await writeFile(at('in.tgz'), bytes)
    const store = 'var/lib/vmware/configstore/backup/current-store-1'
    await edit('--row', 'KVTable:3:Value="UEFI=1"', '--row-add', `${store}:KVTable={"Key": "a:b", "Value": null}`)
    const database = await openSqlite(new Uint8Array((await run('cat', 'out.tgz', store)).stdout))
    const rows = database.exec('SELECT Key, Value FROM KVTable WHERE rowid = 3 OR Value IS NULL')[0]?.values
    const user = database.exec("SELECT rowid FROM Config WHERE Name = 'vmknics' AND Identifier = 'vmk0'")[0]
      ?.values[0]?.[0]
    database.close()
    expect(rows).toEqual([
      ['BOOT_MODE', 'UEFI=1'],
      ['a:b', null],
    ])
    const row = ['edit', 'in.tgz', '--row', `Config:${user}:UserValue="{\\"mtu\\": \\"many\\"}"`, '-o', 'out2.tgz']
    const { code, stderr } = await run(...row)
    expect({ code, stderr: stderr.toString() }).toMatchObject({
      code: 0,
      stderr: expect.stringMatching(/vmk0#mtu .*whole number/),
    })
    expect(await expectRefused('NO_TABLE', '--row-rm', 'KVTable:99')).toContain('no row 99 in KVTable')
    await expectRefused('ROW_VALUE', '--row', 'KVTable:3:Value=5')
    await expectRefused('ROW_VALUE', '--row', 'Config:1:UserValue="{"')
    expect(await expectRefused('USAGE', '--row', 'KVTable:Value="planted"')).not.toContain('planted')
    await expectRefused('STORE_UNWRITABLE', '--row', 'etc/hosts:a:1:b=2')
    await rm(at('out2.tgz'))
  })

  it('--password takes the new password from standard input, and tells it to nobody', async () => {
    const { bytes } = await makeBackup('esxi-8.0')
    await writeFile(at('in.tgz'), bytes)
    const args = ['edit', 'in.tgz', '--password', 'root', '-o', 'out.tgz']
    const { code, stdout, stderr } = await cli.run(args, {
      cwd: folder,
      stdin: Buffer.from('Planted word 9\nnot this\n'),
    })
    expect(code).toBe(0)
    expect(stdout.toString() + stderr).not.toContain('Planted')
    const store = await run('cat', 'out.tgz', 'var/lib/vmware/configstore/backup/current-store-1')
    const document = await Document.open(bytesOf(await readFile(at('out.tgz'))), { name: 'out.tgz' })
    await document.openChain()
    const root = (await settingsOf(document)).at('esx/authentication/user_accounts/root#password_hash')
    const hash = String(root?.value)
    expect(store.stdout.toString('latin1')).not.toContain('Planted')
    expect(hash).toBe(sha512Crypt('Planted word 9', hash.split('$')[2] ?? ''))
    const short = await cli.run(['edit', 'in.tgz', '--password', 'root', '-o', 'short.tgz'], {
      cwd: folder,
      stdin: Buffer.from('abc'),
    })
    expect(short.stderr).toContain('asks for at least 7 characters')
    for (const [input, wrong] of [
      ['', ['in.tgz', '--password', 'root']],
      ['x', ['in.tgz', '--password', 'nobody']],
      ['x', ['in.tgz', '--password', 'root', '--password', 'dcui']],
    ] as const) {
      const refused = await cli.run(['edit', ...wrong, '-o', 'no.tgz'], { cwd: folder, stdin: Buffer.from(input) })
      expect([refused.code, existsSync(at('no.tgz'))]).toEqual([2, false])
    }
  })

  it('--conf keeps line endings, and bytes that are not UTF-8', async () => {
    const conf = Buffer.from('/a/b = "gr\xfcn"\r\n/a/c = "1"\r\n', 'latin1')
    await writeFile(at('in.tgz'), plainState([file('etc/vmware/esx.conf', conf)]))
    await edit('--conf', '/a/c=sch\u00f6n')
    expect(await catOf('etc/vmware/esx.conf')).toBe('/a/b = "gr\xfcn"\r\n/a/c = "sch\xf6n"\r\n')
    await expectRefused('NOT_TEXT', '--conf', '/a/c=\u4e2d')
  })

  it('works inside a sealed backup, whose envelope is sealed again with the same key', async () => {
    await writeFile(at('in.tgz'), sealedState())
    await edit('--conf', '/adv/Misc/HostName=esx02')
    expect(await differences('in.tgz', 'out.tgz')).toEqual([
      {
        address: 'local.tgz.ve!/etc/vmware/esx.conf',
        change: 'changed',
        what: ['content'],
        keys: [{ key: '/adv/Misc/HostName', old: 'esx01.example', new: 'esx02' }],
      },
    ])
  })

  it('diff tells that a secret of esx.conf changed, and not what it is', async () => {
    const conf = '/storage/iscsi/chapSecret = "old-secret"\n/adv/Misc/HostName = "esx01"\n'
    await writeFile(at('in.tgz'), plainState([file('etc/vmware/esx.conf', conf)]))
    await edit('--conf', '/storage/iscsi/chapSecret=new-secret')
    expect((await differences('in.tgz', 'out.tgz'))[0]).toMatchObject({
      keys: [{ key: '/storage/iscsi/chapSecret', old: '***', new: '***' }],
    })
    expect((await run('diff', 'in.tgz', 'out.tgz')).stdout.toString()).not.toMatch(/(old|new)-secret/)
  })

  it('edits a bare local.tgz.ve with the key beside it', async () => {
    const ve = sealed()
    await writeFile(at('local.tgz.ve'), ve)
    await writeFile(at('encryption.info'), info)
    const { code } = await run('edit', 'local.tgz.ve', '--rm', 'etc/hosts', '-o', 'out.ve')
    expect(code).toBe(0)
    expect(await listOf('out.ve')).not.toContain('etc/hosts')
  })

  it('is read by GNU tar, bsdtar and busybox as by itself', async () => {
    await edit('--put', 'etc/hosts=new', '--put', `etc/${'long/'.repeat(30)}name=new`)
    for (const tool of [['tar'], ['bsdtar'], ['busybox', 'tar']]) {
      const [command = '', ...first] = tool
      const inner = execFileSync(command, [...first, '-xzOf', at('out.tgz'), 'local.tgz'])
      const names = execFileSync(command, [...first, '-tzf', '-'], { input: inner })
        .toString()
        .trim()
        .split('\n')
      expect(names).toEqual([...hostFiles.map(({ name }) => name), `etc/${'long/'.repeat(30)}name`])
    }
  })

  it('reports with --json what changed, entry by entry, and proves it', async () => {
    const args = ['--put', 'etc/hosts=new', '--mv', 'etc/hosts=etc/h', '--chmod', 'etc/h=0600', '--rm', 'etc/shadow']
    const { stdout } = await run('edit', 'in.tgz', ...args, '--put', 'etc/added=new', '-o', 'out.tgz', '--json')
    const bytes = readFileSync(at('out.tgz'))
    expect(JSON.parse(stdout.toString())).toEqual({
      out: 'out.tgz',
      size: bytes.length,
      sha256: sha256(bytes),
      changes: [
        {
          address: 'local.tgz!/etc/h',
          before: 'local.tgz!/etc/hosts',
          kinds: ['renamed', 'content', 'mode'],
          mode: { before: '0644', after: '0600' },
          facts: [],
          size: { before: 20, after: 12 },
        },
        {
          address: 'local.tgz!/etc/shadow',
          before: 'local.tgz!/etc/shadow',
          kinds: ['removed'],
          mode: null,
          facts: [],
          size: { before: expect.any(Number), after: null },
        },
        {
          address: 'local.tgz!/etc/added',
          before: null,
          kinds: ['added'],
          mode: null,
          facts: [],
          size: { before: null, after: 12 },
        },
      ],
      proof: { layers: 2, entries: 8, untouched: 5, bytes: bytes.length },
    })
  })

  it('replaces an OUT that is another file', async () => {
    await writeFile(at('out.tgz'), 'something else')
    await edit('--rm', 'etc/hosts')
    expect((await listOf('out.tgz')).length).toBe(hostFiles.length)
    expect(readdirSync(folder).sort()).toEqual(['in.tgz', 'new', 'out.tgz'])
  })
})

describe('the order of edits', () => {
  it('is the order on the command line, across all kinds', async () => {
    await edit('--mv', 'etc/hosts=etc/h', '--put', 'etc/h=new', '--chmod', 'etc/h=0600')
    expect(await catOf('etc/h')).toBe('new content\n')
    await expectRefused('ADDRESS_NOT_FOUND', '--chmod', 'etc/h2=0600', '--mv', 'etc/hosts=etc/h2')
  })

  it('lets a later one undo or override an earlier one', async () => {
    await edit('--conf', '/adv/Misc/HostName=a', '--conf-rm', '/adv/Misc/HostName', '--conf', '/adv/Misc/HostName=b')
    expect(await catOf('etc/vmware/esx.conf')).toContain('/adv/Misc/HostName = "b"')
    await edit('--put', 'etc/extra=new', '--rm', 'etc/extra')
    expect(Buffer.compare(readFileSync(at('out.tgz')), readFileSync(at('in.tgz')))).toBe(0)
  })

  it('removes, then adds the same name again', async () => {
    await edit('--rm', 'etc/hosts', '--put', 'etc/hosts=new')
    expect((await listOf('out.tgz')).at(-1)).toBe('local.tgz!/etc/hosts')
  })
})

describe('arguments with more than one =', () => {
  it('--put takes the split whose local file is there', async () => {
    await writeFile(at('a=b'), 'equals\n')
    await edit('--put', 'etc/x=a=b', '--put', 'etc/y=z=new')
    expect(await catOf('etc/x')).toBe('equals\n')
    expect(await catOf('etc/y=z')).toBe('new content\n')
  })

  it('--mv takes the split whose address is there, --chmod the last one', async () => {
    await edit('--mv', 'etc/hosts=etc/a=b', '--mv', 'etc/a=b=etc/c=d', '--chmod', 'etc/c=d=0600')
    expect((await listOf('out.tgz'))[2]).toBe('local.tgz!/etc/c=d')
  })

  it('--conf takes the key that is there, else the first split', async () => {
    await writeFile(at('in.tgz'), plainState([file('etc/vmware/esx.conf', '/a=b = "1"\n')]))
    await edit('--conf', '/a=b=c=d', '--conf', '/new=x=y')
    expect(await catOf('etc/vmware/esx.conf')).toBe('/a=b = "c=d"\n/new = "x=y"\n')
  })
})

describe('an edit is refused, and leaves nothing', () => {
  it.each([
    ['ADDRESS_NOT_FOUND', ['--rm', 'etc/nothing']],
    ['ADDRESS_NOT_FOUND', ['--chmod', 'etc/nothing=0600']],
    ['NOT_FOUND', ['--put', 'etc/hosts=missing']],
    ['IS_DIRECTORY', ['--put', 'etc/hosts=.']],
    ['MODE_INVALID', ['--chmod', 'etc/hosts=rwx']],
    ['MODE_INVALID', ['--chmod', 'etc/hosts=0999']],
    ['MODE_INVALID', ['--chmod', 'etc/hosts=10000']],
    ['MODE_INVALID', ['--chmod', 'etc/hosts=u*w']],
    ['USAGE', ['--chown', 'etc/hosts=root']],
    ['USAGE', ['--chown', 'etc/hosts=0:0:root']],
    ['OWNER_INVALID', ['--chown', 'etc/hosts=4294967296:0']],
    ['NAME_INVALID', ['--chown', `etc/hosts=1:1:${'u'.repeat(40)}:`]],
    ['TIME_INVALID', ['--touch', 'etc/hosts=yesterday']],
    ['TIME_INVALID', ['--touch', 'etc/hosts=2024-05-01T12:00:00']],
    ['TIME_INVALID', ['--touch', 'etc/hosts=2024-05-01T12:00:00.5Z']],
    ['TIME_INVALID', ['--touch', 'etc/hosts=2024-13-01T12:00:00Z']],
    ['NAME_TAKEN', ['--mkdir', 'etc/hosts']],
    ['NAME_INVALID', ['--mkdir', '../etc']],
    ['LINK_INVALID', ['--link', 'etc/hosts=/elsewhere']],
    ['LINK_INVALID', ['--link', 'etc/new=']],
    ['CONF_KEY', ['--conf-rm', '/not/there']],
    ['CONF_KEY', ['--conf', 'no-slash=1']],
    ['CONF_VALUE', ['--conf', '/system/uuid=a"b']],
    ['CONF_VALUE', ['--conf', '/system/uuid=two\nlines']],
    ['NAME_TAKEN', ['--mv', 'etc/hosts=etc/shadow']],
    ['NAME_INVALID', ['--mv', 'etc/hosts=../hosts']],
    ['NAME_INVALID', ['--put', '/etc/absolute=new']],
    ['USAGE', ['--put', 'no-equals-sign']],
    ['USAGE', ['--mv', '=etc/x']],
  ])('with %s: %j', async (code, operations) => {
    await expectRefused(code, ...operations)
  })

  it('when a later edit fails: the ones before it are not written either', async () => {
    await expectRefused('ADDRESS_NOT_FOUND', '--put', 'etc/hosts=new', '--rm', 'etc/nothing')
  })

  it('with the candidates, when an address is ambiguous', async () => {
    await writeFile(at('in.tgz'), plainState([file('etc/a', '1'), file('var/a', '2')]))
    expect(await expectRefused('ADDRESS_AMBIGUOUS', '--rm', 'a')).toContain('local.tgz!/etc/a, local.tgz!/var/a')
  })

  it('when a move would leave its archive', async () => {
    await writeFile(at('in.tgz'), tgz([file('a.tgz', tgz([file('x', '1')])), file('b.tgz', tgz([file('y', '2')]))]))
    expect(await expectRefused('NAME_INVALID', '--mv', 'a.tgz!/x=b.tgz!/x')).toContain('inside one archive')
  })

  it('when there is no esx.conf, saying so', async () => {
    await writeFile(at('in.tgz'), plainState([file('etc/hosts', '')]))
    expect(await expectRefused('ADDRESS_NOT_FOUND', '--conf', '/a=b')).toContain('no etc/vmware/esx.conf')
  })

  it('when what it names is sealed by a TPM', async () => {
    await writeFile(at('in.tgz'), tpmState())
    await expectRefused('SEALED_TPM', '--conf', '/a=b')
  })

  it('when content is put into what has none, or a hard link would lose its file', async () => {
    await writeFile(at('in.tgz'), tgz([file('a', '1'), special('hard', '1', 'a'), special('soft', '2', 'a')]))
    await expectRefused('NOT_A_FILE', '--put', 'soft=new')
    await expectRefused('LINKED', '--rm', 'a')
  })

  it('when OUT is a folder, or lies in none', async () => {
    expect((await run('edit', 'in.tgz', '-o', '.')).stderr).toMatch(/^bootbank: IS_DIRECTORY: /)
    expect((await run('edit', 'in.tgz', '-o', 'no/such/folder')).stderr).toMatch(/^bootbank: WRITE_FAILED: /)
    expect(readdirSync(folder).sort()).toEqual(['in.tgz', 'new'])
  })
})

describe('FILE is never written over', () => {
  it.each([
    ['its own name', () => undefined, 'in.tgz'],
    ['another way to write its path', () => undefined, './x/../in.tgz'],
    ['a symbolic link to it', () => symlinkSync('in.tgz', at('link')), 'link'],
    ['a hard link to it', () => linkSync(at('in.tgz'), at('link')), 'link'],
  ])('by %s', async (_, prepare, out) => {
    execFileSync('mkdir', [at('x')])
    prepare()
    const before = readFileSync(at('in.tgz'))
    const { code, stderr } = await run('edit', 'in.tgz', '--rm', 'etc/hosts', '-o', out)
    expect(stderr).toMatch(/^bootbank: SAME_FILE: /)
    expect(code).toBe(2)
    expect(Buffer.compare(readFileSync(at('in.tgz')), before)).toBe(0)
  })

  it('by a symbolic link that FILE is given as', async () => {
    symlinkSync('in.tgz', at('link'))
    expect((await run('edit', 'link', '-o', 'in.tgz')).stderr).toMatch(/^bootbank: SAME_FILE: /)
  })
})

describe('an interrupt leaves no partial OUT and no temporary file', () => {
  const big = () => {
    const tar = toUint8Array(tarOf([file('etc/big', randomBytes(24 * 1024 * 1024)), file('etc/hosts', '1')]))
    return gzipSync(tar, { level: 0 })
  }
  const expectCancelled = ({ code, stdout, stderr }: Finished) => {
    expect(stderr).toMatch(/^bootbank: CANCELLED: /)
    expect({ code, stdout: stdout.toString() }).toEqual({ code: 2, stdout: '' })
    expect(readdirSync(folder).sort()).toEqual(['in.tgz', 'new'])
  }

  it('by SIGINT while it writes', async () => {
    await writeFile(at('in.tgz'), big())
    const finished = await cli.run(['edit', 'in.tgz', '--put', 'etc/hosts=new', '-o', 'out.tgz'], {
      cwd: folder,
      whileRunning: child => {
        const poll = setInterval(() => {
          if (child.exitCode === null && !readdirSync(folder).some(name => name.startsWith('.out.tgz.'))) return
          clearInterval(poll)
          child.kill('SIGINT')
        }, 3)
      },
    })
    expectCancelled(finished)
  })

  it('by SIGTERM before it writes', async () => {
    const finished = await cli.run(['edit', '-', '--put', 'etc/hosts=new', '-o', 'out.tgz'], {
      cwd: folder,
      whileRunning: child => {
        child.stdin?.write(big(), () => {
          child.stdin?.end()
          child.kill('SIGTERM')
        })
      },
    })
    expectCancelled(finished)
  })
})

describe('bundle', () => {
  it('writes a folder with the edited state.tgz, and checksums that hold', async () => {
    await writeFile(at('in.tgz'), sealedState())
    const { code, stdout } = await run('bundle', 'in.tgz', '--conf', '/adv/Misc/HostName=esx02', '-o', 'bundle-out')
    expect(code).toBe(0)
    expect(readdirSync(at('bundle-out')).sort()).toEqual([
      'CHANGES.md',
      'RESTORE.html',
      'RESTORE.md',
      'SHA256SUMS',
      'changes.diff',
      'manifest.json',
      'restore.sh',
      'state.tgz',
    ])
    expect(execFileSync('sha256sum', ['-c', 'SHA256SUMS'], { cwd: at('bundle-out') }).toString()).toContain(
      'state.tgz: OK',
    )
    expect(await catOf('etc/vmware/esx.conf', 'bundle-out/state.tgz')).toContain('"esx02"')
    expect(stdout.toString()).toContain(sha256(readFileSync(at('bundle-out/state.tgz'))))
    expect(stdout.toString()).toMatch(
      /opened again beside the source: \d+ entr(?:y differs|ies differ), exactly the edits/,
    )
  })

  it('writes a zip where the path ends in .zip, and reports it as JSON', async () => {
    const { code, stdout } = await run('bundle', 'in.tgz', '--rm', 'etc/hosts', '-o', 'bundle.zip', '--json')
    const report = JSON.parse(stdout.toString())
    expect(code).toBe(0)
    expect(Object.keys(report)).toEqual(['out', 'files', 'changes', 'notes', 'findings', 'proof', 'differences'])
    expect(report.differences).toMatchObject({
      isExact: true,
      entries: [{ address: 'local.tgz!/etc/hosts', change: 'removed' }],
    })
    expect(report.changes).toMatchObject([{ address: 'local.tgz!/etc/hosts', kinds: ['removed'] }])
    execFileSync('bsdtar', ['-xf', 'bundle.zip'], { cwd: folder })
    for (const { name, sha256: sum } of report.files) expect(sha256(readFileSync(at(name)))).toBe(sum)
  })

  it('takes the state.tgz out of a configBundle', async () => {
    await writeFile(at('in.tgz'), tgz([file('Manifest.txt', 'UUID=1\n'), file('state.tgz', plainState())]))
    expect((await run('bundle', 'in.tgz', '-o', 'bundle-out')).code).toBe(0)
    expect(Buffer.compare(readFileSync(at('bundle-out/state.tgz')), plainState())).toBe(0)
  })

  it('writes a plain state on request, and says that it is unverified', async () => {
    await writeFile(at('in.tgz'), sealedState())
    const { code, stderr } = await run('bundle', 'in.tgz', '--plain', '-o', 'bundle-out')
    expect([code, stderr]).toEqual([0, expect.stringMatching(/Unverified: it is not sealed any more/)])
    expect(await listOf('bundle-out/state.tgz')).toContain('local.tgz!/etc/hosts')
    expect(readdirSync(folder)).not.toContain('out.tgz')
  })

  it('writes a configBundle of the release and UUID that are given, both or none', async () => {
    const given = ['--release', 'VMware ESXi 7.0 Update 2', '--uuid', '4C4C4544-0044-4810-8052-B9C04F4A4B32']
    const { code, stdout } = await run('bundle', 'in.tgz', ...given, '-o', 'bundle-out', '--json')
    expect(code).toBe(0)
    const report = JSON.parse(stdout.toString())
    expect(report.files[1].name).toBe('configBundle-esx01.tgz')
    expect(report.findings).toContainEqual(expect.objectContaining({ code: 'bundle-manifest-made' }))
    const { stdout: card } = await run('info', 'bundle-out/configBundle-esx01.tgz', '--json')
    expect(JSON.parse(card.toString())).toMatchObject({ shape: 'config-bundle' })
    for (const [args, error] of [
      [given.slice(0, 2), 'USAGE'],
      [given.slice(2), 'USAGE'],
      [[...given.slice(0, 3), 'x'], 'MANIFEST'],
    ] as const) {
      const refused = await run('bundle', 'in.tgz', ...args, '-o', 'no')
      expect([refused.code, refused.stderr]).toEqual([2, expect.stringMatching(`^bootbank: ${error}: `)])
    }
    expect(existsSync(at('no'))).toBe(false)
  })

  it.each([
    ['NO_STATE', 'an archive without a state', () => tgz(hostFiles)],
    ['NO_STATE', 'any other archive', () => tgz([file('readme', '')])],
  ])('refuses with %s %s', async (code, _, make) => {
    await writeFile(at('in.tgz'), make())
    const { code: exit, stderr, stdout } = await run('bundle', 'in.tgz', '-o', 'bundle-out', '--json')
    expect(JSON.parse(stderr)).toMatchObject({ error: { code } })
    expect({ exit, stdout: stdout.toString() }).toEqual({ exit: 2, stdout: '' })
    expect(existsSync(at('bundle-out'))).toBe(false)
  })

  it('does not mix with what a folder holds already', async () => {
    execFileSync('mkdir', [at('bundle-out')])
    await writeFile(at('bundle-out/mine'), '')
    const { code, stderr } = await run('bundle', 'in.tgz', '-o', 'bundle-out')
    expect(stderr).toMatch(/^bootbank: TARGET_EXISTS: /)
    expect(code).toBe(2)
    expect(readdirSync(at('bundle-out'))).toEqual(['mine'])
  })
})

describe('diff', () => {
  it('prints nothing, with exit code 0, for two backups that are the same', async () => {
    await writeFile(at('b.tgz'), sealedState())
    await writeFile(at('a.tgz'), sealedState())
    const { code, stdout, stderr } = await run('diff', 'a.tgz', 'b.tgz')
    expect({ code, stdout: stdout.toString(), stderr }).toEqual({ code: 0, stdout: '', stderr: '' })
  })

  it('prints additions, removals, moves and changes, a line each, with exit code 1', async () => {
    const [conf, hosts, seed, shadow, key] = hostFiles
    if (!hosts || !conf || !seed || !shadow || !key) throw new Error('five files are expected')
    await writeFile(
      at('b.tgz'),
      plainState([
        file('etc/vmware/esx.conf', esxConf.replace('esx01', 'esx02').replace(/^\/vmkdev.*\n/m, '')),
        { ...hosts, mode: 0o1644, uid: 7 },
        { ...seed, name: 'var/seed' },
        { ...shadow, mtime: 5 },
        file('etc/new', 'n'),
      ]),
    )
    const json = await run('diff', 'in.tgz', 'b.tgz', '--json')
    expect(objects(json.stdout)).toEqual([
      {
        address: 'local.tgz!/etc/vmware/esx.conf',
        change: 'changed',
        what: ['content'],
        keys: [
          { key: '/adv/Misc/HostName', old: 'esx01.example', new: 'esx02.example' },
          { key: '/vmkdev/query', old: 'a=b=c', new: null },
        ],
      },
      {
        address: 'local.tgz!/etc/hosts',
        change: 'changed',
        what: ['mode', 'owner'],
        facts: [
          { key: 'mode', old: '0644', new: '01644' },
          { key: 'owner', old: '0:0 root:root', new: '7:0 root:root' },
        ],
      },
      {
        address: 'local.tgz!/etc/shadow',
        change: 'changed',
        what: ['mtime'],
        facts: [{ key: 'mtime', old: '2021-03-02T14:17:07.000Z', new: '1970-01-01T00:00:05.000Z' }],
      },
      { address: 'local.tgz!/var/seed', change: 'moved', what: [], from: 'local.tgz!/etc/random-seed' },
      { address: 'local.tgz!/etc/new', change: 'added', what: [] },
      { address: 'local.tgz!/etc/ssh/ssh_host_rsa_key', change: 'removed', what: [] },
      { address: 'local.tgz!/etc/vmware/ssl/rui.key', change: 'removed', what: [] },
      { address: 'local.tgz!/etc/vmware/ssl/rui.crt', change: 'removed', what: [] },
    ])
    expect(json.code).toBe(1)
    const human = await run('diff', 'in.tgz', 'b.tgz')
    expect(human.stdout.toString()).toContain('/vmkdev/query: "a=b=c" -> absent\n')
    expect(human.stdout.toString()).toContain(
      'local.tgz!/etc/hosts  mode, owner\n           mode: 0644 -> 01644\n           owner: 0:0 root:root -> 7:0 root:root\n',
    )
    expect(human.code).toBe(1)
  })

  it('writes a diff for patch and a page, and refuses another format', async () => {
    await writeFile(
      at('b.tgz'),
      plainState(hostFiles.map(one => (one.name === 'etc/hosts' ? file('etc/hosts', '192.0.2.1\tx\n') : one))),
    )
    const diff = await run('diff', 'in.tgz', 'b.tgz', '--format', 'diff')
    expect(diff.stdout.toString()).toContain('--- a/local.tgz!/etc/hosts\n+++ b/local.tgz!/etc/hosts\n')
    expect(diff.code).toBe(1)
    const page = await run('diff', 'in.tgz', 'b.tgz', '--format', 'html')
    expect(page.stdout.toString()).toMatch(/^<!doctype html>[\s\S]*<span class="ins">\+192\.0\.2\.1[\s\S]*<\/html>\n$/)
    expect((await run('diff', 'in.tgz', 'b.tgz', '--format', 'json')).stdout).toEqual(
      (await run('diff', 'in.tgz', 'b.tgz', '--json')).stdout,
    )
    for (const wrong of [
      ['--format', 'pdf'],
      ['--format', 'html', '--json'],
    ]) {
      const { code, stderr } = await run('diff', 'in.tgz', 'b.tgz', ...wrong)
      expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining('USAGE') })
    }
  })

  it('says nothing of a host that it cannot see: a locked layer has no empty network', async () => {
    await writeFile(at('tpm.tgz'), tpmState())
    for (const sides of [
      ['tpm.tgz', 'in.tgz'],
      ['in.tgz', 'tpm.tgz'],
    ]) {
      const { stdout, stderr, code } = await run('diff', ...sides)
      expect(code).toBe(1)
      expect(stdout.toString()).not.toMatch(/^network/m)
      expect(stderr).toContain('The inside of tpm.tgz cannot be opened, so neither the cards of the hosts nor their')
      const page = (await run('diff', ...sides, '--format', 'html')).stdout.toString()
      expect(page).toContain('<p>The inside of tpm.tgz cannot be opened')
      expect(page).not.toContain('<h2>The host</h2>')
      expect((await run('diff', ...sides, '--format', 'diff')).stdout.toString()).toContain(
        '# The inside of tpm.tgz cannot be opened',
      )
    }
  })

  it('takes one side from standard input, not both', async () => {
    const { code } = await cli.run(['diff', 'in.tgz', '-'], { cwd: folder, stdin: plainState() })
    expect(code).toBe(0)
    expect((await run('diff', '-', '-')).stderr).toMatch(/^bootbank: USAGE: /)
  })

  it('fails, and compares nothing, when one side is damaged', async () => {
    await writeFile(at('b.tgz'), plainState().subarray(0, 700))
    const { code, stdout, stderr } = await run('diff', 'in.tgz', 'b.tgz', '--json')
    expect(JSON.parse(stderr)).toMatchObject({ error: { code: 'GZIP_TRUNCATED' } })
    expect({ code, stdout: stdout.toString() }).toEqual({ code: 2, stdout: '' })
  })
})

describe('log', () => {
  const stateOf = (hosts: string, time: number) =>
    tgz([
      {
        ...file('local.tgz', tgz(hostFiles.map(one => (one.name === 'etc/hosts' ? file('etc/hosts', hosts) : one)))),
        mtime: time,
      },
    ])

  it('tells step by step what changed, in the order given or by time', async () => {
    for (const [name, hosts, time] of [
      ['one.tgz', 'a\n', 1_700_000_000],
      ['two.tgz', 'b\n', 1_700_100_000],
      ['three.tgz', 'b\n', 1_700_200_000],
    ] as const)
      await writeFile(at(name), stateOf(hosts, time))
    const given = await run('log', 'one.tgz', 'two.tgz', 'three.tgz')
    const text = given.stdout.toString()
    expect(text).toMatch(
      /^2023-11-16T02:00:00\.000Z {2}two\.tgz {2}\(after one\.tgz\)\n[\s\S]* {2}changed {2}local\.tgz!\/etc\/hosts {2}content\n/,
    )
    expect(text).toMatch(/three\.tgz {2}\(after two\.tgz\)\n {2}nothing differs\n/)
    expect(given.code).toBe(1)
    expect((await run('log', '--by-time', 'three.tgz', 'one.tgz', 'two.tgz')).stdout.toString()).toBe(text)
    expect((await run('log', 'two.tgz', 'three.tgz')).code).toBe(0)
    expect(objects((await run('log', '--json', 'one.tgz', 'two.tgz', 'three.tgz')).stdout)).toEqual([
      {
        from: 'one.tgz',
        to: 'two.tgz',
        fromSavedAt: '2023-11-14T22:13:20.000Z',
        toSavedAt: '2023-11-16T02:00:00.000Z',
        fromCounter: null,
        toCounter: null,
        address: 'local.tgz!/etc/hosts',
        change: 'changed',
        what: ['content'],
      },
    ])
    const all = objects((await run('log', '--json', '--all', 'two.tgz', 'three.tgz')).stdout)
    expect(all).toMatchObject([{ address: 'local.tgz', what: ['mtime'] }])
  })

  it('says how often the host had saved its state, where a backup says it', async () => {
    const counted = (saves: number) =>
      file('etc/vmware/.backup.counter', `# This file is owned and updated by /sbin/backup.sh\n${saves}\n`)
    await writeFile(at('seventh.tgz'), plainState([...hostFiles, counted(7)]))
    await writeFile(at('ninth.tgz'), plainState([...hostFiles, counted(9)]))
    await writeFile(at('unknown.tgz'), plainState())
    const text = (await run('log', 'seventh.tgz', 'ninth.tgz', 'unknown.tgz')).stdout.toString()
    expect(text).toContain('  ninth.tgz #9  (after seventh.tgz #7)\n')
    expect(text).toContain('  unknown.tgz  (after ninth.tgz #9)\n')
    const steps = objects((await run('log', '--json', '--all', 'seventh.tgz', 'ninth.tgz')).stdout)
    expect(steps).toMatchObject([{ fromCounter: 7, toCounter: 9, what: ['content'] }])
  })

  it('needs two files or more, each of them readable', async () => {
    for (const [files, code] of [
      [['in.tgz'], 'USAGE'],
      [['in.tgz', '-'], 'USAGE'],
      [['in.tgz', 'nothing.tgz'], 'NOT_FOUND'],
      // Of the first step nothing is told, though it could be made.
      [['in.tgz', 'in.tgz', 'nothing.tgz'], 'NOT_FOUND'],
    ] as const) {
      const { code: exit, stdout, stderr } = await run('log', ...files)
      expect({ exit, stdout: stdout.toString(), stderr }).toEqual({
        exit: 2,
        stdout: '',
        stderr: expect.stringContaining(code),
      })
    }
  })
})

describe('the genuine host backup', needs(genuineSample, theGenuineSample), () => {
  const sample = join(genuineSample ?? '', 'state.tgz')

  it('is copied byte for byte, and edited in one place alone', async () => {
    await run('edit', sample, '-o', 'copy.tgz')
    expect(Buffer.compare(readFileSync(at('copy.tgz')), readFileSync(sample))).toBe(0)
    await run('edit', sample, '--conf', '/adv/Misc/HostName=esx02', '-o', 'out.tgz')
    expect(await differences(sample, 'out.tgz')).toMatchObject([
      {
        address: 'local.tgz.ve!/etc/vmware/esx.conf',
        what: ['content'],
        keys: [{ key: '/adv/Misc/HostName', new: 'esx02' }],
      },
    ])
  })
})
