import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { maskForDiff, maskSecrets, secretRanges } from './secrets'

const hash = `$6$saltsalt$${'Ab/.'.repeat(21)}xy`
const otherHash = `$6$saltsalt$${'Cd/.'.repeat(21)}xy`
const key = ['-----BEGIN RSA PRIVATE KEY-----', 'MIIEow', 'IBAAKC==', '-----END RSA PRIVATE KEY-----', ''].join('\n')
const secretsOf = (text: string, language: Parameters<typeof secretRanges>[1]) =>
  secretRanges(text, language).map(range => text.slice(range.from, range.to))

describe('secrets of accounts files', () => {
  it('are the hash fields of shadow', () => {
    const shadow = `root:${hash}:18582:0:99999:7:::\nnobody:*:18000:0:99999:7:::\nvpxuser:!:1::::::\n`
    expect(secretsOf(shadow, 'accounts')).toEqual([hash])
  })

  it('are hashes of any scheme, a locked one among them, in LF and CRLF files', () => {
    const shadow = `a:!${hash}:1:\r\nb:rl.3StKT.4T8M:1:\r\n`
    expect(secretsOf(shadow, 'accounts')).toEqual([`!${hash}`, 'rl.3StKT.4T8M'])
  })

  it('are not the placeholders of passwd and group, nor empty fields or comments', () => {
    const passwd = '# root:secret:0\nroot:x:0:0:Administrator:/:/bin/sh\nguest::1:\nold:*LK*:2:\nnone:!!:3:\n'
    expect(secretsOf(passwd, 'accounts')).toEqual([])
  })
})

describe('secrets of any text', () => {
  it('are the lines of a private key, and not those of a certificate', () => {
    const pem = `-----BEGIN CERTIFICATE-----\nMIIC\n-----END CERTIFICATE-----\n${key}`
    expect(secretsOf(pem, 'pem')).toEqual(['MIIEow', 'IBAAKC=='])
  })

  it('are the lines of a private key without an end, and none of their carriage returns', () => {
    const cut = key.slice(0, key.indexOf('-----END')).replaceAll('\n', '\r\n')
    expect(secretsOf(cut, 'plain')).toEqual(['MIIEow', 'IBAAKC=='])
  })

  it('are password hashes wherever they stand', () => {
    expect(secretsOf(`{"name":"root","password_hash":"${hash}"}`, 'json')).toEqual([hash])
    expect(secretsOf('cost = $5 and $6 more', 'plain')).toEqual([])
  })

  it('are the key of encryption.info', () => {
    const info = 'mode = "NONE"\nConfigEncData = "keyId=ab%3d:data1=cd:version=1"\n'
    expect(secretsOf(info, 'properties')).toEqual(['keyId=ab%3d:data1=cd:version=1'])
  })
})

describe('masking', () => {
  it('puts bullets in the place of a secret and leaves the rest', () => {
    const masked = maskSecrets(`root:${hash}:18582:0:99999:7:::\n`, 'accounts')
    expect(masked).toEqual({ text: 'root:••••••••:18582:0:99999:7:::\n', secrets: 1 })
  })

  it('counts a private key once, whatever its lines', () => {
    expect(maskSecrets(key, 'pem').secrets).toBe(1)
  })

  it('keeps the number of lines, so that places in the text stay', () => {
    const pieces = fc.constantFrom(
      key,
      hash,
      'root:x:0\n',
      `u:${hash}:1\n`,
      '\n',
      '\r\n',
      '-----BEGIN PRIVATE KEY-----',
      'a',
    )
    fc.assert(
      fc.property(
        fc.array(pieces).map(parts => parts.join('')),
        text => {
          const masked = maskSecrets(text, 'accounts').text
          expect(masked.split('\n')).toHaveLength(text.split('\n').length)
          expect(masked.split('\r')).toHaveLength(text.split('\r').length)
          expect(masked).not.toContain('MIIEow')
          expect(masked).not.toContain(hash)
        },
      ),
    )
  })

  it('shows in a diff that a hash changed, without showing it', () => {
    const { before, after, secrets } = maskForDiff(
      `root:${hash}:1:\nadmin:${hash}:1:\n`,
      `root:${otherHash}:1:\nadmin:${hash}:1:\n`,
      'accounts',
    )
    expect(before).toBe('root:••••••••#1:1:\nadmin:••••••••#1:1:\n')
    expect(after).toBe('root:••••••••#2:1:\nadmin:••••••••#1:1:\n')
    expect(secrets).toBe(2)
  })

  it('gives all lines of one private key one number', () => {
    const { before, after } = maskForDiff(key, key.replace('MIIEow', 'MIIEox'), 'pem')
    expect(before.match(/#1/g)).toHaveLength(2)
    expect(after.match(/#2/g)).toHaveLength(2)
  })
})
