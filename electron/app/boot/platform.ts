// Boots the program as on another platform, as far as its own code can tell: what it does by itself, with a file that arrives before
// ready, and when its last window closes. Arguments: the built main.js, the platform, a backup, a folder. Prints JSON.
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { ask, bootProgram, bridgeOf, threads, until } from './program'
import { stage } from './stage'
import { preventable } from './strict'

const [main = '', platform = '', backup = '', folder = ''] = process.argv.slice(2)
stage.userData = join(folder, `user-data-${platform}`)
Object.defineProperty(process, 'platform', { value: platform })

const booting = bootProgram(main, [])
await until(() => stage.handlers.size > 0)
// The dock's file comes while the program is still starting.
const { event, isPrevented } = preventable()
stage.appEvents.emit('open-file', event, backup)
await booting

const [window] = stage.windows
const bridge = await bridgeOf(window)
const { pending } = await ask(bridge, 'app.facts', {})
await ask(bridge, 'document.open', { grant: pending?.grant ?? '', operation: 'o' })
const menu = structuredClone(JSON.parse(JSON.stringify(stage.menu)))
const hasIcon = window?.options.icon !== undefined
window?.close()
await until(() => threads.size === 0)
const afterClose = { hasQuit: stage.hasQuit, windows: stage.windows.length }
if (!stage.hasQuit) stage.appEvents.emit('activate')
await pause(20)

process.stdout.write(
  JSON.stringify({
    pending: pending?.name,
    isPrevented: isPrevented(),
    menu,
    hasIcon,
    shown: stage.shown,
    afterClose,
    windowsAfterActivate: stage.windows.length,
  }),
)
process.exit(0)
