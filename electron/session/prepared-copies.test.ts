// The prepared copy that a window asks for with a bundle: offered for a disk image alone, its room looked at before anything is written, the
// state that of the bundle, and the disk that of the opening.
import { randomBytes } from 'node:crypto'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { DocumentCommandName } from '../../shared/contract/contract'
import { makeBackup } from '../../testing/fixtures/backups'
import { makeBootDisk } from '../../testing/fixtures/disks/boot-disk'
import { imageBytes, writeSparse } from '../../testing/fixtures/disks/sparse-image'
import type { OpenRequest } from './protocol'
import { openSession } from './open'
import type { SessionRequest, SessionResult, StreamContext } from './session-commands'

const MiB = 1024 * 1024
const context: StreamContext<unknown> = {
  signal: new AbortController().signal,
  onProgress: () => undefined,
  give: async () => undefined,
}

let folder: string
const at = (name: string) => join(folder, name)
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'prepared-copies-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

async function stateBytes() {
  return (await makeBackup('esxi-6.7')).bytes
}

async function writeDisk(bankBytes = 5 * MiB): Promise<Buffer> {
  const bank = { state: await stateBytes(), bootstate: 0, updated: 3, build: '6.7.0-1' }
  const image = makeBootDisk({
    layout: 'mbr-before-7.0',
    size: 2 * bankBytes + 6 * MiB,
    bankBytes,
    fat: bankBytes < 3 * MiB ? { clusterBytes: 1024, kind: 12 } : { clusterBytes: 512 },
    banks: [bank, bank],
  })
  await writeSparse(at('stick.img'), image)
  return imageBytes(image)
}

async function opened(path: string, bank?: number) {
  const request: OpenRequest = {
    document: 'd',
    name: 'stick.img',
    source: { path },
    ...(bank === undefined ? {} : { bank }),
  }
  const { session } = await openSession(request, context, () => undefined)
  return <C extends DocumentCommandName>(command: C, asked: SessionRequest<C>) =>
    session.handle(command, asked, context) as Promise<SessionResult<C>>
}

const kit = () => ({ target: { kind: 'zip' as const, path: at('kit.zip') } })
const copy = () => ({ target: { kind: 'file' as const, path: at('ready.img') } })

it('is offered for a disk image, and gets the state of the bundle', async () => {
  const before = await writeDisk()
  const ask = await opened(at('stick.img'), 2)
  expect((await ask('bundle.plan', {})).disk).toEqual({
    name: 'stick.img',
    bank: expect.stringMatching(/^bank 2 \(partition 6.*\) of stick\.img$/),
  })
  const { files } = await ask('bundle.build', { ...kit(), copy: true })
  const { ranges, state, listsState } = await ask('disk.prepare', copy())
  expect(listsState).toBe(true)
  expect(state.sha256).toBe(files.find(({ name }) => name === 'state.tgz')?.sha256)
  const after = await readFile(at('ready.img'))
  for (const { offset, length } of ranges) {
    before.fill(0, offset, offset + length)
    after.fill(0, offset, offset + length)
  }
  expect(Buffer.compare(before, after)).toBe(0)
})

it('is not offered for a folder where a bank is mounted, or for a file', async () => {
  await mkdir(at('mounted'))
  await writeFile(at('mounted/boot.cfg'), 'bootstate=0\nupdated=1\nmodules=state.tgz\n')
  await writeFile(at('mounted/state.tgz'), await stateBytes())
  const mounted = await opened(at('mounted'), 1)
  const alone = await opened(at('mounted/state.tgz'))
  expect((await mounted('bundle.plan', {})).disk).toBeNull()
  expect((await alone('bundle.plan', {})).disk).toBeNull()
  await expect(alone('bundle.build', { ...kit(), copy: true })).rejects.toMatchObject({ code: 'NO_BANK' })
  expect(await readdir(folder)).toEqual(['mounted'])
})

it('needs a bundle', async () => {
  await writeDisk()
  const ask = await opened(at('stick.img'), 1)
  await expect(ask('disk.prepare', copy())).rejects.toMatchObject({ code: 'BAD_REQUEST' })
})

it('without room for it the bundle is refused, and nothing is written', async () => {
  await writeDisk(2 * MiB)
  const ask = await opened(at('stick.img'), 1)
  await writeFile(at('large'), randomBytes(3 * MiB))
  const { node } = await ask('node.at', { address: 'local.tgz' })
  await ask('edit.addFiles', { node, names: ['etc/large'], sources: [at('large')], folders: [], taken: 'refuse' })
  await expect(ask('bundle.build', { ...kit(), copy: true })).rejects.toMatchObject({
    code: 'NO_ROOM',
    message: expect.stringMatching(
      /no room for a state\.tgz of [\d,]+ bytes: the present one has [\d,]+, and [\d,]+ bytes are free/,
    ),
  })
  expect((await readdir(folder)).toSorted()).toEqual(['large', 'stick.img'])
  // Without the copy the bundle is made.
  await ask('bundle.build', kit())
  await expect(ask('disk.prepare', copy())).rejects.toMatchObject({ code: 'NO_ROOM' })
  expect((await readdir(folder)).toSorted()).toEqual(['kit.zip', 'large', 'stick.img'])
})

it('a bank that has another state by now is refused, before the bundle is written', async () => {
  await writeDisk()
  const ask = await opened(at('stick.img'), 1)
  const other = (await makeBackup('esxi-7.0.1')).bytes
  const bank = { state: other, bootstate: 0, updated: 3, build: '7.0.1-1' }
  await writeSparse(
    at('stick.img'),
    makeBootDisk({
      layout: 'mbr-before-7.0',
      size: 16 * MiB,
      bankBytes: 5 * MiB,
      fat: { clusterBytes: 512 },
      banks: [bank, bank],
    }),
  )
  await expect(ask('bundle.build', { ...kit(), copy: true })).rejects.toMatchObject({
    code: 'NO_BANK',
    message: expect.stringContaining('no longer has the state.tgz that was opened'),
  })
  expect(await readdir(folder)).toEqual(['stick.img'])
})

it('is never written over the disk or over what is not a file', async () => {
  const before = await writeDisk()
  const ask = await opened(at('stick.img'), 1)
  await ask('bundle.build', { ...kit(), copy: true })
  for (const [path, code] of [
    [at('stick.img'), 'SAME_FILE'],
    ['/dev/null', 'WRITE_FAILED'],
  ] as const)
    await expect(ask('disk.prepare', { target: { kind: 'file', path } })).rejects.toMatchObject({ code })
  expect(Buffer.compare(await readFile(at('stick.img')), before)).toBe(0)
})
