// Owner, time, link target, new folders and links: written into archives of five dialects, read by other programs, taken back, and
// replayed. What a dialect cannot hold is refused before anything changes.
import fc from 'fast-check'
import { spawnSync } from 'node:child_process'
import { describe, expect, it, type TestContext } from 'vitest'
import { BootbankError } from '../../../shared/model/errors'
import { dialectArchives } from '../../../testing/archives/dialects/all'
import { hasProgram } from '../../../testing/archives/has-program'
import { withFile } from '../../../testing/archives/tar-tools'
import { skipHere } from '../../../testing/needs'
import { bytesOf, toUint8Array } from '../codecs/bytes'
import { Document } from './document'
import type { Entry } from './entry'
import { parseHistory } from './recorded-history'
import { verify } from './verify'

type Kind = 'ustar' | 'pax' | 'gnu' | 'v7' | 'gnu without owner names'
const kinds: readonly Kind[] = ['ustar', 'pax', 'gnu', 'v7', 'gnu without owner names']

/** An archive as GNU tar writes it: a folder, two files, a symbolic and a hard link. */
function archive(kind: Kind): Uint8Array {
  const script = `
set -e
cd "$1" && mkdir -p etc && echo one > etc/one && echo two > etc/two && ln -s one etc/soft && ln etc/one etc/zhard
touch -h -d 2020-01-01T00:00:00Z etc/one etc/two etc/soft etc
tar --format=${kind.split(' ')[0]} ${kind.includes('without') ? '--numeric-owner' : '--owner=root:0 --group=root:0'} --sort=name -cf - etc`
  const folder = spawnSync('mktemp', ['-d']).stdout.toString().trim()
  try {
    const { stdout, stderr, status } = spawnSync('bash', ['-c', script, 'bash', folder])
    if (status !== 0) throw new Error(stderr.toString())
    return stdout
  } finally {
    spawnSync('rm', ['-rf', folder])
  }
}

async function opened(kind: Kind): Promise<Document> {
  return Document.open(bytesOf(archive(kind)), { name: 'state.tar' })
}

function entry(document: Document, name: string): Entry {
  const found = document.root.entryNamed(name)
  if (!found) throw new Error(`there is no ${name}`)
  return found
}

async function written(document: Document): Promise<Uint8Array> {
  const built = await document.build()
  await verify(document, built)
  return toUint8Array(built)
}

const readers: Readonly<Record<string, readonly string[]>> = {
  tar: ['tar', '--full-time', '--utc', '-tvf'],
  bsdtar: ['bsdtar', '-tvf'],
  busybox: ['busybox', 'tar', '-tvf'],
}

function here(test: TestContext, program: string): void {
  if (!hasProgram(program)) skipHere(test, `needs ${program}`)
}

function listed(program: string, bytes: Uint8Array): string {
  const [command = '', ...args] = readers[program] ?? []
  return withFile(bytes, path => {
    const { stdout, stderr, status } = spawnSync(command, [...args, path], { env: { ...process.env, TZ: 'UTC' } })
    expect(stderr.toString(), program).toBe('')
    expect(status).toBe(0)
    return stdout.toString()
  })
}

/** The line about a file. */
function lineOf(listing: string, name: string): string {
  return listing.split('\n').find(line => new RegExp(`${name}/?( |$)`).test(line)) ?? ''
}

