// The machine's own files in the place of generated ones: backups around /usr/share, listed and searched beside the native programs.
import { execFileSync } from 'node:child_process'
import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Options } from './archives'
import { measure } from './run'

const source = '/usr/share'
/** A word that some hundred files have. */
export const searched = 'autoconf'
/** A word that very many files have. */
export const common = 'version'
/** What the earlier of two backups lacks. */
const left = '*/README*'
/** A text that no file has. */
export const absent = 'bootbank-is-not-in-here'

/** Null on a machine without such a folder. */
export function realFiles({ folder, cli, rounds, percent }: Options) {
  const tree = percent < 100 ? `${source}/doc` : source
  if (!existsSync(tree)) return null
  const plain = packed(join(folder, 'plain'), tree, "--exclude='*.gz'")
  const whole = packed(join(folder, 'whole'), tree, '')
  // The same files without some hundred of them, as if they had come between two backups.
  const earlier = packed(join(folder, 'earlier'), tree, `--exclude='*.gz' --exclude='${left}'`)
  const results = measure(
    {
      ls: `node ${cli} ls ${plain.path}`,
      bsdtar: `bsdtar xOf ${plain.path} local.tgz | bsdtar tf -`,
      'ls, with compressed files': `node ${cli} ls ${whole.path}`,
      // Each of them inflated as well, which bsdtar does not do.
      'bsdtar, gzip': `bsdtar xOf ${whole.path} local.tgz | bsdtar tf - && find ${tree} -name '*.gz' -print0 | xargs -0 cat | gzip -dc`,
      info: `node ${cli} info ${whole.path}`,
      search: `node ${cli} search ${plain.path} ${searched}; test $? -lt 2`,
      ripgrep: `rg -F --no-ignore --hidden -g '!*.gz' ${searched} ${tree}; test $? -lt 3`,
      'search, much found': `node ${cli} search ${plain.path} ${common}; test $? -lt 2`,
      'ripgrep, much found': `rg -F --no-ignore --hidden -g '!*.gz' ${common} ${tree}; test $? -lt 3`,
      'search, nothing found': `node ${cli} search ${plain.path} ${absent}; test $? = 1`,
      diff: `node ${cli} diff ${earlier.path} ${plain.path}; test $? = 1`,
      // Both read once, which is the least that a comparison does.
      'both hashed': [earlier, plain]
        .map(({ path }) => `bsdtar xOf ${path} local.tgz | gzip -dc | sha256sum`)
        .join(' && '),
      'ripgrep, nothing found': `rg -F --no-ignore --hidden -g '!*.gz' ${absent} ${tree}; test $? = 1`,
      'ripgrep, any case': `rg -F -i --no-ignore --hidden -g '!*.gz' ${searched} ${tree}; test $? -lt 3`,
    },
    rounds,
    folder,
  )
  const alone: Readonly<Record<string, number>> = JSON.parse(
    execFileSync(process.execPath, [
      ...['--import', 'tsx', join(import.meta.dirname, 'search-alone.ts'), plain.path, String(rounds)],
      ...[absent, searched, common],
    ]).toString(),
  )
  return { tree, plain, whole, earlier, results, alone }
}

/** A state.tgz around a tree. A file that cannot be read while it is packed is left out, as in any backup of a running machine. */
function packed(inside: string, tree: string, exclude: string) {
  const path = `${inside}.tgz`
  const tar = `tar --ignore-failed-read --warning=no-file-changed --format=gnu ${exclude} -C / -cf ${inside}/local.tar ${tree.slice(1)}`
  shell(`mkdir -p ${inside}; ${tar} 2>/dev/null || test $? = 1`)
  const tarBytes = statSync(`${inside}/local.tar`).size
  const files = Number(shell(`tar -tf ${inside}/local.tar | grep -vc '/$'`))
  const compressed = Number(shell(`tar -tf ${inside}/local.tar | grep -c '\\.gz$' || test $? = 1`))
  shell(
    `gzip -1 -c ${inside}/local.tar > ${inside}/local.tgz; rm ${inside}/local.tar; tar -C ${inside} -cf - local.tgz | gzip -1 > ${path}; rm ${inside}/local.tgz`,
  )
  return { path, tarBytes, size: statSync(path).size, files, compressed }
}

function shell(line: string): string {
  return execFileSync('bash', ['-o', 'pipefail', '-c', line], { stdio: ['ignore', 'pipe', 'inherit'] }).toString()
}
