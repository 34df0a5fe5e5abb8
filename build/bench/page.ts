// docs/benchmarks.md: what was measured, beside what was aimed at.
import { cpus, totalmem } from 'node:os'
import { plain, table } from '../../testing/tables/markdown'
import {
  type bombs,
  type editing,
  gzips,
  type listing,
  putAtOnce,
  type puttingMany,
  type scaling,
  type starting,
} from './archives'
import type { lookThrough } from './collection'
import type { diskImages } from './disks'
import type { factsOfFleet } from './fleet'
import { absent, common, type realFiles, searched } from './real-files'
import type { Measured } from './run'
import type { WindowFigures } from './window'

export interface Figures {
  readonly rounds: number
  readonly listing: Awaited<ReturnType<typeof listing>>
  readonly editing: ReturnType<typeof editing>
  readonly scaling: Awaited<ReturnType<typeof scaling>>
  readonly putting: Awaited<ReturnType<typeof puttingMany>>
  readonly starting: Awaited<ReturnType<typeof starting>>
  /** Null where the machine has no /usr/share. */
  readonly real: ReturnType<typeof realFiles>
  readonly fleet: Awaited<ReturnType<typeof factsOfFleet>>
  readonly collection: ReturnType<typeof lookThrough>
  readonly disks: Awaited<ReturnType<typeof diskImages>>
  readonly bombs: ReturnType<typeof bombs>
  /** Null where there is no Chromium. */
  readonly window: WindowFigures | null
}

const MiB = 1024 * 1024
const missing = 'not here'

/** The page as Markdown. */
export function benchmarksPage(figures: Figures): string {
  return `# Benchmarks

Written by \`npm run bench\`, which makes its own inputs and runs the native programs in the same run, in turns. Medians of
${figures.rounds} runs of the whole process, on ${plain(cpus()[0]?.model ?? 'an unknown processor')}, ${cpus().length} cores,
${Math.round(totalmem() / 1024 ** 3)} GiB, Node ${process.versions.node}, with nothing else running. Nothing here is asserted by a test. Other programs beside it change the ratios:
the work is spread over both cores, that of the native programs only in part.

${listingSection(figures)}

${editingSection(figures)}

${scalingSection(figures)}

${puttingSection(figures)}

${startingSection(figures)}

${realSection(figures)}

${fleetSection(figures)}

${collectionSection(figures)}

${diskSection(figures)}

${bombSection(figures)}

${windowSection(figures.window)}
`
}

