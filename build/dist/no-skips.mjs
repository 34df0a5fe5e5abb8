// For the continuous integration: fails when the last Playwright run skipped a test. There Electron's binary has been fetched, so that
// a skipped journey means that nothing was proven.
import { readFileSync } from 'node:fs'

const { stats } = JSON.parse(readFileSync('out/test-results/e2e.json', 'utf8'))
console.log(`${stats.expected} passed, ${stats.skipped} skipped, ${stats.unexpected} failed`)
if (stats.skipped > 0 || stats.expected === 0) {
  console.error('The journeys in the real window did not run.')
  process.exit(1)
}
