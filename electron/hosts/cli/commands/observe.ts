// `bootbank observe`: what an investigator would look at, with reasons; no verdicts.
import { observe as observed } from '../../../engine/observe/observe'
import type { ExitCode } from '../exit-code'
import { openBackup } from '../open-backup'
import type { Run } from '../run'
import { terminalText } from '../terminal-text'

/** Prints the observations under their titles, and the SHA-256 of the source. Nothing is written. */
export async function observe(run: Run, file: string): Promise<ExitCode> {
  const document = await openBackup(file, run)
  const found = await observed(document, new Date(), run.watch)
  if (run.json) {
    for (const { rule, title, reason, message, place } of found)
      run.printJson({
        rule,
        title,
        reason,
        address: place?.address ?? '',
        ...(place?.line === undefined ? {} : { line: place.line }),
        ...(place?.setting === undefined ? {} : { setting: place.setting }),
        message,
      })
    return 0
  }
  const rules = [...new Set(found.map(({ rule }) => rule))]
  run.print([
    `SHA-256 ${document.digest()}  ${document.name}`,
    ...rules.flatMap(rule => {
      const ofRule = found.filter(one => one.rule === rule)
      const [first] = ofRule
      return [
        '',
        `${first?.title ?? rule}  [${rule}]`,
        `  ${first?.reason ?? ''}`,
        ...ofRule.map(({ message, place }) => {
          const line = place?.line === undefined ? '' : `:${place.line}`
          return terminalText(`  - ${message}${place ? `  (${place.address}${line})` : ''}`)
        }),
      ]
    }),
  ])
  return 0
}
