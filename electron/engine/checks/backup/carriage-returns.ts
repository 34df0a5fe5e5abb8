import { bytesOf, toUint8Array } from '../../codecs/bytes'
import type { BackupCheck } from '../check'
import { lineFiles } from './text-files'

export const carriageReturns: BackupCheck<'carriage-returns'> = {
  id: 'carriage-returns',
  about: 'backup',
  severity: 'warning',
  explanation:
    'A Unix program takes the carriage return of a Windows line end as part of the line: a script does not find its interpreter, ' +
    'an account has another shell.',
  source: 'POSIX, definition of a line',
  fix: {
    label: 'End lines in LF',
    apply(document, entry) {
      const text = Buffer.from(toUint8Array(document.content(entry))).toString('latin1')
      document.put(entry, bytesOf(new Uint8Array(Buffer.from(text.replaceAll('\r\n', '\n'), 'latin1'))))
    },
  },
  run: backup =>
    [...lineFiles(backup)]
      .filter(({ text }) => text.includes('\r\n'))
      .map(({ entry, isStrict }) => ({
        at: entry,
        severity: isStrict ? 'error' : 'warning',
        message: isStrict
          ? 'Its lines end in CR LF, as Windows writes them; the host takes the CR as part of the line and fails on it.'
          : 'Its lines end in CR LF, as Windows writes them; the host takes the CR as part of each value.',
        remedy: 'Replace the file by one whose lines end in LF.',
      })),
}
