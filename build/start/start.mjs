// `npm start [-- FILE]`: the desktop window where Electron can run, else the same program in the browser, decided within ten
// seconds and said in one line. Without FILE it opens the sample that the build made.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { script, wholeNumber } from '../script/script.mjs'
import { decide } from './electron-binary.mjs'

const root = join(dirname(fileURLToPath(import.meta.url)), '../..')
const webHost = join(root, 'out/main/web.js')
const sample = join(root, 'out/sample/state.tgz')
/** A window that ends this soon with an error never came up, milliseconds. */
const startUp = 10_000

const command = script('npm start --', 'Opens Bootbank: in its window where Electron can run, else in the browser.')
  .argument('[file]', 'a backup, such as state.tgz; the sample when none is given')
  .option('--browser', 'in the browser, whether there is an Electron or not')
  .option('--no-open', 'print the address and open no browser')
  .option('--port <number>', 'port of the browser host; any free one when not given', wholeNumber)
  .parse()
/** @type {{ browser?: true, open: boolean, port?: number }} */
const options = command.opts()

if (!existsSync(webHost)) {
  console.error('Bootbank is not built yet. Run "npm run build" first.')
  process.exit(2)
}

const file = fileToOpen()
if (options.browser) {
  startBrowserHost('asked for with --browser')
} else {
  const decision = await decide({ deadline: 9_000 })
  if (decision.kind === 'ready') startWindow(decision.binary)
  else startBrowserHost(decision.reason)
}

/** npm runs scripts in the package's folder; a relative path is meant from where the user is. */
function fileToOpen() {
  const [given] = command.args
  if (given !== undefined) return resolve(process.env.INIT_CWD ?? process.cwd(), given)
  return existsSync(sample) ? sample : null
}

/** @param {string} binary */
function startWindow(binary) {
  console.log('Opening Bootbank in its window.')
  const { ELECTRON_RUN_AS_NODE: _asNode, ...env } = process.env
  const started = Date.now()
  const child = spawn(binary, [root, ...(file === null ? [] : [file])], { stdio: 'inherit', env })
  forwardSignals(child)
  child.once('error', error => startBrowserHost(`Electron cannot be run (${error.message})`))
  child.once('exit', (code, signal) => {
    const failed = signal === null ? code !== 0 : !['SIGINT', 'SIGTERM'].includes(signal)
    if (failed && Date.now() - started < startUp)
      startBrowserHost(`Electron ended at once with ${signal ?? `code ${code}`}`)
    else process.exitCode = code ?? 1
  })
}

/** @param {string} reason */
function startBrowserHost(reason) {
  console.log(`Opening Bootbank in the browser instead of its window: ${reason}.`)
  const given = [
    ...(options.open ? [] : ['--no-open']),
    ...(options.port === undefined ? [] : ['--port', String(options.port)]),
  ]
  const child = spawn(process.execPath, [webHost, ...given, ...(file === null ? [] : [file])], { stdio: 'inherit' })
  forwardSignals(child)
  child.once('exit', code => process.exit(code ?? 1))
}

/** Ends the child with us, and only then ourselves. @param {import('node:child_process').ChildProcess} child */
function forwardSignals(child) {
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.removeAllListeners(signal)
    process.on(signal, () => child.kill(signal))
  }
}
