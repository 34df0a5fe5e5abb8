// A document compared with another backup: what differs, in the order of time, with secrets hidden, and as the document is after an edit.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import type { ChangeDiff } from '../../shared/model/change'
import type { Comparison, ComparisonStep } from '../../shared/model/comparison'
import type { DocumentCommandName } from '../../shared/contract/contract'
import { genuineSample, readGenuine, theGenuineSample } from '../../testing/archives/genuine-sample'
import { esxConf, file, hostFiles, opened, plainState, put, sealedState } from '../../testing/archives/small-backups'
import { makeBackup } from '../../testing/fixtures/backups'
import { makeDatabase } from '../../testing/fixtures/sqlite'
import { needs } from '../../testing/needs'
import { toUint8Array } from '../engine/codecs/bytes'
import type { Document } from '../engine/document/document'
import { makeChange } from '../engine/guides/guided-change'
import { createSession } from './session'

const folder = mkdtempSync(join(tmpdir(), 'compare-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const context = { signal: new AbortController().signal, onProgress: () => undefined, give: async () => undefined }

function asking(document: Document) {
  const session = createSession('d', { document }, () => undefined)
  return <T>(command: DocumentCommandName, request: object = {}) =>
    session.handle(command, { document: 'd', ...request } as never, context) as Promise<T>
}

function write(name: string, bytes: Uint8Array): string {
  const path = join(folder, name)
  writeFileSync(path, bytes)
  return path
}

describe('a comparison', () => {
  it('tells another database than ConfigStore row by row, with its secrets hidden', async () => {
    const stateWith = async (name: string, secret: string) => {
      const database = await makeDatabase({ pageSize: 4096, userVersion: 1 }, one => {
        one.run('CREATE TABLE nodes (id INTEGER PRIMARY KEY, name TEXT, password TEXT)')
        one.run('INSERT INTO nodes VALUES (1, ?, ?), (2, ?, ?)', ['same', 'kept', name, secret])
      })
      return plainState([...hostFiles, file('etc/vmware/x.db', database)])
    }
    const ask = asking(await opened(await stateWith('renamed', 'Planted-2')))
    await ask('compare.open', { source: write('rows.tgz', await stateWith('first', 'Planted-1')) })
    const address = 'local.tgz!/etc/vmware/x.db'
    const diff = await ask<ChangeDiff>('compare.diff', { address, from: address })
    expect(diff).toMatchObject({
      kind: 'rows',
      rows: [
        { table: 'nodes', row: '"2"', column: 'name', before: 'first', after: 'renamed' },
        { table: 'nodes', row: '"2"', column: 'password' },
      ],
    })
    expect(JSON.stringify(diff)).not.toContain('Planted')
  })

  it('lists settings by path, leaves out nothing, hides secrets, and follows an edit', async () => {
    const { bytes } = await makeBackup('esxi-8.0')
    const changed = await opened(bytes)
    await makeChange(changed, 'management-network', { address: '192.0.2.99', vlan: '20' }, new Date('2026-03-01'))
    const document = await opened(toUint8Array(await changed.build()))
    const ask = asking(document)
    await expect(ask('compare.list')).rejects.toMatchObject({ code: 'NO_COMPARISON' })
    expect(await ask('compare.open', { source: write('monday.tgz', bytes) })).toMatchObject({
      name: 'monday.tgz',
      size: bytes.length,
    })
    const { entries, before, after, network } = await ask<Comparison>('compare.list')
    expect([before.name, before.isOpened, after.isOpened]).toEqual(['monday.tgz', false, true])
    expect(network.parts).toEqual([
      expect.objectContaining({
        id: 'group:vSwitch0/Management Network',
        change: 'changed',
        facts: [{ aspect: 'vlan', before: 'none', after: '20' }],
      }),
      expect.objectContaining({
        id: 'port:vmk0',
        facts: [expect.objectContaining({ aspect: 'ipv4', after: '192.0.2.99 255.255.255.0' })],
      }),
    ])
    const keys = entries.flatMap(entry => entry.keys ?? [])
    expect(keys).toContainEqual({
      key: 'esx/network/vmknics/vmk0#ip.ipv4_address',
      before: '192.0.2.12',
      after: '192.0.2.99',
    })
    const hosts = entries.find(({ address }) => address.endsWith('etc/hosts'))
    expect(hosts).toMatchObject({ change: 'changed', what: ['content'], noise: false })
    const diff = await ask<ChangeDiff>('compare.diff', { address: hosts?.address, from: hosts?.from ?? '' })
    expect(diff).toMatchObject({
      kind: 'text',
      before: expect.stringContaining('192.0.2.12\t'),
      after: expect.stringContaining('192.0.2.99\t'),
    })
    const store = entries.find(({ address }) => address.endsWith('current-store-1'))
    expect(await ask<ChangeDiff>('compare.diff', { address: store?.address, from: '' })).toMatchObject({
      kind: 'settings',
    })
    await put(document, hosts?.address ?? '', '# another\n')
    expect(await ask<ChangeDiff>('compare.diff', { address: hosts?.address, from: '' })).toMatchObject({
      after: '# another\n',
    })
    await ask('compare.close')
    await expect(ask('compare.list')).rejects.toMatchObject({ code: 'NO_COMPARISON' })
  })

  it('of sealed with plain compares what is inside, and tells what is added, removed, moved and noise', async () => {
    const [conf, hosts, seed, shadow] = hostFiles
    if (!conf || !hosts || !seed || !shadow) throw new Error('four files are expected')
    const document = await opened(
      plainState([
        file('etc/vmware/esx.conf', `${esxConf}/lab/password = "planted"\n`),
        file('etc/random-seed', Buffer.alloc(512, 9), { mode: 0o1600 }),
        { ...hosts, name: 'etc/moved' },
        file('etc/new', 'n'),
      ]),
    )
    const ask = asking(document)
    await ask('compare.open', { source: write('sealed.tgz', sealedState(hostFiles)) })
    const { entries } = await ask<Comparison>('compare.list')
    const of = (end: string) => entries.find(({ address }) => address.endsWith(end))
    expect(of('etc/new')).toMatchObject({ change: 'added' })
    expect(of('etc/moved')).toMatchObject({ change: 'moved', from: expect.stringContaining('etc/hosts') })
    expect(of('etc/shadow')).toMatchObject({ change: 'removed' })
    expect(of('etc/random-seed')).toMatchObject({ change: 'changed', noise: true })
    expect(of('esx.conf')?.keys).toEqual([{ key: '/lab/password', before: null, after: '••••••••' }])
    const gone = of('etc/shadow')
    expect(await ask<ChangeDiff>('compare.diff', { address: gone?.address, from: '' })).toMatchObject({
      kind: 'text',
      after: '',
    })
    await expect(ask('compare.diff', { address: 'etc/nowhere', from: '' })).rejects.toMatchObject({
      code: 'ADDRESS_NOT_FOUND',
    })
  })

  it('of several backups tells each step in the order of time, and leads to the comparison of its two', async () => {
    const { bytes } = await makeBackup('esxi-8.0')
    const changed = async (answers: Record<string, string>, day: string) => {
      const document = await opened(bytes)
      await makeChange(document, 'management-network', answers, new Date(day))
      return toUint8Array(await document.build())
    }
    const [tuesday, thursday] = [
      await changed({ vlan: '20' }, '2026-03-03'),
      await changed({ address: '192.0.2.99', vlan: '20' }, '2026-03-05'),
    ]
    const document = await opened(thursday)
    const ask = asking(document)
    const earlier = async (shape: 'esxi-6.7' | 'esxi-7.0.2') => write(`${shape}.tgz`, (await makeBackup(shape)).bytes)
    const sources = [write('tuesday.tgz', tuesday), await earlier('esxi-7.0.2'), await earlier('esxi-6.7')]
    const steps = await ask<readonly ComparisonStep[]>('compare.log', { sources })
    const times = steps.flatMap(({ before, after }) => [before.savedAt ?? '', after.savedAt ?? ''])
    expect(times.toSorted()).toEqual(times)
    const names = ['esxi-6.7.tgz', 'esxi-7.0.2.tgz', 'tuesday.tgz']
    expect(steps.map(({ before }) => before.name)).toEqual(names)
    expect(steps.at(-1)?.after.isOpened).toBe(true)
    const addresses = steps.map(({ entries }) => entries.map(({ address }) => address))
    // A step tells what a comparison of its two tells.
    for (const [index, step] of steps.entries()) {
      await ask('compare.step', { step: index })
      const { entries, before, after } = await ask<Comparison>('compare.list')
      expect([before.name, after.name]).toEqual([step.before.name, step.after.name])
      expect(entries.filter(({ noise }) => !noise).map(({ address }) => address)).toEqual(addresses[index])
      expect(entries.filter(({ noise }) => noise)).toHaveLength(step.noise)
    }
    expect(steps.at(-1)?.networkParts).toBe(1)
    await expect(ask('compare.step', { step: 3 })).rejects.toMatchObject({ code: 'NO_COMPARISON' })
    await ask('compare.close')
    await expect(ask('compare.step', { step: 0 })).rejects.toMatchObject({ code: 'NO_COMPARISON' })
  })

  it('with what is not a backup is refused, and the one before stays', async () => {
    const ask = asking(await opened(plainState()))
    await ask('compare.open', { source: write('one.tgz', plainState()) })
    await expect(ask('compare.open', { source: write('text', Buffer.from('text')) })).rejects.toMatchObject({
      code: expect.any(String),
    })
    expect((await ask<Comparison>('compare.list')).entries).toEqual([])
  })

  it(
    'of the genuine backup with its plain copy tells no difference of content',
    needs(genuineSample, theGenuineSample),
    async () => {
      const ask = asking(await opened(readGenuine('state.tgz')))
      await ask('compare.open', { source: write('plain.tgz', readGenuine('state-plain.tgz')) })
      const { entries } = await ask<Comparison>('compare.list')
      expect(entries.filter(({ what }) => what.includes('content'))).toEqual([])
    },
  )
})
