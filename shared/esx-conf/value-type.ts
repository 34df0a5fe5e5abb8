// What a value of esx.conf is by its looks: the file itself has texts alone.

export type ConfValueType = 'boolean' | 'number' | 'mac' | 'ip' | 'uuid' | 'text'

const octet = '(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)'
const dotted = `(?:${octet}\\.){3}${octet}`
const ipV4 = new RegExp(`^${dotted}(?:/\\d{1,2})?$`)
const dottedEnd = new RegExp(`:${dotted}$`)

const patterns: readonly (readonly [ConfValueType, (value: string) => boolean])[] = [
  ['boolean', value => /^(?:true|false)$/i.test(value)],
  ['number', value => /^(?:[+-]?\d+(?:\.\d+)?|0x[\da-f]+)$/i.test(value)],
  ['mac', value => /^(?:[\da-f]{2}:){5}[\da-f]{2}$/i.test(value)],
  ['ip', value => ipV4.test(value) || isIpV6(value)],
  // RFC 9562, and the form of the host's own ids: 5f0c2b7a-1d2e3f40-9a8b-0050569a1b2c.
  [
    'uuid',
    value =>
      /^(?:[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}|[\da-f]{8}-[\da-f]{8}-[\da-f]{4}-[\da-f]{12})$/i.test(
        value,
      ),
  ],
]

/** Longer than any that is not a text. */
const longest = 64

/** The type of a value. */
export function confValueType(value: string): ConfValueType {
  if (value.length > longest) return 'text'
  return patterns.find(([, is]) => is(value))?.[0] ?? 'text'
}

/** RFC 4291, section 2.2: eight groups, or fewer around one `::`; the last two may be an IPv4 address. A prefix length may follow. */
function isIpV6(value: string): boolean {
  const address = value.replace(/\/\d{1,3}$/, '').replace(dottedEnd, ':0:0')
  const sides = address.split('::')
  const groups = sides.flatMap(side => (side === '' ? [] : side.split(':')))
  if (!groups.every(group => /^[\da-f]{1,4}$/i.test(group))) return false
  return sides.length === 2 ? groups.length < 8 : sides.length === 1 && groups.length === 8
}
