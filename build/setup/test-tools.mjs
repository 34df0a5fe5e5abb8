// Installs what the tests need beyond npm: a Chromium for the journeys, and the outside oracles that read what Bootbank
// writes. On Debian and as root it installs them; elsewhere it says what is missing and how to get it.
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

/** Command -> Debian package. */
const tools = {
  chromium: 'chromium',
  bsdtar: 'libarchive-tools',
  busybox: 'busybox',
  openssl: 'openssl',
  sqlite3: 'sqlite3',
  tar: 'tar',
  gzip: 'gzip',
  patch: 'patch',
  git: 'git',
  '7z': 'p7zip-full',
  file: 'file',
  unzip: 'unzip',
  python3: 'python3',
}
const font = '/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf'

const onPath = command => spawnSync('sh', ['-c', `command -v ${command}`]).status === 0
const missing = Object.keys(tools).filter(command => !onPath(command))
const packages = missing.map(command => tools[command])
if (process.platform === 'linux' && !existsSync(font)) packages.push('fonts-dejavu-core')

if (packages.length > 0) {
  const isDebian = process.platform === 'linux' && onPath('apt-get')
  if (isDebian && process.getuid() === 0) {
    console.log(`Installing for the tests: ${packages.join(' ')}`)
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    execFileSync('apt-get', ['update', '-qq'], { stdio: 'inherit', env })
    execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], {
      stdio: ['ignore', 'ignore', 'inherit'],
      env,
    })
  } else {
    console.error(`The tests need these programs, which were not found: ${missing.join(', ')}.`)
    console.error(
      isDebian
        ? `Install them with: sudo apt-get install ${packages.join(' ')}`
        : 'Install them with the package manager of this system.',
    )
    process.exit(1)
  }
}
