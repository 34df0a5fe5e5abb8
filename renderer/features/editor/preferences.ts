// How the user likes text to be shown, for all editors and diffs of the window alike.
import { create } from 'zustand'

interface EditorPreferences {
  readonly wrap: boolean
  readonly toggleWrap: () => void
}

/** Whether long lines of the editor are wrapped; off at first. */
export const useEditorPreferences = create<EditorPreferences>(set => ({
  wrap: false,
  toggleWrap: () => set(state => ({ wrap: !state.wrap })),
}))
