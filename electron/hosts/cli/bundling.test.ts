// bundle: the files that it writes, and what it refuses.
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { file, hostFiles, plainState, sealedState, tgz } from '../../../testing/archives/small-backups'
import { caseFolder } from '../../../testing/command-line/case-folder'

const { at, run } = caseFolder(() => ({ 'in.tgz': plainState(), new: 'new content\n' }))
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
const catOf = async (address: string, name = 'out.tgz') => (await run('cat', name, address)).stdout.toString('latin1')
const listOf = async (name: string) => (await run('ls', name)).stdout.toString().split('\n').slice(0, -1)

describe('bundle', () => {
  it('writes a folder with the edited state.tgz, and checksums that hold', async () => {
    await writeFile(at('in.tgz'), sealedState())
    const { code, stdout } = await run('bundle', 'in.tgz', '--conf', '/adv/Misc/HostName=esx02', '-o', 'bundle-out')
    expect(code).toBe(0)
    expect(readdirSync(at('bundle-out')).sort()).toEqual([
      'CHANGES.md',
      'RESTORE.html',
      'RESTORE.md',
      'SHA256SUMS',
      'changes.diff',
      'manifest.json',
      'restore.sh',
      'state.tgz',
    ])
    expect(execFileSync('sha256sum', ['-c', 'SHA256SUMS'], { cwd: at('bundle-out') }).toString()).toContain(
      'state.tgz: OK',
    )
    expect(await catOf('etc/vmware/esx.conf', 'bundle-out/state.tgz')).toContain('"esx02"')
    expect(stdout.toString()).toContain(sha256(readFileSync(at('bundle-out/state.tgz'))))
    expect(stdout.toString()).toMatch(
      /opened again beside the source: \d+ entr(?:y differs|ies differ), exactly the edits/,
    )
  })

  it('writes a zip where the path ends in .zip, and reports it as JSON', async () => {
    const { code, stdout } = await run('bundle', 'in.tgz', '--rm', 'etc/hosts', '-o', 'bundle.zip', '--json')
    const report = JSON.parse(stdout.toString())
    expect(code).toBe(0)
    expect(Object.keys(report)).toEqual(['out', 'files', 'changes', 'notes', 'findings', 'proof', 'differences'])
    expect(report.differences).toMatchObject({
      isExact: true,
      entries: [{ address: 'local.tgz!/etc/hosts', change: 'removed' }],
    })
    expect(report.changes).toMatchObject([{ address: 'local.tgz!/etc/hosts', kinds: ['removed'] }])
    execFileSync('bsdtar', ['-xf', 'bundle.zip'], { cwd: at() })
    for (const { name, sha256: sum } of report.files) expect(sha256(readFileSync(at(name)))).toBe(sum)
  })

  it('takes the state.tgz out of a configBundle', async () => {
    await writeFile(at('in.tgz'), tgz([file('Manifest.txt', 'UUID=1\n'), file('state.tgz', plainState())]))
    expect((await run('bundle', 'in.tgz', '-o', 'bundle-out')).code).toBe(0)
    expect(Buffer.compare(readFileSync(at('bundle-out/state.tgz')), plainState())).toBe(0)
  })

  it('writes a plain state on request, and says that it is unverified', async () => {
    await writeFile(at('in.tgz'), sealedState())
    const { code, stderr } = await run('bundle', 'in.tgz', '--plain', '-o', 'bundle-out')
    expect([code, stderr]).toEqual([0, expect.stringMatching(/Unverified: it is not sealed any more/)])
    expect(await listOf('bundle-out/state.tgz')).toContain('local.tgz!/etc/hosts')
    expect(readdirSync(at())).not.toContain('out.tgz')
  })

  it('writes a configBundle of the release and UUID that are given, both or none', async () => {
    const given = ['--release', 'VMware ESXi 7.0 Update 2', '--uuid', '4C4C4544-0044-4810-8052-B9C04F4A4B32']
    const { code, stdout } = await run('bundle', 'in.tgz', ...given, '-o', 'bundle-out', '--json')
    expect(code).toBe(0)
    const report = JSON.parse(stdout.toString())
    expect(report.files[1].name).toBe('configBundle-esx01.tgz')
    expect(report.findings).toContainEqual(expect.objectContaining({ code: 'bundle-manifest-made' }))
    const { stdout: card } = await run('info', 'bundle-out/configBundle-esx01.tgz', '--json')
    expect(JSON.parse(card.toString())).toMatchObject({ shape: 'config-bundle' })
    for (const [args, error] of [
      [given.slice(0, 2), 'USAGE'],
      [given.slice(2), 'USAGE'],
      [[...given.slice(0, 3), 'x'], 'MANIFEST'],
    ] as const) {
      const refused = await run('bundle', 'in.tgz', ...args, '-o', 'no')
      expect([refused.code, refused.stderr]).toEqual([2, expect.stringMatching(`^bootbank: ${error}: `)])
    }
    expect(existsSync(at('no'))).toBe(false)
  })

  it.each([
    ['NO_STATE', 'an archive without a state', () => tgz(hostFiles)],
    ['NO_STATE', 'any other archive', () => tgz([file('readme', '')])],
  ])('refuses with %s %s', async (code, _, make) => {
    await writeFile(at('in.tgz'), make())
    const { code: exit, stderr, stdout } = await run('bundle', 'in.tgz', '-o', 'bundle-out', '--json')
    expect(JSON.parse(stderr)).toMatchObject({ error: { code } })
    expect({ exit, stdout: stdout.toString() }).toEqual({ exit: 2, stdout: '' })
    expect(existsSync(at('bundle-out'))).toBe(false)
  })

  it('does not mix with what a folder holds already', async () => {
    execFileSync('mkdir', [at('bundle-out')])
    await writeFile(at('bundle-out/mine'), '')
    const { code, stderr } = await run('bundle', 'in.tgz', '-o', 'bundle-out')
    expect(stderr).toMatch(/^bootbank: TARGET_EXISTS: /)
    expect(code).toBe(2)
    expect(readdirSync(at('bundle-out'))).toEqual(['mine'])
  })
})
