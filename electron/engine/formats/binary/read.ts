import type { Reader } from '../format'
import { binaryFormat } from './magic'
import { holdsSecret } from './secret-bytes'

export const readHex: Reader<'hex'> = async subject => {
  const { content, head, opened, path, size } = subject
  const binary = content?.kind === 'binary'
  return {
    size,
    binary,
    format: binary ? binaryFormat(path, head) : null,
    secret: opened === null && (await holdsSecret(subject)),
  }
}
