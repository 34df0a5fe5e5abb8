// `npm start` and `bootbank`, run in a folder of the project's shape with stand-ins for Electron and for what is built.
import { type SpawnSyncReturns, spawnSync } from 'node:child_process'
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { needs } from '../../testing/needs'

const commander = dirname(createRequire(import.meta.url).resolve('commander'))
let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'bootbank-start-'))
  for (const part of ['start', 'script', 'bin'])
    cpSync(join(import.meta.dirname, '..', part), join(root, 'build', part), { recursive: true })
  mkdirSync(join(root, 'node_modules'))
  symlinkSync(commander, join(root, 'node_modules/commander'), 'junction')
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

function put(path: string, text: string, mode = 0o644): void {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), text, { mode })
}

const sayArguments = 'console.log(JSON.stringify(process.argv.slice(2)))'

function putBuild(): void {
  put('package.json', '{"type":"module"}')
  put('out/main/web.js', `process.stdout.write('web '); ${sayArguments}`)
}

/** Electron's package with an installer; with a binary (a shell script) where one is given. */
function putElectron(installer: string, binary: string | null = null): void {
  put('node_modules/electron/package.json', '{"name":"electron"}')
  put('node_modules/electron/install.js', installer)
  if (binary === null) return
  put('node_modules/electron/path.txt', 'electron')
  put('node_modules/electron/dist/electron', `#!/bin/sh\n${binary}\n`, 0o755)
}

/** Tests may run as root, for whom `npm start` decides differently. */
const ordinaryUser = '--import=data:text/javascript,process.getuid=()=>1000'

/** Runs a script of the folder as an ordinary user with a display, unless said otherwise. */
function run(script: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): SpawnSyncReturns<string> {
  return spawnSync(process.execPath, [join(root, script), ...args], {
    cwd: root,
    encoding: 'utf8',
    timeout: 30_000,
    env: { PATH: process.env.PATH, DISPLAY: ':0', NODE_OPTIONS: ordinaryUser, ...env },
  })
}

const start = (args: readonly string[] = [], env: NodeJS.ProcessEnv = {}) => run('build/start/start.mjs', args, env)

/** The decision alone, with a short deadline. */
function decide(options: object): unknown {
  const url = JSON.stringify(`file://${join(root, 'build/start/electron-binary.mjs')}`)
  put(
    'decide.mjs',
    `import { decide } from ${url}\nconsole.log(JSON.stringify(await decide(${JSON.stringify(options)})))\nprocess.exit()`,
  )
  return JSON.parse(run('decide.mjs', []).stdout)
}

