// Two editors that show one text in two ways, in step: where the cursor of one is, the other is marked, and what one is scrolled to, the other
// is scrolled to. The one that the user is in leads.
import { Annotation, StateEffect, StateField } from '@codemirror/state'
import { Decoration, type DecorationSet, EditorView } from '@codemirror/view'
import type { Span } from './parts'

/** The place in the other one's text, and the part that is marked there. */
export type Counterpart = (
  from: EditorView,
  to: EditorView,
  offset: number,
) => { readonly offset: number; readonly part: Span }

/** Set by what follows, so that nobody follows it. */
const followed = Annotation.define<boolean>()
const setMark = StateEffect.define<Span | null>()
const mark = Decoration.mark({ class: 'cm-counterpart' })

const marked = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(value, { effects, changes }) {
    const set = effects.findLast(effect => effect.is(setMark))
    if (!set) return value.map(changes)
    return set.value === null || set.value.from >= set.value.to
      ? Decoration.none
      : Decoration.set(mark.range(set.value.from, set.value.to))
  },
  provide: field => EditorView.decorations.from(field),
})

export interface InStep {
  /** The editor that the user was in last. */
  leader(): EditorView
  stop(): void
}

/** Pixels above a part that is scrolled to. */
const above = 40

/** `onCursor` is told after the cursor of either has moved and both are in step again. */
export function keepInStep(one: EditorView, other: EditorView, counterpart: Counterpart, onCursor: () => void): InStep {
  let leader = one
  /** What the leader was moved by: a cursor that moves takes the other one along by itself, whatever scrolls for it. */
  let by: 'cursor' | 'scrolling' = 'cursor'
  let stopped = false
  const ended = new AbortController()
  const otherThan = (view: EditorView) => (view === one ? other : one)

  const followCursor = () => {
    if (stopped) return
    const follower = otherThan(leader)
    const { offset, part } = counterpart(leader, follower, leader.state.selection.main.head)
    follower.dispatch({
      selection: { anchor: offset },
      effects: [setMark.of(part), EditorView.scrollIntoView(offset, { y: 'nearest', yMargin: above })],
      annotations: followed.of(true),
    })
    leader.dispatch({ effects: setMark.of(null), annotations: followed.of(true) })
    onCursor()
  }

  const followScroll = () => {
    const follower = otherThan(leader)
    const { scrollTop, scrollHeight, clientHeight } = leader.scrollDOM
    if (scrollTop <= 0) follower.scrollDOM.scrollTop = 0
    else if (scrollTop + clientHeight >= scrollHeight - 1)
      follower.scrollDOM.scrollTop = follower.scrollDOM.scrollHeight
    else {
      const { offset } = counterpart(leader, follower, topOf(leader))
      follower.dispatch({
        effects: EditorView.scrollIntoView(offset, { y: 'start', yMargin: 0 }),
        annotations: followed.of(true),
      })
    }
  }

  const watch = (view: EditorView) => {
    const lead = (how: typeof by) => () => {
      leader = view
      by = how
    }
    const options = { signal: ended.signal, capture: true, passive: true }
    view.dom.addEventListener('wheel', lead('scrolling'), options)
    view.dom.addEventListener('pointerdown', lead('scrolling'), options)
    view.dom.addEventListener('keydown', lead('cursor'), options)
    view.scrollDOM.addEventListener('scroll', () => leader === view && by === 'scrolling' && followScroll(), options)
    view.dispatch({
      effects: StateEffect.appendConfig.of([
        marked,
        EditorView.updateListener.of(({ docChanged, selectionSet, transactions }) => {
          if (stopped || transactions.some(step => step.annotation(followed))) return
          if (selectionSet) lead('cursor')()
          // After this update, since the leader cannot be told anything in it.
          if (selectionSet || docChanged) queueMicrotask(followCursor)
        }),
      ]),
    })
  }
  watch(one)
  watch(other)
  followCursor()
  return {
    leader: () => leader,
    stop: () => {
      stopped = true
      ended.abort()
    },
  }
}

/** The place that is seen first. */
function topOf(view: EditorView): number {
  const { top } = view.scrollDOM.getBoundingClientRect()
  const { left } = view.contentDOM.getBoundingClientRect()
  return view.posAtCoords({ x: left + 1, y: top + 2 }, false)
}
