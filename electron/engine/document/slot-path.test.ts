import { expect, test } from 'vitest'
import { parseHistory } from './recorded-history'
import { slotPath, slotsOf, splitSlotPath } from './slot-path'

const wrong = ['x0', '0x', '0/1x', 'x0/1', '/0', '0/', '0//1', '-1', '0 ', '1234567890', '0/1\n']

test('a path is written and read from the outside inwards', () => {
  expect(slotPath('', 3)).toBe('3')
  expect(slotPath('0/3', 17)).toBe('0/3/17')
  expect(slotsOf('0/3/17')).toEqual([0, 3, 17])
  expect(slotsOf('')).toEqual([])
  expect(splitSlotPath('0/3/17')).toEqual({ layer: '0/3', slot: 17 })
  expect(splitSlotPath('4')).toEqual({ layer: '', slot: 4 })
})

test.each(wrong)('%j is not a path, neither here nor in a journal', text => {
  expect(slotsOf(text)).toBeNull()
  expect(() => splitSlotPath(text)).toThrow(RangeError)
  const edit = { label: 'Edit', typing: null, slots: [{ at: text, before: null, after: null }] }
  expect(() => parseHistory(JSON.stringify({ done: [edit], undone: [] }))).toThrow(
    expect.objectContaining({ code: 'EDIT_MISMATCH' }),
  )
})
