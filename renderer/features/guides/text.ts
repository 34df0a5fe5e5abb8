// The texts of guided changes; what each asks comes with the document.
import { formatCount } from '../../ui/format'

export const guidesText = {
  choice: 'Guided changes',
  about: 'Each asks what it needs, shows what it would write, and is one step of undo.',
  loading: 'Reading the backup…',
  failed: 'The changes could not be prepared',
  password: 'Change a password',
  passwordAbout: 'Set, lock or clear the password of an account, wherever this backup keeps it.',
  back: 'Other changes…',
  cancel: 'Cancel',
  apply: 'Make the change',
  effect: 'What it would write',
  nothing: 'Nothing yet: every answer is what the backup has already.',
  reading: 'Reading…',
  undecided: 'not known: fill in',
  sides: { before: 'Now', after: 'After the change' },
  lines: (added: number, removed: number) => `${formatCount(added)} added, ${formatCount(removed)} removed`,
  notes: 'Good to know',
  done: (title: string) => `${title}: done. Undo takes it back as a whole.`,
} as const
