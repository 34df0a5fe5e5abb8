import { describe, expect, it } from 'vitest'
import type { TreeNode } from '../../shared/model/node'
import { nodeOf, noTree, parentOf, reshape, type Tree, without } from './tree-state'

function node(id: string, expandable = false): TreeNode {
  return {
    id,
    row: expandable ? 'folder' : 'entry',
    name: id,
    address: id,
    kind: expandable ? 'directory' : 'file',
    size: null,
    tFlag: false,
    opens: null,
    lock: 'none',
    expandable,
    change: null,
    problem: null,
    findings: [],
  }
}

/** root > etc > hosts, motd, shadow; var */
function tree(focused: string, selected = focused): Tree {
  return reshape({
    ...noTree,
    document: 'd',
    root: node('root', true),
    children: new Map([
      ['root', [node('etc', true), node('var', true)]],
      ['etc', [node('hosts'), node('motd'), node('shadow')]],
    ]),
    expanded: new Set(['root', 'etc']),
    focused,
    selected,
  })
}

function remove(before: Tree, ...gone: readonly string[]): Tree {
  const left = (before.children.get('etc') ?? []).filter(row => !gone.includes(row.id))
  return reshape({ ...before, children: new Map(before.children).set('etc', left) }, before)
}

describe('the state of the tree', () => {
  it('keeps rows and index in step', () => {
    const state = tree('hosts')
    expect(state.rows.map(row => row.node.id)).toEqual(['root', 'etc', 'hosts', 'motd', 'shadow', 'var'])
    expect(state.index.get('shadow')).toBe(4)
    expect(parentOf(state, 'shadow')).toBe('etc')
    expect(parentOf(state, 'root')).toBeNull()
  })

  it('does not recompute the rows when only the focus moves', () => {
    const before = tree('hosts')
    expect(reshape({ ...before, focused: 'motd' }, before).rows).toBe(before.rows)
  })

  it('moves focus and selection to the row that took the place of a removed one', () => {
    const after = remove(tree('motd'), 'motd')
    expect([after.focused, after.selected]).toEqual(['shadow', 'shadow'])
  })

  it('leaves a selection alone that is still there', () => {
    const after = remove(tree('motd', 'hosts'), 'motd')
    expect([after.focused, after.selected]).toEqual(['shadow', 'hosts'])
  })

  it('moves the focus up to the folder that was collapsed over it, and keeps what is shown', () => {
    const before = tree('motd')
    const after = reshape({ ...before, expanded: without(before.expanded, 'etc') }, before)
    expect([after.focused, after.selected]).toEqual(['etc', 'motd'])
    expect(nodeOf(after, 'motd')?.id).toBe('motd')
  })

  it('stays within the rows when the last ones go', () => {
    const before = reshape({ ...tree('shadow'), children: new Map([['root', [node('a'), node('b')]]]), focused: 'b' })
    const after = reshape({ ...before, children: new Map([['root', []]]) }, before)
    expect(after.focused).toBe('root')
  })

  it('has no rows without a document', () => {
    expect(reshape(noTree).rows).toEqual([])
  })
})
