// What every text view of the window has, editor and diff sides alike: looks, language, line numbers, search, visible
// control characters, the nonce of the page's policy (without it the browser drops every style of CodeMirror).
import { defaultKeymap } from '@codemirror/commands'
import { bracketMatching } from '@codemirror/language'
import { getSearchQuery, highlightSelectionMatches, search, searchKeymap, setSearchQuery } from '@codemirror/search'
import { EditorState, type Extension } from '@codemirror/state'
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  highlightSpecialChars,
  keymap,
  lineNumbers,
} from '@codemirror/view'
import { cspNonce } from '../../bridge/csp-nonce'
import { announce } from '../../ui/announcer'
import { paneText } from '../../ui/text-panes'
import { editorTheme } from './editor-theme'
import { type LineSeparator, lineSeparator } from './line-separator'

/** Options that hold for the life of a view. `label` and `description` are what assistive technology says. */
export interface TextViewOptions {
  readonly separator: LineSeparator
  readonly label: string
  readonly description: string
}

/** CodeMirror's keys of the search, less those that are commands of the window: going to a line, and Ctrl+Shift+G, which shows
 * the changes. Cmd+G finds the next place on a Mac, as everywhere there; F3 and Shift+F3 do so on every system. */
export const searchKeys = searchKeymap
  .filter(({ key }) => key !== 'Mod-Alt-g')
  .map(binding => {
    const { key, shift: _previous, ...plain } = binding
    return key === 'Mod-g' ? { ...plain, mac: 'Cmd-g' } : binding
  })

/** Most places that are counted for the announcement. */
const countAtMost = 999

/** Tells how many places the search finds, whenever what is looked for changes. */
const announceMatches = EditorView.updateListener.of(({ state, transactions }) => {
  if (!transactions.some(({ effects }) => effects.some(effect => effect.is(setSearchQuery)))) return
  const query = getSearchQuery(state)
  if (query.search === '' || !query.valid) return
  let count = 0
  const places = query.getCursor(state)
  while (count <= countAtMost && places.next().done !== true) count += 1
  announce(paneText.editor.matches(count, countAtMost))
})

/** Extensions of a text view, language and line wrapping left to the caller. */
export function textViewExtensions({ separator, label, description }: TextViewOptions): Extension {
  return [
    EditorView.cspNonce.of(cspNonce()),
    lineSeparator(separator),
    editorTheme(),
    lineNumbers(),
    highlightActiveLine(),
    highlightActiveLineGutter(),
    highlightSpecialChars({ render: specialChar }),
    highlightSelectionMatches({ minSelectionLength: 2 }),
    drawSelection(),
    bracketMatching(),
    // Literal: what is typed into the field is what is looked for, backslashes included.
    search({ top: true, literal: true }),
    announceMatches,
    EditorState.phrases.of(paneText.editorPhrases),
    EditorView.contentAttributes.of({ 'aria-label': label, 'aria-description': description, tabindex: '0' }),
    keymap.of([...searchKeys, ...defaultKeymap]),
  ]
}

/** Names of the control characters that turn up in text files; others are shown by their number. */
const controlNames: Readonly<Record<number, string>> = {
  0: 'NUL',
  7: 'BEL',
  8: 'BS',
  11: 'VT',
  12: 'FF',
  13: 'CR',
  27: 'ESC',
}

function specialChar(code: number, description: string | null): HTMLElement {
  const name = controlNames[code] ?? code.toString(16).padStart(2, '0').toUpperCase()
  const mark = document.createElement('span')
  mark.className = 'cm-specialChar'
  mark.textContent = name
  mark.setAttribute('role', 'img')
  mark.setAttribute('aria-label', description ?? name)
  mark.setAttribute('data-tip', description ?? name)
  return mark
}
