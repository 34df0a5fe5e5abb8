// What the operating system refuses, as a sentence with a code. Names are shown, full paths are not: the window never holds one.
import { basename } from 'node:path'
import { BootbankError } from '../../../shared/model/errors'

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'permission is missing',
  EPERM: 'the system does not permit it',
  EMFILE: 'too many files are open',
  ENAMETOOLONG: 'the name is too long',
  EIO: 'the device reports an error',
}

/** A failed read as BootbankError: NOT_FOUND, IS_DIRECTORY or UNREADABLE. */
export function readError(error: unknown, path: string): BootbankError {
  return error instanceof BootbankError ? error : refusalOf(codeOf(error), path)
}

/** The same for the code that the system gave, such as ENOENT. */
export function refusalOf(code: string, path: string): BootbankError {
  const name = basename(path)
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return new BootbankError('NOT_FOUND', `There is no file ${name} (any more). Choose it again.`)
  }
  if (code === 'EISDIR') return directoryError(path)
  return new BootbankError('UNREADABLE', `${name} cannot be read: ${reasons[code] ?? code}.`)
}

/** A folder where a file is needed. */
export function directoryError(path: string): BootbankError {
  return new BootbankError('IS_DIRECTORY', `${basename(path)} is a folder. Choose the state.tgz inside it.`)
}

function codeOf(error: unknown): string {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code
  return error instanceof Error ? error.message : String(error)
}
