// No test without an expectation, none that is skipped in silence, none that keeps the others from running; in every zone.
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { faultsIn } from './expectations'

const root = resolve(import.meta.dirname, '../..')

/** Files of the project, new ones included, whose names match. */
function filesLike(pattern: RegExp): readonly string[] {
  const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { cwd: root })
  return listed
    .toString()
    .split('\n')
    .filter(path => pattern.test(path))
}

const read = (path: string) => ({ path, source: readFileSync(join(root, path), 'utf8') })
const testFile = /\.(test|spec)\.tsx?$|^testing\/electron-double\/behaviour\.ts$/

function faultsOf(source: string, helper = ''): readonly string[] {
  return faultsIn([{ path: 'a.test.ts', source }], [{ path: 'helper.ts', source: helper }]).map(
    ({ line, title, what }) => `${line} ${title} ${what}`,
  )
}

describe('the tests of the project', () => {
  it('expect something, are skipped with a reason, and leave the others alone', () => {
    const tests = filesLike(testFile)
    expect(tests.length).toBeGreaterThan(100)
    const helpers = filesLike(/^(testing|e2e)\/.*\.tsx?$/).filter(path => !testFile.test(path))
    const faults = faultsIn(tests.map(read), helpers.map(read))
    expect(faults.map(({ path, line, title, what }) => `${path}:${line} ${title} ${what}`)).toEqual([])
  }, 60_000)
})

describe('the search for tests that cannot fail', () => {
  it.each([
    ['a test without an expectation', "it('a', () => { run() })", ["1 'a' expects nothing"]],
    ['an empty one', "test('a', async () => {})", ["1 'a' expects nothing"]],
    ['one of a table', "it.each([1])('a %d', n => { run(n) })", ["1 'a %d' expects nothing"]],
    ['one with options', "it('a', { timeout: 1 }, () => run())", ["1 'a' expects nothing"]],
    ['a helper that expects nothing', "const check = () => run()\nit('a', () => check())", ["2 'a' expects nothing"]],
    ['a skip without a reason', "it.skipIf(no)('a', () => expect(1).toBe(1))", ["1 'a' is skipped without a reason"]],
    ['a group that is skipped', "describe.runIf(no)('a', () => undefined)", ["1 'a' is skipped without a reason"]],
    [
      'a skip from within',
      "it('a', ({ skip }) => { skip('no'); expect(1).toBe(1) })",
      ["1 'no' is skipped without a reason"],
    ],
    ['a plan', "it.todo('a')", ["1 'a' is skipped without a reason"]],
    ['one that stands alone', "it.only('a', () => expect(1).toBe(1))", ["1 'a' keeps the others from running"]],
  ])('finds %s', (_what, source, faults) => {
    expect(faultsOf(source)).toEqual(faults)
  })

  it.each([
    ['an expectation', "it('a', () => { expect(1).toBe(1) })"],
    ['one of the runner', "it('a', async () => { await expect.poll(f).toBe(1) })"],
    ['a property', "it('a', () => fc.assert(fc.property(x, () => true)))"],
    ['a helper that expects', "function check() { expect(1).toBe(1) }\nit('a', () => { for (const x of y) check() })"],
    ['a helper of a helper', "const one = () => two()\nconst two = () => expect(1).toBe(1)\nit('a', () => one())"],
    ['a helper of another file', "it('a', () => fromHelper())"],
    ['a helper that is handed on', "it('a', () => files.forEach(fromHelper))"],
    ['a skip with a reason', "test.skip(no, 'there is none')\nit('a', needs(x, 'y'), () => expect(1).toBe(1))"],
    ['what runs around tests', "test.beforeEach(async () => { await open() })\ndescribe('a', () => {})"],
  ])('leaves %s alone', (_what, source) => {
    expect(faultsOf(source, 'export const fromHelper = () => expect(1).toBe(1)')).toEqual([])
  })
})
