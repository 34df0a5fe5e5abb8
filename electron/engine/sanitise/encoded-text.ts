// Parts of a text that are not words: the body of PEM, hashes as crypt(5) and LDAP (RFC 2307) write them, and base64. A short name of a host stands in
// them by chance.

const candidate = new RegExp(
  `(?<certain>${[
    '(?<=-----BEGIN [A-Z0-9 ]{1,40}-----)[A-Za-z0-9+/=\\s]+(?=-----END )',
    '\\$(?:[1-9]|2[abxy]|md5|sha1|apr1|g?y|argon2(?:id?|d)|scrypt|pbkdf2[-\\w]{0,10})\\$[./A-Za-z0-9$=,+-]{16,}',
    '\\{(?:S?SHA\\d{0,3}|S?MD5|CRYPT|PBKDF2[-\\w]{0,10})\\}[./A-Za-z0-9$=,+-]{16,}',
  ].join('|')})|[A-Za-z0-9+/]{24,}={0,2}`,
  'g',
)

/** The text with each part that is words changed; the others stay. */
export function changeWords(text: string, change: (words: string) => string): string {
  const parts: string[] = []
  let at = 0
  for (const { 0: found, index, groups } of text.matchAll(candidate)) {
    if (groups?.certain === undefined && !isBase64(found)) continue
    parts.push(change(text.slice(at, index)), found)
    at = index + found.length
  }
  parts.push(change(text.slice(at)))
  return parts.join('')
}

/**
 * Base64 from a path: of its neighbouring characters most are of different kinds (capital, small letter, digit; six of ten pairs by chance), and each
 * kind of letter has its share (two of five).
 */
function isBase64(run: string): boolean {
  const kinds = [...run].map(kindOf)
  const share = (kind: string) => kinds.filter(one => one === kind).length / kinds.length
  const changes = kinds.filter((kind, index) => index > 0 && kind !== kinds[index - 1]).length
  return share('A') > 0.15 && share('a') > 0.15 && changes / kinds.length > 0.4
}

function kindOf(character: string): string {
  if (/[A-Z]/.test(character)) return 'A'
  if (/[a-z]/.test(character)) return 'a'
  return /[0-9]/.test(character) ? '0' : character
}
