// `name="value"` and `name = value` are looked for by hand, because a pattern would try every word of a text. What is found must be what
// the patterns would find.
import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { SecretSpan } from '../secret'
import { namedValues, secretKindOfName } from './named-values'

const NAME = '[\\w.:/\\[\\]-]{1,200}'
const attribute = new RegExp(`(?<![\\w.:/\\[\\]-])(${NAME})="([^"\\r\\n]*)`, 'g')
const line = new RegExp(`(?<![^\\r\\n])[ \\t]*(${NAME})[ \\t]*=[ \\t]*"?([^\\r\\n]*)`, 'g')
const harmless = /^(?:[ \t\r\n]*|\$[({\w][\s\S]*|\*+|true|false|yes|no|on|off|none|null)$/i

function byPattern(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].flatMap(match => {
    const [all, name = '', value = ''] = match
    const kind = secretKindOfName(name)
    const inner = value.replace(/^[ \t\r\n]*/, '')
    const trimmed = inner.replace(/[ \t\r\n]*$/, '')
    const secret = pattern === line && trimmed.endsWith('"') ? trimmed.slice(0, -1) : trimmed
    const from = match.index + all.length - value.length + (value.length - inner.length)
    return kind === null || harmless.test(secret) ? [] : [`${from}-${from + secret.length} ${kind}`]
  })
}

const told = ({ from, to, kind }: SecretSpan) => `${from}-${to} ${kind}`

const piece = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom('password', 'community', 'x.password', 'auth.password', 'name', 'own', 'a') },
  { weight: 8, arbitrary: fc.constantFrom('=', '="', '"', ' ', '\t', '\n', '\r', '\r\n', ' = ', '="x"') },
  { weight: 2, arbitrary: fc.constantFrom('w', '-', ':', '[0]', '/', '$x', '*', 'true', 'é', '\u2028', ';') },
  { weight: 1, arbitrary: fc.constantFrom('n'.repeat(190), 'n'.repeat(200), ' '.repeat(300)) },
)

it('is what the patterns would find', () => {
  let found = 0
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), pieces => {
      const text = pieces.join('')
      // Lists and texts of JSON, and elements, are found by patterns of their own.
      fc.pre(!/"[^=\n]*:|</.test(text))
      const expected = [...byPattern(text, attribute), ...byPattern(text, line)]
      found += expected.length
      expect([...namedValues(text, { paths: [] })].map(told)).toEqual(expected)
    }),
    { numRuns: 8000 },
  )
  expect(found).toBeGreaterThan(500)
})

it('is found wherever it stands, whatever else a text has', () => {
  const more = fc.constantFrom('<', '>', '</', ': ', '":"', '" : ["', ']', '_', 'pass', 'word', 'own_name', 'OwnName')
  const names = new Map([['own_name', 'password']] as const)
  const before = 'password = x\n'
  let found = 0
  fc.assert(
    fc.property(fc.array(fc.oneof(piece, more), { maxLength: 30 }), fc.boolean(), (pieces, hasNames) => {
      const text = pieces.join('')
      const file = { paths: [], ...(hasNames ? { names } : {}) }
      const others = [...namedValues(before + text, file)].filter(({ from }) => from >= before.length)
      found += others.length
      const moved = others.map(one => ({ ...one, from: one.from - before.length, to: one.to - before.length }))
      expect([...namedValues(text, file)]).toEqual(moved)
    }),
    { numRuns: 8000 },
  )
  expect(found).toBeGreaterThan(200)
})

it('takes time in proportion to the text, whatever it is made of', () => {
  const count = 200_000
  for (const text of [
    'n'.repeat(count),
    'password='.repeat(count),
    '="'.repeat(count),
    `${' '.repeat(count)}=`.repeat(3),
    `${'password = x'.repeat(3)}\n`.repeat(count / 10),
    `${'a '.repeat(count)}=`,
  ])
    expect([...namedValues(`hash${text}`, { paths: [] })].length).toBeLessThan(text.length)
})
