// A copy of a backup without its secrets. The document stays as it is, edits included: the copy is written from what its entries hold now.
// In three steps: every secret is gathered; every content is replaced by one without them; what was written is reopened and searched.
// The trap: what was not looked into must not be passed on. It is left out, and the report says so; where that is a layer that the host's
// own chain needs, there is no copy.
import { randomBytes } from 'node:crypto'
import { BootbankError, toErrorData } from '../../../shared/model/errors'
import type { NotLookedInto, PseudonymKind, Replaced, SanitisedReport } from '../../../shared/model/sanitised'
import { secretSpans } from '../../../shared/secrets/spans'
import { fileWith, type SecretFile, type SecretKind } from '../../../shared/secrets/secret'
import { type Bytes, bytesOf, toUint8Array } from '../codecs/bytes'
import { throwIfCancelled } from '../codecs/context'
import { type EnvelopeKey, formatEncryptionInfo, parseEncryptionInfo, unlock } from '../codecs/encryption-info'
import { defaultLimits } from '../codecs/limits'
import type { Document } from '../document/document'
import type { Entry } from '../document/entry'
import { plain } from '../document/plain-name'
import type { BuildOptions } from '../document/repack'
import { ENCRYPTION_INFO_NAMES, SCHEMA_STORE_PATH } from '../esx/paths'
import { isSqlite } from '../esx/sqlite'
import { keyBeside } from '../formats/certificate/key-beside'
import { parseCertificate } from '../formats/certificate/parse'
import { pemBlocks } from '../formats/certificate/pem'
import { certificateLabels } from '../formats/certificate/read'
import { secretNamesOf } from '../secrets/schema-names'
import { settingsOf } from '../settings/read-settings'
import { type CleanEntry, cleanLayer } from './clean-archive'
import { cleanTextOf } from './clean-text'
import { isLookedInto, throughDatabase } from './in-database'
import { isOwnName } from './own-names'
import { placeholderBytes } from './placeholders'
import { proveCopy } from './proof'
import { type Pseudonyms, pseudonymsFor } from './pseudonyms'
import { Secrets } from './secrets'
import { isHarmless, wholeSecrets } from './whole-files'

export interface SanitiseOptions extends BuildOptions {
  readonly pseudonymise?: readonly PseudonymKind[]
}

export interface SanitisedCopy {
  readonly bytes: Bytes
  readonly report: SanitisedReport
}

/** Bytes of one file that is looked into. */
const mostBytes = 64 * 1024 * 1024

/**
 * Makes the copy and proves it. Throws what a locked or damaged layer of the host's chain throws, SANITISE_FAILED where a secret was found in
 * what had been made, READ_ONLY for what cannot be written whole, CANCELLED.
 */
export async function sanitise(document: Document, options: SanitiseOptions = {}): Promise<SanitisedCopy> {
  return new Sanitiser(document, options).run()
}

class Sanitiser {
  readonly #secrets = new Secrets()
  readonly #replaced = new Map<string, Replaced>()
  readonly #removed: NotLookedInto[] = []
  readonly #notes: string[] = []
  readonly #clean = new Map<string, CleanEntry>()
  #pseudonyms: Pseudonyms | null = null
  /** Private keys of fresh certificates, by the path of the entry that holds the key of the one before. */
  readonly #freshKeys = new Map<string, string>()
  #names: SecretFile['names'] = new Map()

  constructor(
    private readonly document: Document,
    private readonly options: SanitiseOptions,
  ) {}

