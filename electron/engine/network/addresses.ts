// IPv4 addresses as text. Not by node:net: the packaged program imports no module that reaches a network.

/** Four numbers from 0 to 255 with dots between, without leading zeros. */
export function isIPv4(text: string): boolean {
  const parts = text.split('.')
  return parts.length === 4 && parts.every(part => /^(?:0|[1-9]\d{0,2})$/.test(part) && Number(part) <= 255)
}

/** An address as a signed number of 32 bits. */
export function bitsOf(address: string): number {
  return address.split('.').reduce((sum, part) => (sum << 8) | Number(part), 0)
}