describe.each(kinds)('%s', kind => {
  const names = kind === 'v7' ? { uname: '', gname: '' } : { uname: 'alice', gname: 'staff' }

  it.for(Object.keys(readers))('%s reads owner, mode, time and links as they were set', async (program, test) => {
    here(test, program)
    // That program reads no archive of this kind, whoever wrote it.
    if (kind === 'v7' && program === 'busybox') {
      const { stderr } = withFile(archive(kind), path => spawnSync('busybox', ['tar', '-tvf', path]))
      return expect(stderr.toString()).toContain('invalid tar magic')
    }
    const document = await opened(kind)
    document.chown(entry(document, 'etc/one'), { uid: 1234, gid: 987, ...names })
    document.chmod(entry(document, 'etc/one'), 0o1640)
    document.setTime(entry(document, 'etc/two'), Date.UTC(2024, 4, 1, 12, 30, 15) / 1000)
    document.setLink(entry(document, 'etc/soft'), '../var/elsewhere')
    document.addFolder(document.root, 'etc/new-folder')
    document.addSymlink(document.root, 'etc/new-link', '/dev/null')
    document.add(document.root, 'etc/new-folder/in it', bytesOf(Buffer.from('x')), { asSiblings: true })
    const listing = listed(program, await written(document))
    const owner = kind === 'v7' ? /1234[/ ]+987/ : /alice[/ ]+staff/
    expect(lineOf(listing, 'etc/one')).toMatch(/^-rw-r----T/)
    expect(lineOf(listing, 'etc/one')).toMatch(owner)
    expect(lineOf(listing, 'etc/two')).toMatch(program === 'bsdtar' ? /May +1 +2024/ : /2024-05-01 12:30:15/)
    expect(lineOf(listing, 'etc/soft')).toMatch(/^l.*-> \.\.\/var\/elsewhere$/)
    expect(lineOf(listing, 'etc/new-folder')).toMatch(/^d/)
    expect(lineOf(listing, 'etc/new-link')).toMatch(/^lrwxrwxrwx.*-> \/dev\/null$/)
    expect(lineOf(listing, 'etc/new-folder/in it')).toMatch(/^-rw-r--r--/)
  })

  it.for(Object.keys(readers))('%s reads a long link, or it is refused', async (program, test) => {
    here(test, program)
    const document = await opened(kind)
    const target = `/vmfs/${'a-long-name/'.repeat(12)}end`
    const set = () => document.setLink(entry(document, 'etc/soft'), target)
    if (kind === 'v7') return expect(set).toThrow(/old v7 format, whose link targets end at 99 bytes/)
    set()
    expect(lineOf(listed(program, await written(document)), 'etc/soft')).toContain(`-> ${target}`)
  })

  it.for(['tar', 'bsdtar'])('%s reads an owner beyond the octal field, or it is refused', async (program, test) => {
    here(test, program)
    for (const uid of [0o7777777, 0o10000000, 0o77777777, 0o100000000, 0xffff_ffff]) {
      const document = await opened(kind)
      const set = () => document.chown(entry(document, 'etc/one'), { uid, gid: 0, uname: '', gname: '' })
      if (kind === 'v7' && uid > 0o7777777) {
        expect(set).toThrow(/old v7 format, whose uid is a number from 0 to 2097151/)
        expect(document.changes()).toEqual([])
        continue
      }
      set()
      expect(lineOf(listed(program, await written(document)), 'etc/one')).toContain(String(uid))
    }
  })

  it('holds times before 1970 and after 2242, or refuses them', async () => {
    for (const at of [-1, 8 ** 11 - 1, 8 ** 11]) {
      const document = await opened(kind)
      const set = () => document.setTime(entry(document, 'etc/one'), at)
      if (kind === 'v7' && at !== 8 ** 11 - 1) {
        expect(set).toThrow(/old v7 format, whose mtime/)
        continue
      }
      set()
      const again = await document.reopen(bytesOf(await written(document)))
      expect(entry(again, 'etc/one').mtime).toBe(at)
    }
  })

  it('changes the header of the entry and nothing else', async () => {
    const document = await opened(kind)
    const before = toUint8Array(document.root.content)
    const { origin } = entry(document, 'etc/two')
    document.setTime(entry(document, 'etc/two'), 1_700_000_000)
    document.chown(entry(document, 'etc/two'), { uid: 7, gid: 8, uname: '', gname: '' })
    const after = await written(document)
    if (!origin) throw new Error('no origin')
    expect(after.length).toBe(before.length)
    const differing = [...before.keys()].filter(at => before[at] !== after[at])
    expect(differing.length).toBeGreaterThan(0)
    for (const at of differing) {
      expect(at >= origin.headerOffset && at < origin.dataOffset).toBe(true)
      const place = at - origin.headerOffset
      // uid, gid; mtime and checksum; owner names
      expect((place >= 108 && place < 124) || (place >= 136 && place < 156) || (place >= 265 && place < 329)).toBe(true)
    }
  })

  it('any sequence of them undone gives the opened bytes, and done again from a journal the same', async () => {
    const bytes = archive(kind)
    const step = fc.oneof(
      fc.record({ do: fc.constant('chown' as const), on: fc.nat(20), uid: fc.nat(0o7777777), named: fc.boolean() }),
      fc.record({ do: fc.constant('time' as const), on: fc.nat(20), at: fc.nat(8 ** 11 - 1) }),
      fc.record({ do: fc.constant('link' as const), on: fc.nat(20), to: fc.stringMatching(/^[a-z./]{1,60}$/) }),
      fc.record({ do: fc.constant('mode' as const), on: fc.nat(20), mode: fc.nat(0o7777) }),
      fc.record({ do: fc.constant('folder' as const), name: fc.stringMatching(/^[a-z]{1,8}$/) }),
      fc.record({ do: fc.constant('symlink' as const), name: fc.stringMatching(/^[a-z]{1,8}$/) }),
      fc.record({ do: fc.constant('rename' as const), on: fc.nat(20), name: fc.stringMatching(/^[a-z]{1,8}$/) }),
      fc.record({ do: fc.constant('remove' as const), on: fc.nat(20) }),
      fc.record({ do: fc.constant('undo' as const) }),
    )
    const apply = (document: Document, one: typeof step extends fc.Arbitrary<infer S> ? S : never) => {
      const entries = document.root.entries()
      const chosen = 'on' in one ? entries[one.on % entries.length] : undefined
      try {
        if (one.do === 'undo') document.undo()
        else if (one.do === 'folder') document.addFolder(document.root, `etc/${one.name}`)
        else if (one.do === 'symlink') document.addSymlink(document.root, `etc/${one.name}`, 'target')
        else if (chosen === undefined) return
        else if (one.do === 'chown') {
          const owner = one.named && kind !== 'v7' ? { uname: 'bob', gname: 'root' } : { uname: '', gname: '' }
          document.chown(chosen, { uid: one.uid, gid: 5, ...owner })
        } else if (one.do === 'time') document.setTime(chosen, one.at)
        else if (one.do === 'link') document.setLink(chosen, one.to)
        else if (one.do === 'mode') document.chmod(chosen, one.mode)
        else if (one.do === 'rename') document.rename(chosen, `etc/${one.name}`)
        else document.remove(chosen)
      } catch (error) {
        if (!(error instanceof BootbankError)) throw error
      }
    }
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 12 }), fc.array(step, { maxLength: 4 }), async (first, second) => {
        const document = await Document.open(bytesOf(bytes), { name: 'state.tar' })
        for (const one of first) apply(document, one)
        const middle = await written(document)
        const reopened = await document.reopen(bytesOf(middle))
        const wasUndone = second.some(one => one.do === 'undo')
        for (const one of second) apply(document, one)
        const end = await written(document)
        // Slots of what was added or removed differ after reopening; so do choices by number, unless nothing was removed.
        if (!wasUndone && document.root.slots.every(slot => slot !== null)) {
          for (const one of second) apply(reopened, one)
          expect(Buffer.from(await written(reopened)).equals(end)).toBe(true)
        }
        const recording = document.recorded()
        const again = await Document.open(bytesOf(bytes), { name: 'state.tar' })
        await again.replay({ ...recording, history: parseHistory(JSON.stringify(recording.history)) })
        expect(Buffer.from(toUint8Array(await again.build())).equals(end)).toBe(true)
        while (document.undo()) expect(document.root.entries().length).toBeGreaterThan(0)
        expect(Buffer.from(toUint8Array(await document.build())).equals(bytes)).toBe(true)
      }),
      { numRuns: 60 },
    )
  })
})

