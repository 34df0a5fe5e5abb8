import type { EntryCheck } from '../check'

/** Mode bit 01000. */
const T_FLAG = 0o1000

export const tFlagLost: EntryCheck<'t-flag-lost'> = {
  id: 't-flag-lost',
  about: 'entry',
  severity: 'warning',
  explanation: 'The host keeps the files that carry the T flag; one that lost it may be gone after the next reboot.',
  source: 'docs/formats.md sections 3 and 10',
  fix: { label: 'Give the T flag back', apply: (document, entry) => document.chmod(entry, entry.mode | T_FLAG) },
  run: entry =>
    entry.kind === 'file' && entry.origin && (entry.origin.mode & T_FLAG) !== 0 && !entry.tFlag
      ? {
          message: 'An edit took the T flag away: the host may no longer keep this file across a reboot.',
          remedy: `Set the mode to 0${(entry.mode | T_FLAG).toString(8)}.`,
        }
      : null,
}
