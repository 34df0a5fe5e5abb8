// The keys of a file by sshpk: type, size, fingerprints. A private key is read, its public half kept, and the rest forgotten: nothing secret
// leaves this file.
import { createPublicKey } from 'node:crypto'
import type { Key } from 'sshpk'
import { BootbankError } from '../../../../shared/model/errors'
import type { KeyPair, KeysView, ShownKey } from '../../../../shared/viewers/keys'
import { toUint8Array } from '../../codecs/bytes'
import type { Entry } from '../../document/entry'
import { certificatesOf } from '../certificate/read'
import type { Reader } from '../format'
import type { Subject } from '../subject'
import { keyLabel, keyLine } from './format'

const mostKeys = 1000
/** Bytes of a file that is looked at as the other half. */
const largestPair = 64 * 1024
/** Characters of one PEM block: a key of 16,384 bits has some 13,000. */
const longestBlock = 64 * 1024
const block = /-----BEGIN ([A-Z ]{1,40})-----[\s\S]*?-----END \1-----/g
const isEncrypted = (pem: string) => /BEGIN ENCRYPTED|Proc-Type:[^\n]*ENCRYPTED/.test(pem)

interface Found {
  readonly shown: ShownKey
  readonly key: Key | null
}

/** Throws BAD_REQUEST for a file without any. */
export const readKeys: Reader<'keys'> = async subject => {
  const { text } = subject
  const problems: { line: number; message: string }[] = []
  const found = text === null ? [] : await keysIn(text, problems)
  if (found.length === 0 && problems.length === 0)
    throw new BootbankError('BAD_REQUEST', 'There is no key in this file.')
  return {
    keys: found.slice(0, mostKeys).map(({ shown }) => shown),
    more: Math.max(0, found.length - mostKeys),
    pair: await pairOf(subject, found[0]?.key ?? null),
    problems,
  } satisfies KeysView
}

async function keysIn(text: string, problems: { line: number; message: string }[]): Promise<readonly Found[]> {
  const sshpk = (await import('sshpk')).default
  const lineOf = (offset: number) => text.slice(0, offset).split('\n').length
  const tell = (line: number, error: unknown) => {
    problems.push({ line, message: `This is not a key that can be read: ${reasonOf(error)}.` })
  }
  const found: Found[] = []
  for (const match of text.matchAll(block)) {
    const [pem, label = ''] = match
    if (!keyLabel.test(label)) continue
    const line = lineOf(match.index)
    const isPrivate = label.endsWith('PRIVATE KEY')
    try {
      if (pem.length > longestBlock) throw new Error('it is too long for one')
      // sshpk takes the public half of a private key where a public one is asked for.
      const key = sshpk.parseKey(pem, 'auto')
      found.push(foundKey(key, { line, isPrivate, before: '', comment: commentOf(key) }))
    } catch (error) {
      if (isPrivate && (isEncrypted(pem) || (error instanceof Error && error.name === 'KeyEncryptedError')))
        found.push({ shown: hidden(line), key: null })
      else tell(line, error)
    }
  }
  if (found.length > 0 || problems.length > 0) return found
  for (const [index, raw] of text.split(/\r?\n/).entries()) {
    const words = raw.trim()
    if (words === '' || words.startsWith('#')) continue
    const match = words.length > longestBlock ? null : keyLine.exec(words)
    try {
      if (!match) throw new Error('it has no type that is followed by base64')
      const [, before = '', type = '', data = '', comment = ''] = match
      const key = sshpk.parseKey(`${type} ${data}`, 'ssh')
      found.push(foundKey(key, { line: index + 1, isPrivate: false, before: before.trim(), comment: comment.trim() }))
    } catch (error) {
      tell(index + 1, error)
    }
  }
  return found
}

function foundKey(key: Key, facts: Pick<ShownKey, 'line' | 'isPrivate' | 'before' | 'comment'>): Found {
  const shown = {
    ...facts,
    type: typeNames[key.type] ?? key.type.toUpperCase(),
    bits: key.size,
    sha256: key.fingerprint('sha256').toString(),
    md5: `MD5:${key.fingerprint('md5').toString('hex')}`,
    encrypted: false,
  }
  return { shown, key }
}

/** As `ssh-keygen -l` names them. */
const typeNames: Readonly<Record<string, string>> = { rsa: 'RSA', dsa: 'DSA', ecdsa: 'ECDSA', ed25519: 'ED25519' }

function hidden(line: number): ShownKey {
  const nothing = { type: null, bits: null, sha256: null, md5: null }
  return { line, isPrivate: true, encrypted: true, before: '', comment: '', ...nothing }
}

/** sshpk names what has no comment. */
const commentOf = ({ comment = '' }: Key) => (comment === '(unnamed)' ? '' : comment)

function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error)
  // An assertion tells its values in further lines.
  const [first = ''] = message.replace(/^Failed to parse .*? as a valid .*? key: /, '').split('\n')
  return first.trim().replace(/\.$/, '').slice(0, 200)
}

/** `x.pub` beside `x`, `x` beside `x.pub`, `x.crt` beside `x.key`; null where there is none, or neither can be read. */
async function pairOf({ document, entry }: Subject, key: Key | null): Promise<KeyPair | null> {
  if (!entry || !key) return null
  const { name } = entry
  const other = name.endsWith('.pub')
    ? name.slice(0, -4)
    : name.endsWith('.key')
      ? `${name.slice(0, -4)}.crt`
      : `${name}.pub`
  const beside = entry.layer.entries().findLast((one: Entry) => one.kind === 'file' && one.name === other)
  if (!beside || beside.problem || beside.size > largestPair) return null
  const text = Buffer.from(toUint8Array(document.content(beside))).toString('latin1')
  const half = other.endsWith('.crt') ? await certified(text) : ((await keysIn(text, []))[0]?.key ?? null)
  if (!half) return null
  return { address: beside.address, belongs: fingerprint(half) === fingerprint(key) }
}

const fingerprint = (key: Key) => key.fingerprint('sha256').toString()

/** The key of the first certificate. */
async function certified(text: string): Promise<Key | null> {
  const sshpk = (await import('sshpk')).default
  const [spki] = (await certificatesOf(Buffer.from(text, 'latin1'), text)).publicKeys
  try {
    if (!spki) return null
    const pem = createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' }).export({
      format: 'pem',
      type: 'spki',
    })
    return sshpk.parseKey(pem.toString(), 'pem')
  } catch {
    return null
  }
}
