// SNMP as ESXi's snmp.xml and as net-snmp's configuration have it: community strings, and the keys of v3 users, which are given as
// user/authhash/privhash/security (remote users with a protocol before each hash).
import { isNamed, type SecretKind, type SecretRule, type SecretSpan } from '../secret'

const target = /@\d{1,5}[/ \t]([^,< \t\r\n]+)/g
const userKey = /\/((?:[0-9A-Fa-f]{2}){8,64})(?![^/<, \t\r\n])/g
const community = /(?<![^\r\n])[ \t]*(?:r[ow]community6?|trapcommunity)[ \t]+([^ \t\r\n#]+)/g
const sink = /(?<![^\r\n])[ \t]*(?:trapsink|trap2sink|informsink)[ \t]+[^ \t\r\n#]+[ \t]+([^ \t\r\n#]+)/g
const com2sec =
  /(?<![^\r\n])[ \t]*com2sec6?[ \t]+(?:-Cn[ \t]+[^ \t\r\n]+[ \t]+)?[^ \t\r\n#]+[ \t]+[^ \t\r\n#]+[ \t]+([^ \t\r\n#]+)/g
const createUser =
  /(?<![^\r\n])[ \t]*createUser[ \t]+(?:-e[ \t]+[^ \t\r\n]+[ \t]+)?[^ \t\r\n#]+[ \t]+(?:MD5|SHA(?:-?\d{3})?)[ \t]+("[^"\r\n]+"|[^ \t\r\n#]+)(?:[ \t]+[^ \t\r\n]+[ \t]+("[^"\r\n]+"|[^ \t\r\n#]+))?/gi

/** `<communities>` and `<community>` are known by their names, in rules/named-values.ts. */
export const snmpCommunities: SecretRule = function* (text, file): Iterable<SecretSpan> {
  if (isNamed(file, /^(?:\.#)?snmp.*\.xml$/i)) yield* groups(text, target, 'snmp-community')
  if (!isNamed(file, /snmp/i)) return
  for (const pattern of [community, sink, com2sec]) yield* groups(text, pattern, 'snmp-community')
}

/** Spans of the SNMP kinds, in files that have snmp in their path. */
export const snmpKeys: SecretRule = function* (text, file): Iterable<SecretSpan> {
  if (!isNamed(file, /snmp/i)) return
  yield* groups(text, userKey, 'snmp-key')
  yield* groups(text, createUser, 'snmp-key')
}

/** What the groups of a pattern caught. */
function* groups(text: string, pattern: RegExp, kind: SecretKind): Iterable<SecretSpan> {
  for (const match of text.matchAll(new RegExp(pattern, `${pattern.flags}d`))) {
    for (const range of (match.indices ?? []).slice(1)) {
      if (!range) continue
      const [from, to] = range
      yield { from, to, kind, identity: text.slice(from, to) }
    }
  }
}
