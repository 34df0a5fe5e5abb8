// The secrets of a backup: settings that their schema or name declares secret, and what the rule for texts finds in the files of the
// host. Kind and place of each, never a value.
import { settingFlags } from '../../../shared/model/settings'
import type { SecretPlace } from '../../../shared/model/secret-place'
import { secretSpans } from '../../../shared/secrets/spans'
import { toUint8Array } from '../codecs/bytes'
import type { Document } from '../document/document'
import type { Entry } from '../document/entry'
import { plain } from '../document/plain-name'
import { secretKindOfBytes } from '../formats/binary/secret-bytes'
import { decodeText, encodingOf } from '../formats/text/encoding'
import { CONF_COMPONENT } from '../settings/conf-keys'
import { secretKindByName } from '../settings/secret-kind'
import type { Settings } from '../settings/settings'

/** Bytes of a file that is looked through. */
const maxBytes = 16 * 1024 * 1024
/** Places that are listed. */
const most = 10_000

/** Every secret in the open layers, those of settings first. */
export function secretsIn(document: Document, settings: Settings): readonly SecretPlace[] {
  const files = document
    .layers()
    .flatMap(layer => layer.entries().filter(entry => entry.kind === 'file' && entry.opens === null))
  return [...inSettings(settings), ...files.flatMap(entry => inFile(document, entry))].slice(0, most)
}

/** Settings of ConfigStore; esx.conf is looked through as the text it is. */
function inSettings(settings: Settings): readonly SecretPlace[] {
  return settings.entries
    .filter(({ component, row }) => component !== CONF_COMPONENT && row !== null)
    .flatMap(entry =>
      entry.settings.flatMap(({ flags, value, property, segments, place }): SecretPlace[] => {
        if (!(flags & settingFlags.secret) || !place || value === null || value === '') return []
        const name = segments.findLast(segment => !segment.item)?.name ?? entry.name
        return [{ kind: secretKindByName(name) ?? 'password', title: `${entry.path}#${property}`, place }]
      }),
    )
}

/** One place for each secret of a text, also where it goes over many lines. */
function inFile(document: Document, entry: Entry): readonly SecretPlace[] {
  const { address } = entry
  const path = plain(entry.name)
  if (entry.problem || entry.size > maxBytes) return []
  const bytes = toUint8Array(document.content(entry))
  const encoding = encodingOf(bytes)
  if (encoding === null) {
    const kind = secretKindOfBytes(bytes)
    return kind === null ? [] : [{ kind, title: path, place: { address } }]
  }
  const text = decodeText(bytes, encoding)
  const found = new Map<string, SecretPlace>()
  let line = 1
  let at = 0
  for (const { from, kind, identity } of secretSpans(text, { paths: [path] })) {
    for (let next = text.indexOf('\n', at); next !== -1 && next < from; next = text.indexOf('\n', at)) {
      line += 1
      at = next + 1
    }
    if (!found.has(identity)) found.set(identity, { kind, title: path, place: { address, line } })
  }
  return [...found.values()]
}
