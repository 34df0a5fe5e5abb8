// edit where it is refused or ended: nothing is left, and FILE is as it was.
import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { linkSync, readdirSync, readFileSync, symlinkSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { toUint8Array } from '../../engine/codecs/bytes'
import { tarOf } from '../../engine/codecs/tar-write'
import { file, plainState, special, tgz, tpmState } from '../../../testing/archives/small-backups'
import type { Finished } from '../../../testing/command-line/command-line'
import { caseFolder } from '../../../testing/command-line/case-folder'

const { at, run, runWith } = caseFolder(() => ({ 'in.tgz': plainState(), new: 'new content\n' }))

/** An edit that must be refused, and then leaves nothing. */
const expectRefused = async (code: string, ...operations: string[]) => {
  const before = readdirSync(at()).sort()
  const finished = await run('edit', 'in.tgz', ...operations, '-o', 'out.tgz', '--json')
  expect(JSON.parse(finished.stderr)).toMatchObject({ error: { code } })
  expect(finished.stdout.length).toBe(0)
  expect(finished.code).toBe(2)
  expect(readdirSync(at()).sort()).toEqual(before)
  return String(JSON.parse(finished.stderr).error.message)
}

describe('an edit is refused, and leaves nothing', () => {
  it.each([
    ['ADDRESS_NOT_FOUND', ['--rm', 'etc/nothing']],
    ['ADDRESS_NOT_FOUND', ['--chmod', 'etc/nothing=0600']],
    ['NOT_FOUND', ['--put', 'etc/hosts=missing']],
    ['IS_DIRECTORY', ['--put', 'etc/hosts=.']],
    ['MODE_INVALID', ['--chmod', 'etc/hosts=rwx']],
    ['MODE_INVALID', ['--chmod', 'etc/hosts=0999']],
    ['MODE_INVALID', ['--chmod', 'etc/hosts=10000']],
    ['MODE_INVALID', ['--chmod', 'etc/hosts=u*w']],
    ['USAGE', ['--chown', 'etc/hosts=root']],
    ['USAGE', ['--chown', 'etc/hosts=0:0:root']],
    ['OWNER_INVALID', ['--chown', 'etc/hosts=4294967296:0']],
    ['NAME_INVALID', ['--chown', `etc/hosts=1:1:${'u'.repeat(40)}:`]],
    ['TIME_INVALID', ['--touch', 'etc/hosts=yesterday']],
    ['TIME_INVALID', ['--touch', 'etc/hosts=2024-05-01T12:00:00']],
    ['TIME_INVALID', ['--touch', 'etc/hosts=2024-05-01T12:00:00.5Z']],
    ['TIME_INVALID', ['--touch', 'etc/hosts=2024-13-01T12:00:00Z']],
    ['NAME_TAKEN', ['--mkdir', 'etc/hosts']],
    ['NAME_INVALID', ['--mkdir', '../etc']],
    ['LINK_INVALID', ['--link', 'etc/hosts=/elsewhere']],
    ['LINK_INVALID', ['--link', 'etc/new=']],
    ['CONF_KEY', ['--conf-rm', '/not/there']],
    ['CONF_KEY', ['--conf', 'no-slash=1']],
    ['CONF_VALUE', ['--conf', '/system/uuid=a"b']],
    ['CONF_VALUE', ['--conf', '/system/uuid=two\nlines']],
    ['NAME_TAKEN', ['--mv', 'etc/hosts=etc/shadow']],
    ['NAME_INVALID', ['--mv', 'etc/hosts=../hosts']],
    ['NAME_INVALID', ['--put', '/etc/absolute=new']],
    ['USAGE', ['--put', 'no-equals-sign']],
    ['USAGE', ['--mv', '=etc/x']],
  ])('with %s: %j', async (code, operations) => {
    await expectRefused(code, ...operations)
  })

  it('when a later edit fails: the ones before it are not written either', async () => {
    await expectRefused('ADDRESS_NOT_FOUND', '--put', 'etc/hosts=new', '--rm', 'etc/nothing')
  })

  it('with the candidates, when an address is ambiguous', async () => {
    await writeFile(at('in.tgz'), plainState([file('etc/a', '1'), file('var/a', '2')]))
    expect(await expectRefused('ADDRESS_AMBIGUOUS', '--rm', 'a')).toContain('local.tgz!/etc/a, local.tgz!/var/a')
  })

  it('when a move would leave its archive', async () => {
    await writeFile(at('in.tgz'), tgz([file('a.tgz', tgz([file('x', '1')])), file('b.tgz', tgz([file('y', '2')]))]))
    expect(await expectRefused('NAME_INVALID', '--mv', 'a.tgz!/x=b.tgz!/x')).toContain('inside one archive')
  })

  it('when there is no esx.conf, saying so', async () => {
    await writeFile(at('in.tgz'), plainState([file('etc/hosts', '')]))
    expect(await expectRefused('ADDRESS_NOT_FOUND', '--conf', '/a=b')).toContain('no etc/vmware/esx.conf')
  })

  it('when what it names is sealed by a TPM', async () => {
    await writeFile(at('in.tgz'), tpmState())
    await expectRefused('SEALED_TPM', '--conf', '/a=b')
  })

  it('when content is put into what has none, or a hard link would lose its file', async () => {
    await writeFile(at('in.tgz'), tgz([file('a', '1'), special('hard', '1', 'a'), special('soft', '2', 'a')]))
    await expectRefused('NOT_A_FILE', '--put', 'soft=new')
    await expectRefused('LINKED', '--rm', 'a')
  })

  it('when OUT is a folder, or lies in none', async () => {
    expect((await run('edit', 'in.tgz', '-o', '.')).stderr).toMatch(/^bootbank: IS_DIRECTORY: /)
    expect((await run('edit', 'in.tgz', '-o', 'no/such/folder')).stderr).toMatch(/^bootbank: WRITE_FAILED: /)
    expect(readdirSync(at()).sort()).toEqual(['in.tgz', 'new'])
  })
})

describe('FILE is never written over', () => {
  it.each([
    ['its own name', () => undefined, 'in.tgz'],
    ['another way to write its path', () => undefined, './x/../in.tgz'],
    ['a symbolic link to it', () => symlinkSync('in.tgz', at('link')), 'link'],
    ['a hard link to it', () => linkSync(at('in.tgz'), at('link')), 'link'],
  ])('by %s', async (_, prepare, out) => {
    execFileSync('mkdir', [at('x')])
    prepare()
    const before = readFileSync(at('in.tgz'))
    const { code, stderr } = await run('edit', 'in.tgz', '--rm', 'etc/hosts', '-o', out)
    expect(stderr).toMatch(/^bootbank: SAME_FILE: /)
    expect(code).toBe(2)
    expect(Buffer.compare(readFileSync(at('in.tgz')), before)).toBe(0)
  })

  it('by a symbolic link that FILE is given as', async () => {
    symlinkSync('in.tgz', at('link'))
    expect((await run('edit', 'link', '-o', 'in.tgz')).stderr).toMatch(/^bootbank: SAME_FILE: /)
  })
})

describe('an interrupt leaves no partial OUT and no temporary file', () => {
  const big = () => {
    const tar = toUint8Array(tarOf([file('etc/big', randomBytes(24 * 1024 * 1024)), file('etc/hosts', '1')]))
    return gzipSync(tar, { level: 0 })
  }
  const expectCancelled = ({ code, stdout, stderr }: Finished) => {
    expect(stderr).toMatch(/^bootbank: CANCELLED: /)
    expect({ code, stdout: stdout.toString() }).toEqual({ code: 2, stdout: '' })
    expect(readdirSync(at()).sort()).toEqual(['in.tgz', 'new'])
  }

  it('by SIGINT while it writes', async () => {
    await writeFile(at('in.tgz'), big())
    const finished = await runWith(['edit', 'in.tgz', '--put', 'etc/hosts=new', '-o', 'out.tgz'], {
      whileRunning: child => {
        const poll = setInterval(() => {
          if (child.exitCode === null && !readdirSync(at()).some(name => name.startsWith('.out.tgz.'))) return
          clearInterval(poll)
          child.kill('SIGINT')
        }, 3)
      },
    })
    expectCancelled(finished)
  })

  it('by SIGTERM before it writes', async () => {
    const finished = await runWith(['edit', '-', '--put', 'etc/hosts=new', '-o', 'out.tgz'], {
      whileRunning: child => {
        child.stdin?.write(big(), () => {
          child.stdin?.end()
          child.kill('SIGTERM')
        })
      },
    })
    expectCancelled(finished)
  })
})
