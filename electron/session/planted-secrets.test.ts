// Secrets of every kind are planted in hosts of three releases, each with a word of its own; then everything that the program tells of them is
// looked through for these words: what the window is given beside the content itself, and what the command line prints.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Change, ChangeDiff } from '../../shared/model/change'
import type { DocumentCommandName } from '../../shared/contract/contract'
import type { SettingList } from '../../shared/model/settings'
import type { SecretPlace } from '../../shared/model/secret-place'
import { fileWith } from '../../shared/secrets/secret'
import { replaceSpans, secretMask, secretSpans } from '../../shared/secrets/spans'
import type { TablesView } from '../../shared/viewers/tables'
import { opened, put } from '../../testing/archives/small-backups'
import { buildCommandLine, type CommandLine } from '../../testing/command-line/command-line'
import { backupOf, schemasOf, storeOf, type TestBackup } from '../../testing/settings/stores'
import { toUint8Array } from '../engine/codecs/bytes'
import type { Document } from '../engine/document/document'
import { changesReport } from '../engine/diff/changes-report'
import { CONFIGSTORE_PATH } from '../engine/esx/paths'
import { createSession } from './session'

const folder = mkdtempSync(join(tmpdir(), 'planted-'))
let cli: CommandLine
beforeAll(async () => {
  cli = await buildCommandLine()
}, 120_000)
afterAll(async () => {
  await cli?.remove()
  rmSync(folder, { recursive: true, force: true })
})

/** Each of them stands in the backup once, and nowhere in what is told of it. */
const words = {
  hash: `$6$plantedsalt$${'pLANTEDhash'.repeat(8)}`.slice(0, 98),
  chap: 'plantedchap',
  community: 'plantedcommunity',
  key: 'cGxhbnRlZGtleXBsYW50ZWRrZXlwbGFudGVka2V5',
  licence: 'PLANT-EDKEY-12345-67890-ABCDE',
  password: 'plantedpassword',
  declared: 'planteddeclared',
  declaredInText: 'plantedtext',
  snmpKey: 'a1b2c3d4e5f60718293a4b5c6d7e8f9011223344',
} as const

const pem = `-----BEGIN PRIVATE KEY-----\n${words.key}\n-----END PRIVATE KEY-----\n`
const shadow = `root:${words.hash}:18597:0:99999:7:::\n`
const files = {
  'etc/vmware/ssl/rui.key': pem,
  'etc/vmware/snmp.xml': `<config><snmpSettings><communities>${words.community}</communities><authkey>${words.snmpKey}</authkey></snmpSettings></config>\n`,
  'etc/vmware/license.cfg': `<ConfigRoot>\n  <licenseKey>${words.licence}</licenseKey>\n</ConfigRoot>\n`,
  'etc/vmware/own.conf': `password = ${words.password}\n`,
}
/** Secret by the word of a schema alone: where there is none, nobody can know it. */
const declaredFile = { 'etc/vmware/declared.conf': `own_word = ${words.declaredInText}\n` }
const conf = `/adv/Misc/HostName = "esx01"\n/storage/iscsi/vmhba64/chapSecret = "${words.chap}"\n/system/uuid = "x"\n`

const iscsi = {
  type: 'object',
  properties: { name: { type: 'string' }, own_word: { type: 'secret' }, chap_secret: { type: 'string', vital: true } },
}
const accounts = {
  type: 'array',
  instanceId: 'name',
  items: {
    type: 'object',
    properties: { name: { type: 'string', instanceId: true }, password_hash: { type: 'string' } },
  },
}

async function storeAndSchemas(withAccounts: boolean): Promise<TestBackup> {
  return {
    schemas: await schemasOf({ 'esx/storage_iscsi/adapter': iscsi, 'esx/authentication/user_accounts': accounts }),
    store: await storeOf([
      {
        path: 'esx/storage_iscsi/adapter',
        user: { name: 'a', own_word: words.declared },
        vital: { chap_secret: words.chap },
        cached: { note: { password: words.password } },
        fallback: { name: 'b', own_word: 'x' },
      },
      ...(withAccounts
        ? [
            {
              path: 'esx/authentication/user_accounts',
              identifier: 'root',
              user: { name: 'root', password_hash: words.hash },
            },
          ]
        : []),
    ]),
  }
}

