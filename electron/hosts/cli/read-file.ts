// FILE as bytes: a path, or `-` for standard input; a pipe or a device works like a file. Messages name the path as it was given.
import { access, constants } from 'node:fs/promises'
import { BootbankError } from '../../../shared/model/errors'
import { type Bytes, bytesOfChunks } from '../../engine/codecs/bytes'
import { throwIfCancelled } from '../../engine/codecs/context'
import { withinLimit } from '../../engine/codecs/limits'
import { openFileBytes, type ReadOptions, readFileBytes, refused } from '../../engine/files/read-file'
import type { Run } from './run'

export const STDIN = '-'

/** A file to look into. Throws NOT_FOUND, IS_DIRECTORY, UNREADABLE, LIMIT or CANCELLED. */
export function readInput(file: string, run: Run): Promise<Bytes> {
  return file === STDIN ? readStdin(run) : openFileBytes(file, optionsFor(file, run))
}

/** A file to put into a backup. Throws as readInput does. */
export function readFile(path: string, run: Run): Promise<Bytes> {
  return readFileBytes(path, optionsFor(path, run))
}

/** The file of a key, which is small; `-` for standard input. Throws as readInput does. */
export function readKeyFile(path: string, run: Run): Promise<Bytes> {
  const limits = { ...run.limits, totalBytes: run.limits.encryptionInfoBytes }
  return path === STDIN ? readStdin(run, limits) : readFileBytes(path, { ...optionsFor(path, run), limits })
}

/** What reading FILE goes by. */
export function optionsFor(path: string, run: Run): ReadOptions {
  return {
    name: path,
    limits: run.limits,
    ...run.watch,
    pipes: true,
    refusal: code => refusal(path, code),
  }
}

/** Whether a FILE is there, before work on others begins. What lies in a disk or a collection is known when it is opened. Throws NOT_FOUND, UNREADABLE. */
export async function refuseAbsent(file: string): Promise<void> {
  if (file.includes('!/')) return
  await access(file, constants.R_OK).catch(error => {
    throw refused(error, code => refusal(file, code))
  })
}

async function readStdin(run: Run, limits = run.limits): Promise<Bytes> {
  const input = process.stdin
  const stop = () => input.destroy()
  run.signal.addEventListener('abort', stop)
  const pieces: Uint8Array[] = []
  let length = 0
  try {
    for await (const piece of input) {
      const bytes = Buffer.from(piece)
      length += bytes.length
      withinLimit(limits, 'totalBytes', length, { layer: 'standard input' })
      pieces.push(bytes)
    }
  } catch (error) {
    throwIfCancelled(run.signal)
    input.destroy()
    throw refused(error, code => refusal('standard input', code))
  } finally {
    run.signal.removeEventListener('abort', stop)
  }
  throwIfCancelled(run.signal)
  return bytesOfChunks(pieces)
}

/** What the operating system refused, as a sentence with a code. */
function refusal(path: string, code: string): BootbankError {
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return new BootbankError('NOT_FOUND', `There is no file ${path}.`)
    case 'EISDIR':
      return new BootbankError('IS_DIRECTORY', `${path} is a folder. Give a file, such as the state.tgz in it.`)
    case 'EACCES':
    case 'EPERM':
      return new BootbankError('UNREADABLE', `${path} cannot be read: permission is missing.`)
    default:
      return new BootbankError('UNREADABLE', `${path} cannot be read (${code}).`)
  }
}
