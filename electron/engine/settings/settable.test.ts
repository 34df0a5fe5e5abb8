// What can be added to an entry, by the schema of its backup.
import { expect, it } from 'vitest'
import type { Json } from '../../../shared/model/json'
import { backupOf, schemasOf, storeOf } from '../../../testing/settings/stores'
import { makeBackup } from '../../../testing/fixtures/backups'
import { bytesOf } from '../codecs/bytes'
import { Document } from '../document/document'
import { entryDetail } from './detail'
import { settingsOf } from './read-settings'

const text = { type: 'string' }
const schema = {
  type: 'object',
  properties: {
    kind: { type: 'string', enum: ['a', 'b'] },
    more: { ...text, optionDependency: { name: 'kind', value: ['b'] } },
    parts: {
      type: 'array',
      instanceId: 'id',
      items: { type: 'object', required: ['size'], properties: { id: text, size: { type: 'long' }, word: text } },
    },
    words: { type: 'array', items: text },
  },
}

async function detailOf(user: Json) {
  const document = await backupOf({
    store: await storeOf([{ path: 'esx/g/n', user }]),
    schemas: await schemasOf({ 'esx/g/n': schema }),
  })
  const entry = (await settingsOf(document)).entry('esx/g/n')
  if (!entry) throw new Error('no entry')
  return entryDetail(entry)
}

it('lists of things have their items, what tells them apart, and what a new one must have', async () => {
  const { lists, rows } = await detailOf({ parts: [{ id: 'x [1]', size: 1 }] })
  expect(lists).toMatchObject([
    {
      path: 'esx/g/n#parts',
      property: 'parts',
      by: 'id',
      items: [{ identity: 'x [1]', path: 'esx/g/n#parts["x [1]"]' }],
      fields: [{ property: 'id' }, { property: 'size', schema: { type: 'long' } }],
    },
  ])
  expect(rows).toBeNull()
})

it('a list without items, and one that is not there, can gain one', async () => {
  for (const user of [{ parts: [] }, { kind: 'a' }, {}]) {
    const { lists } = await detailOf(user)
    expect(lists).toMatchObject([{ path: 'esx/g/n#parts', by: 'id', items: [] }])
  }
})

it('properties without a value are told, in items as well, unless another one forbids them', async () => {
  const names = async (user: Json) => (await detailOf(user)).unset.map(({ property }) => property)
  expect(await names({ kind: 'a', parts: [{ id: 'x', size: 1 }] })).toEqual(['words', 'parts[x].word'])
  expect(await names({ kind: 'b' })).toEqual(['more', 'words'])
  expect(await names({ words: ['w'] })).toEqual(['kind'])
})

it('a row of ConfigStore can have another one beside it', async () => {
  const document = await Document.open(bytesOf((await makeBackup('esxi-8.0')).bytes), { name: 'state.tgz' })
  await document.openChain()
  const entry = (await settingsOf(document)).entry('esx/network/vmknics/vmk0')
  if (!entry) throw new Error('no entry')
  expect(entryDetail(entry).rows).toMatchObject({ path: 'esx/network/vmknics', by: 'device' })
})
