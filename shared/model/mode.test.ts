import { describe, expect, it } from 'vitest'
import { formatMode, isMode, modeAsLs, parseMode } from './mode'

describe('a mode', () => {
  it.each([
    ['0644', 0o644],
    ['644', 0o644],
    ['01644', 0o1644],
    ['7777', 0o7777],
    ['0', 0],
    ['00000644', 0o644],
  ])('is read from %s', (octal, mode) => {
    expect(parseMode(octal)).toBe(mode)
  })

  it.each(['', ' 644', '644\n', '8', '0o644', '-1', '10000', '6 4', '1.5', '000000644'])(
    'is not read from "%s"',
    octal => {
      expect(parseMode(octal)).toBeNull()
    },
  )

  it.each([
    [0o644, '0644', '-rw-r--r--'],
    [0o1600, '01600', '-rw------T'],
    [0o1755, '01755', '-rwxr-xr-t'],
    [0o6750, '06750', '-rwsr-s---'],
    [0o6640, '06640', '-rwSr-S---'],
    [0, '0000', '----------'],
  ])('%i is written %s and %s', (mode, octal, words) => {
    expect(formatMode(mode)).toBe(octal)
    expect(modeAsLs('file', mode)).toBe(words)
  })

  it.each([-1, 0o10000, 1.5, Number.NaN])('is not the number %d', mode => {
    expect(isMode(mode)).toBe(false)
  })
})
