// A file in windows tells what the same file tells in one piece: lines, matches, secrets, bytes.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { SearchHit, SearchQuery } from '../../../shared/model/search'
import { backupOf } from '../../../testing/settings/stores'
import { bytesOf, type Range } from '../codecs/bytes'
import { decodeText, encodingOf, textLimit } from '../formats/text/encoding'
import { selfSignedPair } from '../guides/self-signed'
import { Holder } from './holder'
import { encodingOfLarge, placesInLarge, rangesInLarge, textWindows } from './large-file'
import { readPlaces } from './lines'
import { matcherOf } from './matcher'
import { searchDocument } from './search'

const query = (text: string, more: Partial<SearchQuery> = {}): SearchQuery => ({
  text,
  regex: false,
  matchCase: true,
  word: false,
  ...more,
})
const file = { paths: ['etc/own.conf'] }
const everything = () => true
const queries = [
  query('a'),
  query('aa'),
  query('ab', { word: true }),
  query('ü'),
  query('A', { matchCase: false }),
  query('^a', { regex: true }),
  query('a+$', { regex: true }),
  query('a\\s+b', { regex: true }),
  query('[ab]{2,9}', { regex: true }),
  query('planted'),
  query('\n'),
]
/** Lines long and short, with secrets, in one and in several bytes a character. */
const content = fc
  .array(
    fc.oneof(
      fc.constantFrom('a', 'ab', 'b\n', '\n', 'ü', '😀', ' ', '\r\n', 'aaaa'),
      fc.constant('password = planted1234\n'),
      fc.constant('x'.repeat(700)),
      fc.constant(`${'ab '.repeat(200)}\n`),
      fc.constant(`-----BEGIN PRIVATE KEY-----\n${'plantedab\n'.repeat(10)}-----END PRIVATE KEY-----\n`),
    ),
    { minLength: 1, maxLength: 40 },
  )
  .map(parts => parts.join(''))
const sizes = fc.record({ own: fc.integer({ min: 1, max: 900 }), around: fc.constant(1000) })

describe('in windows', () => {
  it('a text has the same places as in one piece', () => {
    fc.assert(
      fc.property(
        content,
        sizes,
        fc.constantFrom(...queries),
        fc.integer({ min: 1, max: 300 }),
        (text, size, one, chunk) => {
          const bytes = Buffer.from(text)
          const chunks: Uint8Array[] = []
          for (let at = 0; at < bytes.length; at += chunk) chunks.push(bytes.subarray(at, at + chunk))
          const matcher = matcherOf(one)
          const windows = textWindows(bytesOf(...chunks), 'utf-8', everything, size)
          const shown = (places: Iterable<object>) => [...places].map(({ to, ...place }: { to?: number }) => place)
          expect(shown(placesInLarge(windows, matcher, file))).toEqual(shown(readPlaces(text, matcher, file)))
        },
      ),
      { numRuns: 600 },
    )
  })

  it('windows that are not wanted are left out, and lines still count', () => {
    fc.assert(
      fc.property(
        content,
        sizes,
        fc.constantFrom(...queries.filter(one => !one.regex && one.matchCase)),
        (text, size, one) => {
          const bytes = bytesOf(Buffer.from(text))
          const matcher = matcherOf(one)
          const holds = ({ start }: Range, right: number) => Buffer.from(bytes.read(start, right)).includes(one.text)
          const told = (wanted: typeof holds) => [
            ...placesInLarge(textWindows(bytes, 'utf-8', wanted, size), matcher, file),
          ]
          expect(told(holds)).toEqual(told(everything))
        },
      ),
    )
  })

  it('windows in which no match begins are left out for any query, and all of its places are told', () => {
    fc.assert(
      fc.property(content, sizes, fc.constantFrom(...queries), (text, size, one) => {
        const bytes = bytesOf(Buffer.from(text))
        const told = (wanted: (own: Range, right: number) => boolean) => [
          ...placesInLarge(textWindows(bytes, 'utf-8', wanted, size), matcherOf(one), file),
        ]
        expect(told(new Holder(one).partsOf(bytes))).toEqual(told(everything))
      }),
    )
  })

  it('bytes have the same ranges as in one piece', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 300, max: 4 }),
        fc.integer({ min: 1, max: 60 }),
        fc.uint8Array({ minLength: 1, maxLength: 3, max: 4 }),
        (bytes, own, needle) => {
          const text = Buffer.from(bytes).toString('latin1')
          const matcher = matcherOf(query(Buffer.from(needle).toString('latin1')))
          const told = [
            ...rangesInLarge(textWindows(bytesOf(bytes), 'latin-1', everything, { own, around: 8 }), matcher),
          ]
          expect(told.map(one => [one.offset, one.text])).toEqual(
            [...matcher(text)].map(([from, to]) => [from, text.slice(from, to)]),
          )
        },
      ),
    )
  })

  it('a content has the encoding that it has in one piece', () => {
    const bytes = fc.oneof(
      content.map(text => Buffer.from(text)),
      fc.uint8Array({ maxLength: 200 }),
      content.map(text => Buffer.from(text.replaceAll('😀', ''), 'latin1')),
    )
    fc.assert(
      fc.property(bytes, fc.integer({ min: 1, max: 50 }), (one, own) => {
        expect(encodingOfLarge(bytesOf(one), own)).toBe(encodingOf(one))
      }),
      { numRuns: 500 },
    )
  })
})

