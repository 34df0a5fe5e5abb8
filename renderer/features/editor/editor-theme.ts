// Looks of every editor and diff, in the window's tokens: a change of theme is a change of custom properties and needs no
// rebuild. The rules of @codemirror/merge and of the search panel are overridden here too, since they bring own colours.
import { HighlightStyle, syntaxHighlighting } from '@codemirror/language'
import type { Extension } from '@codemirror/state'
import { EditorView } from '@codemirror/view'
import { tags } from '@lezer/highlight'

const highlightStyle = HighlightStyle.define([
  { tag: [tags.propertyName, tags.definition(tags.name), tags.keyword], color: 'var(--syntax-key)' },
  { tag: [tags.string, tags.attributeValue, tags.literal, tags.quote], color: 'var(--syntax-string)' },
  { tag: [tags.number, tags.bool, tags.null, tags.atom, tags.escape], color: 'var(--syntax-number)' },
  { tag: [tags.comment, tags.processingInstruction, tags.documentMeta], color: 'var(--syntax-comment)' },
  { tag: [tags.tagName, tags.angleBracket], color: 'var(--syntax-tag)' },
  { tag: [tags.attributeName, tags.labelName, tags.standard(tags.name), tags.meta], color: 'var(--syntax-attribute)' },
  { tag: [tags.namespace, tags.punctuation, tags.operator, tags.separator], color: 'var(--text-muted)' },
  { tag: tags.content, color: 'var(--text)' },
  { tag: tags.heading, color: 'var(--syntax-tag)', fontWeight: '600' },
  { tag: tags.invalid, color: 'var(--danger)', textDecoration: 'underline wavy' },
])

const button = {
  appearance: 'none',
  background: 'var(--bg-hover)',
  color: 'var(--text)',
  border: '1px solid var(--border)',
  borderRadius: 'var(--radius-s)',
  font: 'inherit',
  padding: '2px var(--space-2)',
  cursor: 'pointer',
}

