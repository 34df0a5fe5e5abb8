import { describe, expect, it } from 'vitest'
import type { FoundEntry } from '../../shared/model/found'
import { file, hostFiles, opened, plainState, tgzOfMany } from '../../testing/archives/small-backups'
import { bytesOf } from '../engine/codecs/bytes'
import { findEntries } from './find'
import { doEdit } from './edits'

function watching(signal = new AbortController().signal) {
  const given: FoundEntry[] = []
  const context = { signal, onProgress: () => undefined, give: async (item: FoundEntry) => void given.push(item) }
  return { given, context }
}

async function addressesIn(document: Awaited<ReturnType<typeof opened>>, text: string): Promise<readonly string[]> {
  const { given, context } = watching()
  await findEntries(document, text, context)
  return given.map(({ address }) => address)
}

describe('finding entries', () => {
  it('looks at the address in every open layer, in whatever case, for each word', async () => {
    const document = await opened(plainState([...hostFiles, file('etc/Hosts.allow', ''), file('var/hosts', '')]))
    const all = ['local.tgz!/etc/hosts', 'local.tgz!/etc/Hosts.allow', 'local.tgz!/var/hosts']
    expect(await addressesIn(document, 'HOSTS')).toEqual(all)
    expect(await addressesIn(document, ' etc  hosts ')).toEqual(all.slice(0, 2))
    expect(await addressesIn(document, 'allow etc/')).toEqual(['local.tgz!/etc/Hosts.allow'])
    expect(await addressesIn(document, 'hosts nowhere')).toEqual([])
    expect((await addressesIn(document, 'local.tgz'))[0]).toBe('local.tgz')
  })

  it('gives what the tree has: kind, what opens, and the handle of the row', async () => {
    const document = await opened(plainState())
    const { given, context } = watching()
    expect(await findEntries(document, 'local.tgz', context)).toEqual({ found: 1 + hostFiles.length, complete: true })
    expect(given[0]).toEqual({ node: '0', address: 'local.tgz', kind: 'file', opens: 'gzip' })
    expect(given.slice(1).every(({ node, opens }) => node.startsWith('0/') && opens === null)).toBe(true)
  })

  it('goes by the present entries, edits included', async () => {
    const document = await opened(plainState())
    await doEdit(document, 'remove', { node: '0/1' })
    await doEdit(document, 'add', { node: '0:etc', name: 'hosts.new', content: bytesOf() })
    expect(await addressesIn(document, 'etc/hosts')).toEqual(['local.tgz!/etc/hosts.new'])
  })

  it('stops at ten thousand and says that there are more', async () => {
    const document = await opened(tgzOfMany(10_001))
    const { given, context } = watching()
    expect(await findEntries(document, 'file-', context)).toEqual({ found: 10_000, complete: false })
    expect(given.length).toBe(10_000)
    expect(await findEntries(document, 'file-9', context)).toEqual({ found: 1111, complete: true })
  })

  it('can be cancelled while nothing matches, and leaves others their turn', async () => {
    const document = await opened(tgzOfMany(10_000))
    const controller = new AbortController()
    setImmediate(() => controller.abort())
    const { context } = watching(controller.signal)
    await expect(findEntries(document, 'nowhere', context)).rejects.toMatchObject({ code: 'CANCELLED' })
  })
})
