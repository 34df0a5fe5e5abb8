import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { BundleOptions } from '../../../shared/model/bundle'
import type { Document } from '../document/document'
import { keyOfInfo } from '../codecs/given-key'
import { defaultLimits } from '../codecs/limits'
import { hostCard } from '../facts/host-card'
import { genuineSample, readGenuine, theGenuineSample } from '../../../testing/archives/genuine-sample'
import {
  configBundle,
  esxConf,
  file,
  hostFiles,
  info,
  opened,
  plainState,
  put,
  sealed,
  sealedState,
  textAt,
  tgz,
  tpmState,
} from '../../../testing/archives/small-backups'
import { bytesOf } from '../codecs/bytes'
import { newEncryptionInfo, sealLocal, unsealLocal } from '../edits/sealing'
import { buildBundle } from './bundle'
import { planBundle } from './plan'
import type { SaveOptions } from './save'
import { needs } from '../../../testing/needs'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bundle-'))
})
afterEach(async () => {
  await rm(folder, { recursive: true, force: true })
})

const NAMES = [
  'CHANGES.md',
  'RESTORE.html',
  'RESTORE.md',
  'SHA256SUMS',
  'changes.diff',
  'manifest.json',
  'restore.sh',
  'state.tgz',
]
/** In the order in which they are told. */
const listed = [
  'state.tgz',
  'CHANGES.md',
  'changes.diff',
  'RESTORE.md',
  'RESTORE.html',
  'restore.sh',
  'manifest.json',
  'SHA256SUMS',
]
const run = (command: string, args: readonly string[], cwd = folder) =>
  execFileSync(command, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
const bytes = (path: string) => readFileSync(join(folder, path))
const renamed = esxConf.replace('esx01', 'esx02')

async function build(
  document: Document,
  kind: 'folder' | 'zip',
  name: string,
  { asked = {}, ...options }: SaveOptions & { readonly asked?: BundleOptions } = {},
) {
  return buildBundle(document, await hostCard(document), { kind, path: join(folder, name), asked }, options)
}

async function edited(state = sealedState()): Promise<Document> {
  const document = await opened(state)
  await put(document, 'etc/vmware/esx.conf', renamed)
  document.chmod(await document.resolve('etc/hosts'), 0o1644)
  return document
}

describe('a bundle', () => {
  test('in a folder holds its eight files, and sha256sum finds them whole', async () => {
    const { files, proof } = await build(await edited(), 'folder', 'out')
    expect((await readdir(folder)).sort()).toEqual(['out'])
    expect((await readdir(join(folder, 'out'))).sort()).toEqual(NAMES)
    expect(files.map(({ name }) => name).sort()).toEqual(NAMES)
    for (const { name, size, sha256: digest } of files) {
      const found = readFileSync(join(folder, 'out', name))
      expect([found.length, sha256(found)]).toEqual([size, digest])
    }
    const sums = listed
      .filter(name => name !== 'SHA256SUMS')
      .map(name => `${name}: OK\n`)
      .join('')
    expect(run('sha256sum', ['-c', 'SHA256SUMS'], join(folder, 'out'))).toBe(sums)
    expect(run('busybox', ['sha256sum', '-c', 'SHA256SUMS'], join(folder, 'out'))).toBe(sums)
    // Two layers; encryption.info, local.tgz.ve and seven files, of which two were edited and one was packed again.
    expect(proof).toMatchObject({ layers: 2, entries: 9, untouched: 6 })
    expect(proof.bytes).toBe(files.reduce((sum, one) => sum + one.size, 0))
  })

  test('has a state.tgz with the edits and nothing else', async () => {
    await build(await edited(), 'folder', 'out')
    const again = await opened(bytes('out/state.tgz'))
    expect(await textAt(again, 'etc/vmware/esx.conf')).toBe(renamed)
    expect((await again.resolve('etc/hosts')).mode).toBe(0o1644)
    expect((await again.resolve('etc/random-seed')).mode).toBe(0o1600)
    expect(await textAt(again, 'etc/shadow')).toContain('root:$6$salt$')
  })

  test('as a zip is accepted by unzip, bsdtar and busybox, and unpacks to the same files', async () => {
    const document = await edited(plainState())
    const { files } = await build(document, 'zip', 'out.zip')
    await build(document, 'folder', 'out')
    expect(run('unzip', ['-t', 'out.zip'])).toContain('No errors detected')
    expect(run('bsdtar', ['-tf', 'out.zip']).trim().split('\n').sort()).toEqual(NAMES)
    for (const [command, args] of [
      ['unzip', ['-q', '../out.zip']],
      ['bsdtar', ['-xf', '../out.zip']],
      ['busybox', ['unzip', '-q', '../out.zip']],
    ] as const) {
      const place = join(folder, command)
      await mkdir(place)
      run(command, args, place)
      for (const { name, sha256: digest } of files) expect(sha256(readFileSync(join(place, name)))).toBe(digest)
      expect(run('diff', ['-r', command, 'out'])).toBe('')
    }
  })

  test('as a zip has the same bytes in every time zone', async () => {
    const document = await edited(plainState())
    const zone = process.env.TZ
    const offsets = new Set<number>()
    try {
      for (const [index, name] of ['Asia/Kathmandu', 'America/St_Johns', 'Pacific/Kiritimati'].entries()) {
        process.env.TZ = name
        offsets.add(new Date(1980, 0, 1).getTimezoneOffset())
        await build(document, 'zip', `${index}.zip`)
      }
    } finally {
      if (zone === undefined) delete process.env.TZ
      else process.env.TZ = zone
    }
    expect(offsets.size).toBe(3)
    expect(['1.zip', '2.zip'].map(name => bytes(name).equals(bytes('0.zip')))).toEqual([true, true])
  })

  test('in a folder has the same bytes each time; only a sealed state has a fresh iv and padding', async () => {
    const plain = await edited(plainState())
    await build(plain, 'folder', 'a')
    await build(plain, 'folder', 'b')
    expect(run('diff', ['-r', 'a', 'b'])).toBe('')
    const document = await edited()
    await build(document, 'folder', 'c')
    await build(document, 'folder', 'd')
    expect(bytes('c/state.tgz').equals(bytes('d/state.tgz'))).toBe(false)
  })

  test('of an unchanged file holds that file byte for byte, and says so', async () => {
    const state = sealedState()
    const document = await opened(state)
    expect(await told(document)).toMatchObject([
      { code: 'bundle-unchanged', message: expect.stringContaining('is the opened file,') },
    ])
    expect(await told(await opened(configBundle(state), 'configBundle-esx01.tgz'))).toMatchObject([
      { code: 'bundle-unchanged', message: expect.stringContaining('is the one in the opened file,') },
    ])
    await build(document, 'folder', 'out')
    expect(bytes('out/state.tgz').equals(state)).toBe(true)
    expect(bytes('out/RESTORE.md').toString()).toContain('Nothing: state.tgz is the one of the opened file.\n')
  })

  test('of a configBundle holds the state.tgz inside it, rebuilt, and tells which changes lie outside', async () => {
    const document = await opened(configBundle(plainState()), 'configBundle-esx01.tgz')
    await put(document, 'etc/vmware/esx.conf', renamed)
    await put(document, 'Manifest.txt', 'RELEASELEVEL=8.0.0\n')
    const plan = await planBundle(document, await hostCard(document))
    expect(plan.refusal).toBeNull()
    expect(await told(document)).toMatchObject([
      { code: 'bundle-outside', message: expect.stringContaining('(Manifest.txt)') },
    ])
    const { proof } = await build(document, 'zip', 'out.zip')
    expect(proof.layers).toBe(3)
    run('unzip', ['-q', 'out.zip', '-d', 'out'])
    const again = await opened(bytes('out/state.tgz'))
    expect(again.root.entries().map(({ name }) => name)).toEqual(['local.tgz'])
    expect(await textAt(again, 'etc/vmware/esx.conf')).toBe(renamed)
    const report = await readFile(join(folder, 'out', 'changes.diff'), 'utf8')
    expect(report).toContain('+++ b/state.tgz!/local.tgz!/etc/vmware/esx.conf')
    expect(report).not.toContain('Manifest')
  })

  test('of a configBundle holds the whole of it as well, which is opened again with the edits', async () => {
    const document = await opened(configBundle(plainState()), 'configBundle-esx01.tgz')
    await put(document, 'etc/vmware/esx.conf', renamed)
    const plan = await planBundle(document, await hostCard(document))
    expect(plan.files.slice(0, 2)).toEqual(['state.tgz', 'configBundle-esx02.tgz'])
    const { files } = await build(document, 'folder', 'out')
    expect(files.map(({ name }) => name)).toEqual(plan.files)
    // Its Manifest.txt has four bytes of a UUID, which are none.
    expect(bytes('out/restore.ps1').toString()).toContain("$wantedUuid = ''")
    const again = await opened(bytes('out/configBundle-esx02.tgz'))
    expect(again.root.entries().map(({ name }) => name)).toEqual(document.root.entries().map(({ name }) => name))
    expect(await textAt(again, 'etc/vmware/esx.conf')).toBe(renamed)
    expect(run('sha256sum', ['-c', 'SHA256SUMS'], join(folder, 'out'))).toContain('configBundle-esx02.tgz: OK\n')
  })

  test('of a configBundle has the UUID of its Manifest.txt in the script for PowerCLI, and no other', async () => {
    const uuid = '4c4c4544-0044-4810-8052-b9c04f4a4b32'
    const manifest = `RELEASELEVEL=7.0.2\nUUID=${uuid}\n`
    const document = await opened(
      tgz([file('Manifest.txt', manifest), file('state.tgz', plainState())]),
      'configBundle-esx01.tgz',
    )
    await build(document, 'folder', 'out')
    expect(bytes('out/restore.ps1').toString()).toContain(`$wantedUuid = '${uuid}'\n`)
  })

  test('tells settings by name, secrets as ***, for people and for programs', async () => {
    const document = await opened(plainState())
    await put(
      document,
      'etc/vmware/esx.conf',
      `${esxConf.replace('esx01', 'esx02')}/vc/password = "planted-word"\n/a|b = "\`c\` | d"\n`,
    )
    await build(document, 'folder', 'out')
    const page = bytes('out/CHANGES.md').toString()
    expect(page).toContain('| `/adv/Misc/HostName` | `esx01.example` | `esx02.example` |\n')
    expect(page).toContain('| `/vc/password` | not set | `***` |\n')
    // A bar would end the cell.
    expect(page).toContain('| `/a\\x7cb` | not set | `` `c` \\x7c d `` |\n')
    const manifest = JSON.parse(bytes('out/manifest.json').toString())
    expect(manifest).toMatchObject({
      layout: 2,
      tool: { name: 'bootbank', version: expect.stringMatching(/^\d+\.\d+\.\d+$/) },
      host: { hostname: 'esx02.example', encryption: 'absent' },
      source: { name: 'state.tgz', sha256: sha256(plainState()) },
      state: { after: { sha256: sha256(bytes('out/state.tgz')), size: bytes('out/state.tgz').length } },
      changes: [{ address: 'local.tgz!/etc/vmware/esx.conf', kinds: ['content'] }],
      settings: expect.arrayContaining([{ path: '/vc/password', before: null, after: '***' }]),
    })
    for (const { name, sha256: sum } of manifest.files) expect(sha256(bytes(`out/${name}`)), name).toBe(sum)
    expect(manifest.files.map((one: { name: string }) => one.name)).toEqual(listed.slice(0, -2))
    for (const name of ['CHANGES.md', 'manifest.json', 'RESTORE.md', 'RESTORE.html', 'changes.diff'])
      expect(bytes(`out/${name}`).toString(), name).not.toContain('planted-word')
  })

  test('tells a setting that goes as one that has no value, and keys of no other file than esx.conf as settings', async () => {
    const withPassword = `${esxConf}/vc/password = "planted-word"\n`
    const document = await opened(
      plainState([
        ...hostFiles.filter(({ name }) => name !== 'etc/vmware/esx.conf'),
        file('etc/vmware/esx.conf', withPassword),
        file('etc/other.conf', '/a/b = "c"\n'),
      ]),
    )
    await put(document, 'etc/vmware/esx.conf', esxConf)
    await put(document, 'etc/other.conf', '/a/b = "d"\n')
    await build(document, 'folder', 'out')
    expect(JSON.parse(bytes('out/manifest.json').toString()).settings).toEqual([
      { path: '/vc/password', before: '***', after: null },
    ])
  })

  test('has RESTORE.md as a page: the same words and commands, no script, nothing from elsewhere', async () => {
    const document = await edited()
    await put(document, 'etc/vmware/esx.conf', esxConf.replace('esx01.example', '<script>[x](http://evil.example)'))
    await build(document, 'folder', 'out')
    const [text, page] = [bytes('out/RESTORE.md').toString(), bytes('out/RESTORE.html').toString()]
    expect(page).not.toMatch(/<(?:script|a|img|link|iframe|form)\b/i)
    expect(page).toContain("default-src 'none'")
    const unescaped = page
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&quot;', '"')
      .replaceAll('&#39;', "'")
      .replaceAll('&amp;', '&')
    const blocks = [...text.matchAll(/^```sh\n(.*?)^```$/gms)].map(([, commands = '']) => commands)
    expect(blocks.length).toBeGreaterThan(9)
    for (const commands of blocks) expect(unescaped).toContain(`>${commands}</code></pre>`)
    expect(unescaped).toContain(`<title>${(/^# (.*)\n/.exec(text)?.[1] ?? '').replaceAll('`', '')}</title>`)
    for (const [, heading = ''] of text.matchAll(/^#+ (.*)$/gm))
      expect(unescaped.replaceAll(/<\/?code>/g, '`')).toContain(heading)
  })

  test('of a TPM host copies the sealed layer as it was, and says so', async () => {
    const state = tpmState()
    const document = await opened(state)
    const plan = await planBundle(document, await hostCard(document))
    expect(plan.refusal).toBeNull()
    expect(await told(document)).toMatchObject([{ code: 'bundle-unchanged' }, { code: 'bundle-sealed-by-tpm' }])
    await build(document, 'folder', 'out')
    expect(bytes('out/state.tgz').equals(state)).toBe(true)
    const instructions = await readFile(join(folder, 'out/RESTORE.md'), 'utf8')
    expect(instructions).toContain("its key is sealed by the host's TPM")
    expect(instructions).toMatch(
      /## The TPM\n[^#]*esxcli system settings encryption recovery list[^#]*encryptionRecoveryKey=[^#]*not known/,
    )
  })
})

describe('what differs, by a second look', () => {
  const differing = async (document: Document, asked: BundleOptions = {}) => {
    const { differences } = await build(document, 'zip', 'b.zip', { asked })
    return differences
  }

  test('are the edits and nothing else, with settings by name and secrets hidden', async () => {
    const document = await opened(sealedState())
    await document.openChain()
    await put(document, 'etc/vmware/esx.conf', `${renamed}/snmp/community = "hushhush"\n`)
    document.remove(await document.resolve('etc/hosts'))
    const { entries, isExact } = await differing(document)
    expect(isExact).toBe(true)
    expect(entries.map(({ address, change }) => [address, change]).sort()).toEqual([
      ['local.tgz.ve!/etc/hosts', 'removed'],
      ['local.tgz.ve!/etc/vmware/esx.conf', 'changed'],
    ])
    expect(entries.flatMap(({ settings }) => settings)).toContainEqual({
      path: '/adv/Misc/HostName',
      before: expect.stringContaining('esx01'),
      after: expect.stringContaining('esx02'),
    })
    expect(JSON.stringify(entries)).not.toContain('hushhush')
  })

  test('are none where nothing was edited; of a plain state how it is stored', async () => {
    expect(await differing(await opened(sealedState()))).toEqual({ entries: [], isExact: true })
    const plain = await differing(await opened(sealedState()), { plain: true })
    expect([plain.isExact, plain.entries.map(({ address, from }) => from ?? address)]).toEqual([
      true,
      ['local.tgz.ve', 'encryption.info'],
    ])
  })

  test('are those of a renamed and of an added file, and of a layer that was unsealed', async () => {
    const document = await opened(sealedState())
    await document.openChain()
    const layer = document.chain().at(-1)
    if (!layer) throw new Error('no layer')
    document.rename(await document.resolve('etc/hosts'), 'etc/hosts.old')
    document.add(layer, 'etc/new', bytesOf(Buffer.from('x')))
    expect((await differing(document)).isExact).toBe(true)
    await unsealLocal(document)
    const { entries, isExact } = await differing(document)
    expect(isExact).toBe(true)
    expect(entries.map(({ change }) => change).sort()).toEqual(['added', 'changed', 'moved', 'removed'])
  })

  test('are how it is stored, of a layer that was sealed', async () => {
    const document = await opened(plainState())
    await document.openChain()
    await sealLocal(document, newEncryptionInfo())
    const { entries, isExact } = await differing(document)
    expect([isExact, entries.map(({ address }) => address)]).toEqual([true, ['local.tgz.ve', 'encryption.info']])
  })

  test('of a configBundle are those within its state', async () => {
    const document = await opened(configBundle(plainState()), 'configBundle-esx01.tgz')
    await document.openChain()
    await put(document, 'etc/hosts', 'other\n')
    const { entries, isExact } = await differing(document)
    expect([isExact, entries.map(({ address }) => address)]).toEqual([true, ['state.tgz!/local.tgz!/etc/hosts']])
  })
})

describe('a plain state, on request', () => {
  test('is local.tgz without encryption.info, proven, told as unverified; the document and its redo stay', async () => {
    const document = await edited()
    await put(document, 'etc/hosts', 'undone')
    document.undo()
    const before = JSON.stringify(document.recorded().history)
    const { proof } = await build(document, 'folder', 'out', { asked: { plain: true } })
    expect(JSON.stringify(document.recorded().history)).toBe(before)
    expect(proof.layers).toBe(2)
    expect(run('tar', ['-tzf', 'out/state.tgz'])).toBe('local.tgz\n')
    expect(run('sh', ['-c', 'tar -xzOf out/state.tgz local.tgz | tar -xzOf - etc/vmware/esx.conf'])).toBe(renamed)
    expect(bytes('out/RESTORE.md').toString()).toMatch(/Unverified: .*not sealed any more[\s\S]*plain local\.tgz/)
    expect(bytes('out/RESTORE.md').toString()).toContain('| Encryption | none (plain local.tgz) |')
    expect(bytes('out/changes.diff').toString()).toContain('unsealed: local.tgz\n')
    const manifest = JSON.parse(bytes('out/manifest.json').toString())
    expect(manifest.host.encryption).toBe('absent')
    expect(manifest.findings).toContainEqual(expect.objectContaining({ code: 'seal-changed', severity: 'warning' }))
    expect(manifest.unverified).toEqual(['seal-changed'])
    expect(manifest.changes).toContainEqual(expect.objectContaining({ kinds: ['renamed', 'unsealed'] }))
  })

  test('is the same each time: no envelope, no iv', async () => {
    const document = await edited()
    for (const name of ['one', 'two']) await build(document, 'folder', name, { asked: { plain: true } })
    expect(run('diff', ['-r', 'one', 'two'])).toBe('')
  })

  test('of a configBundle is plain in the configBundle too', async () => {
    const document = await opened(configBundle(sealedState()), 'configBundle-esx01.tgz')
    await build(document, 'folder', 'out', { asked: { plain: true } })
    expect(run('sh', ['-c', 'tar -xzOf out/configBundle-esx01.tgz state.tgz | tar -tzf -'])).toBe('local.tgz\n')
  })

  test('with a key that was given for a TPM host', async () => {
    const document = await opened(tpmState())
    await document.openWithKey(await document.resolve('local.tgz.ve'), await keyOfInfo(info, defaultLimits))
    await put(document, 'etc/hosts', 'new')
    await build(document, 'folder', 'out', { asked: { plain: true } })
    expect(await textAt(await opened(bytes('out/state.tgz')), 'etc/hosts')).toBe('new')
  })

  test('is nothing else for a state that is plain anyway, and refused for one that is locked', async () => {
    const plain = await opened(plainState())
    await build(plain, 'folder', 'out', { asked: { plain: true } })
    expect(bytes('out/state.tgz').equals(plainState())).toBe(true)
    const locked = await opened(tpmState())
    const plan = await planBundle(locked, await hostCard(locked), { plain: true })
    expect(plan).toMatchObject({ offers: { plain: false }, refusal: { code: 'SEALED_TPM' } })
    await expect(build(locked, 'folder', 'no', { asked: { plain: true } })).rejects.toMatchObject({
      code: 'SEALED_TPM',
    })
    expect(await readdir(folder)).toEqual(['out'])
  })
})

describe('a configBundle around a lone state', () => {
  const manifest = { release: 'VMware ESXi 7.0 Update 2', uuid: '4C4C4544-0044-4810-8052-B9C04F4A4B32' }

  test('holds Manifest.txt and the state of the bundle, as tar and Bootbank read it, and is named everywhere', async () => {
    const document = await edited(plainState())
    const plan = await planBundle(document, await hostCard(document), { manifest })
    expect(plan.files.slice(0, 2)).toEqual(['state.tgz', 'configBundle-esx02.tgz'])
    const { files } = await build(document, 'folder', 'out', { asked: { manifest } })
    expect(files.map(({ name }) => name)).toEqual(plan.files)
    expect(plan.files).toContain('restore.ps1')
    expect(bytes('out/restore.ps1').toString()).toContain(`$wantedUuid = '${manifest.uuid}'`)
    expect(bytes('out/restore.ps1').toString()).toContain(
      `$wantedSum = '${sha256(bytes('out/configBundle-esx02.tgz'))}'`,
    )
    await build(document, 'folder', 'again', { asked: { manifest } })
    expect(run('diff', ['-r', 'out', 'again'])).toBe('')
    expect(run('tar', ['-tzf', 'out/configBundle-esx02.tgz'])).toBe('Manifest.txt\nstate.tgz\n')
    expect(run('busybox', ['tar', '-xzOf', 'out/configBundle-esx02.tgz', 'Manifest.txt'])).toBe(
      `RELEASELEVEL=${manifest.release}\nUUID=${manifest.uuid}\n`,
    )
    run('sh', ['-c', 'tar -xzOf out/configBundle-esx02.tgz state.tgz | cmp - out/state.tgz'])
    const again = await opened(bytes('out/configBundle-esx02.tgz'), 'configBundle-esx02.tgz')
    expect(await hostCard(again)).toMatchObject({ shape: 'config-bundle', release: '7.0.2' })
    expect(bytes('out/RESTORE.md').toString()).toMatch(/Unverified: Manifest\.txt .*KERNELOPTS[\s\S]*restore_config 0/)
    expect(run('sha256sum', ['-c', 'SHA256SUMS'], join(folder, 'out'))).toContain('configBundle-esx02.tgz: OK\n')
  })

  test.each([
    ['no release', { release: '', uuid: manifest.uuid }],
    ['a release without a number', { release: 'ESXi', uuid: manifest.uuid }],
    ['a line end', { release: '7.0.2\nUUID=x', uuid: manifest.uuid }],
    ['a release that is too long', { release: `7.0 ${'x'.repeat(80)}`, uuid: manifest.uuid }],
    ['a UUID without hyphens', { release: '7.0.2', uuid: manifest.uuid.replaceAll('-', '') }],
    ['a UUID of zeros', { release: '7.0.2', uuid: '00000000-0000-0000-0000-000000000000' }],
    ['no UUID', { release: '7.0.2', uuid: '' }],
  ])('is refused for %s', async (_, given) => {
    const document = await opened(plainState())
    const { refusal } = await planBundle(document, await hostCard(document), { manifest: given })
    expect(refusal).toMatchObject({ code: 'MANIFEST' })
    await expect(build(document, 'folder', 'out', { asked: { manifest: given } })).rejects.toMatchObject({
      code: 'MANIFEST',
    })
  })

  test('is refused where a configBundle was opened, which has a Manifest of its own', async () => {
    const document = await opened(configBundle(plainState()), 'configBundle.tgz')
    const plan = await planBundle(document, await hostCard(document), { manifest })
    expect(plan).toMatchObject({ offers: { manifest: false }, refusal: { code: 'MANIFEST' } })
  })

  test('warns of another release, and of the UUID of esx.conf', async () => {
    const document = await opened(plainState())
    const card = await hostCard(document)
    const codes = async (given: typeof manifest) =>
      (await planBundle(document, card, { manifest: given })).findings
        .map(({ code }) => code)
        .filter(code => code.startsWith('bundle-manifest'))
    expect(await codes(manifest)).toEqual(['bundle-manifest-made'])
    expect(await codes({ ...manifest, release: '6.7.0' })).toEqual(['bundle-manifest-made', 'bundle-manifest-release'])
    expect(await codes({ ...manifest, uuid: (card.uuid ?? '').toUpperCase() })).toEqual([
      'bundle-manifest-made',
      'bundle-manifest-uuid',
    ])
    const nameless = await planBundle(document, { ...card, uuid: null }, { manifest })
    expect(nameless.findings.map(({ code }) => code)).not.toContain('bundle-manifest-uuid')
  })
})

/** What is told of the bundle itself, beside what the checks find. */
async function told(document: Document) {
  const { findings } = await planBundle(document, await hostCard(document))
  return findings.filter(({ code }) => code.startsWith('bundle-'))
}

describe('what cannot be restored is refused with the way out', () => {
  test.each([
    [
      'a lone local.tgz',
      () => tgz(hostFiles),
      'local.tgz',
      'NO_STATE',
      /without the state\.tgz around it.*Save a copy/,
    ],
    ['another archive', () => tgz([file('readme', 'x')]), 'x.tgz', 'NO_STATE', /not the saved state of an ESXi host/],
    [
      'a state.tgz with an empty local.tgz',
      () => tgz([file('local.tgz', '')]),
      'state.tgz',
      'NO_STATE',
      /local\.tgz \(0 bytes\) is not an archive/,
    ],
    [
      'a state.tgz whose local.tgz is cut off',
      async () => tgz([file('local.tgz', tgz(hostFiles).slice(0, 300))]),
      'state.tgz',
      'GZIP_TRUNCATED',
      /a host could not read this state either/,
    ],
    [
      'a sealed layer without its key',
      async () => tgz([file('local.tgz.ve', sealed(hostFiles))]),
      'state.tgz',
      'ENVELOPE_NO_KEY',
      /a host could not read this state either/,
    ],
    [
      'a configBundle whose state.tgz is text',
      () => configBundle(Buffer.from('text')),
      'configBundle.tgz',
      'NO_STATE',
      /state\.tgz in configBundle\.tgz cannot be opened/,
    ],
  ])('%s', async (_, make, name, code, message) => {
    const document = await opened(await make(), name)
    const { refusal } = await planBundle(document, await hostCard(document))
    expect(refusal).toMatchObject({ code, message: expect.stringMatching(message) })
    await expect(build(document, 'folder', 'out')).rejects.toMatchObject({ code })
    expect(await readdir(folder)).toEqual([])
  })
})

describe('the plan', () => {
  test('names the files, the host, and what is not verified', async () => {
    const document = await edited()
    expect({ ...(await planBundle(document, await hostCard(document))), findings: await told(document) }).toEqual({
      files: listed,
      suggestedName: 'bootbank-esx02',
      offers: { plain: true, manifest: true },
      findings: [expect.objectContaining({ code: 'bundle-resealed', severity: 'warning' })],
      refusal: null,
    })
  })

  test('warns of a certificate that an edit has emptied or removed', async () => {
    const document = await opened(plainState())
    await put(document, 'rui.key', '')
    document.remove(await document.resolve('rui.crt'))
    const { findings } = await planBundle(document, await hostCard(document))
    expect(findings.filter(({ code }) => code === 'host-certificate')).toMatchObject([
      { message: expect.stringMatching(/^etc\/vmware\/ssl\/rui\.key is empty/) },
      { message: expect.stringMatching(/^etc\/vmware\/ssl\/rui\.crt is missing/) },
    ])
  })

  test('suggests a name that is a file name everywhere, whatever the host calls itself', async () => {
    const document = await opened(plainState())
    const card = await hostCard(document)
    const suggest = async (hostname: string | null) => (await planBundle(document, { ...card, hostname })).suggestedName
    expect(await suggest('../../etc/passwd')).toBe('bootbank-bundle')
    expect(await suggest('a/b\\c:d')).toBe('bootbank-a-b-c-d')
    expect(await suggest(null)).toBe('bootbank-bundle')
  })
})

describe('the target', () => {
  test('is refused when something is in it', async () => {
    const document = await edited()
    await mkdir(join(folder, 'full'))
    await writeFile(join(folder, 'full', 'notes.txt'), 'mine')
    await writeFile(join(folder, 'file'), 'mine')
    await symlink('nowhere', join(folder, 'dangling'))
    for (const name of ['full', 'file', 'dangling']) {
      await expect(build(document, 'folder', name)).rejects.toMatchObject({ code: 'TARGET_EXISTS' })
    }
    expect((await readdir(folder)).sort()).toEqual(['dangling', 'file', 'full'])
    expect(await readdir(join(folder, 'full'))).toEqual(['notes.txt'])
  })

  test('may be an empty folder, which stays the same folder', async () => {
    await mkdir(join(folder, 'empty'))
    const { ino } = await stat(join(folder, 'empty'))
    await build(await edited(), 'folder', 'empty')
    expect((await stat(join(folder, 'empty'))).ino).toBe(ino)
    expect((await readdir(join(folder, 'empty'))).sort()).toEqual(NAMES)
  })

  test('is never the opened file', async () => {
    const path = join(folder, 'state.tgz')
    const state = sealedState()
    await writeFile(path, state)
    await symlink(path, join(folder, 'link.zip'))
    const document = await edited(state)
    await expect(build(document, 'zip', 'link.zip', { source: path })).rejects.toMatchObject({ code: 'SAME_FILE' })
    expect(bytes('state.tgz').equals(state)).toBe(true)
  })
})

describe('a cancelled build leaves nothing on the disk', () => {
  test.each(['folder', 'zip', 'empty folder'] as const)('%s, at every moment there is', async kind => {
    const document = await edited()
    const card = await hostCard(document)
    const target = { kind: kind === 'zip' ? 'zip' : 'folder', path: join(folder, 'out') } as const
    if (kind === 'empty folder') await mkdir(target.path)
    const attempt = async (moment: number) => {
      const controller = new AbortController()
      let steps = 0
      const onProgress = () => {
        if (steps++ === moment) controller.abort()
      }
      const outcome = await buildBundle(document, card, target, { signal: controller.signal, onProgress }).catch(
        (error: unknown) => error,
      )
      return { steps, outcome }
    }
    const { steps } = await attempt(Number.POSITIVE_INFINITY)
    await rm(target.path, { recursive: true })
    if (kind === 'empty folder') await mkdir(target.path)
    expect(steps).toBeGreaterThan(8)
    for (let moment = 0; moment < steps; moment++) {
      const { outcome } = await attempt(moment)
      expect(outcome).toMatchObject({ code: 'CANCELLED' })
      expect(await readdir(folder, { recursive: true })).toEqual(kind === 'empty folder' ? ['out'] : [])
    }
  })
})

test(
  'a bundle of the genuine sample holds the edit and nothing else, and its tools agree',
  needs(genuineSample, theGenuineSample),
  async () => {
    const document = await opened(readGenuine('state.tgz'))
    const before = await textAt(document, 'etc/hosts')
    await put(document, 'etc/hosts', `${before}192.0.2.1\tadded\n`)
    const { proof } = await build(document, 'folder', 'out')
    expect(proof).toMatchObject({ layers: 2, entries: 38, untouched: 36 })
    run('sha256sum', ['-c', 'SHA256SUMS'], join(folder, 'out'))
    const again = await opened(bytes('out/state.tgz'))
    expect(await textAt(again, 'etc/hosts')).toBe(`${before}192.0.2.1\tadded\n`)
    await build(document, 'folder', 'plain', { asked: { plain: true } })
    expect(run('tar', ['-tzf', 'plain/state.tgz'])).toBe('local.tgz\n')
    expect(run('sh', ['-c', 'tar -xzOf plain/state.tgz local.tgz | tar -xzOf - etc/hosts'])).toBe(
      `${before}192.0.2.1\tadded\n`,
    )
  },
)
