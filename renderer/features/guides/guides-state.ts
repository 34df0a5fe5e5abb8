// Which guided change is open: none, the choice of them, or one.
import { create } from 'zustand'
import type { GuideId } from '../../../shared/model/guide'

export const useGuides = create<{ readonly shown: GuideId | 'choice' | null }>(() => ({ shown: null }))

/** Opens a guided change or the choice of them; null closes both. */
export function showGuide(shown: GuideId | 'choice' | null): void {
  useGuides.setState({ shown })
}
