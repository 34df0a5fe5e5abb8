// Seal and unseal: what lies in the layer stays as it is, undo gives the opened bytes, and other programs read what was written.
import { createDecipheriv, createHash, pbkdf2Sync } from 'node:crypto'
import { gunzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { genuineSample, readGenuine, theGenuineSample } from '../../../testing/archives/genuine-sample'
import {
  configBundle,
  file,
  hostFiles,
  info,
  plainState,
  put,
  sealed,
  sealedState,
  textAt,
  tgz,
  tpmState,
} from '../../../testing/archives/small-backups'
import { needs } from '../../../testing/needs'
import { bytesOf, sha256Of, toUint8Array } from '../codecs/bytes'
import { formatEncryptionInfo } from '../codecs/encryption-info'
import { keyOfInfo } from '../codecs/given-key'
import { defaultLimits } from '../codecs/limits'
import { changesReport } from '../diff/changes-report'
import { compareDocuments } from '../diff/documents'
import { Document } from '../document/document'
import { parseHistory } from '../document/recorded-history'
import type { Recording } from '../document/replay'
import { verify } from '../document/verify'
import { newEncryptionInfo, sealLocal, unsealLocal } from './sealing'

const open = async (bytes: Uint8Array) => {
  const document = await Document.open(bytesOf(bytes), { name: 'state.tgz' })
  await document.openChain()
  return document
}
/** As written and read again. */
const saved = async (document: Document) => {
  const bytes = await document.build()
  await verify(document, bytes)
  return open(toUint8Array(bytes))
}
const namesOf = (document: Document) => document.root.entries().map(({ name }) => name)
const innerOf = (document: Document) => document.layers()[1]!
const otherInfo = formatEncryptionInfo({
  keyId: Buffer.alloc(16, 0xab),
  data1: Buffer.alloc(16, 3),
  data2: Buffer.alloc(16, 4),
})
const innerInfo = file('etc/vmware/encryption.info', info)
const fromDisk = ({ history, blobs }: Recording): Recording => ({
  history: parseHistory(JSON.stringify(history)),
  blobs: new Map([...blobs].map(([id, content]) => [id, bytesOf(Buffer.from(toUint8Array(content)))])),
})

/** What formats.md says of the envelope, by node:crypto alone: the content of local.tgz.ve. */
function openedByHand(envelope: Uint8Array, encryptionInfo: Uint8Array): Buffer {
  const value = /ConfigEncData = "(.*)"/.exec(Buffer.from(encryptionInfo).toString())?.[1] ?? ''
  const fields = new Map(
    value.split(':').map(pair => [pair.split('=')[0], decodeURIComponent(pair.split('=')[1] ?? '')]),
  )
  const part = (name: string) => Buffer.from(fields.get(name) ?? '', 'base64')
  const words = 'This is obfuscation, not encryption. If you want encryption, use TPM.'
  const key = pbkdf2Sync(Buffer.concat([part('data1'), Buffer.from(words)]), part('data2'), 100_000, 32, 'sha256')
  const bytes = Buffer.from(envelope)
  const after = (name: string) => bytes.indexOf(`${name}\0`) + name.length + 1
  const iv = bytes.subarray(after('vmware.iv') + 8, after('vmware.iv') + 20)
  const keyInfo = bytes.toString('latin1', after('vmware.keyInfo'), after('vmware.keyInfo') + 36)
  expect(keyInfo.replaceAll('-', '')).toBe(part('keyId').toString('hex'))
  const hash = bytes.subarray(after('vmware.keyHash') + 8, after('vmware.keyHash') + 40)
  expect(createHash('sha256').update('AES-256-GCM').update(key).digest().equals(hash)).toBe(true)
  const decipher = createDecipheriv('aes-256-gcm', key, iv)
  decipher.setAAD(Buffer.concat([bytes.subarray(0, 4096), Buffer.from('ESXConfiguration')]))
  decipher.setAuthTag(bytes.subarray(-4096 + 32, -4096 + 48))
  const plain = Buffer.concat([decipher.update(bytes.subarray(4096, -4096)), decipher.final()])
  return plain.subarray(0, plain.length - 4096 - plain.readUInt32LE(plain.length - 8))
}

describe('a seal that was set or taken off', () => {
  const edits: readonly (readonly [string, (document: Document) => void])[] = [
    ['mode', document => document.chmod(innerOf(document).parent!, 0o1600)],
    ['owner', document => document.chown(innerOf(document).parent!, { uid: 5, gid: 6, uname: 'five', gname: 'six' })],
    ['time', document => document.setTime(innerOf(document).parent!, 1_700_000_000)],
    ['name', document => document.rename(innerOf(document).parent!, 'kept.tgz')],
  ]
  test.each(edits)('stays when the %s of the layer changes after it', async (_, edit) => {
    const plain = await open(sealedState())
    await unsealLocal(plain)
    edit(plain)
    expect(Buffer.from(toUint8Array(plain.content(innerOf(plain).parent!))).equals(tgz(hostFiles))).toBe(true)
    const bytes = await plain.build()
    await verify(plain, bytes)
    const [entry] = (await open(toUint8Array(bytes))).root.entries()
    expect(entry?.opens).toBe('gzip')
    const shut = await open(plainState())
    await sealLocal(shut, otherInfo)
    edit(shut)
    const stored = await shut.build()
    await verify(shut, stored)
    const envelope = (await open(toUint8Array(stored))).root.entries()[0]
    expect(envelope?.opens).toBe('envelope')
    const content = toUint8Array(envelope!.layer.contentOf(envelope!.slot))
    expect(openedByHand(content, otherInfo).equals(tgz(hostFiles))).toBe(true)
  })
})

describe('unseal', () => {
  test('leaves local.tgz as the host wrote it, in the place of local.tgz.ve, without encryption.info', async () => {
    const document = await open(sealedState())
    const held = sha256Of(document.layers()[1]!.content)
    await unsealLocal(document)
    const again = await saved(document)
    expect(namesOf(again)).toEqual(['local.tgz'])
    const [entry] = again.root.entries()
    expect(entry).toMatchObject({ mode: 0o644, uid: 0, uname: 'root', opens: 'gzip' })
    expect(sha256Of(innerOf(again).content)).toBe(held)
    // Its bytes are those of the gzip in the envelope.
    expect(toUint8Array(again.content(entry!))).toEqual(tgz(hostFiles))
  })

  test('is one step, with a line of its own for each thing that it changed, and undo gives the opened bytes', async () => {
    const document = await open(sealedState())
    await unsealLocal(document)
    expect(document.undoLabel).toBe('Unseal local.tgz.ve')
    expect(document.changes().map(({ before, after, kinds }) => [before?.name, after?.name, kinds])).toEqual([
      ['encryption.info', undefined, ['removed']],
      ['local.tgz.ve', 'local.tgz', ['renamed', 'unsealed']],
    ])
    document.undo()
    expect(await document.build()).toBe(document.source)
    document.redo()
    expect(namesOf(await saved(document))).toEqual(['local.tgz'])
  })

  test('keeps edits in the layer that were made before, and lets more be made', async () => {
    const document = await open(sealedState())
    await put(document, 'etc/hosts', 'before')
    await unsealLocal(document)
    await put(document, 'etc/shadow', 'after')
    expect(document.changes().map(({ after }) => after?.address)).toEqual([
      undefined,
      'local.tgz',
      'local.tgz!/etc/hosts',
      'local.tgz!/etc/shadow',
    ])
    const again = await saved(document)
    expect(await textAt(again, 'etc/hosts')).toBe('before')
    expect(await textAt(again, 'etc/shadow')).toBe('after')
    for (const _ of [1, 2, 3]) document.undo()
    expect(await document.build()).toBe(document.source)
  })

  test('takes a layer that was put in by an edit', async () => {
    const document = await open(sealedState())
    document.put(await document.resolve('local.tgz.ve'), bytesOf(sealed(hostFiles.slice(0, 2))))
    await unsealLocal(document)
    expect((await saved(document)).layers()[1]?.entries()).toHaveLength(2)
  })

  test('is refused for what is not sealed, and for a bare layer, which lies in no state.tgz', async () => {
    await expect(unsealLocal(await open(plainState()))).rejects.toMatchObject({ code: 'NOT_SEALED' })
    const bare = await Document.open(bytesOf(sealed()), { name: 'local.tgz.ve', encryptionInfo: info })
    await expect(unsealLocal(bare)).rejects.toMatchObject({
      code: 'NOT_SEALED',
      message: expect.stringMatching(/the sealed layer itself/),
    })
  })

  test('is refused while the key is missing, and where local.tgz is there already; nothing is changed', async () => {
    const locked = await open(tpmState())
    await expect(unsealLocal(locked)).rejects.toMatchObject({ code: 'SEALED_TPM' })
    const both = await open(
      tgz([file('local.tgz', tgz(hostFiles)), file('encryption.info', info), file('local.tgz.ve', sealed())]),
    )
    await expect(unsealLocal(both)).rejects.toMatchObject({ code: 'NAME_TAKEN' })
    expect([locked.changes(), both.changes()]).toEqual([[], []])
  })
})

describe('seal', () => {
  test('makes local.tgz.ve and encryption.info that node:crypto opens by the words of formats.md alone', async () => {
    const document = await open(plainState())
    const before = toUint8Array(document.content(await document.resolve('local.tgz')))
    await sealLocal(document, newEncryptionInfo())
    const again = await saved(document)
    expect(namesOf(again)).toEqual(['local.tgz.ve', 'encryption.info'])
    const [envelope, key] = again.root.entries().map(entry => toUint8Array(again.content(entry)))
    expect(openedByHand(envelope!, key!)).toEqual(Buffer.from(before))
  })

  test('makes another key each time, and another iv each time it is written', async () => {
    const keys = await Promise.all([1, 2].map(() => keyOfInfo(newEncryptionInfo(), defaultLimits)))
    expect(keys[0]?.keyId).not.toBe(keys[1]?.keyId)
    expect(keys[0]?.keyId).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    const document = await open(plainState())
    await sealLocal(document, info)
    const [one, two] = [await document.build(), await document.build()]
    expect(sha256Of(one)).not.toBe(sha256Of(two))
  })

  test('keeps the copy of encryption.info inside equal, where there is one', async () => {
    const document = await open(plainState([...hostFiles, innerInfo]))
    await sealLocal(document, otherInfo)
    const again = await saved(document)
    expect(await textAt(again, 'etc/vmware/encryption.info')).toBe(Buffer.from(otherInfo).toString())
    document.undo()
    expect(await document.build()).toBe(document.source)
  })

  test('works in a configBundle, and under names that begin with ./', async () => {
    const bundle = await open(configBundle(plainState()))
    await sealLocal(bundle, info)
    expect((await saved(bundle)).layers().map(({ address }) => address)).toEqual([
      '',
      'state.tgz',
      'state.tgz!/local.tgz.ve',
    ])
    const dotted = await open(tgz([file('./local.tgz', tgz(hostFiles))]))
    await sealLocal(dotted, info)
    expect(namesOf(await saved(dotted))).toEqual(['./local.tgz.ve', './encryption.info'])
  })

  test('is refused for what is sealed, and for an encryption.info without a key; nothing is changed', async () => {
    const plain = await open(plainState())
    const tpm = Buffer.from('mode = "TPM"\n')
    await expect(sealLocal(plain, tpm)).rejects.toMatchObject({ code: 'SEALED_TPM' })
    await expect(sealLocal(plain, Buffer.from('{}'))).rejects.toMatchObject({ code: 'INFO_SYNTAX' })
    await expect(sealLocal(plain, Buffer.from('mode = "NONE"\n'))).rejects.toMatchObject({ code: 'INFO_NO_KEY' })
    await expect(sealLocal(plain, Buffer.alloc(100_000, 0x20))).rejects.toMatchObject({ code: 'LIMIT' })
    expect(plain.changes()).toEqual([])
    await expect(sealLocal(await open(sealedState()), info)).rejects.toMatchObject({ code: 'NOT_SEALED' })
  })

  test('gives another key to a layer whose seal was taken off before', async () => {
    const document = await open(sealedState())
    await unsealLocal(document)
    await sealLocal(document, otherInfo)
    const again = await saved(document)
    const envelope = await again.resolve('local.tgz.ve')
    const key = await keyOfInfo(otherInfo, defaultLimits)
    expect(again.layerAt(envelope)?.opened.wraps[0]).toMatchObject({ key })
    document.undo()
    document.undo()
    expect(await document.build()).toBe(document.source)
  })

  test('is not written once its encryption.info is gone, and says why', async () => {
    const document = await open(plainState())
    await sealLocal(document, info)
    document.remove(await document.resolve('encryption.info'))
    await expect(document.build()).rejects.toMatchObject({ code: 'ENVELOPE_NO_KEY' })
  })
})

describe('seal and unseal among other edits', () => {
  const step = fc.constantFrom('hosts', 'shadow', 'add', 'chmod', 'unseal', 'seal', 'undo', 'redo')
  const perform = async (document: Document, steps: readonly string[]) => {
    for (const [index, one] of steps.entries()) {
      try {
        if (one === 'undo') document.undo()
        else if (one === 'redo') document.redo()
        else if (one === 'unseal') await unsealLocal(document)
        else if (one === 'seal') await sealLocal(document, otherInfo)
        else if (one === 'add') document.add(innerOf(document), `etc/new-${index}`, bytesOf(Buffer.from('new')))
        else if (one === 'chmod') document.chmod(await document.resolve('etc/random-seed'), 0o600 + index)
        else await put(document, `etc/${one}`, `${index}`)
      } catch (error) {
        expect(error).toMatchObject({ code: 'NOT_SEALED' })
      }
    }
  }
  /** All files of the host with content and mode, and how the layer is stored. */
  const stateOf = async (document: Document) => {
    const inner = innerOf(document)
    return [
      inner.isSealed,
      namesOf(document).toSorted(),
      inner.entries().map(entry => [entry.name, entry.mode, sha256Of(document.content(entry))]),
    ]
  }

  test.each([
    ['sealed', sealedState],
    ['plain', plainState],
  ] as const)('undo gives the opened bytes, a journal gives the same document: %s', async (_, make) => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), async steps => {
        const source = make([...hostFiles, innerInfo])
        const document = await open(source)
        await perform(document, steps)
        expect(await stateOf(await saved(document))).toEqual(await stateOf(document))
        const again = await Document.open(bytesOf(source), { name: 'state.tgz' })
        // Its layers are opened by what is done again.
        await again.replay(fromDisk(document.recorded()))
        await again.openChain()
        expect(await stateOf(again)).toEqual(await stateOf(document))
        await verify(again, await document.build())
        while (document.undo()) expect(again.undo()).toBe(true)
        expect(await document.build()).toBe(document.source)
        expect(await again.build()).toBe(again.source)
      }),
      { numRuns: 12 },
    )
  })

  test('an edit and then the seal equals the edit, saved and opened again, and then the seal', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 6 }), async steps => {
        const document = await open(plainState([...hostFiles, innerInfo]))
        await perform(document, steps)
        const reopened = await saved(document)
        for (const one of [document, reopened]) if (!innerOf(one).isSealed) await sealLocal(one, otherInfo)
        expect(await stateOf(await saved(document))).toEqual(await stateOf(await saved(reopened)))
      }),
      { numRuns: 8 },
    )
  })

  test('a journal that seals what it cannot have sealed is refused', async () => {
    const edit = (slot: object) => ({ done: [{ label: 'x', typing: null, slots: [{ at: '0', ...slot }] }], undone: [] })
    const now = { name: null, mode: null, content: null }
    const other = { name: null, mode: null, content: 1 }
    for (const slot of [
      { before: now, after: { ...other, seal: 'sealed' } },
      { before: null, after: { ...other, name: 'a', seal: 'sealed' }, like: null, at: '1' },
    ]) {
      const document = await open(plainState())
      const history = parseHistory(JSON.stringify(edit(slot)))
      await expect(
        document.replay({ history, blobs: new Map([[1, bytesOf(Buffer.from('x'))]]) }),
      ).rejects.toMatchObject({ code: 'EDIT_MISMATCH' })
    }
    expect(() => parseHistory(JSON.stringify(edit({ before: now, after: { ...now, seal: 'tpm' } })))).toThrow(
      expect.objectContaining({ code: 'EDIT_MISMATCH' }),
    )
  })

  test('the report says what happened, and shows no key', async () => {
    const document = await open(sealedState())
    await unsealLocal(document)
    const facts = { size: 1, sha256: 'x' }
    const report = Buffer.from(
      await changesReport(document, { name: 'state.tgz', before: facts, after: facts }, document.changes()),
    ).toString()
    expect(report).toMatch(/# 2\. renamed from local\.tgz\.ve: local\.tgz\n# 2\. unsealed: local\.tgz\n/)
    expect(report).toMatch(/ConfigEncData = "\*\*\*/)
    expect(report).not.toContain('data1')
  })

  test('a comparison finds the seal, and nothing inside, before it is written too', async () => {
    const document = await open(sealedState())
    await unsealLocal(document)
    for (const after of [document, await saved(document)]) {
      const found = await compareDocuments(await open(sealedState()), after)
      expect(found.map(({ address, change, what }) => [address, change, ...what])).toEqual([
        ['local.tgz', 'changed', 'type'],
        ['encryption.info', 'removed'],
      ])
    }
  })
})

describe('the genuine backup', needs(genuineSample, theGenuineSample), () => {
  test('is unsealed to the very local.tgz, and sealed again with its own key it opens equal', async () => {
    const source = readGenuine('state.tgz')
    const own = readGenuine('encryption.info')
    const document = await open(source)
    await unsealLocal(document)
    const plain = await saved(document)
    const local = toUint8Array(plain.content(await plain.resolve('local.tgz')))
    expect(createHash('sha256').update(local).digest('hex')).toBe(
      'fe131620351b9fd5fc4aef219bf3211340f3742464c038e1695e7b6667f86952',
    )
    await sealLocal(plain, own)
    const again = await saved(plain)
    const [envelope, key] = await Promise.all(['local.tgz.ve', 'encryption.info'].map(name => again.resolve(name)))
    const stored = toUint8Array(again.content(envelope!))
    expect(openedByHand(stored, toUint8Array(again.content(key!))).equals(local)).toBe(true)
    expect(gunzipSync(local).length).toBe(innerOf(again).content.length)
    const found = await compareDocuments(await open(source), again)
    expect(found.filter(({ address }) => address.includes('!/'))).toEqual([])
  })
})
