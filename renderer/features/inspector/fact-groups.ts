// The facts of a node sorted into the groups of the inspector, each with the words it is shown by. A fact that the header
// does not hold is left out, and so is a group without facts.
import type { NodeFacts } from '../../../shared/model/preview'
import { formatOffset, formatTime } from '../../ui/format'
import { paneText } from '../../ui/text-panes'

export interface ShownFact {
  readonly label: string
  readonly value: string
  /** Numbers, hashes and paths, in fixed width. */
  readonly mono?: boolean
  /** An edit made it what it is. */
  readonly changed?: boolean
  /** Names the button that copies the value. */
  readonly copyLabel?: string
  /** What the fact means. */
  readonly hint?: string
}

export type FactGroupId = 'entry' | 'host' | 'owner' | 'time' | 'position' | 'content' | 'layer'

export interface FactGroupFacts {
  readonly id: FactGroupId
  readonly facts: readonly ShownFact[]
}

const texts = paneText.inspector

/** Groups in the order of the pane. The mode itself is not among the facts of `owner`: it is a row of its own. */
export function groupsOf(facts: NodeFacts): readonly FactGroupFacts[] {
  const groups: readonly FactGroupFacts[] = [
    { id: 'entry', facts: entryFacts(facts) },
    { id: 'host', facts: hostFacts(facts) },
    { id: 'owner', facts: ownerFacts(facts) },
    { id: 'content', facts: contentFacts(facts) },
    { id: 'time', facts: facts.mtime === null ? [] : [mono(texts.mtime, formatTime(facts.mtime))] },
    { id: 'position', facts: positionFacts(facts) },
    { id: 'layer', facts: facts.layer.map(fact => mono(fact.label, fact.value)) },
  ]
  return groups.filter(group => group.facts.length > 0 || (group.id === 'owner' && facts.mode !== null))
}

function entryFacts(facts: NodeFacts): readonly ShownFact[] {
  const renamed = facts.changed.includes('name')
  const address: ShownFact =
    facts.address === ''
      ? { label: texts.address, value: paneText.wholeFile }
      : { ...mono(texts.address, facts.address), changed: renamed, copyLabel: texts.copyAddress }
  return [
    address,
    { label: texts.kind, value: paneText.entryKinds[facts.kind] },
    ...(facts.typeflag === null ? [] : [mono(texts.typeflag, facts.typeflag)]),
    ...(facts.dialect === null ? [] : [mono(texts.dialect, facts.dialect)]),
    ...(facts.linkname ? [mono(texts.linkname, facts.linkname)] : []),
  ]
}

/** Whether the host keeps the file; of a file of the host's tree alone. */
function hostFacts({ role }: NodeFacts): readonly ShownFact[] {
  return role === null ? [] : [{ label: texts.kept, value: texts.roles[role.role], hint: role.sentence }]
}

function ownerFacts(facts: NodeFacts): readonly ShownFact[] {
  return [
    ...(facts.mode === null
      ? []
      : [
          {
            label: texts.tFlag,
            value: facts.tFlag ? texts.tFlagSet : texts.tFlagClear,
            hint: texts.tFlagMeaning,
          },
        ]),
    ...(facts.uid === null ? [] : [mono(texts.user, texts.id(facts.uname ?? '', facts.uid))]),
    ...(facts.gid === null ? [] : [mono(texts.group, texts.id(facts.gname ?? '', facts.gid))]),
  ]
}

function contentFacts(facts: NodeFacts): readonly ShownFact[] {
  const changed = facts.changed.includes('content')
  return [
    ...(facts.size === null ? [] : [{ label: texts.size, value: paneText.bytesInFull(facts.size), changed }]),
    ...(facts.sha256 === null ? [] : [{ ...mono(texts.sha256, facts.sha256), changed, copyLabel: texts.copySha256 }]),
  ]
}

function positionFacts(facts: NodeFacts): readonly ShownFact[] {
  if (facts.headerOffset === null && facts.dataOffset === null) {
    return facts.typeflag === null ? [] : [{ label: texts.headerOffset, value: texts.notInFile }]
  }
  return [
    ...(facts.headerOffset === null ? [] : [mono(texts.headerOffset, formatOffset(facts.headerOffset))]),
    ...(facts.dataOffset === null ? [] : [mono(texts.dataOffset, formatOffset(facts.dataOffset))]),
  ]
}

function mono(label: string, value: string): ShownFact {
  return { label, value, mono: true }
}
