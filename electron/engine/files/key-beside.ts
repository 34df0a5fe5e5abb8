// A bare local.tgz.ve needs the encryption.info that lay beside it in state.tgz; on the disk it lies in the same folder.
import { readFile, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Bytes } from '../codecs/bytes'
import { ENCRYPTION_INFO_NAMES } from '../esx/paths'
import { isEnvelope } from '../codecs/envelope'
import { defaultLimits } from '../codecs/limits'

/** The key file beside an envelope; null for other files and where there is none that could be read. */
export async function encryptionInfoBesideFile(path: string, source: Bytes): Promise<Uint8Array | null> {
  if (!isEnvelope(source.read(0, Math.min(64, source.length)))) return null
  for (const name of ENCRYPTION_INFO_NAMES) {
    const candidate = join(dirname(path), name)
    const facts = await stat(candidate).catch(() => null)
    if (!facts?.isFile() || facts.size > defaultLimits.encryptionInfoBytes) continue
    const bytes = await readFile(candidate).catch(() => null)
    if (bytes) return bytes
  }
  return null
}
