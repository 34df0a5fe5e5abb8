// `bootbank info`: the host's card.
import type { BackupShape, EncryptionState, HostCard } from '../../../../shared/model/host-card'
import { hostCard } from '../../../engine/esx/host-card'
import { expectSqlite } from '../../../engine/esx/sqlite'
import type { ExitCode } from '../exit-code'
import { plainTime } from '../listing'
import { openAllLayers, openBackup } from '../open-backup'
import type { Run } from '../run'
import { count, counted, terminalText } from '../terminal-text'

const LABEL_WIDTH = 14

/** Prints the card. A damaged layer is thrown after what could be read has been printed. */
export async function info(run: Run, file: string): Promise<ExitCode> {
  const document = await openBackup(file, run)
  // A host that seals its backup keeps a ConfigStore in it, which the card is made of.
  if (document.root.entries().some(entry => entry.opens === 'envelope')) expectSqlite()
  const damage = await openAllLayers(document, run)
  const card = await hostCard(document, run.watch)
  if (run.json) run.printJson(card)
  else run.print(cardLines(card, document.name))
  if (damage) throw damage
  return 0
}

function cardLines(card: HostCard, name: string): string[] {
  const facts: [string, string | null][] = [
    ['Host', card.hostname],
    ['Release', card.release],
    ['UUID', card.uuid],
    ['Management', card.managementAddress],
    ['Encryption', encryptionWords[card.encryption]],
    ['Accounts', card.accounts === null ? null : card.accounts.join(', ')],
    ['Saved', card.savedAt === null ? null : `${plainTime(card.savedAt)} UTC`],
    ['File', `${name}, ${count(card.size)} bytes, ${shapeWords[card.shape]}`],
    ['SHA-256', card.sha256],
    ['Contents', `${counted(card.entries, 'entry', 'entries')} in ${counted(card.layers, 'layer')}`],
    ...card.notes.map((note, index): [string, string] => [index === 0 ? 'Notes' : '', note]),
  ]
  return facts.map(([label, fact]) => label.padEnd(LABEL_WIDTH) + terminalText(fact ?? 'not in this backup'))
}

const encryptionWords: Record<EncryptionState, string> = {
  absent: 'none',
  none: 'sealed, with the key in the file (mode NONE)',
  tpm: "sealed by the host's TPM; cannot be read offline",
}

const shapeWords: Record<BackupShape, string> = {
  'config-bundle': 'a configBundle',
  state: 'a host state',
  local: 'the inner archive of a host state',
  archive: 'an archive, no host state',
}
