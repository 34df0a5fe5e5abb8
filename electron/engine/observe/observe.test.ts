// Every rule with a backup on which it fires and one on which it stays quiet.
import { describe, expect, it } from 'vitest'
import { genuineSample, readGenuine, theGenuineSample } from '../../../testing/archives/genuine-sample'
import { esxConf, file, opened, plainState } from '../../../testing/archives/small-backups'
import { makeBackup } from '../../../testing/fixtures/backups'
import { needs } from '../../../testing/needs'
import { schemasOf, storeOf } from '../../../testing/settings/stores'
import type { NewMember } from '../codecs/tar-write'
import { bytesOf, toUint8Array } from '../codecs/bytes'
import { CONFIGSTORE_PATH } from '../esx/paths'
import { selfSignedPair } from '../guides/self-signed'
import { observationRules, observe } from './observe'

const now = new Date('2026-03-01T12:00:00Z')
const pair = await selfSignedPair(['x'], 2000, now)
const old = await selfSignedPair(['x'], 30, now)
const hostsvc = (state: string) =>
  `<ConfigRoot><service><TSM>${state}</TSM><TSM-SSH>${state}</TSM-SSH></service></ConfigRoot>\n`
const conf = (more = '') =>
  file('etc/vmware/esx.conf', `${esxConf}/adv/Syslog/global/logHost = "udp://192.0.2.1:514"\n${more}`)
const key = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAINSgMxHJRFW0FTXv1kjveCTSAAAAAAAAAAAAAAAAAAAA someone\n'

/** Members that make a rule fire, beside those on which none but lockdown and unknown files does. */
const fires: Record<string, readonly NewMember[]> = {
  ssh: [file('etc/vmware/hostd/hostsvc.xml', hostsvc('on'))],
  shell: [file('etc/vmware/hostd/hostsvc.xml', hostsvc('on'))],
  'authorized-keys': [file('etc/ssh/keys-root/authorized_keys', key)],
  accounts: [file('etc/shadow', 'root:*:1:0:9:7:::\nintruder:*:1:0:9:7:::\n', { mode: 0o600 })],
  permissions: [
    file(
      'etc/vmware/hostd/authorization.xml',
      '<ConfigRoot><ACEData><ACEDataUser>intruder</ACEDataUser><ACEDataRoleId>-1</ACEDataRoleId></ACEData></ConfigRoot>\n',
    ),
  ],
  'open-rules': [
    conf('/firewall/services/sshServer/enabled = "true"\n/firewall/services/sshServer/allowedall = "true"\n'),
  ],
  directory: [file('etc/krb5.conf', '[libdefaults]\n default_realm = LAB.EXAMPLE\n')],
  acceptance: [conf('/system/uservars/host-acceptance-level = "community"\n')],
  syslog: [file('etc/vmware/esx.conf', esxConf)],
  certificate: [file('etc/vmware/ssl/rui.crt', old.certificate)],
  twins: [file('etc/.#ntp.conf', 'before\n')],
  owners: [file('etc/odd', 'x', { uid: 1000 })],
  modes: [file('etc/odd', 'x', { mode: 0o4755 })],
  'start-scripts': [file('etc/rc.local.d/local.sh', '#!/bin/sh\n# stock\nnc -l 4444 &\nexit 0\n')],
  cron: [file('var/spool/cron/crontabs/root', '#min hour\n1 1 * * * /sbin/tmpwatch.py\n*/5 * * * * /tmp/x\n')],
  lockdown: [],
}

const aces = (user: string, role: string) =>
  file(
    'etc/vmware/hostd/authorization.xml',
    `<ConfigRoot><ACEData><ACEDataUser>${user}</ACEDataUser><ACEDataRoleId>${role}</ACEDataRoleId></ACEData></ConfigRoot>\n`,
  )

