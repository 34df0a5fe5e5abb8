import { expect, test } from 'vitest'
import { plain } from './plain-name'

test.each([
  ['./etc/hosts', 'etc/hosts'],
  ['etc/hosts', 'etc/hosts'],
  ['etc/a./', 'etc/a./'],
  ['.hidden', '.hidden'],
  ['././a', './a'],
])('%s is %s to the host', (name, same) => {
  expect(plain(name)).toBe(same)
})
