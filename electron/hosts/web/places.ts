// Where things lie on the user's machine.
import { homedir } from 'node:os'
import { join } from 'node:path'

/** The folder for what Bootbank remembers, where each platform expects it. */
export function defaultDataDir(platform: string, env: NodeJS.ProcessEnv): string {
  if (platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'Bootbank')
  if (platform === 'win32') return join(env.APPDATA ?? join(homedir(), 'AppData', 'Roaming'), 'Bootbank')
  return join(env.XDG_DATA_HOME || join(homedir(), '.local', 'share'), 'bootbank')
}
