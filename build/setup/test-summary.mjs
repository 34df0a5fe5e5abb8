// Adds up what the test runners reported and prints it in one plain line: `N passed, N failed`. A report that is missing is
// a failure: a runner that did not get as far as writing one has not passed.
import { readFileSync } from 'node:fs'

const reports = {
  'out/test-results/unit.json': report => ({
    passed: report.numPassedTests,
    failed: report.numFailedTests + (report.numFailedTestSuites > 0 && report.numFailedTests === 0 ? 1 : 0),
  }),
  'out/test-results/e2e.json': report => ({
    passed: report.stats.expected + report.stats.flaky,
    failed: report.stats.unexpected,
  }),
}

let passed = 0
let failed = 0
for (const [path, count] of Object.entries(reports)) {
  try {
    const found = count(JSON.parse(readFileSync(path, 'utf8')))
    passed += found.passed
    failed += found.failed
  } catch {
    console.log(`No report at ${path}: that part of the tests did not run to its end.`)
    failed += 1
  }
}
console.log(`${passed} passed, ${failed} failed`)
