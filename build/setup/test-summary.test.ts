// The sums at the end of the suite, on reports as the runners write them; what a skipped test says is followed from a real test on.
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

const project = resolve(import.meta.dirname, '../..')
let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bootbank-summary-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function put(name: string, report: object | string): void {
  writeFileSync(join(folder, name), typeof report === 'string' ? report : JSON.stringify(report))
}

/** The lines that the summary prints. */
function summary(): readonly string[] {
  const run = spawnSync(process.execPath, [join(import.meta.dirname, 'test-summary.mjs'), folder], { encoding: 'utf8' })
  expect({ status: run.status, stderr: run.stderr }).toEqual({ status: 0, stderr: '' })
  expect(run.stdout).toMatch(/\n$/)
  return run.stdout.trimEnd().split('\n')
}

const test = (status: string, meta: object = {}) => ({ status, meta })
const journey = (status: string, ...annotations: object[]) => ({
  tests: [{ status, annotations, results: [{ annotations }] }],
})
const noUnits = { testResults: [] }
const noJourneys = { stats: { expected: 0, unexpected: 0, flaky: 0 }, suites: [] }

describe('the summary', () => {
  it('adds both runners up and tells each reason once, in its last line nothing but the sums', () => {
    put('unit.json', {
      testResults: [
        { status: 'passed', assertionResults: [test('passed'), test('skipped', { skipped: 'needs Linux' })] },
        {
          status: 'failed',
          assertionResults: [test('failed'), test('skipped', { skipped: 'needs Linux' }), test('todo')],
        },
      ],
    })
    put('e2e.json', {
      stats: { expected: 2, unexpected: 1, flaky: 1 },
      suites: [
        {
          specs: [journey('expected'), journey('skipped', { type: 'skip', description: 'needs a real window' })],
          suites: [{ specs: [journey('skipped', { type: 'slow' }, { type: 'skip' })] }],
        },
      ],
    })
    expect(summary()).toEqual([
      'Skipped 2: needs Linux',
      'Skipped 2: no reason is given',
      'Skipped 1: needs a real window',
      '4 passed, 2 failed, 5 skipped',
    ])
  })

  it('counts a file that could not be run as failed', () => {
    put('unit.json', { testResults: [{ status: 'failed', assertionResults: [] }] })
    put('e2e.json', noJourneys)
    expect(summary()).toEqual(['0 passed, 1 failed, 0 skipped'])
  })

  it.each([
    ['that is missing', null],
    ['that breaks off', '{"testRes'],
  ])('counts a report %s as failed, and says which', (_what, text) => {
    if (text !== null) put('unit.json', text)
    put('e2e.json', noJourneys)
    const [said, sums] = summary()
    expect(said).toContain('unit.json: that part of the tests did not run to its end')
    expect(sums).toBe('0 passed, 1 failed, 0 skipped')
  })

  it('knows why a real test was skipped, by its options or from within', () => {
    // Inside the project, where the packages are found.
    const inside = join(project, 'out/skipped')
    rmSync(inside, { recursive: true, force: true })
    mkdirSync(inside, { recursive: true })
    // Else the project's own would be found above.
    writeFileSync(join(inside, 'vitest.config.mjs'), 'export default {}')
    writeFileSync(
      join(inside, 'some.test.ts'),
      `import { describe, it } from 'vitest'
       import { needs, skipHere } from ${JSON.stringify(join(project, 'testing/needs'))}
       describe('a group', needs(false, 'a moon'), () => {
         it('one', () => undefined)
         it('two', () => undefined)
       })
       it('three', needs(true, 'a sun'), () => undefined)
       it('four', context => skipHere(context, 'the sky is grey'))`,
    )
    const vitest = join(project, 'node_modules/vitest/vitest.mjs')
    const report = `--outputFile=${join(folder, 'unit.json')}`
    const args = ['run', `--root=${inside}`, '--reporter=json', report]
    const run = spawnSync(process.execPath, [vitest, ...args], { cwd: inside, encoding: 'utf8' })
    expect(run.stderr).toBe('')
    put('e2e.json', noJourneys)
    expect(summary()).toEqual([
      'Skipped 2: needs a moon',
      'Skipped 1: the sky is grey',
      '1 passed, 0 failed, 3 skipped',
    ])
    rmSync(inside, { recursive: true })
  })

  it('says zero where nothing ran', () => {
    put('unit.json', noUnits)
    put('e2e.json', noJourneys)
    expect(summary()).toEqual(['0 passed, 0 failed, 0 skipped'])
  })
})
