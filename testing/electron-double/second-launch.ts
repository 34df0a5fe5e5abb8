// Boots the program under the double while another one runs. Arguments: the built main.js, a backup, a folder. Prints JSON.
import { readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { bootProgram } from './program'
import { stage } from './stage'

const [main = '', backup = '', folder = ''] = process.argv.slice(2)
stage.userData = join(folder, 'user-data-second-launch')
stage.isFirstInstance = false

await bootProgram(main, [backup])

process.stdout.write(
  JSON.stringify({
    lockData: stage.lockData,
    hasQuit: stage.hasQuit,
    handlers: stage.handlers.size,
    windows: stage.windows.length,
    spools: readdirSync(tmpdir()).filter(name => name.startsWith('bootbank-spool-')),
  }),
)
process.exit(0)