describe('a file beyond the limit of one text', () => {
  const line = 'some words that are in no query at all\n'
  const filler = line.repeat(Math.ceil((textLimit + 1024) / line.length / 2))

  it('is searched as text: at its beginning, its middle and its end, with secrets hidden and certificates read', async () => {
    const { certificate } = await selfSignedPair(['esx9.example.com'], 10, new Date('2026-01-01'))
    const text = `needle\n${filler}a needle in the middle\npassword = planted # needle\n${filler}${certificate}last needle`
    const document = await backupOf({ conf: '/a = "1"\n', files: { 'var/big.log': text } })
    await document.openAll()
    const found = async (one: SearchQuery) => {
      const hits: SearchHit[] = []
      expect(await searchDocument(document, one, { give: hit => void hits.push(hit) })).toMatchObject({
        complete: true,
      })
      return hits.filter(hit => hit.place.address.endsWith('big.log'))
    }
    const expected = [...readPlaces(text, matcherOf(query('needle')), file)].map(one => one.line)
    for (const one of [query('needle'), query('NEEDLE', { matchCase: false }), query('ne{2}dle', { regex: true })])
      expect((await found(one)).map(hit => hit.place.line)).toEqual(expected)
    expect(JSON.stringify(await found(query('planted')))).toContain('••••')
    expect(JSON.stringify(await found(query('planted')))).not.toContain('planted"')
    expect((await found(query('DNS:esx9'))).map(({ kind, place }) => [kind, place.line])).toEqual([
      ['certificate', text.slice(0, text.indexOf('-----BEGIN')).split('\n').length],
    ])
  })

  it('is searched as bytes where it is not text', async () => {
    const bytes = Buffer.alloc(textLimit + 5000, 1)
    for (const at of [0, 4 * 1024 * 1024 - 3, textLimit + 4990]) bytes.write('needle', at)
    const document = await backupOf({ conf: '/a = "1"\n', files: { 'var/core': bytes } })
    await document.openAll()
    const offsets: (number | null)[] = []
    await searchDocument(document, query('needle'), { give: hit => void offsets.push(hit.offset) })
    expect(offsets).toEqual([0, 4 * 1024 * 1024 - 3, textLimit + 4990])
    expect(decodeText(bytes.subarray(0, 6), 'latin-1')).toBe('needle')
  })
})
