// One CodeMirror editor in the page, without React: made, told about outside changes, destroyed. Text that comes from the
// document is annotated, so that it is not mistaken for typing and sent back.
import { Annotation, Compartment, EditorState, Text, Transaction } from '@codemirror/state'
import { redo, undo } from '@codemirror/commands'
import { gotoLine, openSearchPanel } from '@codemirror/search'
import { EditorView } from '@codemirror/view'
import type { TextLanguage } from '../../../shared/model/preview'
import { offerTypingHistory } from '../../state/native-edit'
import { editCommands } from './edit-commands'
import { textViewExtensions, type TextViewOptions } from './editor-extensions'
import { languageExtension } from './languages'
import { strayBreakGuard } from './line-separator'
import { minimalChange } from './minimal-change'
import { structureExtension } from './structure'
import { structurePath, structurePosition } from './structure-path'
import { placeOf, positionIn, type ViewPlace } from './view-places'

export interface EditorOptions extends TextViewOptions {
  readonly parent: HTMLElement
  readonly text: string
  readonly language: TextLanguage
  readonly readOnly: boolean
  readonly wrap: boolean
  /** Whether the path of the cursor is told below the text; what is beside another text leaves it out. */
  readonly withPath?: boolean
  /** CRs are the user's own business: pasted text is taken as it is. */
  readonly mixedLineEnds: boolean
  readonly place: ViewPlace | null
  /** The line of the place is selected as a whole. */
  readonly selectLine: boolean
  /** The user changed the text; `read` gives all of it and is expensive. */
  readonly onTyped: (read: () => string) => void
  readonly onBlur: () => void
  /** The user tried to change a read-only text. */
  readonly onRefusedInput: () => void
}

export interface MountedEditor {
  /** For what keeps two of them in step. */
  readonly view: EditorView
  /** Takes over the document's text by the smallest change; cursor and scroll stay. */
  setText(text: string): void
  setLanguage(language: TextLanguage): void
  setWrap(wrap: boolean): void
  /** What assistive technology calls it. */
  setLabel(label: string): void
  openSearch(): void
  /** Asks for a line. */
  goToLine(): void
  focus(): void
  place(): ViewPlace
  /** Where in XML or JSON the cursor is; null for nowhere. */
  path(): string | null
  /** Puts the cursor to an element or value, unless it is in it, or there is none. */
  goToPath(path: string): void
  /** Puts the cursor to a place, both from 1, with the focus. */
  goToColumn(line: number, column: number): void
  destroy(): void
}

/** The cursor is at the end of a selected line: what is typed takes its place. */
function selectionAt(doc: Text, { line, column }: ViewPlace, whole: boolean): { anchor: number; head: number } {
  if (!whole) return { anchor: positionIn(doc, line, column), head: positionIn(doc, line, column) }
  return { anchor: positionIn(doc, line, 0), head: positionIn(doc, line, Number.POSITIVE_INFINITY) }
}

const fromDocument = Annotation.define<boolean>()

/** Puts an editor into an element; the caller destroys what it gets. */
export function mountEditor(options: EditorOptions): MountedEditor {
  const language = new Compartment()
  const wrapping = new Compartment()
  const labelling = new Compartment()
  const languageOf = (name: TextLanguage, length: number) => [
    languageExtension(name, length),
    structureExtension(name, length, options.withPath ?? true),
  ]
  const wrapExtension = (wrap: boolean) => (wrap ? EditorView.lineWrapping : [])
  const refuse = () => {
    options.onRefusedInput()
    return true
  }
  const access = options.readOnly
    ? [
        EditorState.readOnly.of(true),
        EditorView.domEventHandlers({ beforeinput: refuse, paste: refuse, cut: refuse, drop: refuse }),
      ]
    : [editCommands(), options.mixedLineEnds ? [] : strayBreakGuard()]
  const state = EditorState.create({
    doc: options.text,
    extensions: [
      access,
      labelling.of([]),
      textViewExtensions(options),
      language.of(languageOf(options.language, options.text.length)),
      wrapping.of(wrapExtension(options.wrap)),
      EditorView.updateListener.of(update => {
        const typed = update.transactions.some(step => step.docChanged && !step.annotation(fromDocument))
        if (typed) options.onTyped(() => update.state.sliceDoc())
      }),
      EditorView.domEventHandlers({ blur: () => void options.onBlur() }),
    ],
  })
  const place = options.place
  const view = new EditorView({
    parent: options.parent,
    state: place ? state.update({ selection: selectionAt(state.doc, place, options.selectLine) }).state : state,
    ...(place && place.topLine > 1
      ? { scrollTo: EditorView.scrollIntoView(positionIn(state.doc, place.topLine, 0), { y: 'start', yMargin: 0 }) }
      : {}),
  })
  offerTypingHistory(view.contentDOM, { undo: () => void undo(view), redo: () => void redo(view) })
  // Before the first layout the view stands at its top, whatever place it was given.
  let laidOut = false
  view.requestMeasure({
    read: () => {
      laidOut = true
    },
  })
  // Asking for a line makes it measure now and not in the next frame, in which the line numbers would move into their places.
  view.lineBlockAtHeight(0)
  return {
    view,
    setText(text) {
      const { doc } = view.state
      const change = minimalChange(doc.toJSON(), text.split(view.state.lineBreak))
      if (!change) return
      view.dispatch({
        changes: { from: change.from, to: change.to, insert: Text.of(change.insert) },
        annotations: [fromDocument.of(true), Transaction.addToHistory.of(false)],
      })
    },
    setLanguage: next => view.dispatch({ effects: language.reconfigure(languageOf(next, view.state.doc.length)) }),
    setWrap: wrap => view.dispatch({ effects: wrapping.reconfigure(wrapExtension(wrap)) }),
    setLabel: label =>
      view.dispatch({
        effects: labelling.reconfigure(EditorView.contentAttributes.of({ 'aria-label': label })),
      }),
    openSearch: () => void openSearchPanel(view),
    goToLine: () => void gotoLine(view),
    focus: () => view.focus(),
    place: () => (laidOut || !place ? placeOf(view) : place),
    path: () => structurePath(view.state, view.state.selection.main.head),
    goToPath: path => {
      if (structurePath(view.state, view.state.selection.main.head) === path) return
      const anchor = structurePosition(view.state, path)
      if (anchor === null) return
      view.dispatch({ selection: { anchor }, effects: EditorView.scrollIntoView(anchor, { y: 'center' }) })
    },
    goToColumn: (line, column) => {
      const anchor = positionIn(view.state.doc, line, column - 1)
      view.focus()
      view.dispatch({ selection: { anchor }, effects: EditorView.scrollIntoView(anchor, { y: 'center' }) })
    },
    destroy: () => view.destroy(),
  }
}
