// Journeys on the command line, each with the state.tgz that it wrote opened again: what differs is what was wanted, and nothing else. Programs
// from outside (openssl, sqlite3) say whether what was written is good.
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { genuineSample, readGenuine, theGenuineSample } from '../../../testing/archives/genuine-sample'
import { hasProgram } from '../../../testing/archives/has-program'
import { buildCommandLine, type CommandLine } from '../../../testing/command-line/command-line'
import { type ExactDifference, exactDifference } from '../../../testing/command-line/exact-difference'
import { hook } from '../../../testing/faults/run'
import { makeBackup } from '../../../testing/fixtures/backups'
import { expiredPair } from '../../../testing/fixtures/expired-certificate'
import { needs } from '../../../testing/needs'
import { databaseDifference } from '../../../testing/settings/database-oracle'

const storePath = 'var/lib/vmware/configstore/backup/current-store-1'
const openssl = needs(hasProgram('openssl'), 'openssl')
const sqlite3 = hasProgram('sqlite3')
const password = 'Planted word 9'
const invented = ['esxi-6.7', 'esxi-7.0.1', 'esxi-7.0.2', 'esxi-8.0', 'esxi-8.0-default'] as const

let cli: CommandLine
let folder: string
const at = (name: string) => join(folder, name)

beforeAll(async () => {
  cli = await buildCommandLine()
  folder = await mkdtemp(join(tmpdir(), 'journeys-'))
  for (const shape of invented) await writeFile(at(`${shape}.tgz`), (await makeBackup(shape)).bytes)
  if (genuineSample) await writeFile(at('genuine.tgz'), readGenuine('state.tgz'))
}, 120_000)
afterAll(async () => {
  await cli?.remove()
  await rm(folder, { recursive: true, force: true })
})

async function change(name: string, from: string, to: string, ...answers: readonly string[]) {
  const stdin = Buffer.from(`${password}\n`)
  const args = ['change', name, `${from}.tgz`, ...answers, '-o', `${to}.tgz`]
  const { code, stderr } = await cli.run(args, { cwd: folder, stdin })
  expect([code, code === 0 ? '' : stderr]).toEqual([0, ''])
  return stderr
}

const cat = async (name: string, path: string) => (await cli.run(['cat', `${name}.tgz`, path], { cwd: folder })).stdout

const text = async (name: string, path: string) => (await cat(name, path)).toString('utf8')

/** All that differs; of ConfigStore, what sqlite3 says of it too: only rows of Config, only their pages. */
async function difference(before: string, after: string, rows: readonly string[] = []) {
  if (sqlite3 && rows.length > 0) {
    const told = databaseDifference(await cat(before, storePath), await cat(after, storePath))
    expect(told).toMatchObject({ integrity: 'ok', sameSchema: true, rows: rows.toSorted(), otherTables: [] })
    expect(told.pagesOf.filter(owner => !/^(Config|sqlite_autoindex_Config_\d+)$/.test(owner))).toEqual([])
  }
  return exactDifference(await readFile(at(`${before}.tgz`)), await readFile(at(`${after}.tgz`)))
}

/** With the lines of each entry in order. */
const sorted = (found: ExactDifference): ExactDifference =>
  Object.fromEntries(Object.entries(found).map(([path, lines]) => [path, lines.toSorted()]))

/** A line of etc/shadow with another hash of the password that was typed, and another day. */
function expectShadow(lines: readonly string[] | undefined, account: string) {
  expect(lines).toHaveLength(2)
  const [old = [], now = []] = (lines ?? []).map(line => line.split(':'))
  expect([old[0], now[0]]).toEqual([`-${account}`, `+${account}`])
  expect(now.slice(3)).toEqual(old.slice(3))
  expect(Number(now[2])).toBeGreaterThan(0)
  expectHash(now[1] ?? '')
}

function expectHash(hash: string) {
  const salt = /^\$6\$([^$]+)\$/.exec(hash)?.[1] ?? ''
  expect(execFileSync('openssl', ['passwd', '-6', '-salt', salt, password], { encoding: 'utf8' }).trim()).toBe(hash)
}

