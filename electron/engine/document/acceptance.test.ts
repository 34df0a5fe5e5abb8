// Issue 3, point 2: what is edited here is accepted by GNU tar, bsdtar, busybox tar and 7z, in every dialect that they read at all.
import { describe, expect, test } from 'vitest'
import { acceptance } from '../../../testing/archives/acceptance'
import { dialectArchives } from '../../../testing/archives/dialects/all'
import { editedBytes } from '../../../testing/archives/dialect-edits'
import { tools } from '../../../testing/archives/tar-tools'

const writable = dialectArchives.filter(archive => !archive.readOnly)

describe.each(writable.map(archive => [archive.title, archive] as const))('edited: %s', (_, archive) => {
  test('is taken by every program that takes the original', async () => {
    const edited = await editedBytes(archive)
    const refused = tools.flatMap(tool => {
      const found = acceptance(tool, archive, edited)
      return found.kind === 'refused' ? [`${tool}: ${found.reason}`] : []
    })
    expect(refused).toEqual([])
  })
})

test('GNU tar and bsdtar take nearly every dialect, so that there is something to be accepted', async () => {
  for (const tool of ['GNU tar', 'bsdtar'] as const) {
    const taken = await Promise.all(
      writable.map(async archive => acceptance(tool, archive, await editedBytes(archive)).kind === 'accepted'),
    )
    expect(taken.filter(Boolean).length).toBeGreaterThan(writable.length * 0.8)
  }
})
