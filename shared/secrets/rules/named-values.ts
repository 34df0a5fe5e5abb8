// Values that are secret by the name they stand beside: in JSON, in XML, in `name = value` files such as esx.conf and iscsid.conf.
// The name is compared by its last segment, without case, underscores and hyphens.
import { isNamed, type SecretFile, type SecretKind, type SecretRule, type SecretSpan } from '../secret'

/** Last segments in lower case, without underscores and hyphens. */
export const secretNames: Readonly<Record<string, SecretKind>> = {
  passwordhash: 'password-hash',
  hashedpassword: 'password-hash',
  chapsecret: 'chap-secret',
  mutualchapsecret: 'chap-secret',
  chappassword: 'chap-secret',
  mutualchappassword: 'chap-secret',
  community: 'snmp-community',
  communities: 'snmp-community',
  communitystring: 'snmp-community',
  authhash: 'snmp-key',
  privhash: 'snmp-key',
  authenticationhash: 'snmp-key',
  privacyhash: 'snmp-key',
  authkey: 'snmp-key',
  privkey: 'snmp-key',
  authenticationkey: 'snmp-key',
  privacykey: 'snmp-key',
  privatekey: 'private-key',
  licensekey: 'license-key',
  encryptionrecoverykey: 'recovery-key',
  password: 'password',
  passwordin: 'password',
  passwd: 'password',
  passphrase: 'password',
  secret: 'password',
  sharedsecret: 'password',
  clientsecret: 'password',
  kerberospassword: 'password',
  krb5password: 'password',
  bindpassword: 'password',
  bindpw: 'password',
}

/** Part of every name above, as it is written between separators. */
const hint = /pass|secret|communit|hash|priv|auth|license|recovery|bind/gi
/** What stands between a name and its value, unless the name is that of an element. */
const beforeValue = /[ \t]*=|"[ \t\r\n]{0,100}:/y

/** Longest name; longer ones are not looked at, so that no text makes a pattern run away. */
const NAME = '[\\w.:/\\[\\]-]{1,200}'
const COLON = '[ \\t\\r\\n]{0,100}:[ \\t\\r\\n]{0,100}'
const jsonText = new RegExp(`"(${NAME})"${COLON}"((?:[^"\\\\\\r\\n]|\\\\[^\\r\\n])*)`, 'g')
const jsonList = new RegExp(`"(${NAME})"${COLON}\\[`, 'g')
const listItem = /"((?:[^"\\\r\n]|\\[^\r\n])*)"?/g
const element = new RegExp(`<(${NAME})(?:[ \\t][^<>]{0,1000})?>([^<]*)`, 'g')
const lineHead = new RegExp(`^[ \\t]*(${NAME})[ \\t]*$`)
const leaseFile = /^(?:\.#)?(?:dhclient|dhcp).*|\.leases$/i
const keyStatement = /(?<![\w-])secret[ \t]{1,20}"?([^";\s]{1,1000})/g
const longestName = 200
/** Names whose kind is remembered. */
const mostKnown = 4096
const QUOTE = 0x22

