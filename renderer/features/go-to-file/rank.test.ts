import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { FoundEntry } from '../../../shared/model/found'
import { marked, mostShown, ranked } from './rank'

const entry = (address: string): FoundEntry => ({ node: address, address, kind: 'file', opens: null })
const addresses = (found: readonly FoundEntry[]) => found.map(({ address }) => address)

it('a name that begins with what was typed comes first, then one that has it, then a folder that has it', () => {
  const found = ['a!/etc/hosts.d/x', 'a!/etc/my.hosts', 'a!/etc/hosts', 'a!/var/Hosts.allow'].map(entry)
  expect(addresses(ranked(found, 'etc HOSTS'))).toEqual([
    'a!/etc/hosts',
    'a!/var/Hosts.allow',
    'a!/etc/my.hosts',
    'a!/etc/hosts.d/x',
  ])
})

it('no more are shown than anybody reads', () => {
  const many = Array.from({ length: 5000 }, (_, at) => entry(`etc/${at}`))
  expect(ranked(many, 'etc')).toHaveLength(mostShown)
})

it('what was typed is marked, and the parts are the address', () => {
  expect(marked('etc/Hosts', 'hos c/')).toEqual([
    { at: 0, text: 'et', isMatch: false },
    { at: 2, text: 'c/Hos', isMatch: true },
    { at: 7, text: 'ts', isMatch: false },
  ])
  fc.assert(
    fc.property(fc.string(), fc.string(), (address, typed) => {
      expect(
        marked(address, typed)
          .map(({ text }) => text)
          .join(''),
      ).toBe(address)
    }),
  )
})
