// Opening a locked layer with a key that the user gives. The key is a secret: it goes to the document, and nowhere else.
import { BootbankError } from '../../shared/model/errors'
import type { NodeId } from '../../shared/model/node'
import { toUint8Array } from '../engine/codecs/bytes'
import { type GivenKey, keyOfFile, keyOfHex, keyOfInfo } from '../engine/codecs/given-key'
import { defaultLimits } from '../engine/codecs/limits'
import type { Document } from '../engine/document/document'
import { readFileBytes } from '../engine/files/read-file'
import { grantedFile } from './granted-file'
import { entryOf, placeOf } from './nodes'
import type { CommandContext } from './session-commands'

/** What a file with a key may be. */
export type KeyFileKind = 'key' | 'encryption-info'

/** A key that is given while a file is opened: hex digits, or the path of a file that holds it. */
export type KeySource = { readonly hex: string } | { readonly path: string; readonly holds: KeyFileKind }

/** The key. Rejects as the two ways to give one do. */
export async function keyFrom(source: KeySource, context: CommandContext): Promise<GivenKey> {
  return 'hex' in source ? keyOfHex(source.hex) : keyInFile(source.path, source.holds, context)
}

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
