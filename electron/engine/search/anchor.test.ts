import fc from 'fast-check'
import { expect, it } from 'vitest'
import { anchorOf } from './anchor'
import { matcherOf } from './matcher'
import { soughtBy } from './prefilter'

const query = (text: string) => ({ text, regex: false, matchCase: true, word: false })
/** Few letters, so that parts of what is looked for stand everywhere; common ones, rare ones, and some beyond ASCII. */
const texts = (maxLength: number) =>
  fc
    .array(fc.constantFrom('e', 'e', 'Q', 'x', ' ', 'é', '€', '😀', '\0', '\n', '.'), { maxLength })
    .map(parts => parts.join(''))
const needles = texts(12).filter(text => text !== '')
/** Texts that hold what is looked for, and beginnings and ends of it. */
const haystacks = fc
  .tuple(needles, fc.array(fc.tuple(texts(4), fc.nat(12), fc.nat(12)), { maxLength: 12 }))
  .map(([needle, parts]) => ({
    needle,
    text: parts
      .map(
        ([between, from, to]) => `${between}${needle.slice(from % needle.length, from > to ? undefined : to)}${needle}`,
      )
      .join(''),
  }))

it('an anchor lies in what is looked for, is never empty, and begins with what texts have least', () => {
  fc.assert(
    fc.property(needles, text => {
      const bytes = Buffer.from(text)
      const [from, to] = anchorOf(bytes)
      return from >= 0 && from < to && to <= bytes.length
    }),
  )
  expect(anchorOf(Buffer.from('autoconf'))).toEqual([1, 8])
  expect(anchorOf(Buffer.from('CERTIFICATE-----')).at(0)).toBeLessThan(11)
  expect(anchorOf(Buffer.from('e'))).toEqual([0, 1])
})

it('a text is found in bytes wherever it would be found by itself', () => {
  fc.assert(
    fc.property(haystacks, fc.nat(30), ({ needle, text }, from) => {
      const chunk = Buffer.from(text)
      for (const sought of soughtBy(query(needle))?.slice(0, 1) ?? [])
        expect(sought.find(chunk, from)).toBe(chunk.indexOf(needle, from))
    }),
    { numRuns: 2000 },
  )
})

it('a text is found in a text as an expression of the language finds it', () => {
  fc.assert(
    fc.property(haystacks, fc.nat(30), ({ needle, text }, start) => {
      // Halves of surrogate pairs are for the expression itself.
      fc.pre(!/\p{Surrogate}/u.test(needle) && !/[\udc00-\udfff]/.test(text.charAt(start)))
      const pattern = new RegExp(needle.replace(/[.]/g, '\\.'), 'gu')
      pattern.lastIndex = start
      const expected: (readonly [number, number])[] = []
      for (let match = pattern.exec(text); match; match = pattern.exec(text))
        expected.push([match.index, match.index + match[0].length])
      expect([...matcherOf(query(needle))(text, start)]).toEqual(expected)
    }),
    { numRuns: 2000 },
  )
})
