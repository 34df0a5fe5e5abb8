// What is said of a key that cannot be one: the sentence tells its giver which mistake it was. That keys open layers: document/given-keys.test.ts.
import { describe, expect, test } from 'vitest'
import { keyOfFile, keyOfHex } from './given-key'

const digits = 'ab'.repeat(32)
const recovery = Array.from({ length: 16 }, (_, at) => String(100_000 + at))
const isRecoveryKey = /^This is a recovery key, which the host takes at boot/
const isSomethingElse = 'A key is 64 hex digits (32 bytes); this is something else.'

describe('a text that is not a key', () => {
  test.each([
    ['a recovery key with hyphens', recovery.join('-')],
    ['a recovery key with spaces', recovery.join(' ')],
    ['a recovery key on lines of its own, with more around it', `\n${recovery.join('\n')}\n `],
  ])('%s is told apart', (_, text) => {
    expect(() => keyOfHex(text)).toThrow(isRecoveryKey)
  })

  test.each([
    ['fifteen groups', recovery.slice(1).join('-')],
    ['seventeen groups', [...recovery, '100016'].join('-')],
    ['two groups', recovery.slice(0, 2).join('-')],
    ['a group of five digits', recovery.with(3, '12345').join('-')],
    ['a first group of one digit', recovery.with(0, '1').join('-')],
    ['a group of one digit', recovery.map((group, at) => (at === 0 ? group : '1')).join('-')],
    ['letters in the first group', recovery.with(0, 'abcdef').join('-')],
    ['letters in the other groups', recovery.map((group, at) => (at === 0 ? group : 'abcdef')).join('-')],
    ['other signs between the groups', recovery.join('_')],
    ['something before', `x${recovery.join('-')}`],
    ['something after', `${recovery.join('-')}x`],
  ])('%s is not a recovery key', (_, text) => {
    expect(() => keyOfHex(text)).toThrow(isSomethingElse)
  })

  test.each([
    [digits.slice(1), '63 hex digits'],
    [`${digits}0`, '65 hex digits'],
    ['', '0 hex digits'],
    [`x${digits}`, 'something else'],
    [`${digits}x`, 'something else'],
  ])('%s is so many digits, or something else', (text, what) => {
    expect(() => keyOfHex(text)).toThrow(`A key is 64 hex digits (32 bytes); this is ${what}.`)
  })
})

describe('a file that is not a key', () => {
  const text = (length: number) => Buffer.from('g'.repeat(length))

  test('as a text of at most 4096 bytes is told as text', () => {
    expect(() => keyOfFile(text(4096))).toThrow(isSomethingElse)
    expect(() => keyOfFile(text(4097))).toThrow('this one has 4097 bytes of something else.')
  })

  test.each([
    ['a sign of control', [0x01, 0x67]],
    ['a byte beyond ASCII', [0x67, 0xe4]],
    ['nothing', []],
  ])('with %s is told by its length', (_, bytes) => {
    expect(() => keyOfFile(Buffer.from(bytes))).toThrow(`this one has ${bytes.length} bytes of something else.`)
  })

  test.each(['mode = "NONE"\n', 'encryptionKeyInfo = "x"\n  mode="TPM"', 'mode=1'])(
    '%j is an encryption.info',
    info => {
      expect(() => keyOfFile(Buffer.from(info))).toThrow(/^The file is an encryption\.info\. Give it as one/)
    },
  )

  test.each(['the mode = x', 'mode of x', 'xmode = "NONE"'])('%j is none', other => {
    expect(() => keyOfFile(Buffer.from(other))).toThrow(isSomethingElse)
  })
})
