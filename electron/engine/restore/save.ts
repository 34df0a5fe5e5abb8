// Saving: the changed file, or the content of one entry, to a place that the user chose. What is on the disk is proven against the
// document before it gets its name.
import { basename } from 'node:path'
import type { BundleFile, Proof } from '../../../shared/model/bundle'
import { type Bytes, sha256Of } from '../codecs/bytes'
import type { Document } from '../document/document'
import type { Entry } from '../document/entry'
import { verify } from '../document/verify'
import type { DiskOptions } from './disk-file'
import { refuseSources } from './same-file'
import { writeFileSafely } from './write-file'

export interface SaveOptions extends DiskOptions {
  /** Path of the opened file where there is one: it is never written over. */
  readonly source?: string | undefined
}

/** Writes the whole document. Without an edit, the same bytes. Throws SAME_FILE, READ_ONLY, WRITE_FAILED, VERIFY_FAILED, CANCELLED. */
export async function saveDocument(
  document: Document,
  path: string,
  options: SaveOptions = {},
): Promise<{ readonly file: BundleFile; readonly proof: Proof }> {
  await refuseSources(document, options.source, path)
  const bytes = await document.build(options)
  const proof = await writeFileSafely(path, bytes, {
    ...options,
    check: readBack => verify(document, readBack, options),
  })
  return { file: fileOf(basename(path), bytes), proof }
}

/** Writes one entry's content; of a changed container, as it would be stored. Compared byte for byte, so there is no further proof. */
export async function saveEntry(
  document: Document,
  entry: Entry,
  path: string,
  options: SaveOptions = {},
): Promise<{ readonly file: BundleFile; readonly proof: null }> {
  await refuseSources(document, options.source, path)
  const inner = document.layerAt(entry)
  const bytes = inner?.isRebuilt() ? await document.buildLayer(inner, options) : document.content(entry)
  const proof = await writeFileSafely(path, bytes, { ...options, check: async () => null })
  return { file: fileOf(basename(path), bytes), proof }
}

/** A written file as it is reported. */
export function fileOf(name: string, bytes: Bytes): BundleFile {
  return { name, size: bytes.length, sha256: sha256Of(bytes) }
}