/** What is not a secret in such a place: nothing, a variable of a script, a word that switches. */
const harmless = /^(?:[ \t\r\n]*|\$[({\w][\s\S]*|\*+|true|false|yes|no|on|off|none|null)$/i

/** Spans of the kind that the name stands for; a file's own schema may add names. */
export const namedValues: SecretRule = function* (text, file): Iterable<SecretSpan> {
  const { kindOf, hint } = namesIn(file)
  if (isNamed(file, leaseFile)) yield* statements(text)
  if (!hasName(text, hint, kindOf)) return
  if (text.includes('"')) {
    yield* values(text, jsonText, kindOf)
    yield* lists(text, kindOf)
  }
  if (text.includes('<')) yield* values(text, element, kindOf)
  yield* attributes(text, kindOf)
  yield* lines(text, kindOf)
}

/** The kind of secret that a value of this name is, whatever a schema says of it; null for an ordinary one. */
export function secretKindOfName(name: string, file: SecretFile = { paths: [] }): SecretKind | null {
  return namesIn(file).kindOf(name)
}

interface Names {
  readonly kindOf: KindOf
  /** Part of every name, found faster than a name is. */
  readonly hint: RegExp
}

const namesOfAllFiles = namesWith(new Map())
const namesWithDeclared = new WeakMap<object, Names>()

function namesIn({ names }: SecretFile): Names {
  if (!names) return namesOfAllFiles
  const known = namesWithDeclared.get(names)
  if (known) return known
  const made = namesWith(names)
  namesWithDeclared.set(names, made)
  return made
}

function namesWith(declaredNames: ReadonlyMap<string, SecretKind>): Names {
  const declared = new Map([...declaredNames].map(([name, kind]) => [normal(name), kind]))
  const others = [...declared.keys()].filter(name => name !== '' && name.search(hint) < 0)
  const spelled = others.map(name => [...name].map(letter => letter.replace(/\W/, '\\$&')).join('[_[\\]-]{0,3}'))
  const kinds = new Map<string, SecretKind | null>()
  const find = (name: string): SecretKind | null => {
    const key = normal(name)
    const kind = declared.get(key) ?? (Object.hasOwn(secretNames, key) ? secretNames[key] : undefined)
    // Open-iSCSI calls CHAP secrets passwords: node.session.auth.password, discovery.sendtargets.auth.password_in.
    if (kind === 'password' && /\bauth\.password(?:_in)?$/.test(name)) return 'chap-secret'
    return kind ?? null
  }
  return {
    // A text has few names, each of them many times.
    kindOf: name => {
      const known = kinds.get(name)
      if (known !== undefined) return known
      const kind = find(name)
      if (kinds.size < mostKnown) kinds.set(name, kind)
      return kind
    },
    hint: new RegExp([hint.source, ...spelled].join('|'), 'gi'),
  }
}

/** Whether a secret name stands before a value anywhere: most texts with such words have none, and need no further look. */
function hasName(text: string, hint: RegExp, kindOf: KindOf): boolean {
  hint.lastIndex = 0
  for (let match = hint.exec(text); match; match = hint.exec(text)) {
    let [from, to] = [match.index, match.index + match[0].length]
    while (from > 0 && isNamePart(text.charCodeAt(from - 1))) from--
    while (to < text.length && isNamePart(text.charCodeAt(to))) to++
    beforeValue.lastIndex = to
    const isBeforeValue = text.charAt(from - 1) === '<' || beforeValue.test(text)
    if (isBeforeValue && to - from <= longestName && kindOf(text.slice(from, to)) !== null) return true
    hint.lastIndex = to
  }
  return false
}

function normal(name: string): string {
  return (name.split(/[./:]/).at(-1) ?? '').replace(/[_[\]-]/g, '').toLowerCase()
}

/** `secret BASE64;` in the key of a DHCP client (dhclient.conf(5)). */
function* statements(text: string): Iterable<SecretSpan> {
  for (const match of text.matchAll(keyStatement)) {
    const secret = match[1] ?? ''
    const from = match.index + match[0].indexOf(secret, 'secret'.length + 1)
    yield { from, to: from + secret.length, kind: 'password', identity: secret }
  }
}

type KindOf = (name: string) => SecretKind | null

function* values(text: string, pattern: RegExp, kindOf: KindOf): Iterable<SecretSpan> {
  for (const match of text.matchAll(pattern)) {
    const [all, name = '', value = ''] = match
    yield* secretIn(value, match.index + all.length - value.length, kindOf(name))
  }
}

/** `name="value"`. From each `="` back to the name: a pattern would try every word of a text as one. */
function* attributes(text: string, kindOf: KindOf): Iterable<SecretSpan> {
  for (let at = text.indexOf('="'); at >= 0; ) {
    let start = at
    while (start > 0 && at - start <= longestName && isNamePart(text.charCodeAt(start - 1))) start--
    const from = at + 2
    const to = endOf(text, from, true)
    const isName = start < at && at - start <= longestName
    if (isName) yield* secretIn(text.slice(from, to), from, kindOf(text.slice(start, at)))
    at = text.indexOf('="', isName ? to : at + 2)
  }
}

/** `name = value` to the end of its line, a quote at each end aside. From the first `=` of each line back to its name. */
function* lines(text: string, kindOf: KindOf): Iterable<SecretSpan> {
  for (let at = text.indexOf('='), start = 0; at >= 0; at = text.indexOf('=', start)) {
    let head = at
    while (head > start && !isLineEnd(text.charCodeAt(head - 1))) head--
    const to = endOf(text, at + 1, false)
    const name = lineHead.exec(text.slice(head, at))?.[1]
    if (name !== undefined) {
      let from = at + 1
      while (from < to && isBlank(text.charCodeAt(from))) from++
      if (from < to && text.charCodeAt(from) === QUOTE) from++
      yield* secretIn(text.slice(from, to), from, kindOf(name), true)
    }
    start = to
  }
}

/** The value without the blanks around it, and where it may have one without the quote at its end, unless it is harmless. */
function* secretIn(value: string, at: number, kind: SecretKind | null, unquoted = false): Iterable<SecretSpan> {
  if (kind === null) return
  const blanks = /^[ \t\r\n]*/.exec(value)?.[0].length ?? 0
  const trimmed = withoutTrailingBlanks(value.slice(blanks))
  const secret = unquoted && trimmed.endsWith('"') ? trimmed.slice(0, -1) : trimmed
  const from = at + blanks
  if (!harmless.test(secret)) yield { from, to: from + secret.length, kind, identity: secret }
}

/** Where the line ends, or a quote before that. */
function endOf(text: string, from: number, atQuote: boolean): number {
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (isLineEnd(code) || (atQuote && code === QUOTE)) return at
  }
  return text.length
}

function isLineEnd(code: number): boolean {
  return code === 0x0a || code === 0x0d
}

function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x09
}

/** One character of `NAME`. */
function isNamePart(code: number): boolean {
  return (
    (code >= 0x61 && code <= 0x7a) ||
    (code >= 0x41 && code <= 0x5a) ||
    (code >= 0x30 && code <= 0x39) ||
    code === 0x5f ||
    (code >= 0x2d && code <= 0x2f) ||
    code === 0x3a ||
    code === 0x5b ||
    code === 0x5d
  )
}

/** Every text in a list, such as `"communities": ["public", "private"]`; a list without an end goes to the end of the text. */
function* lists(text: string, kindOf: KindOf): Iterable<SecretSpan> {
  for (let at = 0; ; ) {
    jsonList.lastIndex = at
    const match = jsonList.exec(text)
    if (!match) return
    const from = match.index + match[0].length
    at = from
    const kind = kindOf(match[1] ?? '')
    if (kind === null) continue
    const end = text.indexOf(']', from)
    const to = end < 0 ? text.length : end
    for (const item of text.slice(from, to).matchAll(listItem)) {
      const secret = item[1] ?? ''
      const start = from + item.index + 1
      if (!harmless.test(secret)) yield { from: start, to: start + secret.length, kind, identity: secret }
    }
    at = to
  }
}

/** By hand: a pattern for it takes the square of a run of blanks. */
function withoutTrailingBlanks(value: string): string {
  let end = value.length
  while (end > 0 && ' \t\r\n'.includes(value.charAt(end - 1))) end--
  return value.slice(0, end)
}
