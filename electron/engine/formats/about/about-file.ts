// What is known of a small file of the host: which it is, what it is for, and how its facts are read. A file is told by its path, since the
// content of etc/hosts or etc/random-seed says nothing of what it is; a content that is another one is told and gives way to text.
import { BootbankError } from '../../../../shared/model/errors'
import type { AboutFact } from '../../../../shared/viewers/about'
import { parseXml, type XmlElement } from '../../facts/xml'

export interface AboutFile {
  /** The path inside the host's tree; the untouched copy `.#name` of a file with the T flag is told by it too. */
  readonly path: RegExp
  readonly purpose: string
  /** Reads the facts. Throws BAD_REQUEST for a content that is not this file's. */
  readonly read: (content: AboutContent) => AboutFacts
}

export interface AboutFacts {
  readonly facts: readonly AboutFact[]
  /** Sentences about what could not be read. */
  readonly notes?: readonly string[]
}

/** The content, with secrets replaced by bullets. */
export class AboutContent {
  constructor(
    /** Path inside the host's tree. */
    readonly path: string,
    /** Null for bytes that are not text. */
    readonly text: string | null,
    readonly bytes: Uint8Array,
  ) {}

  /** The lines without their ends. Throws BAD_REQUEST for what is not text. */
  get lines(): readonly string[] {
    return this.words.split(/\r\n|\r|\n/)
  }

  /** Lines that are neither blank nor a remark, with their numbers from 1. */
  get statements(): readonly { readonly line: number; readonly text: string }[] {
    return this.lines.flatMap((raw, index) => {
      const text = raw.trim()
      return text === '' || text.startsWith('#') ? [] : [{ line: index + 1, text }]
    })
  }

  /** The text. Throws BAD_REQUEST for anything else. */
  get words(): string {
    if (this.text === null) throw unexpected(`${this.path} is not text, as it would be on a host`)
    return this.text
  }

  /** The root element. Throws BAD_REQUEST for what is not well-formed XML. */
  get xml(): XmlElement {
    const root = parseXml(this.words)
    if (!root) throw unexpected(`${this.path} is not well-formed XML`)
    return root
  }
}

/** The refusal of a content, after which text or bytes are shown. */
export function unexpected(why: string): BootbankError {
  return new BootbankError('BAD_REQUEST', `${why}.`)
}

/** A fact where there is a value. */
export function factIf(label: string, value: string | null | undefined): readonly AboutFact[] {
  return value === null || value === undefined || value === '' ? [] : [{ label, value }]
}

/** Lines that each match, as facts; the others are told. */
export function linesAs(
  content: AboutContent,
  factOf: (text: string) => AboutFact | null,
): { readonly facts: readonly AboutFact[]; readonly notes: readonly string[] } {
  const facts: AboutFact[] = []
  const notes: string[] = []
  for (const { line, text } of content.statements) {
    const fact = factOf(text)
    if (fact) facts.push(fact)
    else notes.push(`Line ${line} is not of the form that the others have.`)
  }
  return { facts, notes }
}
