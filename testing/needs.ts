// Tests that need something which not every machine has. They are skipped with the reason, which the summary of the suite prints.
import type { TestContext } from 'vitest'

declare module 'vitest' {
  interface TaskMeta {
    /** Why the test was skipped. */
    skipped?: string
  }
}

/** Options of a test or a group that runs only where `isHere` holds; `what` is named where it does not. */
export function needs(isHere: unknown, what: string): { skip?: true; meta?: { skipped: string } } {
  return isHere ? {} : { skip: true, meta: { skipped: `needs ${what}` } }
}

/** Skips the test that is running, where only it can tell; `reason` begins with `needs` too. */
export function skipHere({ task, skip }: TestContext, reason: string): never {
  task.meta.skipped = reason
  return skip(reason)
}
