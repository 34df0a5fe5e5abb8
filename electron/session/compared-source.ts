// A file that is compared with the document: read once, since its grant ends with the command, and opened as often as it is needed.
import { Document } from '../engine/document/document'
import { encryptionInfoBesideFile } from '../engine/files/key-beside'
import { openFileBytes } from '../engine/files/read-file'
import { grantedFile } from './granted-file'
import type { CommandContext } from './session-commands'

export interface ComparedSource {
  /** Opens it with the keys of the document too: it may be of the same host. Rejects as opening a document does. */
  open(beside: Document, context: CommandContext): Promise<Document>
}

/** Reads the file at a path. Rejects as reading it does. */
export async function comparedSource(path: string, context: CommandContext): Promise<ComparedSource> {
  const options = grantedFile(path, context)
  const bytes = await openFileBytes(path, options)
  const key = await encryptionInfoBesideFile(path, bytes)
  return {
    open: async (beside, { signal, onProgress }) => {
      const opened = await Document.open(bytes, {
        name: options.name ?? '',
        signal,
        onProgress,
        keys: beside.keys,
        ...(key ? { encryptionInfo: key } : {}),
      })
      await opened.openChain({ signal, onProgress })
      return opened
    },
  }
}
