import fc from 'fast-check'
import { expect, test } from 'vitest'
import { displayName, nameFromDisplay } from './names'

test('any bytes survive being shown and typed again, so distinct names look distinct', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 60 }), bytes => {
      expect(Buffer.from(nameFromDisplay(displayName(bytes))).equals(bytes)).toBe(true)
    }),
  )
})

test('names that hold backslashes and escapes of their own survive too', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[\\x0-9a-fé]{0,20}$/), text => {
      expect(Buffer.from(nameFromDisplay(displayName(Buffer.from(text)))).toString()).toBe(text)
    }),
  )
})

test.each([
  ['UTF-8 stays readable', Buffer.from('etc/größe'), 'etc/größe'],
  ['Latin-1 bytes are escaped one by one', Buffer.from('etc/gr\xf6\xdfe', 'latin1'), 'etc/gr\\xf6\\xdfe'],
  ['terminal escapes cannot act', Buffer.from('a\x1b[2Jb'), 'a\\x1b[2Jb'],
  ['a direction override cannot disguise a name', Buffer.from('a\u202etxt.exe'), 'a\\xe2\\x80\\xaetxt.exe'],
  ['a plain backslash is left alone', Buffer.from('a\\b'), 'a\\b'],
  ['a backslash that looks like an escape is escaped', Buffer.from('a\\x41'), 'a\\x5cx41'],
])('%s', (_, bytes, shown) => {
  expect(displayName(bytes)).toBe(shown)
})
