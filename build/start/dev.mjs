// `npm run dev`: the window with hot reloading where Electron can run; otherwise, announced in one line, a build that
// follows the sources, and the browser host, which starts again after each build (with a new address: the old one was valid once).
import { spawn } from 'node:child_process'
import { watch } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { script } from '../script/script.mjs'
import { decide } from './electron-binary.mjs'

script('npm run dev', 'Shows the window, in Electron or else in the browser, and follows the sources.').parse()

const root = join(dirname(fileURLToPath(import.meta.url)), '../..')
const electronVite = join(
  dirname(createRequire(import.meta.url).resolve('electron-vite/package.json')),
  'bin/electron-vite.js',
)
/** Milliseconds without a change before a build starts: editors save several files at once. */
const quiet = 200

for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) process.once(signal, () => process.exit(0))

const decision = await decide({ deadline: 9_000 })
if (decision.kind === 'ready') {
  run([electronVite, 'dev', '--watch']).once('exit', code => process.exit(code ?? 1))
} else {
  console.log(`Developing in the browser instead of the window: ${decision.reason}.`)
  await followSources()
}

/** A Node program that ends with us. @param {readonly string[]} args */
function run(args) {
  const child = spawn(process.execPath, args, { stdio: 'inherit', cwd: root })
  process.once('exit', () => child.kill())
  return child
}

/** Builds now and after every change; each good build replaces the running host. */
async function followSources() {
  /** @type {import('node:child_process').ChildProcess | null} */
  let host = null
  let isFirst = true
  let isStale = true
  let wake = () => undefined
  let timer = setTimeout(() => undefined, 0)
  for (const folder of ['electron', 'renderer', 'shared']) {
    watch(join(root, folder), { recursive: true }, () => {
      clearTimeout(timer)
      timer = setTimeout(() => {
        isStale = true
        wake()
      }, quiet)
    })
  }
  for (;;) {
    if (!isStale) await new Promise(resolve => (wake = () => resolve(undefined)))
    isStale = false
    if (!(await built())) continue
    host?.kill()
    host = run([join(root, 'out/main/web.js'), ...(isFirst ? [] : ['--no-open'])])
    isFirst = false
  }
}

/** True when the build succeeded; it says itself what is wrong otherwise. @returns {Promise<boolean>} */
function built() {
  return new Promise(resolve => {
    run([electronVite, 'build', '--logLevel', 'warn']).once('exit', code => resolve(code === 0))
  })
}
