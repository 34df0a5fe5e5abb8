// The backup that the opened one is compared with, and how the list is shown. It is that of one document.
import { create } from 'zustand'
import type { FileGrant } from '../../../shared/contract/contract'
import type { ComparedAspect, ComparedEntry, ComparedFile } from '../../../shared/model/comparison'
import type { DocumentId } from '../../../shared/model/document'
import { call } from '../../bridge/call'
import { showView } from '../../state/layout'
import { useSession } from '../../state/session'
import { report } from '../../ui/toast'
import { flushEdits } from '../editor/pending-edits'
import { pickGrant, readGrant } from '../open/pick-file'

/** What is shown of all differences: those of a kind, or those in one respect. */
export type Shown = ComparedEntry['change'] | ComparedAspect

interface CompareState {
  readonly document: DocumentId | null
  /** Null where none was chosen. */
  readonly file: ComparedFile | null
  /** Rises with each file, so that the list is asked for again. */
  readonly round: number
  readonly kind: Shown | null
  readonly hideNoise: boolean
  /** Whether the networks are shown in the place of the list. */
  readonly showsNetwork: boolean
  /** Address of the difference that is shown. */
  readonly shown: string | null
}

const fresh = { file: null, kind: null, hideNoise: true, shown: null, showsNetwork: false } as const

export const useCompare = create<CompareState>(() => ({ document: null, round: 0, ...fresh }))

/** Begins anew, unless it is about this document already. */
export function beginCompare(document: DocumentId): void {
  if (useCompare.getState().document !== document) useCompare.setState({ document, ...fresh })
}

/** Lets the user choose a backup, and shows what differs. */
export function compareWith(): Promise<void> {
  return compareGranted(pickGrant)
}

/** Compares with a file that was dropped, and shows what differs. */
export function compareDropped(file: File): Promise<void> {
  return compareGranted(() => readGrant(file))
}

async function compareGranted(grant: () => Promise<FileGrant | null>): Promise<void> {
  const document = useSession.getState().opened?.document
  if (document === undefined) return
  try {
    const chosen = await grant()
    if (chosen === null) return
    await flushEdits()
    beginCompare(document)
    const file = await call('compare.open', { document, grant: chosen.grant })
    useCompare.setState(state => ({ ...fresh, file, round: state.round + 1 }))
    showView('compare')
  } catch (thrown) {
    report(thrown)
  }
}

/** Compares with another boot bank of the disk that the document is from, and shows what differs. */
export async function compareWithBank(document: DocumentId, bank: number): Promise<void> {
  try {
    beginCompare(document)
    const file = await call('compare.bank', { document, bank })
    useCompare.setState(state => ({ ...fresh, file, round: state.round + 1 }))
    showView('compare')
  } catch (thrown) {
    report(thrown)
  }
}

export async function endComparison(): Promise<void> {
  const { document } = useCompare.getState()
  useCompare.setState(fresh)
  if (document !== null) await call('compare.close', { document })
}

export function showDifference(shown: string): void {
  useCompare.setState({ shown })
}

export function filterKind(kind: Shown | null): void {
  useCompare.setState({ kind })
}

export function showNetwork(showsNetwork: boolean): void {
  useCompare.setState({ showsNetwork })
}

export function hideNoise(hide: boolean): void {
  useCompare.setState({ hideNoise: hide })
}
