// Copies of entries for the system's drag, over real threads and a real private folder.
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { OpenedDocument } from '../../shared/model/document'
import type { Outcome } from '../../shared/model/errors'
import { createSpool, type Spool } from './spool'
import { sourceWorkerUrl } from '../../testing/session/source-worker'
import { plainState } from '../../testing/archives/small-backups'
import { OpenSources } from './open-sources'
import { RecentFiles } from './recent-files'
import { TourOffer } from './tour-offer'
import { createServices, type Services } from './services'

/** The slot of etc/hosts in the sample's local.tgz. */
const hosts = '0/1'
const hostile = '../../CON'

let folder: string
let spool: Spool
let dragged: string[]
let services: Services
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bootbank-copies-'))
  writeFileSync(join(folder, 'state.tgz'), plainState())
  mkdirSync(join(folder, 'tmp'))
  spool = createSpool(join(folder, 'tmp'))
  dragged = []
  services = start(sourceWorkerUrl)
})
afterEach(async () => {
  await services.close('forgotten')
  rmSync(folder, { recursive: true, force: true })
})

function start(workerUrl: URL, canDrag = true): Services {
  const unused = () => Promise.reject(new Error('no dialog is asked for'))
  return createServices({
    host: 'electron',
    version: '1',
    journals: null,
    openSources: new OpenSources(),
    recent: new RecentFiles(join(folder, 'data')),
    tour: new TourOffer(join(folder, 'data')),
    workerUrl,
    samplePath: join(folder, 'state.tgz'),
    dialogs: {
      targets: [],
      chooseFile: unused,
      chooseFiles: unused,
      chooseTarget: unused,
      showTarget: unused,
      publish: () => null,
    },
    spool,
    startDrag: canDrag ? paths => dragged.push(...paths) : null,
    emit: () => undefined,
  })
}

async function open(): Promise<string> {
  const sample = (await services.handle('file.sample', {})) as Outcome<{ grant: string }>
  const grant = sample.ok ? sample.value.grant : ''
  const opened = (await services.handle('document.open', { grant, operation: 'o' })) as Outcome<OpenedDocument>
  return opened.ok ? opened.value.document : ''
}

const drag = (document: string, node: string, suggestedName: string) =>
  services.handle('drag.start', { document, node, suggestedName, operation: 'drag' })

describe('an entry that is dragged out', () => {
  it('is a file of its own with the bytes of the entry as it is now, for this user alone, under its name', async () => {
    const document = await open()
    expect(await drag(document, hosts, 'hosts')).toEqual({ ok: true, value: null })
    await services.handle('edit.text', { document, node: hosts, text: 'edited\n', typing: 's' })
    expect(await drag(document, hosts, 'hosts')).toEqual({ ok: true, value: null })
    const command = 'tar -xzOf "$1" local.tgz | tar -xzOf - etc/hosts'
    const stored = execFileSync('sh', ['-c', command, 'sh', join(folder, 'state.tgz')], { encoding: 'utf8' })
    expect(dragged.map(path => readFileSync(path, 'utf8'))).toEqual([stored, 'edited\n'])
    for (const path of dragged) {
      expect(basename(path)).toBe('hosts')
      expect(path.startsWith(spool.folder)).toBe(true)
      expect(readdirSync(dirname(path))).toEqual(['hosts'])
      if (process.platform === 'win32') continue
      expect(statSync(path).mode % 0o1000).toBe(0o600)
      expect(statSync(dirname(path)).mode % 0o1000).toBe(0o700)
      expect(statSync(spool.folder).mode % 0o1000).toBe(0o700)
    }
  })

  it('cannot leave its folder or take a name that Windows reserves', async () => {
    const document = await open()
    for (const name of [hostile, 'CON', '..', 'a\\b', '\u0000']) await drag(document, hosts, name)
    expect(dragged.map(path => basename(path))).toEqual(['-..-CON', '_CON', 'entry', 'a-b', '-'])
    for (const path of dragged) expect(dirname(dirname(path))).toBe(spool.folder)
  })

  it('is removed with its document, and with the window', async () => {
    const [first, second] = [await open(), await open()]
    await drag(first, hosts, 'hosts')
    await drag(second, hosts, 'hosts')
    await services.handle('document.close', { document: first })
    expect(dragged.map(path => existsSync(dirname(path)))).toEqual([false, true])
    await services.close('forgotten')
    expect(readdirSync(spool.folder)).toEqual([])
  })

  it('is refused for a folder, for what is not there, and for a closed document', async () => {
    const document = await open()
    expect(await drag(document, '0:etc', 'etc')).toMatchObject({ error: { code: 'NOT_A_FILE' } })
    expect(await drag(document, '0/99', 'x')).toMatchObject({ error: { code: 'ADDRESS_NOT_FOUND' } })
    expect(await drag('no-such', hosts, 'x')).toMatchObject({ error: { code: 'NO_DOCUMENT' } })
    expect([dragged, readdirSync(spool.folder)]).toEqual([[], []])
  })

  it('several are dragged as files of their own, of one name too; of one that cannot be, none is left', async () => {
    const document = await open()
    const also = [
      { node: '0', suggestedName: 'encryption.info' },
      { node: hosts, suggestedName: 'hosts' },
    ]
    const start = (more: typeof also) =>
      services.handle('drag.start', { document, node: hosts, suggestedName: 'hosts', also: more, operation: 'drag' })
    expect(await start([...also, { node: '0:etc', suggestedName: 'etc' }])).toMatchObject({
      error: { code: 'NOT_A_FILE' },
    })
    expect([dragged, readdirSync(spool.folder)]).toEqual([[], []])
    expect(await start(also)).toEqual({ ok: true, value: null })
    expect(dragged.map(path => basename(path))).toEqual(['hosts', 'encryption.info', 'hosts'])
    const [first, , third] = dragged.map(path => readFileSync(path, 'utf8'))
    expect(third).toBe(first)
    await services.handle('document.close', { document })
    expect(dragged.filter(path => existsSync(path))).toEqual([])
  })

  it('is not dragged once the button was released, and then nothing of it is left', async () => {
    // A thread that has the copy ready only when it is asked to stop: the cancel comes too late for it.
    const script = join(folder, 'late.mjs')
    writeFileSync(
      script,
      `import { writeFileSync } from 'node:fs'
       import { parentPort } from 'node:worker_threads'
       let waiting = null
       parentPort.on('message', message => {
         if (message.kind === 'cancel') {
           writeFileSync(waiting.payload.target.path, 'a copy')
           parentPort.postMessage({ kind: 'outcome', request: waiting.request, outcome: { ok: true, value: null } })
         } else if (message.kind === 'call') waiting = message
         else parentPort.postMessage({ kind: 'outcome', request: message.request,
           outcome: { ok: true, value: { document: message.open.document, status: null } } })
       })`,
    )
    await services.close('forgotten')
    services = start(pathToFileURL(script))
    const document = await open()
    const dragging = drag(document, hosts, 'hosts')
    await services.handle('operation.cancel', { operation: 'drag' })
    expect(await dragging).toMatchObject({ ok: false, error: { code: 'CANCELLED' } })
    expect([dragged, readdirSync(spool.folder)]).toEqual([[], []])
  })

  it('is left to the page where the host cannot drag', async () => {
    await services.close('forgotten')
    services = start(sourceWorkerUrl, false)
    expect(await drag(await open(), hosts, 'hosts')).toMatchObject({ error: { code: 'NOT_OFFERED' } })
    expect(readdirSync(spool.folder)).toEqual([])
  })
})