/** For each rule what is as near to it as can be, and is none of its business. */
const staysQuiet: Record<string, readonly NewMember[]> = {
  ssh: [file('etc/vmware/hostd/hostsvc.xml', hostsvc('off'))],
  shell: [file('etc/vmware/hostd/hostsvc.xml', hostsvc('off'))],
  'authorized-keys': [file('etc/ssh/keys-root/authorized_keys', '# nobody\n\n')],
  accounts: [file('etc/shadow', 'root:*:1:0:9:7:::\nvpxuser:*:1:0:9:7:::\n', { mode: 0o600 })],
  permissions: [aces('vpxuser', '-1')],
  'open-rules': [
    conf(
      [
        'sshServer/enabled = "false"',
        'sshServer/allowedall = "true"',
        'snmp/enabled = "true"',
        'snmp/allowedall = "false"',
        'snmp/allowedip[0000] = "192.0.2.0/24"',
      ]
        .map(line => `/firewall/services/${line}\n`)
        .join(''),
    ),
  ],
  directory: [file('etc/krb5.conf', '[libdefaults]\n')],
  acceptance: [conf('/system/uservars/host-acceptance-level = "partner"\n')],
  syslog: [conf()],
  certificate: [
    file('etc/vmware/ssl/rui.crt', pair.certificate),
    file('etc/vmware/ssl/castore.pem', `${pair.certificate}words\n`),
    file('etc/vmware/other.pem', old.certificate),
  ],
  twins: [file('etc/#ntp.conf', 'no twin\n'), file('etc/ntp.conf.#', 'none either\n')],
  owners: [file('etc/odd', 'x', { uid: 0, gid: 0 })],
  modes: [file('etc/odd', 'x', { mode: 0o1775 })],
  'start-scripts': [file('etc/rc.local.d/local.sh', '#!/bin/sh\n# nc -l 4444 &\n\nexit 0\n', { mode: 0o1755 })],
  cron: [
    file('var/spool/cron/crontabs/root', '#*/5 * * * * /tmp/x\n1 * * * * /sbin/auto-backup.sh\n', { mode: 0o1644 }),
  ],
  lockdown: [
    file(CONFIGSTORE_PATH, await storeOf([{ path: 'esx/authorization/lockdown_settings', user: { mode: 'NORMAL' } }])),
  ],
}

const quiet: readonly NewMember[] = [
  conf(),
  file('etc/hosts', '127.0.0.1 localhost\n'),
  file('etc/shadow', 'root:*:1:0:9:7:::\ndcui:*:1:0:9:7:::\n', { mode: 0o600 }),
  file('etc/vmware/hostd/hostsvc.xml', hostsvc('off')),
  file('etc/vmware/ssl/rui.crt', pair.certificate),
  file('etc/vmware/ssl/rui.key', pair.key),
  file('etc/rc.local.d/local.sh', '#!/bin/sh\n# stock\nexit 0\n', { mode: 0o1755 }),
  file('var/spool/cron/crontabs/root', '1 1 * * * /sbin/tmpwatch.py\n1 * * * * /sbin/auto-backup.sh\n', {
    mode: 0o1644,
  }),
]

/** A schema store with a schema of each package. */
const schemasBy = (...vibs: readonly string[]) =>
  schemasOf({}, database => {
    for (const [index, vib] of vibs.entries())
      database.run("INSERT INTO ConfigSchema VALUES (?, 'c', 'g', ?, '{}', '1', 1)", [vib, `n${index}`])
  })
const schemaStore = 'etc/vmware/schemastore/schema-store-1'
fires.packages = [file(schemaStore, await schemasBy('esx-base-7.0.2_0.0.1-schema', 'somebody-tool_1.0-schema'))]
staysQuiet.packages = [
  file(schemaStore, await schemasBy('esx-base-7.0.2_0.0.1-schema', 'vsanhealth-7.0.2_0.0.1-schema')),
]

const rulesOf = async (members: readonly NewMember[]) => {
  const document = await opened(
    plainState([...quiet.filter(({ name }) => !members.some(one => one.name === name)), ...members]),
  )
  return observe(document, now)
}

