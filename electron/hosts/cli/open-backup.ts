// FILE -> Document. Of a disk or of the folder of a boot bank it is the state.tgz of a bank, of a collection a copy in it. A bare local.tgz.ve takes its key from the
// encryption.info that lies beside it on the disk.
import { basename } from 'node:path'
import type { BootbankError } from '../../../shared/model/errors'
import type { Bytes } from '../../engine/codecs/bytes'
import type { GivenKey } from '../../engine/codecs/given-key'
import { Document } from '../../engine/document/document'
import type { LayerProblem } from '../../engine/document/backup'
import type { OpenOptions } from '../../engine/document/opening'
import { encryptionInfoBesideFile } from '../../engine/files/key-beside'
import { STATE_NAME } from '../../engine/esx/paths'
import { givenKeys, noteUnused, refuseStdinTwice } from './given-keys'
import { beginsAsState } from './plain-state'
import { readInput, STDIN } from './read-file'
import type { Run } from './run'

/** Opens FILE, with the keys that were given. Throws what reading it throws, why nothing of it can be shown, KEY_WRONG. */
export async function openBackup(
  file: string,
  run: Run,
  options: Pick<OpenOptions, 'listing'> = {},
): Promise<Document> {
  refuseStdinTwice(file, run.opening.keys)
  const keys = await givenKeys(run)
  const { copy, found } = await openElsewhere(file, run)
  if (found) {
    const document = await Document.open(found.state, {
      name: STATE_NAME,
      limits: run.limits,
      keys,
      bank: found.source,
      ...options,
      ...run.watch,
    })
    if (keys.length > 0) await proveKeys(document, keys, run)
    return document
  }
  const bytes = copy?.bytes ?? (await readInput(file, run))
  const info = copy ? copy.encryptionInfo : await keyBeside(file, bytes, run)
  const document = await Document.open(bytes, {
    name: copy?.name ?? (file === STDIN ? 'stdin' : basename(file)),
    limits: run.limits,
    keys,
    ...options,
    ...run.watch,
    ...(info ? { encryptionInfo: info } : {}),
    ...(copy ? { bank: copy.source } : {}),
  })
  if (keys.length > 0) await proveKeys(document, keys, run)
  return document
}

/** What lies in a disk, on a boot bank or in a collection: what these need is loaded only for what may be one. */
async function openElsewhere(file: string, run: Run) {
  if (run.opening.bank === null && beginsAsState(file)) return { copy: null, found: null }
  const { openFound } = await import('./open-found')
  const copy = await openFound(file, run)
  if (copy) return { copy, found: null }
  const { openBank } = await import('./open-bank')
  return { copy: null, found: await openBank(file, run) }
}

/** A key that opens nothing is a mistake that has to be known before anything is done with the file. */
async function proveKeys(document: Document, keys: readonly GivenKey[], run: Run): Promise<void> {
  const problems = await document.openChain(run.watch)
  const wrong = problems.find(({ error }) => error.code === 'KEY_WRONG')
  if (wrong) throw wrong.error
  noteUnused(document, keys, run)
}

/** Opens every layer, or the host's layer chain alone. Returns the damage that counts; the rest becomes notes: what nobody can open
 * here (TPM), and odd files further inside. */
export async function openLayers(document: Document, run: Run, which: 'all' | 'chain'): Promise<BootbankError | null> {
  return damageIn(document, await (which === 'all' ? document.openAll(run.watch) : document.openChain(run.watch)), run)
}

/** The damage that counts among what went wrong. The rest becomes notes. */
export function damageIn(document: Document, problems: readonly LayerProblem[], run: Run): BootbankError | null {
  const damage = problems.filter(isDamage)
  for (const problem of problems) {
    if (!isDamage(problem)) run.note(problem.error.message)
  }
  return document.root.problem ?? damage[0]?.error ?? null
}

/** Opens every layer. Throws the damage that counts. */
export async function openAllSound(document: Document, run: Run): Promise<void> {
  const damage = await openLayers(document, run, 'all')
  if (damage) throw damage
}

function isDamage({ structural, error }: LayerProblem): boolean {
  return structural && error.code !== 'SEALED_TPM'
}

async function keyBeside(file: string, bytes: Bytes, run: Run): Promise<Uint8Array | null> {
  const info = file === STDIN ? null : await encryptionInfoBesideFile(file, bytes)
  if (info) run.note(`the key of ${file} is taken from the encryption.info beside it`)
  return info
}
