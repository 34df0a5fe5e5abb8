// Boots the built main and the preloads of its windows under the double, in a process of its own, and gives what a page would hold.
import { register, syncBuiltinESMExports } from 'node:module'
import { setTimeout as pause } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import workerThreads from 'node:worker_threads'
import type { Bridge, CommandName, RequestOf, ResultOf } from '../../shared/contract/contract'
import type { ToThread } from '../../electron/session/protocol'
import type { Outcome } from '../../shared/model/errors'
import { becomeReady } from './ready'
import { type PageFile, runPreload } from './preload-double'
import { type DoubleWindow, stage } from './stage'

/** Threads of the program that run now and have been asked something. */
export const threads = new Set<workerThreads.Worker>()
/** With those that wait for the next file. */
export const allThreads = new Set<workerThreads.Worker>()

/** Pages that were loaded, first first. */
export const loaded: {
  readonly url: string
  readonly status: number
  readonly policy: string | null
  readonly nonceInPage: boolean
}[] = []

const bridges = new Map<DoubleWindow, Bridge<PageFile>>()

/**
 * Runs the main at a path; `files` are what the user named on the command line. `beforeReady` is what the system does once the main has
 * been evaluated. Gives the number of handlers before ready.
 */
export async function bootProgram(
  main: string,
  files: readonly string[],
  beforeReady: () => void = () => undefined,
): Promise<number> {
  register('./hooks.mjs', import.meta.url)
  watchThreads()
  // As Electron gives them: itself, unpackaged the program, then what the user named; switches anywhere.
  const own = stage.isPackaged ? [] : ['--inspect=0', '.']
  process.argv = [process.execPath, ...own, '--user-data-dir=elsewhere', ...files]
  stage.load = loadPage
  // Here a main that awaits `ready` at its top level would wait for ever: nothing below has run yet.
  await import(pathToFileURL(main).href)
  const handlersBeforeReady = stage.handlers.size
  beforeReady()
  if (!stage.hasQuit) await becomeReady()
  return handlersBeforeReady
}

/** What the page of a window can call; waits for it. */
export async function bridgeOf(window: DoubleWindow | undefined): Promise<Bridge<PageFile>> {
  if (window) await until(() => bridges.has(window))
  const bridge = window && bridges.get(window)
  if (!bridge) throw new Error('no page came up')
  return bridge
}

/** The value of a command. Throws the refusal. */
export async function ask<C extends CommandName>(
  bridge: Bridge<PageFile>,
  command: C,
  request: RequestOf<C>,
): Promise<ResultOf<C>> {
  return unwrap(await bridge.invoke(command, request))
}

/** The value of an outcome. Throws the refusal. */
export function unwrap<T>(outcome: Outcome<T>): T {
  if (outcome.ok) return outcome.value
  throw new Error(`${outcome.error.code}: ${outcome.error.message}`)
}

/** Waits for something to become true. Throws after five seconds. */
export async function until(isTrue: () => boolean): Promise<void> {
  for (let waited = 0; !isTrue(); waited += 20) {
    if (waited > 5000) throw new Error(`this never came true: ${isTrue}`)
    await pause(20)
  }
}

async function loadPage(window: DoubleWindow, url: string): Promise<void> {
  const { protocol } = new URL(url)
  const page = await stage.pages.get(protocol.slice(0, -1))?.(new Request(url))
  const policy = page?.headers.get('content-security-policy') ?? null
  const nonce = /'nonce-([^']+)'/.exec(policy ?? '')?.[1] ?? 'none'
  const text = (await page?.text()) ?? ''
  loaded.push({ url, status: page?.status ?? 0, policy, nonceInPage: text.includes(nonce) && !text.includes('__CSP') })
  // The contract says what the preload exposes; the journey would fail if it did not.
  bridges.set(window, runPreload(window, url).bootbank as Bridge<PageFile>)
}

function watchThreads(): void {
  workerThreads.Worker = class extends workerThreads.Worker {
    constructor(...args: ConstructorParameters<typeof workerThreads.Worker>) {
      super(...args)
      allThreads.add(this)
      this.once('exit', () => {
        allThreads.delete(this)
        threads.delete(this)
      })
    }

    override postMessage(message: ToThread): void {
      if (message.kind !== 'prepare') threads.add(this)
      super.postMessage(message)
    }
  }
  syncBuiltinESMExports()
}
