// Where a date stands between the two of a certificate.
import type { Certificate } from '../../../shared/viewers/certificate'

/** Milliseconds. */
const day = 86_400_000
/** Days before the end from which on a renewal is due. */
const soon = 60

export type Validity =
  | { readonly state: 'valid' | 'soon'; readonly days: number; readonly share: number }
  | { readonly state: 'expired' | 'early'; readonly days: number; readonly share: number }
  | { readonly state: 'undated' }

/** Whole days left, past, or to come; `share` of the time between the two dates that has passed, 0 to 1. `now` in ms since 1970. */
export function validityOf(
  { notBefore, notAfter }: Pick<Certificate, 'notBefore' | 'notAfter'>,
  now: number,
): Validity {
  const from = Date.parse(notBefore ?? '')
  const to = Date.parse(notAfter ?? '')
  if (Number.isNaN(from) || Number.isNaN(to)) return { state: 'undated' }
  if (now > to) return { state: 'expired', days: Math.floor((now - to) / day), share: 1 }
  if (now < from) return { state: 'early', days: Math.floor((from - now) / day), share: 0 }
  const days = Math.floor((to - now) / day)
  return { state: days < soon ? 'soon' : 'valid', days, share: to > from ? (now - from) / (to - from) : 1 }
}
