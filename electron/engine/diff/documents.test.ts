import { describe, expect, test } from 'vitest'
import { bytesOf, concatBytes } from '../codecs/bytes'
import { gzip } from '../codecs/gzip'
import { type NewMember, tarOf } from '../codecs/tar-write'
import { genuineSample, readGenuine, theGenuineSample } from '../../../testing/archives/genuine-sample'
import {
  configBundle,
  esxConf,
  file,
  hostFiles,
  opened,
  plainState,
  put,
  sealed,
  sealedState,
  tgz,
  tpmState,
} from '../../../testing/archives/small-backups'
import { compareDocuments, type Difference } from './documents'
import { needs } from '../../../testing/needs'

const compare = async (before: Uint8Array, after: Uint8Array) =>
  compareDocuments(await opened(before), await opened(after))
const difference = (address: string, facts: Partial<Difference>): Difference => ({
  address,
  change: 'changed',
  what: [],
  facts: [],
  from: null,
  keys: null,
  ...facts,
})
const withFile = (changed: NewMember) => hostFiles.map(one => (one.name === changed.name ? changed : one))
const without = (name: string) => hostFiles.filter(one => one.name !== name)
const hosts = '127.0.0.1\tlocalhost\n'

describe('two backups of the same files are the same', () => {
  test('sealed under different ivs', async () => {
    expect(await compare(sealedState(), sealedState())).toEqual([])
  })

  test('packed by another compressor, with padding and an end of another length', async () => {
    const local = concatBytes([tarOf(hostFiles), bytesOf(new Uint8Array(8192))])
    const loose = concatBytes([await gzip(local), bytesOf(new Uint8Array(512))])
    expect(await compare(plainState(), tgz([file('local.tgz', loose)]))).toEqual([])
  })

  test('packed with ./ before each name', async () => {
    const dotted = hostFiles.map(one => ({ ...one, name: `./${one.name}` }))
    expect(await compare(plainState(), plainState(dotted))).toEqual([])
  })

  test('sealed on one side only, except for the seal itself', async () => {
    expect(await compare(sealedState(), plainState())).toEqual([
      difference('local.tgz', {
        what: ['type'],
        facts: [{ aspect: 'type', before: 'sealed', after: 'not sealed' }],
        from: 'local.tgz.ve',
      }),
      difference('encryption.info', { change: 'removed' }),
    ])
  })
})

describe('each fact that differs is named', () => {
  test.each<[string, Partial<NewMember>, Difference['what'], readonly string[]]>([
    ['content', { content: bytesOf(Buffer.from('other\n')) }, ['content'], []],
    ['mode', { mode: 0o1644 }, ['mode'], ['mode: 0644 -> 01644']],
    ['user', { uid: 7 }, ['owner'], ['owner: 0:0 root:root -> 7:0 root:root']],
    ['group name', { gname: 'wheel' }, ['owner'], ['owner: 0:0 root:root -> 0:0 root:wheel']],
    ['time', { mtime: 1 }, ['mtime'], ['mtime: 2021-03-02T14:17:07.000Z -> 1970-01-01T00:00:01.000Z']],
    [
      'kind',
      { typeflag: '2', linkname: 'elsewhere', content: bytesOf() },
      ['type', 'link'],
      ['type: file -> symlink', 'link:  -> elsewhere'],
    ],
    ['device', { typeflag: '3', content: bytesOf() }, ['type'], ['type: file -> char-device 0:0']],
    [
      'several',
      { content: bytesOf(), mode: 0o600, mtime: 2 },
      ['content', 'mode', 'mtime'],
      ['mode: 0644 -> 0600', 'mtime: 2021-03-02T14:17:07.000Z -> 1970-01-01T00:00:02.000Z'],
    ],
  ])('%s', async (_, changed, what, facts) => {
    const [found, ...others] = await compare(plainState(), plainState(withFile(file('etc/hosts', hosts, changed))))
    expect(others).toEqual([])
    expect(found).toMatchObject({ address: 'local.tgz!/etc/hosts', change: 'changed', what })
    expect(found?.facts.map(({ aspect, before, after }) => `${aspect}: ${before} -> ${after}`)).toEqual(facts)
  })

  test('link', async () => {
    const link = (linkname: string) => [...hostFiles, file('etc/link', '', { typeflag: '2', linkname })]
    expect(await compare(plainState(link('a')), plainState(link('b')))).toEqual([
      difference('local.tgz!/etc/link', { what: ['link'], facts: [{ aspect: 'link', before: 'a', after: 'b' }] }),
    ])
  })

  test('order, of the entries that were moved and of no others', async () => {
    const [first, ...rest] = hostFiles
    const last = first ? [...rest, first] : rest
    expect(await compare(plainState(), plainState(last))).toEqual([
      difference('local.tgz!/etc/vmware/esx.conf', { what: ['order'] }),
    ])
  })

  test('keys of esx.conf with both values; a change of order or remarks has none', async () => {
    const changed = `${esxConf.replace('esx01', 'esx02').replace(/.*version.*\n/, '')}/new/key = "a=b"\n`
    expect(await compare(sealedState(), sealedState(withFile(file('etc/vmware/esx.conf', changed))))).toEqual([
      difference('local.tgz.ve!/etc/vmware/esx.conf', {
        what: ['content'],
        keys: [
          { key: '/adv/Misc/HostName', before: 'esx01.example', after: 'esx02.example' },
          { key: '/resourceGroups/version', before: '7.0.2', after: null },
          { key: '/new/key', before: null, after: 'a=b' },
        ],
      }),
    ])
    const turned = esxConf.split('\n').toReversed().join('\n')
    const [one] = await compare(plainState(), plainState(withFile(file('etc/vmware/esx.conf', turned))))
    expect(one).toMatchObject({ what: ['content'], keys: [] })
  })
})

