// Boots the program under the double and walks the main job through `window.bootbank`, in a process of its own. Arguments: the built
// main.js, `packaged` or `unpackaged`, a backup (named on the command line as well), another one, a folder to write to. Prints what
// was seen as JSON.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { FileGrant } from '../../shared/model/grant'
import { app, secondLaunch } from './app-double'
import { sendFrom } from './preload-double'
import { allThreads, ask, bootProgram, bridgeOf, loaded, threads, until, unwrap } from './program'
import { isCancelled } from './session-double'
import { stage } from './stage'
import { preventable } from './strict'

const [main = '', kind = '', backup = '', other = '', folder = ''] = process.argv.slice(2)
stage.userData = join(folder, 'user-data')

/** What a file manager would find, and whether anybody else could. */
function fileFacts(path: string) {
  const mode = (of: string) => (statSync(of).mode % 0o1000).toString(8)
  return { name: basename(path), text: readFileSync(path, 'utf8'), file: mode(path), folder: mode(dirname(path)) }
}
stage.isPackaged = kind === 'packaged'

const handlersBeforeReady = await bootProgram(main, [backup])
const [window] = stage.windows
const bridge = await bridgeOf(window)
if (!window) throw new Error('no window came up')

// look
const facts = await ask(bridge, 'app.facts', {})
const grant = unwrap<FileGrant>(await bridge.grantFile({ path: backup }))
const opened = await ask(bridge, 'document.open', { grant: grant.grant, operation: 'opening' })
const { document } = opened
const etc = await ask(bridge, 'tree.children', { document, node: '0:etc' })
const hosts = etc.find(row => row.name === 'hosts')?.id ?? ''
const bytes = await ask(bridge, 'node.bytes', { document, node: hosts, offset: 0, length: 9 })
const found: string[] = []
const finding = await bridge.stream('tree.find', { document, text: 'ETC hosts', operation: 'finding' }, items =>
  found.push(...items.map(({ address }) => address)),
)
const openingProgress = [...window.progress]

// change, and try to leave
const changes: unknown[] = []
const stop = bridge.on('document.changed', status => changes.push(status))
await ask(bridge, 'edit.text', { document, node: hosts, text: '10.0.0.1 booted\n', typing: 's' })
stage.dialogs.push({ response: 0 })
window.close()
window.close()
await pause(20)
const keptOpen = stage.windows.length === 1 && stage.shown.includes('showMessageBox')

// drag two entries out: the one that was changed and one that was not; close what they came from further below
const drag = async (node: string, suggestedName: string) => {
  await ask(bridge, 'drag.start', { document, node, suggestedName, operation: 'dragging' })
  return fileFacts(window.dragged.at(-1) ?? '')
}
const dragged = [await drag(hosts, 'hosts'), await drag('0/0', '../con')]

// restore
const shownBefore = window.progress.length
stage.dialogs.push({ filePaths: [folder] })
const target = await ask(bridge, 'target.choose', { kind: 'folder', suggestedName: 'bundle' })
const built = await ask(bridge, 'bundle.build', { document, target: target?.target ?? '', operation: 'building' })
await ask(bridge, 'target.show', { target: target?.target ?? '' })
stop()

// a second launch: the same file is there already, another one gets a window of its own
const focusedBefore = stage.shown.filter(name => name === 'focus').length
secondLaunch({ files: [backup] })
await pause(50)
const sameFile = {
  windows: stage.windows.length,
  focused: stage.shown.filter(name => name === 'focus').length - focusedBefore,
}
secondLaunch({ files: [other] })
await until(() => stage.windows.length === 2)
const second = stage.windows.find(candidate => candidate !== window)
const secondBridge = await bridgeOf(second)
await pause(50)
const secondFacts = await ask(secondBridge, 'app.facts', {})
const heardByFirst: unknown[] = []
for (const event of ['progress', 'document.changed', 'document.failed'] as const) {
  bridge.on(event, payload => heardByFirst.push(payload))
}
const openSecond = () =>
  ask(secondBridge, 'document.open', { grant: secondFacts.pending?.grant ?? '', operation: 'opening-too' })
const openedSecond = await openSecond()
const editSecond = (id: string) =>
  ask(secondBridge, 'edit.text', { document: id, node: '0/1', text: 'changed\n', typing: 's' })
await editSecond(openedSecond.document)
const crossed = {
  grant: await secondBridge.invoke('document.open', { grant: grant.grant, operation: 'x' }),
  document: await secondBridge.invoke('document.status', { document }),
  threads: threads.size,
}

// its worker dies; the file is opened again
const failures: unknown[] = []
secondBridge.on('document.failed', failure => failures.push(failure))
await [...threads].at(-1)?.terminate()
await until(() => failures.length > 0)
const openedAgain = await openSecond()
await ask(secondBridge, 'document.close', { document: openedSecond.document })
const afterDeath = {
  failures,
  status: openedAgain.status,
  firstStillAnswers: (await bridge.invoke('document.status', { document })).ok,
  heardByFirst,
}

