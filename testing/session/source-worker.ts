// The thread of a document as tests run it: from its sources, bundled once for a file of tests. Each thread would translate and load several
// hundred files by itself otherwise, which takes seconds on a busy machine, for every backup that a test opens.
import { createHash } from 'node:crypto'
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'vite'

const root = join(import.meta.dirname, '../..')
/** Within the project, so that packages are found from there. */
const folder = join(root, 'out/test-thread')
/** Milliseconds after which a bundle of other sources is removed. */
const kept = 60 * 60 * 1000

/** A thread entry that runs thread.ts. */
export const sourceWorkerUrl: URL = pathToFileURL(join(await bundled(), 'thread.js'))

/** The folder of the bundle, named by what is in it: tests that run beside each other have the same one. */
async function bundled(): Promise<string> {
  mkdirSync(folder, { recursive: true })
  const made = mkdtempSync(join(folder, 'made-'))
  const result = await build({
    configFile: false,
    root,
    logLevel: 'warn',
    build: {
      ssr: join(root, 'electron/session/thread.ts'),
      outDir: made,
      emptyOutDir: false,
      minify: false,
      target: 'node20',
    },
  })
  copyFileSync(join(root, 'electron/engine/codecs/large/deflate-thread.mjs'), join(made, 'deflate-thread.js'))
  const hash = createHash('sha256')
  for (const one of [result].flat()) {
    if (!('output' in one)) continue
    for (const part of one.output) if (part.type === 'chunk') hash.update(part.fileName).update(part.code)
  }
  const place = join(folder, hash.digest('hex').slice(0, 16))
  removeOld(place)
  try {
    renameSync(made, place)
  } catch {
    // It was there already.
    rmSync(made, { recursive: true })
  }
  return place
}

function removeOld(own: string): void {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name)
    if (path === own) continue
    const { mtimeMs } = statSync(path, { throwIfNoEntry: false }) ?? { mtimeMs: Number.POSITIVE_INFINITY }
    if (Date.now() - mtimeMs > kept) rmSync(path, { recursive: true, force: true })
  }
}
