// Each kind of entry that other programs read otherwise is told by exactly its own finding.
import { expect, test } from 'vitest'
import { END, member, pax, type RawHeader } from '../../../testing/archives/tar-blocks'
import { readContext } from '../../../testing/archives/read-context'
import { bytesOf } from './bytes'
import { readTar } from './tar'

const codesOf = (...parts: readonly Uint8Array[]) =>
  readTar(bytesOf(Buffer.concat([...parts, END])), readContext()).entries.map(({ findings }) =>
    findings.map(({ code }) => code),
  )

test.each<[RawHeader, readonly string[]]>([
  [{ typeflag: 'M' }, ['tar-volume-part']],
  [{ typeflag: 'V' }, ['tar-volume-label']],
  [{ typeflag: 'D' }, ['tar-incremental']],
  [{ typeflag: 'N' }, ['tar-renames']],
  [{ typeflag: 'Q' }, ['tar-typeflag']],
  [{ typeflag: '0' }, []],
  [{ typeflag: '5', name: 'etc/' }, []],
  [{ typeflag: '0', name: '' }, ['tar-no-name']],
])('%j', (fields, codes) => {
  expect(codesOf(member({ magic: 'gnu', ...fields }), member({ name: 'etc/hosts' }, 'x'))).toEqual([codes, []])
})

test.each([
  ['path', 'etc/a'],
  ['size', '1'],
  ['linkpath', 'etc/a'],
])('a global %s is told of every entry after it', (keyword, value) => {
  const found = codesOf(pax('g', [[keyword, value]]), member({ name: 'x' }, 'x'), member({ name: 'y' }, 'y'))
  expect(found).toEqual([['tar-global-name'], ['tar-global-name']])
})

test('other global records are nothing to tell', () => {
  expect(codesOf(pax('g', [['comment', 'made on Monday']]), member({ name: 'x' }, 'x'))).toEqual([[]])
})

test.each([
  ['D', 'etc/'],
  ['7', 'etc/hosts'],
  ['Q', 'etc/hosts'],
])('an entry of typeflag %s has the data that its size says', (typeflag, name) => {
  const data = member({ typeflag, name, magic: 'gnu' }, 'Yhosts\0\0')
  const [entry] = readTar(bytesOf(Buffer.concat([data, member({ name: 'next' }), END])), readContext()).entries
  expect(entry).toMatchObject({ storedSize: 8, size: 8 })
})