const releases: Readonly<Record<string, () => Promise<TestBackup>>> = {
  'as 6.7 keeps them: esx.conf and files': async () => ({ conf, files: { ...files, 'etc/shadow': shadow } }),
  'as 7.0 keeps them: ConfigStore, and hashes in etc/shadow': async () => ({
    ...(await storeAndSchemas(false)),
    conf: '/system/uuid = "x"\n',
    files: { ...files, ...declaredFile, 'etc/shadow': shadow },
  }),
  'as 8.0 keeps them: hashes in ConfigStore': async () => ({
    ...(await storeAndSchemas(true)),
    files: { ...files, ...declaredFile },
  }),
}

const context = { signal: new AbortController().signal, onProgress: () => undefined, give: async () => undefined }

function asking(document: Document) {
  const session = createSession('d', { document }, () => undefined)
  return <T>(command: DocumentCommandName, request: object = {}) =>
    session.handle(command, { document: 'd', ...request } as never, context) as Promise<T>
}

/** The words that are in what was told, by their names. */
function told(what: unknown): readonly string[] {
  const text = typeof what === 'string' ? what : JSON.stringify(what)
  return Object.entries(words).flatMap(([name, word]) => (text.includes(word) ? [name] : []))
}

/** The sides of a difference as the window shows them until someone asks for the secrets. */
function hidden(diff: ChangeDiff, address: string): readonly string[] {
  if (diff.kind !== 'text') return [JSON.stringify(diff)]
  const file = fileWith([address], new Map(diff.secretNames))
  return [diff.before, diff.after].map(text => replaceSpans(text, secretSpans(text, file), () => secretMask))
}

/** Gives every file that holds a secret another content, so that reports and differences have something to say of it. */
async function edited(document: Document): Promise<void> {
  for (const entry of document.layers().flatMap(layer => layer.entries())) {
    if (entry.kind !== 'file' || entry.opens !== null || entry.name === CONFIGSTORE_PATH) continue
    const text = Buffer.from(toUint8Array(document.content(entry))).toString('utf8')
    if (/^[\x20-\x7e\s]*$/.test(text)) await put(document, entry.address, `${text}# changed\n`)
  }
}

const fact = { size: 1, sha256: 'ab'.repeat(32) }
const head = { name: 'state.tgz', before: fact, after: fact }

