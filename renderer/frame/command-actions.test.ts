// The registry as the window has it: nothing of the page is needed but the width that the layout asks for.
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Chord } from '../../shared/commands/chord'
import { chordsOf, commandIds, commandTable } from '../../shared/commands/commands'
import type { HostCard } from '../../shared/model/host-card'
import type { TreeNode } from '../../shared/model/node'
import type { WindowState } from '../state/window-state'

vi.stubGlobal('window', { innerWidth: 1280, screen: { width: 1920, height: 1080 } })

const load = async () => ({
  ...(await import('./command-actions')),
  ...(await import('../state/commands')),
  ...(await import('../state/session')),
  ...(await import('../features/help/key-groups')),
  ...(await import('../features/editor/editor-extensions')),
  ...(await import('@codemirror/commands')),
})
let window: Awaited<ReturnType<typeof load>>
beforeAll(async () => {
  window = await load()
  window.provideCommands(window.commandActions)
})

const facts = (host: 'electron' | 'browser', platform = 'linux') => ({
  host,
  platform,
  version: '0',
  sample: true,
  isTourOffered: true,
  targets: [],
  pending: null,
  resume: null,
})

const entry: TreeNode = {
  id: '0/1',
  row: 'entry',
  name: 'hosts',
  address: 'local.tgz!/etc/hosts',
  kind: 'file',
  size: 1,
  tFlag: false,
  opens: null,
  lock: 'none',
  expandable: false,
  change: null,
  problem: null,
  findings: [],
}

function state(more: Partial<WindowState> = {}): WindowState {
  const session = window.useSession.getState()
  const nodes = more.node ? [more.node] : []
  return { session, node: null, nodes, change: null, shown: {}, main: 'content', running: false, ...more }
}

/** With a document open; commands ask only whether there is one, and for its status. */
function opened(): WindowState {
  const status = { document: 'd', revision: 1, changes: 0, dirty: false, undo: null, redo: null }
  const root: TreeNode = { ...entry, id: 'f', row: 'file', name: 'state.tgz', address: '', expandable: true }
  const card: HostCard = {
    shape: 'state',
    hostname: null,
    release: null,
    uuid: null,
    managementAddress: null,
    encryption: 'absent',
    layers: 1,
    entries: 1,
    accounts: null,
    savedAt: null,
    size: 1,
    sha256: '',
    findings: [],
    groups: [],
  }
  const document = { document: 'd', name: 'state.tgz', size: 1, root, expand: [], status, card, problem: null }
  return state({ session: { ...window.useSession.getState(), opened: document, status } })
}

beforeEach(() => window.useSession.setState({ facts: facts('browser') }))

describe('what cannot be run', () => {
  it('says so in a sentence, and without a document that is all but a few', () => {
    const free = window
      .allCommands()
      .filter(({ whyNot }) => whyNot(state()) === null)
      .map(({ id }) => id)
    expect(free).toEqual([
      'open',
      'openSample',
      'palette',
      'densityDense',
      'densityComfortable',
      'themeSystem',
      'themeDark',
      'themeLight',
      'themeContrast',
      'help',
      'tour',
      'shortcuts',
      'about',
    ])
    for (const { whyNot } of window.allCommands()) expect(whyNot(state()) ?? 'A sentence.').toMatch(/^[A-Z].*\.$/)
  })

  it('asks for the right thing to be selected', () => {
    const lackOf = (id: (typeof commandIds)[number], node: TreeNode | null) =>
      window.commandOf(id).whyNot({ ...opened(), node, nodes: node === null ? [] : [node] })
    expect(lackOf('rename', null)).toBe('Select a row in the explorer first.')
    expect(lackOf('rename', entry)).toBeNull()
    expect(lackOf('add', entry)).toBe('Select a folder or an archive in the explorer first.')
    expect(lackOf('replace', { ...entry, kind: 'directory' })).toBe('Select a file in the explorer first.')
    expect(lackOf('undo', entry)).toBe('There is nothing to undo.')
    expect(lackOf('revert', null)).toBe('Select a row in the explorer or in the list of changes first.')
    expect(lackOf('revert', entry)).toBe('It is as it was opened.')
    expect(lackOf('revert', { ...entry, change: 'changed' })).toBeNull()
    expect(lackOf('find', entry)).toBe('No text is shown.')
  })

  it('can be run once the content offers it', () => {
    const find = vi.fn()
    const offering = { ...opened(), shown: { find } }
    expect(window.commandOf('find').whyNot(offering)).toBeNull()
    void window.commandOf('find').run(offering)
    expect(find).toHaveBeenCalledOnce()
  })
})

