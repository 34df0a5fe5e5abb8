// What an investigator would look at: each an observation with its reason and place, none a verdict. A rule is data and a small function;
// observations.test.ts has a backup on which it fires and one on which it stays quiet.
import type { Observation } from '../../../shared/model/observation'
import type { HostView } from '../facts/host-view'

export type Observed = Pick<Observation, 'message' | 'place'>

export interface ObservationRule extends Pick<Observation, 'title' | 'reason'> {
  readonly id: string
  readonly run: (host: HostView) => readonly Observed[]
}
