// What a check of a backup looks for, subject by subject: each has a rule of its own (with cases in checks.test.ts, without which that does not
// compile) or a finding of reading, of which there is a case here that fires; a sound backup has none of them.
import { describe, expect, test } from 'vitest'
import { dialectArchives } from '../../../testing/archives/dialects/all'
import { type TestBackup, backupOf, schemasOf, storeOf } from '../../../testing/settings/stores'
import { checkIds } from '../../../shared/findings/check-ids'
import { settingsFindings } from '../../../shared/findings/settings'
import { tarFindings } from '../../../shared/findings/tar'
import { bytesOf } from '../codecs/bytes'
import { Document } from '../document/document'
import { checkBackup } from './findings'

const subjects: Readonly<Record<string, readonly string[]>> = {
  'rui.key and rui.crt are there and not empty': ['host-certificate'],
  'they are of one pair, and their dates': ['certificate-pair'],
  'grammar of esx.conf': ['conf-unreadable', 'conf-broken-line'],
  'keys of it that stand twice': ['conf-duplicate-key'],
  'what it cannot do without': ['conf-essentials'],
  'an edit of what this release keeps in ConfigStore': ['conf-not-read'],
  'ConfigStore is in a backup of 7.0 or later': ['config-store'],
  'its integrity': ['settings-no-database', 'settings-truncated', 'settings-damaged-table', 'settings-unsound'],
  'every row against its schema': ['settings-invalid', 'settings-bad-json'],
  'what tells items of a list apart is there once': ['settings-duplicate-identity', 'settings-duplicate-row'],
  'accounts: root, its permission, hashes, empty passwords': ['accounts'],
  'management can be reached': ['management'],
  'entries outside of etc and var': ['outside-etc-and-var'],
  'prefixes of paths': ['path-prefix'],
  'names that stand twice': ['duplicate-name'],
  'owner and mode that the release does not write': ['foreign-owner', 'release-modes', 'private-files'],
  'the T flag': ['t-flag-lost'],
  'line ends and byte order marks': ['carriage-returns', 'byte-order-mark'],
  'names too long for busybox': ['name-too-long'],
  'sparse and pax records that the tar of the host does not read': ['tar-sparse', 'tar-global-name', 'tar-two-pax'],
  'local.tgz is there under its name': ['local-archive', 'not-a-host-state'],
  'both copies of encryption.info': ['encryption-info-copies'],
  'mode of the envelope': ['envelope-mode', 'seal-changed'],
  'size against a boot bank': ['boot-bank-size'],
  'Manifest.txt against the content, and the release': ['manifest'],
}

const known = new Set<string>([...checkIds, ...Object.keys(settingsFindings), ...Object.keys(tarFindings)])

test.each(Object.keys(subjects))('%s: has its rules', subject => {
  expect(subjects[subject]?.filter(id => !known.has(id))).toEqual([])
})

test('every check is about one of them, or about gzip and kinds of archives', () => {
  const others = ['gzip-members', 'gzip-padding', 'gzip-trailing', 'visor-archive', 'single-file']
  expect(checkIds.filter(id => !Object.values(subjects).flat().includes(id))).toEqual(others)
})

const long = { type: 'object', properties: { n: { type: 'long' } } }
const parts = { type: 'array', instanceId: 'id', items: { type: 'object', properties: { id: { type: 'string' } } } }
const schemas = () => schemasOf({ 'esx/g/n': long, 'esx/g/p': { type: 'object', properties: { parts } } })
const withRow = async (path: string, user: string): Promise<TestBackup> => ({
  store: await storeOf([{ path, user }]),
  schemas: await schemas(),
})

const large = () => storeOf(Array.from({ length: 200 }, (_, at) => ({ path: `esx/g/n${at}`, user: 'x'.repeat(900) })))

/** Findings of reading: a backup that has one. */
const fires: Readonly<Record<string, () => Promise<TestBackup>>> = {
  'conf-broken-line': async () => ({ conf: '/system/uuid = "1"\nrubbish\n' }),
  'conf-duplicate-key': async () => ({ conf: '/system/uuid = "1"\n/system/uuid = "2"\n' }),
  'settings-no-database': async () => ({ store: 'no database', schemas: await schemas() }),
  'settings-truncated': async () => ({ store: (await large()).slice(0, 60_000), schemas: await schemas() }),
  'settings-damaged-table': async () => {
    const store = await large()
    // The pages after those of the schema.
    store.fill(0xff, 8 * 4096, 16 * 4096)
    return { store, schemas: await schemas() }
  },
  'settings-unsound': async () => ({
    store: await storeOf([{ path: 'esx/g/n', user: { n: 1 } }], database => {
      database.run('CREATE INDEX lost ON KVTable(Key); PRAGMA writable_schema = ON')
      database.run("DELETE FROM sqlite_schema WHERE name = 'lost'")
    }),
    schemas: await schemas(),
  }),
  'settings-bad-json': () => withRow('esx/g/n', '{"n": '),
  'settings-invalid': () => withRow('esx/g/n', '{"n": "word"}'),
  'settings-duplicate-identity': () => withRow('esx/g/p', '{"parts": [{"id": "a"}, {"id": "a"}]}'),
}

describe('a finding of reading', () => {
  test.each(Object.keys(fires))('%s is told', async code => {
    const make = fires[code]
    if (!make) throw new Error(code)
    expect((await checkBackup(await backupOf(await make()))).map(one => one.code)).toContain(code)
  })

  test('none of them is told of a sound backup', async () => {
    const sound = { ...(await withRow('esx/g/n', '{"n": 1}')), conf: '/system/uuid = "1"\n' }
    const codes = (await checkBackup(await backupOf(sound))).map(one => one.code)
    expect(codes.filter(code => Object.hasOwn(fires, code))).toEqual([])
  })

  test('what the tar of a host does not read is told of archives that have it', async () => {
    const told = new Set<string>()
    for (const { bytes } of dialectArchives) {
      const document = await Document.open(bytesOf(bytes), { name: 'state.tgz' })
      for (const { code } of await checkBackup(document)) told.add(code)
    }
    expect([...told]).toEqual(expect.arrayContaining(['tar-sparse']))
  })
})