describe('refused', () => {
  it.each([
    ['a number below 0', { uid: -1 }],
    ['a number that no host has', { gid: 2 ** 32 }],
    ['half a user', { uid: 0.5 }],
    ['a name with a NUL', { uname: 'ro\0ot' }],
    ['a name with a line end', { gname: 'a\nb' }],
    ['a name with a colon', { uname: 'a:b' }],
  ])('%s as an owner', async (_what, wrong) => {
    const document = await opened('gnu')
    const owner = { uid: 0, gid: 0, uname: '', gname: '', ...wrong }
    expect(() => document.chown(entry(document, 'etc/one'), owner)).toThrow(
      expect.objectContaining({ code: 'OWNER_INVALID' }),
    )
    expect(document.changes()).toEqual([])
  })

  it('a name of an owner that neither the field of GNU tar nor v7 can hold', async () => {
    const gnu = await opened('gnu')
    const long = { uid: 1, gid: 1, uname: 'u'.repeat(32), gname: '' }
    expect(() => gnu.chown(entry(gnu, 'etc/one'), long)).toThrow(/uname holds 31 bytes/)
    const v7 = await opened('v7')
    expect(() => v7.chown(entry(v7, 'etc/one'), { ...long, uname: 'root' })).toThrow(/no names of owners/)
    const ustar = await opened('ustar')
    ustar.chown(entry(ustar, 'etc/one'), long)
    const again = await ustar.reopen(bytesOf(await written(ustar)))
    expect(entry(again, 'etc/one').uname).toBe(long.uname)
  })

  it.each([
    ['an empty target', 'etc/soft', '', 'it is empty'],
    ['a NUL in a target', 'etc/soft', 'a\\x00b', 'NUL'],
    ['a target without end', 'etc/soft', 'a'.repeat(5000), 'longer than 4096'],
    ['a target of a file', 'etc/one', 'x', 'not a link'],
    ['a hard link to nothing', 'etc/zhard', 'etc/none', 'there is no file'],
    ['a hard link to a folder', 'etc/zhard', 'etc', 'there is no file'],
    ['a hard link to itself', 'etc/zhard', 'etc/zhard', 'there is no file'],
  ])('%s', async (_what, name, target, reason) => {
    const document = await opened('gnu')
    expect(() => document.setLink(entry(document, name), target)).toThrow(
      expect.objectContaining({ code: 'LINK_INVALID', message: expect.stringContaining(reason) }),
    )
    expect(document.changes()).toEqual([])
  })

  it('half a second', async () => {
    const document = await opened('gnu')
    expect(() => document.setTime(entry(document, 'etc/one'), 1.5)).toThrow(
      expect.objectContaining({ code: 'TIME_INVALID' }),
    )
  })

  it.each(['../out', '/etc/x', 'etc/../../x', 'etc//x', '', 'a\\x00b', 'n'.repeat(5000)])(
    'the name %s for a folder, a link and a file',
    async name => {
      const document = await opened('gnu')
      const invalid = expect.objectContaining({ code: 'NAME_INVALID' })
      expect(() => document.addFolder(document.root, name)).toThrow(invalid)
      expect(() => document.addSymlink(document.root, name, 'x')).toThrow(invalid)
      expect(() => document.add(document.root, name, bytesOf())).toThrow(invalid)
      expect(document.changes()).toEqual([])
    },
  )

  it('a file where a folder is, and a folder where a file is', async () => {
    const document = await opened('gnu')
    document.addFolder(document.root, 'etc/new')
    const taken = expect.objectContaining({ code: 'NAME_TAKEN' })
    expect(() => document.addFolder(document.root, 'etc/new')).toThrow(taken)
    expect(() => document.addFolder(document.root, 'etc/one/below')).toThrow(taken)
    expect(() => document.add(document.root, 'etc/new', bytesOf())).toThrow(taken)
  })
})

