// What it takes to add a dialect of tar: its name and its sign, where it keeps folders, and what it does with a name that is too long.
import { afterAll, expect, it } from 'vitest'
import { scratchCopy } from './scratch-copy'

const copy = scratchCopy(['testing/archives/tar-blocks.ts'])
afterAll(() => copy.remove())

const header = 'electron/engine/codecs/tar-header.ts'
const write = 'electron/engine/codecs/tar-write.ts'

/** Renames the only file of an archive with that magic, saves, and opens what was saved. */
const caller = `
import { bytesOf, toUint8Array } from './electron/engine/codecs/bytes'
import { opened } from './testing/archives/small-backups'
import { END, member } from './testing/archives/tar-blocks'

const archive = Buffer.concat([member({ name: 'etc/hosts', magic: 'v7', at: [[257, 'attic']] }, 'localhost'), END])
const document = await opened(bytesOf(archive), 'attic.tar')
const [entry] = document.root.entries()
console.log(entry.dialect)
try {
  document.rename(entry, 'etc/' + 'long'.repeat(30))
} catch (error) {
  console.log(error.code)
}
document.rename(entry, 'etc/other')
const saved = await opened(toUint8Array(await document.build()), 'attic.tar')
console.log(saved.root.entries().map(({ dialect, name }) => dialect + ' ' + name))
`

it('a dialect with a name alone does not compile: where it keeps folders and long names must be said', () => {
  copy.insert(header, 'export type TarDialect = ', "'attic' | ")
  const errors = copy.typeErrors(header, write)
  expect(errors).toMatch(/tar-header\.ts.*'"attic"' is not assignable to parameter of type 'never'/)
  expect(errors).toMatch(/tar-write\.ts.*'"attic"' is not assignable to parameter of type 'never'/)
})

it('a dialect is added by two files: its name, its sign and its fields in one, its long names in the other', () => {
  copy.insert(header, 'archives with half a million.\n', "  if (hasText(header, 257, 'attic')) return 'attic'\n")
  copy.insert(header, 'switch (dialect) {\n', "    case 'attic':\n      return null\n")
  copy.insert(write, 'switch (dialect) {\n', "    case 'attic':\n      throw tooLong('attic', name, 'at 100 bytes')\n")
  copy.add('caller.ts', caller)
  expect(copy.typeErrors(header, write)).toBe('')
  const printed = copy.run('caller.ts')
  expect(printed).toContain('attic\n')
  expect(printed).toContain('NAME_INVALID\n')
  expect(printed).toContain("'attic etc/other'")
})
