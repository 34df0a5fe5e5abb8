// Values that are secret by the name they stand beside: in JSON, in XML, in `name = value` files such as esx.conf and iscsid.conf.
// The name is compared by its last segment, without case, underscores and hyphens.
import type { SecretFile, SecretKind, SecretRule, SecretSpan } from '../secret'

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

/** Part of every name above: a text without it is not looked at again. */
const hint = /pass|secret|communit|hash|priv|auth|license|recovery|bind/i

/** Longest name; longer ones are not looked at, so that no text makes a pattern run away. */
const NAME = '[\\w.:/\\[\\]-]{1,200}'
const COLON = '[ \\t\\r\\n]{0,100}:[ \\t\\r\\n]{0,100}'
const jsonText = new RegExp(`"(${NAME})"${COLON}"((?:[^"\\\\\\r\\n]|\\\\[^\\r\\n])*)`, 'g')
const jsonList = new RegExp(`"(${NAME})"${COLON}\\[`, 'g')
const listItem = /"((?:[^"\\\r\n]|\\[^\r\n])*)"?/g
const element = new RegExp(`<(${NAME})(?:[ \\t][^<>]{0,1000})?>([^<]*)`, 'g')
const attribute = new RegExp(`(?<![\\w.:/\\[\\]-])(${NAME})="([^"\\r\\n]*)`, 'g')
const line = new RegExp(`(?<![^\\r\\n])[ \\t]*(${NAME})[ \\t]*=[ \\t]*"?([^\\r\\n]*)`, 'g')

/** What is no secret in such a place: nothing, a variable of a script, a word that switches. */
const harmless = /^(?:[ \t\r\n]*|\$[({\w][\s\S]*|\*+|true|false|yes|no|on|off|none|null)$/i

export const namedValues: SecretRule = function* (text, file): Iterable<SecretSpan> {
  if (!file.names && !hint.test(text)) return
  const kindOf = kindsBy(file)
  if (text.includes('"')) {
    yield* values(text, jsonText, kindOf)
    yield* lists(text, kindOf)
  }
  if (text.includes('<')) yield* values(text, element, kindOf)
  if (text.includes('="')) yield* values(text, attribute, kindOf)
  if (text.includes('=')) yield* values(text, line, kindOf)
}

/** The kind of secret that a value of this name is, whatever a schema says of it; null for an ordinary one. */
export function secretKindOfName(name: string, file: SecretFile = { paths: [] }): SecretKind | null {
  return kindsBy(file)(name)
}

function kindsBy({ names: more }: SecretFile): (name: string) => SecretKind | null {
  const declared = more && new Map([...more].map(([name, kind]) => [normal(name), kind]))
  return name => {
    const key = normal(name)
    const kind = declared?.get(key) ?? (Object.hasOwn(secretNames, key) ? secretNames[key] : undefined)
    // Open-iSCSI calls CHAP secrets passwords: node.session.auth.password, discovery.sendtargets.auth.password_in.
    if (kind === 'password' && /\bauth\.password(?:_in)?$/.test(name)) return 'chap-secret'
    return kind ?? null
  }
}

function normal(name: string): string {
  return (name.split(/[./:]/).at(-1) ?? '').replace(/[_[\]-]/g, '').toLowerCase()
}

function* values(text: string, pattern: RegExp, kindOf: (name: string) => SecretKind | null): Iterable<SecretSpan> {
  for (const match of text.matchAll(pattern)) {
    const [all, name = '', value = ''] = match
    const kind = kindOf(name)
    if (kind === null) continue
    const blanks = /^[ \t\r\n]*/.exec(value)?.[0].length ?? 0
    const trimmed = withoutTrailingBlanks(value.slice(blanks))
    const secret = pattern === line && trimmed.endsWith('"') ? trimmed.slice(0, -1) : trimmed
    if (harmless.test(secret)) continue
    const from = match.index + all.length - value.length + blanks
    yield { from, to: from + secret.length, kind, identity: secret }
  }
}

/** Every text in a list, such as `"communities": ["public", "private"]`; a list without an end goes to the end of the text. */
function* lists(text: string, kindOf: (name: string) => SecretKind | null): Iterable<SecretSpan> {
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
