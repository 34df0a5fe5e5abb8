import { readdir } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import { hostCard } from '../facts/host-card'
import {
  configBundle,
  file,
  hostFiles,
  opened,
  plainState,
  put,
  sealed,
  tgz,
} from '../../../testing/archives/small-backups'
import { planBundle } from './plan'
import { bundleFindings, bundleFolder, edited } from '../../../testing/archives/bundle-folder'

const { at, build } = bundleFolder()

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
    expect(await readdir(at())).toEqual([])
  })
})

describe('the plan', () => {
  test('names the files, the host, and what is not verified', async () => {
    const document = await edited()
    expect({
      ...(await planBundle(document, await hostCard(document))),
      findings: await bundleFindings(document),
    }).toEqual({
      files: [
        'state.tgz',
        'CHANGES.md',
        'changes.diff',
        'RESTORE.md',
        'RESTORE.html',
        'restore.sh',
        'manifest.json',
        'SHA256SUMS',
      ],
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
