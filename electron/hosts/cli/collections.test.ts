// Collections on the real command line: what `find` lists, and a copy in one as FILE of every other command.
import { execFileSync } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildCommandLine, type CommandLine, type Finished } from '../../../testing/command-line/command-line'
import { type MadeCollection, makeCollection } from '../../../testing/fixtures/collections'

let cli: CommandLine
let folder: string
let support: MadeCollection
let uac: MadeCollection
const at = (name: string) => join(folder, name)
const run = (...args: string[]) => cli.run(args, { cwd: folder })
const textOf = ({ stdout }: Finished) => stdout.toString('utf8')

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bootbank-cli-collections-'))
  cli = await buildCommandLine()
  support = await makeCollection('vm-support')
  uac = await makeCollection('uac')
  await writeFile(at('support.tgz'), support.bytes)
  await writeFile(at('uac.tar.gz'), uac.bytes)
  await mkdir(at('unpacked'))
  execFileSync('tar', ['-xzf', at('uac.tar.gz'), '-C', at('unpacked')])
}, 120_000)

afterAll(async () => {
  await cli?.remove()
  await rm(folder, { recursive: true, force: true })
})

describe('find', () => {
  it('lists copies with size, time and path, how to open one, and with --json the same as one object', async () => {
    const shown = await run('find', 'support.tgz')
    expect(textOf(shown)).toMatch(/^support\.tgz {2}vm-support bundle, \d+ entries, [\d,]+ bytes\n/)
    expect(textOf(shown)).toMatch(
      /\n +[\d,]+ {2}2024-05-01T12:30:08Z {2}esx-\S+\/bootbank\/local\.tgz\n +inner archive of a saved state\n/,
    )
    expect(textOf(shown)).toMatch(/\nOpen one: bootbank info 'support\.tgz!\/esx-\S+\/bootbank\/local\.tgz'\n$/)
    expect({ code: shown.code, stderr: shown.stderr }).toEqual({ code: 0, stderr: '' })
    const report = JSON.parse(textOf(await run('find', 'support.tgz', '--json')))
    expect(report).toMatchObject({
      kind: 'vm-support',
      entries: support.members.length,
      copies: [{ kind: 'local' }, {}, {}],
    })
  })

  it('ends with 1 where nothing is found or the end is missing, with 2 for what is not an archive', async () => {
    await writeFile(at('cut.tgz'), uac.bytes.subarray(0, uac.bytes.length / 2))
    const cut = await run('find', 'cut.tgz')
    expect(cut.code).toBe(1)
    expect(textOf(cut)).toMatch(/\nNot read\n {2}cut\.tgz: the gzip data ends early/)
    await mkdir(at('empty'))
    expect(await run('find', 'empty')).toMatchObject({ code: 1 })
    await writeFile(at('notes.txt'), 'no archive')
    expect(await run('find', 'notes.txt')).toMatchObject({ code: 2, stderr: expect.stringContaining('NOT_AN_ARCHIVE') })
    expect(await run('find', 'nowhere')).toMatchObject({ code: 2, stderr: expect.stringContaining('NOT_FOUND') })
  })
})

describe('FILE as a collection', () => {
  it('is the best copy where only one is as good, and says which', async () => {
    const shown = await run('info', 'support.tgz', '--json')
    expect(JSON.parse(textOf(shown))).toMatchObject({ hostname: 'esx01.lab.example', shape: 'local' })
    expect(shown.stderr).toMatch(/local\.tgz is esx-\S+\/bootbank\/local\.tgz in the vm-support bundle support\.tgz/)
  })

  it('several states have to be told apart: by the path or its end; so in an unpacked folder', async () => {
    const refused = await run('info', 'uac.tar.gz')
    expect(refused).toMatchObject({ code: 2, stderr: expect.stringContaining('CHOOSE_COPY') })
    expect(refused.stderr).toContain('[root]/altbootbank/state.tgz')
    for (const file of ['uac.tar.gz!/altbootbank/state.tgz', 'unpacked!/[root]/altbootbank/state.tgz']) {
      const state = await run('cat', file, 'etc/vmware/esx.conf')
      expect(state.code).toBe(0)
      expect(textOf(state)).toContain('/system/uuid')
    }
    const differs = await run('diff', 'uac.tar.gz!/bootbank/state.tgz', 'uac.tar.gz!/altbootbank/state.tgz')
    expect(differs.code).toBe(1)
  })

  it('the loose files of a host are one backup, and what is missing is said', async () => {
    const shown = await run('info', 'support.tgz!/etc/vmware/esx.conf', '--json')
    expect(JSON.parse(textOf(shown))).toMatchObject({ hostname: 'esx01.lab.example', release: '7.0.2', shape: 'local' })
    expect(shown.stderr).toMatch(
      /\d+ files of the host lie loose in support\.tgz: they were put together as loose-files\.tar/,
    )
  })

  it('is never written over, and an edit of a state in it is a new file', async () => {
    const file = 'uac.tar.gz!/[root]/bootbank/state.tgz'
    const edited = await run('edit', file, '--conf', '/adv/Misc/HostName=other', '-o', 'new.tgz')
    expect(edited.code).toBe(0)
    expect(textOf(await run('cat', 'new.tgz', 'etc/vmware/esx.conf'))).toContain('/adv/Misc/HostName = "other"')
    expect(await run('edit', file, '-o', 'uac.tar.gz')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('SAME_FILE'),
    })
    expect(Buffer.compare(await readFile(at('uac.tar.gz')), uac.bytes)).toBe(0)
    for (const copy of ['[root]/bootbank/state.tgz', '[root]/etc/vmware/esx.conf']) {
      const over = await run('edit', `unpacked!/${copy}`, '-o', `unpacked/${copy}`)
      expect(over).toMatchObject({ code: 2, stderr: expect.stringContaining('SAME_FILE') })
    }
  })
})
