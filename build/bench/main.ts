// `npm run bench`: makes its own input, runs the native tools in the same run, prints medians and ratios. Reported, never asserted.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { makeBackup } from '../fixtures/backups'
import { makeLarge } from '../fixtures/large'

const RUNS = 3
const cli = resolve(import.meta.dirname, '../../out/main/cli.js')
const folder = mkdtempSync(join(tmpdir(), 'bootbank-bench-'))

/** Median wall time of a shell command, milliseconds; null when a program of it is missing. */
function median(command: string): number | null {
  const times: number[] = []
  for (let run = 0; run < RUNS; run++) {
    const start = performance.now()
    const { status } = spawnSync('bash', ['-o', 'pipefail', '-c', command], { stdio: 'ignore' })
    if (status === 127) return null
    times.push(performance.now() - start)
  }
  return times.sort((a, b) => a - b)[Math.floor(RUNS / 2)] ?? null
}

function row(what: string, ours: number | null, other: string, theirs: number | null): void {
  const text = (value: number | null) => (value === null ? 'not here' : `${(value / 1000).toFixed(2)} s`)
  const ratio = ours === null || theirs === null ? '' : `${(ours / theirs).toFixed(2)}×`
  console.log(
    [what.padEnd(42), text(ours).padStart(9), other.padEnd(22), text(theirs).padStart(9), ratio.padStart(7)].join('  '),
  )
}

try {
  const small = join(folder, 'small.tgz')
  writeFileSync(small, (await makeBackup('esxi-7.0.2')).bytes)
  const large = await makeLarge(join(folder, 'large.tgz'), { entries: 35_000, bytes: 370e6 })
  const put = join(folder, 'put')
  writeFileSync(put, 'changed\n')
  console.log(
    `${large.entries} files, tar of ${(large.tarBytes / 1e6).toFixed(0)} MB, state.tgz of ${(large.size / 1e6).toFixed(0)} MB; medians of ${RUNS}`,
  )

  const bsdtar = median(`bsdtar xOf ${large.path} local.tgz | bsdtar tf -`)
  const gnu = median(`tar xzOf ${large.path} local.tgz | tar tzf -`)
  const list = median(`node ${cli} ls ${large.path}`)
  row('list both layers, CRC checked', list, 'bsdtar', bsdtar)
  row('', list, 'GNU tar and gzip', gnu)
  const address = `local.tgz!/${large.nameOf(17_000)}`
  const edit = median(`node ${cli} edit ${large.path} --put ${address}=${put} -o ${join(folder, 'out.tgz')}`)
  const both = (program: string) =>
    median(`gzip -dc ${large.path} | tar xOf - local.tgz | gzip -dc | ${program} | ${program} | cat`)
  row('change one file, write and prove both layers', edit, 'gzip -6, twice', both('gzip -6'))
  row('', edit, 'pigz -6 -p 2, twice', both('pigz -6 -p 2'))
  row('info on a 7.0.2 backup', median(`node ${cli} info ${small}`), 'node -e 0', median('node -e 0'))
} finally {
  rmSync(folder, { recursive: true })
}
