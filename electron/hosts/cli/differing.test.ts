// diff and log: what they print of two backups and of several.
import { writeFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import {
  esxConf,
  file,
  hostFiles,
  plainState,
  sealedState,
  tgz,
  tpmState,
} from '../../../testing/archives/small-backups'
import { caseFolder, objectsIn } from '../../../testing/command-line/case-folder'

const { at, run, runWith } = caseFolder(() => ({ 'in.tgz': plainState(), new: 'new content\n' }))

describe('diff', () => {
  it('prints nothing, with exit code 0, for two backups that are the same', async () => {
    await writeFile(at('b.tgz'), sealedState())
    await writeFile(at('a.tgz'), sealedState())
    const { code, stdout, stderr } = await run('diff', 'a.tgz', 'b.tgz')
    expect({ code, stdout: stdout.toString(), stderr }).toEqual({ code: 0, stdout: '', stderr: '' })
  })

  it('prints additions, removals, moves and changes, a line each, with exit code 1', async () => {
    const [conf, hosts, seed, shadow, key] = hostFiles
    if (!hosts || !conf || !seed || !shadow || !key) throw new Error('five files are expected')
    await writeFile(
      at('b.tgz'),
      plainState([
        file('etc/vmware/esx.conf', esxConf.replace('esx01', 'esx02').replace(/^\/vmkdev.*\n/m, '')),
        { ...hosts, mode: 0o1644, uid: 7 },
        { ...seed, name: 'var/seed' },
        { ...shadow, mtime: 5 },
        file('etc/new', 'n'),
      ]),
    )
    const json = await run('diff', 'in.tgz', 'b.tgz', '--json')
    expect(objectsIn(json.stdout)).toEqual([
      {
        address: 'local.tgz!/etc/vmware/esx.conf',
        change: 'changed',
        what: ['content'],
        keys: [
          { key: '/adv/Misc/HostName', old: 'esx01.example', new: 'esx02.example' },
          { key: '/vmkdev/query', old: 'a=b=c', new: null },
        ],
      },
      {
        address: 'local.tgz!/etc/hosts',
        change: 'changed',
        what: ['mode', 'owner'],
        facts: [
          { key: 'mode', old: '0644', new: '01644' },
          { key: 'owner', old: '0:0 root:root', new: '7:0 root:root' },
        ],
      },
      {
        address: 'local.tgz!/etc/shadow',
        change: 'changed',
        what: ['mtime'],
        facts: [{ key: 'mtime', old: '2021-03-02T14:17:07.000Z', new: '1970-01-01T00:00:05.000Z' }],
      },
      { address: 'local.tgz!/var/seed', change: 'moved', what: [], from: 'local.tgz!/etc/random-seed' },
      { address: 'local.tgz!/etc/new', change: 'added', what: [] },
      { address: 'local.tgz!/etc/ssh/ssh_host_rsa_key', change: 'removed', what: [] },
      { address: 'local.tgz!/etc/vmware/ssl/rui.key', change: 'removed', what: [] },
      { address: 'local.tgz!/etc/vmware/ssl/rui.crt', change: 'removed', what: [] },
    ])
    expect(json.code).toBe(1)
    const human = await run('diff', 'in.tgz', 'b.tgz')
    expect(human.stdout.toString()).toContain('/vmkdev/query: "a=b=c" -> absent\n')
    expect(human.stdout.toString()).toContain(
      'local.tgz!/etc/hosts  mode, owner\n           mode: 0644 -> 01644\n           owner: 0:0 root:root -> 7:0 root:root\n',
    )
    expect(human.code).toBe(1)
  })

  it('writes a diff for patch and a page, and refuses another format', async () => {
    await writeFile(
      at('b.tgz'),
      plainState(hostFiles.map(one => (one.name === 'etc/hosts' ? file('etc/hosts', '192.0.2.1\tx\n') : one))),
    )
    const diff = await run('diff', 'in.tgz', 'b.tgz', '--format', 'diff')
    expect(diff.stdout.toString()).toContain('--- a/local.tgz!/etc/hosts\n+++ b/local.tgz!/etc/hosts\n')
    expect(diff.code).toBe(1)
    const page = await run('diff', 'in.tgz', 'b.tgz', '--format', 'html')
    expect(page.stdout.toString()).toMatch(/^<!doctype html>[\s\S]*<span class="ins">\+192\.0\.2\.1[\s\S]*<\/html>\n$/)
    expect((await run('diff', 'in.tgz', 'b.tgz', '--format', 'json')).stdout).toEqual(
      (await run('diff', 'in.tgz', 'b.tgz', '--json')).stdout,
    )
    for (const wrong of [
      ['--format', 'pdf'],
      ['--format', 'html', '--json'],
    ]) {
      const { code, stderr } = await run('diff', 'in.tgz', 'b.tgz', ...wrong)
      expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining('USAGE') })
    }
  })

  it('says nothing of a host that it cannot see: a locked layer has no empty network', async () => {
    await writeFile(at('tpm.tgz'), tpmState())
    for (const sides of [
      ['tpm.tgz', 'in.tgz'],
      ['in.tgz', 'tpm.tgz'],
    ]) {
      const { stdout, stderr, code } = await run('diff', ...sides)
      expect(code).toBe(1)
      expect(stdout.toString()).not.toMatch(/^network/m)
      expect(stderr).toContain('The inside of tpm.tgz cannot be opened, so neither the cards of the hosts nor their')
      const page = (await run('diff', ...sides, '--format', 'html')).stdout.toString()
      expect(page).toContain('<p>The inside of tpm.tgz cannot be opened')
      expect(page).not.toContain('<h2>The host</h2>')
      expect((await run('diff', ...sides, '--format', 'diff')).stdout.toString()).toContain(
        '# The inside of tpm.tgz cannot be opened',
      )
    }
  })

  it('takes one side from standard input, not both', async () => {
    const { code } = await runWith(['diff', 'in.tgz', '-'], { stdin: plainState() })
    expect(code).toBe(0)
    expect((await run('diff', '-', '-')).stderr).toMatch(/^bootbank: USAGE: /)
  })

  it('fails, and compares nothing, when one side is damaged', async () => {
    await writeFile(at('b.tgz'), plainState().subarray(0, 700))
    const { code, stdout, stderr } = await run('diff', 'in.tgz', 'b.tgz', '--json')
    expect(JSON.parse(stderr)).toMatchObject({ error: { code: 'GZIP_TRUNCATED' } })
    expect({ code, stdout: stdout.toString() }).toEqual({ code: 2, stdout: '' })
  })
})

