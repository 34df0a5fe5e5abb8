// How a comparison is written where it ends up in tickets and mails.
import type { ComparedEntry } from '../../../shared/model/comparison'
import { secretMask } from '../../../shared/secrets/spans'

/** A hidden value as reports have it. */
export function starred(value: string): string {
  return value === secretMask ? '***' : value
}

/** The fields that docs/cli.md promises of a difference; `from` where the entry had another address before. */
export function differenceJson({ address, change, what, from, keys }: ComparedEntry) {
  const value = (text: string | null) => (text === null ? null : starred(text))
  return {
    address,
    change,
    what,
    ...(from === null ? {} : { from }),
    ...(keys === null
      ? {}
      : { keys: keys.map(({ key, before, after }) => ({ key, old: value(before), new: value(after) })) }),
  }
}
