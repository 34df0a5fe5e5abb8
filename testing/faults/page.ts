// docs/faults.md: a section for each kind of fault, made by one run; a run of one kind replaces its own section.
import { plain, table } from '../tables/markdown'
import type { Row } from './tally'

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

/** What a section says: the command that made it, how many runs, and the table; or why it was left out. */
export function sectionOf(command: string, made: readonly Row[] | string): string {
  if (typeof made === 'string') return `Left out by \`${command}\`: ${plain(made)}.`
  const runs = made.reduce((sum, { tries }) => sum + tries, 0)
  return `Made by \`${command}\`: ${runs} runs.\n\n${tableOf(made)}`
}

/** The page with these sections in the place of the ones before; in the order of `names`. `page` is empty where there is none yet. */
export function intoPage(page: string, names: readonly string[], made: ReadonlyMap<string, string>): string {
  const before = new Map(
    page.split(/^## /m).map(part => {
      const end = part.indexOf('\n')
      return [part.slice(0, end), part.slice(end).trim()]
    }),
  )
  const sections = names.flatMap(name => {
    const text = made.get(name) ?? before.get(name)
    return text === undefined ? [] : [`## ${name}\n\n${text}\n`]
  })
  return [intro, ...sections].join('\n')
}

const intro = `# Faults while writing

\`npm run faults\` makes every line and writes this page; a section is not written when a promise is broken in it. It runs the built
program into each fault as a process of its own, looks at what is there, and runs the same command again without the fault. \`npm test\`
makes a few of each (testing/faults/faults.test.ts). After each of them it is checked that

- the opened file is as it was, by its SHA-256;
- under the final name there is what was there before, or all of it: reopened, without a problem in any layer, differing from the
  opened file in the edited file alone; a bundle by its checksums. A prepared disk by the state on its bank, and by every byte
  outside of that bank. An extraction and a bundle that is put into a folder that was there
  already are several files: those that are there are whole, and the checksums of the bundle come last;
- the command says what is true: done only when all is there, refused (with a code and a sentence) only when the folder is as before,
  without temporary files; a thread that dies is told, once;
- the next run of the same command succeeds and removes what a killed one left. Where all was there already, a bundle or an extraction
  says so instead and writes over nothing.

A file operation is a call of the program on a file or folder below the target folder (\`open\`, \`write\`, \`sync\`, \`rename\` …). For
\`kill -9\` at a write, half of the piece is written first; of the journal any part of it. Of a command with more than \`--each\` of them (40 unless told), so many are
taken, evenly spread; of the thread's a quarter of that. Where the target is moved away or its disk pulled out, what lies in the new and
in the old place is looked at, and it is put back before the next run. Where it is removed, a run can be done with nothing there: all
had been put in place when it was removed.
`
