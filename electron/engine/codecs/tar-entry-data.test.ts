import { expect, test } from 'vitest'
import { header } from '../../../testing/archives/tar-blocks'
import { declaredSize } from './tar-entry-data'

const size = (fields: Parameters<typeof header>[0], extended: string | null = null) =>
  declaredSize(header(fields), 1024, extended === null ? null : Buffer.from(extended), 'etc/hosts', 'local.tgz')

test('the size is that of the pax record, else that of the header', () => {
  expect(size({ size: 7 })).toBe(7)
  expect(size({ size: 7 }, '9')).toBe(9)
})

test.each([
  ['beyond what a number holds exactly', '9007199254740993', 1024],
  ['negative', '-1', 1024],
  ['no number', 'many', 1024],
])('a pax size that is %s is refused with its place', (_, text, offset) => {
  expect(() => size({ size: 7 }, text)).toThrow(
    expect.objectContaining({ code: 'TAR_HEADER', where: { layer: 'local.tgz', path: 'etc/hosts', offset } }),
  )
})

test('a size field that is not a number is refused with the place of the field', () => {
  expect(() => size({ size: 'many' })).toThrow(
    expect.objectContaining({ code: 'TAR_HEADER', where: expect.objectContaining({ offset: 1024 + 124 }) }),
  )
})
