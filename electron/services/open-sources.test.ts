// What the windows of a program are told of the file that they have open: by each other, and by the disk.
import { linkSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import type { EventName } from '../../shared/contract/contract'
import type { OpenedFile } from '../../shared/model/document'
import type { Outcome } from '../../shared/model/errors'
import { file, hostFiles, plainState } from '../../testing/archives/small-backups'
import { needs } from '../../testing/needs'
import { sourceWorkerUrl } from '../../testing/session/source-worker'
import { OpenSources } from './open-sources'
import { RecentFiles } from './recent-files'
import { TourOffer } from './tour-offer'
import { createServices } from './services'

const top = mkdtempSync(join(tmpdir(), 'bootbank-sources-'))
afterAll(() => rmSync(top, { recursive: true, force: true }))
let folder: string
let path: string
let sources: OpenSources
beforeEach(() => {
  folder = mkdtempSync(join(top, 'one-'))
  path = join(folder, 'state.tgz')
  writeFileSync(path, plainState([...hostFiles, file('etc/motd', 'hello')]))
  sources = new OpenSources(20)
})

/** The machine may be busy. */
const patience = { timeout: 20_000 }

/** A window of the program. */
function makeWindow() {
  const told: { event: EventName; payload: unknown }[] = []
  const services = createServices({
    host: 'electron',
    version: '1',
    journals: null,
    openSources: sources,
    recent: new RecentFiles(join(folder, 'data')),
    tour: new TourOffer(join(folder, 'data')),
    workerUrl: sourceWorkerUrl,
    samplePath: null,
    dialogs: {
      targets: [],
      chooseFile: async () => null,
      chooseFiles: async () => [],
      chooseTarget: async () => null,
      showTarget: async () => undefined,
      publish: () => null,
    },
    spool: { place: () => mkdtempSync(join(folder, 'copy-')) },
    startDrag: null,
    emit: (event, payload) => told.push({ event, payload }),
  })
  onTestFinished(() => services.close('forgotten'))
  const open = async (from = path): Promise<OpenedFile> => {
    const granted = await services.grantFile({ path: from, remember: true })
    if (!granted.ok) throw new Error(granted.error.message)
    const request = { grant: granted.value.grant, operation: 'opening' }
    const opened = (await services.handle('document.open', request)) as Outcome<OpenedFile>
    if (!opened.ok) throw new Error(opened.error.message)
    return opened.value
  }
  const close = (document: string) => services.handle('document.close', { document })
  const toldOf = (event: EventName) => told.filter(one => one.event === event).map(({ payload }) => payload)
  return { open, close, toldOf }
}

describe('two windows with one file', () => {
  it('are told of each other, for as long as both have it', async () => {
    const [first, second, third] = [makeWindow(), makeWindow(), makeWindow()]
    const one = await first.open()
    expect(one.shared).toBe(false)
    const two = await second.open()
    expect(two.shared).toBe(true)
    expect(first.toldOf('source.shared')).toEqual([{ document: one.document }])
    expect(second.toldOf('source.shared')).toEqual([])
    await first.close(one.document)
    await second.close(two.document)
    expect((await third.open()).shared).toBe(false)
    expect(second.toldOf('source.shared')).toEqual([])
  })

  it(
    'are told by whatever name it was opened',
    needs(process.platform !== 'win32', 'links that anybody may make'),
    () => {
      const [link, hardLink, other] = ['link.tgz', 'hard.tgz', 'other.tgz'].map(name => join(folder, name)) as [
        string,
        string,
        string,
      ]
      symlinkSync(path, link)
      linkSync(path, hardLink)
      writeFileSync(other, plainState())
      const isShared = (name: string) => {
        const added = sources.add(name, sources.look(name), { shared: () => undefined, changed: () => undefined })
        onTestFinished(added.end)
        return added.isShared
      }
      expect([path, link, hardLink, other].map(isShared)).toEqual([false, true, true, false])
    },
  )
})

describe('a file that is open', () => {
  it('is told to have changed, to be gone, and to be back, once each', async () => {
    const told: string[] = []
    const { end } = sources.add(path, sources.look(path), { shared: () => undefined, changed: now => told.push(now) })
    onTestFinished(end)
    writeFileSync(path, plainState())
    await expect.poll(() => told, patience).toEqual(['changed'])
    renameSync(path, join(folder, 'away.tgz'))
    await expect.poll(() => told, patience).toEqual(['changed', 'gone'])
    renameSync(join(folder, 'away.tgz'), path)
    await expect.poll(() => told, patience).toEqual(['changed', 'gone', 'changed'])
  })

  it('that changes while it is being opened is told with the answer', () => {
    const listener = { shared: () => undefined, changed: () => undefined }
    const before = sources.look(path)
    const added = () => {
      const one = sources.add(path, before, listener)
      onTestFinished(one.end)
      return one.changed
    }
    expect(added()).toBeNull()
    writeFileSync(path, 'something else')
    expect(added()).toBe('changed')
    rmSync(path)
    expect(added()).toBe('gone')
  })

  it('is not watched any more once it is closed', async () => {
    const told: string[] = []
    const listen = (name: string) => ({
      shared: () => undefined,
      changed: (now: string) => told.push(`${name} ${now}`),
    })
    const [closed, open] = ['closed', 'open'].map(name => sources.add(path, sources.look(path), listen(name)))
    onTestFinished(() => open?.end())
    closed?.end()
    writeFileSync(path, 'something else')
    await expect.poll(() => told, patience).toEqual(['open changed'])
  })
})
