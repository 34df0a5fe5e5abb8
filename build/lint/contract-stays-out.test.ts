// The contract's tables need zod, which takes some 80 ms to load: a document's thread, the command line, the preload and the window
// import types of the contract and nothing that runs. An import that loses its `type` is found here, in what was built.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, it } from 'vitest'
import { buildOnce } from '../../testing/electron-double/build-once'
import { closureOf } from '../dist/module-graph'

const out = join(import.meta.dirname, '../../out')
beforeAll(() => buildOnce(), 120_000)

const assets = () => readdirSync(join(out, 'renderer/assets')).filter(name => name.endsWith('.js'))
const filesOf = {
  'the thread': () => closureOf([join(out, 'main/worker.js')]),
  'the command line': () => closureOf([join(out, 'main/cli.cjs')]),
  'the preload': () => [join(out, 'preload/preload.cjs')],
  'the window': () => assets().map(name => join(out, 'renderer/assets', name)),
}

function holdTables(files: readonly string[]): readonly string[] {
  return files.filter(path => /strictObject\b/.test(readFileSync(path, 'utf8')))
}

it.each(Object.keys(filesOf) as (keyof typeof filesOf)[])('%s does without the tables of the contract', part => {
  const files = filesOf[part]()
  expect(files.length).toBeGreaterThan(0)
  expect(holdTables(files)).toEqual([])
})

it('the services have them', () => {
  expect(holdTables(closureOf([join(out, 'main/main.js')])).length).toBeGreaterThan(0)
})
