// --key-file and --key-from: keys for layers that do not open by themselves. A key is never an argument: those are seen by every user of
// the machine, and kept by the shell.
import { BootbankError } from '../../../shared/model/errors'
import { toUint8Array } from '../../engine/codecs/bytes'
import { type GivenKey, keyOfFile, keyOfInfo } from '../../engine/codecs/given-key'
import type { Document } from '../../engine/document/document'
import { readKeyFile, STDIN } from './read-file'
import type { KeyOptions } from './key-options'
import type { Run } from './run'

const known = new WeakMap<Run, Promise<readonly GivenKey[]>>()

/** The keys of a run, read once. Throws USAGE where two want standard input, KEY_FORMAT, INFO_*, and what reading a file throws. */
export function givenKeys(run: Run): Promise<readonly GivenKey[]> {
  const keys = known.get(run) ?? readKeys(run.opening.keys, run)
  known.set(run, keys)
  return keys
}

async function readKeys({ files, infos }: KeyOptions, run: Run): Promise<readonly GivenKey[]> {
  const wanted = [...files, ...infos].filter(path => path === STDIN)
  if (wanted.length > 1) throw new BootbankError('USAGE', 'Only one key can come from standard input.')
  const keys: GivenKey[] = []
  for (const path of files) keys.push(await named(path, async bytes => keyOfFile(bytes), run))
  for (const path of infos) keys.push(await named(path, bytes => keyOfInfo(bytes, run.limits), run))
  return keys
}

/** Throws USAGE where FILE and a key are both to come from standard input. */
export function refuseStdinTwice(file: string, { files, infos }: KeyOptions): void {
  if (file === STDIN && [...files, ...infos].includes(STDIN))
    throw new BootbankError(
      'USAGE',
      'FILE and its key cannot both come from standard input: give one of them as a file.',
    )
}

/** Says so where no layer that is open needed a given key. */
export function noteUnused(document: Document, keys: readonly GivenKey[], run: Run): void {
  const used = document
    .layers()
    .flatMap(({ opened }) => opened.wraps)
    .some(wrap => wrap.kind === 'envelope' && keys.some(({ key }) => Buffer.compare(key, wrap.key.key) === 0))
  if (!used) run.note(`no layer of ${document.name} needed the given key`)
}

async function named(path: string, read: (bytes: Uint8Array) => Promise<GivenKey>, run: Run): Promise<GivenKey> {
  const bytes = toUint8Array(await readKeyFile(path, run))
  try {
    return await read(bytes)
  } catch (error) {
    if (!(error instanceof BootbankError)) throw error
    const shown = path === STDIN ? 'standard input' : path
    throw new BootbankError(error.code, `${shown}: ${error.message}`, error.where)
  }
}
