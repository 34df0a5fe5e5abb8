import { describe, expect, it } from 'vitest'
import type { Change } from '../../../shared/model/change'
import type { TreeNode } from '../../../shared/model/node'
import { moveOf } from '../../ui/tree-keys'
import { flatten, indexOf } from '../../state/tree-rows'
import { holdsAny, touched } from '../../state/stale'
import { findTyped, notTyping, typeCharacter, typingPause } from '../../ui/type-ahead'

function node(id: string, name: string, expandable = false): TreeNode {
  return {
    id,
    row: expandable ? 'folder' : 'entry',
    name,
    address: name,
    kind: expandable ? 'directory' : 'file',
    size: expandable ? null : 1,
    tFlag: false,
    opens: null,
    lock: 'none',
    expandable,
    change: null,
    problem: null,
    findings: [],
  }
}

const root = node('0', 'state.tgz', true)
const etc = node('1', 'etc', true)
const hosts = node('2', 'hosts')
const shadow = node('3', 'shadow')
const empty = node('4', 'empty', true)
const children = new Map([
  ['0', [etc, empty]],
  ['1', [hosts, shadow]],
  ['4', []],
])
const rows = flatten(root, children, new Set(['0', '1', '4']))

describe('rows of a tree', () => {
  it('come in the order they show, with level, place and parent', () => {
    expect(rows.map(row => [row.node.name, row.level, row.position, row.setSize, row.parent])).toEqual([
      ['state.tgz', 1, 1, 1, -1],
      ['etc', 2, 1, 2, 0],
      ['hosts', 3, 1, 2, 1],
      ['shadow', 3, 2, 2, 1],
      ['empty', 2, 2, 2, 0],
    ])
    expect(indexOf(rows).get('4')).toBe(4)
  })

  it('leave out what is collapsed, whatever is expanded below it', () => {
    expect(flatten(root, children, new Set(['1'])).map(row => row.node.name)).toEqual(['state.tgz'])
  })

  it('show a folder as collapsed until its children are loaded', () => {
    const unloaded = flatten(root, new Map([['0', [etc]]]), new Set(['0', '1']))
    expect(unloaded.map(row => row.expanded)).toEqual([true, false])
  })
})

describe('keys', () => {
  const at = (name: string) => rows.findIndex(row => row.node.name === name)

  it.each([
    ['ArrowDown', 'etc', { kind: 'focus', index: 2 }],
    ['ArrowUp', 'state.tgz', { kind: 'focus', index: 0 }],
    ['ArrowDown', 'empty', { kind: 'focus', index: 4 }],
    ['Home', 'shadow', { kind: 'focus', index: 0 }],
    ['End', 'state.tgz', { kind: 'focus', index: 4 }],
    ['PageDown', 'state.tgz', { kind: 'focus', index: 2 }],
    ['PageUp', 'shadow', { kind: 'focus', index: 1 }],
    ['ArrowRight', 'etc', { kind: 'focus', index: 2 }],
    ['ArrowRight', 'hosts', null],
    ['ArrowRight', 'empty', null],
    ['ArrowLeft', 'etc', { kind: 'collapse', node: '1' }],
    ['ArrowLeft', 'shadow', { kind: 'focus', index: 1 }],
    ['Enter', 'hosts', { kind: 'open', node: '2', toggle: false }],
    ['Enter', 'etc', { kind: 'open', node: '1', toggle: true }],
    [' ', 'etc', { kind: 'open', node: '1', toggle: false }],
    ['Tab', 'etc', null],
  ])('%s on %s', (key, name, move) => {
    expect(moveOf(key, rows, at(name), 3)).toEqual(move)
  })

  it('expand a collapsed folder with ArrowRight', () => {
    const collapsed = flatten(root, children, new Set(['0']))
    expect(moveOf('ArrowRight', collapsed, 1, 3)).toEqual({ kind: 'expand', node: '1' })
  })

  it('leave the root alone on ArrowLeft once it is collapsed', () => {
    expect(moveOf('ArrowLeft', flatten(root, children, new Set()), 0, 3)).toBeNull()
  })

  it('find the first row where nothing has the focus', () => {
    expect(moveOf('ArrowDown', rows, -1, 3)).toEqual({ kind: 'focus', index: 0 })
  })
})

describe('type-ahead', () => {
  const names = ['alpha', 'beta', 'bravo', 'Boot', 'gamma']
  const find = (typed: string, focused: number) => findTyped(typed, focused, names.length, index => names[index] ?? '')

  it('goes to the next name with the letter, around the end', () => {
    expect(find('b', 0)).toBe(1)
    expect(find('b', 1)).toBe(2)
    expect(find('b', 3)).toBe(1)
  })

  it('stays on the row that still matches while more is typed', () => {
    expect(find('br', 1)).toBe(2)
    expect(find('bra', 2)).toBe(2)
  })

  it('walks on when one letter is repeated', () => {
    expect(find('bb', 1)).toBe(2)
  })

  it('ignores case and finds nothing where there is nothing', () => {
    expect(find('boo', 0)).toBe(3)
    expect(find('z', 0)).toBeNull()
    expect(findTyped('a', -1, 0, () => '')).toBeNull()
  })

  it('starts over after a pause', () => {
    const first = typeCharacter(notTyping, 'B', 1000)
    expect(typeCharacter(first, 'o', 1000 + typingPause).typed).toBe('bo')
    expect(typeCharacter(first, 'o', 1001 + typingPause).typed).toBe('o')
  })
})

describe('what an edit makes stale', () => {
  const change = (id: string, address: string, more: Partial<Change> = {}): Change => ({
    node: id,
    address,
    before: address,
    kinds: ['content'],
    mode: null,
    facts: [],
    size: { before: 1, after: 2 },
    ...more,
  })
  const edit = change('2', 'local.tgz!/etc/hosts')

  it('is nothing where the changes are the same', () => {
    expect(touched([edit], [{ ...edit }]).size).toBe(0)
  })

  it('is what came, what went and what moved, at both ends', () => {
    const moved = change('3', 'local.tgz!/b', { before: 'local.tgz!/a', kinds: ['renamed'] })
    expect([...touched([], [moved])]).toEqual(['local.tgz!/b', 'local.tgz!/a'])
    expect([...touched([edit], [])]).toEqual(['local.tgz!/etc/hosts'])
    expect([...touched([edit], [change('2', 'local.tgz!/etc/hosts', { size: { before: 1, after: 3 } })])]).toEqual([
      'local.tgz!/etc/hosts',
    ])
  })

  it('is every folder and layer above, and no neighbour', () => {
    const addresses = touched([], [edit])
    for (const folder of ['', 'local.tgz', 'local.tgz!/etc']) expect(holdsAny(folder, addresses)).toBe(true)
    for (const folder of ['local.tgz!/et', 'local.tgz!/var', 'local.tgz!/etc/hosts']) {
      expect(holdsAny(folder, addresses)).toBe(false)
    }
    expect(holdsAny('', new Set())).toBe(false)
  })
})
