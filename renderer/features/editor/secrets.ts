// Which parts of a text are secret: password hashes, private keys, the key inside encryption.info. They are replaced in
// the text itself before it reaches an editor or a diff, so that nothing secret is in the page, the clipboard or a search
// until the user asks. A mask never crosses a line break: line numbers and scroll positions stay.
import type { TextLanguage } from '../../../shared/model/preview'

export interface SecretRange {
  /** Offsets in the string, UTF-16 units, end exclusive. */
  readonly from: number
  readonly to: number
  /** What makes two secrets the same one: the hash, or the whole key a line belongs to. */
  readonly identity: string
}

export interface Masked {
  readonly text: string
  /** Different secrets hidden; the many lines of one private key count once. */
  readonly secrets: number
}

export interface MaskedPair {
  readonly before: string
  readonly after: string
  /** Different secrets hidden on both sides together. */
  readonly secrets: number
}

const mask = '••••••••'

/** Field 2 of an account that says "no password here" in the ways Unix knows. */
const noHash = /^(?:x|\*+|!+|!?\*+|\*?LK\*?|\*?NP\*?)$/i
const accountLine = /^([^:#\s][^:\r\n]*:)([^:\r\n]+)/gm
const cryptHash = /\$(?:1|2[abxy]?|5|6|7|y|gy)\$[./0-9A-Za-z$,=]{20,}/g
const sealedKey = /^([ \t]*ConfigEncData[ \t]*=[ \t]*")([^"\r\n]+)/gm
const privateKey = /-----BEGIN ([A-Z0-9 ]*PRIVATE KEY[A-Z0-9 ]*)-----/g

/** Secret parts in the order of the text, none overlapping another. */
export function secretRanges(text: string, language: TextLanguage): readonly SecretRange[] {
  const found: SecretRange[] = []
  if (text.includes('PRIVATE KEY')) found.push(...privateKeyLines(text))
  if (text.includes('ConfigEncData')) found.push(...secondGroups(text, sealedKey))
  if (language === 'accounts')
    found.push(...secondGroups(text, accountLine).filter(range => !noHash.test(range.identity)))
  if (text.includes('$')) {
    for (const match of text.matchAll(cryptHash)) {
      found.push({ from: match.index, to: match.index + match[0].length, identity: match[0] })
    }
  }
  found.sort((a, b) => a.from - b.from || b.to - a.to)
  let end = 0
  return found.filter(range => {
    if (range.from < end) return false
    end = range.to
    return true
  })
}

/** The text with every secret replaced by bullets. */
export function maskSecrets(text: string, language: TextLanguage): Masked {
  const ranges = secretRanges(text, language)
  return { text: replaceRanges(text, ranges, () => mask), secrets: new Set(ranges.map(range => range.identity)).size }
}

/** Two texts masked for a comparison: the same secret gets the same number on both sides, another secret another, so
 * that a changed password still shows as a change. */
export function maskForDiff(before: string, after: string, language: TextLanguage): MaskedPair {
  const numbers = new Map<string, number>()
  const numbered = (range: SecretRange) => {
    const number = numbers.get(range.identity) ?? numbers.size + 1
    numbers.set(range.identity, number)
    return `${mask}#${number}`
  }
  const maskedBefore = replaceRanges(before, secretRanges(before, language), numbered)
  const maskedAfter = replaceRanges(after, secretRanges(after, language), numbered)
  return { before: maskedBefore, after: maskedAfter, secrets: numbers.size }
}

function replaceRanges(text: string, ranges: readonly SecretRange[], by: (range: SecretRange) => string): string {
  const parts: string[] = []
  let end = 0
  for (const range of ranges) {
    parts.push(text.slice(end, range.from), by(range))
    end = range.to
  }
  parts.push(text.slice(end))
  return parts.join('')
}

function secondGroups(text: string, pattern: RegExp): readonly SecretRange[] {
  return [...text.matchAll(pattern)].map(match => {
    const [, lead = '', secret = ''] = match
    const from = match.index + lead.length
    return { from, to: from + secret.length, identity: secret }
  })
}

/** Every line between the BEGIN of a private key and its END, or to the end of the text where there is none. */
function privateKeyLines(text: string): readonly SecretRange[] {
  const ranges: SecretRange[] = []
  for (const begin of text.matchAll(privateKey)) {
    const from = begin.index + begin[0].length
    const end = text.indexOf(`-----END ${begin[1]}-----`, from)
    const body = text.slice(from, end < 0 ? text.length : end)
    for (const line of body.matchAll(/[^\r\n]+/g)) {
      const start = from + line.index
      ranges.push({ from: start, to: start + line[0].length, identity: body })
    }
  }
  return ranges
}
