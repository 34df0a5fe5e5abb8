// The workflow of the continuous integration, which nobody runs before it is pushed: what it calls must be there. actionlint knows the
// rest; it is no npm package of its authors, so that it lints where it is installed, and in the workflow itself.
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = resolve(import.meta.dirname, '../..')
const folder = join(root, '.github/workflows')
const files = readdirSync(folder).map(name => join(folder, name))
const hasActionlint = spawnSync('actionlint', ['-version']).status === 0
if (!hasActionlint) console.log('Skipped linting the workflow: actionlint is not installed; the workflow lints itself.')

/** What the steps run, a line each; names and comments are none of it. */
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

  it.runIf(hasActionlint)('is sound by actionlint', () => {
    const run = spawnSync('actionlint', ['-no-color', ...files], { encoding: 'utf8', cwd: root })
    expect(run.stdout + run.stderr).toBe('')
    expect(run.status).toBe(0)
  })
})
