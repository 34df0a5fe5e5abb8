// Two backups whose database differs by rows: each value with its old and its new one, as the sqlite3 program tells them.
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import { stateWith } from '../backups'
import { expect, test } from '../host'
import { run } from '../palette'
import { chooseFile, open, tabOf } from '../window'

const place = 'etc/vmware/vmkiscsid/vmkiscsid.db'

/** A database of some tables, with keys of each kind, and the same after it was changed; the paths of both. */
function makeDatabases(folder: string): Record<'before' | 'after', string> {
  const paths = { before: join(folder, 'before.db'), after: join(folder, 'after.db') }
  const sqlite = (path: string, ...statements: readonly string[]) =>
    execFileSync('sqlite3', [path], { input: statements.join('\n') })
  for (const path of Object.values(paths)) {
    sqlite(
      path,
      'CREATE TABLE nodes (id INTEGER PRIMARY KEY, name TEXT, port INTEGER, cookie BLOB);',
      'CREATE TABLE targets (iqn TEXT, portal TEXT, state TEXT, PRIMARY KEY (iqn, portal)) WITHOUT ROWID;',
      'CREATE TABLE unchanged (a TEXT);',
      "WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 300) INSERT INTO nodes SELECT i, 'node ' || i, 3260, x'00ff' FROM n;",
      "INSERT INTO targets VALUES ('iqn.lab:one', '192.0.2.1', 'up'), ('iqn.lab:two', '192.0.2.2', 'up');",
      "INSERT INTO unchanged VALUES ('same');",
    )
  }
  sqlite(
    paths.after,
    "UPDATE nodes SET port = 3261 WHERE id = 7; UPDATE nodes SET name = 'another <b>' WHERE id = 300;",
    "UPDATE nodes SET cookie = x'01ff' WHERE id = 12;",
    'DELETE FROM nodes WHERE id = 42;',
    "UPDATE targets SET state = 'down' WHERE iqn = 'iqn.lab:two';",
    "INSERT INTO targets VALUES ('iqn.lab:three', '192.0.2.3', 'new');",
    // Whatever else the file has otherwise, its rows are as they are.
    'VACUUM;',
  )
  return paths
}

/** What differs, by a query of both: the place, the old value and the new one, with tabs between. */
function toldBySqlite({ before, after }: Record<'before' | 'after', string>): readonly string[] {
  const value = (side: string, name: string, absent: string, key: string) => `
    CASE WHEN ${side}.${key} IS NULL THEN '${absent}' WHEN typeof(${side}.${name}) = 'blob'
      THEN 'x''' || lower(hex(${side}.${name})) || '''' ELSE ${side}.${name} END`
  const differing = (table: string, names: readonly string[], keys: readonly [string, ...string[]]) => {
    const row = keys.map(key => `'"' || coalesce(a.${key}, b.${key}) || '"'`).join(` || ', ' || `)
    return names.map(
      name => `
      SELECT '${table}, row ' || ${row} || ': ${name}',
        ${value('a', name, 'Not there before', keys[0])}, ${value('b', name, 'Removed', keys[0])}
      FROM old.${table} a FULL JOIN main.${table} b ON ${keys.map(key => `a.${key} = b.${key}`).join(' AND ')}
      WHERE a.${name} IS NOT b.${name}`,
    )
  }
  const query = [
    ...differing('nodes', ['id', 'name', 'port', 'cookie'], ['id']),
    ...differing('targets', ['iqn', 'portal', 'state'], ['iqn', 'portal']),
    ...differing('unchanged', ['a'], ['rowid']),
  ].join(' UNION ALL ')
  const said = execFileSync('sqlite3', ['-separator', '\t', after, `ATTACH '${before}' AS old; ${query};`])
  return said.toString().trim().split('\n').toSorted()
}

test('a database is told by its rows, with the old value and the new one, as sqlite3 tells them', async ({
  page,
  folder,
}) => {
  const databases = makeDatabases(folder)
  const state = (which: 'before' | 'after') =>
    stateWith(join(folder, which), { [place]: readFileSync(databases[which]), 'etc/hosts': '127.0.0.1 localhost\n' })
  const [former, later] = [await state('before'), await state('after')]
  await open(page, later)
  await tabOf(page, 'Compare').click()
  await expect(page.getByText('What changed between two backups?')).toBeVisible()
  await chooseFile(page, former, () => run(page, 'File: Compare with…'))
  const list = page.getByRole('tree', { name: 'Differences' })
  await expect(list.getByRole('treeitem')).toHaveCount(1)
  // By keys alone: the list has what differs, and its first row is the database.
  await list.focus()
  await page.keyboard.press('Home')
  const detail = page.getByRole('region', { name: 'The difference' })
  const told = toldBySqlite(databases)
  expect(told).toContain("nodes, row \"12\": cookie\tx'00ff'\tx'01ff'")
  await expect(detail.getByText(`${told.length} values in the rows of the database differ.`)).toBeVisible()
  const rows = detail.getByRole('table').first().getByRole('row')
  await expect(rows).toHaveCount(told.length + 1)
  const shown = await rows.evaluateAll(all =>
    all.slice(1).map(one => [...one.children].map(cell => cell.textContent).join('\t')),
  )
  expect(shown.toSorted()).toEqual(told)
  expect(await new AxeBuilder({ page }).setLegacyMode().analyze()).toMatchObject({ violations: [] })
})
