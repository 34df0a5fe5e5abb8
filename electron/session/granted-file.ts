// How a file that the user granted is read: with its name, never its path, in what the window is told.
import { basename } from 'node:path'
import { defaultLimits } from '../engine/codecs/limits'
import { refusalOf } from '../engine/files/file-errors'
import type { ReadOptions } from '../engine/files/read-file'
import type { CommandContext } from './session-commands'

/** What reading the file at `path` takes. */
export function grantedFile(path: string, { signal, onProgress }: CommandContext): ReadOptions {
  return {
    name: basename(path),
    limits: defaultLimits,
    signal,
    onProgress,
    refusal: code => refusalOf(code, path),
  }
}
