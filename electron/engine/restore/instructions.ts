// RESTORE.md: how this bundle gets onto this host. Read at night by somebody tired: short, in the order of doing, every command
// works when pasted. Trap one: a pasted `read` swallows the line after it, so each question is a block of its own. Trap two: names
// out of the archive stand in prose only, never in a command.
import { type Finding, sentenceOf } from '../../../shared/model/finding'
import type { HostCard } from '../../../shared/model/host-card'
import type { FileFacts } from '../diff/changes-report'
import { code, list, prose, table } from './markdown'
import { pitfalls, routeTable } from './pitfalls'
import { shellRoute } from './routes/esxi-shell'
import { liveLinuxRoute } from './routes/live-linux'
import { powerCliRoute } from './routes/powercli'
import { preparedDiskRoute } from './routes/prepared-disk'
import { restoreConfigRoute } from './routes/restore-config'
import { scriptRoute } from './routes/script'

export interface InstructionFacts {
  /** Name of the opened file. */
  readonly fileName: string
  /** The bank of which disk it is, in words; null for a file that is from no bank. */
  readonly bank: string | null
  readonly card: HostCard
  /** state.tgz as it was in the opened file, and the new one. */
  readonly before: FileFacts
  readonly after: FileFacts
  /** What changed, one line each. */
  readonly changes: readonly string[]
  /** Name of the configBundle beside the state; null where there is none. */
  readonly configBundle: string | null
  /** Those of the plan. */
  readonly findings: readonly Finding[]
}

/** Changes that are named; the rest is in changes.diff. */
const SHOWN = 20

/** The text of RESTORE.md. */
export function restoreInstructions(facts: InstructionFacts): string {
  const { card, before, after } = facts
  const host = card.hostname ? `host ${code(card.hostname)}` : 'an ESXi host'
  return [
    `# Restore ${host}`,
    table([
      ['Host name', code(card.hostname)],
      ['Release of the backup', code(card.release)],
      ['UUID (`/system/uuid`)', code(card.uuid)],
      ['Management address', code(card.managementAddress)],
      ['Encryption', encryption(card)],
      ['Opened file', code(facts.fileName)],
      ...(facts.bank === null ? [] : [['Opened from', code(facts.bank)]]),
      ['SHA-256 of its state.tgz', code(before.sha256)],
      ['SHA-256 of the new state.tgz', code(after.sha256)],
      ['Size of the new state.tgz', `${after.size} bytes`],
    ]),
    '## What changed',
    changeList(facts.changes),
    ...(facts.findings.length === 0
      ? []
      : ['## What the checks say', list(facts.findings.map(one => prose(sentenceOf(one))))]),
    pitfalls(card, facts.configBundle !== null),
    ...(card.encryption === 'tpm' ? [tpmSection] : []),
    '## Choose one route',
    routeTable(facts.configBundle !== null),
    scriptRoute,
    liveLinuxRoute(before.sha256, after.sha256, card.release),
    shellRoute(after.sha256).trimEnd(),
    ...(facts.configBundle === null ? [] : [restoreConfigRoute(facts.configBundle), powerCliRoute(facts.configBundle)]),
    `${preparedDiskRoute}\n`,
  ].join('\n\n')
}

/** docs/formats.md section 5. */
const tpmSection = `## The TPM

The host opens this state with its TPM, or with its recovery key. The TPM of another host, or one that was cleared, cannot open it.

- While the host still runs, write down its recovery key (16 groups of six digits) and keep it apart from this folder:
  \`esxcli system settings encryption recovery list\`. \`esxcli system settings encryption get\` shows whether secure boot is required too.
- If the TPM was cleared or replaced, or the disk is in another host: press Shift+O when the boot loader appears, and add
  \`encryptionRecoveryKey=\` with the key to the options that are there. Once the host is up, \`/sbin/auto-backup.sh\` keeps the change.
- How the recovery key leads to the key of local.tgz.ve is not known: with it alone the state cannot be opened offline. Without the recovery
  key and without the TPM this bundle is not a complete backup.`

function encryption(card: HostCard): string {
  switch (card.encryption) {
    case 'absent':
      return 'none (plain local.tgz)'
    case 'none':
      return 'local.tgz.ve, its key is in encryption.info (mode NONE)'
    case 'no-key':
      return 'local.tgz.ve, without a key that fits'
    case 'tpm':
      return "local.tgz.ve, its key is sealed by the host's TPM"
  }
}

function changeList(changes: readonly string[]): string {
  if (changes.length === 0) return 'Nothing: state.tgz is the one of the opened file.'
  const more = changes.length - SHOWN
  const shown = changes.slice(0, SHOWN).map(change => code(change))
  return `${list(more > 0 ? [...shown, `and ${more} more`] : shown)}\n\nSettings by name are in \`CHANGES.md\`, every line in \`changes.diff\`.`
}
