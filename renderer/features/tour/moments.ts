// What the tour goes by: the little of the window's state that tells whether a step was done.
import type { MainViewId } from '../../../shared/commands/views'
import { useLayout } from '../../state/layout'
import { useSession } from '../../state/session'
import { useBundle } from '../bundle/bundle-store'
import { useSettings } from '../settings/settings-state'

export interface Moment {
  readonly main: MainViewId
  /** What the settings are filtered by. */
  readonly filter: string
  /** The setting whose detail is open. */
  readonly setting: unknown
  readonly revision: number
  readonly changes: number
  /** What the next redo would do. */
  readonly redo: string | null
  /** Whether the proof of a bundle shows. */
  readonly proof: boolean
}

/** Calls with each moment and the one before it, until the function given back is called. */
export function followMoments(listen: (last: Moment, now: Moment) => void): () => void {
  let last = moment()
  const look = () => {
    const now = moment()
    const before = last
    last = now
    listen(before, now)
  }
  const ends = [useLayout, useSession, useBundle, useSettings].map(store => store.subscribe(look))
  return () => {
    for (const end of ends) end()
  }
}

function moment(): Moment {
  const { status } = useSession.getState()
  const { filter, shown } = useSettings.getState()
  return {
    main: useLayout.getState().main,
    filter: filter.text.trim(),
    setting: shown,
    revision: status?.revision ?? 0,
    changes: status?.changes ?? 0,
    redo: status?.redo ?? null,
    proof: useBundle.getState().step?.kind === 'done',
  }
}
