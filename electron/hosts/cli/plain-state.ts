// Whether FILE is a host's saved state by the first name in it, which is known from its first bytes: what disks and collections need is
// then not even loaded.
import { closeSync, openSync, readSync, statSync } from 'node:fs'
import { constants, gunzipSync } from 'node:zlib'
import { displayName } from '../../engine/codecs/names'
import { BLOCK, checksumFits, readText } from '../../engine/codecs/tar-header'
import { ENCRYPTION_INFO_NAMES, LOCAL_NAMES } from '../../engine/esx/paths'

/** More than what deflate needs for one header. */
const HEAD_BYTES = 1024
const firstNames: readonly string[] = [...LOCAL_NAMES, ...ENCRYPTION_INFO_NAMES]

/** True for a regular file, gzip around a tar, whose first entry is what only a state begins with; false for all else, and what cannot be read. */
export function beginsAsState(path: string): boolean {
  try {
    const header = gunzipSync(headOf(path), { finishFlush: constants.Z_SYNC_FLUSH }).subarray(0, BLOCK)
    return header.length === BLOCK && checksumFits(header) && firstNames.includes(displayName(readText(header, 'name')))
  } catch {
    // What is wrong with it is told by whoever opens it.
    return false
  }
}

/** Its first bytes; none of a pipe, which would be waited for. Throws the system's error. */
function headOf(path: string): Uint8Array {
  if (!statSync(path).isFile()) return new Uint8Array()
  const file = openSync(path, 'r')
  try {
    const head = new Uint8Array(HEAD_BYTES)
    return head.subarray(0, readSync(file, head, 0, HEAD_BYTES, 0))
  } finally {
    closeSync(file)
  }
}
