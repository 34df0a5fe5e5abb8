// What the certificates of a backup say, so that a search finds it. That does not depend on what is looked for: the first search of an open backup
// finds it out, and the later ones know it.
import { type Bytes, type Range, toUint8Array } from '../codecs/bytes'
import type { Layer } from '../document/layer'
import { certificatesIn } from '../facts/host-certificate'
import { certificateTimeText } from '../facts/values'
import { decodeText, shownEncodingOf } from '../formats/text/encoding'
import { certificateBorder, Walk } from './prefilter'

export interface CertificateFact {
  /** Line that the certificate begins on, from 1. */
  readonly line: number
  readonly name: string
  readonly words: string
}

/** Facts of one file that are kept: a file without end would take memory without end. */
const mostKept = 5000

const factsOf = new WeakMap<Bytes, readonly CertificateFact[]>()

/** Of the contents of each layer, by slot, as far as it was asked. */
const bordersOf = new WeakMap<Bytes, Uint8Array>()
const [unknown, without, withBorder] = [0, 1, 2]

/** Asked in archive order, it walks once over the bytes of each layer, and over what an earlier search has walked over never again. */
export class CertificateFiles {
  readonly #walks = new Map<Layer, Walk>()

  /** False where a file holds no certificate whose content is this part of its layer. */
  mayHold(layer: Layer, slot: number, part: Range): boolean {
    let answers = bordersOf.get(layer.content)
    if (!answers) {
      answers = new Uint8Array(layer.slots.length)
      bordersOf.set(layer.content, answers)
    }
    const known = answers[slot] ?? unknown
    if (known !== unknown) return known === withBorder
    let walk = this.#walks.get(layer)
    if (!walk) {
      walk = new Walk(layer.content, certificateBorder)
      this.#walks.set(layer, walk)
    }
    const may = walk.mayHold(part)
    answers[slot] = may ? withBorder : without
    return may
  }

  /** The same of a content that is held apart. */
  static mayHoldIn(content: Bytes): boolean {
    return new Walk(content, certificateBorder).mayHold({ start: 0, end: content.length })
  }
}

/** What the certificates of a file say, in order. `text` is given where it is decoded already. */
export function certificateFacts(content: Bytes, text: string | null): readonly CertificateFact[] {
  const before = factsOf.get(content)
  if (before) return before
  const facts = certificateFactsIn(text ?? textOf(content))
  if (facts.length <= mostKept) factsOf.set(content, facts)
  return facts
}

/** The same of a text, each with the line that it begins on after `linesBefore` others. */
export function certificateFactsIn(text: string, linesBefore = 0): readonly CertificateFact[] {
  if (!text.includes('-----BEGIN ')) return []
  return certificatesIn(text).flatMap(({ certificate, line }) => {
    const { subject, issuer, subjectAltName, serialNumber, fingerprint256, validTo } = certificate
    const facts = {
      subject,
      issuer,
      names: subjectAltName,
      serial: serialNumber,
      fingerprint: fingerprint256,
      'valid to': certificateTimeText(validTo),
    }
    return Object.entries(facts).map(([name, value]) => ({
      line: line + linesBefore,
      name,
      words: value?.replaceAll('\n', ', ') ?? '',
    }))
  })
}

/** Empty for what is not text. */
function textOf(content: Bytes): string {
  const bytes = toUint8Array(content)
  const encoding = shownEncodingOf(bytes)
  return encoding === null ? '' : decodeText(bytes, encoding)
}
