import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { SettingsFile } from './settings-file'

/** Calls to the file system in the order they were made. */
const calls: string[] = []
vi.mock('node:fs', async original => {
  const fs = await original<typeof import('node:fs')>()
  const watched = <A extends unknown[], R>(name: string, call: (...args: A) => R) => {
    return (...args: A): R => {
      calls.push(`${name} ${args.map(shown).join(' ')}`)
      return call(...args)
    }
  }
  const shown = (argument: unknown) => (typeof argument === 'string' && argument.startsWith('/') ? argument : '')
  return {
    ...fs,
    openSync: watched('open', fs.openSync),
    fsyncSync: watched('fsync', fs.fsyncSync),
    renameSync: watched('rename', fs.renameSync),
  }
})

const schema = z.strictObject({ version: z.literal(1), text: z.string() })
const none = { version: 1 as const, text: '' }
let folder: string
let file: SettingsFile<z.infer<typeof schema>>
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bootbank-settings-'))
  file = new SettingsFile(join(folder, 'settings.json'), schema, none)
  calls.length = 0
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

describe('a settings file', () => {
  it('gives back what was written, to this user alone, and leaves nothing beside it', () => {
    file.write({ version: 1, text: 'ä' })
    expect(file.read()).toEqual({ version: 1, text: 'ä' })
    expect(statSync(join(folder, 'settings.json')).mode % 0o1000).toBe(0o600)
    expect(readdirSync(folder)).toEqual(['settings.json'])
    file.remove()
    file.remove()
    expect(file.read()).toEqual(none)
  })

  it.each([
    ['cut', '{"version":1,'],
    ['another version', '{"version":2,"text":""}'],
    ['a field too many', '{"version":1,"text":"","more":1}'],
    ['zeros, as a file system leaves them after a power cut', '\0'.repeat(64)],
    ['huge', JSON.stringify({ version: 1, text: 'x'.repeat(2 * 1024 * 1024) })],
  ])('that is %s counts as nothing, and is kept beside what is stored next', (_what, text) => {
    writeFileSync(join(folder, 'settings.json'), text)
    expect(file.read()).toEqual(none)
    file.write({ version: 1, text: 'new' })
    expect(file.read().text).toBe('new')
    expect(readFileSync(join(folder, 'settings.json.unread'), 'utf8')).toBe(text)
    file.remove()
    expect(readdirSync(folder)).toEqual([])
  })

  it('syncs the new text before it takes the place of the old one, and the folder afterwards', () => {
    file.write({ version: 1, text: 'x' })
    const temporary = join(folder, `settings.json.${process.pid}.tmp`)
    expect(calls.map(call => call.trim())).toEqual([
      `open ${temporary}`,
      'fsync',
      `rename ${temporary} ${join(folder, 'settings.json')}`,
      `open ${folder}`,
      'fsync',
    ])
  })

  it('keeps the old text where the new one cannot be put in place, and throws', () => {
    mkdirSync(join(folder, 'blocked'))
    mkdirSync(join(folder, 'blocked', 'settings.json'))
    writeFileSync(join(folder, 'blocked', 'settings.json', 'old'), '')
    const blocked = new SettingsFile(join(folder, 'blocked', 'settings.json'), schema, none)
    expect(() => blocked.write({ version: 1, text: 'new' })).toThrow()
    expect(readdirSync(join(folder, 'blocked'))).toEqual(['settings.json'])
  })

  it('holds a whole text whenever its writer is killed', async () => {
    const script = join(folder, 'writer.mts')
    const source = join(import.meta.dirname, 'settings-file.ts')
    writeFileSync(
      script,
      `import { z } from ${JSON.stringify(import.meta.resolve('zod'))}
       import { SettingsFile } from ${JSON.stringify(source)}
       const file = new SettingsFile(process.argv[2], z.any(), null)
       for (let at = 0; ; at += 1) {
         file.write({ version: 1, text: String(at % 10).repeat(100_000) })
         if (at === 0) process.stdout.write('writing')
       }`,
    )
    chmodSync(script, 0o700)
    const path = join(folder, 'settings.json')
    for (const wait of [0, 5, 17]) {
      const writer = spawn(process.execPath, ['--import', 'tsx', script, path], {
        stdio: ['ignore', 'pipe', 'inherit'],
      })
      await once(writer.stdout, 'data')
      await pause(wait)
      writer.kill('SIGKILL')
      await once(writer, 'exit')
      expect(schema.parse(JSON.parse(readFileSync(path, 'utf8'))).text).toMatch(/^(\d)\1{99999}$/)
    }
  })

  it('removes, at the next start, what a killed writer left, and nothing else', () => {
    const dead = Number(execFileSync(process.execPath, ['-p', 'process.pid'], { encoding: 'utf8' }))
    const earlier = Date.now() / 1000 - process.uptime() - 60
    const stays = ['other.json.1.tmp', `settings.json.${process.ppid}.tmp`, 'settings.json.old', 'settings.json.tmp']
    for (const name of [...stays, `settings.json.${dead}.tmp`, `settings.json.${process.pid}.tmp`]) {
      writeFileSync(join(folder, name), '{"version"')
    }
    utimesSync(join(folder, `settings.json.${process.pid}.tmp`), earlier, earlier)
    new SettingsFile(join(folder, 'settings.json'), schema, none)
    expect(readdirSync(folder).sort()).toEqual(stays.sort())
  })
})
