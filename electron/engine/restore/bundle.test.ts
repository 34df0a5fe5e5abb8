import { readFileSync } from 'node:fs'
import { mkdir, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { hostCard } from '../facts/host-card'
import { genuineSample, readGenuine, theGenuineSample } from '../../../testing/archives/genuine-sample'
import {
  configBundle,
  esxConf,
  file,
  hostFiles,
  opened,
  plainState,
  put,
  sealedState,
  textAt,
  tgz,
  tpmState,
} from '../../../testing/archives/small-backups'
import { buildBundle } from './bundle'
import { planBundle } from './plan'
import { needs } from '../../../testing/needs'
import { bundleFindings, bundleFolder, edited, renamedConf, sha256 } from '../../../testing/archives/bundle-folder'

const { at, bytes, build, run } = bundleFolder()

/** The files of a bundle, in the order of the report. */
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
const sorted = listed.toSorted()

describe('a bundle', () => {
  test('in a folder holds its eight files, and sha256sum finds them whole', async () => {
    const { files, proof } = await build(await edited(), 'folder', 'out')
    expect((await readdir(at())).sort()).toEqual(['out'])
    expect((await readdir(at('out'))).sort()).toEqual(sorted)
    expect(files.map(({ name }) => name).sort()).toEqual(sorted)
    for (const { name, size, sha256: digest } of files) {
      const found = readFileSync(at('out', name))
      expect([found.length, sha256(found)]).toEqual([size, digest])
    }
    const sums = listed
      .filter(name => name !== 'SHA256SUMS')
      .map(name => `${name}: OK\n`)
      .join('')
    expect(run('sha256sum', ['-c', 'SHA256SUMS'], at('out'))).toBe(sums)
    expect(run('busybox', ['sha256sum', '-c', 'SHA256SUMS'], at('out'))).toBe(sums)
    // Two layers; encryption.info, local.tgz.ve and seven files, of which two were edited and one was packed again.
    expect(proof).toMatchObject({ layers: 2, entries: 9, untouched: 6 })
    expect(proof.bytes).toBe(files.reduce((sum, one) => sum + one.size, 0))
  })

  test('has a state.tgz with the edits and nothing else', async () => {
    await build(await edited(), 'folder', 'out')
    const again = await opened(bytes('out/state.tgz'))
    expect(await textAt(again, 'etc/vmware/esx.conf')).toBe(renamedConf)
    expect((await again.resolve('etc/hosts')).mode).toBe(0o1644)
    expect((await again.resolve('etc/random-seed')).mode).toBe(0o1600)
    expect(await textAt(again, 'etc/shadow')).toContain('root:$6$salt$')
  })

  test('as a zip is accepted by unzip, bsdtar and busybox, and unpacks to the same files', async () => {
    const document = await edited(plainState())
    const { files } = await build(document, 'zip', 'out.zip')
    await build(document, 'folder', 'out')
    expect(run('unzip', ['-t', 'out.zip'])).toContain('No errors detected')
    expect(run('bsdtar', ['-tf', 'out.zip']).trim().split('\n').sort()).toEqual(sorted)
    for (const [command, args] of [
      ['unzip', ['-q', '../out.zip']],
      ['bsdtar', ['-xf', '../out.zip']],
      ['busybox', ['unzip', '-q', '../out.zip']],
    ] as const) {
      const place = at(command)
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
    expect(await bundleFindings(document)).toMatchObject([
      { code: 'bundle-unchanged', message: expect.stringContaining('is the opened file,') },
    ])
    expect(await bundleFindings(await opened(configBundle(state), 'configBundle-esx01.tgz'))).toMatchObject([
      { code: 'bundle-unchanged', message: expect.stringContaining('is the one in the opened file,') },
    ])
    await build(document, 'folder', 'out')
    expect(bytes('out/state.tgz').equals(state)).toBe(true)
    expect(bytes('out/RESTORE.md').toString()).toContain('Nothing: state.tgz is the one of the opened file.\n')
  })

  test('of a configBundle holds the state.tgz inside it, rebuilt, and tells which changes lie outside', async () => {
    const document = await opened(configBundle(plainState()), 'configBundle-esx01.tgz')
    await put(document, 'etc/vmware/esx.conf', renamedConf)
    await put(document, 'Manifest.txt', 'RELEASELEVEL=8.0.0\n')
    const plan = await planBundle(document, await hostCard(document))
    expect(plan.refusal).toBeNull()
    expect(await bundleFindings(document)).toMatchObject([
      { code: 'bundle-outside', message: expect.stringContaining('(Manifest.txt)') },
    ])
    const { proof } = await build(document, 'zip', 'out.zip')
    expect(proof.layers).toBe(3)
    run('unzip', ['-q', 'out.zip', '-d', 'out'])
    const again = await opened(bytes('out/state.tgz'))
    expect(again.root.entries().map(({ name }) => name)).toEqual(['local.tgz'])
    expect(await textAt(again, 'etc/vmware/esx.conf')).toBe(renamedConf)
    const report = await readFile(at('out', 'changes.diff'), 'utf8')
    expect(report).toContain('+++ b/state.tgz!/local.tgz!/etc/vmware/esx.conf')
    expect(report).not.toContain('Manifest')
  })

  test('of a configBundle holds the whole of it as well, which is opened again with the edits', async () => {
    const document = await opened(configBundle(plainState()), 'configBundle-esx01.tgz')
    await put(document, 'etc/vmware/esx.conf', renamedConf)
    const plan = await planBundle(document, await hostCard(document))
    expect(plan.files.slice(0, 2)).toEqual(['state.tgz', 'configBundle-esx02.tgz'])
    const { files } = await build(document, 'folder', 'out')
    expect(files.map(({ name }) => name)).toEqual(plan.files)
    // Its Manifest.txt has four bytes of a UUID, which are not one.
    expect(bytes('out/restore.ps1').toString()).toContain("$wantedUuid = ''")
    const again = await opened(bytes('out/configBundle-esx02.tgz'))
    expect(again.root.entries().map(({ name }) => name)).toEqual(document.root.entries().map(({ name }) => name))
    expect(await textAt(again, 'etc/vmware/esx.conf')).toBe(renamedConf)
    expect(run('sha256sum', ['-c', 'SHA256SUMS'], at('out'))).toContain('configBundle-esx02.tgz: OK\n')
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
    expect(await bundleFindings(document)).toMatchObject([
      { code: 'bundle-unchanged' },
      { code: 'bundle-sealed-by-tpm' },
    ])
    await build(document, 'folder', 'out')
    expect(bytes('out/state.tgz').equals(state)).toBe(true)
    const instructions = await readFile(at('out/RESTORE.md'), 'utf8')
    expect(instructions).toContain("its key is sealed by the host's TPM")
    expect(instructions).toMatch(
      /## The TPM\n[^#]*esxcli system settings encryption recovery list[^#]*encryptionRecoveryKey=[^#]*not known/,
    )
  })
})

describe('the target', () => {
  test('is refused when something is in it', async () => {
    const document = await edited()
    await mkdir(at('full'))
    await writeFile(at('full', 'notes.txt'), 'mine')
    await writeFile(at('file'), 'mine')
    await symlink('nowhere', at('dangling'))
    for (const name of ['full', 'file', 'dangling']) {
      await expect(build(document, 'folder', name)).rejects.toMatchObject({ code: 'TARGET_EXISTS' })
    }
    expect((await readdir(at())).sort()).toEqual(['dangling', 'file', 'full'])
    expect(await readdir(at('full'))).toEqual(['notes.txt'])
  })

  test('may be an empty folder, which stays the same folder', async () => {
    await mkdir(at('empty'))
    const { ino } = await stat(at('empty'))
    await build(await edited(), 'folder', 'empty')
    expect((await stat(at('empty'))).ino).toBe(ino)
    expect((await readdir(at('empty'))).sort()).toEqual(sorted)
  })

  test('is never the opened file', async () => {
    const path = at('state.tgz')
    const state = sealedState()
    await writeFile(path, state)
    await symlink(path, at('link.zip'))
    const document = await edited(state)
    await expect(build(document, 'zip', 'link.zip', { source: path })).rejects.toMatchObject({ code: 'SAME_FILE' })
    expect(bytes('state.tgz').equals(state)).toBe(true)
  })
})

describe('a cancelled build leaves nothing on the disk', () => {
  test.each(['folder', 'zip', 'empty folder'] as const)('%s, at every moment there is', async kind => {
    const document = await edited()
    const card = await hostCard(document)
    const target = { kind: kind === 'zip' ? 'zip' : 'folder', path: at('out') } as const
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
      expect(await readdir(at(), { recursive: true })).toEqual(kind === 'empty folder' ? ['out'] : [])
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
    run('sha256sum', ['-c', 'SHA256SUMS'], at('out'))
    const again = await opened(bytes('out/state.tgz'))
    expect(await textAt(again, 'etc/hosts')).toBe(`${before}192.0.2.1\tadded\n`)
    await build(document, 'folder', 'plain', { asked: { plain: true } })
    expect(run('tar', ['-tzf', 'plain/state.tgz'])).toBe('local.tgz\n')
    expect(run('sh', ['-c', 'tar -xzOf plain/state.tgz local.tgz | tar -xzOf - etc/hosts'])).toBe(
      `${before}192.0.2.1\tadded\n`,
    )
  },
)
