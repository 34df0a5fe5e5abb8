// The secrets of a backup: settings that their schema or name declares secret, and what the rule for texts finds in the files of the
// host. Kind and place of each, never a value.
import { BootbankError } from '../../../shared/model/errors'
import { settingFlags } from '../../../shared/model/settings'
import { mostSecrets, type SecretPlace } from '../../../shared/model/secret-place'
import { fileWith, type SecretKind } from '../../../shared/secrets/secret'
import { secretSpans } from '../../../shared/secrets/spans'
import { toUint8Array } from '../codecs/bytes'
import type { Document } from '../document/document'
import type { Entry } from '../document/entry'
import { plain } from '../document/plain-name'
import { secretKindOfBytes } from '../formats/binary/secret-bytes'
import { decodeText, shownEncodingOf } from '../formats/text/encoding'
import { CONF_COMPONENT } from '../settings/conf-keys'
import { settingPath } from '../settings/entry'
import { secretKindByName } from '../settings/secret-kind'
import type { Settings } from '../settings/settings'
import { secretNamesOf } from './schema-names'

/** Bytes of a file that is looked through. */
const maxBytes = 16 * 1024 * 1024
/** Bytes of a secret that is not text, which are shown when it is asked for. */
const shownBytes = 4096

/** A secret with where it stands. */
interface Found {
  readonly place: SecretPlace
  readonly value: () => string
}

/** Every secret in the open layers, those of settings first. Their values stay where they are. */
export function secretsIn(document: Document, settings: Settings): readonly SecretPlace[] {
  return found(document, settings).map(({ place }) => place)
}

/** A secret of that list, as it was when the document had this revision. */
export interface ListedSecret {
  readonly index: number
  readonly revision: number
  readonly title: string
  /** 0 for no line. */
  readonly line: number
}

/**
 * The value of the secret at an index of that list. Throws ADDRESS_NOT_FOUND where the document is another by now, and where more layers are
 * open, so that the list has another title or line there.
 */
export function secretAt(
  document: Document,
  settings: Settings,
  { index, revision, title, line }: ListedSecret,
): string {
  const secret = found(document, settings)[index]
  if (revision === document.revision && secret?.place.title === title && (secret.place.place.line ?? 0) === line)
    return secret.value()
  throw new BootbankError('ADDRESS_NOT_FOUND', `The secret of ${title} is not where it was. Look at the list again.`, {
    path: title,
  })
}

function found(document: Document, settings: Settings): readonly Found[] {
  const files = document
    .layers()
    .flatMap(layer => layer.entries().filter(entry => entry.kind === 'file' && entry.opens === null))
  const names = secretNamesOf(settings)
  return [...inSettings(settings), ...files.flatMap(entry => inFile(document, entry, names))].slice(0, mostSecrets)
}

/** Settings of ConfigStore; esx.conf is looked through as the text it is. */
function inSettings(settings: Settings): readonly Found[] {
  return settings.entries
    .filter(({ component, row }) => component !== CONF_COMPONENT && row !== null)
    .flatMap(entry =>
      entry.settings.flatMap(({ flags, value, property, segments, place }): Found[] => {
        if (!(flags & settingFlags.secret) || !place || value === null || value === '') return []
        const name = segments.findLast(segment => !segment.item)?.name ?? entry.name
        const title = settingPath(entry, property)
        return [
          {
            place: { kind: secretKindByName(name) ?? 'password', title, place },
            value: () => (typeof value === 'string' ? value : JSON.stringify(value)),
          },
        ]
      }),
    )
}

/** One place for each secret of a text, also where it goes over many lines. */
function inFile(document: Document, entry: Entry, names: ReadonlyMap<string, SecretKind>): readonly Found[] {
  const { address } = entry
  const path = plain(entry.name)
  if (entry.problem || entry.size > maxBytes) return []
  const bytes = toUint8Array(document.content(entry))
  const encoding = shownEncodingOf(bytes)
  if (encoding === null) {
    const kind = secretKindOfBytes(bytes)
    const value = () => Buffer.from(bytes.subarray(0, shownBytes)).toString('hex')
    return kind === null ? [] : [{ place: { kind, title: path, place: { address } }, value }]
  }
  const text = decodeText(bytes, encoding)
  const found = new Map<string, Found>()
  let line = 1
  let at = 0
  for (const { from, kind, identity } of secretSpans(text, fileWith([path], names))) {
    for (let next = text.indexOf('\n', at); next !== -1 && next < from; next = text.indexOf('\n', at)) {
      line += 1
      at = next + 1
    }
    // The lines of one key are one secret; two accounts with the same hash are two.
    const key = text.startsWith(identity, from) ? `${from}` : identity
    if (found.has(key)) continue
    found.set(key, { place: { kind, title: path, place: { address, line } }, value: () => identity })
  }
  return [...found.values()]
}
