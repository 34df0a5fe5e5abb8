// Other addresses, names, UUIDs and MACs in the place of the host's own: the same one everywhere in a copy, another one in the next copy, and
// never one for two (other-values.ts, other-names.ts). What is the same on every host (loopback, masks, multicast, private ranges) stays what
// it is.
import { randomBytes } from 'node:crypto'
import type { PseudonymKind } from '../../../shared/model/sanitised'
import type { Document } from '../document/document'
import { pemBlocks } from '../formats/certificate/pem'
import { parseCertificate } from '../formats/certificate/parse'
import { FreshCertificates } from './fresh-certificates'
import { changeWords } from './encoded-text'
import { namesOf } from './host-names'
import { changeInPlaces, noPlacedNames, type PlacedNames } from './named-places'
import { otherNames } from './other-names'
import { otherIpv4, otherIpv6, otherMac, otherUuid } from './other-values'
import type { Tell } from './secrets'

export interface Pseudonyms {
  readonly notes: readonly string[]
  /** Certificates that were made for this copy. */
  readonly fresh: FreshCertificates
  /** A text, as bytes in Latin-1, with all of it replaced; a certificate that names the host becomes the fresh one, or a placeholder. */
  replace(text: string, tell: Tell): string
  /** The pseudonym of a text that is the name or address of a host. */
  ofName(name: string): string
  /** Whether a certificate (DER) has something to hide. It cannot be changed without its key. */
  namesHost(der: Uint8Array): boolean
  /**
   * What in a text of the copy, as bytes in Latin-1, is an original for which a pseudonym stands in the copy; null where nothing is. In bytes that are
   * no text a short name stands by chance, and is not looked for.
   */
  leftIn(text: string, content?: 'text' | 'bytes'): PseudonymKind | null
}

const ipv4 = /(?<![\w.-])(?:\d{1,3}\.){3}\d{1,3}(?![\w]|\.\d|-\d)/g
const ipv6 = /(?<![\w:.])[0-9A-Fa-f]{0,4}(?::[0-9A-Fa-f]{0,4}){2,7}(?![\w:])/g
const mac =
  /(?<![0-9A-Fa-f:-])[0-9A-Fa-f]{2}(?:([:-])[0-9A-Fa-f]{2})(?:\1[0-9A-Fa-f]{2}){4}(?![0-9A-Fa-f]|[:-][0-9A-Fa-f])/g
const uuid =
  /(?<![0-9A-Fa-f-])(?:[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}|[0-9A-Fa-f]{8}-[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}|(?:[0-9A-Fa-f]{2} ){7}[0-9A-Fa-f]{2}[- ](?:[0-9A-Fa-f]{2} ){7}[0-9A-Fa-f]{2})(?![0-9A-Fa-f-])/g
const certificate = /(-----BEGIN (?:TRUSTED |X509 )?CERTIFICATE-----)([^-]*)(-----END)/g

/** Characters of a name that may stand in bytes by chance. */
const longestByChance = 3

/** Makes the tables of one copy; `salt` is its own, and kept nowhere. */
export async function pseudonymsFor(
  document: Document,
  kinds: readonly PseudonymKind[],
  salt: Uint8Array = randomBytes(32),
): Promise<Pseudonyms> {
  if (!kinds.includes('names')) return makePseudonyms(kinds, new Set(), salt)
  const { names, placed } = await namesOf(document)
  return makePseudonyms(kinds, names, salt, placed)
}

/** The same for names that are known, some of which are words of the files as well and are replaced in certain places alone. */
export function makePseudonyms(
  kinds: readonly PseudonymKind[],
  names: ReadonlySet<string>,
  salt: Uint8Array,
  placed: PlacedNames = noPlacedNames,
): Pseudonyms {
  return new TableOfPseudonyms(kinds, names, salt, placed)
}

