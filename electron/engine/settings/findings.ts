// What a reading finds that does not hold. Bounded: a hostile file must not fill the memory with complaints about it.
import type { Finding, Place } from '../../../shared/model/place'

/** Findings of one code that are kept; of the rest, how many there are. */
const KEPT = 50

export class Findings {
  readonly #kept = new Map<string, Finding[]>()
  readonly #more = new Map<string, number>()

  add(code: string, severity: Finding['severity'], message: string, place: Place): void {
    const known = this.#kept.get(code) ?? []
    if (known.length < KEPT) this.#kept.set(code, [...known, { code, severity, message, place }])
    else this.#more.set(code, (this.#more.get(code) ?? 0) + 1)
  }

  /** All of them, each kind together; the last of a kind says how many more there are. */
  list(): readonly Finding[] {
    return [...this.#kept].flatMap(([code, findings]) => {
      const more = this.#more.get(code)
      const [first] = findings
      if (more === undefined || !first) return findings
      return [
        ...findings,
        { ...first, message: `…and ${more} more of this kind.`, place: { address: first.place.address } },
      ]
    })
  }
}
