import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { bytesOf, toUint8Array } from '../codecs/bytes'
import { esxConf, file, hostFiles, opened, plainState, put } from '../../../testing/archives/small-backups'
import { backupOf, schemasOf, storeOf } from '../../../testing/settings/stores'
import { changeSettings } from '../store/change-settings'
import { changesReport } from './changes-report'

const head = {
  name: 'state.tgz',
  before: { size: 1, sha256: 'b'.repeat(64) },
  after: { size: 2, sha256: 'a'.repeat(64) },
}
const files = [
  ...hostFiles,
  file('etc/ntp.conf', 'server 192.0.2.1\r\nserver 192.0.2.2'),
  file('etc/motd', Buffer.from('gr\xfc\xdfe\n', 'latin1')),
  file('etc/link', '', { typeflag: '2', linkname: 'hosts' }),
]

async function edited() {
  const document = await opened(plainState(files))
  await put(document, 'etc/vmware/esx.conf', esxConf.replace('esx01', 'esx02'))
  await put(document, 'etc/ntp.conf', 'server 192.0.2.9\r\nserver 192.0.2.2')
  await put(document, 'etc/motd', Buffer.from('gr\xfc\xdfe an alle\n', 'latin1'))
  await put(document, 'etc/random-seed', Buffer.alloc(512))
  document.rename(await document.resolve('etc/motd'), 'etc/issue')
  document.chmod(await document.resolve('etc/hosts'), 0o1644)
  document.remove(await document.resolve('etc/link'))
  const { layer } = await document.resolve('etc/hosts')
  document.add(layer, 'etc/new.conf', bytesOf(Buffer.from('added\n')))
  document.add(layer, 'etc/empty', bytesOf())
  return document
}

test('a report has a head without time and a section for each change', async () => {
  const document = await edited()
  const report = Buffer.from(await changesReport(document, head, document.changes()))
  expect(report.toString('latin1').split('\n')).toEqual([
    '# Bootbank change report',
    '# File:    state.tgz',
    `# Before:  1 bytes, SHA-256 ${'b'.repeat(64)}`,
    `# After:   2 bytes, SHA-256 ${'a'.repeat(64)}`,
    '# Changes: 8',
    '',
    '# 1. content changed: local.tgz!/etc/vmware/esx.conf',
    '--- a/local.tgz!/etc/vmware/esx.conf',
    '+++ b/local.tgz!/etc/vmware/esx.conf',
    '@@ -1,5 +1,5 @@',
    ' /system/uuid = "61c3f0aa-0b2e-4d5f-8a9b-0011223344aa"',
    '-/adv/Misc/HostName = "esx01.example"',
    '+/adv/Misc/HostName = "esx02.example"',
    ' /adv/Misc/HostIPAddr = "192.0.2.10"',
    ' /resourceGroups/version = "7.0.2"',
    ' /adv/Net/ManagementIface = "vmk0"',
    '',
    '# 2. mode 0644 -> 01644: local.tgz!/etc/hosts',
    '',
    '# 3. content changed: local.tgz!/etc/random-seed',
    'Binary files a/local.tgz!/etc/random-seed and b/local.tgz!/etc/random-seed differ',
    expect.stringMatching(/^# before: 512 bytes, SHA-256 [0-9a-f]{64}$/),
    expect.stringMatching(/^# after: 512 bytes, SHA-256 [0-9a-f]{64}$/),
    '',
    '# 4. content changed: local.tgz!/etc/ntp.conf',
    '--- a/local.tgz!/etc/ntp.conf',
    '+++ b/local.tgz!/etc/ntp.conf',
    '@@ -1,2 +1,2 @@',
    '-server 192.0.2.1\r',
    '+server 192.0.2.9\r',
    ' server 192.0.2.2',
    '\\ No newline at end of file',
    '',
    '# 5. renamed from etc/motd: local.tgz!/etc/issue',
    '# 5. content changed: local.tgz!/etc/issue',
    '--- a/local.tgz!/etc/motd',
    '+++ b/local.tgz!/etc/issue',
    '@@ -1,1 +1,1 @@',
    '-gr\xfc\xdfe',
    '+gr\xfc\xdfe an alle',
    '',
    '# 6. removed (a symlink): local.tgz!/etc/link',
    '',
    '# 7. added (mode 0644): local.tgz!/etc/new.conf',
    '--- /dev/null',
    '+++ b/local.tgz!/etc/new.conf',
    '@@ -0,0 +1,1 @@',
    '+added',
    '',
    '# 8. added (mode 0644): local.tgz!/etc/empty',
    '',
  ])
})

test('GNU patch takes the whole report and makes the new texts of the old ones', async () => {
  const document = await edited()
  const folder = mkdtempSync(join(tmpdir(), 'report-'))
  try {
    for (const { layer, before } of document.changes()) {
      if (before?.kind !== 'file') continue
      mkdirSync(join(folder, dirname(before.address)), { recursive: true })
      writeFileSync(join(folder, before.address), toUint8Array(layer.originalContent(before.slot)))
    }
    const report = Buffer.from(await changesReport(document, head, document.changes()))
    execFileSync('patch', ['-s', '-p1'], { cwd: folder, input: report, stdio: ['pipe', 'ignore', 'pipe'] })
    const texts = ['etc/vmware/esx.conf', 'etc/ntp.conf', 'etc/new.conf']
    for (const name of texts) {
      const expected = toUint8Array(document.content(await document.resolve(name)))
      expect(readFileSync(join(folder, 'local.tgz!', name)).equals(expected)).toBe(true)
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})

test('a change of ConfigStore is told in settings, a secret as that it changed, and no value breaks out of its line', async () => {
  const properties = { name: { type: 'string' }, note: { type: 'string' }, own_word: { type: 'secret' } }
  const document = await backupOf({
    store: await storeOf([{ path: 'esx/g/n', user: { name: 'a', own_word: 'planted' } }]),
    schemas: await schemasOf({ 'esx/g/n': { type: 'object', properties } }),
  })
  await document.openChain()
  const changes = [
    { path: 'esx/g/n#name', value: 'b\n--- a/etc' },
    { path: 'esx/g/n#note', value: 'x' },
    { path: 'esx/g/n#own_word', value: 'replanted' },
  ]
  await changeSettings(document, 'A change', changes, new Date('2026-03-01T12:00:00Z'))
  const report = Buffer.from(await changesReport(document, head, document.changes())).toString()
  const lines = report.split('\n').filter(line => line.startsWith('#    '))
  expect(lines).toEqual([
    '#    esx/g/n#name: a -> b\\x0a--- a/etc',
    '#    esx/g/n#own_word: •••••••• -> ••••••••',
    '#    esx/g/n#note: not set -> x',
  ])
  expect(report).toMatch(/Binary files a\/.* differ\n# before: \d+ bytes/)
  expect(report).not.toMatch(/planted|\n--- /)
})

test('a file name cannot break out of its line', async () => {
  const document = await opened(plainState())
  const report = Buffer.from(await changesReport(document, { ...head, name: 'a\n--- a/etc\u001b[2J' }, [])).toString()
  expect(report).not.toContain('\n--- ')
  expect(report).not.toContain('\u001b')
})
