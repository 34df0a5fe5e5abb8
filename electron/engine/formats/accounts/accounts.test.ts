// Files of accounts as tables: what a password is, with hashes that openssl made; what is wrong in which line; and no hash among it.
import { execFileSync } from 'node:child_process'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { AccountsView } from '../../../../shared/viewers/accounts'
import { genuineSample, readGenuine, theGenuineSample } from '../../../../testing/archives/genuine-sample'
import { hasProgram } from '../../../../testing/archives/has-program'
import { file, opened, tgz } from '../../../../testing/archives/small-backups'
import { makeBackup } from '../../../../testing/fixtures/backups'
import { needs } from '../../../../testing/needs'
import { bytesOf } from '../../codecs/bytes'
import { Document } from '../../document/document'
import { viewersOf, viewOf } from '../registry'
import { Subject } from '../subject'

async function subjectIn(document: Document, address: string): Promise<Subject> {
  return new Subject({ document, entry: await document.resolve(address), opened: null, folder: null })
}

async function tableOf(subject: Subject): Promise<AccountsView> {
  const view = await viewOf(subject, { accounts: 'accounts' })
  expect([view.viewer, view.failed]).toEqual(['accounts', null])
  return view.data as AccountsView
}

const table = async (path: string, text: string) =>
  tableOf(await subjectIn(await opened(tgz([file(path, text)])), path))
const words = ({ rows }: AccountsView) => rows.map(({ cells }) => cells.map(({ text }) => text))
const problems = (view: AccountsView) => view.problems.map(({ line, message }) => `${line}: ${message}`)

describe('each file of accounts', () => {
  it('shadow: what the password is, and its dates and ages', async () => {
    const view = await table(
      'etc/shadow',
      'root:*:13358:0:99999:7:::\n\nopen::0:1:90:14:30:20000:\nold:!!:18582:::::1:\nodd:plaintext:1:0:99999:7:::\n',
    )
    expect(view.columns).toEqual([
      'Account',
      'Password',
      'Hash',
      'Last change',
      'Minimum age',
      'Maximum age',
      'Warning period',
      'Inactivity period',
      'Expires',
    ])
    expect(words(view)).toEqual([
      ['root', 'locked', '', '2006-07-29', '0 days', 'never', '7 days', 'never', 'never'],
      [
        'open',
        'none: anybody gets in',
        '',
        'must be changed at the next login',
        '1 day',
        '90 days',
        '14 days',
        '30 days',
        '2024-10-04',
      ],
      ['old', 'locked', '', '2020-11-16', '', 'never', 'none', 'never', '1970-01-02'],
      [
        'odd',
        'set',
        'not of a kind that is known ••••••••',
        '1970-01-02',
        '0 days',
        'never',
        '7 days',
        'never',
        'never',
      ],
    ])
    expect(view.rows.map(({ line }) => line)).toEqual([1, 3, 4, 5])
    const marked = view.rows.flatMap(({ line, cells }) =>
      cells.flatMap((cell, at) => (cell.attention ? [[line, at]] : [])),
    )
    expect(marked).toEqual([
      [3, 1],
      [5, 2],
    ])
  })

  it('passwd, group and gshadow, their copies and their untouched twins', async () => {
    expect(words(await table('etc/passwd', 'root:x:0:0:Administrator:/:/bin/sh\n'))).toEqual([
      ['root', '0', '0', 'Administrator', '/', '/bin/sh', 'in etc/shadow'],
    ])
    expect(words(await table('etc/.#group', 'wheel:x:10:root,bob\nusers::100:\n'))).toEqual([
      ['wheel', '10', 'root, bob', 'in etc/gshadow'],
      ['users', '100', '', 'none'],
    ])
    expect(words(await table('etc/gshadow', 'wheel:!:root:bob,eve\n'))).toEqual([
      ['wheel', 'locked', 'root', 'bob, eve'],
    ])
    expect(words(await table('etc/passwd-', 'a:!:1:2::/:\n'))).toEqual([['a', '1', '2', '', '/', '', 'locked']])
  })

  it.each(['esxi-6.7', 'esxi-7.0.2'] as const)('of %s is whole and right', async shape => {
    const { bytes, host } = await makeBackup(shape)
    const document = await opened(bytes)
    await document.openChain()
    for (const name of ['etc/shadow', 'etc/passwd', 'etc/group']) {
      const subject = await subjectIn(document, name)
      expect(viewersOf(subject)).toEqual({ kind: 'accounts', viewers: ['text', 'accounts', 'about', 'hex'] })
      const view = await tableOf(subject)
      expect([name, view.problems]).toEqual([name, []])
      for (const { hash } of host.accounts)
        if (hash.length > 20) expect(JSON.stringify(view)).not.toContain(hash.slice(20))
    }
    const view = await tableOf(await subjectIn(document, 'etc/shadow'))
    for (const { name, hash } of host.accounts) {
      const row = words(view).find(cells => cells[0] === name)
      if (hash.startsWith('$6$')) expect(row?.slice(1, 3)).toEqual(['set', 'SHA-512 ••••••••'])
    }
  })

  it('of the genuine backup is whole', needs(genuineSample, theGenuineSample), async () => {
    const document = await Document.open(bytesOf(readGenuine('state.tgz')), { name: 'state.tgz' })
    await document.openChain()
    for (const name of ['etc/shadow', 'etc/passwd', 'etc/group']) {
      const entry = await document.resolve(name).catch(() => null)
      if (entry === null) continue
      const view = await tableOf(new Subject({ document, entry, opened: null, folder: null }))
      expect([name, view.problems.length, view.rows.length > 0]).toEqual([name, 0, true])
    }
  })
})

