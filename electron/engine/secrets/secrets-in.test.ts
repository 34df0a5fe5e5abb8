// Where the secrets of a backup are: every one that a generated host was made with is found, and none is told.
import { describe, expect, it } from 'vitest'
import { genuineSample, readGenuine, theGenuineSample } from '../../../testing/archives/genuine-sample'
import { needs } from '../../../testing/needs'
import { makeBackup } from '../../../testing/fixtures/backups'
import { backupOf, schemasOf, storeOf } from '../../../testing/settings/stores'
import { bytesOf } from '../codecs/bytes'
import { Document } from '../document/document'
import { settingsOf } from '../settings/read-settings'
import { secretsIn } from './secrets-in'

async function secretsOf(document: Document) {
  await document.openAll()
  return secretsIn(document, await settingsOf(document))
}

describe('secrets in a backup', () => {
  it('are settings that the schema or the name declares secret, and what the rule for texts finds, each with its place', async () => {
    const document = await backupOf({
      schemas: await schemasOf({
        'esx/storage_iscsi/software_adapter': {
          type: 'object',
          properties: {
            iqn: { type: 'string' },
            chap: { type: 'object', properties: { credential: { type: 'secret' }, empty: { type: 'secret' } } },
          },
        },
      }),
      store: await storeOf([
        {
          path: 'esx/storage_iscsi/software_adapter',
          user: { iqn: 'iqn.x', chap: { credential: 'hushhush', empty: '' } },
        },
        { path: 'esx/system/snmp', user: { communities: ['publicword'], port: 161 } },
      ]),
      conf: '/a/b/c = "1"\n/storage/iscsi/vmhba64/chapSecret = "tellnoone"\n',
      files: {
        'etc/vmware/ssl/rui.key':
          '-----BEGIN PRIVATE KEY-----\nbm90IGEga2V5\nbm90IGEga2V5\n-----END PRIVATE KEY-----\n',
      },
    })
    const found = await secretsOf(document)
    expect(found.map(({ kind, title, place }) => [kind, title, place.line ?? place.row?.key.join('/')])).toEqual([
      ['password', 'esx/storage_iscsi/software_adapter#chap.credential', 'esx/storage_iscsi/software_adapter/'],
      ['snmp-community', 'esx/system/snmp#communities', 'esx/system/snmp/'],
      ['chap-secret', 'etc/vmware/esx.conf', 2],
      ['private-key', 'etc/vmware/ssl/rui.key', expect.any(Number)],
    ])
    expect(JSON.stringify(found)).not.toMatch(/hushhush|publicword|tellnoone|bm90IGEga2V5/)
  })

  it('of two accounts with the same hash are two, and the lines of one key are one', async () => {
    const hash = `$6$salt$${'x'.repeat(86)}`
    const document = await backupOf({
      conf: '/a = "1"\n',
      files: {
        'etc/shadow': `root:${hash}:1:0:9:7:::\nother:${hash}:1:0:9:7:::\n`,
        'etc/key.pem': '-----BEGIN PRIVATE KEY-----\nbm90IGEga2V5\nbm90IGEga2V6\n-----END PRIVATE KEY-----\n',
      },
    })
    const found = await secretsOf(document)
    expect(found.map(({ title, place }) => [title, place.line])).toEqual([
      ['etc/shadow', 1],
      ['etc/shadow', 2],
      ['etc/key.pem', expect.any(Number)],
    ])
  })

  it.each(['esxi-6.7', 'esxi-7.0.2', 'esxi-8.0'] as const)(
    'of a generated host include its accounts and keys: %s',
    async shape => {
      const { bytes, host } = await makeBackup(shape)
      const found = await secretsOf(await Document.open(bytesOf(bytes), { name: 'state.tgz' }))
      const hashes = host.accounts.filter(({ hash }) => hash.includes('$'))
      expect(found.filter(({ kind }) => kind === 'password-hash').length).toBeGreaterThanOrEqual(hashes.length)
      expect(
        found.filter(({ kind, title }) => kind === 'private-key' && title === 'etc/vmware/ssl/rui.key'),
      ).toHaveLength(1)
      const told = JSON.stringify(found)
      for (const { hash } of hashes) expect(told).not.toContain(hash)
    },
  )

  it(
    'of the genuine backup are its hash, its keys and the key of its envelope',
    needs(genuineSample, theGenuineSample),
    async () => {
      const found = await secretsOf(await Document.open(bytesOf(readGenuine('state.tgz')), { name: 'state.tgz' }))
      expect(new Set(found.map(({ kind }) => kind))).toEqual(new Set(['password-hash', 'private-key', 'envelope-key']))
      expect(found.filter(({ kind }) => kind === 'password-hash')).toHaveLength(1)
    },
  )
})
