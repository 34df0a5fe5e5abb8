// Every script of package.json that takes arguments explains itself, and refuses what it does not know in a few lines: no stack trace.
import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = resolve(import.meta.dirname, '../..')
const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))

/** Scripts that hand their arguments to a program of somebody else, or take none. */
const others = ['build', 'pretest', 'test', 'posttest', 'screenshots', 'prepare']

/** Name -> the program that takes the arguments, as its script ends with it. */
const own: Readonly<Record<string, readonly string[]>> = {
  start: ['build/start/start.mjs'],
  dev: ['build/start/dev.mjs'],
  fuzz: ['testing/fuzz/main.ts'],
  gallery: ['build/gallery/main.ts'],
  faults: ['testing/faults/main.ts'],
  bench: ['build/bench/main.ts'],
  'bench:heap': ['build/bench/heap.ts'],
  mutate: ['testing/mutation/main.ts'],
  tables: ['testing/tables/main.ts'],
  dist: ['build/dist/dist.mjs'],
  man: ['build/man/main.ts'],
}
const programs = {
  ...own,
  'the fixtures': ['testing/fixtures/main.ts'],
  'npx bootbank': ['build/bin/bootbank.cjs'],
  'the browser host': ['electron/hosts/web/main.ts'],
}

interface Ended {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

function run(program: readonly string[], ...args: readonly string[]): Promise<Ended> {
  return new Promise(done => {
    execFile(
      process.execPath,
      [...(program[0]?.endsWith('.ts') ? ['--import', 'tsx'] : []), ...program, ...args],
      { cwd: root, timeout: 60_000, env: { ...process.env, NODE_NO_WARNINGS: '1' } },
      (error, stdout, stderr) => done({ code: Number(error?.code ?? 0), stdout, stderr }),
    )
  })
}

describe('the scripts of package.json', { timeout: 60_000 }, () => {
  it('are all here, or belong to somebody else', () => {
    const names = Object.keys(scripts).filter(name => !name.startsWith('test:'))
    expect([...Object.keys(own), ...others].sort()).toEqual(names.sort())
    for (const [name, [file]] of Object.entries(own)) expect(scripts[name]).toMatch(new RegExp(`${file}$`))
  })

  it.concurrent.each(Object.entries(programs))('%s explains itself and ends with 0', async (_name, program) => {
    const { code, stdout, stderr } = await run(program, '--help')
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toMatch(/^Usage: /)
  })

  it.concurrent.each(Object.entries(programs))('%s refuses an unknown option with 2', async (_name, program) => {
    const { code, stdout, stderr } = await run(program, '--no-such-option')
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toMatch(/^.*unknown option '--no-such-option'/i)
    expect(stderr).not.toMatch(/^\s+at /m)
  })

  it.each([
    ['npm start', ['build/start/start.mjs', '--port', 'x'], '"x" is not a whole number'],
    ['npm start', ['build/start/start.mjs', 'a.tgz', 'b.tgz'], 'too many arguments'],
    ['npm run fuzz', ['testing/fuzz/main.ts', '--runs', '-1'], '"-1" is not a whole number'],
    ['npm run faults', ['testing/faults/main.ts', '--only', 'x'], 'Allowed choices are'],
    ['npm run tables', ['testing/tables/main.ts', 'x'], 'Allowed choices are dialects, attacks'],
  ])('%s says what is wrong with a value', async (_name, program, message) => {
    const { code, stderr } = await run(program)
    expect(code).toBe(2)
    expect(stderr).toContain(message)
  })
})
