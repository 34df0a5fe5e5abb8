import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { secretSpans } from '../../../shared/secrets/spans'
import { bytesOf } from '../codecs/bytes'
import { unifiedDiff } from './lines'
import { maskLines } from './masked-lines'

const diff = (address: string, before: string | null, after: string | null) => {
  const side = (text: string | null) => (text === null ? null : { address, content: bytesOf(Buffer.from(text)) })
  return Buffer.from(unifiedDiff(side(before), side(after))).toString()
}

describe('a report does not hold', () => {
  test('password hashes, but still tells that and how the line changed', () => {
    const text = diff(
      'local.tgz!/etc/shadow',
      'root:$6$salt$aaaaaaaaaaaaaaaa:18582:0:99999:7:::\ndcui:*:13358:0:99999:7:::\n',
      'root:$6$salt$bbbbbbbbbbbbbbbb:19000:0:99999:7:::\ndcui:*:13358:0:99999:7:::\n',
    )
    expect(text).toContain('-root:***:18582:0:99999:7:::\n+root:***:19000:0:99999:7:::\n dcui:*:13358')
    expect(text).toMatch(/^# Secrets are shown as \*\*\*/)
    expect(text).not.toMatch(/aaaa|bbbb|salt/)
  })

  test('hashes of any kind that openssl makes, in files of any name', () => {
    for (const kind of ['-1', '-5', '-6']) {
      const hash = execFileSync('openssl', ['passwd', kind, 'secret'], { encoding: 'utf8' }).trim()
      expect(diff('etc/notes', 'a\n', `{"password_hash":"${hash}"}\n`)).toContain('+{"password_hash":"***"}\n')
    }
  })

  test('old hashes without a dollar sign, in account files and their copies', () => {
    for (const name of ['etc/shadow', 'etc/.#shadow', './etc/shadow-', 'etc/passwd']) {
      expect(diff(name, null, 'root:abJnggxhB/yWI:0:0:::\n')).toContain('+root:***:0:0:::\n')
    }
    expect(diff('etc/shadowed.conf', null, 'root:abJnggxhB/yWI:0:0:::\n')).toContain('+root:abJnggxhB/yWI')
  })

  test('private keys, whole, cut off, encrypted, or on one line', () => {
    const key = (kind: string) => `-----BEGIN ${kind}-----\nProc-Type: 4\n\nc2VjcmV0\n-----END ${kind}-----\n`
    for (const kind of ['PRIVATE KEY', 'RSA PRIVATE KEY', 'OPENSSH PRIVATE KEY', 'ENCRYPTED PRIVATE KEY']) {
      const text = diff('etc/key', null, `before\n${key(kind)}after\n`)
      expect(text).not.toMatch(/c2Vj|Proc/)
      expect(text).toContain(`+before\n+-----BEGIN ${kind}-----\n+***\n`)
      expect(text).toContain('+after\n')
    }
    expect(diff('k', null, '-----BEGIN PRIVATE KEY-----\nc2VjcmV0\nc2Vj')).not.toContain('c2Vj')
    const line = `x="-----BEGIN EC PRIVATE KEY-----\\nc2VjcmV0\\n-----END EC PRIVATE KEY-----" y="shown"\n`
    expect(diff('k', null, line)).toContain(
      '+x="-----BEGIN EC PRIVATE KEY-----***-----END EC PRIVATE KEY-----" y="shown"\n',
    )
  })

  test('the middle of a key whose beginning is outside the lines shown', () => {
    const body = Array.from({ length: 30 }, (_, index) => `bGluZQ${index}==`)
    const key = (lines: readonly string[]) =>
      `-----BEGIN PRIVATE KEY-----\n${lines.join('\n')}\n-----END PRIVATE KEY-----\n`
    const text = diff('etc/key', key(body), key(body.with(15, 'b3RoZXI=')))
    expect(text).toContain('-***\n+***\n')
    expect(text).not.toMatch(/bGluZQ|b3RoZXI/)
  })

  test('the key of the envelope', () => {
    const info = (key: string) => `mode = "NONE"\nConfigEncData = "keyId=${key}:data1=x:data2=y:version=1"\n`
    const text = diff('encryption.info', info('AAAA'), info('BBBB'))
    expect(text).toContain(' mode = "NONE"\n-ConfigEncData = "***"\n+ConfigEncData = "***"\n')
  })
})

test('what is not a secret stays: locked and empty passwords, certificates, public keys', () => {
  const shadow = 'a::1:\nb:*:1:\nc:!!:1:\nd:x:1:\n'
  expect(maskLines(shadow, { paths: ['etc/shadow'] }).hidden.size).toBe(0)
  const certificate = '-----BEGIN CERTIFICATE-----\nQUJD\n-----END CERTIFICATE-----\n-----BEGIN PUBLIC KEY-----\nQUJD\n'
  expect(maskLines(certificate, { paths: ['etc/any'] }).hidden.size).toBe(0)
  expect(diff('etc/hosts', 'price $1$\n', 'price $2\n')).toContain('-price $1$\n+price $2\n')
})

test('a report hides exactly what every other part of the program hides, line for line', () => {
  const pieces = fc.constantFrom(
    '-----BEGIN PRIVATE KEY-----',
    '-----END PRIVATE KEY-----',
    'c2Vj',
    'root:secret:',
    '\n',
    '\r\n',
    'x',
    '',
  )
  fc.assert(
    fc.property(fc.array(pieces), parts => {
      const text = parts.join('')
      const file = { paths: ['etc/shadow'] }
      const spans = secretSpans(text, file)
      const cut = spans.toReversed().reduce((rest, { from, to }) => `${rest.slice(0, from)}***${rest.slice(to)}`, text)
      const masked = maskLines(text, file)
      const plain = text.split('\n')
      expect(masked.lines).toEqual(cut.endsWith('\n') || cut === '' ? cut.split('\n').slice(0, -1) : cut.split('\n'))
      for (const [index, line] of masked.lines.entries()) expect(masked.hidden.has(index)).toBe(line !== plain[index])
    }),
  )
})

test('keys that ssh-keygen and openssl write', () => {
  const folder = mkdtempSync(join(tmpdir(), 'keys-'))
  for (const [index, args] of [
    ['-t', 'ed25519'],
    ['-t', 'ecdsa', '-m', 'PEM'],
    ['-t', 'rsa', '-m', 'PKCS8'],
  ].entries()) {
    const path = join(folder, `key${index}`)
    execFileSync('ssh-keygen', ['-q', '-N', '', '-f', path, ...args])
    const lines = readFileSync(path, 'utf8').trimEnd().split('\n')
    const text = diff('etc/ssh/key', null, `${lines.join('\n')}\n`)
    for (const line of lines.slice(1, -1)) expect(text).not.toContain(line)
    expect(text).toContain(`+${lines[0]}\n+***\n`)
  }
  rmSync(folder, { recursive: true })
})