// what was dragged out of the second window is removed with its own document, and only with that
const dragSecond = { document: openedAgain.document, node: '0/0', suggestedName: 'x', operation: 'd' }
await ask(secondBridge, 'drag.start', dragSecond)
await ask(secondBridge, 'document.close', { document: openedAgain.document })
const copies = {
  threads: threads.size,
  ofClosed: existsSync(second?.dragged[0] ?? ''),
  ofOpen: window.dragged.map(path => existsSync(path)),
}
const otherAgain = unwrap<FileGrant>(await secondBridge.grantFile({ path: other }))
const openedLast = await ask(secondBridge, 'document.open', { grant: otherAgain.grant, operation: 'opening-last' })

// what is denied
const page = { url: 'bootbank://app/', parent: null }
const foreign = { url: 'https://evil.example/', parent: null }
const send = (frame: typeof page | null, channel: string, request: unknown) =>
  sendFrom(window.webContents, frame, channel, [request])
const denied = {
  foreignPage: await send(foreign, 'app.facts', {}),
  frame: await sendFrom(window.webContents, { ...page, parent: page }, 'app.facts', [{}]),
  goneFrame: await send(null, 'app.facts', {}),
  unknownWindow: await sendFrom({}, page, 'app.facts', [{}]),
  lookalikes: await Promise.all(
    ['bootbank://app.evil/', 'bootbank://evil@other/', 'file:///app/', 'not a url', 'http://localhost:5173/'].map(url =>
      send({ ...page, url }, 'app.facts', {}),
    ),
  ),
  foreignGrant: await send(foreign, 'file.grant-path', backup),
  pathOfNothing: await bridge.grantFile({ path: '' }),
  newWindow: ['https://evil.example/', 'https://knowledge.broadcom.com/', 'javascript:alert(1)'].map(url =>
    window.openHandler?.({ url }),
  ),
  navigations: ['will-navigate', 'will-frame-navigate', 'will-redirect', 'will-attach-webview'].map(name => {
    const { event, isPrevented } = preventable()
    window.contentsEvents.emit(name, event)
    return isPrevented()
  }),
  requests: [
    'https://evil.example/',
    'http://localhost:1/',
    'ws://evil.example/',
    'wss://evil.example/',
    'ftp://evil.example/',
    'file:///etc/passwd',
  ].filter(url => !isCancelled(url)),
  ownRequests: ['bootbank://app/', 'bootbank://app/assets/index.js'].filter(isCancelled),
  permissions: [
    await new Promise(resolve => stage.permission?.({}, 'geolocation', resolve)),
    stage.permissionCheck?.(),
    stage.devicePermission?.(),
  ],
}
const externalBefore = stage.shown.filter(name => name.startsWith('openExternal')).length
const helpPage = 'https://knowledge.broadcom.com/external/article/313510/how-to-back-up-and-restore-the-esxi-host.html'
const allowedLink = window.openHandler?.({ url: helpPage })
const wrongPages = await Promise.all(
  ['bootbank://app/../main/main.js', 'bootbank://other/', 'bootbank://app/index.js'].map(
    async url => (await stage.pages.get('bootbank')?.(new Request(url)))?.status,
  ),
)

// leave: the second window has unsaved changes, and holds the quit up
await editSecond(openedLast.document)
for (const open of stage.windows) open.holdsUnload = true
let spoolsAtExit: readonly string[] = []
stage.atExit = () => {
  spoolsAtExit = readdirSync(tmpdir()).filter(name => name.startsWith('bootbank-spool-'))
}
const answerLater = new Promise<unknown>(resolve => setTimeout(() => resolve({ response: 1 }), 200))
stage.dialogs.push(answerLater)
app.quit()
await until(() => stage.windows.length === 1)
const heldUp = { hasQuit: stage.hasQuit, windows: stage.windows.length }
await until(() => stage.hasQuit)
await until(() => allThreads.size === 0)

process.stdout.write(
  JSON.stringify({
    schemes: stage.schemes,
    handlersBeforeReady,
    isSandboxed: stage.isSandboxed,
    switches: stage.switches,
    spellChecker: stage.spellChecker,
    loaded,
    bounds: { x: window.options.x, y: window.options.y, width: window.options.width, height: window.options.height },
    secondBounds: { x: second?.options.x, y: second?.options.y },
    icon: window.options.icon,
    preferences: { ...window.options.webPreferences, preload: undefined },
    facts,
    hostname: opened.card.hostname,
    expand: opened.expand,
    firstBytes: { isBytes: bytes.bytes instanceof Uint8Array, text: new TextDecoder().decode(bytes.bytes) },
    found: { addresses: found, outcome: finding },
    openingProgress,
    buildingProgress: window.progress.slice(shownBefore),
    changes,
    keptOpen,
    dragged,
    copies,
    spoolsAtExit,
    built,
    shown: stage.shown,
    sameFile,
    secondFacts,
    crossed,
    afterDeath,
    denied,
    externalBefore,
    allowedLink,
    wrongPages,
    menu: stage.menu,
    heldUp,
    hasQuit: stage.hasQuit,
    threadsLeft: allThreads.size,
  }),
)
process.exit(0)