  async run(): Promise<SanitisedCopy> {
    const { document, options } = this
    const locked = await this.#openLayers()
    this.#names = secretNamesOf(await settingsOf(document))
    const key = await this.#newKey()
    this.#collectKeys()
    const entries = document.layers().flatMap(layer => layer.entries())
    // `<privateKey>/etc/vmware/ssl/rui.key</privateKey>` says where a key is, and is none.
    for (const { name } of entries) this.#secrets.placeholders.allow(`/${plain(name)}`)
    for (const entry of entries) this.#collectPublic(entry, locked)
    for (const entry of entries) await this.#collect(entry, locked)
    const kinds = options.pseudonymise ?? []
    if (kinds.length > 0) this.#pseudonyms = await pseudonymsFor(document, kinds)
    await this.#makeCertificates(entries, locked)
    for (const entry of entries) this.#clean.set(entry.path, await this.#cleaned(entry, locked, key))
    const cleaned = (entry: Entry): CleanEntry => {
      const found = this.#clean.get(entry.path)
      if (!found) throw new BootbankError('INTERNAL', `${entry.address} was not looked into`)
      return found
    }
    const bytes = await cleanLayer(document, document.root, cleaned, key?.key ?? null, options)
    const proof = await proveCopy(
      document,
      bytes,
      cleaned,
      this.#secrets,
      this.#names ?? new Map(),
      this.#pseudonyms,
      options,
    )
    this.#notes.push(
      'Headers, padding, what followed the end of archives, extension headers and the names in gzip headers were rewritten.',
    )
    if ([...this.#replaced.values()].some(({ kind }) => kind === 'private-key'))
      this.#notes.push(
        'Its private keys are placeholders: the copy is to be looked at, and no host should run from it.',
      )
    if (key) this.#notes.push('Sealed layers are sealed with a new key, which is in the encryption.info of the copy.')
    if (this.#pseudonyms) this.#notes.push(...this.#pseudonyms.notes)
    return {
      bytes,
      report: { replaced: [...this.#replaced.values()], removed: this.#removed, notes: this.#notes, proof },
    }
  }

  /** Opens everything. Those that cannot be opened and are not needed by the host, with the reason. */
  async #openLayers(): Promise<ReadonlyMap<string, string>> {
    const problems = await this.document.openAll(this.options)
    const { root } = this.document
    if (root.problem) throw root.problem
    if (root.opened.body.kind === 'tar' && root.opened.body.visor)
      throw new BootbankError('VISOR_READ_ONLY', `${root.label} is a VMware visor tar, which is not written.`)
    const left = new Map<string, string>()
    for (const { entry, error, structural } of problems) {
      if (structural) throw error
      left.set(entry.path, error.message)
    }
    for (const layer of this.document.layers()) {
      const { body } = layer.opened
      if (layer.parent && body.kind === 'tar' && body.visor) left.set(layer.parent.path, 'it is a VMware visor tar')
    }
    return left
  }

  async #newKey(): Promise<{ readonly key: EnvelopeKey; readonly info: Uint8Array } | null> {
    const sealed = this.document
      .layers()
      .find(layer => layer.isSealed || layer.opened.wraps.some(({ kind }) => kind === 'envelope'))
    const named = this.document.layers().some(layer => layer.entries().some(isEncryptionInfo))
    if (!sealed && !named) return null
    if (sealed && !sealed.parentLayer)
      throw new BootbankError(
        'ENVELOPE_NO_KEY',
        `${sealed.label} is sealed, and there is no place in it for the key of the copy. Open the state.tgz that holds it and its encryption.info.`,
        { layer: sealed.label },
      )
    const info = formatEncryptionInfo({ keyId: randomBytes(16), data1: randomBytes(32), data2: randomBytes(16) })
    const [, own = ''] = /ConfigEncData = "([^"]*)"/.exec(Buffer.from(info).toString('latin1')) ?? []
    this.#secrets.placeholders.allow(own)
    return { info, key: await unlock(parseEncryptionInfo(info, defaultLimits)) }
  }

  #collectKeys(): void {
    for (const layer of this.document.layers())
      for (const wrap of layer.opened.wraps)
        if (wrap.kind === 'envelope') this.#secrets.addBytes('envelope-key', wrap.key.key)
    for (const { key } of this.document.keys) this.#secrets.addBytes('envelope-key', key)
  }

  #collectPublic(entry: Entry, locked: ReadonlyMap<string, string>): void {
    const bytes = this.#bytesOf(entry, locked)
    if (!bytes) return
    const readable = cleanTextOf(bytes)
    if (readable) this.#secrets.addPublic(readable.text)
    else if (isCertificate(bytes)) this.#secrets.addPublicBytes(bytes)
  }

  async #collect(entry: Entry, locked: ReadonlyMap<string, string>): Promise<void> {
    throwIfCancelled(this.options.signal)
    const bytes = this.#bytesOf(entry, locked)
    if (!bytes || bytes.length === 0) return
    const file = this.#fileOf(entry)
    if (isSqlite(bytes)) {
      const visitor = {
        text: (text: string, kind: string | null) => {
          if (kind !== null) this.#secrets.collectValue(kind, text)
          this.#secrets.collect(text, file)
          return text
        },
        blob: (blob: Uint8Array) => blob,
      }
      // What is wrong with it is told when it is cleaned.
      await throughDatabase(bytes, file, visitor, false).catch(() => null)
      return
    }
    const whole = wholeSecrets.find(one => one.matches(plain(entry.name), bytes))
    if (whole) this.#secrets.addBytes(whole.kind, bytes)
    else this.#secrets.collect(cleanTextOf(bytes)?.text ?? '', file)
  }

  /** Makes new certificates for those that name the host and for their chains, and puts the key of each in the place of the key beside. */
  async #makeCertificates(entries: readonly Entry[], locked: ReadonlyMap<string, string>): Promise<void> {
    const pseudonyms = this.#pseudonyms
    if (!pseudonyms) return
    const found = entries.flatMap(entry => certificatesOf(this.#bytesOf(entry, locked)).map(der => ({ entry, der })))
    await pseudonyms.fresh.makeAll(
      found.map(({ der }) => der),
      {
        namesHost: der => pseudonyms.namesHost(der),
        pseudonym: name => pseudonyms.ofName(name),
        next: () => throwIfCancelled(this.options.signal),
      },
    )
    for (const { entry, der } of found) {
      const fresh = pseudonyms.fresh.of(der)
      if (!fresh) continue
      const beside = keyBeside(this.document, entry, [parseCertificate(der, null).publicKey])
      if (beside?.matches !== 0) continue
      const holder = await this.document.resolve(beside.address)
      this.#freshKeys.set(holder.path, fresh.key)
      for (const { from, to } of secretSpans(fresh.key, this.#fileOf(holder)))
        this.#secrets.placeholders.allow(fresh.key.slice(from, to))
    }
  }

  async #cleaned(
    entry: Entry,
    locked: ReadonlyMap<string, string>,
    key: { readonly info: Uint8Array } | null,
  ): Promise<CleanEntry> {
    const tell = (kind: string, count = 1) => this.#tell(entry, kind, count)
    const word = (text: string) => this.#pseudonym(this.#secrets.cleanCopies(text, tell), tell)
    return {
      name: isOwnName(entry) ? entry.name : word(entry.name),
      linkname: word(entry.linkname),
      uname: word(entry.uname),
      gname: word(entry.gname),
      content: await this.#content(entry, locked, key),
    }
  }

  async #content(
    entry: Entry,
    locked: ReadonlyMap<string, string>,
    key: { readonly info: Uint8Array } | null,
  ): Promise<Bytes | null> {
    if (entry.kind === 'other')
      return this.#left(entry, `entries of type ${JSON.stringify(entry.typeflag)} are not looked into`)
    if (entry.kind !== 'file') return null
    const reason = locked.get(entry.path) ?? entry.problem?.message
    if (reason !== undefined) return this.#left(entry, reason)
    if (this.document.layerAt(entry)) return null
    if (entry.opens !== null) return this.#left(entry, 'it is an archive that could not be opened')
    if (entry.size > mostBytes) return this.#left(entry, `it has more than ${mostBytes} bytes`)
    const bytes = toUint8Array(this.document.content(entry))
    if (key && isEncryptionInfo(entry)) {
      this.#tell(entry, 'envelope-key')
      return bytesOf(key.info)
    }
    if (bytes.length === 0) return bytesOf()
    if (isSqlite(bytes)) return this.#database(entry, bytes)
    const whole = wholeSecrets.find(one => one.matches(plain(entry.name), bytes))
    if (whole) {
      this.#tell(entry, whole.kind)
      return bytesOf(placeholderBytes(whole.what, bytes.length))
    }
    const readable = cleanTextOf(bytes)
    if (!readable) {
      if (isHarmless(plain(entry.name), bytes)) return bytesOf(bytes)
      if (!isCertificate(bytes)) return this.#left(entry, 'it is binary, of a kind that is not known')
      const fresh = this.#pseudonyms?.fresh.of(bytes)
      if (!fresh && !this.#pseudonyms?.namesHost(bytes)) return bytesOf(bytes)
      if (!fresh) return this.#left(entry, 'a certificate that names the host')
      this.#tell(entry, 'certificate')
      return bytesOf(fresh.der)
    }
    const tell = (kind: string, count = 1) => this.#tell(entry, kind, count)
    const freshKey = this.#freshKeys.get(entry.path)
    if (freshKey !== undefined) {
      tell('private-key')
      return bytesOf(Buffer.from(freshKey))
    }
    const text = this.#secrets.clean(readable.text, this.#fileOf(entry), tell)
    return bytesOf(readable.bytesOf(this.#pseudonym(text, tell)))
  }

  async #database(entry: Entry, bytes: Uint8Array): Promise<Bytes> {
    const file = this.#fileOf(entry)
    const tell = (kind: string, count = 1) => this.#tell(entry, kind, count)
    // The schemas are those of the release, the same on every host.
    const isOfRelease = plain(entry.name) === SCHEMA_STORE_PATH
    const visitor = {
      text: (text: string, kind: SecretKind | null) => {
        if (kind !== null && text !== '') {
          const placeholder = this.#secrets.placeholders.of(kind, text)
          if (placeholder !== text) tell(kind)
          return placeholder
        }
        const cleaned = this.#secrets.clean(text, file, tell)
        return isOfRelease ? cleaned : this.#pseudonym(cleaned, tell)
      },
      blob: (blob: Uint8Array) => {
        if (isLookedInto(blob)) return blob
        tell('bytes that were not looked into')
        return new Uint8Array(blob.length)
      },
    }
    try {
      const edited = await throughDatabase(bytes, file, visitor, true)
      if (edited) return bytesOf(edited)
      throw new Error('nothing was written')
    } catch (error) {
      return this.#left(entry, toErrorData(error).message)
    }
  }

  #pseudonym(text: string, tell: (kind: string, count?: number) => void): string {
    return this.#pseudonyms ? this.#pseudonyms.replace(text, tell) : text
  }

  #left(entry: Entry, reason: string): Bytes {
    this.#removed.push({ address: entry.address, reason })
    return bytesOf(Buffer.from('Bootbank left out the content of this file: it could not be looked into.\n'))
  }

  /** The content of a plain file that can be read; null for all else. */
  #bytesOf(entry: Entry, locked: ReadonlyMap<string, string>): Uint8Array | null {
    if (entry.kind !== 'file' || entry.problem || locked.has(entry.path) || entry.size > mostBytes) return null
    if (this.document.layerAt(entry)) return null
    return toUint8Array(this.document.content(entry))
  }

  #fileOf(entry: Entry): SecretFile {
    return fileWith([plain(entry.name)], this.#names ?? new Map())
  }

  #tell({ address }: Entry, kind: string, count = 1): void {
    const at = `${kind}\n${address}`
    const before = this.#replaced.get(at)?.count ?? 0
    this.#replaced.set(at, { address, kind, count: before + count })
  }
}

function isEncryptionInfo({ kind, name }: Entry): boolean {
  return kind === 'file' && ENCRYPTION_INFO_NAMES.includes(plain(name).split('/').at(-1) ?? '')
}

/** Whether bytes are the DER of one certificate. */
function isCertificate(bytes: Uint8Array): boolean {
  try {
    parseCertificate(bytes, null)
    return true
  } catch {
    return false
  }
}

/** DER of the certificates of a file. */
function certificatesOf(bytes: Uint8Array | null): readonly Uint8Array[] {
  if (!bytes || isSqlite(bytes)) return []
  const readable = cleanTextOf(bytes)
  if (readable) return certificatesInPem(readable.text)
  return isCertificate(bytes) ? [bytes] : []
}

function certificatesInPem(text: string): readonly Uint8Array[] {
  return pemBlocks(text).flatMap(({ label, content }) =>
    certificateLabels.includes(label) && 'der' in content ? [content.der] : [],
  )
}
