import { describe, expect, it } from 'vitest'
import { parseWithBytes, stringifyWithBytes } from './json-bytes'

function pattern(length: number): Uint8Array {
  return Uint8Array.from({ length }, (_, at) => (at * 151 + 7) % 256)
}

describe('JSON that carries bytes', () => {
  it.each([0, 1, 2, 3, 4, 5, 255, 256, 70_001])('gives %d bytes back as they were', length => {
    const value = { ok: true, value: { offset: 3, bytes: pattern(length), total: length } }
    expect(parseWithBytes(stringifyWithBytes(value))).toEqual(value)
  })

  it.each([
    ['', ''],
    ['f', 'Zg=='],
    ['fo', 'Zm8='],
    ['foo', 'Zm9v'],
    ['foob', 'Zm9vYg=='],
    ['fooba', 'Zm9vYmE='],
    ['foobar', 'Zm9vYmFy'],
  ])('writes "%s" as RFC 4648, section 10, does', (text, base64) => {
    const bytes = Uint8Array.from(text, letter => letter.charCodeAt(0))
    expect(JSON.parse(stringifyWithBytes(bytes))).toEqual({ $bytes: base64 })
  })

  it('leaves text and objects that only look like bytes alone', () => {
    const value = { text: '{"$bytes":"AAAA"}', object: { $bytes: 'AAAA', other: 1 }, number: { $bytes: 5 } }
    expect(parseWithBytes(stringifyWithBytes(value))).toEqual(value)
  })

  it('refuses broken base64', () => {
    for (const broken of ['A', 'AA=', '=AAA', 'A*==', 'AAA=A===']) {
      expect(() => parseWithBytes(JSON.stringify({ $bytes: broken }))).toThrow(SyntaxError)
    }
  })

  it('carries four mebibytes, the largest range of the contract, without a change', () => {
    const bytes = pattern(4 * 1024 * 1024)
    const back = parseWithBytes(stringifyWithBytes({ bytes }))
    if (typeof back !== 'object' || back === null || !('bytes' in back) || !(back.bytes instanceof Uint8Array)) {
      throw new Error('no bytes came back')
    }
    expect(back.bytes.length).toBe(bytes.length)
    expect(back.bytes.findIndex((byte, at) => byte !== bytes[at])).toBe(-1)
  })
})
