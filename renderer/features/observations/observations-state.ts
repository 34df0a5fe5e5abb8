// What the view of observations was left at, so that a look into a file and back loses nothing. It is that of one document.
import { create } from 'zustand'
import type { DocumentId } from '../../../shared/model/document'
import type { Span } from '../../../shared/model/observation'

interface ObservationsState {
  readonly document: DocumentId | null
  readonly filter: string
  /** What of the timeline is shown; null for all. */
  readonly shown: Span | null
  /** Whose entries are listed; null for no list. */
  readonly listed: Span | null
}

const fresh = { filter: '', shown: null, listed: null } as const satisfies Omit<ObservationsState, 'document'>

export const useObservations = create<ObservationsState>(() => ({ document: null, ...fresh }))

/** Starts over, unless it is about this document already. */
export function beginObservations(document: DocumentId): void {
  if (useObservations.getState().document !== document) useObservations.setState({ document, ...fresh })
}

/** Lists the observations that match a text. */
export const filterObservations = (filter: string): void => useObservations.setState({ filter })
/** Shows a stretch of time in the chart; null for all of it. */
export const showSpan = (shown: Span | null): void => useObservations.setState({ shown })
/** Lists the entries of a stretch of time; null for none. */
export const listSpan = (listed: Span | null): void => useObservations.setState({ listed })
