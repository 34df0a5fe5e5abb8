// The texts of the view of checks.
import type { Severity } from '../../../shared/model/severity'
import { formatCount } from '../../ui/format'

const groups: Readonly<Record<Severity, string>> = {
  error: 'Errors',
  warning: 'Warnings',
  note: 'Notes',
}

export const checksText = {
  title: 'Checks',
  loading: 'Checking…',
  failed: 'The backup could not be checked',
  retry: 'Try again',
  nothing: 'Nothing was found',
  nothingHint: (rules: number) =>
    `${formatCount(rules)} rules looked for what a host would mind in this backup. They look again after every edit.`,
  groups,
  count: (errors: number, warnings: number, notes: number) =>
    [
      errors > 0 && `${formatCount(errors)} ${errors === 1 ? 'error' : 'errors'}`,
      warnings > 0 && `${formatCount(warnings)} ${warnings === 1 ? 'warning' : 'warnings'}`,
      notes > 0 && `${formatCount(notes)} ${notes === 1 ? 'note' : 'notes'}`,
    ]
      .filter(part => part !== false)
      .join(', '),
  remedy: 'What to do:',
  goTo: 'Show',
  fixed: (fix: string) => `${fix}: done. Undo takes it back.`,
  more: (count: number) => `${formatCount(count)} more are not shown here; bootbank check lists all of them.`,
  place: (address: string, line: number | undefined) =>
    line === undefined ? address : `${address}, line ${formatCount(line)}`,
} as const
