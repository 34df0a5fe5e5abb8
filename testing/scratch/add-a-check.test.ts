// What it takes to add a check: its name in the list of checks, a file of its own, and its line in the registry.
import { afterAll, expect, it } from 'vitest'
import { scratchCopy } from './scratch-copy'

const copy = scratchCopy()
afterAll(() => copy.remove())

const check = `
import type { BackupCheck } from '../check'

export const strayTwin: BackupCheck<'stray-twin'> = {
  id: 'stray-twin',
  about: 'backup',
  severity: 'note',
  explanation: 'A pristine twin of an edited file is unusual inside an archive.',
  source: 'docs/formats.md section 3',
  run: ({ inner }) =>
    (inner?.entries() ?? [])
      .filter(entry => /(^|\\/)\\.#/.test(entry.name))
      .map(entry => ({ at: entry, message: 'The pristine twin of a file that was edited on the host.' })),
}
`
const caller = `
import { checkBackup } from './electron/engine/checks/findings'
import { filesOf, opened, tgz } from './testing/archives/small-backups'

const document = await opened(tgz(filesOf({ 'local.tgz': tgz(filesOf({ 'etc/vmware/esx.conf': '', 'etc/.#hosts': 'x' })) })))
const found = await checkBackup(document)
console.log(found.filter(({ code }) => code === 'stray-twin').map(({ severity, place }) => \`\${severity} \${place.address}\`))
`

it('a check that is named and missing from the registry does not compile', () => {
  copy.insert('shared/findings/check-ids.ts', 'export const checkIds = [', "\n  'stray-twin',")
  expect(copy.typeErrors('electron/engine/checks/findings.ts')).toMatch(/registry\.ts.*'"stray-twin"' is missing/)
})

it('a check without a part does not compile', () => {
  const broken = scratchCopy()
  try {
    broken.insert('shared/findings/check-ids.ts', 'export const checkIds = [', "\n  'stray-twin',")
    broken.add('electron/engine/checks/backup/stray-twin.ts', check.replace(/ {2}source: .*\n/, ''))
    expect(broken.typeErrors('electron/engine/checks/backup/stray-twin.ts')).toMatch(/'source' is missing/)
  } finally {
    broken.remove()
  }
})

it('a check is added by its name, its file and its line in the registry', () => {
  copy.add('electron/engine/checks/backup/stray-twin.ts', check)
  copy.insert('electron/engine/checks/registry.ts', '= {', "\n  'stray-twin': strayTwin,")
  copy.insert(
    'electron/engine/checks/registry.ts',
    "import { pathPrefix } from './backup/path-prefix'\n",
    "import { strayTwin } from './backup/stray-twin'\n",
  )
  copy.add('caller.ts', caller)
  expect(copy.typeErrors('electron/engine/checks/findings.ts', 'caller.ts')).toBe('')
  expect(copy.run('caller.ts')).toContain("'note local.tgz!/etc/.#hosts'")
})
