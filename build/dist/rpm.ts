// An RPM by rpmbuild alone, from the same tree as the deb.
import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ProjectFacts } from './project-facts'

const libraries = [
  'gtk3',
  'nss',
  'alsa-lib',
  'at-spi2-core',
  'mesa-libgbm',
  'libnotify',
  'libsecret',
  'libXScrnSaver',
  'libXtst',
  'xdg-utils',
]

export interface RpmOptions {
  readonly project: ProjectFacts
  /** What `layOutLinuxTree` made. */
  readonly tree: string
  /** Folder to write the package to. */
  readonly output: string
  /** As RPM calls it. */
  readonly architecture: 'x86_64' | 'aarch64'
}

/** Makes the package and gives its path. Throws what rpmbuild says. */
export function makeRpm({ project, tree, output, architecture }: RpmOptions): string {
  const version = project.version.replaceAll('-', '~')
  const work = `${tree}.rpm`
  rmSync(work, { recursive: true, force: true })
  mkdirSync(work)
  // The program is Electron's, as it is: nothing is to be stripped, split, linked to or searched for dependencies.
  const spec = `%global debug_package %{nil}
%global __os_install_post %{nil}
%global _build_id_links none
Name: bootbank
Version: ${version}
Release: 1
Summary: Editor for the saved state of a VMware ESXi host
License: ${project.license}
URL: ${project.homepage}
AutoReqProv: no
Requires: ${libraries.join(', ')}
Recommends: nodejs >= 20.19

%description
${project.description}

The window brings everything along. The commands bootbank and bootbank-browser run on Node.js 20.19 or later.

%install
mkdir -p %{buildroot}
cp -a ${JSON.stringify(`${tree}/.`)} %{buildroot}/

%files
%defattr(-,root,root,-)
${ownedPaths.join('\n')}
`
  writeFileSync(join(work, 'bootbank.spec'), spec)
  const define = (name: string, value: string) => ['--define', `${name} ${value}`]
  execFileSync(
    'rpmbuild',
    [
      '-bb',
      '--target',
      architecture,
      ...define('_topdir', work),
      ...define('_rpmdir', work),
      join(work, 'bootbank.spec'),
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  )
  const [name] = readdirSync(join(work, architecture))
  if (name === undefined) throw new Error('rpmbuild made no package')
  const rpm = join(output, name)
  cpSync(join(work, architecture, name), rpm)
  rmSync(work, { recursive: true, force: true })
  return rpm
}

/** What belongs only to us; the folders above belong to the system. */
const ownedPaths = [
  '/usr/lib/bootbank',
  '/usr/bin/bootbank*',
  '/usr/share/applications/org.bootbank.Bootbank.desktop',
  '/usr/share/mime/packages/org.bootbank.Bootbank.xml',
  '/usr/share/icons/hicolor/*/apps/org.bootbank.Bootbank.*',
  '/usr/share/doc/bootbank',
]
