// A raw edit of a row, as the window asks for it: one step, told in the list of changes value by value, secrets hidden.
import { expect, it } from 'vitest'
import { storeOf, schemasOf, backupOf } from '../../testing/settings/stores'
import { CONFIGSTORE_PATH } from '../engine/esx/paths'
import { diffOf, listChanges } from './changes'
import { createSession } from './session'

const context = { signal: new AbortController().signal, onProgress: () => undefined, give: async () => undefined }

it('rows come with their rowids, and a change of one shows column, before and after, but no secret', async () => {
  const document = await backupOf({
    store: await storeOf([{ path: 'esx/g/n', user: { password: 'planted-old', a: 1 } }], database =>
      database.run("INSERT INTO KVTable(rowid, Key, Value) VALUES (9223372036854775806, 'k', 'v')"),
    ),
    schemas: await schemasOf({ 'esx/g/n': { type: 'object', properties: { a: { type: 'long' } } } }),
  })
  const session = createSession('d', { document }, () => undefined)
  const { node } = (await session.handle('node.at', { address: CONFIGSTORE_PATH }, context)) as {
    readonly node: string
  }
  const query = { table: 'KVTable', sort: null, filter: '' }
  expect(await session.handle('table.rows', { node, query, offset: 0, limit: 10, full: false }, context)).toMatchObject(
    {
      ids: ['9223372036854775806'],
    },
  )
  const row = { node, table: 'KVTable', row: '9223372036854775806' }
  await session.handle('edit.rowSet', { ...row, column: 'Value', value: '{"hex": "00ff"}' }, context).then(
    () => expect.unreachable(),
    (error: { readonly code: string }) => expect(error.code).toBe('ROW_VALUE'),
  )
  await session.handle('edit.rowSet', { ...row, column: 'Value', value: '"w"' }, context)
  const json = JSON.stringify(JSON.stringify({ password: 'planted-new', a: 2 }))
  await session.handle('edit.rowSet', { node, table: 'Config', row: '1', column: 'UserValue', value: json }, context)
  const [change] = listChanges(document)
  const diff = await diffOf(document, change?.node ?? '')
  expect(diff).toMatchObject({
    kind: 'settings',
    rows: [
      {
        table: 'Config',
        row: '1',
        column: 'UserValue',
        before: expect.stringContaining('"a":1'),
        after: expect.stringContaining('"a":2'),
      },
      { table: 'KVTable', row: '9223372036854775806', column: 'Value', before: 'v', after: 'w' },
    ],
  })
  expect(JSON.stringify(diff)).not.toContain('planted')
  await session.handle('edit.undo', {}, context)
  await session.handle('edit.undo', {}, context)
  expect(listChanges(document)).toEqual([])
})