describe('an observation', () => {
  it('is made by no rule on a plain backup, but that lockdown is off', async () => {
    expect((await rulesOf([])).map(({ rule, message }) => [rule, message])).toEqual([['lockdown', expect.any(String)]])
  })

  it('is made of a package by what its own schemas are, and of none of the release', async () => {
    const found = async (...vibs: readonly string[]) =>
      (await rulesOf([file(schemaStore, await schemasBy(...vibs))])).filter(({ rule }) => rule === 'packages')
    expect(await found('esx-base-7.0.2_0.0.1-schema', 'vsanhealth-7.0.2_0.0.1-schema', 'esx-update-1-schema')).toEqual(
      [],
    )
    const told = await found('other-schema', 'esx-base-1-schema', 'other-schema', 'third-schema')
    expect(told.map(({ message }) => message)).toEqual([
      'other-schema brings 2 of its own.',
      'third-schema brings 1 of its own.',
    ])
    expect(told[0]?.place).toMatchObject({ address: `local.tgz!/${schemaStore}` })
  })

  it('is made of each certificate of a store that ends, with its line', async () => {
    const store = file('etc/vmware/ssl/castore.pem', `# old\n${pair.certificate}${old.certificate}`)
    const [found, ...more] = (await rulesOf([store])).filter(({ rule }) => rule === 'certificate')
    expect(more).toEqual([])
    expect(found?.message).toMatch(
      /^etc\/vmware\/ssl\/castore\.pem: .*CN=x.* is valid to \d{4}-03-31 \d\d:\d\d:\d\d UTC\./,
    )
    const line = pair.certificate.split('\n').length + 1
    expect(found?.place).toEqual({ address: 'local.tgz!/etc/vmware/ssl/castore.pem', line })
  })

  it('shows a command at start without the password that stands in it', async () => {
    const hash = `$6$${'salt'.repeat(2)}$${'Ab1.'.repeat(21)}Zz`
    const line = `echo 'root:${hash}' | chpasswd -e`
    const [found] = (await rulesOf([file('etc/rc.local.d/local.sh', `#!/bin/sh\n${line}\n`)])).filter(
      ({ rule }) => rule === 'start-scripts',
    )
    expect(found?.message).toContain('echo')
    expect(found?.message).not.toContain('Ab1.')
  })

  it('is made of a file that the schema of the backup does not list', async () => {
    const document = await opened((await makeBackup('esxi-8.0')).bytes)
    await document.openChain()
    const before = (await observe(document, now)).filter(({ rule }) => rule === 'unknown-files')
    const { layer } = await document.resolve('etc/hosts')
    document.add(layer, 'etc/never-heard-of', bytesOf(Buffer.from('x')))
    document.chmod(await document.resolve('etc/never-heard-of'), 0o644)
    const after = (await observe(document, now)).filter(({ rule }) => rule === 'unknown-files')
    expect(after.length).toBe(before.length + 1)
    expect(after.at(-1)?.message).toBe('etc/never-heard-of is not known to this release.')
  })

  it.each(observationRules.map(({ id }) => id).filter(id => id !== 'unknown-files'))(
    '%s fires, with a reason and a place',
    async id => {
      const members = fires[id]
      expect(members).toBeDefined()
      const found = (await rulesOf(members ?? [])).filter(({ rule }) => rule === id)
      expect(found.length).toBeGreaterThan(0)
      expect(found[0]?.reason).toMatch(/^[A-Z].{20,}\.$/)
      if (id !== 'lockdown' && id !== 'syslog') expect(found[0]?.place?.address).toMatch(/^local\.tgz!\//)
    },
  )

  it.each(observationRules.map(({ id }) => id).filter(id => id !== 'unknown-files'))(
    '%s stays quiet on what is like it',
    async id => {
      const members = staysQuiet[id]
      expect(members).toBeDefined()
      expect((await rulesOf(members ?? [])).filter(({ rule }) => rule === id)).toEqual([])
    },
  )

  it.each([
    ['set-uid', 0o4755, true],
    ['set-gid', 0o2755, true],
    ['world-writable', 0o666, true],
    ['world-writable with the T flag', 0o1666, true],
    ['group-writable with the T flag', 0o1664, false],
  ])('of modes: %s', async (_, mode, told) => {
    const found = (await rulesOf([file('etc/odd', 'x', { mode })])).filter(({ rule }) => rule === 'modes')
    expect(found.map(({ place }) => place?.address)).toEqual(told ? ['local.tgz!/etc/odd'] : [])
  })

  it.each(['esxi-6.7', 'esxi-8.0', 'esxi-8.0-tpm'] as const)('of %s changes nothing and none fails', async shape => {
    const { bytes } = await makeBackup(shape)
    const document = await opened(bytes)
    const found = await observe(document, now)
    expect(found.filter(({ message }) => message.startsWith('This rule failed'))).toEqual([])
    expect(Buffer.from(toUint8Array(await document.build())).equals(bytes)).toBe(true)
  })

  it('of the genuine backup tells what it is known for', needs(genuineSample, theGenuineSample), async () => {
    const rules = new Set((await observe(await opened(readGenuine('state.tgz')), now)).map(({ rule }) => rule))
    for (const rule of ['ssh', 'shell', 'open-rules', 'lockdown']) expect([rule, rules.has(rule)]).toEqual([rule, true])
  })
})
