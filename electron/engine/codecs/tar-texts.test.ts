import { expect, test } from 'vitest'
import { withoutSlash } from './tar-texts'

test.each([
  ['etc/', 'etc'],
  ['etc//', 'etc'],
  ['etc', 'etc'],
  ['/', '/'],
  ['//', '/'],
  ['', ''],
])('%j without the slashes at its end is %j', (name, without) => {
  expect(Buffer.from(withoutSlash(Buffer.from(name))).toString()).toBe(without)
})
