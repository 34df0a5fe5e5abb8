import { execFileSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { BootbankError } from '../../../../shared/model/errors'
import { decodeText, encodeText, encodingOf, lineEndingOf, workingEncoding } from './encoding'

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