describe.each(Object.entries(releases))('planted secrets, %s', (_name, backup) => {
  it('are each in the list of secrets, which shows one when it is asked for it', async () => {
    const given = await backup()
    const document = await backupOf(given)
    const ask = asking(document)
    const reveal = (index: number, title: string, line = 0, revision = document.revision) =>
      ask<{ readonly value: string }>('secrets.reveal', { index, revision, title, line })
    const list = await ask<readonly SecretPlace[]>('secrets.list')
    expect(told(list)).toEqual([])
    const shown = await Promise.all(list.map(({ title, place }, index) => reveal(index, title, place.line)))
    const planted = told(
      document
        .layers()
        .flatMap(layer => layer.entries())
        .filter(entry => entry.kind === 'file' && entry.opens === null)
        .map(entry => Buffer.from(toUint8Array(document.content(entry))).toString('latin1'))
        .join('\n'),
    )
    expect(planted.length).toBeGreaterThanOrEqual(5)
    expect(told(shown.map(one => one.value).join('\n'))).toEqual(planted)
    const at = list.findIndex(({ title }) => title === 'etc/vmware/own.conf')
    const own = list[at]
    const refused = { code: 'ADDRESS_NOT_FOUND' }
    await expect(reveal(at, own?.title ?? '', (own?.place.line ?? 0) + 5)).rejects.toMatchObject(refused)
    await expect(reveal(list.length, 'x')).rejects.toMatchObject(refused)
    await expect(reveal(0, 'another')).rejects.toMatchObject(refused)
    // The same place, but another value since the list was made.
    const listed = document.revision
    await put(document, own?.place.address ?? '', 'password = typed since\n')
    await expect(reveal(at, own?.title ?? '', own?.place.line, listed)).rejects.toMatchObject(refused)
    expect(await reveal(at, own?.title ?? '', own?.place.line)).toEqual({ value: 'typed since' })
  })

  it('are in nothing that the window is told: card, network, settings, tables, roles, findings', async () => {
    const document = await backupOf(await backup())
    const ask = asking(document)
    for (const command of [
      'guides.list',
      'host.card',
      'host.network',
      'files.roles',
      'settings.list',
      'document.status',
    ] as const)
      expect([command, told(await ask(command))]).toEqual([command, []])
    const { entries } = await ask<SettingList>('settings.list')
    for (const { path } of entries)
      expect([path, told(await ask('settings.entry', { entry: path }))]).toEqual([path, []])
    for (const [guide, answers] of [
      ['certificate', { certificate: 'self-signed', ssh: 'yes' }],
      ['access', { remove: 'monitor' }],
      ['strip', {}],
    ] as const)
      expect([guide, told(await ask('guides.preview', { guide, answers }))]).toEqual([guide, []])
    for (const query of [
      { text: 'planted', regex: false },
      { text: '[a-z$].*', regex: true },
    ]) {
      const hits: unknown[] = []
      await createSession('d', { document }, () => undefined).handle(
        'search',
        { document: 'd', ...query, matchCase: false, word: false, operation: 'o' },
        { ...context, give: async hit => void hits.push(hit) },
      )
      expect(hits.length).toBeGreaterThan(3)
      expect([query.text, told(hits)]).toEqual([query.text, []])
    }
    const { node } = await ask<{ readonly node: string }>('node.at', { address: CONFIGSTORE_PATH }).catch(() => ({
      node: null,
    }))
    if (node === null) return
    await ask('edit.settingSet', { setting: 'esx/storage_iscsi/adapter#own_word', value: `"${words.declared}2"` })
    await ask('edit.settingSet', { setting: 'esx/storage_iscsi/adapter#name', value: '"other"' })
    const difference = await ask<ChangeDiff>('changes.diff', { node })
    expect(difference).toMatchObject({
      kind: 'settings',
      settings: [
        { path: 'esx/storage_iscsi/adapter#name', before: 'a', after: 'other' },
        { path: 'esx/storage_iscsi/adapter#own_word', before: '••••••••', after: '••••••••' },
      ],
    })
    await ask('edit.undo')
    await ask('edit.undo')
    expect(await ask('node.view', { node, choices: { sqlite: 'hex' } })).toMatchObject({
      viewer: 'hex',
      data: { secret: true },
    })
    const view = await ask<{ readonly data: TablesView }>('node.view', { node, choices: {} })
    expect(told(view)).toEqual([])
    for (const { name, columns, kind } of view.data.tables) {
      if (kind !== 'table') continue
      const query = { table: name, sort: null, filter: '' }
      const rows = await ask<{ readonly total: number }>('table.rows', {
        node,
        query,
        offset: 0,
        limit: 100,
        full: true,
      })
      expect([name, told(rows)]).toEqual([name, []])
      for (let position = 0; position < rows.total; position++) {
        for (const { name: column } of columns)
          expect(told(await ask('table.cell', { node, query, position, column, reveal: false }))).toEqual([])
      }
    }
  })

  it('are not in the report of changes, nor in what the command line prints', async () => {
    const document = await backupOf(await backup())
    const before = join(folder, 'before.tgz')
    const after = join(folder, 'after.tgz')
    writeFileSync(before, toUint8Array(await document.build()))
    const ask = asking(document)
    await edited(document)
    expect(document.changes().length).toBeGreaterThan(3)
    const report = await changesReport(document, head, document.changes())
    expect(told(Buffer.from(report).toString('latin1'))).toEqual([])
    for (const { node, address } of await ask<readonly Change[]>('changes.list'))
      expect([address, told(hidden(await ask<ChangeDiff>('changes.diff', { node }), address))]).toEqual([address, []])
    writeFileSync(after, toUint8Array(await document.build()))
    await opened(toUint8Array(await document.build()))
    const runs = [
      ['info', before],
      ['info', '--json', before],
      ['ls', '-l', before],
      ['ls', '--json', '--hash', before],
      ['check', '--json', before],
      ['facts', before],
      ['diff', before, after],
      ['diff', '--json', before, after],
    ]
    for (const args of runs) {
      const { stdout, stderr, code } = await cli.run(args)
      expect(code).toBeLessThan(2)
      expect([args[0], told(stdout.toString() + stderr)]).toEqual([args[0], []])
    }
  }, 60_000)
})
