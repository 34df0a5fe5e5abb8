// The JSON text of one column, changed in place: what an edit does not name keeps its bytes, its order and the digits of its numbers.
import { type Node, type ParseError, parseTree } from 'jsonc-parser'
import { isJsonObject, type Json } from '../../../shared/model/json'

/** A property, or the item of a list whose property `by` is `identity`, or the item at an index. */
export type Step =
  | { readonly kind: 'property'; readonly name: string }
  | { readonly kind: 'item'; readonly by: string; readonly identity: Json }
  | { readonly kind: 'index'; readonly index: number }

/** No text of a host begins so (a character for private use); it marks numbers that JavaScript would write with other digits. */
const mark = '\u{E000}'

/** Stands for a number that is to be written with just these digits. */
export function exactNumber(digits: string): string {
  return `${mark}${digits}`
}

/** A value as the host writes it: JSON without spaces. */
export function columnText(value: Json): string {
  return withExactNumbers(JSON.stringify(value))
}

/**
 * The text with a value where the steps lead to; what is missing on the way is made, and comes last where it is added.
 * Throws Error where a step leads into something without properties or items, and for a text that is not JSON.
 */
export function withValue(text: string, steps: readonly Step[], value: Json): string {
  const { node, missing } = follow(text, steps)
  const [first, ...inner] = missing
  if (!first) return spliced(text, node.offset, node.offset + node.length, columnText(value))
  const added =
    first.kind === 'property'
      ? `${JSON.stringify(first.name)}:${columnText(around(inner, value))}`
      : columnText(itemWith(first, inner, value))
  const last = node.children?.at(-1)
  if (last) return spliced(text, last.offset + last.length, last.offset + last.length, `,${added}`)
  return spliced(text, node.offset + 1, node.offset + 1, added)
}

/** The text without what the steps lead to, one comma included; as it was where there is nothing. Throws as `withValue`. */
export function withoutValue(text: string, steps: readonly Step[]): string {
  const { node, missing } = follow(text, steps)
  if (missing.length > 0 || steps.length === 0) return text
  // The value of a property goes with its name.
  const part = node.parent?.type === 'property' ? node.parent : node
  const siblings = part.parent?.children ?? []
  const at = siblings.indexOf(part)
  const [before, after] = [siblings[at - 1], siblings[at + 1]]
  if (after) return spliced(text, part.offset, after.offset, '')
  return spliced(text, before ? before.offset + before.length : part.offset, part.offset + part.length, '')
}

function spliced(text: string, start: number, end: number, by: string): string {
  return text.slice(0, start) + by + text.slice(end)
}

/** The node that the steps lead to, as far as they lead, and the steps from there on. */
function follow(text: string, steps: readonly Step[]): { readonly node: Node; readonly missing: readonly Step[] } {
  const errors: ParseError[] = []
  const root = parseTree(text, errors)
  if (!root || errors.length > 0) throw new Error('its column holds no JSON')
  let node = root
  for (const [index, step] of steps.entries()) {
    const next: Node | undefined = step.kind === 'property' ? propertyOf(node, step.name) : itemOf(node, step)
    if (!next) return { node, missing: steps.slice(index) }
    node = next
  }
  return { node, missing: [] }
}

/** The value of a property; of one that stands twice the last one, as every parser of JSON has it. */
function propertyOf(node: Node, name: string): Node | undefined {
  if (node.type !== 'object') throw new Error(`"${name}" cannot be in a value that is not an object`)
  return node.children?.findLast(property => property.children?.[0]?.value === name)?.children?.[1]
}

function itemOf(node: Node, step: Exclude<Step, { kind: 'property' }>): Node | undefined {
  if (node.type !== 'array') throw new Error('there is no list where one with items is expected')
  if (step.kind === 'index') return node.children?.[step.index]
  const { by, identity } = step
  return node.children?.find(item => item.type === 'object' && propertyOf(item, by)?.value === identity)
}

/** A value in what the steps say has to be made around it. */
function around(steps: readonly Step[], value: Json): Json {
  const [first, ...inner] = steps
  if (!first) return value
  return first.kind === 'property' ? { [first.name]: around(inner, value) } : [itemWith(first, inner, value)]
}

function itemWith(step: Exclude<Step, { kind: 'property' }>, inner: readonly Step[], value: Json): Json {
  const content = around(inner, value)
  return step.kind === 'item' && isJsonObject(content) ? { [step.by]: step.identity, ...content } : content
}

function withExactNumbers(text: string): string {
  return text.replace(new RegExp(`"${mark}(-?[\\d.eE+-]+)"`, 'gu'), '$1')
}
