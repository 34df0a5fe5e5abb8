// A Debian package by dpkg-deb alone. electron-builder would download fpm for it; this way the tests make, install, try and remove the
// same package that is shipped.
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cpSync, lstatSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathsOf } from './linux-tree'
import type { ProjectFacts } from './project-facts'

/** What Electron's program is linked against, as Debian and Ubuntu call it, before and after the change of time_t. */
const libraries = [
  'libgtk-3-0 | libgtk-3-0t64',
  'libnss3',
  'libasound2 | libasound2t64',
  'libatspi2.0-0 | libatspi2.0-0t64',
  'libgbm1',
  'libnotify4',
  'libsecret-1-0',
  'libxss1',
  'libxtst6',
  'xdg-utils',
]

export interface DebOptions {
  readonly project: ProjectFacts
  /** What `layOutLinuxTree` made. */
  readonly tree: string
  /** Folder to write the package to. */
  readonly output: string
  /** As Debian calls it. */
  readonly architecture: 'amd64' | 'arm64'
}

/** Makes the package and gives its path. Throws what dpkg-deb says. */
export function makeDeb({ project, tree, output, architecture }: DebOptions): string {
  const staged = `${tree}.deb`
  rmSync(staged, { recursive: true, force: true })
  cpSync(tree, staged, { recursive: true, verbatimSymlinks: true })
  const files = pathsOf(tree).filter(path => lstatSync(join(tree, path)).isFile())
  const size = files.reduce((sum, path) => sum + lstatSync(join(tree, path)).size, 0)
  mkdirSync(join(staged, 'DEBIAN'), { mode: 0o755 })
  const control = [
    'Package: bootbank',
    `Version: ${project.version.replaceAll('-', '~')}`,
    `Architecture: ${architecture}`,
    `Maintainer: ${project.author} <maintainers@bootbank.example>`,
    `Installed-Size: ${Math.ceil(size / 1024)}`,
    `Depends: ${libraries.join(', ')}`,
    'Recommends: nodejs (>= 20.19)',
    'Section: admin',
    'Priority: optional',
    `Homepage: ${project.homepage}`,
    'Description: editor for the saved state of a VMware ESXi host',
    ...wrapped(project.description).map(line => ` ${line}`),
    ' .',
    ' The window brings everything along. The commands bootbank and',
    ' bootbank-browser run on Node.js 20.19 or later, which is not in every',
    ' release of Debian.',
    '',
  ]
  writeFileSync(join(staged, 'DEBIAN/control'), control.join('\n'), { mode: 0o644 })
  writeFileSync(join(staged, 'DEBIAN/md5sums'), files.map(path => `${md5Of(join(tree, path))}  ${path}\n`).join(''), {
    mode: 0o644,
  })
  const deb = join(output, `bootbank_${project.version}_${architecture}.deb`)
  execFileSync('dpkg-deb', ['--root-owner-group', '-Zxz', '--build', staged, deb], {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  rmSync(staged, { recursive: true, force: true })
  return deb
}

/** Lines of at most 75 characters, as control files have them. */
function wrapped(text: string): readonly string[] {
  return text.match(/\S.{0,74}(?=\s|$)/g) ?? []
}

/** dpkg keeps these for `dpkg --verify`; they protect from accidents only. */
function md5Of(path: string): string {
  return createHash('md5').update(readFileSync(path)).digest('hex')
}
