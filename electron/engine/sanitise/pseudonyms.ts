// Other addresses, names, UUIDs and MACs in the place of the host's own: the same one everywhere in a copy, another one in the next copy, and
// never one for two. Addresses that share a network go on sharing one: each bit is flipped by what stands before it (Crypto-PAn), which makes
// the whole a permutation. What is the same on every host (loopback, masks, multicast, private ranges) stays what it is.
import { createCipheriv, createHmac, randomBytes } from 'node:crypto'
import { isIPv6 } from '../network/addresses'
import type { PseudonymKind } from '../../../shared/model/sanitised'
import type { Document } from '../document/document'
import { pemBlocks } from '../formats/certificate/pem'
import { parseCertificate } from '../formats/certificate/parse'
import { FreshCertificates } from './fresh-certificates'
import { changeWords } from './encoded-text'
import { commonNames, namesOf } from './host-names'
import { changeInPlaces, noPlacedNames, type PlacedNames } from './named-places'
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
  const wants = new Set(kinds)
  const byName = nameTable(new Set([...names, ...placed.hosts, ...placed.accounts]), salt)
  const patternOf = (all: readonly string[]) =>
    all.length === 0
      ? null
      : new RegExp(
          `(?<![A-Za-z0-9_])(?:${[...all]
            .sort((a, b) => b.length - a.length)
            .map(escaped)
            .join('|')})(?![A-Za-z0-9_])`,
          'gi',
        )
  const anywhere = [...byName.keys()].filter(name => !placed.isWord(name))
  const pattern = patternOf(anywhere)
  const longPattern = patternOf(anywhere.filter(name => name.length > longestByChance))
  const inPlaces = (text: string, tell: Tell): string =>
    changeInPlaces(text, placed, found => {
      tell('names')
      return byName.get(found.toLowerCase()) ?? found
    })
  /** In lower case. One that is a pseudonym of another as well says nothing where it stands. */
  const originals: Readonly<Record<PseudonymKind, Set<string>>> = {
    addresses: new Set(),
    names: new Set(),
    uuids: new Set(),
    macs: new Set(),
  }
  const pseudonyms = new Set<string>()
  const fresh = new FreshCertificates()
  const leftIn: Pseudonyms['leftIn'] = (text, content = 'text') => {
    const isLeft = (kind: PseudonymKind, expression: RegExp | null) => {
      if (expression === null || originals[kind].size === 0) return false
      let left = false
      const look = (part: string) => {
        left ||= (part.match(expression) ?? []).some(found => {
          const key = found.toLowerCase()
          return originals[kind].has(key) && !pseudonyms.has(key)
        })
        return part
      }
      if (kind === 'names') changeWords(text, look)
      else look(text)
      return left
    }
    if (isLeft('uuids', uuid)) return 'uuids'
    if (isLeft('macs', mac)) return 'macs'
    if (isLeft('addresses', ipv6) || isLeft('addresses', ipv4)) return 'addresses'
    if (isLeft('names', content === 'text' ? pattern : longPattern)) return 'names'
    return content === 'text' && changeInPlaces(text, placed, () => '') !== text ? 'names' : null
  }
  const plainly = (text: string, tell: Tell, names: RegExp | null = pattern): string => {
    let result = text
    const by = (kind: PseudonymKind, expression: RegExp, other: (found: string) => string) => {
      if (!wants.has(kind)) return
      const replaced = (part: string) =>
        part.replace(expression, (found: string) => {
          const made = other(found)
          if (made !== found) {
            tell(kind)
            originals[kind].add(found.toLowerCase())
            pseudonyms.add(made.toLowerCase())
          }
          return made
        })
      result = kind === 'names' ? changeWords(result, replaced) : replaced(result)
    }
    by('uuids', uuid, found => otherUuid(found, salt))
    by('macs', mac, found => otherMac(found, salt))
    by('addresses', ipv6, found => otherIpv6(found, salt))
    by('addresses', ipv4, found => otherIpv4(found, salt))
    if (names) by('names', names, found => byName.get(found.toLowerCase()) ?? found)
    return wants.has('names') ? inPlaces(result, tell) : result
  }
  const namesHost = (der: Uint8Array): boolean => {
    let told = false
    const tell = () => {
      told = true
    }
    plainly(Buffer.from(der).toString('latin1'), tell, longPattern)
    try {
      const { subject, issuer, alternativeNames } = parseCertificate(der, null).shown
      const stated = [...subject, ...issuer].map(({ value }) => value)
      for (const value of [...stated, ...alternativeNames.map(one => one.replace(/^\w+:/, ''))]) {
        plainly(` ${value}`, tell)
        if (placed.hosts.has(value.toLowerCase())) tell()
      }
    } catch {
      // What cannot be read may name it.
      return true
    }
    return told
  }
  const standIns = () =>
    fresh.standIns === 0
      ? ''
      : ` What signed ${fresh.standIns === 1 ? 'one of them is' : `${fresh.standIns} of them is`} not in this backup: ${fresh.standIns === 1 ? 'it signs itself' : 'they sign themselves'}.`
  return {
    get notes() {
      const held = placed.hosts.size + placed.accounts.size
      return [
        ...(held === 0
          ? []
          : [
              `${held === 1 ? 'One name is' : `${held} names are`} a word of the files themselves as well, such as the name of a setting, or too short: replaced only where a name stands (hosts, resolv.conf, host names and domains among the settings, accounts), and left anywhere else.`,
            ]),
        `Pseudonyms for ${kinds.join(', ')} are the same throughout this copy and differ from copy to copy; nothing that leads back is kept.`,
        `Certificates that name the host cannot be changed without their key: new ones with the same dates stand in their place and in that of their chains, each signed by the new one above it, or placeholders.${standIns()}`,
      ]
    },
    fresh,
    namesHost,
    leftIn,
    ofName: name =>
      (placed.hosts.has(name.toLowerCase()) ? byName.get(name.toLowerCase()) : undefined) ??
      plainly(name, () => undefined),
    replace(text, tell) {
      const withoutCertificates = text.replace(certificate, (all: string, head: string, body: string, end: string) => {
        const [block] = pemBlocks(`${head}${body}${end} CERTIFICATE-----`.replace(/BEGIN \w+ CERT/, 'BEGIN CERT'))
        const made = block && 'der' in block.content ? fresh.of(block.content.der) : null
        if (!made && block && 'der' in block.content && !namesHost(block.content.der)) return all
        tell('certificate')
        if (made) return `${head}\n${made.body}\n${end}`
        return (
          head + body.replace(/[A-Za-z0-9+/=]+/g, line => 'REDACTED/CERTIFICATE/'.repeat(8).slice(0, line.length)) + end
        )
      })
      return plainly(withoutCertificates, tell)
    },
  }
}

