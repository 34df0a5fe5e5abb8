// A text diff in the page, without React: two read-only editors side by side, or one with the removed lines above the
// added ones. Both ways number their changes alike, so that one pair of keys walks through either.
import { type Chunk, getChunks, MergeView, unifiedMergeView } from '@codemirror/merge'
import { EditorState, type Extension, Text } from '@codemirror/state'
import { EditorView } from '@codemirror/view'
import type { TextLanguage } from '../../../shared/model/preview'
import { textViewExtensions } from '../editor/editor-extensions'
import { languageExtension } from '../editor/languages'
import type { LineSeparator } from '../editor/line-separator'
import { lineChanges } from './line-changes'

export type DiffLayout = 'split' | 'unified'

export interface DiffOptions {
  readonly parent: HTMLElement
  readonly before: string
  readonly after: string
  readonly separator: LineSeparator
  readonly language: TextLanguage
  readonly layout: DiffLayout
  /** Hide long stretches without a change. */
  readonly collapse: boolean
  /** What assistive technology calls the sides, and the one text of a unified view. */
  readonly labels: { readonly before: string; readonly after: string; readonly unified: string }
  readonly description: string
}

/** Whether there are two sides to lay out: a text on either. */
export function hasTwoSides(before: string, after: string): boolean {
  return before !== '' && after !== ''
}

export interface MountedDiff {
  /** Stretches of changed lines. */
  readonly changes: number
  /** Brings the change, from 0, to the middle of the view. */
  show(change: number): void
  destroy(): void
}

/** Two texts share the width of one. */
const dense = EditorView.theme({ '&': { fontSize: 'var(--text-s)' } })

const diffConfig = { override: lineChanges }

/** Puts a diff into an element; the caller destroys what it gets. */
export function mountDiff(options: DiffOptions): MountedDiff {
  if (!hasTwoSides(options.before, options.after)) return mountWhole(options)
  return options.layout === 'split' ? mountSplit(options) : mountUnified(options)
}

/** One side has nothing: the other one alone, in the colour of its fate. */
function mountWhole(options: DiffOptions): MountedDiff {
  const added = options.before === ''
  const view = new EditorView({
    parent: options.parent,
    doc: added ? options.after : options.before,
    extensions: [
      sideExtensions(options, added ? options.labels.after : options.labels.before),
      EditorView.editorAttributes.of({ class: added ? 'cm-wholly-added' : 'cm-wholly-removed' }),
    ],
  })
  return {
    changes: view.state.doc.length === 0 ? 0 : 1,
    show: () => reveal(view, 0),
    destroy: () => view.destroy(),
  }
}

function mountSplit(options: DiffOptions): MountedDiff {
  const view = new MergeView({
    parent: options.parent,
    a: { doc: options.before, extensions: sideExtensions(options, options.labels.before) },
    b: { doc: options.after, extensions: sideExtensions(options, options.labels.after) },
    gutter: true,
    diffConfig,
    ...collapsing(options),
  })
  return {
    changes: view.chunks.length,
    show(change) {
      const chunk = view.chunks[change]
      if (!chunk) return
      view.a.dispatch({ selection: { anchor: Math.min(chunk.fromA, view.a.state.doc.length) } })
      reveal(view.b, firstDifference(chunk))
    },
    destroy: () => view.destroy(),
  }
}

function mountUnified(options: DiffOptions): MountedDiff {
  const view = new EditorView({
    parent: options.parent,
    doc: options.after,
    extensions: [
      sideExtensions(options, options.labels.unified),
      unifiedMergeView({
        original: Text.of(options.before.split(options.separator)),
        mergeControls: false,
        gutter: true,
        diffConfig,
        ...collapsing(options),
      }),
    ],
  })
  const chunks = getChunks(view.state)?.chunks ?? []
  return {
    changes: chunks.length,
    show(change) {
      const chunk = chunks[change]
      if (chunk) reveal(view, firstDifference(chunk))
    },
    destroy: () => view.destroy(),
  }
}

/** Where a chunk differs first, in the text as it is now: in a long line far from the chunk's own start. */
function firstDifference(chunk: Chunk): number {
  return chunk.fromB + (chunk.changes[0]?.fromB ?? 0)
}

function reveal(view: EditorView, position: number): void {
  const anchor = Math.min(position, view.state.doc.length)
  view.dispatch({ selection: { anchor }, effects: EditorView.scrollIntoView(anchor, { y: 'center' }) })
}

function sideExtensions(options: DiffOptions, label: string): Extension {
  return [
    dense,
    EditorState.readOnly.of(true),
    textViewExtensions({ separator: options.separator, label, description: options.description }),
    languageExtension(options.language, Math.max(options.before.length, options.after.length)),
    EditorView.lineWrapping,
  ]
}

function collapsing({ collapse }: DiffOptions) {
  return collapse ? { collapseUnchanged: { margin: 3, minSize: 6 } } : {}
}
