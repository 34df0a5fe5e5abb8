import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { closureOf, importsOf } from './module-graph'

const folder = mkdtempSync(join(tmpdir(), 'bootbank-graph-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('the module graph', () => {
  it.each([
    ['an import', "import a, { b } from './x.js'", ['./x.js']],
    ['one for its effect', "import './x.js'", ['./x.js']],
    ['a later one', "const load = () => import('./x.js')", ['./x.js']],
    ['a later one in backquotes', 'const load = () => import(`./x.js`)', ['./x.js']],
    ['re-exports', "export * from './x.js'\nexport { a } from './y.js'", ['./x.js', './y.js']],
    [
      'what CommonJS requires',
      "const { a } = require('./x.cjs')\nthen(() => require(`./y.cjs`))",
      ['./x.cjs', './y.cjs'],
    ],
    ['an export of its own', 'export const a = 1\nexport { a as b }', []],
    ['comments and texts', "// import './x.js'\nconst a = \"import('./y.js')\"", []],
  ])('reads %s', (_what, code, expected) => {
    expect(importsOf(code)).toEqual(expected)
  })

  it('refuses a name that is put together while running', () => {
    for (const code of [
      "const load = name => import('./' + name)",
      `const load = name => import(\`./\${name}\`)`,
      'const load = name => require(name)',
    ]) {
      expect(() => importsOf(code)).toThrow('cannot be followed')
    }
  })

  it('follows relative names, also in a circle, and ignores the rest', () => {
    writeFileSync(join(folder, 'a.js'), "import './b.js'\nimport 'node:fs'\nimport 'electron'")
    writeFileSync(join(folder, 'b.js'), "export const later = () => import('./c.js')")
    writeFileSync(join(folder, 'c.js'), "import './a.js'")
    writeFileSync(join(folder, 'unrelated.js'), '')
    expect(closureOf([join(folder, 'a.js')]).map(path => basename(path))).toEqual(['a.js', 'b.js', 'c.js'])
  })

  it('throws for a file that is not there', () => {
    writeFileSync(join(folder, 'broken.js'), "import './gone.js'")
    expect(() => closureOf([join(folder, 'broken.js')])).toThrow('gone.js')
  })
})
