// A file of the disk as Bytes: in pieces, because one buffer can hold neither 4 GiB nor be cancelled half way.
import { open } from 'node:fs/promises'
import { basename } from 'node:path'
import { BootbankError } from '../../../shared/model/errors'
import { type Bytes, bytesOfChunks } from '../../engine/codecs/bytes'
import { defaultLimits, withinLimit } from '../../engine/codecs/limits'
import { directoryError, readError } from '../file-errors'
import type { CommandContext } from './session-commands'

const piece = 32 * 1024 * 1024

/** All bytes of a file. Rejects NOT_FOUND, IS_DIRECTORY, UNREADABLE, LIMIT or CANCELLED. */
export async function readFileBytes(path: string, { signal, onProgress }: CommandContext): Promise<Bytes> {
  const name = basename(path)
  try {
    const file = await open(path, 'r')
    try {
      const facts = await file.stat()
      if (facts.isDirectory()) throw directoryError(path)
      if (!facts.isFile()) throw new BootbankError('UNREADABLE', `${name} is no regular file.`)
      withinLimit(defaultLimits, 'totalBytes', facts.size, { layer: name })
      const pieces: Uint8Array[] = []
      for (let at = 0; at < facts.size; ) {
        if (signal.aborted) throw new BootbankError('CANCELLED', 'Reading was cancelled.')
        const buffer = Buffer.allocUnsafeSlow(Math.min(piece, facts.size - at))
        const { bytesRead } = await file.read(buffer, 0, buffer.length, at)
        if (bytesRead === 0)
          throw new BootbankError('UNREADABLE', `${name} became shorter while it was read. Try again.`)
        pieces.push(buffer.subarray(0, bytesRead))
        at += bytesRead
        onProgress(`Reading ${name}`, at, facts.size)
      }
      return bytesOfChunks(pieces)
    } finally {
      await file.close()
    }
  } catch (error) {
    throw readError(error, path)
  }
}
