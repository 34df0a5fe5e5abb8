// `bootbank check`: what would go wrong on the host. Exit code 1 when an error is found.
import type { Finding } from '../../../../shared/model/finding'
import type { Severity } from '../../../../shared/model/severity'
import { checkBackup } from '../../../engine/checks/findings'
import type { ExitCode } from '../exit-code'
import { openBackup } from '../open-backup'
import type { Run } from '../run'
import { counted } from '../../../../shared/text/count'
import { terminalText } from '../terminal-text'

const order: readonly Severity[] = ['error', 'warning', 'note']

/** Prints the findings, errors first. A layer that cannot be read is one of them, not a failure of the command. */
export async function check(run: Run, file: string): Promise<ExitCode> {
  const document = await openBackup(file, run)
  const found = await checkBackup(document, run.watch)
  const sorted = order.flatMap(severity => found.filter(finding => finding.severity === severity))
  if (run.json) for (const finding of sorted) run.printJson(jsonOf(finding))
  else run.print([...sorted.flatMap(linesOf), summary(sorted)])
  return sorted.some(({ severity }) => severity === 'error') ? 1 : 0
}

/** The fields that docs/cli.md promises; `offset` where it is known. */
function jsonOf({ code, severity, place, message, remedy }: Finding) {
  return {
    rule: code,
    severity,
    address: place.address ?? '',
    message,
    remedy: remedy ?? null,
    ...(place.offset === undefined ? {} : { offset: place.offset }),
  }
}

function linesOf({ code, severity, place, message, remedy }: Finding): readonly string[] {
  return [
    `${severity.padEnd(7)}  ${place.address || 'the opened file'}  [${code}]`,
    terminalText(`         ${message}`),
    ...(remedy === undefined ? [] : [terminalText(`         What to do: ${remedy}`)]),
  ]
}

function summary(found: readonly Finding[]): string {
  const amounts = order.flatMap(severity => {
    const amount = found.filter(finding => finding.severity === severity).length
    return amount === 0 ? [] : [counted(amount, severity)]
  })
  return amounts.length === 0 ? 'Nothing was found.' : amounts.join(', ')
}
