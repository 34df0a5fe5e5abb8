// The fixtures of every journey: a browser host of the built program for each test, on a port and with folders of its own,
// and a page in it that tolerates nothing. A console error, an uncaught error, a violation of the content policy or a request
// to any other origin fails the test, and so does a host that leaves files when it ends.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { test as base, expect, type Page } from '@playwright/test'
import { webHost } from './places'
import { drawn } from './window'

export { expect }

export interface HostOptions {
  /** Arguments of the browser host beyond port and folders, such as a file to open. */
  readonly args?: readonly string[]
  /** Arguments of Node itself. */
  readonly nodeArgs?: readonly string[]
}

export interface Host {
  /** With the one-time token. */
  readonly url: string
  readonly origin: string
  readonly process: ChildProcess
  /** What the host takes for the temporary folder of the system: uploads and results pass through it. */
  readonly temporary: string
  /** Ends it as Ctrl+C does, and waits. */
  stop(): Promise<void>
}

interface Fixtures {
  /** Folder for the test's own files, removed afterwards. */
  readonly folder: string
  readonly hostOptions: HostOptions
  readonly host: Host
  /** Complaints of the page so far; a journey that provokes one takes it out. */
  readonly complaints: string[]
}

export const test = base.extend<Fixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the parameters.
  folder: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'bootbank-journey-'))
    await use(folder)
    await rm(folder, { recursive: true, force: true })
  },
  hostOptions: [{}, { option: true }],
  host: async ({ folder, hostOptions }, use) => {
    const host = await startHost(join(folder, 'host'), hostOptions)
    await use(host)
    await host.stop()
    expect(await readdir(host.temporary), 'what the host left in the temporary folder').toEqual([])
  },
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the parameters.
  complaints: async ({}, use) => {
    const complaints: string[] = []
    await use(complaints)
    expect(complaints, 'errors of the page').toEqual([])
  },
  page: async ({ page, host, complaints }, use) => {
    await listen(page, host.origin, complaints)
    await page.goto(host.url)
    await drawn(page)
    await use(page)
    // Questions on leaving the page are not part of the test any more.
    page.removeAllListeners('dialog')
    page.on('dialog', dialog => void dialog.accept().catch(() => undefined))
    await page.close()
  },
})

/** Starts a host in a folder of its own. */
export async function startHost(folder: string, { args = [], nodeArgs = [] }: HostOptions = {}): Promise<Host> {
  const temporary = join(folder, 'tmp')
  await mkdir(temporary, { recursive: true })
  const child = spawn(
    process.execPath,
    [...nodeArgs, webHost, ...args, '--no-open', '--port', '0', '--data-dir', join(folder, 'data')],
    { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, TMPDIR: temporary } },
  )
  const exited = once(child, 'exit')
  const url = await addressOf(child)
  return {
    url,
    origin: new URL(url).origin,
    process: child,
    temporary,
    async stop() {
      child.kill('SIGINT')
      await exited
    },
  }
}

/** The address that the host prints. Rejects with what it said instead. */
async function addressOf(child: ChildProcess): Promise<string> {
  let said = ''
  child.stderr?.on('data', (chunk: Buffer) => {
    said += chunk.toString()
  })
  if (child.stdout) {
    for await (const line of createInterface({ input: child.stdout })) {
      const url = /http:\/\/127\.0\.0\.1:\d+\/\?token=\S+/.exec(line)
      if (url) return url[0]
      said += `${line}\n`
    }
  }
  throw new Error(`The browser host printed no address. It said: ${said}`)
}

async function listen(page: Page, origin: string, complaints: string[]): Promise<void> {
  // Who listens takes file dialogs over: begun with the key that asks for one, it would come too late at times.
  page.on('filechooser', () => undefined)
  page.on('console', message => {
    if (message.type() === 'error' || message.type() === 'warning')
      complaints.push(`console ${message.type()}: ${message.text()}`)
  })
  page.on('pageerror', error => complaints.push(`uncaught: ${error.stack ?? error.message}`))
  page.on('crash', () => complaints.push('the page crashed'))
  page.context().on('request', request => {
    const url = new URL(request.url())
    if (url.origin !== origin && url.protocol !== 'blob:') complaints.push(`request to ${request.url()}`)
  })
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', event => {
      console.error(`content policy: ${event.violatedDirective} forbids ${event.blockedURI}`)
    })
  })
}
