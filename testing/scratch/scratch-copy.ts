// A copy of the program's sources where a test can add something, to see which files that takes and that it works. The installed
// packages are the project's own.
import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'

const project = resolve(import.meta.dirname, '../..')
const optional = '@duckdb/node-api'

export interface ScratchCopy {
  /** Puts text after the first occurrence of `after`. Throws where there is none, so that a test does not pass for want of it. */
  insert(file: string, after: string, text: string): void
  /** Writes a file of its own, its folder too. */
  add(file: string, text: string): void
  /** What the compiler says of files and everything they import; empty where it is content. Files of the renderer are not mixed with others. */
  typeErrors(...files: readonly string[]): string
  /** Runs a file; gives what it printed, errors included. */
  run(file: string): string
  remove(): void
}

/** Copies `shared`, `electron` and what the tests of a session need; `more` names further folders. */
export function scratchCopy(more: readonly string[] = []): ScratchCopy {
  const folder = mkdtempSync(join(tmpdir(), 'bootbank-scratch-'))
  const parts = [
    'package.json',
    'shared',
    'electron',
    'testing/archives/small-backups.ts',
    'testing/session',
    'build/tsconfig.base.json',
    ...more,
  ]
  for (const part of parts) {
    cpSync(join(project, part), join(folder, part), { recursive: true })
  }
  symlinkSync(join(project, 'node_modules'), join(folder, 'node_modules'), 'junction')
  // An optional package, which is not installed for every system: without its types its values are `any`.
  const absent = !existsSync(join(project, 'node_modules', optional))
  if (absent) writeFileSync(join(folder, 'optional.d.ts'), `declare module '${optional}'\n`)
  const node = (...args: readonly string[]) => {
    const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' })
    return stdout + stderr
  }
  return {
    insert(file, after, text) {
      const before = readFileSync(join(folder, file), 'utf8')
      const at = before.indexOf(after)
      if (at < 0) throw new Error(`${file} does not hold ${after}`)
      writeFileSync(join(folder, file), before.slice(0, at + after.length) + text + before.slice(at + after.length))
    },
    add(file, text) {
      mkdirSync(dirname(join(folder, file)), { recursive: true })
      writeFileSync(join(folder, file), text)
    },
    typeErrors(...files) {
      const inWindow = files.some(file => file.startsWith('renderer/'))
      const plain = { composite: false, emitDeclarationOnly: false, noEmit: true }
      const page = { ...plain, types: ['vite/client'], jsx: 'react-jsx', lib: ['ES2023', 'DOM', 'DOM.Iterable'] }
      const compilerOptions = inWindow ? page : { ...plain, types: ['node'] }
      const all = absent ? [...files, 'optional.d.ts'] : files
      const config = { extends: './build/tsconfig.base.json', compilerOptions, files: all }
      writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config))
      return node('node_modules/typescript/bin/tsc', '-p', 'tsconfig.json')
    },
    run: file => node('--import', 'tsx', file),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}
