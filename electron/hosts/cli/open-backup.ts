// FILE -> Document. A bare local.tgz.ve takes its key from the encryption.info that lies beside it on the disk.
import { basename } from 'node:path'
import type { BootbankError } from '../../../shared/model/errors'
import type { Bytes } from '../../engine/codecs/bytes'
import { Document } from '../../engine/document/document'
import type { LayerProblem } from '../../engine/document/backup'
import { encryptionInfoBesideFile } from '../../engine/files/key-beside'
import { readInput, STDIN } from './read-file'
import type { Session } from './session'

/** Opens FILE. Throws what reading it throws, or why nothing of it can be shown. */
export async function openBackup(file: string, session: Session): Promise<Document> {
  const bytes = await readInput(file, session)
  const info = await keyBeside(file, bytes, session)
  return Document.open(bytes, {
    name: file === STDIN ? 'stdin' : basename(file),
    limits: session.limits,
    ...session.watch,
    ...(info ? { encryptionInfo: info } : {}),
  })
}

/** Opens every layer, or the host's layer chain alone. Returns the damage that counts; the rest becomes notes: what nobody can open here (TPM), and odd files further inside. */
export async function openLayers(
  document: Document,
  session: Session,
  which: 'all' | 'chain',
): Promise<BootbankError | null> {
  const problems = await (which === 'all' ? document.openAll(session.watch) : document.openChain(session.watch))
  const damage = problems.filter(isDamage)
  for (const problem of problems) {
    if (!isDamage(problem)) session.note(problem.error.message)
  }
  return document.root.problem ?? damage[0]?.error ?? null
}

/** Opens every layer. Throws the damage that counts. */
export async function openAllSound(document: Document, session: Session): Promise<void> {
  const damage = await openLayers(document, session, 'all')
  if (damage) throw damage
}

function isDamage({ structural, error }: LayerProblem): boolean {
  return structural && error.code !== 'SEALED_TPM'
}

async function keyBeside(file: string, bytes: Bytes, session: Session): Promise<Uint8Array | null> {
  const info = file === STDIN ? null : await encryptionInfoBesideFile(file, bytes)
  if (info) session.note(`the key of ${file} is taken from the encryption.info beside it`)
  return info
}
