// Keys that are given for a layer which its own encryption.info does not open.
import { createHash, randomBytes } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import {
  file,
  hostFiles,
  info,
  put,
  sealed,
  sealedState,
  textAt,
  tgz,
  tpmState,
} from '../../../testing/archives/small-backups'
import { type Bytes, bytesOf, toUint8Array } from '../codecs/bytes'
import { formatEncryptionInfo } from '../codecs/encryption-info'
import { newEnvelopeHeader, readEnvelopeHeader, sealEnvelope } from '../codecs/envelope'
import { type GivenKey, keyOfFile, keyOfHex, keyOfInfo } from '../codecs/given-key'
import { defaultLimits } from '../codecs/limits'
import { readContext } from '../../../testing/archives/read-context'
import { Document } from './document'
import { parseHistory } from './recorded-history'
import { verify } from './verify'

const right = await keyOfInfo(info, defaultLimits)
const bare: GivenKey = { keyId: null, key: right.key }
const wrong: GivenKey = { keyId: null, key: randomBytes(32) }
const foreignInfo = formatEncryptionInfo({
  keyId: Buffer.alloc(16, 7),
  data1: Buffer.alloc(16, 7),
  data2: Buffer.alloc(16, 7),
})
const foreign = await keyOfInfo(foreignInfo, defaultLimits)

const open = async (bytes: Uint8Array | Bytes) => {
  const document = await Document.open(bytes instanceof Uint8Array ? bytesOf(bytes) : bytes, { name: 'state.tgz' })
  await document.openChain()
  return document
}
const lockedIn = (document: Document) => document.root.entries().find(({ opens }) => opens === 'envelope')!
const unlocked = async (bytes: Uint8Array, key: GivenKey = bare) => {
  const document = await open(bytes)
  await document.openWithKey(lockedIn(document), key)
  return document
}
/** Without the hash of its key, as no source says that every release writes one. */
function withoutHash(envelope: Uint8Array): Uint8Array {
  const header = readEnvelopeHeader(bytesOf(envelope), readContext())
  const raw = Buffer.from(header.raw)
  const name = raw.indexOf('vmware.keyHash\0')
  raw.fill(0, name - 4)
  const content = tgz(hostFiles)
  return toUint8Array(
    sealEnvelope(bytesOf(content), { ...header, raw, keyHash: null }, { keyId: header.keyInfo, key: right.key }),
  )
}

describe('a key as it is given', () => {
  const hex = Buffer.from(right.key).toString('hex')

  test('is 64 hex digits, or a file with them or with the 32 bytes', () => {
    expect(keyOfHex(hex)).toEqual({ keyId: null, key: Buffer.from(right.key) })
    expect(keyOfHex(` ${hex.toUpperCase()}\n`).key).toEqual(Buffer.from(right.key))
    expect(keyOfFile(right.key)).toEqual({ keyId: null, key: Uint8Array.from(right.key) })
    expect(keyOfFile(Buffer.from(`${hex}\r\n`)).key).toEqual(Buffer.from(right.key))
  })

  test.each([
    ['31 bytes', () => keyOfFile(Buffer.alloc(31, 0xff))],
    ['33 bytes', () => keyOfFile(Buffer.alloc(33, 0xff))],
    ['nothing', () => keyOfFile(new Uint8Array(0))],
    ['63 digits', () => keyOfHex(hex.slice(1))],
    ['65 digits', () => keyOfHex(`${hex}0`)],
    ['no digits', () => keyOfHex('z'.repeat(64))],
    ['a large file', () => keyOfFile(Buffer.alloc(65_536, 0x61))],
    ['an encryption.info', () => keyOfFile(info)],
    ['a recovery key', () => keyOfHex(Array.from({ length: 16 }, (_, at) => String(100_000 + at)).join('-'))],
  ])('is refused for %s, without a word of what was given', (_, give) => {
    expect(give).toThrow(expect.objectContaining({ code: 'KEY_FORMAT' }))
    expect(give).not.toThrow(new RegExp(hex.slice(1, 20)))
    expect(give).not.toThrow(/100001|zzz|aaa/)
  })

  test('of an encryption.info whose version asks for other rounds is refused at once, whatever it asks for', async () => {
    const asking = (more: string) => Buffer.from(Buffer.from(info).toString().replace(':version=1', more))
    for (const more of [':version=2', ':version=1000000000', ':version=1e99']) {
      await expect(keyOfInfo(asking(more), defaultLimits)).rejects.toMatchObject({ code: 'INFO_VERSION' })
    }
    // A field that the format does not know has no say in the rounds.
    expect(await keyOfInfo(asking(':iterations=4294967295:version=1'), defaultLimits)).toEqual(right)
  })

  test('is not in an encryption.info with mode TPM, which is said of that file', async () => {
    await expect(keyOfInfo(Buffer.from('mode = "TPM"\n'), defaultLimits)).rejects.toMatchObject({
      code: 'SEALED_TPM',
      message: expect.stringMatching(/encryption\.info that was given/),
    })
  })
})

