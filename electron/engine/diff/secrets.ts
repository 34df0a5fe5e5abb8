// Secrets in a report: a change report is made to be read, mailed and attached to a ticket, while the new state.tgz beside it
// already holds every byte. So what only a host needs (password hashes, private keys, the key of the envelope) is written
// as `***`; that such a line changed is still told.
// Text is a string of bytes here (Latin-1), so that masking never depends on an encoding.

export interface MaskedText {
  /** The text's lines without their LF; as many as the text has, counting what stands behind the last LF if anything does. */
  readonly lines: readonly string[]
  /** Indexes of the lines in which something was hidden. */
  readonly hidden: ReadonlySet<number>
}

const STARS = '***'
const accounts = /^(?:\.#)?(?:g?shadow|passwd)-?$/
const cryptHash = /\$(?:[1-9]|2[abxy]?|y|gy|7|md5|sha1)\$[./A-Za-z0-9$=,+-]{8,}/g
const begin = /-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----/
const end = /-----END [A-Z0-9 ]*PRIVATE KEY-----/
const envelopeKey = /^(\s*ConfigEncData\s*=\s*").*?("?\s*)$/
/** What stands in the password field of an account without a password that could be told: empty, locked, elsewhere. */
const noPassword = new Set(['', '*', '!', '!!', '!*', '*LK*', 'x'])

/** Whether a path is that of shadow, passwd or a copy of them, whose second field is a password. */
export function isAccountsFile(path: string): boolean {
  return accounts.test(path.split('/').at(-1) ?? '')
}

/** The lines of a file with its secrets hidden: known by their form, in account files also by their place. */
export function maskSecrets(text: string, isAccounts: boolean): MaskedText {
  const hidden = new Set<number>()
  let insideKey = false
  const lines = splitLines(text).map((line, index) => {
    const masked = maskKeyBody(line, insideKey)
    insideKey = masked.inside
    let shown = masked.line.replace(cryptHash, STARS).replace(envelopeKey, `$1${STARS}$2`)
    if (isAccounts) shown = maskPasswordField(shown)
    if (shown !== line) hidden.add(index)
    return shown
  })
  return { lines, hidden }
}

/** Lines without their LF. A text that ends in LF has no empty line behind it. */
export function splitLines(text: string): string[] {
  const lines = text.split('\n')
  if (lines.at(-1) === '') lines.pop()
  return lines
}

/** Hides what lies between the BEGIN and END of a private key, on one line or over many; without an END, all of the rest. */
function maskKeyBody(line: string, inside: boolean): { readonly line: string; readonly inside: boolean } {
  let shown = ''
  let rest = line
  for (;;) {
    const border = (inside ? end : begin).exec(rest)
    if (!border) return { line: shown + (inside && rest.trim() !== '' ? STARS : rest), inside }
    const before = rest.slice(0, border.index)
    shown += (inside && before !== '' ? STARS : before) + border[0]
    rest = rest.slice(border.index + border[0].length)
    inside = !inside
  }
}

function maskPasswordField(line: string): string {
  const [user, password, ...others] = line.split(':')
  if (user === undefined || password === undefined || noPassword.has(password)) return line
  return [user, STARS, ...others].join(':')
}
