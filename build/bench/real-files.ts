// The machine's own files in the place of generated ones: a backup around /usr/share, listed and searched beside the native programs.
import { execFileSync } from 'node:child_process'
import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Options } from './archives'
import { measure } from './run'

const source = '/usr/share'
/** A word that some hundred files have. */
export const searched = 'autoconf'

/** Null on a machine without such a folder. */
export function realFiles({ folder, cli, rounds, percent }: Options) {
  const tree = percent < 100 ? `${source}/doc` : source
  if (!existsSync(tree)) return null
  const inside = join(folder, 'real')
  const path = join(folder, 'real.tgz')
  const shell = (line: string) =>
    execFileSync('bash', ['-o', 'pipefail', '-c', line], { stdio: ['ignore', 'pipe', 'inherit'] }).toString()
  // A file that is gone or cannot be read while it is packed is left out, as in any backup of a running machine.
  shell(
    `mkdir -p ${inside}; tar --ignore-failed-read --warning=no-file-changed --format=gnu -C / -cf ${inside}/local.tar ${tree.slice(1)} 2>/dev/null || test $? = 1`,
  )
  const tarBytes = statSync(`${inside}/local.tar`).size
  shell(
    `gzip -1 -c ${inside}/local.tar > ${inside}/local.tgz; rm ${inside}/local.tar; tar -C ${inside} -cf - local.tgz | gzip -1 > ${path}; rm ${inside}/local.tgz`,
  )
  const results = measure(
    {
      ls: `node ${cli} ls ${path}`,
      bsdtar: `bsdtar xOf ${path} local.tgz | bsdtar tf -`,
      info: `node ${cli} info ${path}`,
      search: `node ${cli} search ${path} ${searched}; test $? -lt 2`,
      ripgrep: `rg -F --no-ignore --hidden ${searched} ${tree}; test $? -lt 3`,
    },
    rounds,
    folder,
  )
  const files = Number(shell(`find ${tree} -type f | wc -l`))
  return { tree, tarBytes, size: statSync(path).size, files, results }
}
