// The tour of five steps on the sample: which step it is at. What each step speaks of is in steps.ts.
import { create } from 'zustand'
import type { DocumentId } from '../../../shared/model/document'
import { call } from '../../bridge/call'
import { showFirstViews } from '../../state/layout'
import { focusPane } from '../../state/panes'
import { type Session, useSession } from '../../state/session'
import { announce } from '../../ui/announcer'
import { report } from '../../ui/toast'
import { openSample } from '../open/open-document'
import { tourText as texts } from './text'

export const tourSteps = ['card', 'setting', 'change', 'undo', 'bundle'] as const
export type TourStepId = (typeof tourSteps)[number]

interface Tour {
  /** The sample that it goes over; null while there is no tour. */
  readonly document: DocumentId | null
  /** Index of the step; as many as there are steps after the last one. */
  readonly at: number
}

const none: Tour = { document: null, at: 0 }

export const useTour = create<Tour>(() => none)

/** Begins at the first step, with the sample as it is made: opens it, unless it is there and nobody has edited it. */
export async function startTour(): Promise<void> {
  const before = useSession.getState()
  if (!isUntouchedSample(before)) await openSample()
  const { opened, grant } = useSession.getState()
  if (opened === null || !grant?.isSample) return
  // The user went on with what was open.
  if (opened === before.opened && !isUntouchedSample(before)) return
  showFirstViews()
  useTour.setState({ document: opened.document, at: 0 })
  focusPane('tour')
}

/** Shows a step of the tour. */
export function goToStep(at: number): void {
  useTour.setState({ at })
}

/** Ends the tour, or refuses it. It is not offered again. */
export function endTour(): void {
  useTour.setState(none)
  const { facts } = useSession.getState()
  if (facts?.isTourOffered) {
    useSession.setState({ facts: { ...facts, isTourOffered: false } })
    void call('tour.over', {}).catch(report)
  }
  focusPane('side')
  announce(texts.again)
}

/** Whether there is something to say: a step of the tour, or the offer of one. */
export function useTourShows(): boolean {
  const document = useTour(tour => tour.document)
  return useSession(state => isOffered(state) || (document !== null && document === state.opened?.document))
}

function isOffered({ facts, grant }: Session): boolean {
  return (facts?.isTourOffered ?? false) && grant?.isSample === true
}

function isUntouchedSample({ opened, grant, status, failure }: Session): boolean {
  const isUntouched = status?.changes === 0 && status.undo === null && status.redo === null
  return opened !== null && grant?.isSample === true && failure === null && isUntouched
}
