// What a reading finds that does not hold. Bounded: a hostile file must not fill the memory with complaints about it.
import { finding } from '../../../shared/findings/finding'
import type { Finding } from '../../../shared/model/finding'

/** Findings of one code that are kept; of the rest, how many there are. */
const KEPT = 50

/** The findings of one reading, at most `KEPT` of each code. */
export class Findings {
  readonly #kept = new Map<string, Finding[]>()
  readonly #more = new Map<string, number>()

  add(found: Finding): void {
    const known = this.#kept.get(found.code)
    if (!known) this.#kept.set(found.code, [found])
    else if (known.length < KEPT) known.push(found)
    else this.#more.set(found.code, (this.#more.get(found.code) ?? 0) + 1)
  }

  /** All of them, each kind together; after the last of a kind, how many more there are. */
  list(): readonly Finding[] {
    return [...this.#kept].flatMap(([code, findings]) => {
      const more = this.#more.get(code)
      if (more === undefined) return findings
      const { address } = findings[0]?.place ?? {}
      return [...findings, finding('findings-more', address === undefined ? {} : { address }, more, code)]
    })
  }
}
