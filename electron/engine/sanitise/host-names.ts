// The names of a backup that pseudonyms are made for: of the host, of others in its hosts file, of its domains, and of its own accounts.
// The trap: a host may be called `name`, `esx` or `config`, as properties, files and columns are. Replaced everywhere, that name would take the
// backup apart: such names are replaced where names stand, and nowhere else.
import { isJsonObject, type Json } from '../../../shared/model/json'
import { toUint8Array } from '../codecs/bytes'
import type { Document } from '../document/document'
import { plain } from '../document/plain-name'
import { encodingOf } from '../formats/text/encoding'
import { settingsOf } from '../settings/read-settings'
import type { PlacedNames } from './named-places'
import { ownWords } from './own-words'

/** Names that every host has for itself, and accounts of every host. */
const everyHost = new Set('localhost localdomain localhost.localdomain ipv6-localhost ip6-localhost none'.split(' '))
const everyAccount = new Set(
  'root daemon nobody dcui vpxuser nfsnobody bin sys operator adm mail guest vimuser nfs'.split(' '),
)
/** Parts of names that say nothing; as the whole name of a host they are one. */
const everyDomain = new Set('local com org net example lan'.split(' '))

export const commonNames: ReadonlySet<string> = new Set([...everyHost, ...everyAccount, ...everyDomain])

export interface HostNames {
  /** In lower case. Replaced wherever they stand. */
  readonly names: ReadonlySet<string>
  readonly placed: PlacedNames
}

/** Throws nothing. */
export async function namesOf(document: Document): Promise<HostNames> {
  const words = await ownWords(document)
  const isWord = (name: string) =>
    name.length < 2 || /^\d+$/.test(name) || words.has(name) || (!name.includes('.') && commonNames.has(name))
  const names = new Set<string>()
  const placed = { hosts: new Set<string>(), accounts: new Set<string>() }
  const add = (kind: 'hosts' | 'accounts', given: string) => {
    const name = given.trim().replace(/\.$/, '').toLowerCase()
    const isCommon = kind === 'hosts' ? everyHost.has(name) : everyAccount.has(name)
    if (isCommon || !/^[a-z0-9_](?:[\w.-]{0,252})$/.test(name) || /^\d+(?:\.\d*)+$/.test(name)) return
    for (const one of new Set([name, name.split('.')[0] ?? name])) {
      if (everyHost.has(one)) continue
      if (isWord(one)) placed[kind].add(one)
      else names.add(one)
    }
  }
  for (const { kind, name } of namesInFiles(document)) add(kind, name)
  const settings = await settingsOf(document)
  const walk = (value: Json, key: string): void => {
    if (typeof value === 'string') {
      if (/^(?:host_?name|domain_?name|fqdn)$/i.test(key) || /^search_?domains?$/i.test(key)) add('hosts', value)
    } else if (Array.isArray(value)) for (const one of value as readonly Json[]) walk(one, key)
    else if (isJsonObject(value)) for (const [name, one] of Object.entries(value)) walk(one, name)
  }
  for (const entry of settings.entries) {
    if (entry.row === null) continue
    walk(entry.value, entry.name)
    if (entry.group === 'authentication' && entry.name === 'user_accounts') add('accounts', entry.identifier)
  }
  return { names, placed: { ...placed, isWord } }
}

function* namesInFiles(document: Document): Iterable<{ readonly kind: 'hosts' | 'accounts'; readonly name: string }> {
  for (const entry of document.layers().flatMap(layer => layer.entries())) {
    const name = plain(entry.name).split('/').at(-1)?.replace(/^\.#/, '') ?? ''
    if (entry.kind !== 'file' || entry.problem || entry.opens !== null) continue
    if (!['hosts', 'resolv.conf', 'passwd', 'shadow', 'esx.conf'].includes(name)) continue
    const bytes = toUint8Array(document.content(entry))
    if (encodingOf(bytes) === null) continue
    for (const line of Buffer.from(bytes).toString('latin1').split(/\r?\n/)) {
      const wordsFrom = (text: string) => text.trim().split(/\s+/).slice(1)
      const found =
        name === 'hosts'
          ? wordsFrom(line.replace(/#.*/, ''))
          : name === 'resolv.conf'
            ? /^\s*(?:search|domain)\s/.test(line)
              ? wordsFrom(line)
              : []
            : name === 'esx.conf'
              ? [/^\/adv\/Misc\/(?:HostName|DomainName) = "(.*)"$/.exec(line)?.[1] ?? '']
              : [line.split(':')[0] ?? '']
      const kind = name === 'passwd' || name === 'shadow' ? 'accounts' : 'hosts'
      for (const one of found) yield { kind, name: one }
    }
  }
}
