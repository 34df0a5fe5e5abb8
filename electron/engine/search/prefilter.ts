// Which contents may hold a query at all, told by one walk over the bytes of a whole layer instead of one look at each file: a search spends
// its time on what has a hit. It may say yes to what has none, and never no to what has one.
import type { SearchQuery } from '../../../shared/model/search'
import type { Bytes, Range } from '../codecs/bytes'
import { anchorOf } from './anchor'
import { requiredText } from './required-text'

/** What bytes must hold. */
export interface Sought {
  /** The place of the first that begins at or after a place of a chunk; -1 for none. */
  find(chunk: Buffer, from: number): number
  /** Bytes of the longest form. */
  readonly longest: number
}

/**
 * Bytes of which every content with a match of the query holds one; null where nothing can be told. A text that is UTF-8 or Latin-1 holds
 * ASCII as itself.
 */
export function soughtBy({ text, regex, matchCase }: SearchQuery): readonly Sought[] | null {
  const needed = regex ? requiredText(text) : matchCase ? text : longestAscii(text)
  if (needed === null || needed === '') return null
  if (!matchCase) return [inAnyCase(needed)]
  const forms = [Buffer.from(needed, 'utf8'), Buffer.from(needed, 'latin1')]
  return forms.filter((one, index) => forms.findIndex(other => other.equals(one)) === index).map(exactly)
}

/** What ends the border of every certificate in PEM: a certificate says what its text does not. */
export const certificateBorder: Sought = exactly(Buffer.from('CERTIFICATE-----'))

function exactly(needle: Buffer): Sought {
  const [before, end] = anchorOf(needle)
  const anchor = needle.subarray(before, end)
  const isWhole = anchor.length === needle.length
  return {
    find(chunk, from) {
      for (let at = chunk.indexOf(anchor, from + before); at >= 0; at = chunk.indexOf(anchor, at + 1)) {
        const start = at - before
        if (isWhole || needle.compare(chunk, start, Math.min(start + needle.length, chunk.length)) === 0) return start
      }
      return -1
    },
    longest: needle.length,
  }
}

/** Without regard to case k also stands for the sign of Kelvin, and s for the long s, as they are in UTF-8. */
function inAnyCase(ascii: string): Sought {
  const letters = [...ascii].map(letter => {
    if (/k/i.test(letter)) return '(?:k|\\xe2\\x84\\xaa)'
    if (/s/i.test(letter)) return '(?:s|\\xc5\\xbf)'
    return letter.replace(/[\\^$.*+?()[\]{}|/]/, '\\$&')
  })
  const pattern = new RegExp(letters.join(''), 'gi')
  const longest = ascii.length * 3
  let [known, begin, text]: [Buffer | null, number, string] = [null, 0, '']
  return {
    find(chunk, from) {
      for (let at = from - (from % decoded); at < chunk.length; at += decoded) {
        if (known !== chunk || begin !== at)
          [known, begin, text] = [chunk, at, chunk.toString('latin1', at, at + decoded + longest - 1)]
        pattern.lastIndex = Math.max(from - at, 0)
        const found = pattern.exec(text)
        if (found) return at + found.index
      }
      return -1
    },
    longest,
  }
}

/** Bytes that become a text at once: those of 128 KiB and more V8 keeps elsewhere, where making one takes four times as long. */
const decoded = 64 * 1024

/** Letters beyond ASCII have other cases, and other bytes in each encoding. */
function longestAscii(text: string): string {
  return (text.match(/[ -~]+/g) ?? []).reduce((best, run) => (run.length > best.length ? run : best), '')
}

/** Bytes that one walk is ahead of another at most: what the first has read the next finds in the processor's cache. */
const stretch = 256 * 1024

/** Asked for ranges from front to back, it walks over the bytes once; asked in another order it is right too, and slower. */
export class Walk {
  /** Nothing begins in [#from, #at). */
  #from = 0
  #at = 0
  /** Whether something begins at `#at`. */
  #isHit = false
  /** The chunk that was looked at last, and its place. */
  #chunk: Buffer = Buffer.alloc(0)
  #start = 0

  constructor(
    private readonly bytes: Bytes,
    private readonly sought: Sought,
  ) {}

  /** Whether one begins in a range. It may end after it. */
  mayHold({ start, end }: Range): boolean {
    if (start < this.#from || start > this.#at) {
      this.#from = start
      this.#at = start
      this.#isHit = false
    }
    while (!this.#isHit && this.#at < end) this.#step()
    return this.#isHit && this.#at < end
  }

  /** Walks on to the next one, or to the end of a chunk. */
  #step(): void {
    this.#chunkAt(this.#at)
    const chunkEnd = this.#start + this.#chunk.length
    const isLast = chunkEnd === this.bytes.length
    // What begins in the last bytes of a chunk may end in the next one.
    const seam = isLast ? chunkEnd : chunkEnd - (this.sought.longest - 1)
    if (this.#at < seam) {
      this.#walked(this.sought.find(this.#chunk, this.#at - this.#start), this.#start, seam)
      return
    }
    const around = this.bytes.read(this.#at, Math.min(chunkEnd + this.sought.longest - 1, this.bytes.length))
    const found = this.sought.find(Buffer.from(around.buffer, around.byteOffset, around.length), 0)
    this.#walked(this.#at + found < chunkEnd ? found : -1, this.#at, chunkEnd)
  }

  #walked(found: number, from: number, end: number): void {
    this.#isHit = found >= 0
    this.#at = found >= 0 ? from + found : end
  }

  /** The chunk that a place lies in, as the bytes are held. */
  #chunkAt(place: number): void {
    if (place >= this.#start && place < this.#start + this.#chunk.length) return
    for (const chunk of this.bytes.slice(place).chunks()) {
      this.#chunk = Buffer.from(chunk.buffer, chunk.byteOffset, Math.min(chunk.length, stretch))
      this.#start = place
      return
    }
  }
}
