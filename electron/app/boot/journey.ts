// Boots the built main and preload under the double and walks the main job through `window.bootbank`, in a process of its own.
// Arguments: the built main.js, a backup (named on the command line as well), a folder to write to. Prints what was seen as JSON.
import { register } from 'node:module'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import type { Bridge, CommandName, FileGrant, RequestOf, ResultOf } from '../../../shared/ipc/contract'
import type { Outcome } from '../../../shared/model/errors'
import { becomeReady, stage } from './electron-double'
import { invokeFrom, type PageFile, runPreload } from './preload-double'
import { preventable } from './strict'

register('./hooks.mjs', import.meta.url)

const [main = '', backup = '', folder = ''] = process.argv.slice(2)
stage.userData = join(folder, 'user-data')
// As Electron gives them to an unpackaged program: itself, the program, what the user named.
process.argv = [process.execPath, '.', backup]
const bridges: Bridge<PageFile>[] = []
const loaded: { url: string; status: number; policy: string | null; nonceInPage: boolean }[] = []

stage.load = async (window, url) => {
  const { protocol } = new URL(url)
  const page = await stage.pages.get(protocol.slice(0, -1))?.(new Request(url))
  const policy = page?.headers.get('content-security-policy') ?? null
  const nonce = /'nonce-([^']+)'/.exec(policy ?? '')?.[1] ?? 'none'
  const text = (await page?.text()) ?? ''
  loaded.push({ url, status: page?.status ?? 0, policy, nonceInPage: text.includes(nonce) && !text.includes('__CSP') })
  bridges.push(runPreload(window, url).bootbank as Bridge<PageFile>)
}

// Here a main that awaits `ready` at its top level would wait for ever: nothing below has run yet.
await import(pathToFileURL(main).href)
const handlersBeforeReady = stage.handlers.size
await becomeReady()

async function ask<C extends CommandName>(command: C, request: RequestOf<C>): Promise<ResultOf<C>> {
  const outcome = await bridges[0]?.invoke(command, request)
  return unwrap(outcome)
}

function unwrap<T>(outcome: Outcome<T> | undefined): T {
  if (outcome?.ok) return outcome.value
  throw new Error(outcome ? `${outcome.error.code}: ${outcome.error.message}` : 'there is no bridge')
}

for (let waited = 0; bridges.length === 0 && waited < 5000; waited += 20) await pause(20)
const [window] = stage.windows
const [bridge] = bridges
if (!window || !bridge) throw new Error('no window came up')

// look
const facts = await ask('app.facts', {})
const grant = unwrap<FileGrant>(await bridge.grantFile({ path: backup }))
const opened = await ask('document.open', { grant: grant.grant, operation: 'opening' })
const { document } = opened
const etc = await ask('tree.children', { document, node: 'a1/etc' })
const hosts = etc.find(row => row.name === 'hosts')?.id ?? ''
const bytes = await ask('node.bytes', { document, node: hosts, offset: 0, length: 9 })

// change, and try to leave
const changes: unknown[] = []
const stop = bridge.on('document.changed', status => changes.push(status))
await ask('edit.text', { document, node: hosts, text: '10.0.0.1 booted\n', session: 's' })
stage.dialogs.push({ response: 0 })
window.close()
await pause(20)
const keptOpen = stage.windows.length === 1 && stage.shown.includes('showMessageBox')

// restore
stage.dialogs.push({ filePaths: [folder] })
const target = await ask('target.choose', { kind: 'folder', suggestedName: 'bundle' })
const built = await ask('bundle.build', { document, target: target?.target ?? '', operation: 'building' })
await ask('target.show', { target: target?.target ?? '' })
stop()

// from outside, and what is denied
const arrived: FileGrant[] = []
bridge.on('file.arrived', one => arrived.push(one))
stage.appEvents.emit('second-instance', {}, [], '/', { file: backup })
await pause(100)
const denied = {
  foreignPage: await invokeFrom('https://evil.example/', 'app.facts', [{}]),
  frame: await invokeFrom('bootbank://app/', 'app.facts', [{}], true),
  foreignGrant: await invokeFrom('https://evil.example/', 'file.grant-path', [backup]),
  pathOfNothing: await bridge.grantFile({ path: '' }),
  newWindow: window.openHandler?.({ url: 'https://evil.example/' }),
  navigations: ['will-navigate', 'will-redirect', 'will-attach-webview'].map(name => {
    const { event, isPrevented } = preventable()
    window.contentsEvents.emit(name, event)
    return isPrevented()
  }),
  requests: ['https://evil.example/', 'http://localhost:1/', 'ws://evil.example/', 'file:///etc/passwd'].map(url => {
    let cancelled = false
    stage.beforeRequest?.({ url }, answer => {
      cancelled = answer.cancel
    })
    return cancelled
  }),
  permission: await new Promise(resolve => stage.permission?.({}, 'geolocation', resolve)),
}
const wrongPages = await Promise.all(
  ['bootbank://app/../main/main.js', 'bootbank://other/', 'bootbank://app/index.js'].map(
    async url => (await stage.pages.get('bootbank')?.(new Request(url)))?.status,
  ),
)

// leave: nothing is unsaved now
window.close()

process.stdout.write(
  JSON.stringify({
    schemes: stage.schemes,
    handlersBeforeReady,
    loaded,
    bounds: { x: window.options.x, y: window.options.y, width: window.options.width, height: window.options.height },
    preferences: { ...window.options.webPreferences, preload: undefined },
    facts,
    hostname: opened.card.hostname,
    expand: opened.expand,
    firstBytes: { isBytes: bytes.bytes instanceof Uint8Array, text: new TextDecoder().decode(bytes.bytes) },
    changes,
    keptOpen,
    built,
    shown: stage.shown,
    arrived,
    denied,
    wrongPages,
    menu: stage.menu,
    closed: stage.windows.length === 0,
    hasQuit: stage.hasQuit,
  }),
)
process.exit(0)