function realSection({ real }: Figures): string {
  if (real === null) return '## Real files\n\nThis machine has no /usr/share.'
  const { tree, plain: files, whole, earlier, results, alone } = real
  const { ls, search, ripgrep, bsdtar, info } = results
  const found = less(search, ls)
  const muchFound = less(results['search, much found'], ls)
  const notFound = less(results['search, nothing found'], ls)
  const beside = (ours: number | null | undefined, theirs: Measured | null, name: string) =>
    `${ratio(ours, theirs?.seconds)} ${name} (${seconds(theirs)})`
  /** Processor time of a search without that of `ls`, beside that of another program. */
  const more = (ours: Measured | null, theirs: Measured | null) =>
    ours?.cpu && ls?.cpu ? `${ratio(ours.cpu - ls.cpu, theirs?.cpu)} ripgrep` : missing
  const count = (value: number) => value.toLocaleString('en-US')
  return `## Real files

The machine's own ${tree} without its compressed files: ${count(files.files)} files, a tar of ${megabytes(files.tarBytes)} in a state.tgz of ${megabytes(files.size)}; and whole, with
${count(whole.compressed)} compressed files, each of which \`ls\` opens as a layer of its own: a tar of ${megabytes(whole.tarBytes)}. Aims: \`ls\` at most 1.0× bsdtar in time and 1.3× in
processor time; a search, once the backup is open, at least a third as fast as ripgrep on the files themselves (at most 3×), as the window does it, and its first hit within 100 ms; beside that what a search of the
command line takes more than \`ls\`, which need not hold the files that it lists: memory for all of them has to be asked of the system page by page, and that is about as much
of it as the search itself. The first search of an open backup also finds out what its certificates say, and has a row of its own; the other rows are the median of later ones. A search that finds much looks for secrets in the lines that it shows and for those that begin lines away from them, and ends at 10,000 places (ripgrep tells all); a
hit in a file of more than 16 MiB costs more, since its lines have to be counted. Compared are these files with the
same ones as long as ${count(files.files - earlier.files)} of them were not there; beside it both archives are inflated and hashed, one after the other, and nothing more.

${table(
  ['What', 'time', 'beside', 'processor', 'memory'],
  [
    [
      'bootbank ls',
      seconds(ls),
      beside(ls?.seconds, bsdtar, 'bsdtar'),
      `${ratio(ls?.cpu, bsdtar?.cpu)} bsdtar`,
      memory(ls),
    ],
    [
      'bootbank ls, with compressed files',
      seconds(results['ls, with compressed files']),
      beside(
        results['ls, with compressed files']?.seconds,
        results['bsdtar, gzip'],
        'bsdtar, and gzip -dc of each compressed file',
      ),
      `${ratio(results['ls, with compressed files']?.cpu, results['bsdtar, gzip']?.cpu)} these`,
      memory(results['ls, with compressed files']),
    ],
    ['bootbank info, with compressed files', seconds(info), '', '', memory(info)],
    [
      `bootbank search ${searched}, less ls`,
      found === null ? missing : `${found.toFixed(2)} s`,
      beside(found, ripgrep, 'ripgrep'),
      more(search, ripgrep),
      memory(search),
    ],
    [
      `bootbank search ${common}, less ls`,
      muchFound === null ? missing : `${muchFound.toFixed(2)} s`,
      beside(muchFound, results['ripgrep, much found'], 'ripgrep'),
      more(results['search, much found'], results['ripgrep, much found']),
      memory(results['search, much found']),
    ],
    [
      'a search that finds nothing, less ls',
      notFound === null ? missing : `${notFound.toFixed(2)} s`,
      beside(notFound, results['ripgrep, nothing found'], 'ripgrep'),
      more(results['search, nothing found'], results['ripgrep, nothing found']),
      memory(results['search, nothing found']),
    ],
    ...[
      ['the first search, which finds nothing', '', results['ripgrep, nothing found']] as const,
      ['a search that finds nothing', absent, results['ripgrep, nothing found']] as const,
      [`a search of ${searched}`, searched, ripgrep] as const,
      [`a search of ${common}`, common, results['ripgrep, much found']] as const,
      [`a search of ${searched} in any case`, `${searched} -i`, results['ripgrep, any case']] as const,
    ].map(([what, word, theirs]) => [
      `${what}, in a backup that is open`,
      `${(alone[word] ?? 0).toFixed(2)} s`,
      beside(alone[word], theirs, 'ripgrep'),
      '',
      '',
    ]),
    ...[searched, common].map(word => [
      `… until its first hit, ${word}`,
      `${Math.round((alone[`${word} first`] ?? 0) * 1000)} ms`,
      '',
      '',
      '',
    ]),
    [
      'bootbank diff of two backups',
      seconds(results.diff),
      beside(results.diff?.seconds, results['both hashed'], 'gzip -dc and sha256sum of both'),
      `${ratio(results.diff?.cpu, results['both hashed']?.cpu)} these`,
      memory(results.diff),
    ],
  ],
)}`
}

function less(one: Measured | null, other: Measured | null): number | null {
  return one && other ? Math.max(0, one.seconds - other.seconds) : null
}

function ratio(a: number | null | undefined, b: number | null | undefined): string {
  return a != null && b ? `${(a / b).toFixed(2)}×` : missing
}

