// What a user types to go to an offset.

export type ParsedOffset =
  | { readonly kind: 'offset'; readonly offset: number }
  | { readonly kind: 'no-number' }
  | { readonly kind: 'beyond-end' }

/** Reads decimal (`1536`, `1,536`) or hexadecimal (`0x600`) text; `total` is the length of the file in bytes. */
export function parseOffset(typed: string, total: number): ParsedOffset {
  const digits = typed.trim().replace(/[\s,_]/g, '')
  if (!/^(?:0[xX][0-9a-fA-F]+|\d+)$/.test(digits)) return { kind: 'no-number' }
  const offset = Number(digits)
  return offset < total ? { kind: 'offset', offset } : { kind: 'beyond-end' }
}
