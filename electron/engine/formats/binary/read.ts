import type { Reader } from '../format'
import { binaryFormat } from './magic'
import { whyNotText } from './not-text'
import { holdsSecret } from './secret-bytes'

/** What the view of bytes is told of a file before it asks for them. */
export const readHex: Reader<'hex'> = async subject => {
  const { bytes, content, head, opened, path, size } = subject
  const binary = content?.kind === 'binary'
  return {
    size,
    binary,
    format: binary ? binaryFormat(path, head) : null,
    notText: binary ? whyNotText(path, bytes) : null,
    secret: opened === null && (await holdsSecret(subject)),
  }
}
