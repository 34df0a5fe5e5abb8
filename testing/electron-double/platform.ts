// Boots the program as on another platform, as far as its own code can tell: what it does by itself, with a file that arrives before
// ready, and when its last window closes. Arguments: the built main.js, the platform, a backup, a folder. Prints JSON.
import { dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { openFile } from './app-double'
import { acceleratorShown, choose, itemsNow, pressInMenu } from './menu-double'
import { allThreads, ask, bootProgram, bridgeOf, until } from './program'
import { stage } from './stage'

const [main = '', platform = '', backup = '', folder = ''] = process.argv.slice(2)
stage.userData = join(folder, `user-data-${platform}`)
Object.defineProperty(process, 'platform', { value: platform })

// The dock's file comes while the program is still starting.
await bootProgram(main, [], () => openFile(backup))

const [window] = stage.windows
const bridge = await bridgeOf(window)
const { pending } = await ask(bridge, 'app.facts', {})
await ask(bridge, 'document.open', { grant: pending?.grant ?? '', operation: 'o' })
const menu = structuredClone(JSON.parse(JSON.stringify(stage.menu)))

// every command of the menu is chosen, then every key of it pressed that the page leaves to the menu
const heard: string[] = []
bridge.on('command.run', ({ command }) => heard.push(command))
const items = itemsNow()
for (const { id } of items) if (id !== undefined) choose(id)
const chosen = heard.splice(0)
const commandKeys: Record<string, string> = {}
for (const { id, accelerator } of items)
  if (id !== undefined && accelerator !== undefined) commandKeys[id] = accelerator
for (const accelerator of Object.values(commandKeys)) pressInMenu(accelerator)
const pressed = heard.splice(0)
const shownKeys = items.map(acceleratorShown).filter(shown => shown !== null)

const hasIcon = window?.options.icon !== undefined
window?.close()
await until(() => stage.windows.length === 0 && allThreads.size === 0)
const afterClose = { hasQuit: stage.hasQuit, windows: stage.windows.length }
if (!stage.hasQuit) stage.appEvents.emit('activate')
await pause(20)
const windowsAfterActivate = stage.windows.length

// without a window
const withoutWindow = { before: -1, after: -1, asked: 0 }
if (!stage.hasQuit) {
  for (const open of [...stage.windows]) open.close()
  await until(() => stage.windows.length === 0)
  for (const { id } of itemsNow()) if (id !== undefined && id !== 'open' && id !== 'openFolder') choose(id)
  withoutWindow.before = stage.windows.length
  stage.dialogs.push({ filePaths: [backup] })
  choose('open')
  await until(() => stage.windows.length > 0)
  for (const open of [...stage.windows]) open.close()
  await until(() => stage.windows.length === 0)
  stage.dialogs.push({ filePaths: [dirname(backup)] })
  choose('openFolder')
  await until(() => stage.windows.length > 0)
  withoutWindow.after = stage.windows.length
  withoutWindow.asked = stage.shown.filter(name => name === 'showOpenDialog').length
}

process.stdout.write(
  JSON.stringify({
    pending: pending?.name,
    menu,
    hasIcon,
    shown: stage.shown,
    afterClose,
    windowsAfterActivate,
    chosen,
    pressed,
    commandKeys,
    shownKeys,
    withoutWindow,
  }),
)
process.exit(0)
