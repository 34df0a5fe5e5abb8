// The rules between the zones, each proven by a file that breaks it: a rule that nothing can break protects nothing.
import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'

const project = resolve(import.meta.dirname, '../..')

const breaking: readonly (readonly [string, string, string, string])[] = [
  [
    'a Node module in shared/',
    'shared/one.ts',
    "import { readFileSync } from 'node:fs'\nexport const read = readFileSync\n",
    'noNodejsModules',
  ],
  [
    'a Node module in renderer/',
    'renderer/one.ts',
    "import { readFileSync } from 'node:fs'\nexport const read = readFileSync\n",
    'noNodejsModules',
  ],
  [
    'electron/ from shared/',
    'shared/two.ts',
    "import { gzip } from '../electron/engine/codecs/gzip'\nexport const pack = gzip\n",
    'noRestrictedImports',
  ],
  [
    'electron/ from renderer/',
    'renderer/two.ts',
    "import { gzip } from '../electron/engine/codecs/gzip'\nexport const pack = gzip\n",
    'noRestrictedImports',
  ],
  [
    'renderer/ from electron/',
    'electron/engine/two.ts',
    "import { text } from '../../renderer/ui/text'\nexport const all = text\n",
    'noRestrictedImports',
  ],
  [
    'the module electron in the engine',
    'electron/engine/one.ts',
    "import { app } from 'electron'\nexport const name = app\n",
    'noRestrictedImports',
  ],
  [
    'the module electron in renderer/',
    'renderer/three.ts',
    "import { app } from 'electron'\nexport const name = app\n",
    'noRestrictedImports',
  ],
  [
    'ipcMain outside its one file',
    'electron/hosts/app/one.ts',
    "import { ipcMain } from 'electron'\nexport const ipc = ipcMain\n",
    'noRestrictedImports',
  ],
  [
    'ipcRenderer outside the preload',
    'electron/hosts/app/three.ts',
    "import { ipcRenderer } from 'electron'\nexport const ipc = ipcRenderer\n",
    'noRestrictedImports',
  ],
  [
    'webContents.send outside its one file',
    'electron/hosts/app/two.ts',
    "import type { BrowserWindow } from 'electron'\nexport const tell = (window: BrowserWindow) => window.webContents.send('progress', 1)\n",
    'plugin',
  ],
  [
    'the session from the engine',
    'electron/engine/five.ts',
    "import { thing } from '../session/tree'\nexport const one = thing\n",
    'noRestrictedImports',
  ],
  [
    'services from the engine',
    'electron/engine/six.ts',
    "import { thing } from '../services/services'\nexport const one = thing\n",
    'noRestrictedImports',
  ],
  [
    'services from the session',
    'electron/session/one.ts',
    "import { thing } from '../services/services'\nexport const one = thing\n",
    'noRestrictedImports',
  ],
  [
    'services from a test of the session',
    'electron/session/one.test.ts',
    "import { thing } from '../services/services'\nexport const one = thing\n",
    'noRestrictedImports',
  ],
  [
    'a host from the services',
    'electron/services/one.ts',
    "import { thing } from '../hosts/cli/command-line'\nexport const one = thing\n",
    'noRestrictedImports',
  ],
  [
    'the window from the command line',
    'electron/hosts/cli/one.ts',
    "import { thing } from '../app/window'\nexport const one = thing\n",
    'noRestrictedImports',
  ],
  [
    'tests from the engine',
    'electron/engine/seven.ts',
    "import { thing } from '../../testing/archives/small-backups'\nexport const one = thing\n",
    'noRestrictedImports',
  ],
  [
    'tests from a host',
    'electron/hosts/app/four.ts',
    "import { thing } from '../../../testing/archives/small-backups'\nexport const one = thing\n",
    'noRestrictedImports',
  ],
  [
    'tests from the window',
    'renderer/four.ts',
    "import { thing } from '../testing/archives/small-backups'\nexport const one = thing\n",
    'noRestrictedImports',
  ],
  ...circle('a circle of imports', 'electron/engine/circle', 'import'),
  ...circle('a circle of types alone', 'shared/circle', 'import type'),
  [
    'the window’s state from its primitives',
    'renderer/ui/one.ts',
    "import { thing } from '../state/session'\nexport const one = thing\n",
    'noRestrictedImports',
  ],
  [
    'the window’s state from its bridge',
    'renderer/bridge/one.ts',
    "import { thing } from '../state/session'\nexport const one = thing\n",
    'noRestrictedImports',
  ],
  [
    'a feature from the window’s state',
    'renderer/state/one.ts',
    "import { thing } from '../features/tree/tree-pane'\nexport const one = thing\n",
    'noRestrictedImports',
  ],
  [
    'a viewer from the window’s state',
    'renderer/state/two.ts',
    "import { thing } from '../viewers/hex/hex-view'\nexport const one = thing\n",
    'noRestrictedImports',
  ],
  [
    'the frame from the window’s state',
    'renderer/state/three.ts',
    "import { thing } from '../frame/app'\nexport const one = thing\n",
    'noRestrictedImports',
  ],
  [
    'the frame from a feature',
    'renderer/features/one/one.ts',
    "import { thing } from '../../frame/app'\nexport const one = thing\n",
    'noRestrictedImports',
  ],
  [
    'the frame from a test of a feature',
    'renderer/features/one/one.test.ts',
    "import { thing } from '../../frame/app'\nexport const one = thing\n",
    'noRestrictedImports',
  ],
  [
    'the frame from a viewer',
    'renderer/viewers/one/one.ts',
    "import { thing } from '../../frame/app'\nexport const one = thing\n",
    'noRestrictedImports',
  ],
  [
    'electron/ from a feature',
    'renderer/features/one/two.ts',
    "import { thing } from '../../../electron/engine/codecs/gzip'\nexport const one = thing\n",
    'noRestrictedImports',
  ],
  [
    'tests from the window’s state',
    'renderer/state/four.ts',
    "import { thing } from '../../testing/archives/small-backups'\nexport const one = thing\n",
    'noRestrictedImports',
  ],
  ['a default export', 'electron/engine/three.ts', 'const answer = 42\nexport default answer\n', 'noDefaultExport'],
  [
    'a promise left floating',
    'electron/engine/four.ts',
    'const later = async () => 1\nlater()\nexport const x = later\n',
    'noFloatingPromises',
  ],
]
const allowed: readonly (readonly [string, string])[] = [
  [
    'electron/hosts/app/ipc.ts',
    "import { type BrowserWindow, ipcMain } from 'electron'\nexport const ipc = ipcMain\nexport const tell = (window: BrowserWindow) => window.webContents.send('progress', 1)\n",
  ],
  ['electron/hosts/app/preload.ts', "import { ipcRenderer } from 'electron'\nexport const ipc = ipcRenderer\n"],
  [
    'electron/engine/five.test.ts',
    "import { one } from '../../testing/archives/small-backups'\nexport const two = one\n",
  ],
  ['electron/session/two.ts', "import { one } from '../engine/document/document'\nexport const two = one\n"],
  [
    'renderer/frame/one.ts',
    "import { one } from '../features/one/three'\nimport { two } from '../state/five'\nexport const three = [one, two]\n",
  ],
  [
    'renderer/features/one/three.ts',
    "import { one } from '../../state/five'\nimport { two } from '../../ui/two'\nexport const three = [one, two]\n",
  ],
  ['electron/engine/codecs/five.ts', "import { readFileSync } from 'node:fs'\nexport const read = readFileSync\n"],
]

