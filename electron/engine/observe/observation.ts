// What an investigator would look at: each an observation with its reason and place, none a verdict. A rule is data and a small function;
// observations.test.ts has a backup on which it fires and one on which it stays quiet.
import type { Place } from '../../../shared/model/place'
import type { HostView } from '../facts/host-view'

export interface Observed {
  /** Names out of the archive only as the document shows them. */
  readonly message: string
  readonly place: Place | null
}

export interface ObservationRule {
  readonly id: string
  readonly title: string
  /** Why one would look at it. */
  readonly reason: string
  readonly run: (host: HostView) => readonly Observed[]
}

export interface Observation extends Observed, Pick<ObservationRule, 'title' | 'reason'> {
  readonly rule: string
}
