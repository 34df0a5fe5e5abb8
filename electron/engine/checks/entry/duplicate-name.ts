import type { EntryCheck } from '../check'

export const duplicateName: EntryCheck<'duplicate-name'> = {
  id: 'duplicate-name',
  about: 'entry',
  severity: 'warning',
  explanation: 'Unpacking writes the entries in order, so of several with one name only the last is left.',
  source: 'POSIX pax, extracting; tried with GNU tar, bsdtar and busybox',
  run: ({ ordinal }) =>
    ordinal === 1
      ? null
      : {
          message: `Entry ${ordinal} of this name; the last one wins on the host.`,
          remedy: 'Remove the entries of this name that are not meant.',
        },
}
