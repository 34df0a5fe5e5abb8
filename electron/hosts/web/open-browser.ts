// Starts the user's browser on an address, where there is a screen to show it on.
import { spawn } from 'node:child_process'

/** True when this machine has a display: Linux says so in its environment, the others always do. */
export function hasDisplay(platform: string, env: NodeJS.ProcessEnv): boolean {
  return platform !== 'linux' || Boolean(env.DISPLAY || env.WAYLAND_DISPLAY)
}

/** Asks the system to open the address. A missing browser is not an error: the address is on the terminal as well. */
export function openBrowser(url: string): void {
  const [command, ...before] = opener()
  const child = spawn(command, [...before, url], { detached: true, stdio: 'ignore' })
  child.on('error', () => undefined)
  child.unref()
}

function opener(): readonly [string, ...string[]] {
  if (process.platform === 'darwin') return ['open']
  if (process.platform === 'win32') return ['rundll32', 'url.dll,FileProtocolHandler']
  return ['xdg-open']
}
