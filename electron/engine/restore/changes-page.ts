// CHANGES.md: what the new state has otherwise, for whoever has to know it without reading a diff.
import type { SettingDifference } from '../../../shared/model/change'
import type { FileFacts } from '../diff/changes-report'
import { code, list, table } from './markdown'

export interface ChangesFacts {
  readonly before: FileFacts
  readonly after: FileFacts
  /** What changed, one line each. */
  readonly changes: readonly string[]
  readonly settings: readonly SettingDifference[]
}

/** The text of CHANGES.md. */
export function changesPage({ before, after, changes, settings }: ChangesFacts): string {
  const value = (text: string | null) => (text === null ? 'not set' : code(text))
  return [
    '# What changed',
    table([
      ['state.tgz before', `${code(before.sha256)}, ${before.size} bytes`],
      ['state.tgz now', `${code(after.sha256)}, ${after.size} bytes`],
    ]),
    '## Settings',
    settings.length === 0
      ? 'None.'
      : table(
          settings.map(one => [code(one.path), value(one.before), value(one.after)]),
          ['Setting', 'Before', 'Now'],
        ),
    '## Files',
    changes.length === 0 ? 'None.' : list(changes.map(change => code(change))),
    'Secrets are shown as `***`. Line by line: `changes.diff`.\n',
  ].join('\n\n')
}
