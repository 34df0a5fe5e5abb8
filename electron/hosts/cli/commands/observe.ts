// `bootbank observe`: what an investigator would look at, with reasons; no verdicts.
import { BootbankError } from '../../../../shared/model/errors'
import { exportedObservations, observationJson } from '../../../engine/observe/exported'
import { observe as observed } from '../../../engine/observe/observe'
import type { ExitCode } from '../exit-code'
import { openBackup } from '../open-backup'
import { writeBytes } from '../output'
import type { Run } from '../run'
import { terminalText } from '../terminal-text'

const formats = ['text', 'json', 'html'] as const

/** Prints the observations under their titles, and the SHA-256 of the source, or the page. Nothing is written. Throws USAGE for an unknown format. */
export async function observe(run: Run, file: string, format: string): Promise<ExitCode> {
  const known = formats.find(one => one === format)
  if (known === undefined)
    throw new BootbankError('USAGE', `--format is one of ${formats.join(', ')}, and not "${format}".`)
  if (run.json && known === 'html')
    throw new BootbankError('USAGE', '--json and --format html are two formats. Give one of them.')
  const document = await openBackup(file, run)
  const now = new Date()
  if (known === 'html') {
    await writeBytes([await exportedObservations('html', document, now, run.watch)])
    return 0
  }
  const found = await observed(document, now, run.watch)
  if (run.json || known === 'json') {
    for (const one of found) run.printJson(observationJson(one))
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