function nameTable(names: ReadonlySet<string>, salt: Uint8Array): ReadonlyMap<string, string> {
  const table = new Map<string, string>()
  const taken = new Set<string>()
  const labelFor = (label: string): string => {
    const key = label.toLowerCase()
    const known = table.get(key)
    if (known !== undefined) return known
    for (let round = 0; ; round++) {
      const digest = createHmac('sha256', salt).update(`name ${round} ${key}`).digest('hex')
      const made = `n${digest.slice(0, Math.max(7, label.length - 1))}`.slice(0, 32)
      if (taken.has(made)) continue
      taken.add(made)
      table.set(key, made)
      return made
    }
  }
  for (const name of [...names].sort((a, b) => a.length - b.length)) {
    const key = name.toLowerCase()
    if (table.has(key)) continue
    if (name.includes('.'))
      table.set(
        key,
        name
          .split('.')
          .map(part => (commonNames.has(part.toLowerCase()) ? part : labelFor(part)))
          .join('.'),
      )
    else labelFor(name)
  }
  return table
}

function otherIpv4(text: string, salt: Uint8Array): string {
  const parts = text.split('.').map(Number)
  if (parts.some(part => part > 255)) return text
  const value = parts.reduce((sum, part) => sum * 256 + part, 0)
  const kept = keptBits(value)
  if (kept === null) return text
  let made = flipped(value, 32, kept, salt, 'v4')
  // A public one stays public: walking on until it is keeps the whole a permutation.
  while (kept === 0 && keptBits(made) !== 0) made = flipped(made, 32, 0, salt, 'v4')
  return [24, 16, 8, 0].map(shift => Math.floor(made / 2 ** shift) % 256).join('.')
}

