// Opening a locked layer with a key that the user gives. The key is a secret: it goes to the document, and nowhere else.
import { BootbankError } from '../../shared/model/errors'
import type { NodeId } from '../../shared/model/node'
import { toUint8Array } from '../engine/codecs/bytes'
import { type GivenKey, keyOfFile, keyOfInfo } from '../engine/codecs/given-key'
import { defaultLimits } from '../engine/codecs/limits'
import type { Document } from '../engine/document/document'
import { readFileBytes } from '../engine/files/read-file'
import { grantedFile } from './granted-file'
import { entryOf, placeOf } from './nodes'
import type { CommandContext } from './session-commands'

/** What a file with a key may be. */
export type KeyFileKind = 'key' | 'encryption-info'

/** The key in a granted file. Rejects KEY_FORMAT, INFO_*, SEALED_TPM, LIMIT, and as reading a file does. */
export async function keyInFile(path: string, holds: KeyFileKind, context: CommandContext): Promise<GivenKey> {
  const options = grantedFile(path, context)
  const limits = { ...defaultLimits, totalBytes: defaultLimits.encryptionInfoBytes }
  const bytes = toUint8Array(await readFileBytes(path, { ...options, limits }))
  try {
    return holds === 'key' ? keyOfFile(bytes) : await keyOfInfo(bytes, defaultLimits)
  } catch (error) {
    if (!(error instanceof BootbankError)) throw error
    throw new BootbankError(error.code, `${options.name}: ${error.message}`, error.where)
  }
}

/** Opens the layer of a row. Rejects KEY_WRONG, NOT_SEALED, ENVELOPE_*; then nothing was changed. */
export async function unlock(document: Document, node: NodeId, key: GivenKey, context: CommandContext): Promise<void> {
  await document.openWithKey(entryOf(placeOf(document, node)), key, context)
}
