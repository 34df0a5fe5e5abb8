// Seal and unseal: the layer with the host's files in an envelope, or plain, and encryption.info beside it. What lies in the layer keeps its
// slots, so that edits in it, made before or after, are those that they were.
import { randomBytes } from 'node:crypto'
import { BootbankError } from '../../../shared/model/errors'
import { bytesOf } from '../codecs/bytes'
import { formatEncryptionInfo } from '../codecs/encryption-info'
import { keyOfInfo } from '../codecs/given-key'
import { defaultLimits } from '../codecs/limits'
import type { Document } from '../document/document'
import { encryptionInfoIn } from '../document/encryption-info-beside'
import type { Layer } from '../document/layer'
import { plain } from '../document/plain-name'
import { localEntry, shapeOf, stateLayer } from '../esx/chain'
import { ENCRYPTION_INFO_NAMES, INNER_ENCRYPTION_INFO_PATH, LOCAL_NAME, SEALED_LOCAL_NAME } from '../esx/paths'

/** Bytes of each part of a new key, as in the encryption.info of a host (docs/formats.md section 5). */
const PART_BYTES = 16

/** local.tgz.ve becomes local.tgz, and encryption.info goes. Throws NOT_SEALED, READ_ONLY, NAME_TAKEN, and why the layer is locked. */
export async function unsealLocal(document: Document): Promise<void> {
  const { state, inner } = await hostLayers(document)
  await document.asOneStep(`Unseal ${inner.name}`, () => {
    document.setSeal(inner, 'unsealed')
    const infos = state
      .entries()
      .filter(({ kind, name }) => kind === 'file' && ENCRYPTION_INFO_NAMES.includes(plain(name)))
    if (infos.length > 0) document.remove(...infos)
  })
}

/**
 * local.tgz becomes local.tgz.ve under the key of an encryption.info, which is put beside it, and in the place of the copy inside it where
 * there is one. Throws NOT_SEALED, READ_ONLY, NAME_TAKEN; for an encryption.info without a key INFO_*, SEALED_TPM.
 */
export async function sealLocal(document: Document, info: Uint8Array): Promise<void> {
  await keyOfInfo(info, defaultLimits)
  const { state, inner } = await hostLayers(document)
  const content = bytesOf(info)
  const { name, parent } = inner
  const folder = parent ? parent.name.slice(0, parent.name.length - name.length) : ''
  await document.asOneStep(`Seal ${name}`, () => {
    document.setSeal(inner, 'sealed')
    const beside = encryptionInfoIn(state)
    if (beside) document.put(beside, content)
    else document.add(state, `${folder}encryption.info`, content)
    const copy = inner
      .entries()
      .findLast(entry => entry.kind === 'file' && plain(entry.name) === INNER_ENCRYPTION_INFO_PATH)
    if (copy) document.put(copy, content)
  })
}

/** An encryption.info with a key that was made now (mode NONE). */
export function newEncryptionInfo(): Uint8Array {
  const keyId = randomBytes(PART_BYTES)
  // A UUID of version 4, as hosts make them.
  keyId.writeUInt8((keyId.readUInt8(6) & 0x0f) | 0x40, 6)
  keyId.writeUInt8((keyId.readUInt8(8) & 0x3f) | 0x80, 8)
  return formatEncryptionInfo({ keyId, data1: randomBytes(PART_BYTES), data2: randomBytes(PART_BYTES) })
}

/** state.tgz and the layer in it. Throws NOT_SEALED where there are no two such layers, or why the inner one cannot be opened. */
async function hostLayers(document: Document): Promise<{ readonly state: Layer; readonly inner: Layer }> {
  await document.openChain()
  const state = stateLayer(document, shapeOf(document))
  const local = state && localEntry(state)
  const failure = local && document.failureAt(local)
  if (failure) throw failure
  const inner = local && document.layerAt(local)
  if (state && inner) return { state, inner }
  const hint =
    document.root.opens === 'envelope'
      ? ' The opened file is the sealed layer itself: open the state.tgz around it.'
      : ''
  throw new BootbankError(
    'NOT_SEALED',
    `${document.name} has no state.tgz with ${LOCAL_NAME} or ${SEALED_LOCAL_NAME} in it, so there is nothing to seal or to unseal.${hint}`,
    { layer: document.root.label },
  )
}
