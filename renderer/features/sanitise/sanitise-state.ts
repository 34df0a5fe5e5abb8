// The dialog of the sanitised copy: whether it is open, and what the last copy says of itself.
import { create } from 'zustand'
import type { PseudonymKind } from '../../../shared/model/sanitised'
import type { SanitisedResult } from '../../../shared/model/sanitised'
import { operate } from '../../state/operations'
import { useSession } from '../../state/session'
import { call } from '../../bridge/call'
import { fetchDownload } from '../../bridge/download'
import { flushEdits } from '../editor/pending-edits'
import { sanitiseText as texts } from './text'

interface SanitiseState {
  readonly open: boolean
  readonly made: SanitisedResult | null
}

export const useSanitise = create<SanitiseState>(() => ({ open: false, made: null }))

/** Opens the dialog, without what it said of the last copy. */
export function openSanitise(): void {
  useSanitise.setState({ open: true, made: null })
}

/** Closes the dialog. */
export function closeSanitise(): void {
  useSanitise.setState({ open: false, made: null })
}

/** Lets the user choose a place and writes the copy there; false when the user thought better of it. Rejects why there is none. */
export async function makeCopy(pseudonymise: readonly PseudonymKind[]): Promise<boolean> {
  await flushEdits()
  const { opened } = useSession.getState()
  if (opened === null) return false
  const { document, name } = opened
  const target = await call('target.choose', { kind: 'file', suggestedName: `sanitised-${name}` })
  if (target === null) return false
  const made = await operate(texts.making(name), operation =>
    call('sanitise.save', { document, pseudonymise: [...pseudonymise], target: target.target, operation }),
  )
  if (made.download !== null) fetchDownload(made.download)
  useSanitise.setState({ made })
  return true
}