describe('a lost password of root is reset', openssl, () => {
  it.each(['esxi-6.7', 'esxi-7.0.1', 'esxi-7.0.2'])('%s: in etc/shadow', async name => {
    await change('password', name, `${name}-password`)
    const { 'etc/shadow': lines, ...others } = await difference(name, `${name}-password`)
    expect(others).toEqual({})
    expectShadow(lines, 'root')
  })

  it('esxi-8.0: in ConfigStore', async () => {
    await change('password', 'esxi-8.0', '8-password')
    const row = 'esx/authentication/user_accounts/root'
    const found = await difference('esxi-8.0', '8-password', [row])
    expect(found).toEqual({
      [storePath]: [
        `${row}#password_hash: ${found[storePath]?.[0]?.split(': ')[1]}`,
        expect.stringMatching(/^esx\/authentication\/user_accounts\/root#last_password_change: \d+ -> \d+$/),
      ],
    })
    await writeFile(at('store.db'), await cat('8-password', storePath))
    if (!sqlite3) return
    const query =
      "SELECT json_extract(UserValue, '$.password_hash') FROM Config WHERE Name = 'user_accounts' AND Identifier = 'root'"
    expectHash(execFileSync('sqlite3', [at('store.db'), query], { encoding: 'utf8' }).trim())
  })

  it('the genuine backup', needs(genuineSample, theGenuineSample), async () => {
    await change('password', 'genuine', 'genuine-password')
    const { 'etc/shadow': lines, ...others } = await difference('genuine', 'genuine-password')
    expect(Object.keys(others)).toEqual([])
    expectShadow(lines, 'root')
  })
})

describe('vmk0 gets a fixed address in VLAN 20', () => {
  const fixed = ['addressing=fixed', 'address=192.0.2.77', 'netmask=255.255.255.0', 'gateway=192.0.2.1', 'vlan=20']
  const inHosts = (old: string, name: string) => [
    `-${old}\t${name}.lab.example ${name}`,
    `+192.0.2.77\t${name}.lab.example ${name}`,
  ]
  const rows = ['esx/network/vmknics/vmk0', 'esx/network_vss/switches/vSwitch0']
  const options = ['esx/advanced_options/misc', 'esx/advanced_options/net']
  const [port, stack] = ['esx/network/vmknics/vmk0', 'esx/network/net_stacks/defaultTcpipStack']
  const vlan = (old: number) =>
    `esx/network_vss/switches/vSwitch0#port_groups[Management Network].vlan_id: ${old} -> 20`
  const moved = (path: string, old: string) => `${path}: ${old} -> 192.0.2.77`
  /** From a lease to an address of its own. */
  const fromDhcp = [
    `${port}#ip.dhcp: true -> false`,
    `${port}#ip.dhcp_dns: true -> false`,
    `${port}#ip.ipv4_address: none -> 192.0.2.77`,
    `${port}#ip.ipv4_subnet_mask: none -> 255.255.255.0`,
    `${port}#dhcp_bound: true -> false`,
    `${stack}#dns.dhcp: true -> false`,
    `${stack}#routing_config.source: DHCP -> MANUAL`,
    vlan(0),
  ]

  it.each([
    ['esxi-6.7', '192.0.2.14', 'esx04', '/net/vswitch/child[0000]/portgroup/child[0000]/vlanId: 10 -> 20'],
    ['esxi-7.0.1', '192.0.2.16', 'esx06', '/net/vswitch/child[0000]/portgroup/child[0001]/vlanId: 0 -> 20'],
  ])('%s: in esx.conf', async (name, old, host, tagged) => {
    await change('management-network', name, `${name}-network`, ...fixed)
    expect(sorted(await difference(name, `${name}-network`))).toEqual({
      'etc/hosts': inHosts(old, host).toSorted(),
      'etc/vmware/esx.conf': [
        moved('/adv/Net/ManagementAddr', old),
        moved('/adv/Misc/HostIPAddr', old),
        moved('/net/vmkernelnic/child[0000]/ipv4address', old),
        tagged,
      ].toSorted(),
    })
  })

  it('esxi-7.0.2: in ConfigStore and esx.conf', async () => {
    const old = '192.0.2.11'
    await change('management-network', 'esxi-7.0.2', '7-network', ...fixed)
    expect(sorted(await difference('esxi-7.0.2', '7-network', rows))).toEqual({
      'etc/hosts': inHosts(old, 'esx01').toSorted(),
      'etc/vmware/esx.conf': [moved('/adv/Misc/HostIPAddr', old), moved('/adv/Net/ManagementAddr', old)],
      [storePath]: [vlan(10), moved(`${port}#ip.ipv4_address`, old)].toSorted(),
    })
  })

  it('esxi-8.0: in ConfigStore alone', async () => {
    const old = '192.0.2.12'
    await change('management-network', 'esxi-8.0', '8-network', ...fixed)
    expect(sorted(await difference('esxi-8.0', '8-network', [...rows, ...options]))).toEqual({
      'etc/hosts': inHosts(old, 'esx02').toSorted(),
      [storePath]: [
        moved('esx/advanced_options/misc#host_IP_addr', old),
        moved('esx/advanced_options/net#management_addr', old),
        moved(`${port}#ip.ipv4_address`, old),
        vlan(0),
      ].toSorted(),
    })
  })

  it('esxi-8.0-default: from DHCP, whose lease goes', async () => {
    const old = '192.0.2.17'
    await change('management-network', 'esxi-8.0-default', '8-default-network', ...fixed)
    const found = await difference('esxi-8.0-default', '8-default-network', [...rows, ...options, stack])
    const { 'etc/dhclient-vmk0.leases': lease, ...others } = sorted(found)
    expect(lease?.filter(line => !line.startsWith('-'))).toEqual(['removed'])
    expect(others).toEqual({
      'etc/hosts': inHosts(old, 'esx07').toSorted(),
      [storePath]: [
        ...fromDhcp,
        `${port}#dhcp_server: 192.0.2.1 -> none`,
        moved('esx/advanced_options/misc#host_IP_addr', old),
        moved('esx/advanced_options/net#management_addr', old),
      ].toSorted(),
    })
  })

  it('the genuine backup', needs(genuineSample, theGenuineSample), async () => {
    await change('management-network', 'genuine', 'genuine-network', ...fixed)
    const found = sorted(await difference('genuine', 'genuine-network', [...rows, stack]))
    expect(Object.keys(found).toSorted()).toEqual(
      ['etc/hosts', 'etc/vmware/esx.conf', 'etc/dhclient-vmk0.leases', storePath].toSorted(),
    )
    const hidden = (lines: readonly string[] | undefined) =>
      lines?.map(line => line.replace(/: \d+\.\S+ ->/, ': old ->'))
    expect(hidden(found['etc/vmware/esx.conf'])).toEqual([
      '/adv/Misc/HostIPAddr: old -> 192.0.2.77',
      '/adv/Net/ManagementAddr: old -> 192.0.2.77',
    ])
    expect(hidden(found[storePath])).toEqual(
      [
        ...fromDhcp,
        `${port}#dhcp_server: old -> none`,
        `${stack}#routing_config.ipv4_default_gateway: old -> 192.0.2.1`,
      ].toSorted(),
    )
    expect(found['etc/hosts']).toHaveLength(2)
  })
})

describe('SSH is switched on', () => {
  const rule = 'esx/network/firewall_rule_sets/sshServer'
  const agent = ['-    <TSM-SSH>off</TSM-SSH>', '+    <TSM-SSH>on</TSM-SSH>'].toSorted()
  const started = (name: string) => [`-/etc/init.d/${name}\toff`, `+/etc/init.d/${name}\ton`].toSorted()
  const inStore = {
    'etc/chkconfig.db': started('SSH'),
    'etc/vmware/hostd/hostsvc.xml': agent,
    [storePath]: [`${rule}#enabled: false -> true`],
  }

  it('esxi-6.7, with its firewall rule in esx.conf', async () => {
    await change('access', 'esxi-6.7', '6-off', 'ssh=off', 'firewall=off')
    await change('access', '6-off', '6-on', 'ssh=on', 'firewall=on')
    expect(sorted(await difference('6-off', '6-on'))).toEqual({
      'etc/chkconfig.db': started('TSM-SSH'),
      'etc/vmware/esx.conf': ['/firewall/services/sshServer/enabled: false -> true'],
      'etc/vmware/hostd/hostsvc.xml': agent,
    })
    // Off and on again is the host as it was.
    expect(await difference('esxi-6.7', '6-on')).toEqual({})
  })

  it('esxi-7.0.1, which has no rule of its own', async () => {
    await change('access', 'esxi-7.0.1', '7.0.1-on', 'ssh=on')
    const { [storePath]: _, ...files } = inStore
    expect(sorted(await difference('esxi-7.0.1', '7.0.1-on'))).toEqual(files)
  })

  it('esxi-8.0-default, as installed', async () => {
    await change('access', 'esxi-8.0-default', '8-default-on', 'ssh=on', 'firewall=on')
    expect(sorted(await difference('esxi-8.0-default', '8-default-on', [rule]))).toEqual(inStore)
  })

  it.each(['esxi-7.0.2', 'esxi-8.0'])('%s', async name => {
    await change('access', name, `${name}-off`, 'ssh=off', 'firewall=off')
    await change('access', `${name}-off`, `${name}-on`, 'ssh=on', 'firewall=on')
    expect(sorted(await difference(`${name}-off`, `${name}-on`, [rule]))).toEqual(inStore)
  })

  it('the genuine backup', needs(genuineSample, theGenuineSample), async () => {
    await change('access', 'genuine', 'genuine-off', 'ssh=off', 'firewall=off')
    await change('access', 'genuine-off', 'genuine-on', 'ssh=on', 'firewall=on')
    expect(sorted(await difference('genuine-off', 'genuine-on', [rule]))).toEqual(inStore)
  })
})

describe('is this certificate about to expire, and does its key match', openssl, () => {
  const day = 86_400_000
  const ask = (...args: readonly string[]) => spawnSync('openssl', args, { encoding: 'utf8' })
  const self = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-subj', '/CN=esx.lab.example']
  const crt = 'etc/vmware/ssl/rui.crt'
  const key = 'etc/vmware/ssl/rui.key'

  /** A backup with that pair, made by the command line, and the pair as it is in it. */
  async function withPair(name: string, days: number, otherKey: boolean) {
    const [made, madeKey] = [at('made.crt'), at('made.key')]
    ask(...self, '-days', String(days), '-out', made, '-keyout', madeKey)
    if (otherKey) ask(...self, '-out', at('other.crt'), '-keyout', madeKey)
    const edits = ['--put', `${crt}=${made}`, '--put', `${key}=${madeKey}`]
    const written = await cli.run(['edit', 'esxi-8.0.tgz', ...edits, '-o', name], { cwd: folder })
    expect([written.code, written.stderr]).toEqual([0, ''])
    await writeFile(at('rui.crt'), (await cli.run(['cat', name, crt], { cwd: folder })).stdout)
    await writeFile(at('rui.key'), (await cli.run(['cat', name, key], { cwd: folder })).stdout, { mode: 0o600 })
    // What openssl says of the two.
    const soon = ask('x509', '-in', at('rui.crt'), '-noout', '-checkend', String((30 * day) / 1000)).status !== 0
    const [public_, ofKey] = [
      ask('x509', '-in', at('rui.crt'), '-noout', '-pubkey'),
      ask('pkey', '-in', at('rui.key'), '-pubout'),
    ]
    const until = ask('x509', '-in', at('rui.crt'), '-noout', '-enddate').stdout.trim().replace('notAfter=', '')
    return { soon, fits: public_.stdout === ofKey.stdout, until: new Date(until) }
  }

  it.each([
    ['soon, and its own key', 12, false],
    ['soon, and the key of another', 12, true],
    ['not soon, and its own key', 400, false],
  ])('%s', async (name, days, otherKey) => {
    const file = `pair ${name}.tgz`
    const truth = await withPair(file, days, otherKey)
    expect(truth).toMatchObject({ soon: days < 30, fits: !otherKey })

    const info = JSON.parse((await cli.run(['info', file, '--json'], { cwd: folder })).stdout.toString())
    const fact = (id: string) => info.facts.find((one: { id: string }) => one.id === id)
    expect(fact('certificates.key').value).toBe(truth.fits)
    expect(fact('certificates.validity').value.until).toBe(truth.until.toISOString())
    const card = (await cli.run(['info', file], { cwd: folder })).stdout.toString()
    expect(/expires in 1[12] days/.test(card)).toBe(truth.soon)
    expect(card).toContain(truth.fits ? 'matches the certificate' : 'does not match the certificate')

    const check = await cli.run(['check', file], { cwd: folder })
    expect(check.stdout.toString().includes('The certificate expires soon')).toBe(truth.soon)
    expect(check.stdout.toString().includes('is not that of the certificate')).toBe(!truth.fits)
    expect(check.code).toBe(truth.fits ? 0 : 1)
    const observed = (await cli.run(['observe', file], { cwd: folder })).stdout.toString()
    expect(observed.includes('rui.crt is valid to ')).toBe(truth.soon)
  })
})

describe('an expired certificate is replaced', openssl, () => {
  const ask = (...args: readonly string[]) => execFileSync('openssl', args, { encoding: 'utf8' })

  it.each(['esxi-6.7', 'esxi-8.0'])('%s', async name => {
    const [expired, key] = [at(`${name}-old.crt`), at(`${name}-old.key`)]
    const pair = await expiredPair()
    await writeFile(expired, pair.certificate)
    await writeFile(key, pair.key, { mode: 0o600 })
    const before = `${name}-expired`
    await change('certificate', name, before, 'certificate=given', `crt=@${expired}`, `key=@${key}`)
    expect(() => ask('x509', '-in', expired, '-noout', '-checkend', '0')).toThrow()
    const told = await cli.run(['check', `${before}.tgz`], { cwd: folder })
    expect(told.stdout.toString()).toMatch(/certificate.*expired/i)

    await change('certificate', before, `${name}-new`, 'certificate=self-signed')
    const found = await difference(before, `${name}-new`)
    expect(Object.keys(found).toSorted()).toEqual(['etc/vmware/ssl/rui.crt', 'etc/vmware/ssl/rui.key'])
    expect(
      Object.values(found)
        .flat()
        .filter(line => !/^[-+]/.test(line)),
    ).toEqual([])
    await writeFile(at('rui.crt'), await text(`${name}-new`, 'etc/vmware/ssl/rui.crt'))
    await writeFile(at('rui.key'), await text(`${name}-new`, 'etc/vmware/ssl/rui.key'), { mode: 0o600 })
    expect(ask('verify', '-CAfile', at('rui.crt'), at('rui.crt'))).toContain('OK')
    expect(ask('x509', '-in', at('rui.crt'), '-noout', '-checkend', '0')).toContain('will not expire')
    expect(ask('x509', '-in', at('rui.crt'), '-noout', '-pubkey')).toBe(ask('pkey', '-in', at('rui.key'), '-pubout'))
    const after = await cli.run(['check', `${name}-new.tgz`], { cwd: folder })
    expect(after.stdout.toString()).not.toMatch(/certificate.*expired/i)
  })
})

/** Rows of ConfigStore with a permission of somebody, as sqlite3 finds them. */
async function permissionsIn(name: string, principal: string): Promise<readonly string[]> {
  const store = await cat(name, storePath).catch(() => Buffer.alloc(0))
  if (!sqlite3 || store.length === 0) return []
  await writeFile(at('asked.db'), store)
  const query = `SELECT Identifier FROM Config WHERE Name = 'permissions' AND json_extract(UserValue, '$.principal') = '${principal}'`
  const found = execFileSync('sqlite3', [at('asked.db'), query], { encoding: 'utf8' }).trim()
  return found === '' ? [] : found.split('\n').map(id => `esx/authorization/permissions/${id}`)
}

describe('the tie to vCenter is cut', () => {
  const server = 'esx/services/vpxa#core.vc_connection.server_ip: 192.0.2.40 -> '
  const account = 'esx/authentication/user_accounts/vpxuser'

  it.each([
    ['esxi-6.7', [], []],
    ['esxi-7.0.1', ['esx/services/vpxa'], [server]],
    ['esxi-7.0.2', ['esx/services/vpxa'], [server]],
    ['esxi-8.0', ['esx/services/vpxa', account], [server]],
  ])('%s', async (name, rows, settings) => {
    await change('strip', name, `${name}-alone`, 'vcenter=yes')
    const permissions = await permissionsIn(name, 'vpxuser')
    const found = sorted(await difference(name, `${name}-alone`, [...rows, ...permissions]))
    const { [storePath]: stored = [], 'etc/security/access.conf': access, ...files } = found
    const hasAccount = rows.includes(account)
    // DefaultConfig has the permission too, which is no longer that of the host.
    const given = permissions.map(path => `${path}: a row of Config (UserValue) -> the same values from DefaultConfig`)
    expect(stored.filter(line => !line.startsWith(`${account}#`))).toEqual([...given, ...settings])
    const gone = stored.filter(line => line.startsWith(`${account}#`))
    expect(gone.length > 0).toBe(hasAccount)
    expect(gone.filter(line => !line.endsWith(' -> none'))).toEqual([])
    expect(access).toEqual(['-+:vpxuser:ALL'])
    const xml = 'etc/vmware/hostd/authorization.xml'
    expect(Object.keys(files).toSorted()).toEqual(hasAccount ? [xml] : ['etc/passwd', 'etc/shadow', xml])
    // One line of each list of accounts, and one element: nothing is added or moved.
    for (const list of ['etc/passwd', 'etc/shadow'])
      if (files[list]) expect(files[list]).toEqual([expect.stringMatching(/^-vpxuser:/)])
    expect(files[xml]).toHaveLength(8)
    expect(files[xml]?.filter(line => !line.startsWith('-'))).toEqual([])
    expect(files[xml]).toContain('-    <ACEDataUser>vpxuser</ACEDataUser>')
    expect(await text(`${name}-alone`, xml)).not.toContain('vpxuser')
  })
})

describe('a host moves to new hardware', () => {
  const mac = '00:50:56:aa:00:01'
  const uuid = '5fb20000-0000-1111-2222-005056aa0001'
  const wanted = ['name=esx99.lab.example', `uuid=${uuid}`, `nics=vmnic0 ${mac}`]
  const inHosts = (address: string, name: string) => [
    `-${address}\t${name}.lab.example ${name}`,
    `+${address}\tesx99.lab.example esx99`,
  ]
  const [nic, port, stack] = [
    'esx/network/nics/vmnic0',
    'esx/network/vmknics/vmk0',
    'esx/network/net_stacks/defaultTcpipStack',
  ]

  it.each(['esxi-6.7', 'esxi-7.0.1'] as const)('%s: in esx.conf', async name => {
    const { host } = await makeBackup(name)
    await change('identity', name, `${name}-moved`, ...wanted)
    expect(sorted(await difference(name, `${name}-moved`))).toEqual({
      'etc/hosts': inHosts(host.address, host.name).toSorted(),
      'etc/vmware/esx.conf': [
        `/adv/Misc/HostName: ${host.fqdn} -> esx99.lab.example`,
        `/net/pnic/child[0000]/mac: ${host.vmkMac} -> ${mac}`,
        `/net/vmkernelnic/child[0000]/mac: ${host.vmkMac} -> ${mac}`,
        `/net/tcpip/netstackInst/child[0000]/hostname: ${host.name} -> esx99`,
        `/system/uuid: ${host.uuid} -> ${uuid}`,
      ].toSorted(),
    })
  })

  it.each(['esxi-7.0.2', 'esxi-8.0'] as const)('%s: in ConfigStore', async name => {
    const { host } = await makeBackup(name)
    const inOptions = name === 'esxi-8.0'
    await change('identity', name, `${name}-moved`, ...wanted)
    const rows = [nic, port, stack, ...(inOptions ? ['esx/advanced_options/misc'] : [])]
    const option = inOptions ? 'esx/advanced_options/misc#host_name' : '/adv/Misc/HostName'
    const named = `${option}: ${host.fqdn} -> esx99.lab.example`
    const own = host.network.stacks[0]?.dns?.hostName ?? ''
    expect(sorted(await difference(name, `${name}-moved`, rows))).toEqual({
      'etc/hosts': inHosts(host.address, host.name).toSorted(),
      'etc/vmware/esx.conf': [`/system/uuid: ${host.uuid} -> ${uuid}`, ...(inOptions ? [] : [named])].toSorted(),
      [storePath]: [
        `${nic}#mac: ${host.vmkMac} -> ${mac}`,
        `${port}#mac: ${host.vmkMac} -> ${mac}`,
        `${stack}#dns.host_name: ${own} -> esx99`,
        ...(inOptions ? [named] : []),
      ].toSorted(),
    })
  })
})

describe('a command that is killed in the middle is given again', () => {
  const [vlan, row] = ['esx/network_vss/switches/vSwitch0', 'esx/authentication/user_accounts/root']
  const port = `${vlan}#port_groups[Management Network].vlan_id`
  const edited = () => ['edit', at('esxi-8.0.tgz'), '--store', `${port}=77`, '--password', 'root']

  /** Runs it on the target alone; `BOOTBANK_FAULT` says what goes wrong at which of its file operations. */
  const faulty = (target: string, fault: object) =>
    spawnSync(process.execPath, ['--import', hook, cli.path, ...edited(), '-o', join(target, 'state.tgz')], {
      env: { ...process.env, BOOTBANK_FAULT: JSON.stringify({ under: target, ...fault }) },
      input: `${password}\n`,
    })

  it.each(['write', 'sync', 'rename'])(
    'in its first %s, and both changes are there, with nothing else and nothing left over',
    async operation => {
      const source = await readFile(at('esxi-8.0.tgz'))
      const [counted, target, log] = [`counted-${operation}`, `killed-${operation}`, `${operation}.json`].map(at) as [
        string,
        string,
        string,
      ]
      await mkdir(counted)
      expect(faulty(counted, { at: 0, action: 'count', log }).status).toBe(0)
      const { names } = JSON.parse(await readFile(log, 'utf8')) as { readonly names: readonly string[] }
      expect(names).toContain(operation)
      await mkdir(target)
      expect(faulty(target, { at: names.indexOf(operation) + 1, action: 'kill' }).signal).toBe('SIGKILL')
      expect(existsSync(join(target, 'state.tgz'))).toBe(false)
      expect(Buffer.compare(await readFile(at('esxi-8.0.tgz')), source)).toBe(0)

      const args = [...edited(), '-o', join(target, 'state.tgz')]
      const again = await cli.run(args, { stdin: Buffer.from(`${password}\n`) })
      expect([again.code, again.code === 0 ? '' : again.stderr]).toEqual([0, ''])
      expect(await readdir(target)).toEqual(['state.tgz'])
      const found = await difference('esxi-8.0', `killed-${operation}/state`, [vlan, row])
      expect(Object.keys(found)).toEqual([storePath])
      expect(found[storePath]?.map(line => line.split(': ')[0]).toSorted()).toEqual(
        [port, `${row}#password_hash`, `${row}#last_password_change`].toSorted(),
      )
      expect(found[storePath]).toContain(`${port}: 0 -> 77`)
    },
    60_000,
  )
})