/** Two files that import each other: either of them must be reported. */
function circle(title: string, path: string, keyword: string): readonly (readonly [string, string, string, string])[] {
  return ['one', 'two'].map(name => {
    const other = name === 'one' ? 'two' : 'one'
    const source = `${keyword} { ${other} } from './${other}'\nexport const ${name}: typeof ${other} | null = null\n`
    return [`${title} (${name})`, `${path}/${name}.ts`, source, 'noImportCycles'] as const
  })
}

interface Diagnostic {
  readonly category: string | null
  readonly severity: string
  readonly location: { readonly path: string | { readonly file: string } | null }
}

let folder = ''
let found: readonly Diagnostic[] = []

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'bootbank-lint-'))
  const {
    vcs: _,
    $schema: __,
    ...config
  } = JSON.parse(readFileSync(join(project, 'biome.json'), 'utf8')) as Record<string, unknown>
  writeFileSync(join(folder, 'biome.json'), JSON.stringify(config))
  cpSync(join(project, 'build/lint/web-contents-send.grit'), join(folder, 'build/lint/web-contents-send.grit'))
  for (const [path, text] of [...breaking.map(([, file, code]) => [file, code] as const), ...allowed]) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  const biome = join(project, 'node_modules/@biomejs/biome/bin/biome')
  const run = spawnSync(process.execPath, [biome, 'lint', '--reporter=json', '--max-diagnostics=none', '.'], {
    cwd: folder,
    encoding: 'utf8',
  })
  found = (JSON.parse(run.stdout) as { diagnostics: Diagnostic[] }).diagnostics
})

afterAll(() => rmSync(folder, { recursive: true }))

function reportedIn(path: string): readonly string[] {
  return found
    .filter(one => one.severity === 'error' && JSON.stringify(one.location.path).includes(path))
    .map(one => one.category ?? '')
}

test.each(breaking)('%s fails the lint', (_, path, __, rule) => {
  expect(reportedIn(path).join(' ')).toContain(rule)
})

test.each(allowed)('%s may do what its place is for', path => {
  expect(reportedIn(path)).toEqual([])
})