const theme = EditorView.theme({
  '&': { height: '100%', color: 'var(--text)', backgroundColor: 'var(--bg)', fontSize: 'var(--text-m)' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { fontFamily: 'var(--font-mono)', lineHeight: 'var(--line)' },
  '.cm-content': { padding: 'var(--space-1) 0', caretColor: 'var(--text)' },
  '.cm-line': { padding: '0 var(--space-3) 0 var(--space-2)' },
  '.cm-cursor, .cm-dropCursor': { borderLeftColor: 'var(--text)', borderLeftWidth: '2px' },
  '& .cm-selectionBackground, &.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground': {
    backgroundColor: 'var(--bg-selected-inactive)',
  },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-content ::selection': {
    backgroundColor: 'var(--bg-selected)',
  },
  '.cm-activeLine': { backgroundColor: 'transparent' },
  '&.cm-focused .cm-activeLine': { backgroundColor: 'color-mix(in srgb, var(--bg-hover) 55%, transparent)' },
  '.cm-gutters': {
    backgroundColor: 'var(--bg)',
    color: 'var(--text-faint)',
    border: 'none',
    borderRight: '1px solid var(--border)',
  },
  '.cm-lineNumbers .cm-gutterElement': { padding: '0 var(--space-2) 0 var(--space-3)', minWidth: '36px' },
  '.cm-counterpart': {
    backgroundColor: 'var(--bg-selected-inactive)',
    outline: '1px solid var(--border-strong)',
    borderRadius: '2px',
  },
  '.cm-activeLineGutter': { backgroundColor: 'transparent' },
  '&.cm-focused .cm-activeLineGutter': { backgroundColor: 'transparent', color: 'var(--text)' },
  '&.cm-focused .cm-matchingBracket, .cm-matchingBracket': {
    backgroundColor: 'var(--bg-selected)',
    outline: '1px solid var(--border-strong)',
  },
  '&.cm-focused .cm-nonmatchingBracket, .cm-nonmatchingBracket': { backgroundColor: 'var(--danger-bg)' },
  '.cm-selectionMatch': { backgroundColor: 'var(--bg-selected-inactive)' },
  '.cm-specialChar': {
    color: 'var(--danger)',
    border: '1px solid currentColor',
    borderRadius: '3px',
    fontSize: '0.72em',
    lineHeight: '1',
    padding: '0 2px',
    margin: '0 1px',
    verticalAlign: '1px',
    userSelect: 'none',
  },
  '.cm-panels': {
    backgroundColor: 'var(--bg-raised)',
    color: 'var(--text)',
    fontFamily: 'var(--font-ui)',
    fontSize: 'var(--text-s)',
  },
  '.cm-panels.cm-panels-top': { borderBottom: '1px solid var(--border)' },
  '.cm-panels.cm-panels-bottom': { borderTop: '1px solid var(--border)' },
  '.cm-panel.cm-path': {
    padding: '2px var(--space-3)',
    color: 'var(--text-muted)',
    fontFamily: 'var(--font-mono)',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
  },
  '.cm-foldGutter .cm-gutterElement': { padding: '0 var(--space-1)', cursor: 'pointer' },
  '.cm-foldPlaceholder': {
    padding: '0 var(--space-1)',
    border: '1px solid var(--border-strong)',
    backgroundColor: 'var(--bg-raised)',
    color: 'var(--text-muted)',
  },
  '.cm-panel.cm-search, .cm-panel.cm-gotoLine': {
    padding: 'var(--space-1) 36px var(--space-1) var(--space-2)',
    fontSize: 'var(--text-s)',
  },
  '.cm-panel.cm-search label': {
    fontSize: 'var(--text-s)',
    color: 'var(--text-muted)',
    display: 'inline-flex',
    alignItems: 'center',
    verticalAlign: 'middle',
  },
  '.cm-panel.cm-search .cm-button, .cm-panel.cm-search .cm-textfield': { verticalAlign: 'middle' },
  '.cm-panel.cm-search input[type=checkbox]': { accentColor: 'var(--accent-strong)', margin: '0 4px 0 0' },
  '.cm-textfield': {
    backgroundColor: 'var(--bg-sunken)',
    color: 'var(--text)',
    border: '1px solid var(--border-strong)',
    borderRadius: 'var(--radius-s)',
    fontFamily: 'var(--font-mono)',
    fontSize: 'var(--text-s)',
    padding: '2px var(--space-2)',
  },
  '.cm-textfield::placeholder': { color: 'var(--text-faint)' },
  '.cm-button': button,
  '.cm-button:hover': { backgroundColor: 'var(--bg-selected-inactive)', backgroundImage: 'none' },
  '.cm-button, .cm-button:active': { backgroundImage: 'none' },
  '.cm-panel button[name=close], .cm-panel.cm-gotoLine .cm-dialog-close': {
    color: 'var(--text-muted)',
    fontSize: 'var(--text-l)',
    width: '24px',
    height: '24px',
    top: '3px',
    cursor: 'pointer',
    borderRadius: 'var(--radius-s)',
  },
  '.cm-panel :focus-visible': { outline: '2px solid var(--focus)', outlineOffset: '1px' },
  '.cm-searchMatch': { backgroundColor: 'var(--warning-bg)', outline: '1px solid var(--warning)' },
  '.cm-searchMatch.cm-searchMatch-selected': { backgroundColor: 'var(--bg-selected)', outlineColor: 'var(--focus)' },

  '&.cm-merge-a .cm-changedLine, .cm-deletedChunk': { backgroundColor: 'var(--removed-bg)' },
  '&.cm-merge-b .cm-changedLine, .cm-insertedLine': { backgroundColor: 'var(--added-bg)' },
  '&.cm-merge-a .cm-changedText, .cm-deletedChunk .cm-deletedText': {
    background: 'linear-gradient(var(--removed), var(--removed)) bottom/100% 2px no-repeat',
  },
  '&.cm-merge-b .cm-changedText': {
    background: 'linear-gradient(var(--added), var(--added)) bottom/100% 2px no-repeat',
  },
  '&.cm-wholly-added .cm-line': { backgroundColor: 'var(--added-bg)' },
  '&.cm-wholly-removed .cm-line': { backgroundColor: 'var(--removed-bg)' },
  '.cm-deletedChunk': { padding: '0 var(--space-3) 0 var(--space-2)' },
  '.cm-deletedChunk del, .cm-deletedLine, .cm-insertedLine, ins': { textDecoration: 'none' },
  '.cm-changeGutter': { width: '4px', paddingLeft: '0' },
  '&.cm-merge-a .cm-changedLineGutter, .cm-deletedLineGutter': { background: 'var(--removed)' },
  '&.cm-merge-b .cm-changedLineGutter': { background: 'var(--added)' },
  '.cm-collapsedLines': {
    background: 'var(--bg-raised)',
    color: 'var(--text-muted)',
    fontFamily: 'var(--font-ui)',
    fontSize: 'var(--text-s)',
    padding: '3px var(--space-3)',
    borderTop: '1px solid var(--border)',
    borderBottom: '1px solid var(--border)',
  },
  '.cm-collapsedLines:before, .cm-collapsedLines:after': { content: 'none' },
  '.cm-collapsedLines:hover': { background: 'var(--bg-hover)', color: 'var(--text)' },
})

/** Colours, gutters, panels and diff marks. */
export function editorTheme(): Extension {
  return [theme, syntaxHighlighting(highlightStyle)]
}
