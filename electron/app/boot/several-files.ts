// Boots the program under the double with several files at once, then hands it more. Arguments: the built main.js, a folder, then the
// backups. Prints JSON.
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { ask, bootProgram, bridgeOf, until } from './program'
import { stage } from './stage'

const [main = '', folder = '', ...backups] = process.argv.slice(2)
stage.userData = join(folder, 'user-data-several-files')
const [first = '', second = '', third = ''] = backups

/** What each window holds, in the order they came up. */
async function held(): Promise<readonly (string | undefined)[]> {
  const bridges = await Promise.all(stage.windows.map(window => bridgeOf(window)))
  return Promise.all(bridges.map(async bridge => (await ask(bridge, 'app.facts', {})).pending?.name))
}

await bootProgram(main, [first, second, first])
await until(() => stage.windows.length === 2)
await pause(50)
const atStart = [...(await held())].sort()

stage.appEvents.emit('second-instance', {}, [], '/', { files: [second, third] })
await until(() => stage.windows.length === 3)
await pause(50)
const afterwards = [...(await held())].sort()

// Junk from whoever speaks to the lock opens nothing.
for (const junk of [null, 'text', { files: 'x' }, { files: [1, {}] }]) {
  stage.appEvents.emit('second-instance', {}, [], '/', junk)
}
await pause(50)
process.stdout.write(JSON.stringify({ lockData: stage.lockData, atStart, afterwards, windows: stage.windows.length }))
process.exit(0)
