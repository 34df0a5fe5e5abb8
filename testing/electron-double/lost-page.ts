// Boots the program under the double and takes its page away: by a crash, by a hang that ends, by one that does not. Arguments: the
// built main.js, a backup, a folder. Prints JSON.
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { CommandName, RequestOf } from '../../shared/contract/contract'
import { secondLaunch } from './app-double'
import { untilWithdrawn } from './dialog-double'
import { allThreads, ask, bootProgram, bridgeOf, loaded, threads, until } from './program'
import { stage } from './stage'

const [main = '', backup = '', folder = ''] = process.argv.slice(2)
stage.userData = join(folder, 'user-data-lost-page')

await bootProgram(main, [backup])
const [window] = stage.windows
if (!window) throw new Error('no window came up')
const hosts = '0/1'

/** Asks by the page that is there now. */
async function now<C extends CommandName>(command: C, request: RequestOf<C>) {
  return ask(await bridgeOf(window), command, request)
}

/** Waits for the page to be loaded once more. */
async function reloaded(count: number): Promise<void> {
  await until(() => loaded.length === count)
  await pause(20)
}

const { pending, resume: atFirst } = await now('app.facts', {})
const { document } = await now('document.open', { grant: pending?.grant ?? '', operation: 'o' })
await now('edit.text', { document, node: hosts, text: 'kept\n', typing: 's' })

// it crashes while it opens another file, which nobody waits for any more; what comes from outside waits for the next page
const lostGrant = (await now('file.sample', {})).grant
const opening = now('document.open', { grant: lostGrant, operation: 'lost' })
await until(() => threads.size === 2)
stage.dialogs.push({ response: 0 })
window.loseItsPage('crashed')
secondLaunch({ files: [backup] })
await reloaded(2)
await opening
const facts = await now('app.facts', {})
const afterCrash = {
  atFirst,
  kept: facts.resume?.opened.document === document && facts.resume.opened.status,
  grant: facts.resume?.grant.name,
  text: await now('node.view', { document, node: hosts, choices: {} }),
  threads: threads.size,
  again: (await now('app.facts', {})).resume,
}

// a process that ends as it should asks nothing
window.loseItsPage('clean-exit')
await pause(20)
const questionsAfterCleanExit = stage.questions.length

// it hangs and comes back: the question is withdrawn
stage.dialogs.push(untilWithdrawn)
window.events.emit('unresponsive')
window.events.emit('unresponsive')
await pause(20)
window.events.emit('responsive')
await pause(20)
const afterPatience = { questions: stage.questions.length, pages: loaded.length }

// it hangs for good, and is loaded again
stage.dialogs.push({ response: 1 })
window.events.emit('unresponsive')
await reloaded(3)
const afterHang = { kept: (await now('app.facts', {})).resume?.opened.status }

// it hangs, and the window is closed: the question about unsaved changes is not left out, and a window that stays has its page again
stage.dialogs.push({ response: 2 }, { response: 0 })
window.events.emit('unresponsive')
await reloaded(4)
const afterKeeping = { windows: stage.windows.length, kept: (await now('app.facts', {})).resume?.opened.status }
stage.dialogs.push({ response: 1 })
window.close()
await until(() => stage.windows.length === 0)
await until(() => allThreads.size === 0)

process.stdout.write(
  JSON.stringify({
    afterCrash,
    questionsAfterCleanExit,
    afterPatience,
    afterHang,
    afterKeeping,
    questions: stage.questions,
  }),
)
process.exit(0)
