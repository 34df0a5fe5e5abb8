// Keys of an editor that must not surprise whoever counts bytes. CodeMirror's own Enter re-indents and drops white space
// around the cursor, a CR of a mixed file among it; this one inserts a break and the indentation of the line.
import { history, historyKeymap, indentMore } from '@codemirror/commands'
import { EditorSelection, type Extension, type StateCommand } from '@codemirror/state'
import { type KeyBinding, keymap } from '@codemirror/view'

/** A line break, then the blanks and tabs that lead the line up to the cursor. */
export const breakLine: StateCommand = ({ state, dispatch }) => {
  if (state.readOnly) return false
  const change = state.changeByRange(range => {
    const line = state.doc.lineAt(range.from)
    const indent = /^[ \t]*/.exec(line.text.slice(0, range.from - line.from))?.[0] ?? ''
    return {
      changes: { from: range.from, to: range.to, insert: state.toText(state.lineBreak + indent) },
      range: EditorSelection.cursor(range.from + 1 + indent.length),
    }
  })
  dispatch(state.update(change, { scrollIntoView: true, userEvent: 'input' }))
  return true
}

/** A tab character; with text selected, its lines move right instead. */
const typeTab: StateCommand = target => {
  const { state, dispatch } = target
  if (state.readOnly) return false
  if (state.selection.ranges.some(range => !range.empty)) return indentMore(target)
  dispatch(state.update(state.replaceSelection('\t'), { scrollIntoView: true, userEvent: 'input' }))
  return true
}

const nothingMore = () => true

/** The keys of the two. */
export const editCommandKeys: readonly KeyBinding[] = [
  { key: 'Enter', run: breakLine },
  { key: 'Tab', run: typeTab },
]

/** History and keys of an editable view. Undo and redo keys end here even when there is nothing left to undo: the next
 * press must not reach the document's own undo and take back another file's edit. */
export function editCommands(): Extension {
  return [
    history(),
    keymap.of([
      ...editCommandKeys,
      ...historyKeymap,
      { key: 'Mod-z', run: nothingMore, stopPropagation: true },
      { key: 'Mod-y', run: nothingMore, stopPropagation: true },
      { key: 'Mod-Shift-z', run: nothingMore, stopPropagation: true },
    ]),
  ]
}