function listingSection({ listing: { large, results } }: Figures): string {
  const inflated = large.tarBytes + large.size
  return `## Listing both layers

A state.tgz of ${megabytes(large.size)} around a tar of ${megabytes(large.tarBytes)} with ${large.entries.toLocaleString('en-US')} files; every header read, both CRCs checked. Aim: at
most 1.0× bsdtar, and less memory than 1.5× the inflated size (${megabytes(inflated * 1.5)}). What bounds it is the inflating of the inner layer in one
thread, beside which the outer one is inflated and the headers are read; both layers stay in memory, to be shown and edited.

${rivals(results, 'bootbank')}`
}

function editingSection({ editing }: Figures): string {
  return `## Changing one file and writing both layers

Bootbank opens the backup, replaces one small file in the middle, writes both layers, reads the result back from the disk and
proves it; the others only decompress and compress the same two layers. Aim: at most 0.7× gzip -6 and 1.1× pigz -6.

${rivals(editing, 'bootbank')}`
}

function scalingSection({ scaling }: Figures): string {
  const perEntry = (one: Measured | null, entries: number) =>
    one ? ((one.seconds / entries) * 1e6).toFixed(1) : missing
  return `## Many small entries

Aim: the time for each entry does not grow with their number.

${table(
  ['Entries', 'bootbank ls', 'for each entry, µs', 'memory', 'bsdtar', 'for each entry, µs'],
  scaling.map(({ entries, result, bsdtar }) => [
    entries.toLocaleString('en-US'),
    seconds(result),
    perEntry(result, entries),
    memory(result),
    seconds(bsdtar),
    perEntry(bsdtar, entries),
  ]),
)}`
}

function puttingSection({ putting: { entries, results } }: Figures): string {
  const { folder, single } = results
  const each =
    folder && single ? `${(((folder.seconds - single.seconds) / (putAtOnce - 1)) * 1000).toFixed(2)} ms` : missing
  return `## Many files at once

A folder of ${putAtOnce.toLocaleString('en-US')} files put into a backup of ${entries.toLocaleString('en-US')} entries by one \`bootbank edit\`, and one file alone. Aim: less than 5 ms for each further file, of which most
is reading it from the disk and reading back what was written.

${table(
  ['Put', 'time', 'for each further file'],
  [
    ['one file', seconds(single), ''],
    [`${putAtOnce.toLocaleString('en-US')} files`, seconds(folder), each],
  ],
)}`
}

function startingSection({ starting }: Figures): string {
  const { bootbank, node, many, 'bootbank --version': version, 'ls of many': listed } = starting
  const above = (one: Measured | null) =>
    one && node ? `${(one.seconds - node.seconds).toFixed(2)} s more than the empty Node` : missing
  const each = (one: Measured | null) =>
    one && version
      ? `${(((one.seconds - version.seconds) / gzips) * 1e6).toFixed(0)} µs for each, more than \`--version\``
      : missing
  return `## A start

\`bootbank info\` of a generated backup of a 7.0.2 host, sealed and as large as those in the field (some 100 KB), and of a plain one that
holds ${gzips.toLocaleString('en-US')} small compressed files as well. Aims: at most 0.2 s above an empty
Node, and at most 60 µs for each compressed file in \`ls\`, which opens them.

${table(
  ['Command', 'time', ''],
  [
    ['node -e 0', seconds(node), ''],
    ['bootbank --version', seconds(version), ''],
    ['bootbank info, sealed', seconds(bootbank), above(bootbank)],
    [`bootbank info, ${gzips.toLocaleString('en-US')} compressed files inside`, seconds(many), above(many)],
    ['bootbank ls of the same', seconds(listed), each(listed)],
  ],
)}`
}

function fleetSection({ fleet: { count, results } }: Figures): string {
  const { jsonl, again, single, parquet, loop } = results
  const beside = (one: Measured | null) => (one && loop ? `${(one.seconds / loop.seconds).toFixed(2)}×` : missing)
  return `## A fleet

\`bootbank facts\` over ${count.toLocaleString('en-US')} generated hosts, small ones, half of them with a ConfigStore: 16 tables, all checks, every hash. Beside it a plain loop in bash
that takes files, settings, accounts and the certificate out of each by bsdtar, sqlite3, sha256sum and openssl, one host after the other.

${table(
  ['What', 'time', 'of the loop', 'memory of the largest process'],
  [
    ['facts, JSON lines, a process for each core', seconds(jsonl), beside(jsonl), memory(jsonl)],
    ['… one process', seconds(single), beside(single), memory(single)],
    ['… Parquet', seconds(parquet), beside(parquet), memory(parquet)],
    ['… again, nothing changed', seconds(again), beside(again), memory(again)],
    ['the loop', seconds(loop), '', memory(loop)],
  ],
)}`
}

