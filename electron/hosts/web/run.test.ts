// The browser host as a process: what it prints, how it ends, what it leaves.
import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createSpool } from '../../services/spool'
import { needs } from '../../../testing/needs'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bootbank-run-'))
  mkdirSync(join(folder, 'out', 'renderer'), { recursive: true })
  mkdirSync(join(folder, 'tmp'))
  writeFileSync(join(folder, 'package.json'), '{"version":"9.8.7"}')
  writeFileSync(join(folder, 'out', 'renderer', 'index.html'), 'page')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

interface Run {
  readonly child: ChildProcess
  /** All that was printed so far. */
  printed(): string
  /** Resolves with the code once the process has ended. */
  readonly ended: Promise<number | string | null>
}

function run(...args: readonly string[]): Run {
  return runWith({}, ...args)
}

function runWith(env: NodeJS.ProcessEnv, ...args: readonly string[]): Run {
  const code = `import { runWebHost } from ${JSON.stringify(join(import.meta.dirname, 'run.ts'))}
    runWebHost(${JSON.stringify(join(folder, 'out', 'main'))}, process.argv.slice(1))
      .catch(error => { console.error(error.message); process.exit(2) })`
  const node = ['--import', 'tsx', '--input-type=module', '-e', code, '--', '--data-dir', join(folder, 'data')]
  const child = spawn(process.execPath, [...node, ...args], {
    cwd: join(import.meta.dirname, '../../..'),
    env: { ...process.env, TMPDIR: join(folder, 'tmp'), DISPLAY: '', WAYLAND_DISPLAY: '', ...env },
  })
  let printed = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (data: Buffer) => {
      printed += data.toString('utf8')
    })
  }
  return {
    child,
    printed: () => printed,
    ended: new Promise(resolve => child.once('exit', (status, signal) => resolve(status ?? signal))),
  }
}

const spools = () => readdirSync(join(folder, 'tmp')).filter(name => name.startsWith('bootbank-spool-'))

describe('the browser host as a program', needs(process.platform !== 'win32', 'signals, which Windows has not'), () => {
  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    'says one line, and on %s ends and leaves nothing',
    async signal => {
      const { child, printed, ended } = run()
      await expect.poll(printed, { timeout: 20_000 }).toMatch(/\n/)
      expect(printed()).toMatch(
        /^Bootbank is open at http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]{32} \(Ctrl\+C ends it\)\n$/,
      )
      expect(spools().length).toBe(1)
      child.kill(signal)
      expect(await ended).toBe(0)
      expect(spools()).toEqual([])
    },
  )

  it(
    'opens the browser where there is a display, unless told not to',
    needs(process.platform === 'linux', 'Linux'),
    async () => {
      mkdirSync(join(folder, 'bin'))
      const asked = join(folder, 'asked')
      writeFileSync(join(folder, 'bin', 'xdg-open'), `#!/bin/sh\nprintf %s "$1" > "${asked}"\n`, { mode: 0o755 })
      const withDisplay = { DISPLAY: ':0', PATH: `${join(folder, 'bin')}:${process.env.PATH}` }
      for (const [args, opens] of [
        [['--no-open'], false],
        [[], true],
      ] as const) {
        const { child, printed, ended } = runWith(withDisplay, ...args)
        await expect.poll(printed, { timeout: 20_000 }).toMatch(/\n/)
        const [address = ''] = /http:\S+/.exec(printed()) ?? []
        if (opens) await expect.poll(() => existsSync(asked) && readFileSync(asked, 'utf8')).toBe(address)
        child.kill('SIGINT')
        await ended
        expect(existsSync(asked)).toBe(opens)
      }
    },
  )

  it('refuses a file that is not there and an invalid port', async () => {
    for (const [args, message] of [
      [['missing.tgz'], 'There is no file missing.tgz'],
      [['--port', '70000'], 'is not a port'],
      [['--unknown'], 'Unknown option'],
      [['--idle-exit', 'soon'], 'is not a number of minutes'],
      [['--idle-exit', '-1'], 'ambiguous'],
    ] as const) {
      const { printed, ended } = run(...args)
      expect(await ended).toBe(2)
      expect(printed()).toContain(message)
    }
    expect(spools()).toEqual([])
  })

  it('says so when the port is taken', async () => {
    const other = createServer()
    await new Promise<void>(resolve => other.listen(0, '127.0.0.1', resolve))
    const address = other.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    const { printed, ended } = run('--port', String(port))
    expect(await ended).toBe(2)
    expect(printed()).toContain('EADDRINUSE')
    other.close()
  })

  it('ends by itself when no page is open, says so, and leaves nothing', async () => {
    const { printed, ended } = run('--idle-exit', '0.001')
    expect(await ended).toBe(0)
    expect(printed()).toMatch(
      /^Bootbank is open at .*\nBootbank has ended: no page of it was open for 0\.001 minutes\.\n$/,
    )
    expect(spools()).toEqual([])
  })

  it('removes what a killed one left, and nothing of one that runs', async () => {
    const { child, printed, ended } = run()
    await expect.poll(printed, { timeout: 20_000 }).toMatch(/\n/)
    const own = createSpool(join(folder, 'tmp'))
    expect(spools().length).toBe(2)
    child.kill('SIGKILL')
    await ended
    expect(spools().length).toBe(2)
    const next = createSpool(join(folder, 'tmp'))
    expect(spools().length).toBe(2)
    own.remove()
    next.remove()
    expect(spools()).toEqual([])
  })
})
