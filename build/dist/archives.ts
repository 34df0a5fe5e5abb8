// Archives by tar: the unpacked program for Linux, and the part for Node, for machines where nothing may be installed and for platforms
// whose packages do not put `bootbank` on the PATH.
import { execFileSync } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ProjectFacts } from './project-facts'

/** Packs the content of folders into `output`/`name`.tar.gz, below a folder of that name, and gives its path. Throws what tar says. */
export function makeArchive(folders: readonly string[], name: string, output: string): string {
  const work = mkdtempSync(join(tmpdir(), 'bootbank-archive-'))
  try {
    for (const folder of folders) cpSync(folder, join(work, name), { recursive: true })
    const archive = join(output, `${name}.tar.gz`)
    // By relative names: GNU tar takes a drive letter for the name of another host.
    execFileSync('tar', ['-czf', `${name}.tar.gz`, name], { cwd: work, stdio: ['ignore', 'ignore', 'pipe'] })
    cpSync(join(work, `${name}.tar.gz`), archive)
    return archive
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}

/** The archive of the part for Node, out of what `stagePackages` laid out. */
export function makeNodeArchive({ name, version }: ProjectFacts, staged: string, output: string): string {
  return makeArchive([join(staged, 'node'), join(staged, 'legal')], `${name}-${version}-node`, output)
}
