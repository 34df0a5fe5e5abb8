// docs/faults.md out of what a whole run gave.
import { plain, table } from '../tables/markdown'
import type { Row } from './tally'

/** What was left out here, and why. */
export type LeftOut = readonly { readonly name: string; readonly reason: string }[]

/** The rows as a table. */
export function tableOf(rows: readonly Row[]): string {
  const cells = rows.map(({ fault, job, tries, outcomes, broken }) => {
    const found = Object.entries(outcomes)
      .sort(([, a], [, b]) => b - a)
      .map(([outcome, times]) => `${times} × ${plain(outcome)}`)
    if (broken.length > 0) found.push(`**${broken.length} × a broken promise**`)
    return [fault, job, String(tries), found.join('<br>')]
  })
  return table(['Fault', 'Command', 'Runs', 'What came of it'], cells)
}

/** How the rows were made. */
export interface Made {
  readonly command: string
  /** File operations that were taken of each command, at most. */
  readonly each: number
}

/** The whole page. */
export function faultsPage(rows: readonly Row[], leftOut: LeftOut, made: Made): string {
  const runs = rows.reduce((sum, { tries }) => sum + tries, 0)
  const out = leftOut.map(({ name, reason }) => `- ${name}: ${plain(reason)}\n`).join('')
  return `# Faults while writing

\`${made.command}\` made every line and wrote this page; it is not written when a promise is broken. It ran the built program into each
fault as a process of its own, looked at what was there, and ran the same command again without the fault: ${runs} faults in this run.
\`npm test\` makes a few of each (build/faults/faults.test.ts).

After each of them it was checked that

- the opened file is as it was, by its SHA-256;
- under the final name there is what was there before, or all of it: opened anew, without a problem in any layer, differing from the
  opened file in the edited file alone; a bundle by its checksums. An extraction and a bundle that is put into a folder that was there
  already are several files: those that are there are whole, and the checksums of the bundle come last;
- the command says what is true: done only when all is there, refused (with a code and a sentence) only when the folder is as before,
  without temporary files; a thread that dies is told, once;
- the next run of the same command succeeds and removes what a killed one left. Where all was there already, a bundle or an extraction
  says so instead and writes over nothing.

A file operation is a call of the program on a file or folder below the target folder (\`open\`, \`write\`, \`sync\`, \`rename\` …). For
\`kill -9\` at a write, half of the piece was written first. Of a command with more than ${made.each} of them, ${made.each} were taken, evenly
spread (\`--each\` tells how many, 40 unless told); of the thread's a quarter of that. Where the target was moved away or its disk pulled
out, what lay in the new and in the old place was looked at, and it was put back before the next run. Where it was removed, a run can be
done with nothing there: all had been put in place when it was removed.

${tableOf(rows)}
${out === '' ? '' : `\nLeft out in this run:\n\n${out}`}`
}
