// What may be left unread: nothing in which the matcher would find something.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { SearchQuery } from '../../../shared/model/search'
import { fileWith } from '../../../shared/secrets/secret'
import { makeBackup } from '../../../testing/fixtures/backups'
import { bytesOf, toUint8Array } from '../codecs/bytes'
import { Document } from '../document/document'
import { plain } from '../document/plain-name'
import { isSqlite } from '../esx/sqlite'
import { decodeText, encodingOf } from '../formats/text/encoding'
import { secretNamesOf } from '../secrets/schema-names'
import { settingsOf } from '../settings/read-settings'
import { readPlaces } from './lines'
import { matcherOf } from './matcher'
import { soughtBy, Walk } from './prefilter'
import { requiredText } from './required-text'
import { searchDocument } from './search'

const query = (text: string, more: Partial<SearchQuery> = {}): SearchQuery => ({
  text,
  regex: false,
  matchCase: true,
  word: false,
  ...more,
})
const finds = (one: SearchQuery, text: string) => [...matcherOf(one)(text)].length > 0
const mayHold = (one: SearchQuery, bytes: Buffer) => {
  const sought = soughtBy(one)
  const end = bytes.length
  return sought === null || sought.some(each => new Walk(bytesOf(bytes), each).mayHold({ start: 0, end }))
}

describe('the text that every match of an expression holds', () => {
  it.each([
    ['vmnic[0-9]+', 'vmnic'],
    ['addr=\\d+ ports', ' ports'],
    ['(a|b)needle', null],
    ['(ab)*needle', 'needle'],
    ['colou?red', 'colo'],
    ['colo{0,1}wred+', 'wred'],
    ['a\\.b\\.c', 'a.b.c'],
    ['[]x]needle', 'needle'],
    ['[^]x](q(w)[)])needle', 'needle'],
    ['\\x41needle', null],
    ['\\0123', null],
    ['\\Qa.b\\E', null],
    ['(?i)needle', null],
    ['.*', null],
    ['ab', null],
    ['über', 'ber'],
    ['nee\\dle', 'nee'],
    ['\\bneedle\\b$', 'needle'],
    ['x{2}{needle}', null],
  ])('%s: %s', (expression, expected) => expect(requiredText(expression)).toBe(expected))

  it('is in each of them', () => {
    const piece = fc.constantFrom(
      'abc',
      'xyz',
      'k',
      's',
      '.',
      '\\.',
      'b?',
      'c*',
      'd+',
      'e{2}',
      '[a-c]',
      '(ab)',
      '(ab)?',
      '\\d',
      '^',
      '-',
      ' ',
    )
    fc.assert(
      fc.property(
        fc.array(piece, { minLength: 1, maxLength: 6 }),
        fc.array(fc.constantFrom('abc', 'xyz', 'abcd', 'ee', 'b', 'ab', '.', '1', 'K', 's', '-', ' ', 'dd'), {
          maxLength: 8,
        }),
        (parts, words) => {
          const expression = parts.join('')
          const required = requiredText(expression)
          const text = words.join('')
          fc.pre(required !== null)
          for (const [from, to] of matcherOf(query(expression, { regex: true }))(text))
            expect(text.slice(from, to)).toContain(required)
        },
      ),
      { numRuns: 500 },
    )
  })
})

describe('bytes that may not hold a query', () => {
  const letters = fc.constantFrom('a', 'K', 'k', 's', 'S', '\u212a', '\u017f', 'ü', 'Ü', 'é', '.', ' ', 'ß', '😀')
  const text = fc.array(letters, { maxLength: 12 }).map(parts => parts.join(''))
  const wanted = fc.array(letters, { minLength: 1, maxLength: 3 }).map(parts => parts.join(''))
  it('hold none, in UTF-8 and in Latin-1, whatever case is minded', () => {
    fc.assert(
      fc.property(text, wanted, fc.boolean(), fc.boolean(), fc.boolean(), (content, needle, matchCase, word, regex) => {
        const one = query(regex ? needle.replaceAll('.', '\\.') : needle, { matchCase, word, regex })
        const utf8 = Buffer.from(content)
        const latin = Buffer.from(content.replace(/[^\0-\u00ff]/g, ''), 'latin1')
        if (finds(one, content)) expect(mayHold(one, utf8)).toBe(true)
        if (finds(one, latin.toString('latin1'))) expect(mayHold(one, latin)).toBe(true)
      }),
      { numRuns: 3000 },
    )
  })
  it('are left out where they cannot', () => {
    expect(mayHold(query('needle'), Buffer.from('a nedle'))).toBe(false)
    expect(mayHold(query('NEEDLE', { matchCase: false }), Buffer.from('a nedle'))).toBe(false)
    expect(mayHold(query('needle\\d+', { regex: true }), Buffer.from('a nedle'))).toBe(false)
    expect(mayHold(query('grün'), Buffer.from('grun'))).toBe(false)
  })
})

