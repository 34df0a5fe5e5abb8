import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { asciiOf, binaryByte, hexByte, offsetDigits } from './byte-format'
import {
  isScaled,
  lastTop,
  rowHeight,
  scrollOfTop,
  scrollSpace,
  tallest,
  topOfScroll,
  topToShow,
  visibleRows,
} from '../parts/row-space'
import { bytesPerRow, rowCount } from './hex-geometry'
import { moveCursor } from './move-cursor'
import { parseOffset } from './parse-offset'

const rows = fc.integer({ min: 1, max: 400_000_000 })
const viewport = fc.integer({ min: rowHeight, max: 2000 })
const share = fc.double({ min: 0, max: 1, noNaN: true })

describe('the scroll range', () => {
  it('is never taller than a browser can hold, however large the file', () => {
    fc.assert(fc.property(rows, viewport, (count, height) => scrollSpace(count, height).element <= tallest))
    expect(isScaled(scrollSpace(rowCount(400_000, 16), 600))).toBe(false)
    expect(isScaled(scrollSpace(rowCount(300_000_000, 16), 600))).toBe(true)
  })

  it('reaches both ends of the content from both ends of the bar', () => {
    fc.assert(
      fc.property(rows, viewport, (count, height) => {
        const space = scrollSpace(count, height)
        const end = Math.max(0, space.element - height)
        expect(topOfScroll(space, 0)).toBe(0)
        expect(topOfScroll(space, end)).toBeCloseTo(lastTop(space), 3)
        expect(scrollOfTop(space, lastTop(space))).toBeCloseTo(end, 3)
      }),
    )
  })

  it('maps a position of the bar to the content and back', () => {
    fc.assert(
      fc.property(rows, viewport, share, (count, height, part) => {
        const space = scrollSpace(count, height)
        const scrollTop = part * Math.max(0, space.element - height)
        expect(scrollOfTop(space, topOfScroll(space, scrollTop))).toBeCloseTo(scrollTop, 2)
      }),
    )
  })

  it('moves the content by as much as the bar where it is not scaled', () => {
    const space = scrollSpace(1000, 400)
    expect(topOfScroll(space, 123.5)).toBe(123.5)
  })
})

describe('visible rows', () => {
  it('fill the view and are all in the file', () => {
    fc.assert(
      fc.property(rows, viewport, share, (count, height, part) => {
        const space = scrollSpace(count, height)
        const top = part * lastTop(space)
        const { first, last } = visibleRows(space, top, count)
        expect(first).toBeGreaterThanOrEqual(0)
        expect(last).toBeLessThanOrEqual(count)
        expect(first * rowHeight).toBeLessThanOrEqual(top)
        expect(last === count || last * rowHeight >= top + height).toBe(true)
      }),
    )
  })

  it('contain a row that was asked for, with the least movement', () => {
    const space = scrollSpace(1000, 200)
    expect(topToShow(space, 400, 25)).toBe(400)
    expect(topToShow(space, 400, 10)).toBe(200)
    expect(topToShow(space, 400, 30)).toBe(420)
    expect(topToShow(space, 400, 999)).toBe(lastTop(space))
  })

  it('are 16 bytes wide, 8 in a narrow view', () => {
    expect(bytesPerRow(900, 'dense')).toBe(16)
    expect(bytesPerRow(400, 'dense')).toBe(8)
    expect([bytesPerRow(600, 'dense'), bytesPerRow(600, 'comfortable')]).toEqual([16, 8])
  })
})

describe('the cursor', () => {
  const space = { total: 100, perRow: 16, pageRows: 3 }
  it.each([
    ['ArrowLeft', false, 0, 0],
    ['ArrowLeft', false, 16, 15],
    ['ArrowRight', false, 99, 99],
    ['ArrowUp', false, 5, 5],
    ['ArrowUp', false, 20, 4],
    ['ArrowDown', false, 80, 96],
    ['ArrowDown', false, 90, 90],
    ['PageDown', false, 10, 58],
    ['PageDown', false, 66, 98],
    ['PageDown', false, 74, 90],
    ['PageUp', false, 74, 26],
    ['PageUp', false, 26, 10],
    ['Home', false, 37, 32],
    ['End', false, 37, 47],
    ['End', false, 97, 99],
    ['Home', true, 37, 0],
    ['End', true, 37, 99],
  ])('%s (Ctrl: %s) moves from %i to %i', (key, mod, from, to) => {
    expect(moveCursor(from, { key, mod }, space)).toBe(to)
  })

  it('never leaves the file, whatever the key', () => {
    const keys = fc.constantFrom('ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'PageUp', 'PageDown', 'Home', 'End')
    fc.assert(
      fc.property(
        keys,
        fc.boolean(),
        fc.integer({ min: 1, max: 400 }),
        share,
        fc.constantFrom(8, 16),
        fc.integer({ min: 0, max: 40 }),
        (key, mod, total, part, perRow, pageRows) => {
          const moved = moveCursor(Math.floor(part * (total - 1)), { key, mod }, { total, perRow, pageRows })
          expect(moved).not.toBeNull()
          expect(moved).toBeGreaterThanOrEqual(0)
          expect(moved).toBeLessThan(total)
        },
      ),
    )
  })

  it('ignores other keys', () => {
    expect(moveCursor(3, { key: 'a', mod: false }, space)).toBeNull()
  })
})

describe('going to an offset', () => {
  it.each([
    ['496', 496],
    [' 1,536 ', 1536],
    ['0x1f0', 0x1f0],
    ['0X1F0', 0x1f0],
    ['0', 0],
    ['4095', 4095],
  ])('reads %j as %i', (typed, offset) => {
    expect(parseOffset(typed, 4096)).toEqual({ kind: 'offset', offset })
  })

  it.each(['', '1f0', '0x', '-1', '1.5', '1e3', 'ten'])('takes %j for no number', typed => {
    expect(parseOffset(typed, 4096)).toEqual({ kind: 'no-number' })
  })

  it('refuses what lies beyond the last byte', () => {
    expect(parseOffset('4096', 4096)).toEqual({ kind: 'beyond-end' })
    expect(parseOffset('0xffffffffffffffffff', 4096)).toEqual({ kind: 'beyond-end' })
  })
})

describe('a byte', () => {
  it('is written in every notation', () => {
    expect([hexByte(0x3f), binaryByte(0x3f), asciiOf(0x3f)]).toEqual(['3f', '00111111', '?'])
    expect([hexByte(0), binaryByte(0), asciiOf(0)]).toEqual(['00', '00000000', null])
    expect([asciiOf(0x20), asciiOf(0x7e), asciiOf(0x7f), asciiOf(0x1f), asciiOf(0xe4)]).toEqual([
      ' ',
      '~',
      null,
      null,
      null,
    ])
  })

  it('has an offset as long as that of the last byte', () => {
    expect(offsetDigits(0x10, 100)).toBe('00000010')
    expect(offsetDigits(0, 2 ** 40)).toBe('0000000000')
  })
})
