// IP addresses as text. Not by node:net: the packaged program imports no module that reaches a network.

/** Four numbers from 0 to 255 with dots between, without leading zeros. */
export function isIPv4(text: string): boolean {
  const parts = text.split('.')
  return parts.length === 4 && parts.every(part => /^(?:0|[1-9]\d{0,2})$/.test(part) && Number(part) <= 255)
}

/** Eight groups of up to four hex digits with colons between (RFC 4291), one run of zero groups left out, the last two as IPv4; no zone. */
export function isIPv6(text: string): boolean {
  const halves = text.split('::')
  if (halves.length > 2) return false
  const counts = halves.map((half, index) => groupsIn(half, index === halves.length - 1))
  const groups = counts.reduce((sum, count) => sum + count, 0)
  return halves.length === 2 ? groups < 8 : groups === 8
}

/** How many groups stand there; NaN where one is none. */
function groupsIn(half: string, isLast: boolean): number {
  if (half === '') return 0
  const parts = half.split(':')
  return parts.reduce((sum, part, index) => {
    if (/^[0-9a-f]{1,4}$/i.test(part)) return sum + 1
    return isLast && index === parts.length - 1 && isIPv4(part) ? sum + 2 : Number.NaN
  }, 0)
}

/** Four numbers that are ones and then zeros in bits, with at least one of the ones (RFC 4632). */
export function isNetmask(text: string): boolean {
  if (!isIPv4(text)) return false
  const zeros = ~bitsOf(text)
  return zeros !== -1 && (zeros & (zeros + 1)) === 0
}

/** An address as a signed number of 32 bits. */
export function bitsOf(address: string): number {
  return address.split('.').reduce((sum, part) => (sum << 8) | Number(part), 0)
}
