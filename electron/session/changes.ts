// The list of changes and what each of them looks like.
import type { Change, ChangeDiff, DiffSide } from '../../shared/model/change'
import { BootbankError } from '../../shared/model/errors'
import type { NodeId } from '../../shared/model/node'
import type { TextEncoding } from '../../shared/model/preview'
import { type Bytes, sha256Of } from '../engine/codecs/bytes'
import type { Document } from '../engine/document/document'
import type { SlotChange } from '../engine/document/slot-changes'
import type { Entry } from '../engine/document/entry'
import { certificatesBetween } from '../engine/diff/certificate-differences'
import { headerDifferences } from '../engine/diff/header-differences'
import { rowsBetween } from '../engine/diff/row-differences'
import { isStore, settingsBetween } from '../engine/diff/store-settings'
import { isSqlite } from '../engine/esx/sqlite'
import { secretFileOf, secretNamesOf } from '../engine/secrets/schema-names'
import { settingsOf } from '../engine/settings/read-settings'
import { languageOf } from '../engine/formats/text/language'
import { formatMode } from '../../shared/model/mode'
import { entryOf, placeOf, slotNode, slotOf } from './nodes'
import { decodeText, ownsMark, workingEncoding } from '../engine/formats/text/encoding'

/** Bytes of either side up to which texts are compared. */
const diffLimit = 4 * 1024 * 1024

/** What differs from the opened file, in archive order. */
export function listChanges(document: Document): readonly Change[] {
  return document.changes().map(change => {
    const { layer, slot, before, after, kinds } = change
    return {
      node: slotNode(layer, slot),
      address: (after ?? before)?.address ?? '',
      before: before?.address ?? null,
      kinds,
      mode:
        before && after && kinds.includes('mode')
          ? { before: formatMode(before.mode), after: formatMode(after.mode) }
          : null,
      facts: before && after ? headerDifferences(kinds, before, after) : [],
      size: { before: before?.size ?? null, after: after?.size ?? null },
    }
  })
}

/** Both sides of one change. Rejects ADDRESS_NOT_FOUND for an entry that is as it was opened. */
export async function diffOf(document: Document, node: NodeId): Promise<ChangeDiff> {
  const change = changeAt(document, node)
  const { before, after, kinds } = change
  if (!kinds.some(kind => kind === 'content' || kind === 'added' || kind === 'removed')) return { kind: 'header' }
  return contentDiff(
    { document, entry: before, content: before?.kind === 'file' ? document.originalContent(before) : null },
    { document, entry: after, content: after?.kind === 'file' ? document.content(after) : null },
  )
}

/** One side of a difference. */
export interface ContentSide {
  readonly document: Document
  /** Null where it is not. */
  readonly entry: Entry | null
  readonly content: Bytes | null
}

/** Two contents, as a difference of what they are. */
export async function contentDiff(before: ContentSide, after: ContentSide): Promise<ChangeDiff> {
  const [old, now] = [before.content, after.content]
  if (old === null && now === null) return { kind: 'header' }
  if ((old?.length ?? 0) > diffLimit || (now?.length ?? 0) > diffLimit) {
    return { kind: 'too-large', before: sideOf(old), after: sideOf(now) }
  }
  const certificates = await certificatesBetween(old, now)
  if (certificates?.isAll)
    return { kind: 'certificates', before: sideOf(old), after: sideOf(now), certificates: certificates.list }
  const oldBytes = old?.read(0, old.length) ?? new Uint8Array(0)
  const nowBytes = now?.read(0, now.length) ?? new Uint8Array(0)
  const oldEncoding = workingEncoding(oldBytes, null)
  const nowEncoding = workingEncoding(nowBytes, oldBytes)
  if (oldEncoding === null || nowEncoding === null) {
    const sides = { before: sideOf(old), after: sideOf(now) }
    const isOfStore =
      old && now && before.entry && after.entry && isStore(before.entry, old) && isStore(after.entry, now)
    // Of the ConfigStores of two backups the settings are told, whatever rows they stand in.
    const isOfOne = before.document === after.document
    const hasRows = old && now && (isOfOne || !isOfStore)
    const rows = hasRows ? await rowsIn(after, oldBytes, nowBytes, isOfOne ? 'rowid' : 'key') : null
    if (!isOfStore) return rows === null ? { kind: 'binary', ...sides } : { kind: 'rows', ...sides, rows }
    const [schemasBefore, schemas] = [
      (await settingsOf(before.document)).schemas,
      (await settingsOf(after.document)).schemas,
    ]
    const settings = await settingsBetween(oldBytes, nowBytes, schemas, schemasBefore)
    return { kind: 'settings', ...sides, settings, rows: rows ?? [] }
  }
  // A mark that only one of them has is a difference of its first line.
  const isMarked = old !== null && now !== null && ownsMark(oldEncoding) !== ownsMark(nowEncoding)
  const textOf = (bytes: Uint8Array, encoding: TextEncoding) =>
    `${isMarked && ownsMark(encoding) ? '\ufeff' : ''}${decodeText(bytes, encoding)}`
  const text = textOf(nowBytes, nowEncoding)
  const beforeText = textOf(oldBytes, oldEncoding)
  // The same characters in another encoding.
  if (old && now && text === beforeText && oldEncoding !== nowEncoding)
    return { kind: 'binary', before: sideOf(old), after: sideOf(now) }
  return {
    kind: 'text',
    before: beforeText,
    after: text,
    language: languageOf(nameOf(after.entry ?? before.entry), text || beforeText),
    secretNames: [
      ...new Map([
        ...secretNamesOf(await settingsOf(before.document)),
        ...secretNamesOf(await settingsOf(after.document)),
      ]),
    ],
  }
}

/** Values of rows that differ; null for what is not a database that could be compared so. */
async function rowsIn({ document, entry }: ContentSide, before: Uint8Array, after: Uint8Array, by: 'rowid' | 'key') {
  if (!isSqlite(before) || !isSqlite(after)) return null
  return rowsBetween(before, after, await secretFileOf(document, entry ? [entry.address] : []), by)
}

function changeAt(document: Document, node: NodeId): SlotChange {
  const { layer, slot } = slotOf(document, node) ?? entryOf(placeOf(document, node))
  const found = document.changes().find(change => change.layer === layer && change.slot === slot)
  if (!found)
    throw new BootbankError('ADDRESS_NOT_FOUND', 'This entry is as it was opened: there is nothing to compare.')
  return found
}

function sideOf(content: Bytes | null): DiffSide | null {
  return content && { size: content.length, sha256: sha256Of(content) }
}

function nameOf(entry: Entry | null): string {
  return entry?.name ?? ''
}
