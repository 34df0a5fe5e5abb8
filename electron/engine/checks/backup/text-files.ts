// The files below etc that programs of the host read line by line. XML, JSON and PEM are not among them: their readers take any line end.
import { assertNever } from '../../../../shared/model/assert-never'
import type { TextLanguage } from '../../../../shared/model/preview'
import { plain } from '../../document/plain-name'
import type { Entry } from '../../document/entry'
import { decodeText, encodingOf } from '../../formats/text/encoding'
import { languageOf } from '../../formats/text/language'
import type { Backup } from '../backup'

/** Bytes up to which a file is looked at: configuration is smaller. */
const limit = 1024 * 1024

export interface LineFile {
  readonly entry: Entry
  readonly text: string
  /** A script or a file of accounts fails as a whole; of others, the program that reads them may cope. */
  readonly isStrict: boolean
}

/** The text files that hosts read by lines, one after another, in archive order. */
export function* lineFiles(backup: Backup): Iterable<LineFile> {
  for (const entry of backup.inner?.entries() ?? []) {
    if (entry.kind !== 'file' || entry.size === 0 || entry.size > limit || !plain(entry.name).startsWith('etc/'))
      continue
    const bytes = backup.bytes(entry)
    const encoding = bytes && encodingOf(bytes)
    if (!bytes || !encoding) continue
    const text = decodeText(bytes, encoding)
    const strictness = strictnessOf(languageOf(entry.name, text))
    if (strictness !== 'none') yield { entry, text, isStrict: strictness === 'strict' }
  }
}

function strictnessOf(language: TextLanguage): 'strict' | 'lenient' | 'none' {
  switch (language) {
    case 'shell':
    case 'accounts':
      return 'strict'
    case 'esx-conf':
    case 'properties':
    case 'plain':
      return 'lenient'
    case 'xml':
    case 'json':
    case 'pem':
      return 'none'
    default:
      return assertNever(language)
  }
}
