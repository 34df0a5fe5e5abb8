// How the user likes text to be shown, for all editors and diffs of the window alike.
import { create } from 'zustand'

interface EditorPreferences {
  readonly wrap: boolean
  readonly toggleWrap: () => void
  /** Of two texts beside each other, which have little room. */
  readonly wrapBeside: boolean
  readonly toggleWrapBeside: () => void
}

/** Whether long lines are wrapped: off at first in an editor, on in two that are beside each other. */
export const useEditorPreferences = create<EditorPreferences>(set => ({
  wrap: false,
  toggleWrap: () => set(state => ({ wrap: !state.wrap })),
  wrapBeside: true,
  toggleWrapBeside: () => set(state => ({ wrapBeside: !state.wrapBeside })),
}))
