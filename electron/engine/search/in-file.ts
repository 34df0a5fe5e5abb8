// Looking for a text in the content of one file: as rows of a database, as lines of a text with what its certificates say, or as bytes.
import type { Place } from '../../../shared/model/place'
import type { SearchHit } from '../../../shared/model/search'
import { fileWith, type SecretFile, type SecretKind } from '../../../shared/secrets/secret'
import { type Bytes, type Range, toUint8Array } from '../codecs/bytes'
import type { Document } from '../document/document'
import type { Entry } from '../document/entry'
import { plain } from '../document/plain-name'
import { CONFIGSTORE_PATH, SCHEMA_STORE_PATH } from '../esx/paths'
import { isSqlite } from '../esx/sqlite'
import { decodeText, shownEncodingOf, textLimit, wideMarkOf } from '../formats/text/encoding'
import { type CertificateFact, CertificateFiles, certificateFacts, certificateFactsIn } from './certificates'
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
  readonly certificates: CertificateFiles
  /** Names that are secret in this backup. */
  readonly secretNames: ReadonlyMap<string, SecretKind>
}

/** A file that may hold something. */
interface SearchedFile {
  readonly path: string
  readonly address: string
  readonly content: Bytes
  readonly secrets: SecretFile
  readonly mayBeDatabase: boolean
  /** UTF-16, by its mark. */
  readonly isWide: boolean
  readonly mayMatch: boolean
  readonly hasCertificates: boolean
}

/** Bytes of UTF-16 that are decoded at once. */
const wideLimit = 256 * 1024 * 1024
/** Tables of ConfigStore whose rows are settings. */
const settingTables: ReadonlySet<string> = new Set(['Config', 'DefaultConfig', 'DesiredUserConfig'])
const none: ReadonlySet<string> = new Set()
/** Bytes at the beginning that tell a database. */
const magicBytes = 16

/** What is found in a file; null where it can hold nothing. Not what the release says of its settings: that is not what this host is set to. */
export function inFile(entry: Entry, document: Document, search: FileSearch): AsyncIterable<SearchHit> | null {
  const { layer, slot, address } = entry
  const { holder, certificates } = search
  // Most files hold nothing, which is seen in the bytes of their layer: only of the others the content is asked for.
  const part = layer.storedRange(slot)
  const bytes = part ? layer.content : document.content(entry)
  const { start, end } = part ?? { start: 0, end: bytes.length }
  const head = bytes.read(start, Math.min(start + magicBytes, end))
  // What is sought are bytes of UTF-8 and Latin-1: a file of UTF-16 is read.
  const isWide = wideMarkOf(head) !== null
  const mayBeDatabase = isSqlite(head)
  const mayMatch = isWide || (part ? holder.mayHold(layer, part) : holder.mayHoldIn(bytes))
  const hasCertificates = isWide || (part ? certificates.mayHold(layer, slot, part) : CertificateFiles.mayHoldIn(bytes))
  if (!mayBeDatabase && !mayMatch && !hasCertificates) return null
  const path = plain(entry.name)
  if (path === SCHEMA_STORE_PATH) return null
  const content = part ? document.content(entry) : bytes
  const secrets = fileWith([path], search.secretNames)
  return hitsIn({ path, address, content, secrets, mayBeDatabase, isWide, mayMatch, hasCertificates }, search)
}

async function* hitsIn(file: SearchedFile, search: FileSearch): AsyncIterable<SearchHit> {
  const { path, address, content, secrets } = file
  if (file.mayBeDatabase) {
    let isFound = false
    const except = path === CONFIGSTORE_PATH ? settingTables : none
    const { matcher, isRegex } = search
    for await (const one of inDatabase(content, { address, matcher, isRegex, file: secrets, except })) {
      isFound = true
      yield one
    }
    // What no row has may stand in what was deleted; of ConfigStore that would tell its settings again.
    if (isFound || path === CONFIGSTORE_PATH || !(file.mayMatch || file.hasCertificates)) return
  }
  // Windows have no place to begin at in UTF-16: it is held whole, as far as a text can be.
  const limit = file.isWide ? wideLimit : textLimit
  yield* content.length > limit ? inLarge(file, search) : inSmall(file, search)
}

function* inSmall(file: SearchedFile, { matcher, isRegex }: FileSearch): Iterable<SearchHit> {
  const { address, content } = file
  let text: string | null = null
  if (file.mayMatch) {
    const bytes = toUint8Array(content)
    const encoding = shownEncodingOf(bytes)
    if (encoding === null) {
      const latin = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1')
      for (const [from, to] of matcher(latin)) yield byteHit(address, from, latin.slice(from, to), isRegex)
      return
    }
    text = decodeText(bytes, encoding)
    for (const { line, before, match, after } of readPlaces(text, matcher, file.secrets))
      yield hit('text', { address, line }, before, match, after)
  }
  if (file.hasCertificates) yield* inFacts(certificateFacts(content, text), address, matcher)
}

/** A file that is read in windows: what it holds is told in the same order, its certificates after its lines. */
function* inLarge(file: SearchedFile, { matcher, isRegex, holder }: FileSearch): Iterable<SearchHit> {
  const { address, content } = file
  const encoding = encodingOfLarge(content)
  const windows = (wanted: (own: Range, right: number) => boolean) =>
    textWindows(content, encoding ?? 'latin-1', wanted)
  if (encoding === null) {
    if (!file.mayMatch) return
    for (const { offset, text } of rangesInLarge(windows(holder.partsOf(content)), matcher))
      yield byteHit(address, offset, text, isRegex)
    return
  }
  if (file.mayMatch) {
    const places = placesInLarge(windows(holder.partsOf(content)), matcher, file.secrets)
    for (const { line, before, match, after } of places) yield hit('text', { address, line }, before, match, after)
  }
  if (!file.hasCertificates) return
  for (const { text, line: first, ownLine, endLine } of windows(Holder.certificatesOf(content))) {
    const own = certificateFactsIn(text, first - 1).filter(({ line }) => line >= ownLine && line < endLine)
    yield* inFacts(own, address, matcher)
  }
}

/** What is around it may be a secret that only the columns of a table tell: the match alone, and of an expression not even that. */
function byteHit(address: string, offset: number, match: string, isRegex: boolean): SearchHit {
  return { ...hit('bytes', { address }, '', isRegex ? '' : match, ''), offset }
}

function* inFacts(facts: readonly CertificateFact[], address: string, matcher: Matcher): Iterable<SearchHit> {
  for (const { line, name, words } of facts) {
    const [range] = matcher(words)
    if (!range) continue
    const [from, to] = range
    const before = `${name}: ${words.slice(0, from)}`
    yield hit('certificate', { address, line }, before, words.slice(from, to), words.slice(to))
  }
}

/** A hit in text; `before` and `after` are what is shown around the match. */
export function hit(kind: SearchHit['kind'], place: Place, before: string, match: string, after: string): SearchHit {
  return { kind, place, offset: null, before, match, after }
}
