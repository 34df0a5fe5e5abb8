import fc from 'fast-check'
import { expect, it } from 'vitest'
import { BootbankError } from '../../../shared/model/errors'
import { file, opened, tgz } from '../../../testing/archives/small-backups'
import { ordinalsOf } from './listing'

it.each([
  [['a'], [1]],
  [
    ['a', 'a', 'b'],
    [1, 2, 1],
  ],
  // The second a would be a#2, which is the name of another.
  [
    ['a', 'a', 'a#2'],
    [1, 3, 1],
  ],
  // The first needs no number, so that an a#1 beside it takes nothing from it.
  [
    ['a#1', 'a'],
    [1, 1],
  ],
])('the entries called %j are the %j of their names', (names, expected) => {
  expect(ordinalsOf(names)).toEqual(expected)
})

it('no two entries have one address, whatever they are called', () => {
  const name = fc.constantFrom('a', 'a#1', 'a#2', 'a#3', 'a#2#2', 'b')
  fc.assert(
    fc.property(fc.array(name, { maxLength: 9 }), names => {
      const ordinals = ordinalsOf(names)
      const addresses = names.map((one, index) => (ordinals[index] === 1 ? one : `${one}#${ordinals[index]}`))
      expect(new Set(addresses).size).toBe(names.length)
    }),
  )
})

it('only the last of the slots that were added is taken back', async () => {
  const { root } = await opened(tgz([file('etc/a', '1'), file('etc/b', '2')]))
  expect(() => root.dropSlot(1)).toThrow(BootbankError)
  const first = root.addSlot(null)
  const second = root.addSlot(null)
  expect(() => root.dropSlot(first)).toThrow('not the last one')
  root.dropSlot(second)
  root.dropSlot(first)
  expect(root.slots.length).toBe(2)
})
