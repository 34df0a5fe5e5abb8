// Copies of single entries on the disk, for what can only take files: the system's drag, a browser's download. They hold in the
// clear what the archive holds, so each lies in a folder that only this user may enter, and is removed when its document is closed,
// if not before.
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { OperationId } from '../../shared/model/operation'
import type { DocumentId } from '../../shared/model/document'
import type { NodeId } from '../../shared/model/node'
import type { Documents } from './documents'
import { safeFileName } from './file-name'

/** Makes private folders (mode 0700), which do not survive the program. */
export interface PrivateFolders {
  /** An empty folder. */
  place(): string
}

export interface EntryCopy {
  /** Absolute path; the last segment is a safe name. */
  readonly path: string
  /** Removes the copy. One that is gone already is fine. */
  remove(): Promise<void>
}

/** The copies made for one window. */
export class EntryCopies {
  private readonly folders = new Map<DocumentId, Set<string>>()

  constructor(
    private readonly documents: Pick<Documents, 'call'>,
    private readonly privateFolders: PrivateFolders,
  ) {}

  /** Copies an entry as it is now, edits included; several as one zip. `name` may be anything. Rejects as `node.save` does; then nothing is left. */
  async make(
    document: DocumentId,
    [node = '', ...also]: readonly NodeId[],
    name: string,
    operation: OperationId | null,
  ): Promise<EntryCopy> {
    const folder = this.privateFolders.place()
    const folders = this.folders.get(document) ?? new Set()
    this.folders.set(document, folders.add(folder))
    const path = join(folder, safeFileName(name, 'entry'))
    const remove = async () => {
      folders.delete(folder)
      await removeFolder(folder)
    }
    try {
      const kind = also.length > 0 ? 'zip' : 'file'
      const asked = { node, ...(also.length > 0 && { also }), target: { kind, path } } as const
      await this.documents.call(document, 'node.save', asked, { operation })
    } catch (error) {
      await remove()
      throw error
    }
    return { path, remove }
  }

  /** Removes all copies of a document that is closed now. */
  async release(document: DocumentId): Promise<void> {
    const folders = this.folders.get(document) ?? []
    this.folders.delete(document)
    await Promise.all([...folders].map(removeFolder))
  }

  /** Removes the copies of every document. */
  async releaseAll(): Promise<void> {
    await Promise.all([...this.folders.keys()].map(document => this.release(document)))
  }
}

/** What cannot be removed now (Windows holds on to open files) is removed when the program ends, or when it starts next. */
async function removeFolder(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true, maxRetries: 3 }).catch(() => undefined)
}
