// The file of a document read again: the same, another one, gone; of a disk the state of its bank and not the disk.
import { createHash } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { file, hostFiles, plainState } from '../../testing/archives/small-backups'
import { makeBootDisk } from '../../testing/fixtures/disks/boot-disk'
import { writeSparse } from '../../testing/fixtures/disks/sparse-image'
import { openSession } from './open'
import type { StreamContext } from './session-commands'

const context: StreamContext<unknown> = {
  signal: new AbortController().signal,
  onProgress: () => undefined,
  give: async () => undefined,
}
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
const before = plainState()
const after = plainState([...hostFiles, file('etc/more', 'x')])

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bootbank-source-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

async function opened(path: string, bank?: number) {
  const { session } = await openSession(
    { document: 'd', name: 'state.tgz', source: { path }, bank },
    context,
    () => undefined,
  )
  return {
    digestNow: async () => {
      const { sha256: now } = (await session.handle('source.digest', { operation: 'o' }, context)) as {
        sha256: unknown
      }
      return now
    },
    asOpened: session.digest(),
    session,
  }
}

it('says what the file on the disk is now, whatever was edited in the window', async () => {
  const path = join(folder, 'state.tgz')
  await writeFile(path, before)
  const { digestNow, asOpened, session } = await opened(path)
  expect([await digestNow(), asOpened]).toEqual([sha256(before), sha256(before)])
  const { node } = (await session.handle('node.at', { address: 'etc/hosts' }, context)) as { node: string }
  await session.handle('edit.remove', { node }, context)
  expect(await digestNow()).toBe(sha256(before))
  await writeFile(path, after)
  expect(await digestNow()).toBe(sha256(after))
  await rm(path)
  expect(await digestNow()).toBeNull()
})

it('of a boot bank it is the state.tgz', async () => {
  const path = join(folder, 'disk.img')
  const bank = (state: Uint8Array, updated: number) => ({
    state,
    updated,
    bootstate: 0,
    build: '1',
    modules: 'state.tgz',
  })
  const write = (state: Uint8Array) =>
    writeSparse(path, makeBootDisk({ layout: 'gpt-since-7.0', banks: [bank(state, 2), bank(before, 1)] }))
  await write(before)
  const { digestNow } = await opened(path, 1)
  expect(await digestNow()).toBe(sha256(before))
  await write(after)
  expect(await digestNow()).toBe(sha256(after))
})

it('the timeline follows the edits', async () => {
  const path = join(folder, 'state.tgz')
  await writeFile(path, before)
  const { session } = await opened(path)
  const total = async () => {
    const { dated } = (await session.handle('timeline.buckets', { count: 10 }, context)) as { dated: number }
    return dated
  }
  const all = await total()
  const { node } = (await session.handle('node.at', { address: 'etc/hosts' }, context)) as { node: string }
  await session.handle('edit.remove', { node }, context)
  expect(await total()).toBe(all - 1)
  await session.handle('edit.undo', {}, context)
  expect(await total()).toBe(all)
})