/** The page's part on a vm-support bundle. */
export function collectionSection({ collection: { size, results } }: Pick<Figures, 'collection'>): string {
  const { find, info, tar, idle } = results
  const above = (one: Measured | null) =>
    one?.memory && idle?.memory ? megabytes(Math.max(0, one.memory - idle.memory)) : missing
  return `## A vm-support bundle

A bundle of ${megabytes(size)} that does not compress, with one state.tgz at its end. Aim: its copies are listed in less than 100 MiB of memory above a process that does
nothing, whatever its size. \`info\` reads it twice: to find the copy, and to take it out.

${table(
  ['What', 'time', 'beside tar -tzf', 'memory above idle'],
  [
    ['bootbank find', seconds(find), ratio(find?.seconds, tar?.seconds), above(find)],
    ['bootbank info', seconds(info), ratio(info?.seconds, tar?.seconds), above(info)],
    ['tar -tzf', seconds(tar), '', ''],
  ],
)}`
}

/** Of disks alone. */
export function diskSection({ disks: { bytes, denseBytes, load, results } }: Pick<Figures, 'disks'>): string {
  const { banks, idle, node, prepareSparse, cpSparse, prepareDense, cpDense, cpAndSync, ddDirect, cpAndCompare } =
    results
  const above = (one: Measured | null) =>
    one?.memory && idle?.memory ? megabytes(Math.max(0, one.memory - idle.memory)) : missing
  const lessNode = (one: Measured | null) =>
    one && node ? `${Math.max(0, one.seconds - node.seconds).toFixed(2)} s` : missing
  const ours = (title: string, one: Measured | null, other: Measured | null) => [
    plain(title),
    seconds(one),
    lessNode(one),
    other ? ratio(one?.seconds, other.seconds) : '',
    processor(one),
    above(one),
  ]
  const theirs = (title: string, one: Measured | null, other: Measured | null) => [
    plain(title),
    seconds(one),
    '',
    other ? ratio(one?.seconds, other.seconds) : '',
    processor(one),
    '',
  ]
  return `## Disks

A disk image of ${megabytes(bytes)} with holes, whose banks are listed (aim: 0.5 s and 100 MiB), and a copy of it with another state.tgz on a bank, beside
\`cp --sparse=always\`, which asks the file system for the holes; Node cannot, and reads them past the system's cache. And an image of ${megabytes(denseBytes)} without a hole. Aim: 1.2× cp.
\`prepare\` syncs what it wrote and reads all of it again, so that its like is cp, sync and cmp; cp alone leaves its copy in memory. What a copy takes
until the disk has it is in the rows of cp and sync, and of dd past the cache; reading it again comes on top. An empty Node takes ${seconds(node)}, which is more than all of cp where
there are holes: the time less that is what the program itself takes.
The load of the machine was ${load.toFixed(1)} when these runs began; above ${cpus().length} the times of all of them are longer than on a machine that does nothing else.

${table(
  ['What', 'time', 'less an empty Node', 'beside', 'processor', 'memory above idle'],
  [
    ours('bootbank banks, with holes', banks, null),
    ours('bootbank prepare, with holes; cp', prepareSparse, cpSparse),
    theirs('cp --sparse=always, with holes', cpSparse, null),
    ours('bootbank prepare, without a hole; cp', prepareDense, cpDense),
    ours('bootbank prepare, without a hole; cp and sync', prepareDense, cpAndSync),
    ours('bootbank prepare, without a hole; cp, sync and cmp', prepareDense, cpAndCompare),
    theirs('cp --sparse=always, without a hole', cpDense, null),
    theirs('cp and sync; cp', cpAndSync, cpDense),
    theirs('dd oflag=direct conv=fsync; cp', ddDirect, cpDense),
    theirs('cp, sync and cmp; cp', cpAndCompare, cpDense),
  ],
)}`
}

