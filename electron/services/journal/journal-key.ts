// The key that journals are sealed with: 32 random bytes, kept by the system's key store where there is one, else in a file that only this
// user may read. Without either, journals of an earlier start cannot be read, and nothing is offered.
import { randomBytes } from 'node:crypto'
import { chmodSync, closeSync, fsyncSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

const keyLength = 32

/** The system's own store of secrets, such as Electron's safeStorage. */
export interface SystemKeyStore {
  /** Whether it protects anything: not where it would only obscure. */
  isAvailable(): Promise<boolean>
  seal(text: string): Promise<Buffer>
  /** Rejects when the text was sealed by another user or machine. */
  unseal(sealed: Buffer): Promise<string>
}

export interface JournalKey {
  readonly bytes: Buffer
  /** Who keeps it from others. */
  readonly keptBy: 'system' | 'file'
}

const stored = z.discriminatedUnion('keptBy', [
  z.strictObject({ keptBy: z.literal('system'), sealed: z.base64() }),
  z.strictObject({ keptBy: z.literal('file'), key: z.base64() }),
])

/** The key of this user; created where there is none or where it cannot be read. Rejects with the system's error when it cannot be kept. */
export async function journalKey(dataDir: string, system: SystemKeyStore | null): Promise<JournalKey> {
  const path = join(dataDir, 'journal-key.json')
  const store = (await system?.isAvailable()) ? system : null
  const found = await read(path, store)
  if (found !== null) return found
  const bytes = randomBytes(keyLength)
  const text = bytes.toString('base64')
  const kept = store
    ? { keptBy: 'system', sealed: (await store.seal(text)).toString('base64') }
    : { keptBy: 'file', key: text }
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  const file = openSync(path, 'w', 0o600)
  try {
    chmodSync(path, 0o600)
    writeFileSync(file, JSON.stringify(kept))
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
  return { bytes, keptBy: store ? 'system' : 'file' }
}

/** Null where there is none, or another one than this store made. */
async function read(path: string, store: SystemKeyStore | null): Promise<JournalKey | null> {
  try {
    const kept = stored.parse(JSON.parse(readFileSync(path, 'utf8')))
    // A key that lay open once is not trusted with more secrets once there is a better place.
    if (kept.keptBy === 'file' && store !== null) return null
    const text = kept.keptBy === 'file' ? kept.key : await store?.unseal(Buffer.from(kept.sealed, 'base64'))
    const bytes = Buffer.from(text ?? '', 'base64')
    return bytes.length === keyLength ? { bytes, keptBy: kept.keptBy } : null
  } catch {
    return null
  }
}
