// docs/checks.md: every check as the program itself describes it.
import { checkIds } from '../../shared/findings/check-ids'
import { settingsFindings } from '../../shared/findings/settings'
import { checks } from '../../electron/engine/checks/registry'

/** The page as Markdown. */
export async function checksPage(): Promise<string> {
  const rules = checkIds.map(id => {
    const { severity, explanation, source, fix } = checks[id]
    return `| \`${id}\` | ${severity} | ${explanation} | ${fix ? fix.label : ''} | ${source} |`
  })
  const settings = Object.entries(settingsFindings).map(
    ([code, { severity, means, source }]) => `| \`${code}\` | ${severity} | ${means} | ${source} |`,
  )
  return [
    '# Checks',
    '',
    'What `bootbank check`, the view *Checks* and the first page of the bundle dialog look for. Made by `npm run tables -- checks`; do not edit by hand. Each',
    'rule is a file in `electron/engine/checks`, and `checks.test.ts` has a backup on which it fires and one on which it stays quiet. On the',
    'genuine backup none of them fires.',
    '',
    '| Rule | Severity | Why | Fix | Source |',
    '|---|---|---|---|---|',
    ...rules,
    '',
    'A rule may tell a single case at another severity than its own, such as a certificate that has merely expired.',
    '',
    '## Of the settings',
    '',
    'Found while ConfigStore, its schema and esx.conf are read (`shared/findings/settings.ts`).',
    '',
    '| Code | Severity | What it means | Source |',
    '|---|---|---|---|',
    ...settings,
    '',
  ].join('\n')
}
