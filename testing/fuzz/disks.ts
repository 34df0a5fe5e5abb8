// npx tsx testing/fuzz/disks.ts --seed TEXT --from N --runs N: reads disks that lie until the runs are done. A finding is printed
// with the number that makes it again.
import { finish, script, wholeNumber } from '../../build/script/script.mjs'
import { tryDisk } from './try-disk'

async function main(): Promise<boolean> {
  const { seed, from, runs } = script('tsx testing/fuzz/disks.ts', 'Reads disks that lie.')
    .option('--seed <text>', 'what the inputs are made of', '1')
    .option('--from <number>', 'number of the first input', wholeNumber, 0)
    .option('--runs <number>', 'inputs', wholeNumber, 10_000)
    .parse()
    .opts<{ seed: string; from: number; runs: number }>()
  const outcomes = new Map<string, number>()
  const kinds = new Set<string>()
  const started = Date.now()
  for (let number = from; number < from + runs; number++) {
    try {
      const outcome = tryDisk(seed, number)
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1)
    } catch (error) {
      const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
      const kind = text.replace(/\d+/g, '…').slice(0, 300)
      if (!kinds.has(kind)) console.log(`FINDING: seed ${seed}, input ${number}\n${text}`)
      kinds.add(kind)
    }
    if ((number - from) % 50_000 === 49_999)
      console.log(
        `${number - from + 1} inputs in ${Math.round((Date.now() - started) / 1000)} s, ${kinds.size} kinds of findings`,
      )
  }
  for (const [outcome, times] of [...outcomes].toSorted((a, b) => b[1] - a[1]))
    console.log(`${String(times).padStart(9)}  ${outcome}`)
  console.log(`${runs} inputs in ${Math.round((Date.now() - started) / 1000)} s, ${kinds.size} kinds of findings`)
  return kinds.size === 0
}

main().then(clean => {
  process.exitCode = clean ? 0 : 1
}, finish)
