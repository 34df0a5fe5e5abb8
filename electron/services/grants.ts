// Permission to read a file or to write to a place, given by something the user did: a drop, a dialog, an argument.
import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import type { FileGrant, TargetGrant } from '../../shared/model/grant'
import { BootbankError } from '../../shared/model/errors'
import type { WriteTarget } from '../session/session-commands'
import { readError } from '../engine/files/file-errors'
import { Tokens } from './tokens'

/** A file that may be read. */
export interface GrantedFile {
  /** Absolute path. */
  readonly path: string
  /** Name to show. */
  readonly name: string
  /** Whether it belongs in the list of recent files; an upload does not. */
  readonly remember: boolean
  /** The generated sample, whose edits are worth nothing after it is closed. */
  readonly isSample?: true
  /** Called when the grant is given back: an upload's copy is not needed any more. */
  readonly release?: () => void
}

/** A place that may be written to. */
export interface GrantedTarget extends WriteTarget {
  /** Where that is, for the user's eyes. */
  readonly label: string
}

/** What one window may read and write. */
export class Grants {
  private readonly files = new Tokens<GrantedFile>('file')
  private readonly targets = new Tokens<GrantedTarget>('target')

  /** A folder and a device of the machine are granted too: a mounted boot bank, a collection that is unpacked, a stick. Rejects NOT_FOUND or UNREADABLE. */
  async grantFile(file: Omit<GrantedFile, 'name'> & { readonly name?: string }): Promise<FileGrant> {
    const facts = await stat(file.path).catch((error: unknown) => {
      throw readError(error, file.path)
    })
    const name = file.name ?? basename(file.path)
    if (!facts.isFile() && !facts.isDirectory() && !facts.isBlockDevice()) {
      throw new BootbankError('UNREADABLE', `${name} is neither a file, a folder nor a disk.`)
    }
    return {
      grant: this.files.issue({ ...file, name }),
      name,
      size: facts.isFile() ? facts.size : 0,
      ...(file.isSample && { isSample: true }),
    }
  }

  grantTarget(target: GrantedTarget): TargetGrant {
    return { target: this.targets.issue(target), label: target.label }
  }

  /** Throws BAD_REQUEST for an unknown grant. */
  file(grant: string): GrantedFile {
    return this.files.find(grant)
  }

  /** Throws BAD_REQUEST for an unknown target. */
  target(target: string): GrantedTarget {
    return this.targets.find(target)
  }

  /** The file is not needed any more: the grant is used up. An unknown one is fine. */
  release(grant: string): void {
    this.files.get(grant)?.release?.()
    this.files.revoke(grant)
  }
}
