// Whether this machine can open the desktop window, and with what. Electron's package contains no program: it is downloaded on
// first use, which needs the network and may take long. So there is a deadline, after which the download goes on by itself for
// the next start.
import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/**
 * @typedef {{ kind: 'ready', binary: string } | { kind: 'none', reason: string }} Decision
 */

/**
 * Decides between window and browser, within `deadline` milliseconds.
 * @param {{ deadline: number, platform?: string, env?: NodeJS.ProcessEnv, isRoot?: boolean, electronFolder?: string | null }} options
 * @returns {Promise<Decision>}
 */
export async function decide({
  deadline,
  platform = process.platform,
  env = process.env,
  isRoot = process.getuid?.() === 0,
  electronFolder = installedElectron(),
}) {
  if (platform === 'linux' && !env.DISPLAY && !env.WAYLAND_DISPLAY) return none('this machine has no display')
  if (platform === 'linux' && isRoot) return none('the window does not run as root, its sandbox would be off')
  if (electronFolder === null) return none("Electron's package is not installed")
  const present = presentBinary(electronFolder, platform, env)
  if (present !== null) return { kind: 'ready', binary: present }
  if (env.ELECTRON_OVERRIDE_DIST_PATH) return none('ELECTRON_OVERRIDE_DIST_PATH holds no Electron')
  const reason = await fetched(join(electronFolder, 'install.js'), deadline)
  const binary = presentBinary(electronFolder, platform, env)
  return binary === null ? none(reason ?? "Electron's binary could not be fetched") : { kind: 'ready', binary }
}

/**
 * The binary, if it is there: by the same rules as electron/index.js.
 * @param {string} folder @param {string} platform @param {NodeJS.ProcessEnv} env
 */
export function presentBinary(folder, platform, env) {
  const pathFile = join(folder, 'path.txt')
  const named = existsSync(pathFile) ? readFileSync(pathFile, 'utf8').trim() : null
  const override = env.ELECTRON_OVERRIDE_DIST_PATH
  const name = named ?? (override ? usualName(platform) : null)
  if (name === null) return null
  const binary = join(override || join(folder, 'dist'), name)
  return existsSync(binary) ? binary : null
}

/** @param {string} platform */
function usualName(platform) {
  if (platform === 'darwin') return 'Electron.app/Contents/MacOS/Electron'
  return platform === 'win32' ? 'electron.exe' : 'electron'
}

/**
 * Runs Electron's own installer. Null when it succeeded, else why not; one that is merely slow goes on in the background.
 * @param {string} installer @param {number} deadline
 * @returns {Promise<string | null>}
 */
function fetched(installer, deadline) {
  return new Promise(resolve => {
    const child = spawn(process.execPath, [installer], { stdio: 'ignore' })
    process.once('exit', () => child.kill())
    const timer = setTimeout(() => {
      child.unref()
      resolve("Electron's binary is still being fetched; the next start will find it")
    }, deadline)
    child.once('error', () => settle("Electron's installer cannot be run"))
    child.once('exit', code => settle(code === 0 ? null : "Electron's binary could not be fetched"))
    /** @param {string | null} reason */
    function settle(reason) {
      clearTimeout(timer)
      resolve(reason)
    }
  })
}

function installedElectron() {
  try {
    return dirname(createRequire(import.meta.url).resolve('electron/package.json'))
  } catch {
    return null
  }
}

/** @param {string} reason @returns {Decision} */
function none(reason) {
  return { kind: 'none', reason }
}
