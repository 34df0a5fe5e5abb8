import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { SecretKind } from './secret'
import { secretSpans } from './spans'
import { secretsOfLines } from './spans-of-lines'

const sha512 = `$6$saltsalt$${'Ab/.'.repeat(21)}xy`

/** Parts of texts in which each rule finds something, whole or cut off, and what may stand between them. */
const pieces = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom('\n', '\n', '\n', '\r\n', '\r', ' ', '  \n', '\t', '"', ',', 'x') },
  fc.constantFrom(
    '-----BEGIN RSA PRIVATE KEY-----',
    '-----END RSA PRIVATE KEY-----',
    'Private-Lines: 2\nAAAA\nBBBB',
    'MIIEow==',
    sha512,
    '$6$',
    '$2b$05$bvIG6Nmid91Mu9RcmmWZfO5HJIMCT8riN',
    '{SSHA}MTIzNDU2Nzg5MGFiY2Rl',
    'root:',
    ':',
    'x:0:0:',
    'ConfigEncData = "keyId=YWJj:data1=ZGVmZ2hpamts',
    'data2=ABCDEFGHIJ',
    'ABCDE-12345-ABCDE-FGHIJ-00001',
    '-ABCDE-',
    `123456${'-654321'.repeat(15)}`,
    '-654321',
    'encryptionRecoveryKey=123456',
  ),
  fc.constantFrom(
    'password = ',
    'node.session.auth.password=',
    '"password"',
    '"password": "',
    '"communities":[',
    '"private"',
    ':',
    '[',
    ']',
    '\\',
    '<secret>',
    '<passwd a="b">',
    '</secret>',
    '<',
    '>',
    ' password="',
    '="',
    '=',
    'kmip_credential = ',
    'secret "c2VjcmV0";',
    'rocommunity ',
    'trapsink 192.0.2.7 ',
    '@162/trap',
    '/0123456789abcdef0123456789abcdef',
    'createUser joe SHA "auth pass" AES privpass',
    'é',
    '\u2028',
    '😀',
  ),
)
const texts = fc.array(pieces, { maxLength: 60 }).map(parts => parts.join(''))
const paths = fc.constantFrom('etc/shadow', 'etc/snmp.xml', 'etc/snmp/snmpd.conf', 'etc/dhclient.leases', 'etc/a.json')
const names = fc.constantFrom(
  new Map<string, SecretKind>(),
  new Map<string, SecretKind>([['kmip_credential', 'password']]),
)

/** Where lines of a text begin and end. */
function linesOf(text: string): readonly (readonly [from: number, to: number])[] {
  const lines: (readonly [number, number])[] = []
  for (let from = 0; from <= text.length; ) {
    const end = text.indexOf('\n', from)
    const to = end < 0 ? text.length : end
    lines.push([from, to])
    from = to + 1
  }
  return lines
}

describe('the secrets of some lines', () => {
  it('are those of the whole text that lie in them, for any lines in any order', () => {
    fc.assert(
      fc.property(
        texts,
        paths,
        names,
        fc.array(fc.tuple(fc.nat(), fc.nat(2)), { maxLength: 8 }),
        (text, path, named, asked) => {
          const file = { paths: [path], names: named }
          const all = secretSpans(text, file)
          const lines = linesOf(text)
          const secretsIn = secretsOfLines(text, file)
          const of = (first: number, more: number) => {
            const [from] = lines[first]!
            const [, to] = lines[Math.min(first + more, lines.length - 1)]!
            const expected = all.filter(span => span.from < to && span.to > from).map(span => [span.from, span.to])
            expect(secretsIn(from, to).map(part => [part.from, part.to])).toEqual(expected)
          }
          for (const [line, more] of asked) of(line % lines.length, more)
          for (let line = 0; line < lines.length; line++) of(line, 0)
        },
      ),
      { numRuns: 2000 },
    )
  })

  it('of a key that goes over many lines are its lines, those of blanks aside', () => {
    const text = 'a\n-----BEGIN PRIVATE KEY-----\nAAAA\n  \nBBBB\n-----END PRIVATE KEY-----\nb\n'
    const secretsIn = secretsOfLines(text, { paths: ['etc/key'] })
    const [first, blank] = [text.indexOf('AAAA'), text.indexOf('  \n')]
    expect(secretsIn(first, first + 4)).toEqual([{ from: first, to: first + 4 }])
    expect(secretsIn(blank, blank + 2)).toEqual([])
    expect(secretsIn(0, 1)).toEqual([])
  })

  it('of megabytes that a thousand lines are asked of take no longer than the text once', () => {
    const text = `-----BEGIN PRIVATE KEY-----\n${'secret line\n'.repeat(200_000)}`
    const secretsIn = secretsOfLines(text, { paths: ['etc/key'] })
    const lines = linesOf(text).slice(1, 1001)
    expect(lines.every(([from, to]) => secretsIn(from, to)[0]?.to === to)).toBe(true)
  })
})
