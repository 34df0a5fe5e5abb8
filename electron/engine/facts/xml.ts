// XML of the host agent, read as a plain tree. Entities that a document defines itself are never expanded.
import { XMLParser } from 'fast-xml-parser'

export interface XmlElement {
  /** Text between the tags, trimmed. */
  readonly text: string
  /** Elements inside by name, in order. */
  children(name: string): readonly XmlElement[]
  /** The first element at a path of names. */
  find(...names: readonly string[]): XmlElement | null
}

type Raw = string | { readonly [name: string]: Raw | readonly Raw[] }

/** The root element; null for what is no well-formed XML, or nested more than a hundred deep. */
export function parseXml(text: string): XmlElement | null {
  const parser = new XMLParser({
    processEntities: false,
    parseTagValue: false,
    ignoreDeclaration: true,
    ignorePiTags: true,
    maxNestedTags: 100,
    alwaysCreateTextNode: true,
  })
  try {
    const parsed: Raw = parser.parse(text, true)
    if (typeof parsed === 'string') return null
    const [root] = Object.entries(parsed).flatMap(([name, value]) => (name.startsWith('#') ? [] : value))
    return root === undefined ? null : elementOf(root)
  } catch {
    return null
  }
}

function elementOf(raw: Raw): XmlElement {
  const own = typeof raw === 'string' ? raw : textOf(raw['#text'])
  const element: XmlElement = {
    text: decoded(own),
    children: name => {
      const found = typeof raw === 'string' || !Object.hasOwn(raw, name) ? undefined : raw[name]
      return found === undefined ? [] : listOf(found).map(elementOf)
    },
    find(...names) {
      let at: XmlElement | undefined = element
      for (const name of names) at = at?.children(name)[0]
      return at ?? null
    },
  }
  return element
}

function listOf(value: Raw | readonly Raw[]): readonly Raw[] {
  return isList(value) ? value : [value]
}

function isList(value: Raw | readonly Raw[]): value is readonly Raw[] {
  return Array.isArray(value)
}

function textOf(value: Raw | readonly Raw[] | undefined): string {
  return typeof value === 'string' ? value : ''
}

const predefined: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }

/** The five entities of XML itself and numbers; others stay as they are written. */
function decoded(text: string): string {
  return text.replace(
    /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w+));/gi,
    (all, hex?: string, decimal?: string, name?: string) => {
      if (name !== undefined) return predefined[name] ?? all
      const point = Number.parseInt(hex ?? decimal ?? '', hex === undefined ? 10 : 16)
      return point <= 0x10ffff ? String.fromCodePoint(point) : all
    },
  )
}
