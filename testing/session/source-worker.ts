// The worker as tests run it: from its sources, so that no build is needed.
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

/** A thread entry that runs thread.ts. */
export const sourceWorkerUrl: URL = pathToFileURL(join(import.meta.dirname, 'source-thread.mjs'))
