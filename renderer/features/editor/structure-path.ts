// Where in an XML or JSON text a place is: `/ConfigRoot/service[2]/id`, `$.ports[3].name`. Read off the tree that the editor's grammar makes, so that
// it follows the typing.
import { ensureSyntaxTree, type syntaxTree } from '@codemirror/language'
import type { EditorState } from '@codemirror/state'

type SyntaxNode = ReturnType<ReturnType<typeof syntaxTree>['resolveInner']>

/** Milliseconds that reading as far as the place may take in the window. */
const usualPatience = 25

/**
 * The path of the innermost element or value at a place; null outside of any, where the text has no such structure, and where reading as far as that
 * takes longer than `patience`, milliseconds.
 */
export function structurePath(state: EditorState, position: number, patience = usualPatience): string | null {
  const tree = ensureSyntaxTree(state, position, patience)
  if (!tree) return null
  const node = tree.resolveInner(position, -1)
  return tree.type.name === 'JsonText'
    ? jsonPath(state, node)
    : tree.type.name === 'Document'
      ? xmlPath(state, node)
      : null
}

function xmlPath(state: EditorState, at: SyntaxNode): string | null {
  const steps: string[] = []
  for (let node: SyntaxNode | null = at; node; node = node.parent) {
    if (node.name !== 'Element') continue
    const name = nameOf(state, node)
    if (name === null) continue
    const same = siblings(node, 'Element').filter(one => nameOf(state, one) === name)
    const index = same.findIndex(one => one.from === node?.from) + 1
    steps.push(same.length > 1 ? `${name}[${index}]` : name)
  }
  return steps.length === 0 ? null : `/${steps.toReversed().join('/')}`
}

function nameOf(state: EditorState, element: SyntaxNode): string | null {
  const tag = element.getChild('OpenTag') ?? element.getChild('SelfClosingTag')
  const name = tag?.getChild('TagName')
  return name ? state.sliceDoc(name.from, name.to) : null
}

function jsonPath(state: EditorState, at: SyntaxNode): string | null {
  const steps: string[] = []
  for (let node: SyntaxNode | null = at; node?.parent; node = node.parent) {
    const { parent }: SyntaxNode = node
    if (node.name === 'Property') steps.push(propertyStep(state, node))
    else if (parent?.name === 'Array' && isValue(node))
      steps.push(`[${valuesOf(parent).findIndex(one => one.from === node?.from)}]`)
  }
  return `$${steps.toReversed().join('')}`
}

/** A plain name after a point, another one in brackets as it stands. */
function propertyStep(state: EditorState, property: SyntaxNode): string {
  const name = property.getChild('PropertyName')
  const quoted = name ? state.sliceDoc(name.from, name.to) : '""'
  const plain = /^"([A-Za-z_$][\w$]*)"$/.exec(quoted)?.[1]
  return plain === undefined ? `[${quoted}]` : `.${plain}`
}

const values: ReadonlySet<string> = new Set(['Object', 'Array', 'String', 'Number', 'True', 'False', 'Null'])
const isValue = ({ name }: SyntaxNode) => values.has(name)

function valuesOf(array: SyntaxNode): readonly SyntaxNode[] {
  return childrenOf(array).filter(isValue)
}

function siblings(node: SyntaxNode, name: string): readonly SyntaxNode[] {
  return node.parent ? childrenOf(node.parent).filter(one => one.name === name) : [node]
}

function childrenOf(node: SyntaxNode): readonly SyntaxNode[] {
  const children: SyntaxNode[] = []
  for (let child = node.firstChild; child; child = child.nextSibling) children.push(child)
  return children
}

/** Milliseconds that reading the whole text may take when a path is looked for in it. */
const patienceForAll = 300

/**
 * Where the element or value of a path begins, within its name or value; the nearest one around it where there is no such. Null where there is
 * none, and where reading the text takes longer than `patience`, milliseconds.
 */
export function structurePosition(state: EditorState, path: string, patience = patienceForAll): number | null {
  const tree = ensureSyntaxTree(state, state.doc.length, patience)
  if (!tree) return null
  const found = tree.type.name === 'JsonText' ? jsonNode(state, tree.topNode, path) : xmlNode(state, tree.topNode, path)
  return found && Math.min(found.from + 1, state.doc.length)
}

function xmlNode(state: EditorState, top: SyntaxNode, path: string): SyntaxNode | null {
  let at: SyntaxNode | null = null
  for (const [, name, index = '1'] of path.matchAll(/\/([^/[\]]+)(?:\[(\d+)\])?/g)) {
    const same: readonly SyntaxNode[] = childrenOf(at ?? top).filter(
      one => one.name === 'Element' && nameOf(state, one) === name,
    )
    const next: SyntaxNode | undefined = same[Number(index) - 1]
    if (!next) return at
    at = next
  }
  return at
}

function jsonNode(state: EditorState, top: SyntaxNode, path: string): SyntaxNode | null {
  let at: SyntaxNode | null = childrenOf(top).find(isValue) ?? null
  for (const [step, , quoted, index] of path.matchAll(/\.([A-Za-z_$][\w$]*)|\[("(?:[^"\\]|\\.)*")\]|\[(\d+)\]/g)) {
    const parent: SyntaxNode | null = at && (at.name === 'Property' ? (childrenOf(at).find(isValue) ?? null) : at)
    if (!parent) return at
    const next: SyntaxNode | undefined =
      index === undefined || quoted !== undefined
        ? childrenOf(parent).find(one => one.name === 'Property' && propertyStep(state, one) === step)
        : valuesOf(parent)[Number(index)]
    if (!next) return at
    at = next
  }
  return at
}
