// The bytes of a document's file: read when it is opened, and once more when someone asks whether they are still the same.
import { BootbankError } from '../../shared/model/errors'
import { type Bytes, bytesOf, sha256Of } from '../engine/codecs/bytes'
import type { BankSource } from '../engine/document/opening'
import { STATE_NAME } from '../engine/esx/paths'
import { encryptionInfoBesideFile } from '../engine/files/key-beside'
import { openFileBytes } from '../engine/files/read-file'
import { stateOfBank } from './banks'
import { copyFrom } from './collections'
import { grantedFile } from './granted-file'
import type { OpenRequest } from './protocol'
import type { CommandContext } from './session-commands'

export interface ReadSource {
  readonly bytes: Bytes
  readonly name: string
  /** Where it lies, if it is the state of a boot bank or a copy in a collection. */
  readonly from: BankSource | null
  /** The encryption.info that lies beside it. */
  readonly encryptionInfo: Uint8Array | null
}

/** Reads what is to be opened: the file, of a disk the state.tgz of a bank, of a collection a copy. Rejects BootbankError. */
export async function readSource(
  { name: file, source, bank, copy: number }: OpenRequest,
  context: CommandContext,
): Promise<ReadSource> {
  if (!('path' in source)) return { bytes: bytesOf(source.bytes), name: file, from: null, encryptionInfo: null }
  const { path } = source
  const found = number === undefined ? await stateOfBank(path, bank, context) : null
  const copy = found ? null : await copyFrom(path, number, context)
  if (copy) {
    const { bytes, name, source: from, encryptionInfo } = copy
    return { bytes, name, from, encryptionInfo }
  }
  const bytes = found?.state ?? (await openFileBytes(path, grantedFile(path, context)))
  return {
    bytes,
    name: found ? STATE_NAME : file,
    from: found?.source ?? null,
    encryptionInfo: await encryptionInfoBesideFile(path, bytes),
  }
}

/** SHA-256 of it as it is now, hex; null where it is gone. Rejects what else keeps it from being read. */
export async function digestNow(request: OpenRequest, context: CommandContext): Promise<string | null> {
  try {
    return sha256Of((await readSource(request, context)).bytes)
  } catch (error) {
    if (error instanceof BootbankError && error.code === 'NOT_FOUND') return null
    throw error
  }
}
