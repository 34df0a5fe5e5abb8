// What the operating system refuses while writing, as a sentence with the way out.
import { BootbankError } from '../../../shared/model/errors'

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'you have no permission to write there. Choose another folder, or run Bootbank as a user who has',
  EPERM: 'the system does not permit it. Choose another folder, or close the program that holds the file open',
  EBUSY: 'it is in use by another program, or a disk is mounted there. Close that program, or choose a new name below',
  ENOSPC: 'the disk is full. Free some space, or choose another disk',
  EDQUOT: 'your disk quota is used up. Free some space, or choose another disk',
  EFBIG: 'the file system cannot hold a file of this size. Choose another disk',
  EROFS: 'the file system is read-only. Choose another disk',
  ENOENT: 'its folder does not exist (any more). Make the folder, or choose another',
  ENOTDIR: 'a part of its path is a file where a folder is needed. Choose another place',
  ELOOP: 'its path runs in a circle of symbolic links. Choose another place',
  EXDEV: 'a disk is mounted at that place. Choose a new name below it',
  ENAMETOOLONG: 'the name is too long. Choose a shorter one',
  EMFILE: 'too many files are open. Close other programs and try again',
  EIO: 'the disk reports an error. Choose another disk',
}

/** Anything thrown while writing to `path` as BootbankError: WRITE_FAILED, or what it is already. */
export function writeError(thrown: unknown, path: string): BootbankError {
  if (thrown instanceof BootbankError) return thrown
  const code = osCode(thrown)
  const reason =
    (code && reasons[code]) ?? `${thrown instanceof Error ? thrown.message : String(thrown)}. Try another place`
  return new BootbankError('WRITE_FAILED', `${path} cannot be written: ${reason}.`)
}

/** The operating system's name of an error, such as `ENOENT`; null for other errors. */
export function osCode(thrown: unknown): string | null {
  return thrown instanceof Error && 'code' in thrown && typeof thrown.code === 'string' ? thrown.code : null
}