describe('entries that only one side has', () => {
  test('are added or removed', async () => {
    const more = [...without('etc/shadow'), file('etc/new', 'x')]
    expect(await compare(plainState(), plainState(more))).toEqual([
      difference('local.tgz!/etc/new', { change: 'added' }),
      difference('local.tgz!/etc/shadow', { change: 'removed' }),
    ])
  })

  test('are one moved entry when content and facts are the same, in another layer too', async () => {
    const moved = [...without('etc/hosts'), file('etc/elsewhere', hosts)]
    expect(await compare(plainState(), plainState(moved))).toEqual([
      difference('local.tgz!/etc/elsewhere', { change: 'moved', from: 'local.tgz!/etc/hosts' }),
    ])
    const outer = tgz([file('local.tgz', tgz(without('etc/hosts'))), file('hosts', hosts)])
    expect(await compare(plainState(), outer)).toEqual([
      difference('hosts', { change: 'moved', from: 'local.tgz!/etc/hosts' }),
    ])
  })

  test('are not called moved when it could be either of two, or a fact differs', async () => {
    const twice = [...without('etc/hosts'), file('etc/one', hosts), file('etc/two', hosts)]
    expect((await compare(plainState(), plainState(twice))).map(({ change }) => change)).toEqual([
      'added',
      'added',
      'removed',
    ])
    const later = [...without('etc/hosts'), file('etc/one', hosts, { mtime: 5 })]
    expect((await compare(plainState(), plainState(later))).map(({ change }) => change)).toEqual(['added', 'removed'])
  })

  test('duplicates are paired by their place among those of their name', async () => {
    const both = (second: string) => [...hostFiles, file('etc/hosts', second)]
    expect(await compare(plainState(both('a')), plainState(both('b')))).toEqual([
      difference('local.tgz!/etc/hosts#2', { what: ['content'] }),
    ])
    expect(await compare(plainState(both('a')), plainState())).toEqual([
      difference('local.tgz!/etc/hosts#2', { change: 'removed' }),
    ])
  })
})

describe('links of the chain', () => {
  test('a configBundle and its state.tgz are compared from the state.tgz on', async () => {
    const state = sealedState()
    expect(await compare(configBundle(state), state)).toEqual([difference('Manifest.txt', { change: 'removed' })])
  })

  test('a state.tgz and a lone local.tgz are compared from the local.tgz on', async () => {
    const local = tgz(withFile(file('etc/hosts', 'other\n')))
    expect(await compare(local, sealedState())).toEqual([
      difference('local.tgz.ve!/etc/hosts', { what: ['content'], from: 'etc/hosts' }),
      difference('encryption.info', { change: 'added' }),
    ])
  })

  test('a layer that cannot be opened is compared by its bytes', async () => {
    const ve = sealed(hostFiles)
    const tpm = (body: Uint8Array) => tgz([file('encryption.info', 'mode = "TPM"\n'), file('local.tgz.ve', body)])
    expect(await compare(tpm(ve), tpm(ve))).toEqual([])
    expect(await compare(tpm(ve), tpm(sealed(hostFiles)))).toEqual([difference('local.tgz.ve', { what: ['content'] })])
  })

  test('a sealed state meets a plain one although its inside is not seen', async () => {
    expect(await compare(tpmState(), plainState())).toEqual([
      difference('local.tgz', { what: ['content'], from: 'local.tgz.ve' }),
      difference('encryption.info', { change: 'removed' }),
    ])
  })

  test('what is hidden after the end of a layer is a difference of its content', async () => {
    const hiding = Buffer.concat([tgz(hostFiles), Buffer.from('left behind')])
    expect(await compare(plainState(), tgz([file('local.tgz', hiding)]))).toEqual([
      difference('local.tgz', { what: ['content'] }),
    ])
  })
})

test('edits that were not saved are compared as they are now', async () => {
  const state = plainState()
  const after = await opened(state)
  await put(after, 'etc/hosts', 'other\n')
  after.rename(await after.resolve('etc/shadow'), 'etc/shadow.old')
  expect(await compareDocuments(await opened(state), after)).toEqual([
    difference('local.tgz!/etc/hosts', { what: ['content'] }),
    difference('local.tgz!/etc/shadow.old', { change: 'moved', from: 'local.tgz!/etc/shadow' }),
  ])
})

test('a cancel ends it', async () => {
  const state = await opened(plainState())
  const signal = AbortSignal.abort()
  await expect(compareDocuments(state, state, { signal })).rejects.toMatchObject({ code: 'CANCELLED' })
})

test(
  'the genuine sample, sealed and plain, differs in its seal only',
  needs(genuineSample, theGenuineSample),
  async () => {
    const found = await compare(readGenuine('state.tgz'), readGenuine('state-plain.tgz'))
    expect(found.map(({ address, change, what }) => [address, change, what])).toEqual([
      ['local.tgz', 'changed', expect.arrayContaining(['type'])],
      ['encryption.info', 'removed', []],
    ])
    expect(found[0]?.what).not.toContain('content')
  },
)
