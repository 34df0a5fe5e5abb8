// Secrets where nobody would put them: none is left in a sanitised copy.
import { execFileSync } from 'node:child_process'
import { link, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { hasProgram } from '../../../testing/archives/has-program'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { file, plainState } from '../../../testing/archives/small-backups'
import { makeDatabase } from '../../../testing/fixtures/sqlite'
import { needs } from '../../../testing/needs'
import { schemasOf, storeOf } from '../../../testing/settings/stores'
import { bytesOf, toUint8Array } from '../codecs/bytes'
import { tarOf } from '../codecs/tar-write'
import { openSqlite } from '../esx/sqlite'
import { CONFIGSTORE_PATH, SCHEMA_STORE_PATH } from '../esx/paths'
import { checkSettings } from '../settings/check'
import { settingsOf } from '../settings/read-settings'

import { allBytes, copyOf, holds, listing, openAll } from '../../../testing/archives/sanitised-copies'

describe('secrets in odd places are gone', () => {
  const secret = 'Correct-Horse_7battery'

  it('in a free page and a freed row of a database', async () => {
    const store = await makeDatabase({ pageSize: 4096, userVersion: 1 }, database => {
      database.run('CREATE TABLE t (name TEXT, value TEXT)')
      for (let row = 0; row < 200; row++)
        database.run('INSERT INTO t VALUES (?, ?)', [`row ${row}`, `${secret} `.repeat(40)])
      database.run('INSERT INTO t VALUES (?, ?)', ['kept', 'kept'])
      database.run("DELETE FROM t WHERE name LIKE 'row %'")
    })
    expect(Buffer.from(store).includes(secret)).toBe(true)
    const { copy } = await copyOf(plainState([file('etc/odd.db', store), file('etc/a', 'a')]))
    expect(holds(copy, secret)).toBe(false)
  })

  it('in the padding of an entry, after the end of an archive and in a gzip name', async () => {
    const tar = Buffer.from(
      toUint8Array(
        tarOf([{ name: 'etc/hosts', content: bytesOf(Buffer.from('127.0.0.1 x\n')), mode: 0o644, mtime: 0 }]),
      ),
    )
    tar.write(secret, 512 + 100)
    const inner = gzipSync(Buffer.concat([tar, Buffer.from(secret.padEnd(512, '\0'))]))
    const named = Buffer.concat([
      inner.subarray(0, 3),
      Buffer.from([8]),
      inner.subarray(4, 10),
      Buffer.from(`${secret}\0`),
      inner.subarray(10),
    ])
    const outer = gzipSync(toUint8Array(tarOf([{ name: 'local.tgz', content: bytesOf(named), mode: 0o644, mtime: 0 }])))
    expect(holds(await openAll(outer), secret)).toBe(true)
    const { copy } = await copyOf(outer)
    expect(holds(copy, secret)).toBe(false)
    expect(Buffer.from(toUint8Array(copy.content(await copy.resolve('etc/hosts')))).toString()).toBe('127.0.0.1 x\n')
  })

  it('in a pax header, and in the target of a link', needs(hasProgram('tar'), 'tar'), async () => {
    const folder = await mkdtemp(join(tmpdir(), 'sanitise-'))
    try {
      const inside = (...args: string[]) => execFileSync('tar', args, { cwd: folder })
      await mkdir(join(folder, 'etc'))
      await writeFile(join(folder, 'etc/hosts'), '127.0.0.1 x\n')
      await writeFile(join(folder, 'etc/vpxa.cfg'), `<password>${secret}</password>`)
      await symlink(`/tmp/${secret}`, join(folder, 'etc/link'))
      await link(join(folder, 'etc/hosts'), join(folder, 'etc/same'))
      await writeFile(
        join(folder, 'local.tgz'),
        gzipSync(inside('--format=pax', `--pax-option=comment:=${secret}`, '-cf', '-', 'etc')),
      )
      const outer = gzipSync(inside('--format=ustar', '-cf', '-', 'local.tgz'))
      expect(holds(await openAll(outer), secret)).toBe(true)
      const { copy } = await copyOf(outer)
      expect(holds(copy, secret)).toBe(false)
      const kinds = new Map(listing(copy).map(({ name, kind }) => [name, kind]))
      expect([kinds.get('etc/link'), [kinds.get('etc/same'), kinds.get('etc/hosts')].toSorted()]).toEqual([
        'symlink',
        ['file', 'hardlink'],
      ])
    } finally {
      await rm(folder, { recursive: true })
    }
  })

  it('in a text that no rule knows, as it is, as hex and as base64, and in a nested gzip', async () => {
    const notes = `remember ${secret} or ${Buffer.from(secret).toString('hex')} or ${Buffer.from(`x${secret}`).toString('base64')}\n`
    const { copy, report } = await copyOf(
      plainState([
        file('etc/vpxa.cfg', `<password>${secret}</password>`),
        file('etc/notes.txt', notes),
        file('etc/notes.gz', gzipSync(Buffer.from(notes))),
        file(`etc/${secret}.txt`, 'named'),
      ]),
    )
    expect(holds(copy, secret)).toBe(false)
    expect(allBytes(copy).join('')).not.toContain(Buffer.from(`x${secret}`).toString('base64').slice(4, 20))
    expect(report.replaced.map(({ kind }) => kind)).toContain('copy of a password')
  })

  it('and what cannot be looked into is left out, and listed', async () => {
    const { copy, report } = await copyOf(
      plainState([
        file('etc/unknown.bin', Buffer.from([1, 2, 0, 3, 4, 255, 0, 7])),
        file('etc/broken.gz', Buffer.from([0x1f, 0x8b, 8, 0, 1, 2, 3, 4, 5])),
        file('etc/broken.db', Buffer.from(`SQLite format 3\0${secret}`)),
        file('etc/a', 'a'),
      ]),
    )
    expect(report.removed.map(({ address }) => address.split('/').at(-1))).toEqual([
      'unknown.bin',
      'broken.gz',
      'broken.db',
    ])
    expect(holds(copy, secret)).toBe(false)
    expect(listing(copy).map(({ name }) => name)).toContain('etc/broken.db')
  })

  it('in rows known by the name of their column or by the name beside them, and in blobs, while triggers stay and do not run', async () => {
    const database = await makeDatabase({ pageSize: 4096, userVersion: 1 }, one => {
      one.run('CREATE TABLE user (id INTEGER PRIMARY KEY, password TEXT, extra BLOB, seen INTEGER DEFAULT 0)')
      one.run('CREATE TRIGGER raise AFTER UPDATE ON user BEGIN UPDATE user SET seen = seen + 1; END')
      one.run('INSERT INTO user VALUES (1, ?, ?, 0)', [secret, Buffer.from([0, 1, 2, 3, 4, 5, 250, 251])])
      one.run('CREATE TABLE option (name TEXT, value TEXT)')
      one.run('INSERT INTO option VALUES (?, ?)', ['node.session.auth.password', 'short1'])
    })
    const { copy, report } = await copyOf(plainState([file('etc/x.db', database), file('etc/a', 'a')]))
    const made = await openSqlite(toUint8Array(copy.content(await copy.resolve('etc/x.db'))))
    expect(made.exec('SELECT * FROM user')[0]?.values).toEqual([
      [1, expect.stringMatching(/^REDACTED/), new Uint8Array(8), 0],
    ])
    expect(made.exec('SELECT value FROM option')[0]?.values[0]?.[0]).not.toBe('short1')
    expect(made.exec("SELECT count(*) FROM sqlite_schema WHERE type = 'trigger'")[0]?.values).toEqual([[1]])
    made.close()
    expect(report.replaced.map(({ kind }) => kind)).toContain('bytes that were not looked into')
  })

  it('and hostile archives end: a database that computes, a bomb inside', async () => {
    const computing = await makeDatabase({ pageSize: 4096, userVersion: 1 }, one => {
      one.run('CREATE TABLE t (a TEXT, b TEXT AS (a || a))')
      one.run('INSERT INTO t VALUES (?)', [secret])
    })
    const bomb = gzipSync(gzipSync(Buffer.alloc(40 * 1024 * 1024)))
    const { copy, report } = await copyOf(
      plainState([file('etc/computing.db', computing), file('etc/bomb.gz', bomb), file('etc/a', 'a')]),
    )
    expect(report.removed.map(({ address }) => address.split('/').at(-1))).toEqual(['computing.db', 'bomb.gz'])
    expect(holds(copy, secret)).toBe(false)
  })

  it('in settings that only a schema declares secret, which still hold', async () => {
    const schemas = await schemasOf({
      'esx/a/b': {
        type: 'object',
        properties: { odd_token: { type: 'secret', minLength: 12, maxLength: 24, pattern: '^[A-Za-z0-9_-]+$' } },
      },
    })
    const store = await storeOf([{ path: 'esx/a/b', user: { odd_token: secret } }])
    const { copy } = await copyOf(plainState([file(CONFIGSTORE_PATH, store), file(SCHEMA_STORE_PATH, schemas)]))
    expect(holds(copy, secret)).toBe(false)
    expect(checkSettings(await settingsOf(copy))).toEqual([])
    expect((await settingsOf(copy)).at('esx/a/b#odd_token')?.value).toMatch(/^REDACTED/)
  })
})
