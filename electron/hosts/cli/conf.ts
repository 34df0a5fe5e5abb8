// --conf and --conf-rm: a key of the one esx.conf in the backup. The file's encoding and every other byte stay as they are.
import { readKeys, removeKey, setKey } from '../../../shared/esx-conf/esx-conf'
import { BootbankError } from '../../../shared/model/errors'
import { bytesOf, toUint8Array } from '../../engine/codecs/bytes'
import type { Document } from '../../engine/document/document'
import type { Entry } from '../../engine/document/entry'
import { ESX_CONF_PATH } from '../../engine/esx/paths'
import { decodeText, encodeText, workingEncoding } from '../../engine/formats/text'
import type { Split } from './operation'
import type { Run } from './run'

/** Sets a key. Of several ways to split KEY=VALUE the one whose key is there counts, else the first. */
export async function setConfKey(document: Document, splits: readonly Split[], run: Run): Promise<void> {
  await editConf(document, run, text => {
    const keys = readKeys(text)
    const split = splits.find(({ left }) => keys.has(left)) ?? splits[0]
    return split ? setKey(text, split.left, split.right) : text
  })
}

/** Removes a key. */
export async function unsetConfKey(document: Document, key: string, run: Run): Promise<void> {
  await editConf(document, run, text => removeKey(text, key))
}

async function editConf(document: Document, run: Run, edit: (text: string) => string): Promise<void> {
  const entry = await esxConfOf(document, run)
  const bytes = toUint8Array(document.content(entry))
  const original = document.originalContent(entry)
  const encoding = workingEncoding(bytes, original && toUint8Array(original)) ?? 'latin-1'
  const after = encodeText(edit(decodeText(bytes, encoding)), encoding, { layer: entry.layer.label, path: entry.name })
  document.put(entry, bytesOf(after))
}

async function esxConfOf(document: Document, run: Run): Promise<Entry> {
  try {
    return await document.resolve(ESX_CONF_PATH, run.watch)
  } catch (error) {
    if (!(error instanceof BootbankError) || error.code !== 'ADDRESS_NOT_FOUND') throw error
    throw new BootbankError(
      'ADDRESS_NOT_FOUND',
      `There is no ${ESX_CONF_PATH} in this backup, so --conf and --conf-rm have nothing to work on.`,
      { path: ESX_CONF_PATH },
    )
  }
}
