import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { genuineSample, readGenuine, theGenuineSample } from '../../../testing/archives/genuine-sample'
import { readContext } from '../../../testing/archives/read-context'
import { type Bytes, bytesOf, sha256Of, toUint8Array } from './bytes'
import { type EnvelopeKey, formatEncryptionInfo, parseEncryptionInfo, unlock } from './encryption-info'
import { newEnvelopeHeader, openEnvelope, readEnvelopeHeader, sealEnvelope } from './envelope'
import { defaultLimits } from './limits'
import { needs } from '../../../testing/needs'

const key: EnvelopeKey = { keyId: '00112233-4455-6677-8899-aabbccddeeff', key: Buffer.alloc(32, 9) }
const context = readContext()
const open = (sealed: Bytes, by = key) => openEnvelope(sealed, readEnvelopeHeader(sealed, context), by, context)
const changed = (sealed: Bytes, at: number): Bytes => {
  const copy = Buffer.from(toUint8Array(sealed))
  copy[at]! ^= 1
  return bytesOf(copy)
}

test('content of any length survives sealing and opening', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.uint8Array({ maxLength: 9000 }), fc.constantFrom(new Uint8Array(4096), new Uint8Array(4095))),
      content => {
        const sealed = sealEnvelope(bytesOf(content), newEnvelopeHeader(key), key)
        expect(Buffer.from(toUint8Array(open(sealed))).equals(content)).toBe(true)
        expect(sealed.length % 4096).toBe(0)
      },
    ),
  )
})

test('sealing again takes a fresh iv that keeps its WMV_ prefix, and changes nothing else in the header', () => {
  const first = sealEnvelope(bytesOf(Buffer.from('state')), newEnvelopeHeader(key), key)
  const header = readEnvelopeHeader(first, context)
  const second = readEnvelopeHeader(sealEnvelope(bytesOf(Buffer.from('state')), header, key), context)
  expect(Buffer.from(second.iv.subarray(0, 4)).toString()).toBe('WMV_')
  expect(Buffer.from(second.iv).equals(header.iv)).toBe(false)
  const without = (one: typeof header) =>
    Buffer.from(one.raw)
      .fill(0, one.ivOffset, one.ivOffset + 12)
      .toString('hex')
  expect(without(second)).toBe(without(header))
})

test('the header block is what formats.md section 4 says, byte for byte', () => {
  const raw = Buffer.from(newEnvelopeHeader(key).raw)
  expect(raw.toString('latin1', 0, 22)).toBe('DataTransformEnvelope\0')
  expect(raw.readUInt32LE(504)).toBe(3584)
  expect(raw.readUInt32LE(508)).toBe(2)
  expect(raw.toString('latin1', 512, 526)).toBe('\x0c\0\0\0vmware.iv\0')
  expect(raw.readBigUInt64LE(526)).toBe(12n)
})

describe('a damaged envelope is refused, naming the layer and the byte', () => {
  const sealed = sealEnvelope(bytesOf(Buffer.alloc(5000, 3)), newEnvelopeHeader(key), key)
  test.each([
    ['a changed ciphertext byte', 'ENVELOPE_TAG', () => changed(sealed, 5000)],
    ['a changed tag', 'ENVELOPE_TAG', () => changed(sealed, sealed.length - 4096 + 32)],
    ['a changed byte of the header that nothing reads', 'ENVELOPE_TAG', () => changed(sealed, 4000)],
    ['a changed iv', 'ENVELOPE_TAG', () => changed(sealed, newEnvelopeHeader(key).ivOffset)],
    ['a wrong key hash', 'ENVELOPE_KEY_HASH', () => changed(sealed, newEnvelopeHeader(key).attributes[3]!.valueOffset)],
    ['an unknown version', 'ENVELOPE_HEADER', () => changed(sealed, 508)],
    ['a footer that is not one', 'ENVELOPE_FOOTER', () => changed(sealed, sealed.length - 4096)],
    ['a missing last block', 'ENVELOPE_FOOTER', () => sealed.slice(0, sealed.length - 4096)],
    ['a file cut within a block', 'ENVELOPE_TRUNCATED', () => sealed.slice(0, sealed.length - 100)],
    ['a file cut within its header', 'ENVELOPE_TRUNCATED', () => sealed.slice(0, 1000)],
  ])('%s: %s', (_, code, make) => {
    expect(() => open(make())).toThrow(
      expect.objectContaining({
        code,
        where: expect.objectContaining({ layer: 'test.tgz', offset: expect.any(Number) }),
      }),
    )
  })

  test('a key of another backup: ENVELOPE_KEY_ID', () => {
    expect(() => open(sealed, { ...key, keyId: 'ffffffff-4455-6677-8899-aabbccddeeff' })).toThrow(
      expect.objectContaining({ code: 'ENVELOPE_KEY_ID' }),
    )
  })
})

describe('encryption.info', () => {
  const material = { keyId: Buffer.alloc(16, 1), data1: Buffer.alloc(15, 2), data2: Buffer.alloc(16, 3) }
  const parse = async (text: string | Uint8Array) =>
    unlock(parseEncryptionInfo(typeof text === 'string' ? Buffer.from(text) : text, defaultLimits))

  test('the key is PBKDF2-HMAC-SHA-256 over 100,000 rounds, as Python computes it', async () => {
    // hashlib.pbkdf2_hmac('sha256', b'\x02'*15 + b'This is obfuscation, …use TPM.', b'\x03'*16, 100000, 32)
    const found = await parse(formatEncryptionInfo(material))
    expect(found.keyId).toBe('01010101-0101-0101-0101-010101010101')
    expect(Buffer.from(found.key).toString('hex')).toBe(
      'fcaabeb1051cdefdf07605322fe212307ef4469150d8d3b45da0b953aded28bb',
    )
  })

  test.each([
    ['mode = "TPM"', 'SEALED_TPM'],
    ['mode = "SGX"', 'INFO_MODE'],
    ['mode = "NONE"', 'INFO_NO_KEY'],
    ['mode = "NONE"\nConfigEncData = "keyId=AAAA:data1=:version=1"', 'INFO_NO_KEY'],
    ['ConfigEncData = "x"', 'INFO_SYNTAX'],
    ['mode: NONE', 'INFO_SYNTAX'],
  ])('%j is refused with %s', async (text, code) => {
    await expect(parse(text)).rejects.toMatchObject({ code })
  })
})

describe('the genuine host backup', needs(genuineSample, theGenuineSample), () => {
  const info = () => unlock(parseEncryptionInfo(readGenuine('encryption.info'), defaultLimits))

  test('its key and its local.tgz are those of formats.md section 5; sealed again it opens to the same', async () => {
    const found = await info()
    expect(found.keyId).toBe('7e62cec5-6aef-4d7e-838b-cae32eefd251')
    const sealed = bytesOf(readGenuine('local.tgz.ve'))
    const header = readEnvelopeHeader(sealed, context)
    const content = openEnvelope(sealed, header, found, context)
    expect(content.length).toBe(94_293)
    const digest = 'fe131620351b9fd5fc4aef219bf3211340f3742464c038e1695e7b6667f86952'
    expect(sha256Of(content)).toBe(digest)
    const again = sealEnvelope(content, header, found)
    expect(sha256Of(openEnvelope(again, readEnvelopeHeader(again, context), found, context))).toBe(digest)
  })
})
