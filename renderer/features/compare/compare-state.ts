// The backup that the opened one is compared with, and how the list is shown. It is that of one document.
import { create } from 'zustand'
import type { FileGrant } from '../../../shared/model/grant'
import type { ComparedAspect, ComparedEntry, ComparisonStep } from '../../../shared/model/comparison'
import type { DocumentId } from '../../../shared/model/document'
import { call } from '../../bridge/call'
import { operate } from '../../state/operations'
import { showView } from '../../state/layout'
import { useSession } from '../../state/session'
import { report } from '../../ui/toast'
import { flushEdits } from '../editor/pending-edits'
import { pickGrants, readGrants } from '../open/pick-file'
import { compareText as texts } from './text'

/** What is shown of all differences: those of a kind, or those in one respect. */
export type Shown = ComparedEntry['change'] | ComparedAspect

interface CompareState {
  readonly document: DocumentId | null
  /** Whether there are two that are compared. */
  readonly isComparing: boolean
  /** What changed from each of several backups to the next; null where there are not several. */
  readonly steps: readonly ComparisonStep[] | null
  /** Rises with each file, so that the list is asked for again. */
  readonly round: number
  readonly kind: Shown | null
  readonly hideNoise: boolean
  /** Whether the networks are shown in the place of the list. */
  readonly showsNetwork: boolean
  /** Address of the difference that is shown. */
  readonly shown: string | null
}

const fresh = {
  isComparing: false,
  steps: null,
  kind: null,
  hideNoise: true,
  shown: null,
  showsNetwork: false,
} as const

export const useCompare = create<CompareState>(() => ({ document: null, round: 0, ...fresh }))

/** Starts over, unless it is about this document already. */
export function beginCompare(document: DocumentId): void {
  if (useCompare.getState().document !== document) useCompare.setState({ document, ...fresh })
}

/** Lets the user choose a backup, or several, and shows what differs. */
export function compareWith(): Promise<void> {
  return compareGranted(pickGrants)
}

/** Compares with files that were dropped, and shows what differs. */
export function compareDropped(files: readonly File[]): Promise<void> {
  return compareGranted(() => readGrants(files))
}

async function compareGranted(grants: () => Promise<readonly FileGrant[]>): Promise<void> {
  const document = useSession.getState().opened?.document
  if (document === undefined) return
  try {
    const chosen = await grants()
    const [first, ...others] = chosen.map(({ grant }) => grant)
    if (first === undefined) return
    await flushEdits()
    beginCompare(document)
    if (others.length === 0) {
      await call('compare.open', { document, grant: first })
      useCompare.setState(state => ({ ...fresh, isComparing: true, round: state.round + 1 }))
      showView('compare')
      return
    }
    const steps = await operate(texts.comparing(chosen.length + 1), operation =>
      call('compare.log', { document, grants: [first, ...others], operation }),
    )
    useCompare.setState({ ...fresh, steps })
    showView('compare')
  } catch (thrown) {
    report(thrown)
  }
}

/** Shows the comparison of a step of several backups. */
export async function showStep(document: DocumentId, step: number): Promise<void> {
  try {
    await call('compare.step', { document, step })
    useCompare.setState(state => ({ ...fresh, steps: state.steps, isComparing: true, round: state.round + 1 }))
  } catch (thrown) {
    report(thrown)
  }
}

/** Shows the steps again. */
export function showSteps(): void {
  useCompare.setState({ isComparing: false, shown: null })
}

/** Compares with another boot bank of the disk that the document is from, and shows what differs. */
export async function compareWithBank(document: DocumentId, bank: number): Promise<void> {
  try {
    beginCompare(document)
    await call('compare.bank', { document, bank })
    useCompare.setState(state => ({ ...fresh, isComparing: true, round: state.round + 1 }))
    showView('compare')
  } catch (thrown) {
    report(thrown)
  }
}

/** Closes the other backup. */
export async function endComparison(): Promise<void> {
  const { document } = useCompare.getState()
  useCompare.setState(fresh)
  if (document !== null) await call('compare.close', { document })
}

/** Chooses the entry whose two sides are shown. */
export function showDifference(shown: string): void {
  useCompare.setState({ shown })
}

/** Shows differences of one kind alone, or all. */
export function filterKind(kind: Shown | null): void {
  useCompare.setState({ kind })
}

/** Shows what differs in the network, or the entries again. */
export function showNetwork(showsNetwork: boolean): void {
  useCompare.setState({ showsNetwork })
}

/** Hides the files that differ with every backup, or shows them. */
export function hideNoise(hide: boolean): void {
  useCompare.setState({ hideNoise: hide })
}
