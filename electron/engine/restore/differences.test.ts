// The second look says "exactly the edits" of nothing else: not where something else differs, not where an edit is not there.
import { describe, expect, test } from 'vitest'
import { bundleFolder, renamedConf } from '../../../testing/archives/bundle-folder'
import {
  configBundle,
  file,
  hostFiles,
  opened,
  plainState,
  put,
  sealedState,
} from '../../../testing/archives/small-backups'
import type { BundleOptions } from '../../../shared/model/bundle'
import type { Document } from '../document/document'
import { newEncryptionInfo, sealLocal, unsealLocal } from '../edits/sealing'
import { bytesOf } from '../codecs/bytes'
import { differencesFrom } from './differences'

const { build } = bundleFolder()

const state = (...others: Parameters<typeof file>[]) => {
  const names = new Set(others.map(([name]) => name))
  return [...hostFiles.filter(({ name }) => !names.has(name)), ...others.map(one => file(...one))]
}

describe('what differs is exactly what was edited', () => {
  const look = async (written: Uint8Array) => {
    const document = await opened(plainState())
    await put(document, 'etc/hosts', 'edited\n')
    await put(document, 'etc/random-seed', 'edited as well\n')
    return differencesFrom(document, document, bytesOf(written))
  }
  const edits = [
    ['etc/hosts', 'edited\n'],
    ['etc/random-seed', 'edited as well\n', { mode: 0o1600 }],
  ] as const satisfies readonly Parameters<typeof file>[]

  test('where it is', async () => {
    const { isExact, entries } = await look(plainState(state(...edits)))
    expect(isExact).toBe(true)
    expect(entries.map(({ address }) => address).sort()).toEqual(['local.tgz!/etc/hosts', 'local.tgz!/etc/random-seed'])
  })

  test.each([
    ['one edit is not there', plainState(state(edits[0]))],
    ['none is there', plainState()],
    ['another file differs', plainState(state(...edits, ['etc/shadow', 'root::::::::\n', { mode: 0o600 }]))],
    ['a file is there that nobody added', plainState(state(...edits, ['etc/added', 'x']))],
    ['a file is gone', plainState(state(...edits).filter(({ name }) => name !== 'etc/shadow'))],
  ])('but not where %s', async (_title, written) => {
    expect((await look(written)).isExact).toBe(false)
  })

  test('also where a file was renamed and one of its old name and content took its place', async () => {
    const document = await opened(plainState())
    const entry = document
      .layers()[1]
      ?.entries()
      .find(({ name }) => name === 'etc/hosts')
    if (!entry) throw new Error('no etc/hosts')
    const content = document.content(entry)
    document.rename(entry, 'etc/hosts.before')
    document.add(entry.layer, 'etc/hosts', content)
    expect((await differencesFrom(document, document, await document.build())).isExact).toBe(true)
  })

  test('and not where a layer was sealed that nobody sealed', async () => {
    const document = await opened(plainState())
    expect((await differencesFrom(document, document, bytesOf(sealedState()))).isExact).toBe(false)
  })
})

describe('what differs in a bundle that was built', () => {
  const differing = async (document: Document, asked: BundleOptions = {}) => {
    const { differences } = await build(document, 'zip', 'b.zip', { asked })
    return differences
  }

  test('is the edits and nothing else, with settings by name and secrets hidden', async () => {
    const document = await opened(sealedState())
    await document.openChain()
    await put(document, 'etc/vmware/esx.conf', `${renamedConf}/snmp/community = "hushhush"\n`)
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

  test('is nothing where nothing was edited; of a plain state how it is stored', async () => {
    expect(await differing(await opened(sealedState()))).toEqual({ entries: [], isExact: true })
    const plain = await differing(await opened(sealedState()), { plain: true })
    expect([plain.isExact, plain.entries.map(({ address, from }) => from ?? address)]).toEqual([
      true,
      ['local.tgz.ve', 'encryption.info'],
    ])
  })

  test('is a renamed and an added file, and a layer that was unsealed', async () => {
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

  test('is how a layer is stored that was sealed', async () => {
    const document = await opened(plainState())
    await document.openChain()
    await sealLocal(document, newEncryptionInfo())
    const { entries, isExact } = await differing(document)
    expect([isExact, entries.map(({ address }) => address)]).toEqual([true, ['local.tgz.ve', 'encryption.info']])
  })

  test('is what lies within the state of a configBundle', async () => {
    const document = await opened(configBundle(plainState()), 'configBundle-esx01.tgz')
    await document.openChain()
    await put(document, 'etc/hosts', 'other\n')
    const { entries, isExact } = await differing(document)
    expect([isExact, entries.map(({ address }) => address)]).toEqual([true, ['state.tgz!/local.tgz!/etc/hosts']])
  })
})
