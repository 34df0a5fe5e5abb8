import { BootbankError } from '../../../../shared/model/errors'
import type { Entry } from '../../document/entry'
import { checkWritable } from '../../document/repack'
import { secretNamesOf } from '../../secrets/schema-names'
import { settingsOf } from '../../settings/read-settings'
import type { Reader } from '../format'
import { lineEndingOf } from './encoding'
import { textFault } from './fault'
import { languageOf } from './language'

/** A text with its encoding, language and secrets. Throws NOT_TEXT for other content. */
export const readText: Reader<'text'> = async ({ content, document, entry, path, text }) => {
  if (content?.kind !== 'text' || text === null || entry === null)
    throw new BootbankError('NOT_TEXT', 'This is not text that could be shown.')
  return {
    text,
    language: languageOf(path, text),
    encoding: content.encoding,
    fault: textFault(content.bytes, content.encoding, text),
    lineEnding: lineEndingOf(text),
    editable: isEditable(entry),
    secretNames: [...secretNamesOf(await settingsOf(document))],
  }
}

/** Whether the layer can be written; why not is told when an edit is tried. */
function isEditable(entry: Entry): boolean {
  try {
    checkWritable(entry.layer)
    return true
  } catch {
    return false
  }
}