function bombSection({ bombs }: Figures): string {
  return `## Bombs

Aim: refused within a second and 200 MiB of memory above a process that does nothing.

${table(
  ['Input', 'time', 'memory above idle'],
  bombs.map(({ name, results: { bomb, idle } }) => [
    plain(name),
    seconds(bomb),
    bomb?.memory && idle?.memory ? megabytes(Math.max(0, bomb.memory - idle.memory)) : missing,
  ]),
)}`
}

function windowSection(window: WindowFigures | null): string {
  if (!window) return '## In the window\n\nNot measured: there is no Chromium here.'
  const { starting, opening, typing, scrolling, settings, keys, map } = window
  return `## In the window

The browser host in headless Chromium ${window.chromium}, drawing without a graphics card. Frames come every 16.7 ms.

${table(
  ['What', 'aim', 'found'],
  [
    [
      'A page that was never loaded before: to the first paint, to the welcome screen',
      '',
      `${starting.paint.toFixed(0)} ms, ${starting.welcome.toFixed(0)} ms`,
    ],
    [
      '… scripts loaded by then, of all that there are',
      '',
      `${kilobytes(starting.scripts)} of ${kilobytes(starting.all)}`,
    ],
    ['Drop of a generated 7.0.2 backup until its tree is painted, warm', '0.3 s', `${(opening / 1000).toFixed(2)} s`],
    ['A keystroke in a text of 5 MB: work of the page', '16 ms', `${typing.work.toFixed(1)} ms`],
    [
      '… from the key to the frame that shows it: median, worst',
      '',
      `${typing.median.toFixed(0)} ms, ${typing.worst.toFixed(0)} ms`,
    ],
    [
      'Scrolling 100,000 rows: longest frame',
      '32 ms',
      `${scrolling.worst.toFixed(0)} ms (${scrolling.over} of ${scrolling.frames} frames over 32 ms, median ${scrolling.median.toFixed(1)} ms)`,
    ],
    ['Settings: keystroke to paint over 20,000 settings: median, worst', '32 ms', medianAndWorst(settings)],
    ['Keys of esx.conf: filter over 100,000 keys: median, worst', '', medianAndWorst(keys)],
    ['Map of 30 port groups laid out and drawn, warm', '100 ms', `${map.toFixed(0)} ms`],
  ],
)}`
}

function medianAndWorst({ median, worst }: { readonly median: number; readonly worst: number }): string {
  return `${median.toFixed(0)} ms, ${worst.toFixed(0)} ms`
}

/** One row for each program, with how ours compares. */
function rivals<Name extends string>(results: Readonly<Record<Name, Measured | null>>, ours: Name): string {
  const names = Object.keys(results) as Name[]
  return table(
    ['Program', 'time', 'Bootbank takes', 'memory of the largest process'],
    names.map(name => {
      const [us, them] = [results[ours], results[name]]
      const ratio = name === ours || !us || !them ? '' : `${(us.seconds / them.seconds).toFixed(2)}×`
      return [plain(name), seconds(them), ratio, memory(them)]
    }),
  )
}

function processor(one: Measured | null): string {
  return one === null || one.cpu === null ? missing : `${one.cpu.toFixed(2)} s`
}

function seconds(one: Measured | null): string {
  return one ? `${one.seconds.toFixed(2)} s` : missing
}

function memory(one: Measured | null): string {
  return one?.memory ? `${Math.round(one.memory / MiB)} MiB` : missing
}

function kilobytes(bytes: number): string {
  return `${Math.round(bytes / 1024)} KiB`
}

function megabytes(bytes: number): string {
  return `${Math.round(bytes / MiB)} MiB`
}
