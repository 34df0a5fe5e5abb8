// `bootbank sanitise`: a copy without secrets, to hand out, and the report of what was replaced.
import { BootbankError } from '../../../../shared/model/errors'
import { type PseudonymKind, pseudonymKinds } from '../../../../shared/model/sanitised'
import { count, counted } from '../../../../shared/text/count'
import { saveSanitised } from '../../../engine/sanitise/save-sanitised'
import type { ExitCode } from '../exit-code'
import { openBackup } from '../open-backup'
import { STDIN } from '../read-file'
import type { Run } from '../run'
import { terminalText } from '../terminal-text'

/** Writes OUT. Exit code 1 where something was not looked into and left out. Throws what sanitising throws; then there is no OUT. */
export async function sanitise(
  run: Run,
  given: { readonly file: string; readonly out: string; readonly pseudonymise: readonly string[] | null },
): Promise<ExitCode> {
  const { file, out } = given
  const pseudonymise = kindsOf(given.pseudonymise)
  const document = await openBackup(file, run)
  const source = file === STDIN ? undefined : file
  const { file: written, report } = await saveSanitised(document, out, { ...run.watch, source, pseudonymise })
  const { size, sha256 } = written
  const code = report.removed.length > 0 ? 1 : 0
  if (run.json) {
    run.printJson({ out, size, sha256, pseudonymised: pseudonymise, ...report })
    return code
  }
  const { proof } = report
  run.print([
    ...report.replaced.map(one => terminalText(`${count(one.count).padStart(5)}  ${one.kind}  ${one.address}`)),
    ...(report.removed.length === 0 ? [] : ['', 'Not looked into, and so not in the copy:']),
    ...report.removed.map(({ address, reason }) => terminalText(`  ${address}: ${reason}`)),
    '',
    ...report.notes,
    `searched the copy: ${counted(proof.layers, 'layer')}, ${counted(proof.entries, 'entry', 'entries')}, ${counted(proof.patterns, 'pattern')} of secrets; none found`,
    ...(proof.tooPlain === 0
      ? []
      : [
          `${counted(proof.tooPlain, 'secret')} too short or too plain to be searched for, and replaced only where the rule for secrets knows the place`,
        ]),
    `${out}  ${count(size)} bytes, SHA-256 ${sha256}`,
  ])
  return code
}

/** The kinds of every list that was given: one that is dropped would leave the names of a host in what is handed out. */
function kindsOf(lists: readonly string[] | null): readonly PseudonymKind[] {
  const names = (lists ?? []).flatMap(list => list.split(',').map(name => name.trim()))
  const wrong = names.find(name => !pseudonymKinds.some(kind => kind === name))
  if (wrong !== undefined)
    throw new BootbankError('USAGE', `"${wrong}" cannot be pseudonymised; ${pseudonymKinds.join(', ')} can.`)
  return pseudonymKinds.filter(kind => names.includes(kind))
}
