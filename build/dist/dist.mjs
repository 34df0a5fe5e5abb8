// The entry of `npm run dist`: finds Electron's binary by the rules of the start script, and hands over to dist.ts.
import { createRequire } from 'node:module'
import { dirname, resolve } from 'node:path'
import { register } from 'tsx/esm/api'
import { script } from '../script/script.mjs'
import { presentBinary } from '../start/electron-binary.mjs'

const command = script('npm run dist --', 'Makes every package that this machine can make, into dist/.')
  .option('--all', 'a package of this platform that has to be skipped counts as failed')
  .parse()

const root = resolve(import.meta.dirname, '../..')
const electronFolder = dirname(createRequire(import.meta.url).resolve('electron/package.json'))
const binary = presentBinary(electronFolder, process.platform, process.env)

register()
const { runDist } = await import('./dist.ts')
const electronDist = binary === null ? null : distFolder(binary)
// Not `exitCode`: a hook inside electron-builder ends the process with 0 in any case.
process.exit(await runDist({ root, electronDist, all: command.opts().all === true }))

/** The folder that the binary was unpacked to: on macOS it lies deep inside Electron.app. @param {string} program */
function distFolder(program) {
  const bundle = program.indexOf('Electron.app')
  return dirname(bundle < 0 ? program : program.slice(0, bundle + 'Electron.app'.length))
}
