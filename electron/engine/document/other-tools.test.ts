// Archives made by GNU tar, bsdtar, busybox and 7z in every format they know: listed here as those programs agree to list them (where
// they disagree there is nothing to compare with), saved unedited as the same bytes, and edited so that all of them take the result.
import { execFileSync } from 'node:child_process'
import { describe, expect, test } from 'vitest'
import { modeAsLs } from '../../../shared/model/mode'
import { bytesOf, equalBytes } from '../codecs/bytes'
import { acceptance } from '../../../testing/archives/acceptance'
import { editedBytes, openArchive } from '../../../testing/archives/dialect-edits'
import { type Listed, list, type Tool, tools, withFile } from '../../../testing/archives/tar-tools'
import { makeToolArchives } from '../../../testing/archives/tool-archives'

describe.each(makeToolArchives().map(archive => [archive.title, archive] as const))(
  'an archive by %s',
  (_, archive) => {
    test('is listed as the programs agree to list it', async () => {
      const document = await openArchive(archive)
      expect(document.root.problem).toBeNull()
      const mine = document.root.entries().map(
        (entry): Listed => ({
          name: entry.name,
          mode: modeAsLs(entry.kind, entry.mode),
          size: entry.size,
          mtime: entry.mtime,
        }),
      )
      const theirs = withFile(archive.bytes, path => tools.map(tool => [tool, list(tool, path)] as const)).filter(
        ([, { ok, entries }]) => ok && entries.length === mine.length,
      )
      expect(theirs.length).toBeGreaterThanOrEqual(2)
      expect(mine.flatMap((entry, index) => disagreements(entry, theirs, index))).toEqual([])
    })

    test('is saved unedited as the same bytes, and edited so that every program takes it', async () => {
      const document = await openArchive(archive)
      expect(equalBytes(await document.build(), bytesOf(archive.bytes))).toBe(true)
      const edited = await editedBytes(archive)
      const refused = tools.flatMap(tool => {
        const found = acceptance(tool, archive, edited)
        return found.kind === 'refused' ? [`${tool}: ${found.reason}`] : []
      })
      expect(refused).toEqual([])
    })
  },
)

/** What all programs say alike and we do not. */
function disagreements(
  mine: Listed,
  theirs: readonly (readonly [Tool, { readonly entries: readonly Listed[] }])[],
  index: number,
): readonly string[] {
  return (['name', 'mode', 'size', 'mtime'] as const).flatMap(fact => {
    const said = theirs.flatMap(([, { entries }]) => entries[index]?.[fact] ?? [])
    const own = fact === 'mtime' ? Math.floor(mine.mtime ?? 0) : mine[fact]
    const agreed = new Set(said.map(value => (typeof value === 'number' ? Math.floor(value) : value)))
    return agreed.size !== 1 || agreed.has(own ?? '')
      ? []
      : [`${mine.name}: ${fact} is ${own}, others say ${[...agreed]}`]
  })
}

test('modes are written as ls and stat of this machine write them', () => {
  for (const mode of [0, 0o644, 0o755, 0o1600, 0o1777, 0o4755, 0o4644, 0o2711, 0o2600, 0o7777]) {
    const script = `f=$(mktemp) && chmod ${mode.toString(8)} "$f" && stat -c %A "$f" && rm -f "$f"`
    expect(modeAsLs('file', mode)).toBe(execFileSync('sh', ['-c', script]).toString().trim())
  }
})
