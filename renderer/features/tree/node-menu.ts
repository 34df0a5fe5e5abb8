// The context menu of a row, and the keys of its items. Both come from one list, so a key works exactly where its item does.
import { ClipboardCopy, Download, FilePlus2, FileUp, KeyRound, PencilLine, Trash2 } from 'lucide-react'
import type { TreeNode } from '../../../shared/model/node'
import { isMac } from '../../app/session'
import { type Chord, chordLabel, type KeyPress, matches } from '../../app/shortcuts'
import { copyText } from '../../ui/copy-text'
import type { MenuItem } from '../../ui/menu'
import { text } from '../../ui/text'
import { addBelow, isContainer, openNodeDialog, removeNode, replaceNode, saveNode } from './node-actions'

interface NodeItem extends MenuItem {
  readonly chords?: readonly Chord[]
}

/** The items that make sense for a row. */
export function nodeItems(node: TreeNode): readonly MenuItem[] {
  return itemsOf(node).map(({ chords, ...item }) => {
    const [chord] = chords ?? []
    return chord === undefined ? item : { ...item, shortcut: chordLabel(chord, isMac()) }
  })
}

/** The item whose key this is, if it can be run on the row. */
export function nodeItemFor(press: KeyPress, node: TreeNode): MenuItem | undefined {
  return itemsOf(node).find(
    item => item.enabled !== false && item.chords?.some(chord => matches(chord, press, isMac())),
  )
}

function itemsOf(node: TreeNode): readonly NodeItem[] {
  const entry = node.row === 'entry'
  const file = entry && node.kind === 'file'
  return [
    {
      id: 'rename',
      title: text.tree.rename,
      icon: PencilLine,
      chords: [{ key: 'F2' }],
      enabled: entry,
      run: () => openNodeDialog({ kind: 'rename', node }),
    },
    {
      id: 'mode',
      title: text.tree.changeMode,
      icon: KeyRound,
      enabled: entry,
      run: () => openNodeDialog({ kind: 'mode', node }),
    },
    {
      id: 'replace',
      title: text.tree.replace,
      icon: FileUp,
      enabled: file,
      separated: true,
      run: () => void replaceNode(node),
    },
    { id: 'add', title: text.tree.add, icon: FilePlus2, enabled: isContainer(node), run: () => void addBelow(node) },
    { id: 'save', title: text.tree.saveFile, icon: Download, enabled: file, run: () => void saveNode(node) },
    {
      id: 'copy',
      title: text.tree.copyAddress,
      icon: ClipboardCopy,
      chords: [{ key: 'c', mod: true }],
      separated: true,
      run: () => void copyText(node.address),
    },
    {
      id: 'remove',
      title: text.tree.remove,
      icon: Trash2,
      chords: [{ key: 'Delete' }, ...(isMac() ? [{ key: 'Backspace', mod: true }] : [])],
      enabled: entry,
      danger: true,
      separated: true,
      run: () => void removeNode(node),
    },
  ]
}
