// JSON that can carry bytes: a Uint8Array travels as {"$bytes": "<base64>"}. Both ends of the browser host use this one
// codec. Trap: a replacer or reviver visits every property, which a folder of 100,000 rows would feel, so both are used
// only where there are bytes at all.

const key = '$bytes'
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
const letterValue = new Uint8Array(128)
for (let value = 0; value < 64; value += 1) letterValue[alphabet.charCodeAt(value)] = value

/** A value as JSON text; each Uint8Array in it as base64. */
export function stringifyWithBytes(value: unknown): string {
  if (!holdsBytes(value)) return JSON.stringify(value)
  return JSON.stringify(value, (_name, part: unknown) =>
    part instanceof Uint8Array ? { [key]: toBase64(part) } : part,
  )
}

/** The value that `stringifyWithBytes` wrote. Throws SyntaxError for text that is not JSON or not base64. */
export function parseWithBytes(text: string): unknown {
  if (!text.includes(`"${key}"`)) return JSON.parse(text)
  return JSON.parse(text, (_name, part: unknown) => {
    if (typeof part !== 'object' || part === null || !Object.hasOwn(part, key)) return part
    const [entry, ...others] = Object.entries(part)
    return entry !== undefined && others.length === 0 && typeof entry[1] === 'string' ? fromBase64(entry[1]) : part
  })
}

function holdsBytes(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false
  if (value instanceof Uint8Array) return true
  return Array.isArray(value) ? value.some(holdsBytes) : Object.values(value).some(holdsBytes)
}

function toBase64(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += 3) {
    const left = bytes.length - at
    const group = (bytes[at] ?? 0) * 65_536 + (bytes[at + 1] ?? 0) * 256 + (bytes[at + 2] ?? 0)
    text += alphabet.charAt((group >> 18) & 63) + alphabet.charAt((group >> 12) & 63)
    text += left > 1 ? alphabet.charAt((group >> 6) & 63) : '='
    text += left > 2 ? alphabet.charAt(group & 63) : '='
  }
  return text
}

function fromBase64(text: string): Uint8Array {
  const body = text.replace(/={0,2}$/, '')
  if (text.length % 4 !== 0 || /[^A-Za-z0-9+/]/.test(body)) throw new SyntaxError('bytes are not base64')
  const bytes = new Uint8Array(Math.floor((body.length * 3) / 4))
  for (let at = 0, to = 0; at < body.length; at += 4, to += 3) {
    let group = 0
    for (let step = 0; step < 4; step += 1) {
      group = group * 64 + (at + step < body.length ? (letterValue[body.charCodeAt(at + step)] ?? 0) : 0)
    }
    bytes.set([group >> 16, (group >> 8) & 255, group & 255].slice(0, bytes.length - to), to)
  }
  return bytes
}