describe('log', () => {
  const stateOf = (hosts: string, time: number) =>
    tgz([
      {
        ...file('local.tgz', tgz(hostFiles.map(one => (one.name === 'etc/hosts' ? file('etc/hosts', hosts) : one)))),
        mtime: time,
      },
    ])

  it('tells step by step what changed, in the order given or by time', async () => {
    for (const [name, hosts, time] of [
      ['one.tgz', 'a\n', 1_700_000_000],
      ['two.tgz', 'b\n', 1_700_100_000],
      ['three.tgz', 'b\n', 1_700_200_000],
    ] as const)
      await writeFile(at(name), stateOf(hosts, time))
    const given = await run('log', 'one.tgz', 'two.tgz', 'three.tgz')
    const text = given.stdout.toString()
    expect(text).toMatch(
      /^2023-11-16T02:00:00\.000Z {2}two\.tgz {2}\(after one\.tgz\)\n[\s\S]* {2}changed {2}local\.tgz!\/etc\/hosts {2}content\n/,
    )
    expect(text).toMatch(/three\.tgz {2}\(after two\.tgz\)\n {2}nothing differs\n/)
    expect(given.code).toBe(1)
    expect((await run('log', '--by-time', 'three.tgz', 'one.tgz', 'two.tgz')).stdout.toString()).toBe(text)
    expect((await run('log', 'two.tgz', 'three.tgz')).code).toBe(0)
    expect(objectsIn((await run('log', '--json', 'one.tgz', 'two.tgz', 'three.tgz')).stdout)).toEqual([
      {
        from: 'one.tgz',
        to: 'two.tgz',
        fromSavedAt: '2023-11-14T22:13:20.000Z',
        toSavedAt: '2023-11-16T02:00:00.000Z',
        fromCounter: null,
        toCounter: null,
        address: 'local.tgz!/etc/hosts',
        change: 'changed',
        what: ['content'],
      },
    ])
    const all = objectsIn((await run('log', '--json', '--all', 'two.tgz', 'three.tgz')).stdout)
    expect(all).toMatchObject([{ address: 'local.tgz', what: ['mtime'] }])
  })

  it('says how often the host had saved its state, where a backup says it', async () => {
    const counted = (saves: number) =>
      file('etc/vmware/.backup.counter', `# This file is owned and updated by /sbin/backup.sh\n${saves}\n`)
    await writeFile(at('seventh.tgz'), plainState([...hostFiles, counted(7)]))
    await writeFile(at('ninth.tgz'), plainState([...hostFiles, counted(9)]))
    await writeFile(at('unknown.tgz'), plainState())
    const text = (await run('log', 'seventh.tgz', 'ninth.tgz', 'unknown.tgz')).stdout.toString()
    expect(text).toContain('  ninth.tgz #9  (after seventh.tgz #7)\n')
    expect(text).toContain('  unknown.tgz  (after ninth.tgz #9)\n')
    const steps = objectsIn((await run('log', '--json', '--all', 'seventh.tgz', 'ninth.tgz')).stdout)
    expect(steps).toMatchObject([{ fromCounter: 7, toCounter: 9, what: ['content'] }])
  })

  it('needs two files or more, each of them readable', async () => {
    for (const [files, code] of [
      [['in.tgz'], 'USAGE'],
      [['in.tgz', '-'], 'USAGE'],
      [['in.tgz', 'nothing.tgz'], 'NOT_FOUND'],
      // Of the first step nothing is told, though it could be made.
      [['in.tgz', 'in.tgz', 'nothing.tgz'], 'NOT_FOUND'],
    ] as const) {
      const { code: exit, stdout, stderr } = await run('log', ...files)
      expect({ exit, stdout: stdout.toString(), stderr }).toEqual({
        exit: 2,
        stdout: '',
        stderr: expect.stringContaining(code),
      })
    }
  })
})
