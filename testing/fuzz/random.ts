// The fuzzer's dice: sfc32 seeded from text, so that a seed and a number name an input for ever. Fast rather than good; the
// SeededRandom of the fixtures hashes for each draw, which would cost more than opening the input.

export class Random {
  #a: number
  #b: number
  #c: number
  #counter = 1

  constructor(seed: string) {
    const words = [0x9e3779b9, 0x243f6a88, 0xb7e15162]
    for (let at = 0; at < seed.length; at++) {
      for (let index = 0; index < 3; index++) {
        words[index] = Math.imul(words[index]! ^ seed.charCodeAt(at), 0x85ebca6b + 2 * index) ^ (words[index]! >>> 13)
      }
    }
    this.#a = words[0]!
    this.#b = words[1]!
    this.#c = words[2]!
    for (let round = 0; round < 12; round++) this.next()
  }

  /** 0 to 2^32 − 1. */
  next(): number {
    const result = (this.#a + this.#b + this.#counter) | 0
    this.#counter = (this.#counter + 1) | 0
    this.#a = this.#b ^ (this.#b >>> 9)
    this.#b = (this.#c + (this.#c << 3)) | 0
    this.#c = ((this.#c << 21) | (this.#c >>> 11)) + result
    return result >>> 0
  }

  /** 0 to `limit` − 1; 0 when there is nothing to choose from. */
  below(limit: number): number {
    return limit < 2 ? 0 : this.next() % limit
  }

  /** True once in `times`. */
  once(times: number): boolean {
    return this.below(times) === 0
  }

  /** One of the list. Throws when it is empty. */
  pick<T>(list: readonly T[]): T {
    if (list.length === 0) throw new RangeError('nothing to pick from')
    return list[this.below(list.length)]!
  }

  /** A small number, each next one half as likely. */
  few(most: number): number {
    let count = 0
    while (count < most && this.once(2)) count++
    return count
  }

  bytes(length: number): Uint8Array {
    return Uint8Array.from({ length }, () => this.next() & 0xff)
  }
}