describe('a hash', () => {
  it.each([
    ['SHA-512', ['-6']],
    ['SHA-256', ['-5']],
    ['MD5', ['-1']],
  ])(
    'that openssl made is %s, also locked, and is not shown',
    needs(hasProgram('openssl'), 'openssl'),
    async (name, how) => {
      const hash = execFileSync('openssl', ['passwd', ...how, '-salt', 'saltsalt', 'planted'], {
        encoding: 'utf8',
      }).trim()
      const view = await table('etc/shadow', `a:${hash}:1:0:99999:7:::\nb:!${hash}:1:0:99999:7:::\n`)
      expect(words(view).map(cells => cells.slice(1, 3))).toEqual([
        ['set', `${name} ••••••••`],
        ['locked', `${name} ••••••••`],
      ])
      expect(JSON.stringify(view)).not.toContain(hash.slice(-12))
    },
  )

  // Hashes of crypt(5): their form alone is looked at.
  it.each([
    ['$2b$05$bvIG6Nmid91Mu9RcmmWZfO5HJIMCT8riNW0hEp8f6/FuA2/mHZFpe', 'bcrypt'],
    ['$y$j9T$F5Jx5fExrKuPp53xLKQ..1$X3DX6M94c7o.9agCG9G317fhZg9SqC.5i5rd.RhAtQ7', 'yescrypt'],
    ['$gy$j9T$F5Jx5fExrKuPp53xLKQ..1$X3DX6M94c7o.9agCG9G317fhZg9SqC.5i5rd.RhAtQ7', 'gost-yescrypt'],
    ['$md5,rounds=904$iPPKEBnEkp3JV8uX$$0m6n7M9ZyXu1LGTYTs7pz.', 'Sun MD5'],
    ['$3$$8846f7eaee8fb117ad06bdd830b7586c', 'NT'],
    ['abJnggxhB/yWI', 'DES'],
    ['_J9..rasmBYk8r9AiWNc', 'BSDi DES'],
  ])('%s is %s', async (hash, name) => {
    expect(words(await table('etc/shadow', `a:${hash}:1:0:99999:7:::\n`))[0]?.slice(1, 3)).toEqual([
      'set',
      `${name} ••••••••`,
    ])
  })
})

describe('a line that is wrong', () => {
  it.each([
    ['etc/shadow', 'nothing\n', '1: No colon is in it: it names no account, as shadow(5) has it.'],
    ['etc/shadow', '# remark\nroot:*:1\n', '2: It has 3 fields; shadow(5) has 9, with a colon between two.'],
    ['etc/passwd', 'root:x:zero:0::/:/bin/sh\n', '1: Number is “zero”, where it must be a number.'],
    ['etc/passwd', ':x:1:0::/:/bin/sh\n', '1: The name is empty.'],
    ['etc/group', 'a:x:1:\nb:x:2:\na:x:3:\n', '3: a is in line 1 already, and the first one counts.'],
    [
      'etc/shadow',
      'root:*:soon:0:99999:7:::\n',
      '1: Last change is “soon”, where it must be a number of days, or nothing.',
    ],
    [
      'etc/passwd',
      'root:x:0:0::/:/bin/sh\r\n',
      '1: It ends in a carriage return (CR), which the host takes for a part of the last field.',
    ],
  ])('of %s that is %j is told', async (path, text, problem) => {
    expect(problems(await table(path, text))).toEqual([problem])
  })

  it('is told without a hash that stands in the wrong field', async () => {
    const hash = `$6$plantedsalt$${'pLANTEDhash'.repeat(8).slice(0, 86)}`
    const view = await table('etc/shadow', `root:*:${hash}:0:99999:7:::\n`)
    expect(problems(view)).toEqual(['1: Last change is “••••••••”, where it must be a number of days, or nothing.'])
    expect(JSON.stringify(view)).not.toMatch(/planted/i)
  })

  it('of any text is told or shown, and hundreds of thousands are counted', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.stringMatching(/^[a-c:x$6*!0-9\r ]{0,20}$/), { maxLength: 20 }),
        fc.constantFrom('etc/passwd', 'etc/shadow', 'etc/group', 'etc/gshadow'),
        async (lines, path) => {
          const text = ['a:x:1', ...lines].join('\n')
          const view = await table(path, text)
          const told = new Set([...view.rows, ...view.problems].map(({ line }) => line))
          const blank = text.split('\n').filter(line => line.replace(/\r$/, '').trim() === '').length
          expect(told.size).toBe(text.split('\n').length - blank)
          for (const { cells } of view.rows) expect(cells.length).toBe(view.columns.length)
        },
      ),
      { numRuns: 60 },
    )
    const many = await table('etc/shadow', 'a:secretsecret:1\n'.repeat(200_000))
    expect([many.rows.length, many.more, many.problems.length]).toEqual([2000, 198_000, 50])
  })
})
