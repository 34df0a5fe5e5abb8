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
  entry: ComparedEntry,
  before: Document,
  after: Document,
  names: ReadonlyMap<string, SecretKind>,
): Promise<Uint8Array> {
  const { old, now } = await versionsOf(entry, before, after)
  return old || now ? unifiedDiff(old, now, names) : new Uint8Array(0)
}

/** Both contents of an entry whose content differs; null on the side that has none, and on both where it is the same. */
export async function versionsOf(
  { address, from, change, what }: Pick<ComparedEntry, 'address' | 'from' | 'change' | 'what'>,
  before: Document,
  after: Document,
): Promise<{ readonly old: FileVersion | null; readonly now: FileVersion | null }> {
  if (change === 'moved' || (change === 'changed' && !what.includes('content') && !what.includes('type')))
    return { old: null, now: null }
  return {
    old: change === 'added' ? null : await versionIn(before, from ?? address),
    now: change === 'removed' ? null : await versionIn(after, address),
  }
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