describe('a locked layer', () => {
  test.each([
    ['sealed by a TPM', () => tpmState()],
    ['without an encryption.info', () => tgz([file('local.tgz.ve', sealed())])],
    [
      'with the encryption.info of another host',
      () => tgz([file('encryption.info', foreignInfo), file('local.tgz.ve', sealed())]),
    ],
    [
      'with an encryption.info that is damaged',
      () => tgz([file('encryption.info', 'x'), file('local.tgz.ve', sealed())]),
    ],
    [
      'without a hash of its key',
      () => tgz([file('encryption.info', 'mode = "TPM"\n'), file('local.tgz.ve', withoutHash(sealed()))]),
    ],
  ])('%s opens with its key, given as bytes or by an encryption.info', async (_, make) => {
    for (const key of [bare, right]) {
      const document = await unlocked(make(), key)
      expect(await textAt(document, 'etc/hosts')).toBe('127.0.0.1\tlocalhost\n')
      expect(document.changes()).toEqual([])
      expect(await document.build()).toBe(document.source)
    }
  })

  test.each([
    ['another key', wrong, /another hash/],
    ['the key of another host', foreign, /sealed with key 01234567-.*this is key 07070707-/],
  ])('is not opened by %s, which changes nothing', async (_, key, message) => {
    const document = await open(tpmState())
    await expect(document.openWithKey(lockedIn(document), key)).rejects.toMatchObject({ code: 'KEY_WRONG', message })
    expect(document.failureAt(lockedIn(document))).toMatchObject({ code: 'SEALED_TPM' })
    expect(document.keys).toEqual([])
    await document.openWithKey(lockedIn(document), bare)
    expect(document.layers()).toHaveLength(2)
  })

  test('without a hash is not opened by another key: its tag says so', async () => {
    const document = await open(tgz([file('local.tgz.ve', withoutHash(sealed()))]))
    await expect(document.openWithKey(lockedIn(document), wrong)).rejects.toMatchObject({ code: 'KEY_WRONG' })
  })

  test('that was changed is damaged, not locked: the right key says so', async () => {
    const envelope = Buffer.from(sealed())
    envelope.writeUInt8(envelope.readUInt8(5000) ^ 1, 5000)
    const document = await open(tgz([file('local.tgz.ve', envelope)]))
    await expect(document.openWithKey(lockedIn(document), bare)).rejects.toMatchObject({ code: 'ENVELOPE_TAG' })
  })

  test('needs no key where it is open, and none where nothing is sealed', async () => {
    const document = await open(sealedState())
    const [layer] = document.layers().slice(1)
    expect(await document.openWithKey(lockedIn(document), wrong)).toBe(layer)
    await expect(document.openWithKey(document.root.entries()[0]!, bare)).rejects.toMatchObject({ code: 'NOT_SEALED' })
  })

  test('is written with the same key and name of the key under a fresh iv, and what is written opens with that key', async () => {
    const document = await unlocked(tpmState())
    const before = readEnvelopeHeader(document.root.contentOf(1), readContext())
    await put(document, 'etc/hosts', 'changed')
    const written = await document.build()
    await verify(document, written)
    const again = await open(written)
    expect(again.failureAt(lockedIn(again))).toMatchObject({ code: 'SEALED_TPM' })
    await again.openWithKey(lockedIn(again), bare)
    expect(await textAt(again, 'etc/hosts')).toBe('changed')
    const after = readEnvelopeHeader(again.root.contentOf(1), readContext())
    expect([after.keyInfo, after.keyHash]).toEqual([before.keyInfo, before.keyHash])
    expect(Buffer.from(after.iv)).not.toEqual(Buffer.from(before.iv))
  })

  test('has its recorded edits refused until it is open, and then they are done', async () => {
    const document = await unlocked(tpmState())
    await put(document, 'etc/hosts', 'kept')
    const recorded = document.recorded()
    expect(JSON.stringify(recorded.history)).not.toContain(Buffer.from(right.key).toString('hex'))
    const history = parseHistory(JSON.stringify(recorded.history))
    const again = await open(tpmState())
    // The same file: the iv of the fixture is another one each time.
    const same = await open(document.source)
    for (const one of [again, same]) {
      await expect(one.replay({ history, blobs: recorded.blobs })).rejects.toMatchObject({ code: 'SEALED_TPM' })
      expect(one.changes()).toEqual([])
    }
    await same.openWithKey(lockedIn(same), bare)
    await same.replay({ history, blobs: recorded.blobs })
    expect(await textAt(same, 'etc/hosts')).toBe('kept')
  })

  test('is given its key while opening, also where it is the opened file itself', async () => {
    const envelope = sealed()
    const document = await Document.open(bytesOf(envelope), { name: 'local.tgz.ve', keys: [wrong, bare] })
    expect(document.root.entries()).toHaveLength(hostFiles.length)
    await expect(Document.open(bytesOf(envelope), { name: 'local.tgz.ve', keys: [wrong] })).rejects.toMatchObject({
      code: 'KEY_WRONG',
    })
    await put(document, 'etc/hosts', 'x')
    await verify(document, await document.build())
  })

  test('has the hash that formats.md says', () => {
    const { keyHash } = readEnvelopeHeader(bytesOf(sealed()), readContext())
    expect(Buffer.from(keyHash ?? [])).toEqual(createHash('sha256').update('AES-256-GCM').update(right.key).digest())
    expect(newEnvelopeHeader({ keyId: 'x', key: right.key }).keyHash).toEqual(Buffer.from(keyHash ?? []))
  })
})
