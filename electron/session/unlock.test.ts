// A key that the window gives for a locked layer: what the answer says, what moves, what stays when it is refused, and that it is told nowhere.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import type { DocumentCommandName } from '../../shared/contract/contract'
import type { Comparison } from '../../shared/model/comparison'
import type { DocumentStatus, OpenedDocument } from '../../shared/model/document'
import { info, put, sealedState, tpmState } from '../../testing/archives/small-backups'
import { bytesOf } from '../engine/codecs/bytes'
import { formatEncryptionInfo, parseEncryptionInfo, unlock } from '../engine/codecs/encryption-info'
import { defaultLimits } from '../engine/codecs/limits'
import { Document } from '../engine/document/document'
import { createSession } from './session'

const folder = mkdtempSync(join(tmpdir(), 'unlock-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const { key } = await unlock(parseEncryptionInfo(info, defaultLimits))
const hex = Buffer.from(key).toString('hex')
const context = { signal: new AbortController().signal, onProgress: () => undefined, give: async () => undefined }

function write(name: string, bytes: Uint8Array | string): string {
  const path = join(folder, name)
  writeFileSync(path, bytes)
  return path
}

async function locked() {
  const document = await Document.open(bytesOf(tpmState()), { name: 'state.tgz' })
  await document.openChain()
  const told: DocumentStatus[] = []
  const session = createSession('d', { document }, status => told.push(status))
  const ask = <T>(command: DocumentCommandName, request: object = {}) =>
    session.handle(command, { document: 'd', ...request } as never, context) as Promise<T>
  return { document, session, told, ask }
}

describe('a key for a locked layer', () => {
  it('opens it: card, rows and revision move, changes do not, and the journal has nothing to keep', async () => {
    const { session, told, ask } = await locked()
    const before = session.status()
    const opened = await ask<OpenedDocument>('layer.unlock', { node: '1', key: hex })
    expect(opened).toMatchObject({ document: 'd', name: 'state.tgz', problem: null, expand: ['f', '1'] })
    expect(opened.card).toMatchObject({ hostname: 'esx01.example', encryption: 'tpm', layers: 2 })
    expect(opened.status).toMatchObject({ revision: before.revision + 1, changes: 0, dirty: false, undo: null })
    expect(told).toEqual([opened.status])
    expect(session.step()).toBeNull()
    expect(JSON.stringify(opened)).not.toContain(hex)
    expect(await ask('node.view', { node: '1/1', choices: {} })).toMatchObject({ viewer: 'text' })
  })

  it('comes from a file, or from another encryption.info', async () => {
    for (const [name, content, holds] of [
      ['raw.key', key, 'key'],
      ['hex.key', hex, 'key'],
      ['own.info', info, 'encryption-info'],
    ] as const) {
      const { ask } = await locked()
      const opened = await ask<OpenedDocument>('layer.unlockFrom', { node: '1', source: write(name, content), holds })
      expect(opened.problem).toBeNull()
    }
  })

  it('is refused with the name of the file, and then nothing moved', async () => {
    const { session, told, ask } = await locked()
    const foreign = formatEncryptionInfo({
      keyId: Buffer.alloc(16, 9),
      data1: Buffer.alloc(16, 9),
      data2: Buffer.alloc(16, 9),
    })
    const from = (name: string, content: Uint8Array | string, holds: string) =>
      ask('layer.unlockFrom', { node: '1', source: write(name, content), holds })
    await expect(from('short.key', 'abc', 'key')).rejects.toMatchObject({
      code: 'KEY_FORMAT',
      message: expect.stringMatching(/^short\.key: /),
    })
    await expect(from('foreign.info', foreign, 'encryption-info')).rejects.toMatchObject({ code: 'KEY_WRONG' })
    await expect(from('tpm.info', 'mode = "TPM"\n', 'encryption-info')).rejects.toMatchObject({ code: 'SEALED_TPM' })
    await expect(from('large', Buffer.alloc(100_000), 'key')).rejects.toMatchObject({ code: 'LIMIT' })
    await expect(ask('layer.unlock', { node: '1', key: '0'.repeat(64) })).rejects.toMatchObject({ code: 'KEY_WRONG' })
    await expect(ask('layer.unlock', { node: '0', key: hex })).rejects.toMatchObject({ code: 'NOT_SEALED' })
    await expect(ask('layer.unlock', { node: '9', key: hex })).rejects.toMatchObject({ code: 'ADDRESS_NOT_FOUND' })
    expect([told, session.status().revision]).toEqual([[], 0])
  })

  it('is kept by no edit, journal or report of the document', async () => {
    const { document, session, ask } = await locked()
    await ask('layer.unlock', { node: '1', key: hex })
    await put(document, 'etc/hosts', 'changed')
    const step = session.step()
    const told = JSON.stringify([step, await ask('changes.list'), await ask('bundle.plan'), await ask('host.card')])
    expect(step?.done).toHaveLength(1)
    for (const secret of [hex, Buffer.from(key).toString('base64'), JSON.stringify([...key]).slice(1, -1)])
      expect(told).not.toContain(secret)
  })

  it('opens the second backup of a comparison too', async () => {
    const { ask } = await locked()
    await ask('layer.unlock', { node: '1', key: hex })
    const { name } = await ask<{ name: string }>('compare.open', { source: write('other.tgz', tpmState()) })
    const { entries } = await ask<Comparison>('compare.list')
    expect([name, entries]).toEqual(['other.tgz', []])
    await ask('compare.open', { source: write('sealed.tgz', sealedState()) })
    expect((await ask<Comparison>('compare.list')).entries.map(({ address }) => address)).toEqual(['encryption.info'])
  })
})
