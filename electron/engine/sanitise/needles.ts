// Secrets as byte patterns, to be found again in whatever form they were written: as they are, as hex, as base64 at each of its three
// alignments, in UTF-16. The trap: a short or plain value ("public") stands in many harmless places; such are counted, not searched for.

/** Bytes of one piece of a long secret: each run of a key that is this long is a pattern of its own, so that a line end hides nothing. */
const PIECE = 12
const SHORTEST = 8

export interface Match {
  readonly from: number
  readonly to: number
  readonly form: 'raw' | 'hex' | 'base64' | 'utf-16'
  readonly kind: string
}

interface Pattern {
  readonly bytes: Buffer
  readonly form: Match['form']
  readonly kind: string
}

/** The secrets of one copy as patterns, and the search for them. */
export class Needles {
  readonly #known = new Set<string>()
  readonly #plain = new Set<string>()
  readonly #byHead = new Map<number, Pattern[]>()
  #patterns = 0

  /** How many patterns there are. */
  get patterns(): number {
    return this.#patterns
  }

  /** Secrets that are too plain to be searched for. */
  get tooPlain(): number {
    return this.#plain.size
  }

  /** Takes a secret of printable characters, one a byte. */
  addText(kind: string, text: string): void {
    if (this.#known.has(text) || this.#plain.has(text)) return
    if (!isTelling(text)) {
      this.#plain.add(text)
      return
    }
    this.#known.add(text)
    this.#add(kind, Buffer.from(text, 'latin1'))
    const unescaped = unescapedJson(text)
    if (unescaped !== text && isTelling(unescaped)) this.#add(kind, Buffer.from(unescaped, 'latin1'))
  }

  /** Takes a secret of bytes, piece by piece; pieces that `isPublic` knows are not secret. */
  addBytes(kind: string, bytes: Uint8Array, isPublic: (piece: Buffer) => boolean = () => false): void {
    for (let at = 0; at + PIECE <= bytes.length; at += PIECE) {
      const piece = Buffer.from(bytes.subarray(at, at + PIECE))
      const name = piece.toString('latin1')
      if (this.#known.has(name) || new Set(piece).size < 7 || isPublic(piece)) continue
      this.#known.add(name)
      this.#add(kind, piece)
    }
  }

  /** Every place of a pattern, in order; overlapping ones are not joined. */
  *matches(bytes: Uint8Array): Iterable<Match> {
    const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
    const last = view.length - 8
    if (this.#byHead.size === 0) return
    for (let at = 0; at <= last; at++) {
      const found = this.#byHead.get(view.readInt32LE(at))
      if (!found) continue
      for (const { bytes: pattern, form, kind } of found) {
        const to = at + pattern.length
        if (to <= view.length && pattern.compare(view, at, to) === 0) yield { from: at, to, form, kind }
      }
    }
  }

  #add(kind: string, bytes: Buffer): void {
    const utf16 = Buffer.alloc(bytes.length * 2)
    bytes.forEach((byte, index) => {
      utf16[index * 2] = byte
    })
    this.#put(kind, 'raw', bytes)
    this.#put(kind, 'utf-16', utf16)
    this.#put(kind, 'hex', Buffer.from(bytes.toString('hex')))
    this.#put(kind, 'hex', Buffer.from(bytes.toString('hex').toUpperCase()))
    for (const shift of [0, 1, 2]) {
      // Characters that also hold bits of what stands before or after are left off.
      const text = Buffer.concat([Buffer.alloc(shift), bytes])
        .toString('base64')
        .replace(/=+$/, '')
      const whole = text.slice(shift === 0 ? 0 : shift + 1, Math.floor(((shift + bytes.length) * 8) / 6))
      this.#put(kind, 'base64', Buffer.from(whole))
      const url = whole.replaceAll('+', '-').replaceAll('/', '_')
      if (url !== whole) this.#put(kind, 'base64', Buffer.from(url))
    }
  }

  #put(kind: string, form: Match['form'], bytes: Buffer): void {
    if (bytes.length < SHORTEST) return
    const head = bytes.readInt32LE(0)
    const pattern = { bytes, form, kind }
    const others = this.#byHead.get(head)
    if (others) others.push(pattern)
    else this.#byHead.set(head, [pattern])
    this.#patterns++
  }
}

/** Whether finding a text elsewhere says that it was copied from here. */
function isTelling(text: string): boolean {
  if (text.length < SHORTEST || new Set(text).size < 5) return false
  const classes = [/[a-z]/, /[A-Z]/, /[0-9]/, /[^A-Za-z0-9]/].filter(one => one.test(text)).length
  return classes >= 2 && (/[0-9]/.test(text) || classes >= 3 || text.length >= 16)
}

/** The text without the escapes of JSON, as UTF-8; the text itself where they break. */
function unescapedJson(text: string): string {
  if (!text.includes('\\')) return text
  try {
    const value: unknown = JSON.parse(`"${text}"`)
    return typeof value === 'string' ? Buffer.from(value, 'utf8').toString('latin1') : text
  } catch {
    return text
  }
}