it('a hard link leads to another file that stands before it, and other programs unpack it so', async () => {
  const document = await opened('gnu')
  document.setLink(entry(document, 'etc/zhard'), 'etc/two')
  const bytes = await written(document)
  const { stdout } = withFile(bytes, path => spawnSync('tar', ['-tvf', path]))
  expect(lineOf(stdout.toString(), 'etc/zhard')).toMatch(/link to etc\/two$/)
})

it('what is set back to what the file had is not a change', async () => {
  const document = await opened('gnu')
  const one = entry(document, 'etc/one')
  const { uid, gid, uname, gname, mtime } = one
  document.chown(one, { uid: 9, gid: 9, uname: '', gname: '' })
  document.setTime(one, 99)
  expect(document.changes()[0]?.kinds).toEqual(['owner', 'time'])
  document.chown(entry(document, 'etc/one'), { uid, gid, uname, gname })
  document.setTime(entry(document, 'etc/one'), mtime)
  expect(document.changes()).toEqual([])
})

it('a record that global pax headers speak for is overruled, not outvoted', async () => {
  for (const made of dialectArchives) {
    const document = await Document.open(bytesOf(made.bytes), { name: 'state.tgz' })
    const one = document.root.entries().find(({ kind }) => kind === 'file')
    if (!one || document.root.problem || one.dialect === 'visor') continue
    try {
      document.chown(one, { uid: 31, gid: 32, uname: '', gname: '' })
      document.setTime(document.root.entries()[one.slot] ?? one, 1_600_000_000)
    } catch (error) {
      if (error instanceof BootbankError && error.code === 'READ_ONLY') continue
      throw error
    }
    const again = await document.reopen(bytesOf(await written(document)))
    expect(again.root.entryAt(one.slot), made.title).toMatchObject({ uid: 31, gid: 32, mtime: 1_600_000_000 })
  }
})
