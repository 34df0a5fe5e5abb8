// The change report of an edited document: what `changes.diff` of a bundle holds. Made of remarks (#) and unified diffs, so that a
// person reads it and GNU patch takes it. It holds no time and no path of this machine: the same edits give the same report.
import { assertNever } from '../../../shared/model/assert-never'
import type { ChangeKind, HeaderDifference } from '../../../shared/model/change'
import { formatMode } from '../../../shared/model/mode'
import { type Bytes, toUint8Array } from '../codecs/bytes'
import { displayName } from '../codecs/names'
import type { Document } from '../document/document'
import type { SlotChange } from '../document/slot-changes'
import type { Entry } from '../document/entry'
import type { Layer } from '../document/layer'
import { secretNamesOf } from '../secrets/schema-names'
import { settingsOf } from '../settings/read-settings'
import type { Settings } from '../settings/settings'
import { type FileVersion, unifiedDiff } from './lines'
import { maskLines } from './masked-lines'
import { headerDifferences } from './header-differences'
import { isStore, settingsBetween } from './store-settings'

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
export async function changesReport(
  document: Document,
  head: ReportHead,
  changes: readonly SlotChange[],
): Promise<Uint8Array> {
  const sections: Uint8Array[] = []
  if (changes.length > 0) {
    const settings = await settingsOf(document)
    for (const [index, change] of changes.entries()) sections.push(await section(document, settings, change, index + 1))
  }
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
      return `added (${after && after.kind !== 'file' ? `a ${after.kind}, ` : ''}mode ${formatMode(after?.mode ?? 0)})`
    case 'removed':
      return before?.kind === 'file' ? 'removed' : `removed (a ${before?.kind ?? 'file'})`
    case 'content':
      return 'content changed'
    case 'mode':
      return `mode ${formatMode(before?.mode ?? 0)} -> ${formatMode(after?.mode ?? 0)}`
    case 'owner':
    case 'time':
    case 'link':
      return before && after ? headerDifferences([kind], before, after).map(inWords).join('') : kind
    case 'renamed':
      return `renamed from ${before?.name ?? ''}`
    case 'sealed':
      return 'sealed with the key of encryption.info'
    case 'unsealed':
      return 'unsealed'
    default:
      return assertNever(kind)
  }
}

function inWords({ kind, before, after }: HeaderDifference): string {
  return `${kind} ${before} -> ${after}`
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

async function section(
  document: Document,
  settings: Settings,
  change: SlotChange,
  number: number,
): Promise<Uint8Array> {
  const lines = describeChange(change).map(line => `# ${number}. ${line}\n`)
  const { before, after } = change
  const rewritten = change.kinds.some(kind => kind === 'content' || kind === 'added' || kind === 'removed')
  const old = rewritten ? versionOf(before, entry => document.originalContent(entry)) : null
  const now = rewritten ? versionOf(after, entry => document.content(entry)) : null
  const isOfStore = old && now && before && after && isStore(before, old.content) && isStore(after, now.content)
  return Buffer.concat([
    Buffer.from(`\n${[...lines, ...(isOfStore ? await settingLines(old, now, settings) : [])].join('')}`),
    unifiedDiff(old, now, secretNamesOf(settings)),
  ])
}

/** What a change of ConfigStore says in settings, above the sizes and digests of the database. */
async function settingLines(old: FileVersion, now: FileVersion, { schemas }: Settings): Promise<readonly string[]> {
  const differences = await settingsBetween(toUint8Array(old.content), toUint8Array(now.content), schemas)
  const values = (value: string | null) => (value === null ? 'not set' : onOneLine(value))
  const text = differences
    .map(({ path, before, after }) => `#    ${onOneLine(path)}: ${values(before)} -> ${values(after)}\n`)
    .join('')
  return maskLines(text, { paths: [now.address] }).lines.map(line => `${line}\n`)
}

/** A file name or value as it is said in a remark: nothing in it ends the line. */
function onOneLine(text: string): string {
  return displayName(Buffer.from(text))
}

function versionOf(entry: Entry | null, read: (entry: Entry) => Bytes | null): FileVersion | null {
  const content = entry?.kind === 'file' ? read(entry) : null
  return entry && content ? { address: entry.address, content } : null
}
