// Looking for a text everywhere in a backup: names of entries, texts of all open layers, what certificates say, settings of ConfigStore by path
// and value, rows of other databases, and bytes of other files. A secret is found, and told as bullets.
import type { Place } from '../../../shared/model/place'
import type { SearchHit, SearchQuery, SearchResult } from '../../../shared/model/search'
import { settingFlags } from '../../../shared/model/settings'
import { fileWith } from '../../../shared/secrets/secret'
import { secretMask } from '../../../shared/secrets/spans'
import { toUint8Array } from '../codecs/bytes'
import { throwIfCancelled } from '../codecs/context'
import type { Document } from '../document/document'
import type { Entry } from '../document/entry'
import { plain } from '../document/plain-name'
import { CONFIGSTORE_PATH, SCHEMA_STORE_PATH } from '../esx/paths'
import { isSqlite } from '../esx/sqlite'
import { certificatesIn } from '../facts/host-certificate'
import { decodeText, encodingOf, textLimit } from '../formats/text/encoding'
import { secretNamesOf } from '../secrets/schema-names'
import { CONF_COMPONENT } from '../settings/conf-keys'
import { settingPath } from '../settings/entry'
import { valueText } from '../settings/list'
import { inDatabase } from './in-database'
import { readPlaces } from './lines'
import { type Matcher, matcherOf } from './matcher'
import { settingsOf } from '../settings/read-settings'
import type { Settings } from '../settings/settings'

/** Hits that are given at most, and those of one file. */
const most = 10_000
const mostInFile = 1000
/** Tables of ConfigStore whose rows are settings. */
const settingTables: ReadonlySet<string> = new Set(['Config', 'DefaultConfig', 'DesiredUserConfig'])
const none: ReadonlySet<string> = new Set()
/** Milliseconds of work between two chances for others to be answered. */
const stride = 20

/**
 * Gives what is found: names first, then settings, then the content of files in archive order. Layers that are not open are not opened. Rejects
 * SEARCH for a query that cannot be, CANCELLED.
 */
export async function searchDocument(
  document: Document,
  query: SearchQuery,
  { signal, give }: { readonly signal?: AbortSignal | undefined; give(hit: SearchHit): void | Promise<void> },
): Promise<SearchResult> {
  const matcher = matcherOf(query)
  const mayHold = holderOf(query)
  const settings = await settingsOf(document)
  let [found, skipped, last] = [0, 0, performance.now()]
  let complete = true
  const rest = async () => {
    if (performance.now() - last < stride) return
    await new Promise(setImmediate)
    throwIfCancelled(signal)
    last = performance.now()
  }
  throwIfCancelled(signal)
  const entries = document.layers().flatMap(layer => layer.entries())
  function* sources(): Iterable<Iterable<SearchHit> | AsyncIterable<SearchHit>> {
    for (const entry of entries) yield inName(entry, matcher)
    yield inSettings(settings, matcher)
    for (const entry of entries) {
      if (entry.kind !== 'file' || entry.opens !== null || entry.problem) continue
      if (entry.size > textLimit) skipped += 1
      else yield firstOf(mostInFile, inFile(document, entry, settings, matcher, query.regex, mayHold))
    }
  }
  async function* firstOf(count: number, hits: AsyncIterable<SearchHit>): AsyncIterable<SearchHit> {
    let given = 0
    for await (const one of hits) {
      if (given === count) {
        complete = false
        return
      }
      given += 1
      yield one
    }
  }
  for (const source of sources()) {
    for await (const one of source) {
      if (found === most) return { found, complete: false, skipped }
      found += 1
      await give(one)
      await rest()
    }
    await rest()
  }
  return { found, complete, skipped }
}

function* inName({ address }: Entry, matcher: Matcher): Iterable<SearchHit> {
  const [range] = matcher(address)
  if (!range) return
  const [from, to] = range
  yield hit('name', { address }, address.slice(0, from), address.slice(from, to), address.slice(to))
}

