// `npm run tables [dialects] [attacks] [checks]`: runs the checks behind the tables in docs/ and writes the pages. Takes a minute or two.
import { writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { Argument } from 'commander'
import { finish, script } from '../../build/script/script.mjs'
import { attacksPage } from './attacks'
import { checksPage } from './checks'
import { dialectsPage } from './dialects'

const pages = { dialects: dialectsPage, attacks: attacksPage, checks: checksPage }
const docs = resolve(import.meta.dirname, '../../docs')

async function main(): Promise<void> {
  const { args: wanted } = script('npm run tables --', 'Runs the checks of the tables in docs/ and writes the pages.')
    .addArgument(new Argument('[page...]', 'the pages to write; all when none is given').choices(Object.keys(pages)))
    .parse()
  for (const [name, make] of Object.entries(pages)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue
    const path = join(docs, `${name}.md`)
    writeFileSync(path, await make())
    console.log(path)
  }
}

main().catch(finish)
