// Public keys of SSH, one a line: `[options] type base64 [comment]` (sshd(8), AUTHORIZED_KEYS FILE FORMAT).
import { createHash } from 'node:crypto'

export interface PublicKey {
  /** Such as `ssh-rsa`. */
  readonly type: string
  /** As ssh-keygen -l writes it, `SHA256:…`. */
  readonly fingerprint: string
  readonly comment: string
}

const keyPattern = /(?:^|\s)((?:ssh|ecdsa|sk-ssh|sk-ecdsa)-[\w.@-]+)\s+([A-Za-z0-9+/]+={0,2})(?:\s+(.*))?$/

/** The key of a line; null for a remark and for what is not a key. */
export function publicKeyIn(line: string): PublicKey | null {
  const match = line.trimStart().startsWith('#') ? null : keyPattern.exec(line)
  if (!match) return null
  const [, type = '', data = '', comment = ''] = match
  const blob = Buffer.from(data, 'base64')
  // The blob begins with the length of the type and the type again.
  if (
    blob.length < 4 + type.length ||
    blob.readUInt32BE(0) !== type.length ||
    blob.toString('latin1', 4, 4 + type.length) !== type
  )
    return null
  const digest = createHash('sha256').update(blob).digest('base64').replace(/=+$/, '')
  return { type, fingerprint: `SHA256:${digest}`, comment: comment.trim() }
}
