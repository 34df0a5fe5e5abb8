import { describe, expect, it } from 'vitest'
import { formatAgo, formatExactSize, formatOffset, formatSize, formatTime } from './format'

describe('sizes at a glance', () => {
  it.each([
    [0, '0 B'],
    [999, '999 B'],
    [1000, '1.0 kB'],
    [1449, '1.4 kB'],
    [99_949, '99.9 kB'],
    [99_950, '100 kB'],
    [999_499, '999 kB'],
    [999_500, '1.0 MB'],
    [400_000_000, '400 MB'],
    [5_200_000_000_000, '5.2 TB'],
    [7_000_000_000_000_000, '7000 TB'],
  ])('%i bytes read %s', (bytes, expected) => {
    expect(formatSize(bytes)).toBe(expected)
  })
})

describe('exact figures', () => {
  it('keeps one byte in the singular', () => {
    expect(formatExactSize(1)).toBe('1 byte')
    expect(formatExactSize(12_345)).toBe('12,345 bytes')
  })

  it('gives offsets in decimal and hexadecimal', () => {
    expect(formatOffset(1536)).toBe('1,536 (0x600)')
  })
})

describe('times', () => {
  it('shows a time in UTC', () => {
    expect(formatTime('2024-03-05T10:21:07.000Z')).toBe('2024-03-05 10:21:07 UTC')
  })

  it('leaves what is not a time as it is', () => {
    expect(formatTime('never')).toBe('never')
    expect(formatAgo('never')).toBe('never')
  })

  const now = Date.parse('2024-03-05T12:00:00Z')
  it.each([
    ['2024-03-05T11:59:50Z', 'now'],
    ['2024-03-05T11:55:00Z', '5 minutes ago'],
    ['2024-03-05T09:00:00Z', '3 hours ago'],
    ['2024-03-04T11:00:00Z', 'yesterday'],
    ['2024-02-01T11:00:00Z', '2024-02-01'],
  ])('%s is %s', (iso, expected) => {
    expect(formatAgo(iso, now)).toBe(expected)
  })
})
