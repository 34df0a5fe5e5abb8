// Secrets that are not text: keys in the formats of dropbear, DER and Kerberos; and whether the bytes of a file hold any, so that the hex
// view does not show what the text view hides.
import type { SecretKind } from '../../../../shared/secrets/secret'
import { secretSpans } from '../../../../shared/secrets/spans'
import { secretFileOf } from '../../secrets/schema-names'
import type { Subject } from '../subject'
import { textLimit } from '../text/encoding'
import { isDropbearKey } from './magic'

/**
 * Looks at text by its spans; at bytes by what they are, and by the spans that their ASCII has (hashes in a database). What the schema of
 * the backup declares secret counts as well.
 */
export async function holdsSecret({ address, bytes, document, entry, head, text }: Subject): Promise<boolean> {
  const file = await secretFileOf(document, [address])
  if (text !== null) return secretSpans(text, file).length > 0
  if (entry === null) return false
  if (secretKindOfBytes(head) !== null) return true
  if (bytes.length > textLimit) return false
  const content = bytes.read(0, bytes.length)
  return (
    secretSpans(Buffer.from(content.buffer, content.byteOffset, content.length).toString('latin1'), file).length > 0
  )
}

/** What a file that is not text is as a whole; null for what is not a secret, or not known to be one. `head` is its beginning. */
export function secretKindOfBytes(head: Uint8Array): SecretKind | null {
  const isKeytab = head[0] === 5 && (head[1] === 1 || head[1] === 2)
  return isDropbearKey(head) || isDerPrivateKey(head) || isKeytab ? 'private-key' : null
}

/** PKCS #8, PKCS #1 and SEC 1: a sequence that begins with the version 0 or 1. Certificates begin with a sequence in a sequence. */
function isDerPrivateKey(head: Uint8Array): boolean {
  if (head[0] !== 0x30) return false
  const length = head[1] ?? 0
  const at = 2 + (length > 0x80 ? length - 0x80 : 0)
  const isVersion = head[at] === 2 && head[at + 1] === 1 && (head[at + 2] ?? 9) <= 1
  return isVersion && [0x02, 0x04, 0x30].includes(head[at + 3] ?? 0)
}
