// Strings and numbers as SSH writes them (RFC 4251, section 5).

/** 32 bits in network order. */
export function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(value)
  return bytes
}

/** A string: its length, then its bytes. */
export function text(value: string | Uint8Array): Buffer {
  const bytes = Buffer.from(value)
  return Buffer.concat([u32(bytes.length), bytes])
}

/** A positive number without leading zero bytes, but one before a set top bit. */
export function mpint(number: Buffer): Buffer {
  const first = number.findIndex(byte => byte !== 0)
  const bytes = first < 0 ? Buffer.alloc(0) : number.subarray(first)
  return text((bytes[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.of(0), bytes]) : bytes)
}

/** A number of a JSON web key. */
export function numberOf(base64: string): Buffer {
  return Buffer.from(base64, 'base64url')
}
