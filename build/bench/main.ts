// `npm run bench [-- --quick]`: makes its own inputs, runs the native programs in the same run, prints a table of medians and ratios
// and writes docs/benchmarks.md. Reported, never asserted. `--quick` is a tenth of the size, once, and writes no page.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { Option } from 'commander'
import { finish, script } from '../script/script.mjs'
import { bombs, editing, listing, type Options, puttingMany, scaling, starting } from './archives'
import { lookThrough } from './collection'
import { diskImages } from './disks'
import { factsOfFleet } from './fleet'
import { benchmarksPage, diskSection } from './page'
import { realFiles } from './real-files'
import { measureWindow } from './window'

const project = resolve(import.meta.dirname, '../..')
const page = join(project, 'docs/benchmarks.md')

async function main(): Promise<void> {
  const {
    quick = false,
    window,
    only,
  } = script('npm run bench --', 'Measures speed and memory beside native programs.')
    .option('--quick', 'a tenth of the size, once, and no page in docs/')
    .option('--no-window', 'leave the window out')
    .addOption(new Option('--only <section>', 'one section, of which the page gets the new figures').choices(['disks']))
    .parse()
    .opts<{ quick?: true; window: boolean; only?: 'disks' }>()
  const needed = ['bsdtar', 'tar', 'gzip', '7z', 'pigz', 'rg', 'sqlite3', 'openssl', '/usr/bin/time']
  const absent = needed.filter(name => spawnSync('sh', ['-c', `command -v ${name}`]).status !== 0)
  if (absent.length > 0) console.log(`Not here, so not measured: ${absent.join(', ')}`)
  const folder = mkdtempSync(join(tmpdir(), 'bootbank-bench-'))
  try {
    const rounds = quick ? 1 : 5
    const options: Options = {
      folder,
      cli: join(project, 'out/main/cli.cjs'),
      rounds,
      percent: quick ? 10 : 100,
    }
    const step = (what: string) => console.error(`… ${what}`)
    if (only === 'disks') {
      const section = diskSection({ disks: await diskImages(options) })
      console.log(section)
      if (!quick) writeFileSync(page, replaced(readFileSync(page, 'utf8'), section))
      return
    }
    step('listing')
    const listed = await listing(options)
    step('editing')
    const edited = editing(options, listed.large)
    step('many entries')
    const scaled = await scaling(options)
    step('many files at once')
    const putting = await puttingMany(options)
    step('a start')
    const started = await starting(options)
    step('real files')
    const real = realFiles(options)
    step('a fleet')
    const fleet = await factsOfFleet(options)
    step('a vm-support bundle')
    const collection = lookThrough(options)
    step('disks')
    const disks = await diskImages(options)
    step('bombs')
    const refused = bombs(options)
    step('the window')
    const text = benchmarksPage({
      rounds,
      listing: listed,
      editing: edited,
      scaling: scaled,
      putting,
      starting: started,
      real,
      fleet,
      collection,
      disks,
      bombs: refused,
      window: window ? measureWindow() : null,
    })
    console.log(text)
    if (!quick) writeFileSync(page, text)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** The page with another section under the same heading. */
function replaced(text: string, section: string): string {
  const heading = `${section.split('\n', 1)[0]}\n`
  const start = text.indexOf(heading)
  const end = text.indexOf('\n## ', start)
  if (start < 0 || end < 0) throw new Error(`docs/benchmarks.md has no section ${heading.trim()} before another one.`)
  return `${text.slice(0, start)}${section}\n${text.slice(end)}`
}

main().catch(finish)
