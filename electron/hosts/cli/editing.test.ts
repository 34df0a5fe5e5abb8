// edit: what is written, what is reported, and what is left when it fails.
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, symlinkSync } from 'node:fs'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { bytesOf } from '../../engine/codecs/bytes'
import { Document } from '../../engine/document/document'
import { openSqlite } from '../../engine/esx/sqlite'
import { settingsOf } from '../../engine/settings/read-settings'
import { sha512Crypt } from '../../engine/esx/sha512-crypt'
import { genuineSample, theGenuineSample } from '../../../testing/archives/genuine-sample'
import {
  esxConf,
  file,
  hostFiles,
  plainState,
  info,
  sealed,
  sealedState,
  tgz,
  tpmState,
} from '../../../testing/archives/small-backups'
import { caseFolder, objectsIn } from '../../../testing/command-line/case-folder'
import { makeBackup } from '../../../testing/fixtures/backups'
import { needs } from '../../../testing/needs'

const { at, run, runWith } = caseFolder(() => ({ 'in.tgz': plainState(), new: 'new content\n' }))
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
const catOf = async (address: string, name = 'out.tgz') => (await run('cat', name, address)).stdout.toString('latin1')
const listOf = async (name: string) => (await run('ls', name)).stdout.toString().split('\n').slice(0, -1)
const differences = async (a: string, b: string) => objectsIn((await run('diff', a, b, '--json')).stdout)

/** An edit of in.tgz that must succeed. */
const edit = async (...operations: string[]) => {
  const finished = await run('edit', 'in.tgz', ...operations, '-o', 'out.tgz')
  expect(finished.stderr).toBe('')
  expect(finished.code).toBe(0)
  return finished.stdout.toString()
}

/** An edit that must be refused, and then leaves nothing. */
const expectRefused = async (code: string, ...operations: string[]) => {
  const before = readdirSync(at()).sort()
  const finished = await run('edit', 'in.tgz', ...operations, '-o', 'out.tgz', '--json')
  expect(JSON.parse(finished.stderr)).toMatchObject({ error: { code } })
  expect(finished.stdout.length).toBe(0)
  expect(finished.code).toBe(2)
  expect(readdirSync(at()).sort()).toEqual(before)
  return String(JSON.parse(finished.stderr).error.message)
}

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
    execFileSync('bsdtar', ['-czf', at('bsd.tgz'), '-C', at(), '--format=pax', 'new'])
    const bytes = readFileSync(at('bsd.tgz'))
    const { code } = await runWith(['edit', '-', '-o', 'out.tgz'], { stdin: bytes })
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
    const { code, stdout, stderr } = await runWith(args, {
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
    const short = await runWith(['edit', 'in.tgz', '--password', 'root', '-o', 'short.tgz'], {
      stdin: Buffer.from('abc'),
    })
    expect(short.stderr).toContain('asks for at least 7 characters')
    for (const [input, wrong] of [
      ['', ['in.tgz', '--password', 'root']],
      ['x', ['in.tgz', '--password', 'nobody']],
      ['x', ['in.tgz', '--password', 'root', '--password', 'dcui']],
    ] as const) {
      const refused = await runWith(['edit', ...wrong, '-o', 'no.tgz'], { stdin: Buffer.from(input) })
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
    expect(readdirSync(at()).sort()).toEqual(['in.tgz', 'new', 'out.tgz'])
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
