// Keeps docs/security.md true: each item of Electron's checklist leads to a file that names it and to a test that is there.
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { commandNames, eventNames } from '../../../../shared/contract/commands'

const root = resolve(import.meta.dirname, '../../../..')
const checklist = 'https://www.electronjs.org/docs/latest/tutorial/security'
const document = join(root, 'docs/security.md')
const text = readFileSync(document, 'utf8')
const link = /\[[^\]]+\]\(([^)]+)\)/

interface Row {
  readonly item: number
  readonly anchor: string
  readonly file: string
  readonly testFile: string
  readonly title: string
}

const rows: readonly Row[] = [...text.matchAll(/^\| (\d+) \| (\S+) \| (.+) \| (.+?): (.+) \|$/gm)].map(
  ([, item = '', name = '', file = '', test = '', title = '']) => ({
    item: Number(item),
    anchor: `${item}-${name}`,
    file: target(file),
    testFile: target(test),
    title,
  }),
)

/** Rows of the table of attacks: what is tried, and the test that tries it. */
const attacks = [...text.matchAll(/^\| ([^|]+) \| (\[[^\]]+\]\([^)]+\)): ([^|]+) \|$/gm)].map(
  ([, attack = '', test = '', title = '']) => ({ attack, testFile: target(test), title }),
)

function target(cell: string): string {
  return join(dirname(document), link.exec(cell)?.[1] ?? 'no link')
}

describe('the checklist', () => {
  it('has the twenty items in order', () => {
    expect(rows.map(row => row.item)).toEqual(Array.from({ length: 20 }, (_, at) => at + 1))
  })

  it.each(rows)('item $item is done in a file that names it, and tested', ({ anchor, file, testFile, title }) => {
    expect(readFileSync(file, 'utf8')).toContain(`SECURITY: ${checklist}#${anchor}`)
    expect(readFileSync(testFile, 'utf8')).toContain(`it('${title}'`)
  })

  it('has a test for each attack on the browser host', () => {
    for (const named of [
      'foreign Host',
      'foreign Origin',
      'no token',
      'replayed token',
      'path traversal',
      'oversized body',
      'slow body',
      'second user on the machine',
    ]) {
      expect(attacks.filter(({ attack }) => attack.includes(named)).length).toBeGreaterThan(0)
    }
    for (const { testFile, title } of attacks) expect(readFileSync(testFile, 'utf8')).toContain(`'${title}'`)
  })

  it('has no link to a file that is not there', () => {
    const links = [...text.matchAll(new RegExp(link, 'g'))].map(([, address = '']) => address)
    const missing = links.filter(one => !one.startsWith('https:') && !existsSync(join(dirname(document), one)))
    expect(missing).toEqual([])
  })

  it('pins one version of Electron, and is checked for a new one every week', () => {
    const read = (path: string) => readFileSync(join(root, path), 'utf8')
    const { electron } = JSON.parse(read('package.json')).devDependencies
    expect(electron).toMatch(/^\d+\.\d+\.\d+$/)
    expect(JSON.parse(read('package-lock.json')).packages['node_modules/electron'].version).toBe(electron)
    expect(read('.github/dependabot.yml')).toMatch(/package-ecosystem: npm[\s\S]*?interval: weekly[\s\S]*?electron/)
  })

  it('gives the page four functions and nothing of Electron', async () => {
    const exposed: Record<string, unknown> = {}
    const sent: unknown[][] = []
    const listeners: ((event: object, payload: unknown) => void)[] = []
    vi.doMock('electron', () => ({
      contextBridge: { exposeInMainWorld: (name: string, api: unknown) => Object.assign(exposed, { [name]: api }) },
      ipcRenderer: {
        invoke: async (...args: unknown[]) => sent.push(args),
        on: (_channel: string, listener: (event: object, payload: unknown) => void) => listeners.push(listener),
        off: () => undefined,
      },
      webUtils: { getPathForFile: () => '/path/of/a/file' },
    }))
    // As the build puts them in.
    vi.stubGlobal('COMMAND_NAMES', commandNames)
    vi.stubGlobal('EVENT_NAMES', eventNames)
    await import('../preload')
    expect(Object.keys(exposed)).toEqual(['bootbank'])
    const api = exposed.bootbank as Record<string, (...args: unknown[]) => unknown>
    expect(Object.keys(api).sort()).toEqual(['grantFile', 'invoke', 'on', 'stream'])

    for (const channel of ['toString', 'ELECTRON_BROWSER_REQUIRE', 'file.grant-path', '__proto__']) {
      expect(await api.invoke?.(channel, {})).toMatchObject({ ok: false, error: { code: 'BAD_REQUEST' } })
      expect(await api.stream?.(channel, {}, () => undefined)).toMatchObject({ ok: false })
      api.on?.(channel, () => undefined)
    }
    expect([sent, listeners]).toEqual([[], []])

    const heard: unknown[][] = []
    expect(typeof api.on?.('progress', (...args: unknown[]) => heard.push(args))).toBe('function')
    listeners[0]?.({ sender: 'an object of Electron' }, 'payload')
    expect(heard).toEqual([['payload']])
  })
})
