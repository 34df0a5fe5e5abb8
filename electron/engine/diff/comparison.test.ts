// Comparisons as they are handed out: by outside programs where there are some, secrets searched for in every format.
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { hasProgram } from '../../../testing/archives/has-program'
import { esxConf, file, hostFiles, opened, plainState } from '../../../testing/archives/small-backups'
import { makeBackup } from '../../../testing/fixtures/backups'
import { needs } from '../../../testing/needs'
import { comparisonFormats } from '../../../shared/model/comparison'
import { secretMask } from '../../../shared/secrets/spans'
import { toUint8Array, bytesOf } from '../codecs/bytes'
import { Document } from '../document/document'
import { changeSettings } from '../store/change-settings'
import { cardDifferences, compareBackups } from './comparison'
import { exportedComparison } from './exported'

const folder = mkdtempSync(join(tmpdir(), 'comparison-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const withFiles = (...more: { name: string; data: string | Uint8Array }[]) =>
  plainState([...hostFiles, ...more.map(({ name, data }) => file(name, data))])

async function reports(before: Uint8Array, after: Uint8Array) {
  const [a, b] = [await opened(before), await opened(after)]
  const told = await compareBackups(a, b)
  const [html, diff, json] = await Promise.all(
    comparisonFormats.map(async format => Buffer.from(await exportedComparison(format, told, a, b)).toString('latin1')),
  )
  return { told, diff: diff ?? '', html: html ?? '', json: json ?? '', documents: [a, b] as const }
}

/** The files of a backup below a folder, as `bootbank extract` puts them. */
async function extracted(document: Document, name: string): Promise<string> {
  const root = join(folder, name)
  await document.openAll()
  for (const layer of document.layers()) {
    for (const entry of layer.entries()) {
      if (entry.kind !== 'file' || document.layerAt(entry)) continue
      const path = join(root, entry.address)
      mkdirSync(dirname(path), { recursive: true })
      writeFileSync(path, toUint8Array(document.content(entry)))
    }
  }
  return root
}

function filesIn(root: string): ReadonlyMap<string, string> {
  const names = readdirSync(root, { recursive: true, withFileTypes: true }).filter(one => one.isFile())
  return new Map(
    names.map(one => {
      const path = join(one.parentPath, one.name)
      return [path.slice(root.length), readFileSync(path, 'latin1')]
    }),
  )
}

const oldTexts = [
  { name: 'etc/motd', data: 'one\ntwo\nthree\n' },
  { name: 'etc/with blank', data: 'a\r\nb\r\n' },
  { name: 'etc/latin', data: Buffer.from('gr\xfc\xdfe\n', 'latin1') },
  { name: 'etc/gone', data: 'gone\n' },
  { name: 'etc/end', data: 'no newline' },
]
const newTexts = [
  { name: 'etc/motd', data: 'one\n2\nthree\n' },
  { name: 'etc/with blank', data: 'a\r\nB\r\n' },
  { name: 'etc/latin', data: Buffer.from('gr\xfc\xdfe!\n', 'latin1') },
  { name: 'etc/come', data: 'come\n' },
  { name: 'etc/end', data: 'no newline here' },
]

describe('a unified diff', () => {
  it.each([
    ['patch', ['patch', '-p1', '--binary', '--no-backup-if-mismatch'], hasProgram('patch')],
    ['git apply', ['git', 'apply', '-p1', '--whitespace=nowarn'], hasProgram('git')],
  ])(
    'turns what was extracted from one backup into what is extracted from the other: %s',
    async (name, [program = '', ...args], there) => {
      expect(there, `${program} is there`).toBe(true)
      const { diff, documents } = await reports(withFiles(...oldTexts), withFiles(...newTexts))
      const [before, after] = [
        await extracted(documents[0], `before ${name}`),
        await extracted(documents[1], `after ${name}`),
      ]
      // Not a repository: git would look for its index above the folder.
      const done = spawnSync(program, args, {
        cwd: before,
        input: Buffer.from(diff, 'latin1'),
        env: { ...process.env, GIT_CEILING_DIRECTORIES: folder },
      })
      expect(done.stderr.toString() + done.stdout.toString()).not.toMatch(/reject|FAILED|error/i)
      expect(done.status).toBe(0)
      expect(filesIn(before)).toEqual(filesIn(after))
    },
  )

  it('says of files that are not text how long they are and what their digests are, and of each entry what else differs', async () => {
    const { diff } = await reports(
      withFiles({ name: 'etc/blob', data: Buffer.from([0, 1, 2]) }),
      withFiles({ name: 'etc/blob', data: Buffer.from([0, 1, 3]) }),
    )
    expect(diff).toMatch(/^# changed \(content\): local\.tgz!\/etc\/blob$/m)
    expect(diff).toMatch(/^Binary files a\/local\.tgz!\/etc\/blob and b\/local\.tgz!\/etc\/blob differ$/m)
    expect(diff).toMatch(/^# before: 3 bytes, SHA-256 ae4b3280/m)
  })
})

interface Diffoscope {
  readonly source1: string
  readonly unified_diff: string | null
  readonly details?: readonly Diffoscope[]
}

it(
  'diffoscope finds the same files to differ, to come and to go',
  needs(hasProgram('diffoscope'), 'diffoscope'),
  async () => {
    const [before, after] = [withFiles(...oldTexts), withFiles(...newTexts)]
    const paths = [join(folder, 'one.tgz'), join(folder, 'two.tgz')] as const
    writeFileSync(paths[0], before)
    writeFileSync(paths[1], after)
    const { stdout } = spawnSync('diffoscope', ['--exclude-directory-metadata=yes', '--json', '-', ...paths], {
      encoding: 'utf8',
    })
    const all = (one: Diffoscope): readonly Diffoscope[] => [one, ...(one.details ?? []).flatMap(all)]
    const found = all(JSON.parse(stdout))
    const listed = found.filter(one => one.source1 === 'file list').flatMap(one => (one.unified_diff ?? '').split('\n'))
    const names = (sign: string) =>
      listed.filter(line => line.startsWith(`${sign}-`)).flatMap(line => /:\d\d\S* (etc\/.*)$/.exec(line)?.[1] ?? [])
    const [old, now] = [new Set(names('-')), new Set(names('+'))]
    const theirs = {
      changed: found.map(one => one.source1).filter(name => name.startsWith('etc/')),
      added: [...now].filter(name => !old.has(name)),
      removed: [...old].filter(name => !now.has(name)),
    }
    const { told } = await reports(before, after)
    const ours = (change: string) =>
      told.entries
        .flatMap(one => (one.change === change ? [one.address.replace('local.tgz!/', '')] : []))
        .filter(name => name.startsWith('etc/'))
    for (const change of ['changed', 'added', 'removed'] as const)
      expect([change, ...ours(change).toSorted()]).toEqual([change, ...new Set(theirs[change].toSorted())])
    expect(ours('changed').length).toBeGreaterThan(2)
  },
)

describe('a page', () => {
  it('has no script, nothing from elsewhere, and nothing of a backup as markup', async () => {
    const nasty = '<script>alert(1)</script><img src=//evil.example onerror=x>"\'&amp;\u202e'
    const { html } = await reports(
      withFiles({ name: 'etc/a', data: 'x\n' }),
      withFiles({ name: 'etc/a', data: `${nasty}\n` }, { name: `etc/<b onclick='1'>${'\u0007'}`, data: `${nasty}\n` }),
    )
    const known =
      /^<(?:!doctype html|\/?(?:html|head|title|style|body|main|h[1-4]|table|thead|tbody|tr|th|td|p|section|pre|span|small|i|br|details|summary)|meta)(?: (?:lang|charset|http-equiv|content|name|scope|class)="[^"]*")*>$/
    const tags = html.match(/<[^>]*>/g) ?? []
    expect(tags.filter(tag => !known.test(tag))).toEqual([])
    expect(tags.length).toBeGreaterThan(40)
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
    expect(html).toContain("default-src 'none'; style-src 'unsafe-inline'")
    expect(Buffer.from(html, 'latin1').toString()).not.toMatch(/(?!\n|\t)[\p{Cc}\p{Bidi_Control}]/u)
  })

  it('says what is too long to be shown, and shows the rest', async () => {
    const long = (word: string) => `${word.repeat(400)}\n`.repeat(800)
    const { html } = await reports(
      withFiles({ name: 'etc/long', data: long('a') }, { name: 'etc/short', data: '1\n' }),
      withFiles({ name: 'etc/long', data: long('b') }, { name: 'etc/short', data: '2\n' }),
    )
    expect(html).toContain('The difference is too long to be shown here.')
    expect(html).toContain('<span class="ins">+2')
    expect(html.length).toBeLessThan(100_000)
  })
})

describe('a host whose settings differ', () => {
  const both = async () => {
    const { bytes } = await makeBackup('esxi-8.0')
    const [before, after] = [
      await Document.open(bytesOf(bytes), { name: 'a.tgz' }),
      await Document.open(bytesOf(bytes), { name: 'b.tgz' }),
    ]
    await changeSettings(
      after,
      'A change',
      [{ path: 'esx/network/vmknics/vmk0#ip.ipv4_address', value: '192.0.2.99' }],
      new Date('2026-03-01T12:00:00Z'),
    )
    return { before, after }
  }

  it('is told by its card, by its settings and in every format', async () => {
    const { before, after } = await both()
    const told = await compareBackups(before, after)
    const address = told.card.find(({ id }) => id === 'management.address')
    expect(address?.after.join()).toContain('192.0.2.99')
    expect(address?.before.join()).not.toContain('192.0.2.99')
    for (const format of comparisonFormats) {
      const text = Buffer.from(await exportedComparison(format, told, before, after)).toString()
      expect(text, format).toContain('esx/network/vmknics/vmk0#ip.ipv4_address')
      expect(text, format).toContain('192.0.2.99')
    }
  })

  it('and is the same as itself: an empty card, and no entry', async () => {
    const { before } = await both()
    expect(await compareBackups(before, before)).toMatchObject({ entries: [], card: [] })
  })
})

describe('the card', () => {
  const fact = (texts: readonly string[]) => ({
    id: 'access.accounts',
    title: 'Accounts',
    reads: '',
    kind: 'list' as const,
    first: true,
    values: texts.map(text => ({ text, data: text, source: null, attention: false })),
  })
  const card = (id: 'access' | 'backup', texts: readonly string[]) =>
    ({ groups: [{ id, title: 'Access', facts: [fact(texts)] }] }) as unknown as Parameters<typeof cardDifferences>[0]
  const told = (before: readonly string[], after: readonly string[], id: 'access' | 'backup' = 'access') =>
    cardDifferences(card(id, before), card(id, after)).map(one => [one.before, one.after])

  it('tells what only one side has; values that both have are left out', () => {
    expect(told(['root', 'dcui'], ['root', 'eve'])).toEqual([[['dcui'], ['eve']]])
    expect(told([], ['root'])).toEqual([[[], ['root']]])
    expect(told(['root'], ['root'])).toEqual([])
  })

  it('tells another order as a whole, and says nothing of the backup itself', () => {
    expect(told(['a', 'b'], ['b', 'a'])).toEqual([
      [
        ['a', 'b'],
        ['b', 'a'],
      ],
    ])
    expect(told(['1'], ['2'], 'backup')).toEqual([])
  })
})

it('a secret of either backup is in no format', async () => {
  const planted = 'PlantedWord-51b7'
  const state = (word: string) =>
    plainState([
      ...hostFiles.filter(({ name }) => name !== 'etc/vmware/esx.conf'),
      file('etc/vmware/esx.conf', `${esxConf}/adv/UserVars/SnmpCommunity = "x"\n/vc/password = "${planted}${word}"\n`),
      file('etc/shadow', `root:$6$${planted}${word}$${'a'.repeat(86)}:18000:0:99999:7:::\n`),
    ])
  const { told, diff, html, json } = await reports(state('one'), state('two'))
  const conf = told.entries.find(({ address }) => address.endsWith('esx.conf'))
  expect(conf?.keys).toEqual([{ key: '/vc/password', before: secretMask, after: secretMask }])
  for (const text of [diff, html, json, JSON.stringify(told)]) expect(text).not.toContain(planted)
  expect(json).toContain('"old":"***","new":"***"')
})

describe('the page in a browser of its own', needs(hasProgram('python3'), 'python3'), () => {
  it('is well formed: an outside parser closes what it opens', async () => {
    const { html } = await reports(withFiles(...oldTexts), withFiles(...newTexts))
    const check = `
import sys
from html.parser import HTMLParser
void = {'meta', 'br', 'img', 'link', 'input', 'hr'}
class Check(HTMLParser):
    stack = []
    def handle_starttag(self, tag, attrs):
        if tag not in void: self.stack.append(tag)
    def handle_endtag(self, tag):
        assert self.stack and self.stack[-1] == tag, (tag, self.stack, self.getpos())
        self.stack.pop()
check = Check()
check.feed(sys.stdin.buffer.read().decode('utf-8'))
check.close()
assert not check.stack, check.stack
print('closed')
`
    expect(execFileSync('python3', ['-c', check], { input: Buffer.from(html, 'latin1') }).toString()).toBe('closed\n')
  })
})
