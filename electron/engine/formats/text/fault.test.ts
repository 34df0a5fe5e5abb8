import { describe, expect, it } from 'vitest'
import { decodeText, shownEncodingOf } from './encoding'
import { textFault } from './fault'

function faultOf(data: Uint8Array): string | null {
  const encoding = shownEncodingOf(data)
  return encoding && textFault(data, encoding, decodeText(data, encoding))
}
const latin = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'))
const utf8 = (text: string) => new Uint8Array(Buffer.from(text))
const rest = 'some more of the text, so that it is text\n'

describe('what is wrong in a text', () => {
  it('is nothing in UTF-8, Latin-1 and UTF-16', () => {
    expect(faultOf(utf8('größe\n\ufffd'))).toBeNull()
    expect(faultOf(latin('größe = 1 und noch mehr\n'))).toBeNull()
    expect(faultOf(new Uint8Array(Buffer.from('\ufeffgröße 😀', 'utf16le')))).toBeNull()
  })

  it('a lone surrogate in UTF-8 has its line and offset, also after a genuine replacement character', () => {
    const start = utf8(`größe \ufffd\r\n${rest}`)
    const data = Uint8Array.from([...start, ...utf8('x'), 0xed, 0xa0, 0xbd, ...utf8('y\n')])
    expect(faultOf(data)).toMatch(new RegExp(`^Line 3: the byte 0xED at offset ${start.length + 1} is not UTF-8,`))
  })

  it('a lone surrogate in UTF-16 as well', () => {
    const data = new Uint8Array(Buffer.from('\ufeffa\nb\ud83dc\n', 'utf16le'))
    expect(faultOf(data)).toMatch(/^Line 2: U\+D83D is half of a surrogate pair, at byte 8\./)
    expect(data.subarray(8, 10)).toEqual(Uint8Array.of(0x3d, 0xd8))
  })

  it('a byte of Latin-1 among UTF-8, a sequence that is cut off, a control character', () => {
    expect(faultOf(Uint8Array.from([...utf8(`ü ${rest}`), 0xfc, 0x0a]))).toContain('Line 2: the byte 0xFC')
    expect(faultOf(Uint8Array.from([...utf8(`ü ${rest}`), 0xe2, 0x82]))).toContain('the byte 0xE2 at offset 45')
    expect(faultOf(utf8(`ü ${rest}${rest}a\u0001b\n`))).toMatch(
      /Line 3: the byte 0x01 at offset 88 is a control character/,
    )
  })
})
