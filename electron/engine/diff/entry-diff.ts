// The unified diff of one entry that differs between two backups.
import type { ComparedEntry } from '../../../shared/model/comparison'
import { BootbankError } from '../../../shared/model/errors'
import type { SecretKind } from '../../../shared/secrets/secret'
import type { Document } from '../document/document'
import { type FileVersion, unifiedDiff } from './lines'

/**
 * What changed in the content of an entry, as bytes of a unified diff whose labels are its addresses; no bytes where its content is the same.
 * `names` are secret in these backups.
 */
export async function entryDiff(
  { address, from, change, what }: ComparedEntry,
  before: Document,
  after: Document,
  names: ReadonlyMap<string, SecretKind>,
): Promise<Uint8Array> {
  if (change === 'moved' || (change === 'changed' && !what.includes('content') && !what.includes('type')))
    return new Uint8Array(0)
  const old = change === 'added' ? null : await versionIn(before, from ?? address)
  const now = change === 'removed' ? null : await versionIn(after, address)
  return old || now ? unifiedDiff(old, now, names) : new Uint8Array(0)
}

async function versionIn(document: Document, address: string): Promise<FileVersion | null> {
  try {
    const entry = await document.resolve(address)
    return entry.kind === 'file' ? { address, content: document.content(entry) } : null
  } catch (error) {
    if (error instanceof BootbankError && error.code !== 'CANCELLED') return null
    throw error
  }
}
