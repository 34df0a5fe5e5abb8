// What a header says of entries, asked for and changed: mode, owner, time, link target, of one entry or of several as one step of undo.
import type { Step } from '../../../shared/edits/steps'
import type { NodeFacts } from '../../../shared/model/preview'
import type { TreeNode } from '../../../shared/model/node'
import { call } from '../../bridge/call'
import { useSession } from '../../state/session'
import { announce } from '../../ui/announcer'
import { text } from '../../ui/text'
import { report } from '../../ui/toast'
import { edited, openNodeDialog, type OwnerTexts } from './node-actions'

/** Entries that are asked what they have in common; of more it is not asked. */
const mostAsked = 200

type Nodes = readonly TreeNode[]

/** What is said of one entry or several. */
export function inWords(nodes: Nodes): string {
  const [first, ...more] = nodes
  return first !== undefined && more.length === 0 ? first.name : text.tree.entries(nodes.length)
}

/** The facts of rows; none for too many of them. */
export async function factsOfAll(nodes: Nodes): Promise<readonly NodeFacts[]> {
  const { opened } = useSession.getState()
  if (opened === null || nodes.length > mostAsked) return []
  return Promise.all(nodes.map(({ id }) => call('node.facts', { document: opened.document, node: id })))
}

/** What all of them say; null where they do not agree, or are not known. */
export function common<T>(facts: readonly NodeFacts[], pick: (facts: NodeFacts) => T): T | null {
  const [first, ...more] = facts.map(pick)
  return first !== undefined && more.every(one => one === first) ? first : null
}

/** Opens the dialog of the mode. */
export function askMode(nodes: Nodes): void {
  const [node, ...more] = nodes
  if (node === undefined) return
  openNodeDialog(more.length === 0 ? { kind: 'mode', node } : { kind: 'modes', nodes })
}

/** Opens the dialog of the owner, with what they have in common. */
export function askOwner(nodes: Nodes): Promise<void> {
  return asked(nodes, facts => {
    const of = (pick: (facts: NodeFacts) => string | number | null) => String(common(facts, pick) ?? '')
    const owner = {
      uid: of(({ uid }) => uid),
      gid: of(({ gid }) => gid),
      uname: of(({ uname }) => uname),
      gname: of(({ gname }) => gname),
    }
    openNodeDialog({ kind: 'owner', nodes, owner })
  })
}

/** Opens the dialog of the time, with the time that they have in common. */
export function askTime(nodes: Nodes): Promise<void> {
  return asked(nodes, facts => {
    const time = common(facts, ({ mtime }) => mtime) ?? ''
    openNodeDialog({ kind: 'time', nodes, time: time.replace(/\.000Z$/, 'Z') })
  })
}

/** Opens the dialog of a link's target. */
export function askLink(node: TreeNode): Promise<void> {
  return asked([node], ([facts]) => openNodeDialog({ kind: 'link', node, target: facts?.linkname ?? '' }))
}

async function asked(nodes: Nodes, open: (facts: readonly NodeFacts[]) => void): Promise<void> {
  try {
    open(await factsOfAll(nodes))
  } catch (thrown) {
    report(thrown)
  }
}

/** Sets the mode of all: octal, or changes such as `u+w`. Rejects where one is refused, and then none has changed. */
export function setModes(nodes: Nodes, mode: string): Promise<void> {
  const label = text.tree.changeMode(inWords(nodes))
  return all(
    label,
    nodes.map(({ id }) => ({ edit: 'mode', node: id, mode })),
  )
}

/** Sets the owner of all. Rejects as setModes does. */
export function setOwner(nodes: Nodes, { uid, gid, uname, gname }: OwnerTexts): Promise<void> {
  const owner = { uid: Number(uid), gid: Number(gid), uname, gname }
  const label = text.tree.changeOwner(inWords(nodes))
  return all(
    label,
    nodes.map(({ id }) => ({ edit: 'owner', node: id, ...owner })),
  )
}

/** Sets the time of all, ISO 8601. Rejects as setModes does. */
export function setTime(nodes: Nodes, at: string): Promise<void> {
  const label = text.tree.changeTime(inWords(nodes))
  return all(
    label,
    nodes.map(({ id }) => ({ edit: 'time', node: id, at })),
  )
}

async function all(label: string, steps: Step[]): Promise<void> {
  await edited(document => call('edit.steps', { document, label: label.slice(0, 200), steps }))
  announce(label)
}

/** Sets the target of a link. Rejects where it is refused. */
export function setTarget(node: TreeNode, target: string): Promise<void> {
  return edited(document => call('edit.link', { document, node: node.id, to: target }))
}

/** Makes a folder below a row. Rejects where the name is refused. */
export function makeFolder(node: TreeNode, name: string): Promise<void> {
  return edited(document => call('edit.newFolder', { document, node: node.id, name }))
}

/** Makes a symbolic link below a row. Rejects where name or target is refused. */
export function makeLink(node: TreeNode, name: string, target: string): Promise<void> {
  return edited(document => call('edit.newLink', { document, node: node.id, name, to: target }))
}
