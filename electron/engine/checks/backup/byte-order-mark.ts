import { plain } from '../../document/plain-name'
import type { Entry } from '../../document/entry'
import type { Backup } from '../backup'
import type { BackupCheck, Found } from '../check'
import { lineFiles } from './text-files'

export const byteOrderMark: BackupCheck<'byte-order-mark'> = {
  id: 'byte-order-mark',
  about: 'backup',
  severity: 'warning',
  explanation:
    'Some editors put the three bytes EF BB BF before UTF-8 text; a Unix program takes them as part of the first line.',
  source: 'RFC 3629 section 6',
  run: backup => [
    ...[...lineFiles(backup)]
      .filter(({ text }) => text.startsWith('\ufeff'))
      .map(
        ({ entry, isStrict }): Found => ({
          at: entry,
          severity: isStrict ? 'error' : 'warning',
          offset: 0,
          message: 'It begins with a byte order mark (EF BB BF), which the host takes as part of the first line.',
          remedy: 'Remove the first character of the file, or save it as UTF-8 without a byte order mark.',
        }),
      ),
    ...utf16Files(backup).map(
      (entry): Found => ({
        at: entry,
        severity: 'error',
        offset: 0,
        message: 'This is UTF-16 text, two bytes a character, which no program of the host reads.',
        remedy: 'Save it as UTF-8 without a byte order mark.',
      }),
    ),
  ],
}

/** Files below etc that begin with the mark of UTF-16 and are mostly of characters with a zero byte. */
function utf16Files(backup: Backup): readonly Entry[] {
  const entries = backup.inner?.entries() ?? []
  return entries.filter(entry => {
    if (entry.kind !== 'file' || entry.problem || entry.size < 4 || !plain(entry.name).startsWith('etc/')) return false
    const head = backup.document.content(entry).read(0, Math.min(entry.size, 64))
    const isLittle = head[0] === 0xff && head[1] === 0xfe
    if (!isLittle && !(head[0] === 0xfe && head[1] === 0xff)) return false
    const zeros = head.filter((byte, index) => byte === 0 && (index % 2 === 1) === isLittle).length
    return zeros * 4 > head.length
  })
}
