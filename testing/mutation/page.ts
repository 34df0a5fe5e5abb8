// docs/mutation.md out of what a run gave.
import { code, plain, table } from '../tables/markdown'
import { isKilled, type Outcome, reasonFor } from './outcome'

export interface Run {
  readonly seed: string
  /** Commit whose source was changed, short. */
  readonly commit: string
  readonly perFile: number
  readonly outcomes: readonly Outcome[]
}

/** Of a list: mutants, killed, known to be the same, the others; and the share that was killed or is the same. */
export function score(outcomes: readonly Outcome[]) {
  const killed = outcomes.filter(isKilled).length
  const same = outcomes.filter(one => !isKilled(one) && reasonFor(one) !== null).length
  const judged = outcomes.length - same
  return { all: outcomes.length, killed, same, left: judged - killed, share: judged === 0 ? 1 : killed / judged }
}

const percent = (share: number) => `${Math.floor(share * 1000) / 10} %`
const short = (file: string) => file.replace('electron/engine/', '')

function folderRows(outcomes: readonly Outcome[]): string[][] {
  const files = [...new Set(outcomes.map(({ file }) => file))].toSorted()
  return files.map(file => {
    const { all, killed, same, left, share } = score(outcomes.filter(one => one.file === file))
    return [code(short(file)), String(all), String(killed), String(same), String(left), percent(share)]
  })
}

function leftRows(outcomes: readonly Outcome[]): string[][] {
  return outcomes
    .filter(one => !isKilled(one))
    .toSorted((a, b) => (a.file < b.file || (a.file === b.file && a.line < b.line) ? -1 : 1))
    .map(one => [
      code(`${short(one.file)}:${one.line}`),
      code(one.from),
      code(one.to),
      plain(reasonFor(one) ?? 'not explained'),
    ])
}

/** The page. */
export function page({ seed, commit, perFile, outcomes }: Run): string {
  const { all, killed, same, left, share } = score(outcomes)
  return `# Mutation runs

Made by \`npm run mutate\`. The program is changed in one small place (a condition turned round, a number off by one, a statement left out)
and the tests that reach the place are run: one of them must fail. Tried were the codecs, the document and what writes bundles; of each
file at most ${perFile} places that the seed \`${seed}\` picked, each with every change that fits it. Changed texts are left out: most of them are
the words of a message. The source was that of commit \`${commit}\`; what came after it has not been tried.

${all} mutants, ${killed} killed, ${same} that do the same as the program, ${left} left: **${percent(share)}** of those that a test can kill.

${table(['file', 'mutants', 'killed', 'the same', 'left', 'killed of those that can be'], folderRows(outcomes))}

## Not killed

${table(['place', 'as it is', 'changed to', 'why no test fails'], leftRows(outcomes))}
`
}
