// Prints at the end of a run of unit tests why tests were skipped.

/** @implements {import('vitest/node').Reporter} */
export class SkipReporter {
  /** @param {readonly import('vitest/node').TestModule[]} modules */
  onTestRunEnd(modules) {
    /** @type {Map<string, number>} */
    const reasons = new Map()
    for (const module of modules) {
      for (const test of module.children.allTests('skipped')) {
        const { skipped } = test.meta()
        if (skipped !== undefined) reasons.set(skipped, (reasons.get(skipped) ?? 0) + 1)
      }
    }
    for (const [reason, times] of reasons) process.stdout.write(`Skipped ${times}: ${reason}\n`)
  }
}