class TableOfPseudonyms implements Pseudonyms {
  readonly fresh = new FreshCertificates()
  readonly #byName: ReadonlyMap<string, string>
  /** Names that may stand anywhere; null for none. */
  readonly #anywhere: RegExp | null
  /** Those of them that do not stand in bytes by chance. */
  readonly #long: RegExp | null
  /** In lower case. One that is a pseudonym of another as well says nothing where it stands. */
  readonly #originals: Readonly<Record<PseudonymKind, Set<string>>> = {
    addresses: new Set(),
    names: new Set(),
    uuids: new Set(),
    macs: new Set(),
  }
  readonly #pseudonyms = new Set<string>()

  constructor(
    private readonly kinds: readonly PseudonymKind[],
    names: ReadonlySet<string>,
    private readonly salt: Uint8Array,
    private readonly placed: PlacedNames,
  ) {
    this.#byName = otherNames(new Set([...names, ...placed.hosts, ...placed.accounts]), salt)
    const anywhere = [...this.#byName.keys()].filter(name => !placed.isWord(name))
    this.#anywhere = anyOf(anywhere)
    this.#long = anyOf(anywhere.filter(name => name.length > longestByChance))
  }

  get notes(): readonly string[] {
    return [
      ...this.#noteOfPlaced(),
      `Pseudonyms for ${this.kinds.join(', ')} are the same throughout this copy and differ from copy to copy; nothing that leads back is kept.`,
      `Certificates that name the host cannot be changed without their key: new ones with the same dates stand in their place and in that of their chains, each signed by the new one above it, or placeholders.${this.#noteOfStandIns()}`,
    ]
  }

  #noteOfPlaced(): readonly string[] {
    const held = this.placed.hosts.size + this.placed.accounts.size
    if (held === 0) return []
    return [
      `${held === 1 ? 'One name is' : `${held} names are`} a word of the files themselves as well, such as the name of a setting, or too short: replaced only where a name stands (hosts, resolv.conf, host names and domains among the settings, accounts), and left anywhere else.`,
    ]
  }

  #noteOfStandIns(): string {
    const { standIns } = this.fresh
    if (standIns === 0) return ''
    return ` What signed ${standIns === 1 ? 'one of them is' : `${standIns} of them is`} not in this backup: ${standIns === 1 ? 'it signs itself' : 'they sign themselves'}.`
  }

  ofName(name: string): string {
    const key = name.toLowerCase()
    const known = this.placed.hosts.has(key) ? this.#byName.get(key) : undefined
    return known ?? this.#replaced(name, () => undefined)
  }

  namesHost(der: Uint8Array): boolean {
    let told = false
    const tell = () => {
      told = true
    }
    this.#replaced(Buffer.from(der).toString('latin1'), tell, this.#long)
    try {
      const { subject, issuer, alternativeNames } = parseCertificate(der, null).shown
      const stated = [...subject, ...issuer].map(({ value }) => value)
      for (const value of [...stated, ...alternativeNames.map(one => one.replace(/^\w+:/, ''))]) {
        this.#replaced(` ${value}`, tell)
        if (this.placed.hosts.has(value.toLowerCase())) tell()
      }
    } catch {
      // What cannot be read may name it.
      return true
    }
    return told
  }

  replace(text: string, tell: Tell): string {
    const withoutCertificates = text.replace(certificate, (all: string, head: string, body: string, end: string) => {
      const [block] = pemBlocks(`${head}${body}${end} CERTIFICATE-----`.replace(/BEGIN \w+ CERT/, 'BEGIN CERT'))
      const der = block && 'der' in block.content ? block.content.der : null
      const made = der && this.fresh.of(der)
      if (der && !made && !this.namesHost(der)) return all
      tell('certificate')
      if (made) return `${head}\n${made.body}\n${end}`
      return (
        head + body.replace(/[A-Za-z0-9+/=]+/g, line => 'REDACTED/CERTIFICATE/'.repeat(8).slice(0, line.length)) + end
      )
    })
    return this.#replaced(withoutCertificates, tell)
  }

  /** A text with everything but its certificates replaced. */
  #replaced(text: string, tell: Tell, names: RegExp | null = this.#anywhere): string {
    const { salt } = this
    let result = this.#each(text, tell, 'uuids', uuid, found => otherUuid(found, salt))
    result = this.#each(result, tell, 'macs', mac, found => otherMac(found, salt))
    result = this.#each(result, tell, 'addresses', ipv6, found => otherIpv6(found, salt))
    result = this.#each(result, tell, 'addresses', ipv4, found => otherIpv4(found, salt))
    if (names) result = this.#each(result, tell, 'names', names, found => this.#nameFor(found))
    if (!this.kinds.includes('names')) return result
    return changeInPlaces(result, this.placed, found => {
      tell('names')
      return this.#nameFor(found)
    })
  }

  /** A text with each match replaced, if that kind was asked for. */
  #each(text: string, tell: Tell, kind: PseudonymKind, expression: RegExp, other: (found: string) => string): string {
    if (!this.kinds.includes(kind)) return text
    const replaced = (part: string) =>
      part.replace(expression, (found: string) => {
        const made = other(found)
        if (made !== found) {
          tell(kind)
          this.#originals[kind].add(found.toLowerCase())
          this.#pseudonyms.add(made.toLowerCase())
        }
        return made
      })
    return kind === 'names' ? changeWords(text, replaced) : replaced(text)
  }

  #nameFor(found: string): string {
    return this.#byName.get(found.toLowerCase()) ?? found
  }

  leftIn(text: string, content: 'text' | 'bytes' = 'text'): PseudonymKind | null {
    if (this.#isLeft(text, 'uuids', uuid)) return 'uuids'
    if (this.#isLeft(text, 'macs', mac)) return 'macs'
    if (this.#isLeft(text, 'addresses', ipv6) || this.#isLeft(text, 'addresses', ipv4)) return 'addresses'
    if (this.#isLeft(text, 'names', content === 'text' ? this.#anywhere : this.#long)) return 'names'
    return content === 'text' && changeInPlaces(text, this.placed, () => '') !== text ? 'names' : null
  }

  #isLeft(text: string, kind: PseudonymKind, expression: RegExp | null): boolean {
    const originals = this.#originals[kind]
    if (expression === null || originals.size === 0) return false
    let left = false
    const look = (part: string) => {
      left ||= (part.match(expression) ?? []).some(found => {
        const key = found.toLowerCase()
        return originals.has(key) && !this.#pseudonyms.has(key)
      })
      return part
    }
    if (kind === 'names') changeWords(text, look)
    else look(text)
    return left
  }
}

/** Any of these names as a whole word, in whatever case, a longer one before those that it begins with; null for none. */
function anyOf(names: readonly string[]): RegExp | null {
  if (names.length === 0) return null
  const longestFirst = names.toSorted((a, b) => b.length - a.length).map(escaped)
  return new RegExp(`(?<![A-Za-z0-9_])(?:${longestFirst.join('|')})(?![A-Za-z0-9_])`, 'gi')
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
