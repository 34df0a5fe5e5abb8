// The proof of a copy: it is reopened, has the entries that it should have, in their order and with their modes, and none of the
// source's secrets is in it: not in any byte of any layer (headers, padding, pages of databases), not inside a certificate, in no form that
// is searched for; the rule for secrets finds nothing but placeholders; and no original stands where a pseudonym is to stand.
import { BootbankError } from '../../../shared/model/errors'
import type { SanitisedReport } from '../../../shared/model/sanitised'
import { fileWith, type SecretFile, type SecretKind } from '../../../shared/secrets/secret'
import { secretSpans } from '../../../shared/secrets/spans'
import { type Bytes, equalBytes, toUint8Array } from '../codecs/bytes'
import type { Document } from '../document/document'
import type { Entry } from '../document/entry'
import type { Layer } from '../document/layer'
import { plain } from '../document/plain-name'
import type { BuildOptions } from '../document/repack'
import { SCHEMA_STORE_PATH } from '../esx/paths'
import { isSqlite } from '../esx/sqlite'
import { pemBlocks } from '../formats/certificate/pem'
import type { Cleaned } from './clean-archive'
import { cleanTextOf } from './clean-text'
import { throughDatabase } from './in-database'
import { isOwnName } from './own-names'
import type { Pseudonyms } from './pseudonyms'
import type { Secrets } from './secrets'

/** Throws SANITISE_FAILED naming place and kind of the first secret that is left, VERIFY_FAILED where the copy is not what it should be. */
export async function proveCopy(
  document: Document,
  written: Bytes,
  cleaned: Cleaned,
  secrets: Secrets,
  names: NonNullable<SecretFile['names']>,
  pseudonyms: Pseudonyms | null,
  options: BuildOptions,
): Promise<SanitisedReport['proof']> {
  const copy = await document.reopen(written, options)
  await copy.openAll(options)
  let entries = 0
  const compare = async (want: Layer, have: Layer): Promise<void> => {
    const [before, after] = [want.entries(), have.entries()]
    if (before.length !== after.length)
      throw notThere(want.label, `${after.length} entries instead of ${before.length}`)
    if (want.isSealed !== have.isSealed) throw notThere(want.label, 'another seal')
    for (const [index, entry] of before.entries()) {
      entries++
      const found = after[index]
      const expected = cleaned(entry)
      if (!found || !isSame(entry, found, expected)) throw notThere(entry.address, 'other facts of its header')
      const inner = document.layerAt(entry)
      if (inner && expected.content === null) await compare(inner, await copy.openLayer(found, options))
      else if (expected.content && !equalBytes(copy.content(found), expected.content))
        throw notThere(entry.address, 'another content')
    }
  }
  await compare(document.root, copy.root)
  const { needles } = secrets
  search(needles, toUint8Array(written), copy.name)
  for (const layer of copy.layers()) {
    search(needles, toUint8Array(layer.source), layer.label)
    search(needles, toUint8Array(layer.content), layer.label)
    for (const entry of layer.entries()) {
      await searchEntry(copy, entry, secrets, names)
      if (pseudonyms) await searchOriginals(copy, entry, pseudonyms)
    }
  }
  return { layers: copy.layers().length, entries, patterns: needles.patterns, tooPlain: needles.tooPlain }
}

async function searchEntry(
  copy: Document,
  entry: Entry,
  secrets: Secrets,
  names: NonNullable<SecretFile['names']>,
): Promise<void> {
  if (entry.kind !== 'file' || copy.layerAt(entry)) return
  const bytes = toUint8Array(copy.content(entry))
  search(secrets.needles, bytes, entry.address)
  const file = fileWith([plain(entry.name)], names)
  const ruled = (text: string, byName: SecretKind | null = null) => {
    if (byName !== null && text !== '' && !secrets.placeholders.isOne(text)) throw left(entry.address, byName)
    for (const { from, to, kind } of secretSpans(text, file))
      if (!secrets.placeholders.isOne(text.slice(from, to))) throw left(entry.address, kind)
    return text
  }
  if (isSqlite(bytes)) {
    await throughDatabase(bytes, file, { text: ruled, blob: blob => blob }, false)
    return
  }
  const text = cleanTextOf(bytes)?.text
  if (text !== undefined) {
    ruled(text)
    for (const { content } of pemBlocks(text)) if ('der' in content) search(secrets.needles, content.der, entry.address)
  }
}

/** The schemas are those of the release, and say nothing of this host. */
async function searchOriginals(copy: Document, entry: Entry, pseudonyms: Pseudonyms): Promise<void> {
  const inText = (text: string, content: 'text' | 'bytes' = 'text') => {
    const kind = pseudonyms.leftIn(text, content)
    if (kind !== null) throw left(entry.address, `one of its ${kind}`)
  }
  for (const text of [isOwnName(entry) ? '' : entry.name, entry.linkname, entry.uname, entry.gname]) inText(text)
  if (entry.kind !== 'file' || copy.layerAt(entry) || plain(entry.name) === SCHEMA_STORE_PATH) return
  const bytes = toUint8Array(copy.content(entry))
  const readable = cleanTextOf(bytes)?.text
  const text = readable ?? Buffer.from(bytes).toString('latin1')
  inText(text, readable === undefined ? 'bytes' : 'text')
  if (isSqlite(bytes)) {
    const file = fileWith([plain(entry.name)], new Map())
    const visitor = {
      text: (value: string) => {
        inText(value)
        return value
      },
      blob: (blob: Uint8Array) => blob,
    }
    await throughDatabase(bytes, file, visitor, false)
  }
  for (const { content } of pemBlocks(text))
    if ('der' in content) inText(Buffer.from(content.der).toString('latin1'), 'bytes')
}

function search(needles: Secrets['needles'], bytes: Uint8Array, place: string): void {
  for (const { kind } of needles.matches(bytes)) throw left(place, kind)
}

function isSame(want: Entry, have: Entry, expected: ReturnType<Cleaned>): boolean {
  const kind = want.kind === 'other' ? 'file' : want.kind
  // The one file of a bare gzip has no header; its name follows from what it lies in.
  if (!want.layer.isTar) return true
  return (
    have.name === expected.name &&
    have.kind === kind &&
    have.mode === want.mode &&
    have.uid === want.uid &&
    have.gid === want.gid &&
    have.mtime === Math.floor(want.mtime) &&
    have.linkname === expected.linkname
  )
}

function notThere(place: string, what: string): BootbankError {
  return new BootbankError('VERIFY_FAILED', `${place}: read back, the copy has ${what}. It was not handed over.`, {
    path: place,
  })
}

function left(place: string, kind: string): BootbankError {
  return new BootbankError(
    'SANITISE_FAILED',
    `${place}: the copy still holds a secret of the source (${kind}). It was not handed over.`,
    { path: place },
  )
}
