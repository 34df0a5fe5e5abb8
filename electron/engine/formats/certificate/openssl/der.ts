// Elements of DER (X.690, 8.1), one after the other: what no class of the schema library stands for, and what must be taken as its bytes.

export interface DerElement {
  /** The identifier octet: 0x30 for a SEQUENCE, 0x81 for what has the context tag 1. */
  readonly tag: number
  readonly content: Uint8Array
  /** With tag and length. */
  readonly whole: Uint8Array
}

/** The elements that fill these bytes; null where they do not, or one of them has a tag or length of a form that certificates do not have. */
export function elementsIn(bytes: Uint8Array): readonly DerElement[] | null {
  const found: DerElement[] = []
  for (let at = 0; at < bytes.length; ) {
    const place = elementAt(bytes, at)
    if (!place || place.end > bytes.length) return null
    found.push({
      tag: bytes[at] ?? 0,
      content: bytes.subarray(place.start, place.end),
      whole: bytes.subarray(at, place.end),
    })
    at = place.end
  }
  return found
}

/** What is in the only element of these bytes, if it has this tag. */
export function inside(bytes: Uint8Array, tag: number): readonly DerElement[] | null {
  const [only, ...more] = elementsIn(bytes) ?? []
  return only?.tag === tag && more.length === 0 ? elementsIn(only.content) : null
}

/** Where the content of an element begins and ends; null for what has no length there. */
export function elementAt(bytes: Uint8Array, at: number): { readonly start: number; readonly end: number } | null {
  const first = bytes[at + 1]
  if (first === undefined) return null
  if (first < 0x80) return { start: at + 2, end: at + 2 + first }
  const count = first - 0x80
  if (count < 1 || count > 4) return null
  const length = bytes.subarray(at + 2, at + 2 + count).reduce((sum, byte) => sum * 256 + byte, 0)
  return { start: at + 2 + count, end: at + 2 + count + length }
}

/** The number of an INTEGER, of up to eight bytes; null for a longer one. */
export function smallInteger(content: Uint8Array): bigint | null {
  if (content.length === 0 || content.length > 8) return null
  return BigInt.asIntN(content.length * 8, BigInt(`0x${Buffer.from(content).toString('hex')}`))
}