/** Settings of ConfigStore; esx.conf is looked through as the text it is. */
function* inSettings(settings: Settings, matcher: Matcher): Iterable<SearchHit> {
  for (const entry of settings.entries) {
    if (entry.component === CONF_COMPONENT || entry.row === null) continue
    for (const { property, value, flags, place } of entry.settings) {
      if (!place?.row) continue
      const path = settingPath(entry, property)
      const words = valueText(value)
      const isSecret = (flags & settingFlags.secret) !== 0
      const [inPath] = matcher(path)
      const [inValue] = inPath ? [] : matcher(words)
      if (inPath) {
        const [from, to] = inPath
        const after = `${path.slice(to)} = ${isSecret ? secretMask : words}`
        yield hit('setting', place, path.slice(0, from), path.slice(from, to), after)
      } else if (inValue && isSecret) yield hit('setting', place, `${path} = `, secretMask, '')
      else if (inValue) {
        const [from, to] = inValue
        yield hit('setting', place, `${path} = ${words.slice(0, from)}`, words.slice(from, to), words.slice(to))
      }
    }
  }
}

async function* inFile(
  document: Document,
  entry: Entry,
  settings: Settings,
  matcher: Matcher,
  isRegex: boolean,
  mayHold: (bytes: Uint8Array) => boolean,
): AsyncIterable<SearchHit> {
  const path = plain(entry.name)
  // What the release says of its settings, and not what this host is set to.
  if (path === SCHEMA_STORE_PATH) return
  const content = document.content(entry)
  const bytes = toUint8Array(content)
  const { address } = entry
  const file = fileWith([path], secretNamesOf(settings))
  if (isSqlite(bytes)) {
    let isFound = false
    const except = path === CONFIGSTORE_PATH ? settingTables : none
    for await (const one of inDatabase(content, { address, matcher, isRegex, file, except })) {
      isFound = true
      yield one
    }
    // What no row has may stand in what was deleted; of ConfigStore that would tell its settings again.
    if (isFound || path === CONFIGSTORE_PATH) return
  }
  if (!mayHold(bytes)) return
  const encoding = encodingOf(bytes)
  if (encoding === null) {
    const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1')
    // What is around it may be a secret that only the columns of a table tell: the match alone, and of an expression not even that.
    for (const [from, to] of matcher(text))
      yield { ...hit('bytes', { address }, '', isRegex ? '' : text.slice(from, to), ''), offset: from }
    return
  }
  const text = decodeText(bytes, encoding)
  for (const { line, before, match, after } of readPlaces(text, matcher, file))
    yield hit('text', { address, line }, before, match, after)
  if (text.includes('-----BEGIN ')) yield* inCertificates(text, address, matcher)
}

/** Whether bytes could hold the query at all, by a look that costs less than reading them as text; true where that cannot be told. */
function holderOf({ text, regex, matchCase }: SearchQuery): (bytes: Uint8Array) => boolean {
  if (regex || !matchCase) return () => true
  const needles = [Buffer.from(text, 'utf8'), Buffer.from(text, 'latin1')]
  const pem = Buffer.from('-----BEGIN ')
  return bytes => {
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
    // A certificate says what its text does not.
    return needles.some(needle => buffer.includes(needle)) || buffer.includes(pem)
  }
}

function* inCertificates(text: string, address: string, matcher: Matcher): Iterable<SearchHit> {
  for (const { certificate, line } of certificatesIn(text)) {
    const { subject, issuer, subjectAltName, serialNumber, fingerprint256, validTo } = certificate
    const facts = {
      subject,
      issuer,
      names: subjectAltName,
      serial: serialNumber,
      fingerprint: fingerprint256,
      'valid to': validTo,
    }
    for (const [name, value] of Object.entries(facts)) {
      const words = value?.replaceAll('\n', ', ') ?? ''
      const [range] = matcher(words)
      if (!range) continue
      const [from, to] = range
      yield hit(
        'certificate',
        { address, line },
        `${name}: ${words.slice(0, from)}`,
        words.slice(from, to),
        words.slice(to),
      )
    }
  }
}

function hit(kind: SearchHit['kind'], place: Place, before: string, match: string, after: string): SearchHit {
  return { kind, place, offset: null, before, match, after }
}
