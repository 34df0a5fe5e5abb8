// Which parts are secret is tested in shared/secrets; here: what the window makes of them.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { secretSpans } from '../../../shared/secrets/spans'
import { maskForDiff, maskSecrets } from './mask'

const hash = `$6$saltsalt$${'Ab/.'.repeat(21)}xy`
const otherHash = `$6$saltsalt$${'Cd/.'.repeat(21)}xy`
const key = ['-----BEGIN RSA PRIVATE KEY-----', 'MIIEow', 'IBAAKC==', '-----END RSA PRIVATE KEY-----', ''].join('\n')
const shadow = { paths: ['local.tgz!/etc/shadow'] }
const any = { paths: ['etc/any'] }

describe('masking', () => {
  it('puts bullets in the place of a secret and leaves the rest', () => {
    const masked = maskSecrets(`root:${hash}:18582:0:99999:7:::\n`, shadow)
    expect(masked).toEqual({ text: 'root:••••••••:18582:0:99999:7:::\n', secrets: 1 })
  })

  it('counts a private key once, whatever its lines', () => {
    expect(maskSecrets(key, any).secrets).toBe(1)
  })

  it('hides exactly what every other part of the program hides, and keeps the lines, so that places in the text stay', () => {
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
          const masked = maskSecrets(text, shadow).text
          expect(masked.split('\n')).toHaveLength(text.split('\n').length)
          expect(masked.split('\r')).toHaveLength(text.split('\r').length)
          expect(masked).not.toContain('MIIEow')
          expect(masked).not.toContain(hash)
          // Cut out from the end, so that nothing but the spans themselves is shared with what is tested.
          const cut = secretSpans(text, shadow).toReversed()
          expect(masked).toBe(
            cut.reduce((rest, { from, to }) => `${rest.slice(0, from)}••••••••${rest.slice(to)}`, text),
          )
        },
      ),
    )
  })

  it('shows in a diff that a hash changed, without showing it', () => {
    const { before, after, secrets } = maskForDiff(
      `root:${hash}:1:\nadmin:${hash}:1:\n`,
      `root:${otherHash}:1:\nadmin:${hash}:1:\n`,
      shadow,
    )
    expect(before).toBe('root:••••••••#1:1:\nadmin:••••••••#1:1:\n')
    expect(after).toBe('root:••••••••#2:1:\nadmin:••••••••#1:1:\n')
    expect(secrets).toBe(2)
  })

  it('goes by the address in the opened file as well, where an account file was renamed', () => {
    const file = { paths: ['local.tgz!/etc/old', 'local.tgz!/etc/shadow'] }
    expect(maskForDiff('root:abJnggxhB/yWI:0\n', '', file).before).toBe('root:••••••••#1:0\n')
  })

  it('gives all lines of one private key one number', () => {
    const { before, after } = maskForDiff(key, key.replace('MIIEow', 'MIIEox'), any)
    expect(before.match(/#1/g)).toHaveLength(2)
    expect(after.match(/#2/g)).toHaveLength(2)
  })
})