describe('npm start', needs(process.platform === 'linux', 'Linux'), () => {
  it('opens the window where Electron is, with the program and the file', () => {
    putBuild()
    putElectron('process.exit(1)', 'echo "window $@ node:$ELECTRON_RUN_AS_NODE"')
    const file = join(root, 'given.tgz')
    const { stdout } = start([file], { ELECTRON_RUN_AS_NODE: '1' })
    expect(stdout).toContain(`window ${root} ${file} node:\n`)
    expect(stdout).not.toContain('web')
  })

  it('takes a binary in another folder', () => {
    putBuild()
    putElectron('process.exit(1)')
    put('elsewhere/electron', '#!/bin/sh\necho elsewhere\n', 0o755)
    expect(start([], { ELECTRON_OVERRIDE_DIST_PATH: join(root, 'elsewhere') }).stdout).toContain('elsewhere')
    expect(start([], { ELECTRON_OVERRIDE_DIST_PATH: join(root, 'nowhere') }).stdout).toMatch(
      /in the browser instead of its window: ELECTRON_OVERRIDE_DIST_PATH holds no Electron\.\nweb \[\]/,
    )
  })

  it('fetches the binary when it can', () => {
    putBuild()
    putElectron(`const fs = require('fs'); fs.mkdirSync(__dirname + '/dist')
      fs.writeFileSync(__dirname + '/dist/electron', '#!/bin/sh\\necho fetched', { mode: 0o755 })
      fs.writeFileSync(__dirname + '/path.txt', 'electron')`)
    expect(start().stdout).toContain('fetched')
  })

  it('says in one line why it is the browser instead', () => {
    putBuild()
    putElectron('process.exit(1)')
    expect(start().stdout).toMatch(/^Opening Bootbank in the browser .*binary could not be fetched\.\nweb \[\]\n$/)
    expect(start([], { DISPLAY: '' }).stdout).toContain('this machine has no display')
    expect(start(['--browser']).stdout).toContain('asked for with --browser')
  })

  it('does not wait for its end while the binary is still being downloaded', () => {
    putElectron('setTimeout(() => undefined, 60000)')
    expect(decide({ deadline: 300, isRoot: false })).toEqual({
      kind: 'none',
      reason: "Electron's binary is still being fetched; the next start will find it",
    })
  })

  it('does not open a window without its sandbox as root', () => {
    putElectron('process.exit(1)', 'echo window')
    expect(decide({ deadline: 300, isRoot: true })).toMatchObject({ kind: 'none' })
  })

  it('falls back to the browser when the window ends at once with an error', () => {
    putBuild()
    putElectron('process.exit(1)', 'exit 127')
    expect(start().stdout).toMatch(/Electron ended at once with code 127\.\nweb \[\]\n$/)
    putElectron('process.exit(1)', 'exit 0')
    expect(start().stdout).not.toContain('web')
  })

  it('takes a relative file from where the user is, and the sample if no file is given', () => {
    putBuild()
    const home = join(root, 'home')
    expect(start(['--browser', 'state.tgz'], { INIT_CWD: home }).stdout).toContain(
      JSON.stringify([join(home, 'state.tgz')]),
    )
    put('out/sample/state.tgz', 'sample')
    const args = ['--browser', '--no-open', '--port', '8123']
    const given = ['--no-open', '--port', '8123', join(root, 'out/sample/state.tgz')]
    expect(start(args).stdout).toContain(JSON.stringify(given))
  })

  it('says what to do when nothing is built', () => {
    const { status, stderr } = start()
    expect(status).toBe(2)
    expect(stderr).toContain('npm run build')
  })
})

describe('the command bootbank', () => {
  it('says what to do when it is not built', () => {
    const { status, stdout, stderr } = run('build/bin/bootbank.cjs', ['info'])
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
    expect(stderr).toMatch(/^bootbank: USAGE: .*npm run build.*\n$/)
  })

  it('runs the built command line with its arguments and exit code', () => {
    put('package.json', '{"type":"module"}')
    put('out/main/cli.cjs', `${sayArguments}; process.exitCode = 1`)
    const { status, stdout } = run('build/bin/bootbank.cjs', ['ls', 'a b', '--json'])
    expect({ status, stdout }).toEqual({ status: 1, stdout: '["ls","a b","--json"]\n' })
  })
})

describe('the prepare script', () => {
  it('builds what is missing or older than its sources, and nothing else', () => {
    const built = () => readFileSync(join(root, 'builds'), 'utf8').length
    const later = new Date(Date.now() + 60_000)
    const scripts = { build: 'node build.mjs' }
    put('package.json', JSON.stringify({ type: 'module', scripts }))
    put(
      'build.mjs',
      `import { appendFileSync, mkdirSync, utimesSync, writeFileSync } from 'node:fs'
      appendFileSync('builds', 'x')
      for (const path of ['out/main/cli.cjs', 'out/renderer/index.html', 'out/sample/state.tgz']) {
        mkdirSync(path.slice(0, path.lastIndexOf('/')), { recursive: true })
        writeFileSync(path, '')
      }`,
    )
    put('electron/engine/tar.ts', '')
    expect(run('build/start/prepare.mjs', []).status).toBe(0)
    expect(readdirSync(root)).not.toContain('builds')

    put('node_modules/electron-vite/package.json', '{}')
    for (let time = 0; time < 3; time += 1) expect(run('build/start/prepare.mjs', []).status).toBe(0)
    expect(built()).toBe(1)
    utimesSync(join(root, 'electron/engine/tar.ts'), later, later)
    run('build/start/prepare.mjs', [])
    expect(built()).toBe(2)
  })

  it('fails when the build fails', () => {
    put('package.json', JSON.stringify({ scripts: { build: 'exit 7' } }))
    put('node_modules/electron-vite/package.json', '{}')
    expect(run('build/start/prepare.mjs', []).status).toBe(7)
  })
})
