// `bootbank diff`: what differs between two backups. Exit code 1 when something does.
import { BootbankError } from '../../../../shared/model/errors'
import { secretMask, secretSpans } from '../../../../shared/secrets/spans'
import { compareDocuments, type Difference } from '../../../engine/diff/documents'
import { ESX_CONF_PATH } from '../../../engine/esx/paths'
import type { ExitCode } from '../exit-code'
import { openAllSound, openBackup } from '../open-backup'
import { STDIN } from '../read-file'
import type { Run } from '../run'
import { terminalText } from '../terminal-text'

/** Compares A, the one before, with B. A damaged layer is an error: half a comparison would mislead. */
export async function diff(run: Run, a: string, b: string): Promise<ExitCode> {
  if (a === STDIN && b === STDIN) {
    throw new BootbankError('USAGE', 'Only one of the two backups can come from standard input.')
  }
  const before = await openBackup(a, run)
  const after = await openBackup(b, run)
  await openAllSound(before, run)
  await openAllSound(after, run)
  const differences = await compareDocuments(before, after, run.watch)
  for (const difference of differences) {
    if (run.json) run.printJson(jsonOf(difference))
    else run.print(linesOf(difference))
  }
  return differences.length > 0 ? 1 : 0
}

/** The fields that docs/cli.md promises; `from` where the entry had another address before. */
function jsonOf({ address, change, what, from, keys }: Difference) {
  return {
    address,
    change,
    what,
    ...(from === null ? {} : { from }),
    ...(keys === null
      ? {}
      : { keys: keys.map(({ key, before, after }) => ({ key, old: shown(key, before), new: shown(key, after) })) }),
  }
}

function linesOf({ address, change, what, from, keys }: Difference): string[] {
  const facts = what.length > 0 ? `  ${what.join(', ')}` : ''
  const origin = from === null ? '' : `  (was ${from})`
  return [
    `${change.padEnd(7)}  ${address}${facts}${origin}`,
    ...(keys ?? []).map(({ key, before, after }) =>
      terminalText(`           ${key}: ${quoted(shown(key, before))} -> ${quoted(shown(key, after))}`),
    ),
  ]
}

/** A secret is shown as `***`, as in a change report: what is printed here ends up in tickets. */
function shown(key: string, value: string | null): string | null {
  if (value === null) return null
  if (value === secretMask) return '***'
  return secretSpans(`${key} = "${value}"`, { paths: [ESX_CONF_PATH] }).length > 0 ? '***' : value
}

function quoted(value: string | null): string {
  return value === null ? 'absent' : `"${value}"`
}