it('without regard to case a text is found wherever it begins, also across the pieces that are decoded at once', () => {
  const piece = 64 * 1024
  const [sought] = soughtBy(query('Task', { matchCase: false })) ?? []
  if (!sought) throw new Error('a literal is sought by its bytes')
  const border = fc.tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: -8, max: 8 }))
  fc.assert(
    fc.property(
      fc.array(border, { maxLength: 4 }),
      border,
      fc.constantFrom('tASK', 'ta\u017f\u212a'),
      (places, from, form) => {
        const bytes = Buffer.alloc(3 * piece + 20, '.')
        const starts = places.map(([index, by]) => Math.max(index * piece + by, 0))
        for (const start of starts) bytes.write(form, start)
        const begin = Math.max(from[0] * piece + from[1], 0)
        // What was written over what was there before may have spoiled it: only whole ones count.
        const whole = starts.filter(start => bytes.toString('utf8', start, start + Buffer.byteLength(form)) === form)
        const wanted = Math.min(...whole.filter(start => start >= begin))
        expect(sought.find(bytes, begin)).toBe(Number.isFinite(wanted) ? wanted : -1)
      },
    ),
    { numRuns: 300 },
  )
})

it('a walk tells of any ranges, over chunks of any size, what a look at each of them tells', () => {
  const chunks = fc.array(fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 6 }), { minLength: 1, maxLength: 8 })
  const ranges = fc.array(fc.tuple(fc.nat(48), fc.nat(48)), { minLength: 1, maxLength: 12 })
  const needle = fc.string({ unit: fc.constantFrom('a', 'b'), minLength: 1, maxLength: 5 })
  fc.assert(
    fc.property(chunks, ranges, needle, fc.boolean(), (parts, asked, sought, inOrder) => {
      const whole = parts.join('')
      const bytes = bytesOf(...parts.map(part => Buffer.from(part)))
      const [first] = soughtBy(query(sought)) ?? []
      if (!first) throw new Error('a literal is sought by its bytes')
      const walk = new Walk(bytes, first)
      const clamped = asked.map(pair => pair.map(one => Math.min(one, whole.length)).toSorted((a, b) => a - b))
      for (const [start = 0, end = 0] of inOrder ? clamped.toSorted(([a = 0], [b = 0]) => a - b) : clamped) {
        const at = whole.indexOf(sought, start)
        expect([start, end, walk.mayHold({ start, end })]).toEqual([start, end, at >= 0 && at < end])
      }
    }),
    { numRuns: 2000 },
  )
})

describe('a search of a whole backup', () => {
  it('gives the lines that a look at each file gives, as it was opened and after edits', async () => {
    const { bytes } = await makeBackup('esxi-6.7')
    const document = await Document.open(bytesOf(bytes), { name: 'state.tgz' })
    await document.openAll()
    document.put(
      await document.resolve('etc/hosts'),
      bytesOf(Buffer.from('192.0.2.77 zürich.lab.example # Kelvin \u212a\n')),
    )
    const entries = document
      .layers()
      .flatMap(layer => layer.entries())
      .filter(entry => entry.kind === 'file' && entry.opens === null && !entry.problem)
    const names = secretNamesOf(await settingsOf(document))
    const texts = entries.flatMap(entry => {
      const content = toUint8Array(document.content(entry))
      const encoding = encodingOf(content)
      return encoding === null || isSqlite(content) ? [] : [{ entry, text: decodeText(content, encoding) }]
    })
    const pieces = fc
      .tuple(
        fc.constantFrom(...texts.filter(({ text }) => text.length > 20)),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.integer({ min: 1, max: 9 }),
      )
      .map(([{ text }, place, length]) => text.slice(Math.floor(place * (text.length - 10))).slice(0, length))
    const wanted = fc.oneof(
      pieces,
      fc.constantFrom('k', 'ZÜRICH', 'kelvin k', '192.0.2.77', 'vmk[0-9]', 'esx\\w+\\.lab', 'no such text'),
    )
    await fc.assert(
      fc.asyncProperty(wanted, fc.boolean(), fc.boolean(), fc.boolean(), async (text, matchCase, word, regex) => {
        const one = query(regex && /[()[\]{}\\*+?|]/.test(text) && !text.includes('\\w') ? 'vmk[0-9]' : text, {
          matchCase,
          word,
          regex,
        })
        const hits: string[] = []
        const { complete } = await searchDocument(document, one, {
          give: ({ kind, place, before, match, after }) => {
            if (kind === 'text') hits.push(`${place.address}:${place.line} ${before}[${match}]${after}`)
          },
        })
        fc.pre(complete)
        const matcher = matcherOf(one)
        const slowly = texts.flatMap(({ entry, text: content }) =>
          [...readPlaces(content, matcher, fileWith([plain(entry.name)], names))].map(
            ({ line, before, match, after }) => `${entry.address}:${line} ${before}[${match}]${after}`,
          ),
        )
        expect(hits).toEqual(slowly)
      }),
      { numRuns: 60 },
    )
  })
})
