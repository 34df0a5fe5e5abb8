// Installs what the tests need beyond npm: a Chromium for the journeys, and the outside oracles that read what Bootbank
// writes. On Debian and as root it installs them; elsewhere it says what is missing and how to get it.
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

/** Command -> Debian package. Without one of these the tests fail. */
const needed = {
  chromium: 'chromium',
  bsdtar: 'libarchive-tools',
  busybox: 'busybox',
  openssl: 'openssl',
  tar: 'tar',
  gzip: 'gzip',
  patch: 'patch',
  git: 'git',
  '7z': 'p7zip-full',
  file: 'file',
  unzip: 'unzip',
  sqlite3: 'sqlite3',
  'ssh-keygen': 'openssh-client',
  rg: 'ripgrep',
  python3: 'python3',
}
/** Without one of these, which belong to Linux, some tests are skipped. */
const welcome = {
  shellcheck: 'shellcheck',
  'desktop-file-validate': 'desktop-file-utils',
  rpmbuild: 'rpm',
  mcopy: 'mtools',
  'fsck.fat': 'dosfstools',
  fusefat: 'fusefat',
  sfdisk: 'fdisk',
  'qemu-img': 'qemu-utils',
  mandoc: 'mandoc',
  groff: 'groff-base',
  zsh: 'zsh',
  fish: 'fish',
}
const install = ['install', '-y', '-qq', '--no-install-recommends']
const font = '/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf'

const onPath = command => spawnSync('sh', ['-c', `command -v ${command}`]).status === 0
const missingOf = tools => Object.keys(tools).filter(command => !onPath(command))
const isDebian = process.platform === 'linux' && onPath('apt-get')
const mayInstall = isDebian && process.getuid() === 0
/** A Chromium without any window: the journeys take a quarter less of the processor. Debian alone has it as a package. */
const shell = 'chromium-headless-shell'
if (mayInstall && !onPath(shell)) tryToInstall(shell)

const missing = missingOf(needed)
const unavailable = isDebian ? missingOf(welcome) : []
const packages = [...missing.map(command => needed[command]), ...unavailable.map(command => welcome[command])]
if (isDebian && !existsSync(font)) packages.push('fonts-dejavu-core')

if (mayInstall && packages.length > 0) {
  console.log(`Installing for the tests: ${packages.join(' ')}`)
  apt(['update', '-qq'], 'inherit')
  apt([...install, ...packages], 'inherit')
} else if (missing.length > 0) {
  console.error(`The tests need these programs, which were not found: ${missing.join(', ')}.`)
  console.error(
    isDebian
      ? `Install them with: sudo apt-get install ${packages.join(' ')}`
      : 'Install them with the package manager of this system.',
  )
  process.exit(1)
} else if (packages.length > 0) {
  console.log(`Some tests are skipped without: sudo apt-get install ${packages.join(' ')}`)
}

/** Throws where it fails. */
function apt(options, errors) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  execFileSync('apt-get', options, { stdio: ['ignore', 'ignore', errors], env })
}

/** Installs what the tests can do without. */
function tryToInstall(name) {
  try {
    apt(['update', '-qq'], 'ignore')
    apt([...install, name], 'ignore')
  } catch {
    // This Debian does not have it, or cannot be reached.
  }
}
