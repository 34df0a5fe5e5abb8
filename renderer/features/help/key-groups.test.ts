// What the help says of keys that parts of the window handle themselves is true: each is given to its handler.
import { defaultKeymap } from '@codemirror/commands'
import { describe, expect, it } from 'vitest'
import type { TreeNode } from '../../../shared/model/node'
import { tabFor, tabKeys } from '../../ui/tab-keys'
import type { KeyHelp } from '../../ui/key-help'
import { changesKeys, nextIndex } from '../changes/changes-keys'
import { editCommandKeys } from '../editor/edit-commands'
import { searchKeys } from '../editor/editor-extensions'
import { editorKeys } from '../editor/editor-keys'
import { hexKeys, moveCursor } from '../../viewers/hex/move-cursor'
import { settingsActionOf, settingsKeys } from '../settings/settings-keys'
import { choiceOf, chooseKeys } from '../tree/choose-keys'
import { moveOf, treeKeys } from '../../ui/tree-keys'
import { isRowMenuKey, rowMenuKeys } from '../../ui/row-menu-key'
import { flatten } from '../../state/tree-rows'

const chordsIn = (keys: readonly KeyHelp[]) => keys.flatMap(({ chords }) => chords)

function node(id: string, expandable: boolean): TreeNode {
  return {
    id,
    row: 'folder',
    name: id,
    address: id,
    kind: 'directory',
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

describe('a key that the help tells of', () => {
  it.each(chordsIn(treeKeys))('moves in the tree: %o', ({ key }) => {
    const rows = flatten(node('f', true), new Map([['f', [node('a', true), node('b', false)]]]), new Set(['f']))
    expect(moveOf(key, rows, 1, 10)).not.toBeNull()
  })

  it.each(chordsIn(chooseKeys))('chooses rows of the tree: %o', ({ key, shift = false, mod = false }) => {
    expect(choiceOf({ key, shiftKey: shift, ctrlKey: mod, metaKey: false, altKey: false })).not.toBeNull()
  })

  it.each(chordsIn(settingsKeys))('does something in the settings: %o', ({ key }) => {
    expect(settingsActionOf(key)).not.toBeNull()
  })

  it.each(chordsIn(changesKeys))('moves in the list of changes: %o', ({ key }) => {
    expect(nextIndex(key, 1, 3)).not.toBeNull()
  })

  it.each(chordsIn(hexKeys))('moves over bytes: %o', ({ key, mod = false }) => {
    expect(moveCursor(100, { key, mod }, { total: 1000, perRow: 16, pageRows: 4 })).not.toBe(100)
  })

  it.each(chordsIn(rowMenuKeys))('opens the menu of a row: %o', ({ key, shift = false }) => {
    expect(isRowMenuKey({ key, shiftKey: shift })).toBe(true)
  })

  it.each(chordsIn(tabKeys))('goes to the other tab: %o', ({ key }) => {
    expect(['a', 'b'].map(tab => tabFor(key, ['a', 'b'], tab))).toEqual(['b', 'a'])
  })

  it.each(chordsIn(editorKeys))('is bound in the editor: %o', ({ key, mod, alt, shift }) => {
    const names = [mod && 'Mod', alt && 'Alt', shift && 'Shift', key].filter(part => typeof part === 'string')
    const bound = [...searchKeys, ...defaultKeymap, ...editCommandKeys].flatMap(binding => [
      ...(binding.key && binding.run ? [binding.key] : []),
      ...(binding.key && binding.shift ? [`Shift-${binding.key}`] : []),
    ])
    expect(bound.map(name => name.split('-').sort().join())).toContain(names.sort().join())
  })
})
