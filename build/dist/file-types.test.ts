// Which files the packages say they open: offered among others, on every system, and never made the default.
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = resolve(import.meta.dirname, '../..')
const read = (path: string) => readFileSync(join(root, path), 'utf8')

/** The lines of a section of electron-builder.yml, comments left out. */
function section(name: string): string {
  const lines = read('build/electron-builder.yml').split('\n')
  const from = lines.indexOf(`${name}:`)
  const next = lines.findIndex((line, at) => at > from && /^\S/.test(line) && !line.startsWith('#'))
  return lines
    .slice(from + 1, next === -1 ? undefined : next)
    .filter(line => !line.trim().startsWith('#'))
    .join('\n')
}

describe('files that are offered to be opened', () => {
  it('on macOS as an alternative, by a viewer', () => {
    const mac = section('mac')
    expect(mac).toContain('fileAssociations:')
    expect(mac.match(/- ext:/g)).toEqual(['- ext:'])
    expect(mac).toContain('rank: Alternate')
    expect(mac).toContain('role: Viewer')
  })

  it('on Windows beside the default, without setting it', () => {
    // electron-builder's own macro makes the program the default.
    for (const name of ['win', 'nsis', 'portable', 'linux']) expect(section(name)).not.toContain('fileAssociations')
    const script = read('build/resources/open-with.nsh')
    const written = [...script.matchAll(/WriteReg\w+ SHELL_CONTEXT "([^"]+)" "([^"]*)"/g)].map(([, key, name]) => [
      key,
      name,
    ])
    expect(written.some(([key, name]) => key?.endsWith('OpenWithProgids') && name === 'Bootbank.Backup')).toBe(true)
    // The default of an extension is the nameless value of its own key.
    expect(written.filter(([key]) => /Classes\\(\.\w+|\$\{EXT\})$/.test(key ?? ''))).toEqual([])
    expect(script).not.toMatch(/UserChoice|FileExts/)
  })

  it('on Windows removed again with the program, each of them', () => {
    const script = read('build/resources/open-with.nsh')
    const offered = [...script.matchAll(/!insertmacro bootbankType "(\.\w+)"/g)].map(([, extension]) => extension)
    const removed = [...script.matchAll(/DeleteRegValue SHELL_CONTEXT "Software\\Classes\\(\.\w+)\\OpenWithProgids"/g)]
    expect(offered.length).toBeGreaterThan(0)
    expect(removed.map(([, extension]) => extension)).toEqual(offered)
  })
})
