// The commands of RESTORE.md are run by real shells, against folders that stand for the boot banks. What would touch the machine is
// doubled by shell functions: they go before a shell's own commands and busybox's applets, which a double on the PATH does not.
import { execFileSync, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { finding } from '../../../shared/findings/finding'
import type { HostCard } from '../../../shared/model/host-card'
import { restoreInstructions } from './instructions'

const card: HostCard = {
  shape: 'state',
  hostname: 'esx01.example',
  release: '7.0.2',
  uuid: '3c9d1f20-7a41-42b8-9e05-0011223344bb',
  managementAddress: null,
  encryption: 'none',
  layers: 2,
  entries: 8,
  accounts: null,
  savedAt: null,
  size: 3,
  sha256: 'x',
  findings: [],
  groups: [],
}
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
const old = 'the old state'
const fresh = 'the new state'
const facts = {
  configBundle: null,
  fileName: 'state.tgz',
  bank: null,
  card,
  before: { size: old.length, sha256: sha256(old) },
  after: { size: fresh.length, sha256: sha256(fresh) },
  changes: ['content changed: local.tgz.ve!/etc/hosts'],
  findings: [finding('bundle-resealed', {})],
}
const text = restoreInstructions(facts)
const withBundle = restoreInstructions({ ...facts, configBundle: 'configBundle-esx01.tgz' })
const blocksOf = (part: string) => [...part.matchAll(/^```sh\n(.*?)^```$/gms)].map(match => match[1] ?? '')
/** A route's own blocks, and those of its way back. */
const route = (heading: string, made = text) => {
  const [way = '', back = ''] = (made.split(`\n## ${heading}`)[1]?.split('\n## ')[0] ?? '').split('### Going back')
  return { blocks: blocksOf(way), back: blocksOf(back) }
}

test('every route stands in the table before them, with what is unverified of it', () => {
  const rows = [...text.matchAll(/^\| (?!Route|---)([^|]+) \| ([^|]+) \| ([^|]+) \| ([^|]+) \|$/gm)].map(
    ([, name]) => name,
  )
  expect(rows).toEqual(expect.arrayContaining(['Prepared disk', 'restore.sh']))
  for (const [, heading = ''] of text.matchAll(/^## Route (\d)/gm)) expect(rows.join(' ')).toContain(heading)
})

test('the table says what each route is for, what it needs, and what is unverified', () => {
  expect(text).toContain('\n| Route | For | Needs | Unverified |\n')
})

test.each([
  ['absent', 'none (plain local.tgz)', false],
  ['none', 'local.tgz.ve, its key is in encryption.info (mode NONE)', true],
  ['tpm', "local.tgz.ve, its key is sealed by the host's TPM", true],
] as const)(
  'of a state whose encryption is %s it says so, and warns of the TPM where it is sealed',
  (encryption, said, warns) => {
    const made = restoreInstructions({ ...facts, card: { ...card, encryption } })
    expect(made).toContain(`| Encryption | ${said} |`)
    expect(made.includes('**TPM and Secure Boot.**')).toBe(warns)
    expect(made).not.toMatch(/^- (?!\*\*).*\n- \*\*/m)
  },
)

test('lists twenty changes at most, and counts the others', () => {
  const made = (count: number) =>
    restoreInstructions({
      ...facts,
      changes: Array.from({ length: count }, (_, index) => `content changed: f${index}`),
    })
  expect(made(1000).match(/^- `content changed: f\d+`$/gm)).toHaveLength(20)
  expect(made(1000)).toContain('- and 980 more\n')
  expect(made(21)).toContain('- and 1 more\n')
  expect(made(20)).not.toMatch(/^- and \d+ more$/m)
})

test('a name with backticks is code as a whole', () => {
  const made = restoreInstructions({ ...facts, changes: ['content changed: a``b'] })
  expect(made).toContain('- ``` content changed: a``b ```\n')
})

const linux = route('Route 1')
const shell = route('Route 2')
const linuxBlocks = linux.blocks
const shellBlocks = shell.blocks

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'restore-'))
  for (const name of ['bank1', 'bank2', 'bundle', 'bootbank']) mkdirSync(join(folder, name))
  for (const bank of ['bank1', 'bank2', 'bootbank']) {
    writeFileSync(join(folder, bank, 'state.tgz'), bank === 'bank2' ? 'another state' : old)
    writeFileSync(
      join(folder, bank, 'boot.cfg'),
      `bootstate=0\nbuild=7.0.2-0.0.1\nupdated=${bank === 'bank1' ? 4 : 3}\nmodules=b.b00 --- state.tgz\n`,
    )
  }
  writeFileSync(join(folder, 'bundle', 'state.tgz'), fresh)
  writeFileSync(join(folder, 'bundle', 'SHA256SUMS'), `${sha256(fresh)}  state.tgz\n`)
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const shells = [
  ['dash', ['/bin/sh']],
  ['bash', ['bash']],
  ['busybox', ['busybox', 'ash']],
] as const

const doubled = ['mount', 'umount', 'reboot', 'lsblk', 'sync']

function paste(interpreter: readonly string[], script: string, input = '') {
  const [command = '', ...args] = interpreter
  const doubles = doubled.map(name => `${name}() { echo ${name} "$@" >> '${folder}/calls'; }\n`).join('')
  const local = script.replaceAll('/mnt/bank', `${folder}/bank`).replaceAll('/bootbank', `${folder}/bootbank`)
  const cwd = join(folder, 'bundle')
  return spawnSync(command, [...args, '-c', doubles + local], { cwd, input, encoding: 'utf8' })
}
const calls = () => (existsSync(join(folder, 'calls')) ? read('calls').trim().split('\n') : [])
const read = (path: string) => readFileSync(join(folder, path), 'utf8')
const answers = '/dev/first\n/dev/second\n'

describe.each(shells)('pasted into %s', (_, interpreter) => {
  test('every block is valid', () => {
    for (const block of blocksOf(withBundle)) {
      const [command = '', ...args] = interpreter
      execFileSync(command, [...args, '-n'], { input: block })
    }
    expect(blocksOf(text).length).toBeGreaterThan(9)
    expect(blocksOf(withBundle).length).toBe(blocksOf(text).length + 4)
  })

  test('the live Linux route shows both banks, keeps the old state, writes the new one and proves it', () => {
    const { stdout, stderr } = paste(interpreter, linuxBlocks.join('\n'), `${answers}1\n`)
    expect(stdout).toContain('bank1/boot.cfg:updated=4')
    expect(stdout).toContain('bank2/boot.cfg:bootstate=0')
    expect(stdout).toContain(`${sha256(old)}  ${folder}/bank1/state.tgz`)
    expect(stdout).toContain(`${folder}/bank1/state.tgz: OK`)
    expect(stderr).toBe('')
    expect(read('bank1/state.tgz')).toBe(fresh)
    expect(existsSync(join(folder, 'bank1/state.new'))).toBe(false)
    expect(read('bank2/state.tgz')).toBe('another state')
    expect(read('bundle/state.tgz.old-bank1')).toBe(old)
    expect(calls()).toContain(`mount -o ro /dev/first ${folder}/bank1`)
    expect(calls().at(-1)).toBe('reboot')
  })

  test('the way back restores the old state', () => {
    const blocks = linuxBlocks.filter(block => !block.includes('reboot'))
    paste(interpreter, blocks.join('\n'), `${answers}2\n`)
    expect(read('bank2/state.tgz')).toBe(fresh)
    const { stdout } = paste(interpreter, [...blocks.slice(0, -1), ...linux.back].join('\n'), `${answers}2\n`)
    expect(stdout).toContain('The old state is back.')
    expect(read('bank2/state.tgz')).toBe('another state')
    expect(read('bank1/state.tgz')).toBe(old)
  })

  test('the way back of the ESXi shell route restores the old state and reboots without a save', () => {
    paste(interpreter, shellBlocks.join('\n'))
    expect(read('bootbank/state.tgz')).toBe(fresh)
    paste(interpreter, shell.back.join('\n'))
    expect(read('bootbank/state.tgz')).toBe(old)
    expect(existsSync(join(folder, 'bootbank/state.new'))).toBe(false)
    expect(calls().at(-1)).toBe('reboot -f')
  })

  test('no way back writes anything where no old state was kept', () => {
    paste(interpreter, [...linuxBlocks.slice(0, -2), ...linux.back, ...shell.back].join('\n'), `${answers}2\n`)
    expect(read('bank2/state.tgz')).toBe('another state')
    expect(read('bootbank/state.tgz')).toBe(old)
    expect(calls()).not.toContain('reboot -f')
  })

  test('nothing is written to a bank whose old state cannot be kept, or to no bank at all', () => {
    rmSync(join(folder, 'bank2', 'state.tgz'))
    for (const choice of ['2', '3', '']) {
      const { stdout } = paste(interpreter, linuxBlocks.slice(0, -1).join('\n'), `${answers}${choice}\n`)
      expect(stdout.match(/: OK$/gm)).toHaveLength(1) // the bundle's own check, step 1
    }
    expect(existsSync(join(folder, 'bank2/state.tgz'))).toBe(false)
    expect(read('bank1/state.tgz')).toBe(old)
  })

  test('the ESXi shell route keeps the old state, proves the new one, then reboots without a save', () => {
    const { stdout } = paste(interpreter, shellBlocks.join('\n'))
    expect(stdout).toContain(`${folder}/bootbank/state.tgz: OK`)
    expect(read('bootbank/state.tgz')).toBe(fresh)
    expect(read('bundle/state.tgz.old')).toBe(old)
    expect(calls()).toEqual(['sync', 'sync', 'reboot -f'])
  })

  test('the ESXi shell route does not reboot into a state that was not written whole', () => {
    writeFileSync(join(folder, 'bundle', 'state.tgz'), 'damaged')
    paste(interpreter, shellBlocks.join('\n'))
    expect(calls()).toEqual(['sync', 'sync'])
  })
})

test('a question is a block of its own, because a paste would answer it with the next line', () => {
  for (const block of blocksOf(text)) {
    if (block.includes('read -r')) expect(block.trimEnd().split('\n')).toHaveLength(1)
  }
})

test('it names the host, the digests, what changed and what is not verified, and no device', () => {
  for (const part of ['esx01.example', '7.0.2', card.uuid ?? '', sha256(old), sha256(fresh), ...facts.changes]) {
    expect(text).toContain(part)
  }
  expect(text).toMatch(/- Unverified: .* fresh iv/)
  expect(text).toContain('| Management address | not in the backup |')
  expect(text).not.toMatch(/\/dev\/\w/)
})

test('the host’s own restore is told where there is a configBundle, and only there', () => {
  expect(text).not.toContain('firmware/restore_config')
  expect(text).toContain('no configBundle in this bundle')
  expect(withBundle).not.toContain('no configBundle in this bundle')
  expect(withBundle).toContain('cp configBundle-esx01.tgz /tmp/configBundle.tgz')
  expect(withBundle).toContain('vim-cmd hostsvc/firmware/restore_config 0 /tmp/configBundle.tgz')
  expect(withBundle).toMatch(
    /^Set-VMHostFirmware -VMHost esx -Restore -SourcePath configBundle-esx01\.tgz -HostCredential/m,
  )
  expect(withBundle).toContain('not tried on a host')
})

test('both ways by a configBundle keep the present configuration first, PowerCLI in a folder of its own', () => {
  const before = (first: string, then: string) => {
    expect(withBundle).toContain(first)
    expect(withBundle.indexOf(first)).toBeLessThan(withBundle.indexOf(then))
  }
  before('firmware/backup_config', 'firmware/restore_config 0')
  before('New-Item -ItemType Directory before\nGet-VMHostFirmware', 'Set-VMHostFirmware -VMHost')
  for (const [, destination] of withBundle.matchAll(/-DestinationPath (\S+)/g)) expect(destination).toBe('before')
})

test('every route has its way back, and the pitfalls come before all of them', () => {
  const routes = withBundle.split('\n## ').filter(part => /^(?:Route \d|By the script|A prepared disk)/.test(part))
  expect(routes).toHaveLength(6)
  for (const one of routes) expect(one.match(/^### Going back$/gm), one.slice(0, 20)).toHaveLength(1)
  const found = withBundle.split('\n## Pitfalls\n')[1]?.split('\n## ')[0] ?? ''
  const told = ['reboot -f', 'Two banks', 'modules=', 'TPM and Secure Boot', 'Maintenance mode', 'UUID of its firmware']
  for (const pitfall of told) expect(found).toContain(pitfall)
  expect(withBundle.indexOf('## Pitfalls')).toBeLessThan(withBundle.indexOf('## By the script'))
})

test('the commands that the route by the script names mount both banks, in folders that are made before', () => {
  const way = text.split('\n## By the script')[1]?.split('\n## ')[0] ?? ''
  const commands = [...way.matchAll(/`((?:mkdir|mount) [^`]*)`/g)].map(([, command]) => command)
  rmSync(join(folder, 'bank1'), { recursive: true })
  const script = ['BANK1=/dev/first BANK2=/dev/second', ...commands].join('\n')
  const { status } = paste(['dash'], script)
  expect([status, existsSync(join(folder, 'bank1'))]).toEqual([0, true])
  expect(calls()).toEqual([`mount /dev/first ${folder}/bank1`, `mount /dev/second ${folder}/bank2`])
})

test('a prepared disk is told by the window and by the command line', () => {
  const way = text.split('\n## A prepared disk')[1] ?? ''
  const words = [
    'In the window',
    'Open bank N',
    'Build restore bundle',
    'A prepared copy of',
    'bootbank prepare DISK state.tgz',
  ]
  for (const word of words) expect(way).toContain(word)
})

test('the bank that the state is from is told, where it is from one', () => {
  const bank = 'bank 2 (partition 6, BOOTBANK2) of stick.img'
  expect(restoreInstructions({ ...facts, bank })).toContain(`| Opened from | \`${bank}\` |`)
  expect(text).not.toContain('Opened from')
})

test.each([
  ['6.7.0', 'numbers 5 and 6 of the boot disk, without a label in this release'],
  ['7.0.2', 'labelled `BOOTBANK1` and `BOOTBANK2` in this release'],
  ['VMware ESXi 8.0 Update 1', 'labelled `BOOTBANK1` and `BOOTBANK2` in this release'],
  [null, 'since 7.0 labelled'],
])('banks are told as release %s has them', (release, words) => {
  expect(restoreInstructions({ ...facts, card: { ...card, release } })).toContain(words)
})

test('a long list of changes is cut', () => {
  const changes = Array.from({ length: 25 }, (_, index) => `added: file-${index}`)
  const long = restoreInstructions({ ...facts, changes })
  expect(long).toContain('file-19')
  expect(long).not.toContain('file-20')
  expect(long).toContain('and 5 more')
})

test('nothing out of the archive becomes a command, markup or a control sequence', () => {
  const hostile = '$(reboot)`reboot`| <script>\n```sh\nreboot\n```\u001b[2J\u202e'
  const made = restoreInstructions({
    ...facts,
    card: { ...card, hostname: hostile, release: hostile },
    fileName: hostile,
    bank: hostile,
    changes: [hostile],
    findings: [finding('bundle-outside', {}, hostile)],
  })
  expect(blocksOf(made)).toEqual(blocksOf(text))
  for (const character of ['\u001b', '\u202e']) expect(made).not.toContain(character)
  for (const line of made.split('\n')) {
    if (line.includes('script>')) expect(line.replace(/(`+).*?\1/g, '').replace(/\\[<>]/g, '')).not.toContain('<')
  }
})