describe('the help on the keyboard', () => {
  it('has every command once, under its category, and the keys of the desktop window only there', () => {
    const groups = window.keyGroups()
    const rows = groups.flatMap(({ rows: some }) => some.map(({ does }) => does))
    for (const id of commandIds) {
      const { title, places } = commandTable[id]
      const mine = rows.filter(row => row === title || (places !== undefined && row.startsWith(`${title} (`)))
      expect(mine, id).toHaveLength(1)
    }
    expect(groups.map(({ title }) => title)).not.toContain('Window')
    window.useSession.setState({ facts: facts('electron') })
    expect(window.keyGroups().map(({ title }) => title)).toContain('Window')
  })

  it('shows the chords of the system it runs on', () => {
    const chordsNow = (id: (typeof commandIds)[number]) => window.shortcutOf(id)
    expect([chordsNow('palette'), chordsNow('goTo'), chordsNow('redo')]).toEqual(['Ctrl+K', 'Ctrl+G', 'Ctrl+Shift+Z'])
    window.useSession.setState({ facts: facts('electron', 'darwin') })
    expect([chordsNow('palette'), chordsNow('goTo'), chordsNow('redo')]).toEqual(['⌘K', '⌃G', '⇧⌘Z'])
  })

  it('has no key of one part of the window that is a command’s', () => {
    const commandKeys = commandIds
      .filter(id => commandTable[id].places === undefined)
      .flatMap(id => window.chordsHere(id).map(said))
    const categories = new Set(window.allCommands().map(({ category }) => category)).size
    for (const { title, rows } of window.keyGroups().slice(categories)) {
      for (const { chords } of rows) {
        for (const chord of chords) expect(commandKeys, title).not.toContain(said(chord))
      }
    }
  })
})

describe('the text editor', () => {
  it.each([false, true])('takes no key of a command away from the window (Mac: %s)', mac => {
    const own = [...window.searchKeys, ...window.defaultKeymap].flatMap(
      ({ key, mac: onMac, linux, preventDefault, run }) => {
        const bound = mac ? (onMac ?? key) : (linux ?? key)
        return bound !== undefined && (run !== undefined || preventDefault) ? [canonical(bound, mac)] : []
      },
    )
    expect(own.length).toBeGreaterThan(30)
    const shared = commandIds.filter(
      id =>
        commandTable[id].places === undefined &&
        chordsOf(id, { mac, host: 'electron' }).some(chord => own.includes(canonical(cmKey(chord), mac))),
    )
    // Its own Ctrl+F opens the same search.
    expect(shared).toEqual(['find'])
  })
})

function said({ key, mod, ctrl, alt, shift }: Chord): string {
  return `${mod || ctrl ? 'Ctrl+' : ''}${alt ? 'Alt+' : ''}${shift ? 'Shift+' : ''}${key}`
}

/** A chord as CodeMirror writes it. */
function cmKey({ key, mod, ctrl, alt, shift }: Chord): string {
  return [mod && 'Mod', ctrl && 'Ctrl', alt && 'Alt', shift && 'Shift', key].filter(Boolean).join('-')
}

/** A key of CodeMirror with its modifiers in one order and `Mod` resolved. */
function canonical(key: string, mac: boolean): string {
  const parts = key.split(/-(?!$)/)
  const last = parts.pop() ?? ''
  const modifiers = parts.map(part => (part === 'Mod' ? (mac ? 'Cmd' : 'Ctrl') : part)).sort()
  return [...modifiers, last].join('-')
}
