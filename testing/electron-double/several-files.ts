// Boots the program under the double with several files at once, then hands it more. Arguments: the built main.js, a folder, then the
// backups. Prints JSON.
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { secondLaunch } from './app-double'
import { ask, bootProgram, bridgeOf, until } from './program'
import { type DoubleWindow, stage } from './stage'

const [main = '', folder = '', ...backups] = process.argv.slice(2)
stage.userData = join(folder, 'user-data-several-files')
const [first = '', second = '', third = ''] = backups

/** What each window was handed: with its first facts, or as an event if it had asked for them already. */
const handed = new Map<DoubleWindow, string>()

/** The files of all windows, sorted, once each has one. */
async function held(): Promise<readonly string[]> {
  for (const window of stage.windows.filter(one => !handed.has(one))) {
    const bridge = await bridgeOf(window)
    bridge.on('file.arrived', ({ name }) => handed.set(window, name))
    const { pending } = await ask(bridge, 'app.facts', {})
    if (pending) handed.set(window, pending.name)
  }
  await until(() => stage.windows.every(window => handed.has(window)))
  return [...handed.values()].sort()
}

await bootProgram(main, [first, second, first])
await until(() => stage.windows.length === 2)
const atStart = await held()

secondLaunch({ files: [second, third] })
await until(() => stage.windows.length === 3)
const afterwards = await held()

// Junk sent to the lock opens nothing.
for (const junk of [null, 'text', { files: 'x' }, { files: [1, {}] }]) {
  secondLaunch(junk)
}
await pause(50)
process.stdout.write(JSON.stringify({ lockData: stage.lockData, atStart, afterwards, windows: stage.windows.length }))
process.exit(0)
