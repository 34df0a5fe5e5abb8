// The one esx.conf of a backup as text. Its encoding and every byte that an edit does not name stay as they are.
import { BootbankError, type Where } from '../../../shared/model/errors'
import type { TextEncoding } from '../../../shared/model/preview'
import { bytesOf, toUint8Array } from '../codecs/bytes'
import type { Document } from '../document/document'
import type { Entry } from '../document/entry'
import type { OpenLayerOptions } from '../document/opening'
import { ESX_CONF_PATH } from '../esx/paths'
import { decodeText, encodeText, workingEncoding } from '../formats/text/encoding'

export interface ConfFile {
  readonly entry: Entry
  readonly text: string
  readonly encoding: TextEncoding
}

/** Reads it. Throws ADDRESS_NOT_FOUND where there is none, ADDRESS_AMBIGUOUS where several layers have one. */
export async function readConfFile(document: Document, options: OpenLayerOptions = {}): Promise<ConfFile> {
  const entry = await document.resolve(ESX_CONF_PATH, options).catch((error: unknown) => {
    if (!(error instanceof BootbankError) || error.code !== 'ADDRESS_NOT_FOUND') throw error
    throw new BootbankError(
      'ADDRESS_NOT_FOUND',
      `There is no ${ESX_CONF_PATH} in this backup, so there is no key to set or remove.`,
      { path: ESX_CONF_PATH },
    )
  })
  const bytes = toUint8Array(document.content(entry))
  const original = document.originalContent(entry)
  const encoding = workingEncoding(bytes, original && toUint8Array(original)) ?? 'latin-1'
  return { entry, text: decodeText(bytes, encoding), encoding }
}

/** Changes its text, as one step of undo that is called `label`. Throws what reading it or `change` throws. */
export async function changeConfFile(
  document: Document,
  label: string,
  change: (text: string) => string,
): Promise<void> {
  const { entry, text, encoding } = await readConfFile(document)
  const place = { layer: entry.layer.label, path: entry.name }
  const after = encodeText(
    refusedAt(place, () => change(text)),
    encoding,
    place,
  )
  document.put(entry, bytesOf(after), { label })
}

/** What a change of the text refuses, with the file that it is about. */
function refusedAt<T>(place: Where, work: () => T): T {
  try {
    return work()
  } catch (error) {
    if (!(error instanceof BootbankError) || error.where.path !== undefined) throw error
    throw new BootbankError(error.code, error.message, place)
  }
}
