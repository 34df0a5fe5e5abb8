// `npm run man`: writes docs/bootbank.1 from the definition of the command line. A test holds the page to it.
import { readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { grammarOf } from '../../electron/hosts/cli/completion/grammar'
import { manualPage } from '../../electron/hosts/cli/completion/man'
import { buildProgram } from '../../electron/hosts/cli/program'
import { finish, script } from '../script/script.mjs'

const project = resolve(import.meta.dirname, '../..')

async function main(): Promise<void> {
  script('npm run man', 'Writes docs/bootbank.1, the manual of the command line.').parse()
  const { version }: { version: string } = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8'))
  const page = join(project, 'docs/bootbank.1')
  writeFileSync(page, manualPage(grammarOf(buildProgram(version, async () => undefined))))
  console.log(page)
}

main().catch(finish)
