// What a text of XML or JSON has in the editor beside its colours: parts that fold, and a line below it that says where the cursor is.
import { codeFolding, foldGutter, foldKeymap } from '@codemirror/language'
import type { Extension } from '@codemirror/state'
import { type EditorView, keymap, type Panel, showPanel } from '@codemirror/view'
import type { TextLanguage } from '../../../shared/model/preview'
import { paneText } from '../../ui/text-panes'
import { grammarUpTo } from './languages'
import { structurePath } from './structure-path'

/**
 * Nothing for texts without such a structure, and for those that are too long for their whole grammar. The line with the path is left out where
 * something else says it.
 */
export function structureExtension(language: TextLanguage, length: number, withPath: boolean): Extension {
  if ((language !== 'xml' && language !== 'json') || length > grammarUpTo) return []
  return [codeFolding(), foldGutter(), keymap.of(foldKeymap), withPath ? showPanel.of(pathPanel) : []]
}

function pathPanel(view: EditorView): Panel {
  const dom = document.createElement('div')
  dom.className = 'cm-path'
  const show = () => {
    const path = structurePath(view.state, view.state.selection.main.head)
    dom.textContent = path ?? paneText.editor.noPath
  }
  show()
  return {
    dom,
    update: ({ docChanged, selectionSet }) => {
      if (docChanged || selectionSet) show()
    },
  }
}
