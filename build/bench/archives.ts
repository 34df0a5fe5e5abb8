// The command line beside the native programs: listing, editing, many entries, a bomb, and how long a start takes.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { bombs as bombAttacks } from '../../testing/command-line/attacks-on-limits'
import { type Large, makeLarge } from '../../testing/fixtures/large'
import { sealedState, stateOfGzips } from './hosts'
import { type Measured, measure } from './run'

export interface Options {
  /** For inputs and results. */
  readonly folder: string
  /** out/main/cli.cjs */
  readonly cli: string
  readonly rounds: number
  /** Hundredths of the full size. */
  readonly percent: number
}

/** Lists both layers of a large backup, every header read and every CRC checked. */
export async function listing({ folder, cli, rounds, percent }: Options) {
  const large = await makeLarge(join(folder, 'large.tgz'), { entries: 350 * percent, bytes: 3.7e6 * percent })
  const { path } = large
  const commands = {
    bootbank: `node ${cli} ls ${path}`,
    bsdtar: `bsdtar xOf ${path} local.tgz | bsdtar tf -`,
    'GNU tar + gzip': `gzip -dc ${path} | tar xOf - local.tgz | gzip -dc | tar tf -`,
    '7z': `7z e -so -tgzip ${path} | 7z e -si -ttar -so local.tgz | 7z e -si -tgzip -so | 7z l -si -ttar`,
  }
  return { large, results: measure(commands, rounds, folder) }
}

/** Changes one small file in the middle, writes both layers, reads back and proves; the others only compress the same layers. */
export function editing({ folder, cli, rounds }: Options, large: Large) {
  const put = join(folder, 'put')
  writeFileSync(put, 'changed\n')
  const out = join(folder, 'out.tgz')
  const address = `local.tgz!/${large.nameOf(Math.floor(large.entries / 2))}`
  const packed = (program: string) =>
    `gzip -dc ${large.path} | tar xOf - local.tgz | gzip -dc | ${program} | ${program} > ${join(folder, 'packed')}`
  return measure(
    {
      bootbank: `rm -f ${out}; node ${cli} edit ${large.path} --put ${address}=${put} -o ${out}`,
      'gzip -6': packed('gzip -6'),
      'pigz -6, two cores': packed('pigz -6 -p 2'),
    },
    rounds,
    folder,
  )
}

/** Small files: the time for each must not grow with their number. */
export async function scaling({ folder, cli, rounds, percent }: Options) {
  const rows: { readonly entries: number; readonly result: Measured | null; readonly bsdtar: Measured | null }[] = []
  for (const entries of [1000, 5000].map(count => count * percent)) {
    const { path } = await makeLarge(join(folder, `small-${entries}.tgz`), { entries, bytes: entries * 100 })
    const commands = {
      bootbank: `node ${cli} ls ${path}`,
      bsdtar: `bsdtar xOf ${path} local.tgz | bsdtar tf -`,
    }
    const results = measure(commands, rounds, folder)
    rows.push({ entries, result: results.bootbank, bsdtar: results.bsdtar })
  }
  return rows
}

/** Files that are put into a backup at once. */
export const putAtOnce = 1000

/** A folder of many files put into a backup of many entries, as one step, beside a single file put into it. */
export async function puttingMany({ folder, cli, rounds, percent }: Options) {
  const entries = 200 * percent
  const { path } = await makeLarge(join(folder, 'many-entries.tgz'), { entries, bytes: entries * 100 })
  const files = join(folder, 'files')
  mkdirSync(files)
  for (let file = 0; file < putAtOnce; file++) writeFileSync(join(files, `file-${file}`), `${file}\n`)
  const out = join(folder, 'with-many.tgz')
  const put = (what: string) => `rm -f ${out}; node ${cli} edit ${path} --put local.tgz!/etc/new/${what} -o ${out}`
  return { entries, results: measure({ folder: put(`=${files}`), single: put(`one=${files}/file-0`) }, rounds, folder) }
}

/** Compressed files in a backup that has very many. */
export const gzips = 23_000

/** `info` of a sealed backup, and of one with very many compressed files in it (which `ls` opens), beside a Node that does nothing. */
export async function starting({ folder, cli, rounds }: Options) {
  const sealed = join(folder, 'sealed.tgz')
  const many = join(folder, 'many.tgz')
  writeFileSync(sealed, await sealedState())
  writeFileSync(many, stateOfGzips(gzips))
  return measure(
    {
      bootbank: `node ${cli} info ${sealed}`,
      node: `node -e 0`,
      'bootbank --version': `node ${cli} --version`,
      many: `node ${cli} info ${many}`,
      'ls of many': `node ${cli} ls ${many}`,
    },
    rounds * 5,
    folder,
  )
}

/** 10 GiB out of 10 MiB, in the first layer, in the third and in a sealed one. */
export function bombs({ folder, cli, rounds }: Options) {
  return bombAttacks.map(attack => {
    const args = attack.prepare(folder).map(arg => (arg === 'in.tgz' ? join(folder, arg) : arg))
    const commands = {
      bomb: `node ${cli} ${args.join(' ')}; test $? = ${attack.exit}`,
      idle: `node ${cli} --version`,
    }
    return { name: attack.name, results: measure(commands, rounds, folder) }
  })
}
