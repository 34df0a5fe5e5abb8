// `npm run tables [dialects] [attacks]`: runs the checks behind the tables in docs/ and writes the pages. Takes a minute or two.
import { writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { attacksPage } from './attacks'
import { dialectsPage } from './dialects'

const pages = { dialects: dialectsPage, attacks: attacksPage }
const docs = resolve(import.meta.dirname, '../../docs')

async function main(wanted: readonly string[]): Promise<void> {
  for (const [name, make] of Object.entries(pages)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue
    const path = join(docs, `${name}.md`)
    writeFileSync(path, await make())
    console.log(path)
  }
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error))
  process.exitCode = 2
})
