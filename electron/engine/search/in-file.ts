// Looking for a text in the content of one file: as rows of a database, as lines of a text with what its certificates say, or as bytes.
import type { Place } from '../../../shared/model/place'
import type { SearchHit } from '../../../shared/model/search'
import { fileWith, type SecretFile, type SecretKind } from '../../../shared/secrets/secret'
import { type Bytes, type Range, toUint8Array } from '../codecs/bytes'
import type { Entry } from '../document/entry'
import { plain } from '../document/plain-name'
import { CONFIGSTORE_PATH, SCHEMA_STORE_PATH } from '../esx/paths'
import { isSqlite } from '../esx/sqlite'
import { certificatesIn } from '../facts/host-certificate'
import { decodeText, shownEncodingOf, textLimit, wideMarkOf } from '../formats/text/encoding'
import { Holder } from './holder'
import { inDatabase } from './in-database'
import { encodingOfLarge, placesInLarge, rangesInLarge, textWindows } from './large-file'
import { readPlaces } from './lines'
import type { Matcher } from './matcher'

export interface FileSearch {
  readonly matcher: Matcher
  /** Of bytes the match alone is told, and of an expression not even that. */
  readonly isRegex: boolean
  readonly holder: Holder
  /** Names that are secret in this backup. */
  readonly secretNames: ReadonlyMap<string, SecretKind>
}

/** Bytes of UTF-16 that are decoded at once. */
const wideLimit = 256 * 1024 * 1024
/** Tables of ConfigStore whose rows are settings. */
const settingTables: ReadonlySet<string> = new Set(['Config', 'DefaultConfig', 'DesiredUserConfig'])
const none: ReadonlySet<string> = new Set()
/** Bytes at the beginning that tell a database. */
const magicBytes = 16

/** What is found in a file; null where it can hold nothing. Not what the release says of its settings: that is not what this host is set to. */
export function inFile(entry: Entry, content: Bytes, search: FileSearch): AsyncIterable<SearchHit> | null {
  const path = plain(entry.name)
  if (path === SCHEMA_STORE_PATH) return null
  const mayBeDatabase = isSqlite(content.read(0, Math.min(content.length, magicBytes)))
  if (!mayBeDatabase && !search.holder.mayHold(entry, content)) return null
  return hitsIn(entry, path, content, mayBeDatabase, search)
}

async function* hitsIn(
  entry: Entry,
  path: string,
  content: Bytes,
  mayBeDatabase: boolean,
  search: FileSearch,
): AsyncIterable<SearchHit> {
  const { matcher, isRegex, holder } = search
  const { address } = entry
  const file = fileWith([path], search.secretNames)
  if (mayBeDatabase) {
    let isFound = false
    const except = path === CONFIGSTORE_PATH ? settingTables : none
    for await (const one of inDatabase(content, { address, matcher, isRegex, file, except })) {
      isFound = true
      yield one
    }
    // What no row has may stand in what was deleted; of ConfigStore that would tell its settings again.
    if (isFound || path === CONFIGSTORE_PATH || !holder.mayHold(entry, content)) return
  }
  // Windows have no place to begin at in UTF-16: it is held whole, as far as a text can be.
  const limit = wideMarkOf(content.read(0, Math.min(2, content.length))) === null ? textLimit : wideLimit
  yield* content.length > limit ? inLarge(content, address, file, search) : inSmall(content, address, file, search)
}

function* inSmall(content: Bytes, address: string, file: SecretFile, search: FileSearch): Iterable<SearchHit> {
  const { matcher, isRegex } = search
  const bytes = toUint8Array(content)
  const encoding = shownEncodingOf(bytes)
  if (encoding === null) {
    const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1')
    for (const [from, to] of matcher(text)) yield byteHit(address, from, text.slice(from, to), isRegex)
    return
  }
  const text = decodeText(bytes, encoding)
  for (const { line, before, match, after } of readPlaces(text, matcher, file))
    yield hit('text', { address, line }, before, match, after)
  if (text.includes('-----BEGIN ')) yield* inCertificates(text, address, matcher)
}

/** A file that is read in windows: what it holds is told in the same order, its certificates after its lines. */
function* inLarge(content: Bytes, address: string, file: SecretFile, search: FileSearch): Iterable<SearchHit> {
  const { matcher, isRegex, holder } = search
  const encoding = encodingOfLarge(content)
  const windows = (wanted: (part: Range) => boolean) => textWindows(content, encoding ?? 'latin-1', wanted)
  const mayHold = holder.partsOf(content)
  if (encoding === null) {
    for (const { offset, text } of rangesInLarge(windows(mayHold), matcher))
      yield byteHit(address, offset, text, isRegex)
    return
  }
  for (const { line, before, match, after } of placesInLarge(windows(mayHold), matcher, file))
    yield hit('text', { address, line }, before, match, after)
  for (const { text, line: first, ownLine, endLine } of windows(Holder.certificatesOf(content))) {
    for (const one of inCertificates(text, address, matcher, first - 1)) {
      const line = one.place.line ?? 0
      if (line >= ownLine && line < endLine) yield one
    }
  }
}

/** What is around it may be a secret that only the columns of a table tell: the match alone, and of an expression not even that. */
function byteHit(address: string, offset: number, match: string, isRegex: boolean): SearchHit {
  return { ...hit('bytes', { address }, '', isRegex ? '' : match, ''), offset }
}

/** What certificates of a text say, each with the line that it begins on after `linesBefore` others. */
function* inCertificates(text: string, address: string, matcher: Matcher, linesBefore = 0): Iterable<SearchHit> {
  for (const { certificate, line: own } of certificatesIn(text)) {
    const line = own + linesBefore
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

/** A hit in text; `before` and `after` are what is shown around the match. */
export function hit(kind: SearchHit['kind'], place: Place, before: string, match: string, after: string): SearchHit {
  return { kind, place, offset: null, before, match, after }
}
