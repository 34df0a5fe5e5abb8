// XML of the host agent, read as a plain tree by a parser that knows no entities but the five of XML itself: what a document declares
// is never expanded.
import { parseXml as parse, XmlElement as ParsedElement } from '@rgrove/parse-xml'

export interface XmlElement {
  /** Text between the tags, that of elements inside included; trimmed. */
  readonly text: string
  /** Elements inside by name, in order. */
  children(name: string): readonly XmlElement[]
  /** Every element inside with its name, in order. */
  elements(): readonly { readonly name: string; readonly element: XmlElement }[]
  /** The first element at a path of names. */
  find(...names: readonly string[]): XmlElement | null
}

/** Levels of elements inside each other; those of the host have six. */
const deepest = 200

/** The root element; null for what is not well-formed XML, or nested deeper than the host would. */
export function parseXml(text: string): XmlElement | null {
  // The parser goes down by calling itself; a document without an end of levels must not take the stack.
  if (depthOf(text) > deepest) return null
  try {
    const { root } = parse(text, { ignoreUndefinedEntities: true })
    return root && elementOf(root)
  } catch {
    return null
  }
}

function elementOf(parsed: ParsedElement): XmlElement {
  const element: XmlElement = {
    get text() {
      return parsed.text.trim()
    },
    children: name =>
      parsed.children.flatMap(child =>
        child instanceof ParsedElement && child.name === name ? [elementOf(child)] : [],
      ),
    elements: () =>
      parsed.children.flatMap(child =>
        child instanceof ParsedElement ? [{ name: child.name, element: elementOf(child) }] : [],
      ),
    find(...names) {
      let at: XmlElement | undefined = element
      for (const name of names) at = at?.children(name)[0]
      return at ?? null
    },
  }
  return element
}

/** How deep elements lie at most, counted by their tags alone. */
function depthOf(text: string): number {
  let depth = 0
  let most = 0
  for (const [tag] of text.matchAll(/<\/|\/>|<[A-Za-z_:]/g)) {
    depth += tag === '</' || tag === '/>' ? -1 : 1
    most = Math.max(most, depth)
  }
  return most
}
