// The services over real worker threads, as both window hosts use them.
import {
  linkSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { commandNames, isDocumentCommand } from '../../shared/contract/commands'
import type { CommandName, EventName, RequestOf, ResultOf } from '../../shared/contract/contract'
import { BootbankError, type Outcome } from '../../shared/model/errors'
import { sourceWorkerUrl } from '../../testing/session/source-worker'
import { parseEncryptionInfo, unlock } from '../engine/codecs/encryption-info'
import { defaultLimits } from '../engine/codecs/limits'
import type { HostDialogs } from './dialogs'
import { esxConf, hostFiles, info, plainState, sealed } from '../../testing/archives/small-backups'
import { makeCollection } from '../../testing/fixtures/collections'
import { bankFiles } from '../../testing/fixtures/disks/boot-disk'
import type { GrantedTarget } from './grants'
import { OpenSources } from './open-sources'
import { RecentFiles } from './recent-files'
import { TourOffer } from './tour-offer'
import { createServices, type Services } from './services'

const folder = mkdtempSync(join(tmpdir(), 'bootbank-services-'))
const statePath = join(folder, 'state.tgz')
const told: { event: EventName; payload: unknown }[] = []
let chosenFile: string | null = null
let chosenTarget: GrantedTarget | null = null
const shown: string[] = []

const dialogs: HostDialogs = {
  targets: ['folder', 'zip', 'file'],
  chooseFile: async () => chosenFile,
  chooseFiles: async () => (chosenFile === null ? [] : [chosenFile, chosenFile]),
  chooseTarget: async () => chosenTarget,
  showTarget: async ({ path }) => void shown.push(path),
  publish: ({ kind }) => (kind === 'zip' ? '/download/x' : null),
}

let services: Services
beforeAll(() => {
  writeFileSync(statePath, plainState())
  writeFileSync(join(folder, 'sample.tgz'), plainState())
  services = createServices({
    host: 'electron',
    version: '1.2.3',
    journals: null,
    openSources: new OpenSources(),
    recent: new RecentFiles(join(folder, 'data')),
    tour: new TourOffer(join(folder, 'data')),
    workerUrl: sourceWorkerUrl,
    samplePath: join(folder, 'sample.tgz'),
    dialogs,
    spool: { place: () => mkdtempSync(join(folder, 'copy-')) },
    startDrag: null,
    emit: (event, payload) => told.push({ event, payload }),
  })
})
afterAll(async () => {
  await services.close('forgotten')
  rmSync(folder, { recursive: true, force: true })
})

/** The value of an outcome; a refusal as the error it is. */
async function ask<C extends CommandName>(command: C, request: RequestOf<C>): Promise<ResultOf<C>> {
  // The contract says what a command's outcome carries.
  const outcome = (await services.handle(command, request)) as Outcome<ResultOf<C>>
  if (outcome.ok) return outcome.value
  throw BootbankError.from(outcome.error)
}

async function openPath(path: string) {
  const granted = await services.grantFile({ path, remember: true })
  if (!granted.ok) throw BootbankError.from(granted.error)
  return ask('document.open', { grant: granted.value.grant, operation: 'opening' })
}

async function targetAt(target: GrantedTarget): Promise<string> {
  chosenTarget = target
  return (await ask('target.choose', { kind: target.kind, suggestedName: 'x' }))?.target ?? ''
}

describe('the services', () => {
  it('refuse junk for every command as an outcome, without a stack and without throwing', async () => {
    for (const command of [...commandNames, 'nothing', 'toString', '__proto__']) {
      for (const junk of [undefined, null, 1, 'x', [], { document: 1 }, { document: 'no-such', more: 1 }]) {
        const outcome = await services.handle(command, junk)
        expect(outcome).toMatchObject({ ok: false, error: { code: 'BAD_REQUEST' } })
        expect(JSON.stringify(outcome)).not.toMatch(/at .*\.ts:\d/)
      }
    }
  })

  it('refuse every document command for a document that is not open', async () => {
    const fields = { document: 'no-such', node: 'f', text: '', typing: 's', name: 'n', mode: '0644' }
    for (const command of ['document.status', 'host.card', 'tree.children', 'edit.text', 'edit.undo'] as const) {
      if (!isDocumentCommand(command)) throw new Error(command)
      const wanted: Record<string, readonly string[]> = {
        'tree.children': ['document', 'node'],
        'edit.text': ['document', 'node', 'text', 'typing'],
      }
      const names = wanted[command] ?? ['document']
      const request = Object.fromEntries(Object.entries(fields).filter(([name]) => names.includes(name)))
      expect(await services.handle(command, request)).toMatchObject({ ok: false, error: { code: 'NO_DOCUMENT' } })
    }
    expect(await services.handle('document.close', { document: 'no-such' })).toEqual({ ok: true, value: null })
  })

  it('lead from a granted file through an edit to a bundle that holds it', async () => {
    const opened = await openPath(statePath)
    const { document } = opened
    expect(opened.card.hostname).toBe('esx01.example')
    const rows = await ask('tree.children', { document, node: '0:etc' })
    const hosts = rows.find(row => row.name === 'hosts')?.id ?? ''
    expect(await ask('tree.path', { document, node: hosts })).toEqual(['f', '0', '0:etc', hosts])

    const status = await ask('edit.text', { document, node: hosts, text: '10.0.0.1 esx01\n', typing: 's' })
    expect(status).toMatchObject({ document, dirty: true, undo: 'Edit etc/hosts' })
    expect(services.unsaved()).toEqual(['state.tgz'])
    expect(told).toContainEqual({ event: 'document.changed', payload: status })
    const plan = await ask('bundle.plan', { document })
    expect(plan).toMatchObject({ refusal: null, suggestedName: 'bootbank-esx01', changes: [{ kinds: ['content'] }] })

    const manifest = { release: 'VMware ESXi 7.0 Update 2', uuid: '4C4C4544-0044-4810-8052-B9C04F4A4B32' }
    const other = await ask('bundle.plan', { document, plain: true, manifest })
    expect(other).toMatchObject({ refusal: null, changes: plan.changes, offers: { manifest: true } })
    expect(other.files).toEqual(expect.arrayContaining(['configBundle-esx01.tgz', 'restore.ps1']))
    expect(other.findings).toContainEqual(expect.objectContaining({ code: 'bundle-manifest-made' }))
    expect(await ask('bundle.plan', { document, manifest: { ...manifest, uuid: 'x' } })).toMatchObject({
      refusal: { code: 'MANIFEST' },
    })
    const elsewhere = await targetAt({ kind: 'zip', path: join(folder, 'other.zip'), label: '~/other.zip' })
    const asAsked = { document, target: elsewhere, operation: 'asked', manifest }
    expect((await ask('bundle.build', asAsked)).files.map(file => file.name)).toContain('restore.ps1')
    rmSync(join(folder, 'other.zip'))

    const target = await targetAt({ kind: 'folder', path: join(folder, 'bundle'), label: '~/bundle' })
    const built = await ask('bundle.build', { document, target, operation: 'building' })
    expect(built).toMatchObject({ label: '~/bundle', download: null })
    expect(built.files.map(file => file.name).sort()).toEqual(readdirSync(join(folder, 'bundle')).sort())
    expect(services.unsaved()).toEqual([])
    expect(told.findLast(one => one.event === 'document.changed')?.payload).toMatchObject({ dirty: false })
    expect(told.some(one => one.event === 'progress')).toBe(true)
    await ask('target.show', { target })
    expect(shown).toEqual([join(folder, 'bundle')])
    await ask('document.close', { document })

    const again = await openPath(join(folder, 'bundle', 'state.tgz'))
    expect(await ask('node.view', { document: again.document, node: hosts, choices: {} })).toMatchObject({
      data: { text: '10.0.0.1 esx01\n' },
    })
    await ask('document.close', { document: again.document })
    expect(await services.handle('document.status', { document })).toMatchObject({ error: { code: 'NO_DOCUMENT' } })
  })

  it('pass on what a command streams before its answer, and nothing for one that does not stream', async () => {
    const { document } = await openPath(statePath)
    const taken: unknown[] = []
    const take = (items: readonly unknown[]) => void taken.push(...items)
    const find = { document, text: 'etc', operation: 'finding' }
    expect(await services.handle('tree.find', find, take)).toEqual({
      ok: true,
      value: { found: hostFiles.length, complete: true },
    })
    expect(taken.length).toBe(hostFiles.length)
    expect(await services.handle('document.status', { document }, take)).toMatchObject({ ok: true })
    expect(taken.length).toBe(hostFiles.length)
    await ask('document.close', { document })
  })

  it('replace and add from granted files, which are then used up', async () => {
    const { document } = await openPath(statePath)
    writeFileSync(join(folder, 'local.txt'), 'from the disk\n')
    const grantOf = async () => {
      const granted = await services.grantFile({ path: join(folder, 'local.txt'), remember: false })
      return granted.ok ? granted.value.grant : ''
    }
    const grant = await grantOf()
    await ask('edit.replace', { document, node: '0/1', grant })
    await expect(ask('edit.replace', { document, node: '0/1', grant })).rejects.toMatchObject({ code: 'BAD_REQUEST' })
    await ask('edit.add', { document, node: '0:etc', name: 'motd', grant: await grantOf() })
    const changes = await ask('changes.list', { document })
    expect(changes.map(change => change.address)).toEqual(['local.tgz!/etc/hosts', 'local.tgz!/etc/motd'])
    await ask('document.close', { document })
  })

  it('keep a grant while a document opened by it is open, and release the file with the last one', async () => {
    let released = 0
    const granted = await services.grantFile({ path: statePath, remember: false, release: () => void released++ })
    const request = { grant: granted.ok ? granted.value.grant : '', operation: 'o' }
    const first = await ask('document.open', request)
    const again = await ask('document.open', request)
    await ask('file.release', { grant: request.grant })
    await ask('document.close', { document: first.document })
    expect(released).toBe(0)
    await ask('document.close', { document: again.document })
    expect(released).toBe(1)
    await expect(ask('document.open', request)).rejects.toMatchObject({ code: 'BAD_REQUEST' })
  })

  it('release a file that could not be opened, or was given back unused', async () => {
    writeFileSync(join(folder, 'no-archive'), 'text\n')
    const released: string[] = []
    const grantOf = async (name: string) => {
      const granted = await services.grantFile({
        path: join(folder, name),
        remember: false,
        release: () => released.push(name),
      })
      return granted.ok ? granted.value.grant : ''
    }
    const refused = await grantOf('no-archive')
    await expect(ask('document.open', { grant: refused, operation: 'o' })).rejects.toMatchObject({
      code: 'NOT_AN_ARCHIVE',
    })
    expect(released).toEqual(['no-archive'])
    const unused = await grantOf('no-archive')
    await ask('file.release', { grant: unused })
    await ask('file.release', { grant: unused })
    expect(released).toEqual(['no-archive', 'no-archive'])
  })

  it('write the file and single entries, and give the proof', async () => {
    const { document } = await openPath(statePath)
    const copy = join(folder, 'copy.tgz')
    const saved = await ask('document.save', {
      document,
      target: await targetAt({ kind: 'file', path: copy, label: 'copy.tgz' }),
      operation: 'saving',
    })
    expect(saved.proof?.entries).toBeGreaterThan(3)
    expect(readFileSync(copy)).toEqual(readFileSync(statePath))
    const entry = await ask('node.save', {
      document,
      node: '0/0',
      target: await targetAt({ kind: 'file', path: join(folder, 'esx.conf'), label: 'esx.conf' }),
      operation: 'saving',
    })
    expect(entry).toMatchObject({ proof: null, label: 'esx.conf', file: { size: esxConf.length } })
    expect(readFileSync(join(folder, 'esx.conf'), 'utf8')).toBe(esxConf)
    await ask('document.close', { document })
  })

  it('never write over the opened file, by whatever name', async () => {
    const source = join(folder, 'precious.tgz')
    writeFileSync(source, plainState())
    symlinkSync(source, join(folder, 'soft'))
    linkSync(source, join(folder, 'hard'))
    const before = readFileSync(source)
    const { document } = await openPath(source)
    for (const path of [source, join(folder, 'soft'), join(folder, 'hard'), join(folder, '.', 'precious.tgz')]) {
      const target = await targetAt({ kind: 'file', path, label: 'x' })
      await expect(ask('document.save', { document, target, operation: 'o' })).rejects.toMatchObject({
        code: 'SAME_FILE',
      })
      const zip = await targetAt({ kind: 'zip', path, label: 'x' })
      await expect(ask('bundle.build', { document, target: zip, operation: 'o' })).rejects.toMatchObject({
        code: 'SAME_FILE',
      })
    }
    expect(readFileSync(source)).toEqual(before)
    await ask('document.close', { document })
  })

  it('keep permissions to read and to write apart, and each to its kind', async () => {
    const { document } = await openPath(statePath)
    const zip = await targetAt({ kind: 'zip', path: join(folder, 'x.zip'), label: 'x' })
    await expect(ask('document.open', { grant: zip, operation: 'o' })).rejects.toMatchObject({ code: 'BAD_REQUEST' })
    await expect(ask('document.save', { document, target: zip, operation: 'o' })).rejects.toMatchObject({
      code: 'BAD_REQUEST',
    })
    const file = await targetAt({ kind: 'file', path: join(folder, 'x'), label: 'x' })
    await expect(ask('bundle.build', { document, target: file, operation: 'o' })).rejects.toMatchObject({
      code: 'BAD_REQUEST',
    })
    await ask('document.close', { document })
  })

  it('keep a locked file for its key, typed or in a file, and let go of it when it is not wanted', async () => {
    const place = mkdtempSync(join(folder, 'locked-'))
    const write = (name: string, bytes: Uint8Array | string) => {
      writeFileSync(join(place, name), bytes)
      return services.grantFile({ path: join(place, name), remember: false })
    }
    const grantOf = async (made: ReturnType<typeof write>) => {
      const granted = await made
      return granted.ok ? granted.value.grant : ''
    }
    const grant = await grantOf(write('local.tgz.ve', sealed()))
    const operation = 'opening'
    await expect(ask('document.open', { grant, operation })).rejects.toMatchObject({ code: 'ENVELOPE_NO_KEY' })
    await expect(ask('document.openWithKey', { grant, operation, key: 'no' })).rejects.toMatchObject({
      code: 'KEY_FORMAT',
    })
    const wrong = await grantOf(write('wrong', Buffer.alloc(32, 1)))
    const file = { grant, operation, keyGrant: wrong, holds: 'key' as const }
    await expect(ask('document.openWithKeyFile', file)).rejects.toMatchObject({ code: 'KEY_WRONG' })
    const { key } = await unlock(parseEncryptionInfo(info, defaultLimits))
    const typed = await ask('document.openWithKey', { grant, operation, key: Buffer.from(key).toString('hex') })
    expect(typed).toMatchObject({ name: 'local.tgz.ve', problem: null })
    await ask('document.close', { document: typed.document })
    await expect(ask('document.open', { grant, operation })).rejects.toMatchObject({ code: 'BAD_REQUEST' })

    const other = await grantOf(write('local.tgz.ve', sealed()))
    // It has another name than the one that is looked for beside it.
    const keyGrant = await grantOf(write('of-another-place', info))
    const opened = await ask('document.openWithKeyFile', {
      grant: other,
      operation,
      keyGrant,
      holds: 'encryption-info',
    })
    expect(opened.card.hostname).toBe('esx01.example')
    await expect(ask('document.openWithKeyFile', { ...file, grant: other, keyGrant })).rejects.toMatchObject({
      code: 'BAD_REQUEST',
    })
    await ask('document.close', { document: opened.document })
  })

  it('find the key of a bare local.tgz.ve beside it', async () => {
    const ve = sealed()
    for (const name of ['encryption.info', '.#encryption.info', null]) {
      const place = join(folder, `bare-${name}`)
      mkdirSync(place)
      writeFileSync(join(place, 'local.tgz.ve'), ve)
      if (name === null) {
        await expect(openPath(join(place, 'local.tgz.ve'))).rejects.toMatchObject({ code: 'ENVELOPE_NO_KEY' })
        continue
      }
      writeFileSync(join(place, name), info)
      const opened = await openPath(join(place, 'local.tgz.ve'))
      expect(opened).toMatchObject({ root: { opens: 'envelope', lock: 'sealed' }, card: { hostname: 'esx01.example' } })
      await ask('document.close', { document: opened.document })
    }
  })

  it('say what is wrong with a file that cannot be opened, and keep nothing of it', async () => {
    const cases = [
      ['empty.tgz', '', 'EMPTY_FILE'],
      ['notes.tgz', 'only text', 'NOT_AN_ARCHIVE'],
      ['cut.tgz', readFileSync(statePath).subarray(0, 15), 'GZIP_TRUNCATED'],
    ] as const
    for (const [name, content, code] of cases) {
      writeFileSync(join(folder, name), content)
      await expect(openPath(join(folder, name))).rejects.toMatchObject({ code })
    }
    await expect(openPath(folder)).rejects.toMatchObject({ code: 'CHOOSE_COPY' })
    await expect(openPath(join(folder, 'missing'))).rejects.toMatchObject({ code: 'NOT_FOUND' })
    expect(services.unsaved()).toEqual([])
  })

  it('open a copy out of a collection, packed and unpacked, and keep the grant until it is chosen', async () => {
    const { name, bytes } = await makeCollection('uac')
    const packed = join(folder, name)
    writeFileSync(packed, bytes)
    const unpacked = join(folder, 'unpacked')
    mkdirSync(join(unpacked, 'bootbank'), { recursive: true })
    writeFileSync(join(unpacked, 'bootbank/state.tgz'), plainState())
    for (const path of [packed, unpacked]) {
      const granted = await services.grantFile({ path, remember: false })
      if (!granted.ok) throw new Error(granted.error.message)
      const { grant } = granted.value
      await expect(ask('document.open', { grant, operation: 'first' })).rejects.toMatchObject({ code: 'CHOOSE_COPY' })
      const { copies } = await ask('collection.copies', { grant, operation: 'look' })
      const wanted = copies.find(({ kind }) => kind === 'state')
      expect(wanted?.path).toMatch(/bootbank\/state\.tgz$/)
      const opened = await ask('document.open', { grant, operation: 'second', copy: wanted?.number })
      expect(opened.name).toBe('state.tgz')
      await ask('document.close', { document: opened.document })
    }
  })

  it('open the folder of a boot bank as a disk', async () => {
    const mounted = join(folder, 'mounted')
    mkdirSync(mounted)
    for (const { name, content } of bankFiles({ state: plainState(), bootstate: 0, updated: 4, build: '7.0.2-1' })) {
      writeFileSync(join(mounted, name), content)
    }
    const granted = await services.grantFile({ path: mounted, remember: false })
    if (!granted.ok) throw new Error(granted.error.message)
    const { grant } = granted.value
    await expect(ask('document.open', { grant, operation: 'third' })).rejects.toMatchObject({ code: 'CHOOSE_BANK' })
    expect(await ask('disk.banks', { grant, operation: 'fourth' })).toMatchObject({
      kind: 'folder',
      banks: [{ number: 1 }],
    })
    const opened = await ask('document.open', { grant, operation: 'fifth', bank: 1 })
    expect(opened.card.shape).toBe('state')
    await ask('document.close', { document: opened.document })
  })

  it('remember files that were opened, and forget them when asked', async () => {
    await ask('recent.clear', {})
    const { document } = await openPath(statePath)
    await ask('document.close', { document })
    const [recent] = await ask('recent.list', {})
    expect(recent).toMatchObject({ name: 'state.tgz' })
    const grant = await ask('file.recent', { id: recent?.id ?? '' })
    expect(grant).toMatchObject({ name: 'state.tgz', size: readFileSync(statePath).length })
    await ask('recent.clear', {})
    expect(await ask('recent.list', {})).toEqual([])
    await expect(ask('file.recent', { id: recent?.id ?? '' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  it('do not remember the sample, however it comes', async () => {
    await ask('recent.clear', {})
    const handed = await services.handOver(join(folder, 'sample.tgz'))
    for (const grant of [handed.ok ? handed.value : null, await ask('file.sample', {})]) {
      expect(grant?.isSample).toBe(true)
      const { document } = await ask('document.open', { grant: grant?.grant ?? '', operation: 'o' })
      await ask('document.close', { document })
    }
    expect(await ask('recent.list', {})).toEqual([])
  })

  it('offer the tour until it was taken or skipped', async () => {
    expect(await ask('app.facts', {})).toMatchObject({ isTourOffered: true })
    await ask('tour.over', {})
    expect(await ask('app.facts', {})).toMatchObject({ isTourOffered: false })
  })

  it('open the sample and what a dialog gave', async () => {
    expect(await ask('file.sample', {})).toMatchObject({ name: 'sample.tgz' })
    chosenFile = null
    expect(await ask('file.choose', {})).toBeNull()
    chosenFile = statePath
    expect(await ask('file.choose', {})).toMatchObject({ name: 'state.tgz' })
  })

  it('hand over a file with the next facts until it is opened', async () => {
    await services.close('forgotten')
    await services.handOver(statePath)
    const { pending } = await ask('app.facts', {})
    expect((await ask('app.facts', {})).pending).toEqual(pending)
    const { document } = await ask('document.open', { grant: pending?.grant ?? '', operation: 'o' })
    expect((await ask('app.facts', {})).pending).toBeNull()
    await ask('document.close', { document })
    told.length = 0
    await services.handOver(statePath)
    expect(told).toMatchObject([{ event: 'file.arrived', payload: { name: 'state.tgz' } }])
  })
})

describe('the sources', () => {
  it('are what is handed over, then what is open, and nothing once it is closed or declined', async () => {
    await services.close('forgotten')
    expect(services.sources()).toEqual([])
    const handed = await services.handOver(statePath)
    expect(services.sources()).toEqual([statePath])
    const grant = handed.ok ? handed.value.grant : ''
    const { document } = await ask('document.open', { grant, operation: 'o' })
    expect(services.sources()).toEqual([statePath])
    await services.handOver(join(folder, 'sample.tgz'))
    expect(services.sources()).toEqual([statePath])
    await ask('document.close', { document })
    expect(services.sources()).toEqual([])
    expect(await services.handOver(join(folder, 'missing'))).toMatchObject({ ok: false })
    expect(services.sources()).toEqual([])
  })
})

describe('a document whose thread dies', () => {
  it('is reported to the window, says so until it is closed, and leaves the others alone', async () => {
    const script = join(folder, 'dying.mjs')
    writeFileSync(
      script,
      `import { parentPort } from 'node:worker_threads'
       parentPort.on('message', ({ kind, request, open }) => {
         if (kind === 'call') process.exit(1)
         const status = { document: open.document, revision: 1, changes: 1, dirty: true, undo: null, redo: null }
         parentPort.postMessage({ kind: 'outcome', request, outcome: { ok: true, value: { document: open.document, status } } })
       })`,
    )
    const events: { event: EventName; payload: unknown }[] = []
    const other = createServices({
      host: 'browser',
      version: '1',
      journals: null,
      openSources: new OpenSources(),
      recent: new RecentFiles(join(folder, 'other')),
      tour: new TourOffer(join(folder, 'other')),
      workerUrl: pathToFileURL(script),
      samplePath: statePath,
      dialogs,
      spool: { place: () => mkdtempSync(join(folder, 'copy-')) },
      startDrag: null,
      emit: (event, payload) => events.push({ event, payload }),
    })
    const open = async () => {
      const grant = (await other.handle('file.sample', {})) as Outcome<{ grant: string }>
      const request = { grant: grant.ok ? grant.value.grant : '', operation: 'o' }
      const opened = (await other.handle('document.open', request)) as Outcome<{ document: string }>
      return opened.ok ? opened.value.document : ''
    }
    const [first, second] = [await open(), await open()]
    expect(other.unsaved().length).toBe(2)
    const died = { ok: false, error: { code: 'WORKER_DIED' } }
    expect(await other.handle('host.card', { document: first })).toMatchObject(died)
    expect(await other.handle('document.status', { document: first })).toMatchObject(died)
    expect(events).toMatchObject([
      { event: 'document.failed', payload: { document: first, error: { code: 'WORKER_DIED' } } },
    ])
    expect(other.unsaved().length).toBe(1)
    expect(await other.handle('document.close', { document: first })).toEqual({ ok: true, value: null })
    expect(await other.handle('document.status', { document: first })).toMatchObject({ error: { code: 'NO_DOCUMENT' } })
    expect(await other.handle('document.close', { document: second })).toEqual({ ok: true, value: null })
  })
})
