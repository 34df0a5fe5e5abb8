import { beforeEach, describe, expect, it } from 'vitest'
import type { TreeNode } from '../../shared/model/node'
import { chooseAll, chooseOne, chooseRange, toggleChosen } from './tree-choice'
import { chosenNodes, noTree, reshape } from './tree-state'
import { selectRow, useTree } from './tree-store'

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

const children = ['a', 'b', 'c', 'd'].map(id => node(id))
const chosen = () => chosenNodes(useTree.getState()).map(({ id }) => id)

describe('rows chosen together', () => {
  beforeEach(() => {
    const tree = { ...noTree, document: 'x', root: node('f', true), children: new Map([['f', children]]) }
    useTree.setState(reshape({ ...tree, expanded: new Set(['f']), focused: 'b', selected: 'b' }))
  })

  it('begin with the row that shows, and are toggled one by one', () => {
    toggleChosen('d')
    expect(chosen()).toEqual(['b', 'd'])
    toggleChosen('b')
    expect(chosen()).toEqual(['d'])
    expect(useTree.getState()).toMatchObject({ focused: 'b', selected: 'b' })
  })

  it('are a range from where the last choice began, in either direction', () => {
    chooseRange('d')
    expect(chosen()).toEqual(['b', 'c', 'd'])
    chooseRange('a')
    expect(chosen()).toEqual(['a', 'b'])
    toggleChosen('d')
    chooseRange('c')
    expect(chosen()).toEqual(['c', 'd'])
  })

  it('are never the file itself', () => {
    chooseAll()
    expect(chosen()).toEqual(['a', 'b', 'c', 'd'])
    chooseRange('f')
    expect(chosen()).toEqual(['a', 'b'])
    chooseOne()
    toggleChosen('f')
    expect(chosen()).toEqual(['b'])
  })

  it('are one again when one is shown, when that is asked for, and when they are not there any more', () => {
    chooseAll()
    selectRow('c')
    expect(chosen()).toEqual([])
    chooseAll()
    chooseOne()
    expect(chosen()).toEqual([])
    chooseAll()
    const { getState, setState } = useTree
    setState(reshape({ ...getState(), children: new Map([['f', children.slice(2)]]) }, getState()))
    expect(chosen()).toEqual(['c', 'd'])
    setState(reshape({ ...getState(), expanded: new Set() }, getState()))
    expect(chosen()).toEqual([])
  })
})
