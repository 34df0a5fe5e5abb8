import { execFileSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { BootbankError } from '../../../../shared/model/errors'
import fc from 'fast-check'
import { file, opened, tgz } from '../../../../testing/archives/small-backups'
import { toUint8Array } from '../../codecs/bytes'
import { text as textEdit } from '../../edits/text'
import { decodeText, encodeText, encodingOf, lineEndingOf, shownEncodingOf, workingEncoding } from './encoding'

const bytes = (text: string) => new TextEncoder().encode(text)
const latin = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'))

describe('bytes as text', () => {
  it.each([
    ['plain ASCII', bytes('127.0.0.1 localhost\n'), 'utf-8'],
    ['UTF-8', bytes('größe = 1\n'), 'utf-8'],
    ['UTF-8 with a BOM', bytes('\ufeffa\n'), 'utf-8'],
    ['tab, CR, FF and ESC', bytes('a\tb\r\n\f\u001b[0m'), 'utf-8'],
    ['Latin-1', latin('description = Größe in Münster, äußerst lang\n'), 'latin-1'],
    ['text with a stray control byte', bytes(`${'a'.repeat(100)}\u0001`), 'latin-1'],
    ['a NUL', bytes('a\0b'), null],
    ['a UTF-16 file', new Uint8Array(Buffer.from('hosts', 'utf16le')), null],
    ['random bytes', Uint8Array.from({ length: 512 }, (_, at) => ((at * 167) % 255) + 1), null],
  ])('%s', (_name, data, encoding) => {
    expect(encodingOf(data)).toBe(encoding)
  })

  it('gives every byte of Latin-1 back, 0x80 to 0x9f included', () => {
    const all = Uint8Array.from({ length: 255 }, (_, at) => at + 1)
    expect(encodeText(decodeText(all, 'latin-1'), 'latin-1', {})).toEqual(all)
  })

  it('decodes Latin-1 as iconv does', () => {
    const high = Uint8Array.from({ length: 96 }, (_, at) => at + 0xa0)
    const oracle = execFileSync('iconv', ['-f', 'ISO-8859-1', '-t', 'UTF-8'], { input: high }).toString('utf8')
    expect(decodeText(high, 'latin-1')).toBe(oracle)
  })

  it('keeps a BOM and CRs on the way there and back', () => {
    const data = bytes('\ufeffa\r\nb\rc\n')
    expect(encodeText(decodeText(data, 'utf-8'), 'utf-8', {})).toEqual(data)
  })

  it('stays with Latin-1 while the only umlaut is being replaced', () => {
    const original = latin('name = Müller and some more text\n')
    expect(workingEncoding(bytes('name = Mller and some more text\n'), original)).toBe('latin-1')
    expect(workingEncoding(bytes('name = Мюллер\n'), original)).toBe('utf-8')
    expect(workingEncoding(bytes('name = Mueller\n'), null)).toBe('utf-8')
  })

  it('names the first character and the line that the encoding cannot hold', () => {
    const error = thrown(() => encodeText('a\r\nb\r\nc €\n€', 'latin-1', { path: 'etc/motd' }))
    expect(error.code).toBe('NOT_TEXT')
    expect(error.message).toMatch(/^Line 3: .*"€" \(U\+20AC\)/)
    expect(error.where).toEqual({ path: 'etc/motd' })
  })

  it('refuses half a surrogate pair and takes a whole one', () => {
    expect(thrown(() => encodeText('x\ud83dy', 'utf-8', {})).message).toContain('U+D83D')
    expect(encodeText('😀', 'utf-8', {})).toEqual(bytes('😀'))
    expect(thrown(() => encodeText('😀', 'latin-1', {})).message).toContain('U+1F600')
  })
})

/** What iconv writes, with the mark in front that it leaves out. */
function iconv(text: string, encoding: 'UTF-16LE' | 'UTF-16BE'): Uint8Array {
  return new Uint8Array(execFileSync('iconv', ['-f', 'UTF-8', '-t', encoding], { input: `\ufeff${text}` }))
}

describe('what a byte order mark says', () => {
  const words = 'Größe\r\n日本語 😀\n'
  it.each([
    ['UTF-16 LE', iconv(words, 'UTF-16LE'), 'utf-16le'],
    ['UTF-16 BE', iconv(words, 'UTF-16BE'), 'utf-16be'],
    ['UTF-8 with a mark', bytes(`\ufeff${words}`), 'utf-8-bom'],
    ['a mark alone', Uint8Array.of(0xff, 0xfe), 'utf-16le'],
    ['UTF-16 without a mark', iconv(words, 'UTF-16LE').slice(2), null],
    ['UTF-16 with half a unit at the end', iconv(words, 'UTF-16LE').slice(0, -1), null],
    ['UTF-16 with a NUL', iconv('a\0b', 'UTF-16LE'), null],
    ['UTF-32 LE', Uint8Array.of(0xff, 0xfe, 0, 0, 0x61, 0, 0, 0), null],
    [
      'bytes that only begin like UTF-16',
      Uint8Array.of(0xff, 0xfe, ...new Array(40).fill(0x01).flatMap(one => [one, 0])),
      null,
    ],
  ])('%s', (_name, data, encoding) => {
    expect(shownEncodingOf(data)).toBe(encoding)
  })

  it.each(['UTF-16LE', 'UTF-16BE'] as const)('decodes %s as iconv does', encoding => {
    const data = iconv(words, encoding)
    const shown = shownEncodingOf(data)!
    expect(decodeText(data, shown)).toBe(words)
    expect(encodeText(words, shown, {})).toEqual(data)
  })

  it('whatever can be shown comes back byte for byte, half surrogate pairs included', () => {
    const unit = fc.oneof(
      fc.integer({ min: 0x20, max: 0x7e }),
      fc.integer({ min: 1, max: 0xffff }),
      fc.integer({ min: 0xd800, max: 0xdfff }),
    )
    const mark = fc.constantFrom([0xff, 0xfe], [0xfe, 0xff], [0xef, 0xbb, 0xbf], [])
    const content = fc.oneof(
      fc.array(unit).map(units => units.flatMap(one => [one & 0xff, one >> 8])),
      fc.array(unit).map(units => units.flatMap(one => [one >> 8, one & 0xff])),
      fc.string({ unit: 'grapheme' }).map(one => [...bytes(one)]),
    )
    let shownAtAll = 0
    fc.assert(
      fc.property(mark, content, (start, rest) => {
        const data = Uint8Array.from([...start, ...rest])
        const encoding = shownEncodingOf(data)
        if (encoding === null) return
        shownAtAll += 1
        expect(encodeText(decodeText(data, encoding), encoding, {})).toEqual(data)
      }),
      { numRuns: 500 },
    )
    expect(shownAtAll).toBeGreaterThan(100)
  })

  it('an edit keeps the encoding, also when nothing of the text is left', async () => {
    for (const [name, before, after] of [
      ['UTF-16LE', iconv('a = 1\r\n', 'UTF-16LE'), iconv('b = Ж\r\n', 'UTF-16LE')],
      ['UTF-16BE', iconv('a = 1\r\n', 'UTF-16BE'), iconv('b = Ж\r\n', 'UTF-16BE')],
    ] as const) {
      const document = await opened(await tgz([file('etc/a.txt', before), file('etc/b.txt', before)]))
      const entry = await document.resolve('etc/a.txt')
      const type = (text: string) => textEdit.apply(document, entry, { text, typing: '' })
      await type('')
      expect([name, shownEncodingOf(toUint8Array(document.content(entry)))]).toEqual([name, shownEncodingOf(before)])
      await type('b = Ж\r\n')
      expect(toUint8Array(document.content(entry))).toEqual(after)
      expect(toUint8Array(document.content(await document.resolve('etc/b.txt')))).toEqual(before)
    }
  })

  it('the mark of UTF-8 is a character that can be removed, because the host stumbles over it', async () => {
    const document = await opened(await tgz([file('etc/a.txt', bytes('\ufeffa\n'))]))
    const entry = await document.resolve('etc/a.txt')
    expect(decodeText(toUint8Array(document.content(entry)), 'utf-8-bom')).toBe('\ufeffa\n')
    await textEdit.apply(document, entry, { text: 'a\n', typing: '' })
    expect(toUint8Array(document.content(entry))).toEqual(bytes('a\n'))
  })

  it('a file of ASCII in the place of one of UTF-16 is UTF-8', () => {
    expect(workingEncoding(bytes('plain\n'), iconv('a', 'UTF-16LE'))).toBe('utf-8')
  })
})

describe('line endings', () => {
  it.each([
    ['', 'none'],
    ['one line', 'none'],
    ['a\nb\n', 'lf'],
    ['a\r\nb\r\n', 'crlf'],
    ['a\r\nb\n', 'mixed'],
    ['a\rb', 'mixed'],
    ['a\r\r\n', 'mixed'],
  ])('%j is %s', (text, ending) => {
    expect(lineEndingOf(text)).toBe(ending)
  })
})

function thrown(run: () => unknown): BootbankError {
  try {
    run()
  } catch (error) {
    if (error instanceof BootbankError) return error
  }
  throw new Error('no BootbankError was thrown')
}
