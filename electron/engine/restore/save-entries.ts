// Several entries saved at once: one zip, in which each stands at its address, as `bootbank extract` would write it.
import { basename } from 'node:path'
import type { BundleFile } from '../../../shared/model/bundle'
import { BootbankError } from '../../../shared/model/errors'
import type { Bytes } from '../codecs/bytes'
import type { Document } from '../document/document'
import type { Entry } from '../document/entry'
import { refusalError } from '../extract/extract'
import { planExtraction } from '../extract/plan'
import { readZip } from './read-zip'
import { refuseSources } from './same-file'
import { fileOf, type SaveOptions } from './save'
import { writeFileSafely } from './write-file'
import { zipOf } from './zip'

/**
 * Writes the content of entries as they are now, edits included, into a zip at `path`; folders among them only make the paths of files. Throws the
 * refusal of the first that can have no place in a zip (UNSAFE_PATH, NOT_A_FILE), LIMIT, and what saving throws; then nothing is written.
 */
export async function saveEntries(
  document: Document,
  entries: readonly Entry[],
  path: string,
  options: SaveOptions = {},
): Promise<{ readonly file: BundleFile; readonly proof: null }> {
  await refuseSources(document, options.source, path)
  const { planned, refused } = await planExtraction(document, entries, null)
  const [first] = refused
  if (first) throw refusalError(first)
  const members: { readonly name: string; readonly content: Bytes; readonly stored: boolean }[] = []
  for (const { entry, segments, content } of planned) {
    const inner = document.layerAt(entry)
    const now = inner?.isRebuilt() ? await document.buildLayer(inner, options) : content
    if (now) members.push({ name: segments.join('/'), content: now, stored: entry.opens !== null })
  }
  if (members.length === 0) throw new BootbankError('NOT_A_FILE', 'There is no file among these rows.')
  const zip = await zipOf(members, basename(path), options)
  const proof = await writeFileSafely(path, zip, {
    ...options,
    check: async readBack => {
      const names = new Set(readZip(readBack).map(({ name }) => name))
      if (names.size === members.length && members.every(({ name }) => names.has(name))) return null
      throw new BootbankError('VERIFY_FAILED', `${basename(path)}, read back, does not hold what was put into it.`)
    },
  })
  return { file: fileOf(basename(path), zip), proof }
}
