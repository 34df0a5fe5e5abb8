// Adds up what the test runners reported: why tests were skipped, a line each, and last, alone on its line, the sums in the form
// `N passed, N failed, N skipped`. A report that is missing is a failure: a runner that did not get as far as writing one has not passed.
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'

/** @typedef {{ passed: number, failed: number, skipped: readonly string[] }} Tally `skipped` holds a reason for each test */

const silent = 'no reason is given'

/** A report of Vitest's. A file that could not be run has no failed test, and has failed. */
function unitTally({ testResults }) {
  const tests = testResults.flatMap(file => file.assertionResults)
  const broken = testResults.filter(
    file => file.status === 'failed' && !file.assertionResults.some(({ status }) => status === 'failed'),
  )
  return {
    passed: tests.filter(({ status }) => status === 'passed').length,
    failed: tests.filter(({ status }) => status === 'failed').length + broken.length,
    skipped: tests
      .filter(({ status }) => status !== 'passed' && status !== 'failed')
      .map(({ meta }) => meta.skipped ?? silent),
  }
}

/** A report of Playwright's. */
function journeyTally({ stats, suites }) {
  const reasons = testsIn(suites)
    .filter(({ status }) => status === 'skipped')
    .map(({ annotations, results }) => {
      const all = [...annotations, ...results.flatMap(result => result.annotations ?? [])]
      return all.find(({ type, description }) => type === 'skip' && description)?.description ?? silent
    })
  return { passed: stats.expected + stats.flaky, failed: stats.unexpected, skipped: reasons }
}

function testsIn(suites) {
  return suites.flatMap(({ specs = [], suites: inner = [] }) => [
    ...specs.flatMap(({ tests }) => tests),
    ...testsIn(inner),
  ])
}

/** @param {string} path @param {(report: any) => Tally} tally @returns {Tally} */
function read(path, tally) {
  try {
    return tally(JSON.parse(readFileSync(path, 'utf8')))
  } catch {
    console.log(`No report at ${path}: that part of the tests did not run to its end.`)
    return { passed: 0, failed: 1, skipped: [] }
  }
}

const folder = resolve(process.argv[2] ?? 'out/test-results')
const tallies = [read(`${folder}/unit.json`, unitTally), read(`${folder}/e2e.json`, journeyTally)]
const skipped = tallies.flatMap(tally => tally.skipped)
const sum = (/** @type {'passed' | 'failed'} */ what) => tallies.reduce((all, tally) => all + tally[what], 0)

for (const reason of new Set(skipped)) {
  console.log(`Skipped ${skipped.filter(one => one === reason).length}: ${reason}`)
}
console.log(`${sum('passed')} passed, ${sum('failed')} failed, ${skipped.length} skipped`)
