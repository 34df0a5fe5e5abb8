import { readdir } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import { keyOfInfo } from '../codecs/given-key'
import { defaultLimits } from '../codecs/limits'
import { hostCard } from '../facts/host-card'
import {
  configBundle,
  info,
  opened,
  plainState,
  put,
  sealedState,
  textAt,
  tpmState,
} from '../../../testing/archives/small-backups'
import { planBundle } from './plan'
import { bundleFolder, edited, renamedConf, sha256 } from '../../../testing/archives/bundle-folder'

const { at, bytes, build, run } = bundleFolder()

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
    expect(run('sh', ['-c', 'tar -xzOf out/state.tgz local.tgz | tar -xzOf - etc/vmware/esx.conf'])).toBe(renamedConf)
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
    expect(await readdir(at())).toEqual(['out'])
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
    expect(run('sha256sum', ['-c', 'SHA256SUMS'], at('out'))).toContain('configBundle-esx02.tgz: OK\n')
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
