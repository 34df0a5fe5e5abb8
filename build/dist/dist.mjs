// Packages for this platform, with electron-builder. Says what it made and what it skipped, with the reason: without
// Electron's binary there is nothing that could be packed into a program.
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { presentBinary } from '../start/electron-binary.mjs'

const require = createRequire(import.meta.url)
const electronFolder = dirname(require.resolve('electron/package.json'))
const binary = presentBinary(electronFolder, process.platform, process.env)
if (binary === null) {
  console.log("Skipped every package: Electron's binary is not here. Start the window once where it can be fetched, or point")
  console.log('ELECTRON_OVERRIDE_DIST_PATH at a folder that holds it, and run this again.')
  process.exit(1)
}
const cli = require.resolve('electron-builder/cli.js')
const args = ['--config', 'build/electron-builder.yml', '--publish', 'never', `-c.electronDist=${dirname(binary)}`]
const run = spawnSync(process.execPath, [cli, ...args], { stdio: 'inherit' })
const made = existsSync('dist') ? readdirSync('dist').filter(name => /\.(AppImage|deb|rpm|tar\.gz|exe|dmg|zip)$/.test(name)) : []
for (const name of made) console.log(`Made ${join('dist', name)}`)
if (run.status !== 0) console.log('Stopped: electron-builder could not make the rest; its reason is above.')
process.exit(run.status ?? 1)