/** Leading bits that say of which range an address is; null for one that is not a host's. */
function keptBits(value: number): number | null {
  const [a, b] = [Math.floor(value / 2 ** 24), Math.floor(value / 2 ** 16) % 256]
  if (a === 0 || a === 127 || a >= 224 || isMask(value)) return null
  if (a === 10) return 8
  if (a === 172 && b >= 16 && b < 32) return 12
  if ((a === 192 && b === 168) || (a === 169 && b === 254)) return 16
  if (a === 100 && b >= 64 && b < 128) return 10
  return 0
}

function isMask(value: number): boolean {
  return /^1+0*$/.test(value.toString(2).padStart(32, '0')) && value >= 0xff000000
}

function flipped(value: number, bits: number, kept: number, salt: Uint8Array, name: string): number {
  const text = value.toString(2).padStart(bits, '0')
  return Number.parseInt(flippedBits(text, kept, salt, name), 2)
}

function flippedBits(text: string, kept: number, salt: Uint8Array, name: string): string {
  let made = ''
  for (let at = 0; at < text.length; at++) {
    const flip =
      at < kept
        ? 0
        : (createHmac('sha256', salt)
            .update(`${name} ${text.slice(0, at)}`)
            .digest()[0] ?? 0) & 1
    made += String(Number(text[at]) ^ flip)
  }
  return made
}

function otherIpv6(text: string, salt: Uint8Array): string {
  if (!isIPv6(text) || /^[0:]*:[01]?$/.test(text) || /^ff/i.test(text)) return text
  const [head = '', tail] = text.split('::')
  const groups = (part: string) => (part === '' ? [] : part.split(':'))
  const [left, right] = [groups(head), groups(tail ?? '')]
  const all =
    tail === undefined ? left : [...left, ...Array<string>(8 - left.length - right.length).fill('0'), ...right]
  const bits = all.map(group => Number.parseInt(group, 16).toString(2).padStart(16, '0')).join('')
  const kept = /^fe[89ab]/i.test(text) ? 64 : /^f[cd]/i.test(text) ? 8 : 3
  const made = flippedBits(bits, kept, salt, 'v6')
  return Array.from({ length: 8 }, (_, index) =>
    Number.parseInt(made.slice(index * 16, index * 16 + 16), 2).toString(16),
  ).join(':')
}

/** The maker stays, the rest does not. */
function otherMac(text: string, salt: Uint8Array): string {
  const digits = text.replace(/[:-]/g, '').toLowerCase()
  if (/^(?:0{12}|f{12})$/.test(digits)) return text
  const made = flipped(Number.parseInt(digits, 16), 48, 24, salt, 'mac').toString(16).padStart(12, '0')
  return likeCase(
    made
      .replace(/../g, '$&:')
      .slice(0, 17)
      .replaceAll(':', text[2] ?? ':'),
    text,
  )
}

/** AES as a permutation of sixteen bytes; the places of hyphens and blanks stay. */
function otherUuid(text: string, salt: Uint8Array): string {
  const digits = text.replace(/[^0-9A-Fa-f]/g, '')
  if (/^0+$/.test(digits) || /^f+$/i.test(digits)) return text
  const cipher = createCipheriv('aes-128-ecb', createHmac('sha256', salt).update('uuid').digest().subarray(0, 16), null)
  cipher.setAutoPadding(false)
  const made = cipher.update(Buffer.from(digits, 'hex')).toString('hex')
  let at = 0
  return likeCase(
    text.replace(/[0-9A-Fa-f]/g, () => made[at++] ?? '0'),
    text,
  )
}

function likeCase(made: string, like: string): string {
  return /[A-F]/.test(like) ? made.toUpperCase() : made
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
