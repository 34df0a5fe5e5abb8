// Making a finding of a code in the tables: its severity and sentence come from there, the place and the facts from where it was found.
import type { Finding, FindingPlace } from '../model/finding'
import { findingKinds, type TableCode } from './kinds'

type FactsOf<C extends TableCode> = Parameters<(typeof findingKinds)[C]['message']>

/** The finding of a code at a place. Names among the facts must be safe to show. */
export function finding<C extends TableCode>(code: C, place: FindingPlace, ...facts: FactsOf<C>): Finding {
  const { severity, message } = findingKinds[code]
  // The facts are those of this code: the pairing is lost in the union of all messages.
  return { code, severity, place, message: (message as (...facts: FactsOf<C>) => string)(...facts) }
}
