// A fact about a host: a small module each, in the folder of its group. A part that is missing here is a type error.
import type { Fact, FactValue } from '../../../shared/model/facts'
import type { HostView } from './host-view'

export interface FactModule extends Omit<Fact, 'values'> {
  /** Reads the fact; empty where the backup does not hold it. Never guesses, throws nothing, and never gives a secret. */
  read(host: HostView): readonly FactValue[]
}
