// Issue 3, points 1 and 2, over one archive of each dialect and each kind of entry: all of it is read, an unedited save is the same
// bytes, and four edits read back with everything else as it was.
import { describe, expect, test } from 'vitest'
import { bytesOf, equalBytes } from '../codecs/bytes'
import { dialectArchives } from '../../../testing/archives/dialects/all'
import { differences, editedBytes, expectedAfter, openArchive } from '../../../testing/archives/dialect-edits'
import { entryFindings, layerFindings } from '../checks/findings'
import { Document } from './document'

describe.each(dialectArchives.map(archive => [archive.title, archive] as const))('%s', (_, archive) => {
  test('is read as it was made', async () => {
    const document = await openArchive(archive)
    expect(document.root.problem).toBeNull()
    expect(differences(document, archive.entries)).toEqual([])
    const found = [...layerFindings(document.root), ...document.root.entries().flatMap(entryFindings)]
    for (const [code, named = ''] of archive.findings ?? [])
      expect(found).toContainEqual(expect.objectContaining({ code, message: expect.stringContaining(named) }))
  })

  test('is saved unedited as the same bytes', async () => {
    const document = await openArchive(archive)
    expect(equalBytes(await document.build(), bytesOf(archive.bytes))).toBe(true)
  })

  test(archive.readOnly ? 'refuses an edit' : 'keeps everything else through four edits', async () => {
    if (archive.readOnly) {
      const document = await openArchive(archive)
      const entry = await document.resolve('etc/edit')
      expect(() => document.put(entry, bytesOf())).toThrow(expect.objectContaining({ code: archive.readOnly }))
      return
    }
    const again = await Document.open(bytesOf(await editedBytes(archive)), { name: 'state.tgz' })
    expect(again.root.problem).toBeNull()
    expect(differences(again, expectedAfter(archive))).toEqual([])
  })
})
