// What is opened for what: the host's layer chain for most, everything only where everything is asked for.
import { describe, expect, test } from 'vitest'
import {
  configBundle,
  file,
  hostFiles,
  plainState,
  sealedState,
  tgz,
  tpmState,
} from '../../../testing/archives/small-backups'
import { bytesOf } from '../codecs/bytes'
import { hostCard } from '../facts/host-card'
import { Document } from './document'

const open = (bytes: Uint8Array) => Document.open(bytesOf(bytes), { name: 'state.tgz' })
const addresses = (document: Document) => document.layers().map(layer => layer.address)
const odd = tgz([file('motd', 'welcome\n'), file('etc/hosts', 'of another host\n')])
const withOdd = [...hostFiles, file('etc/manual.gz', odd), file('var/more.tgz', tgz([file('inner.gz', odd)]))]

describe('the layer chain', () => {
  test.each([
    ['a state.tgz', plainState, ['', 'local.tgz']],
    ['a sealed one', sealedState, ['', 'local.tgz.ve']],
    ['a configBundle', async () => configBundle(sealedState(withOdd)), ['', 'state.tgz', 'state.tgz!/local.tgz.ve']],
    ['a bare local.tgz', () => tgz(withOdd), ['']],
    ['an archive of something else', () => tgz([file('backup/state.tgz', odd), file('a.tgz', odd)]), ['']],
  ] as const)('of %s is opened, and nothing else', async (_, make, expected) => {
    const document = await open(await make(withOdd))
    expect(await document.openChain()).toEqual([])
    expect(addresses(document)).toEqual(expected)
    expect(document.chain()).toEqual(document.layers())
    await document.openAll()
    expect(document.chain().map(layer => layer.address)).toEqual(expected)
  })

  test('has both layers where a name stands twice, as the host may read either', async () => {
    const document = await open(tgz([file('local.tgz', odd), file('local.tgz', tgz(hostFiles))]))
    await document.openChain()
    expect(addresses(document)).toEqual(['', 'local.tgz', 'local.tgz#2'])
  })

  test('tells what of it cannot be opened', async () => {
    const sealed = await open(tpmState())
    expect(await sealed.openChain()).toMatchObject([{ structural: true, error: { code: 'SEALED_TPM' } }])
    const odds = await open(tgz([file('useropts.gz', new Uint8Array([0x1f, 0x8b, 8, 0])), file('local.tgz', odd)]))
    expect(await odds.openChain()).toEqual([])
  })

  test('is what the card is made of, whatever else was opened', async () => {
    const document = await open(plainState(withOdd))
    const card = await hostCard(document)
    expect(addresses(document)).toEqual(['', 'local.tgz'])
    expect(card).toMatchObject({ layers: 2, entries: 1 + withOdd.length, hostname: 'esx01.example' })
    await document.openAll()
    expect(await hostCard(document)).toEqual(card)
  })

  test('goes on with what an edit put in place of a layer', async () => {
    const document = await open(plainState(withOdd))
    document.put(await document.resolve('local.tgz'), bytesOf(odd))
    await document.openChain()
    expect(
      document
        .chain()
        .at(-1)
        ?.entries()
        .map(entry => entry.name),
    ).toEqual(['motd', 'etc/hosts'])
  })
})

describe('an address', () => {
  const found = async (address: string, make = plainState) => {
    const document = await open(await make(withOdd))
    const entry = await document.resolve(address)
    return { address: entry.address, opened: addresses(document) }
  }
  const chain = ['', 'local.tgz']

  test('given whole opens the layers on its way alone', async () => {
    expect(await found('local.tgz!/etc/shadow')).toEqual({ address: 'local.tgz!/etc/shadow', opened: chain })
    expect(await found('local.tgz!/var/more.tgz!/inner.gz!/motd')).toEqual({
      address: 'local.tgz!/var/more.tgz!/inner.gz!/motd',
      opened: [...chain, 'local.tgz!/var/more.tgz', 'local.tgz!/var/more.tgz!/inner.gz'],
    })
  })

  test('given as a tail means an entry of the chain, though an archive further inside has one of that tail too', async () => {
    expect(await found('etc/hosts')).toEqual({ address: 'local.tgz!/etc/hosts', opened: chain })
    expect(await found('manual.gz')).toEqual({ address: 'local.tgz!/etc/manual.gz', opened: chain })
  })

  test('given as a tail that none of the chain has is looked for everywhere', async () => {
    expect((await found('inner.gz!/motd')).address).toBe('local.tgz!/var/more.tgz!/inner.gz!/motd')
    expect((await found('more.tgz!/inner.gz')).address).toBe('local.tgz!/var/more.tgz!/inner.gz')
  })

  test.each([
    [
      'within the chain, and then nothing else is opened',
      'esx.conf',
      'local.tgz!/etc/vmware/esx.conf, local.tgz!/var/esx.conf',
      2,
    ],
    ['further inside', 'motd', 'local.tgz!/etc/manual.gz!/motd, local.tgz!/var/more.tgz!/inner.gz!/motd', 5],
  ])('that means several entries is refused: %s', async (_, tail, candidates, layers) => {
    const document = await open(plainState([...withOdd, file('var/esx.conf', '')]))
    await expect(document.resolve(tail)).rejects.toMatchObject({
      code: 'ADDRESS_AMBIGUOUS',
      message: expect.stringContaining(candidates),
    })
    expect(document.layers()).toHaveLength(layers)
  })

  test('in a layer that is there, of an entry that is not, is not found without opening the rest', async () => {
    const document = await open(plainState(withOdd))
    await expect(document.resolve('local.tgz!/etc/motd')).rejects.toMatchObject({ code: 'ADDRESS_NOT_FOUND' })
    expect(addresses(document)).toEqual(chain)
    expect((await document.resolveNew('local.tgz!/etc/motd')).name).toBe('etc/motd')
    expect(addresses(document)).toEqual(chain)
  })
})
