// npm run faults [-- --kills N --each N --only NAME]: every fault while writing that can be made on this machine, against the
// built program. Prints tables, and writes those in which no promise was broken into docs/faults.md.
import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { Option } from 'commander'
import { finish, script, wholeNumber } from '../../build/script/script.mjs'
import { faults } from './faults'
import { intoPage, sectionOf, tableOf } from './page'
import { makeWorld } from './world'

const project = resolve(import.meta.dirname, '../..')
const built = join(project, 'out/main')
const page = join(project, 'docs/faults.md')

async function main(args: readonly string[]): Promise<boolean> {
  const { only, ...counts } = script('npm run faults --', 'Breaks writing in every way that this machine can.')
    .option('--kills <number>', 'kills of each kind', wholeNumber, 200)
    .option('--each <number>', 'tries of every other fault', wholeNumber, 40)
    .addOption(new Option('--only <name>', 'one fault').choices(Object.keys(faults)))
    .parse()
    .opts<{ kills: number; each: number; only?: string }>()
  const extent = { ...counts, worker: pathToFileURL(join(built, 'worker.js')) }
  const chosen = Object.entries(faults).filter(([name]) => only === undefined || name === only)
  if (!existsSync(join(built, 'cli.cjs'))) throw new Error('The program is not built. Run npm run build first.')
  const command = ['npm run faults', ...(args.length > 0 ? ['--'] : []), ...args].join(' ')
  const world = await makeWorld(join(built, 'cli.cjs'))
  let tries = 0
  const broken: string[] = []
  try {
    for (const [name, fault] of chosen) {
      const reason = await fault.missing(world)
      const rows = reason === null ? await fault.make(world, extent) : []
      console.log(reason === null ? tableOf(rows) : `left out: ${name} (${reason})`)
      tries += rows.reduce((sum, row) => sum + row.tries, 0)
      const found = rows.flatMap(row => row.broken.map(what => `${row.fault}, ${row.job}: ${what}`))
      broken.push(...found)
      if (found.length === 0) await record(name, sectionOf(command, reason ?? rows))
    }
  } finally {
    await world.remove()
  }
  for (const line of broken) console.log(`BROKEN ${line}`)
  console.log(`${tries} faults, ${broken.length} promises broken`)
  return broken.length === 0
}

async function record(name: string, section: string): Promise<void> {
  const before = existsSync(page) ? await readFile(page, 'utf8') : ''
  await writeFile(page, intoPage(before, Object.keys(faults), new Map([[name, section]])))
}

main(process.argv.slice(2)).then(sound => {
  process.exitCode = sound ? 0 : 1
}, finish)
