// The change report of an edited document: what `changes.diff` of a bundle holds. Made of remarks (#) and unified diffs, so that a
// person reads it and GNU patch takes it. It holds no time and no path of this machine: the same edits give the same report.
import { assertNever } from '../../../shared/model/assert-never'
import type { ChangeKind } from '../../../shared/model/change'
import { formatMode } from '../../../shared/model/mode'
import type { Bytes } from '../codecs/bytes'
import { displayName } from '../codecs/names'
import type { Document } from '../document/document'
import type { SlotChange } from '../document/slot-changes'
import type { Entry } from '../document/entry'
import type { Layer } from '../document/layer'
import { type FileVersion, unifiedDiff } from './lines'

/** Size and digest of a file in the report's head. */
export interface FileFacts {
  /** Bytes. */
  readonly size: number
  readonly sha256: string
}

export interface ReportHead {
  /** Name of the file that the digests are of. */
  readonly name: string
  readonly before: FileFacts
  readonly after: FileFacts
}

/** The report as UTF-8 text, diffs byte for byte as the files are. `changes` are those to report, in the order given. */
export function changesReport(document: Document, head: ReportHead, changes: readonly SlotChange[]): Uint8Array {
  const sections = changes.map((change, index) => section(document, change, index + 1))
  return Buffer.concat([Buffer.from(headOf(head, changes.length)), ...sections])
}

/** The document's changes: those in a layer and the layers inside it, and the others. */
export function splitChanges(document: Document, layer: Layer) {
  const inside: SlotChange[] = []
  const outside: SlotChange[] = []
  for (const change of document.changes()) (isWithin(change.layer, layer) ? inside : outside).push(change)
  return { inside, outside }
}

/** One line for each thing that happened to the entry, such as `mode 0644 -> 01644: local.tgz!/etc/hosts`. */
export function describeChange(change: SlotChange): readonly string[] {
  const { before, after, kinds } = change
  const address = (after ?? before)?.address ?? ''
  return kinds.map(kind => `${describeKind(kind, before, after)}: ${address}`)
}

function describeKind(kind: ChangeKind, before: Entry | null, after: Entry | null): string {
  switch (kind) {
    case 'added':
      return `added (mode ${formatMode(after?.mode ?? 0)})`
    case 'removed':
      return before?.kind === 'file' ? 'removed' : `removed (a ${before?.kind ?? 'file'})`
    case 'content':
      return 'content changed'
    case 'mode':
      return `mode ${formatMode(before?.mode ?? 0)} -> ${formatMode(after?.mode ?? 0)}`
    case 'renamed':
      return `renamed from ${before?.name ?? ''}`
    default:
      return assertNever(kind)
  }
}

function isWithin(layer: Layer, outer: Layer): boolean {
  return layer === outer || (layer.parentLayer !== null && isWithin(layer.parentLayer, outer))
}

function headOf(head: ReportHead, count: number): string {
  const facts = ({ size, sha256 }: FileFacts) => `${size} bytes, SHA-256 ${sha256}`
  return [
    '# Bootbank change report',
    `# File:    ${displayName(Buffer.from(head.name))}`,
    `# Before:  ${facts(head.before)}`,
    `# After:   ${facts(head.after)}`,
    `# Changes: ${count}`,
    '',
  ].join('\n')
}

function section(document: Document, change: SlotChange, number: number): Uint8Array {
  const lines = describeChange(change).map(line => `# ${number}. ${line}\n`)
  const { before, after } = change
  const rewritten = change.kinds.some(kind => kind === 'content' || kind === 'added' || kind === 'removed')
  const old = rewritten ? versionOf(before, entry => document.originalContent(entry)) : null
  const now = rewritten ? versionOf(after, entry => document.content(entry)) : null
  return Buffer.concat([Buffer.from(`\n${lines.join('')}`), unifiedDiff(old, now)])
}

function versionOf(entry: Entry | null, read: (entry: Entry) => Bytes | null): FileVersion | null {
  const content = entry?.kind === 'file' ? read(entry) : null
  return entry && content ? { address: entry.address, content } : null
}
