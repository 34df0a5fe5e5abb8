// A sanitised copy, held against the recipe that its source was made from and against a search that shares no code with the engine's own.
import { execFileSync } from 'node:child_process'
import { createPrivateKey } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { link, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { hasProgram } from '../../../testing/archives/has-program'
import { gunzipSync, gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { genuineSample, readGenuine, theGenuineSample } from '../../../testing/archives/genuine-sample'
import { file, plainState } from '../../../testing/archives/small-backups'
import { makeBackup } from '../../../testing/fixtures/backups'
import { makeDatabase } from '../../../testing/fixtures/sqlite'
import { needs } from '../../../testing/needs'
import { schemasOf, storeOf } from '../../../testing/settings/stores'
import { bytesOf, toUint8Array } from '../codecs/bytes'
import { tarOf } from '../codecs/tar-write'
import { Document } from '../document/document'
import { openSqlite } from '../esx/sqlite'
import { CONFIGSTORE_PATH, SCHEMA_STORE_PATH } from '../esx/paths'
import { checkSettings } from '../settings/check'
import { settingsOf } from '../settings/read-settings'
import type { Entry } from '../document/entry'
import type { CleanEntry } from './clean-archive'
import { proveCopy } from './proof'
import { makePseudonyms, type Pseudonyms } from './pseudonyms'
import { Secrets } from './secrets'
import { sanitise, type SanitiseOptions } from './sanitise'

const open = async (bytes: Uint8Array) => {
  const document = await Document.open(bytesOf(bytes), { name: 'state.tgz' })
  await document.openAll()
  return document
}

async function copyOf(bytes: Uint8Array, options: SanitiseOptions = {}) {
  const source = await open(bytes)
  const { bytes: made, report } = await sanitise(source, options)
  const copy = await open(toUint8Array(made))
  return { source, copy, made: toUint8Array(made), report }
}

/** Every byte of every layer: as stored and inflated, in one latin-1 string each; and what stands in PEM, decoded. */
function allBytes(document: Document): readonly string[] {
  const stored = document
    .layers()
    .flatMap(({ source, content }) => [source, content])
    .map(one => Buffer.from(toUint8Array(one)).toString('latin1'))
  const pem = stored.flatMap(text => [...text.matchAll(/-----BEGIN [A-Z ]+-----([A-Za-z0-9+/=\s]+)-----END/g)])
  return [...stored, ...pem.map(([, body = '']) => Buffer.from(body, 'base64').toString('latin1'))]
}

function holds(document: Document, secret: Uint8Array | string): boolean {
  const raw = Buffer.from(typeof secret === 'string' ? Buffer.from(secret) : secret)
  const forms = [raw.toString('latin1'), raw.toString('hex'), raw.toString('hex').toUpperCase(), raw.toString('base64')]
  return allBytes(document).some(bytes => forms.some(form => bytes.includes(form)))
}

const listing = (document: Document) =>
  document
    .layers()
    .flatMap(layer =>
      layer.entries().map(({ name, kind, mode, uid, gid, mtime }) => ({ name, kind, mode, uid, gid, mtime })),
    )

/** Secrets by the files that hold them, found by plain splitting. */
function secretsByFile(document: Document): readonly (readonly [string, Uint8Array | string])[] {
  return document.layers().flatMap(layer =>
    layer.entries().flatMap((entry): (readonly [string, Uint8Array | string])[] => {
      if (entry.kind !== 'file' || entry.opens !== null) return []
      const bytes = toUint8Array(document.content(entry))
      const text = Buffer.from(bytes).toString('latin1')
      const hashes = [...text.matchAll(/\$[156]\$[^:"\s$]+\$[A-Za-z0-9./]{20,}/g)].map(
        ([hash]) => [entry.name, hash] as const,
      )
      if (/random-seed|dropbear_/.test(entry.name)) return [...hashes, [entry.name, bytes.subarray(64, 100)] as const]
      const pem = /-----BEGIN (?:RSA )?PRIVATE KEY-----[^-]+-----END (?:RSA )?PRIVATE KEY-----/.exec(text)?.[0]
      const data = [...text.matchAll(/data[12]=([^:"\s]+)/g)].map(([, one = '']) => [entry.name, one] as const)
      if (!pem) return [...hashes, ...data]
      const lines = pem
        .split('\n')
        .slice(-8, -2)
        .map(line => [entry.name, line.trim()] as const)
      return [...hashes, ...data, ...lines, ...privateParts(pem).map(part => [entry.name, part] as const)]
    }),
  )
}

function privateParts(pem: string): readonly Uint8Array[] {
  try {
    const { d, p, q } = createPrivateKey(pem).export({ format: 'jwk' })
    return [d, p, q].flatMap(one => (one === undefined ? [] : [Buffer.from(one, 'base64url').subarray(0, 24)]))
  } catch {
    return []
  }
}

describe('a sanitised copy', () => {
  it.each([
    'esxi-4.1',
    'esxi-6.7',
    'esxi-7.0.1',
    'esxi-7.0.2',
    'esxi-8.0',
    'esxi-8.0-default',
    'configBundle-6.7',
    'configBundle-7.0.2',
  ] as const)(
    'of a generated host has none of its secrets, the same entries, and settings that hold: %s',
    async shape => {
      const backup = await makeBackup(shape)
      const { source, copy, report } = await copyOf(backup.bytes)
      const secrets = secretsByFile(source)
      expect(secrets.length).toBeGreaterThan(3)
      for (const [name, secret] of secrets) {
        expect(holds(source, secret), `the search finds that of ${name} in the source`).toBe(true)
        expect(holds(copy, secret), `that of ${name} is gone`).toBe(false)
      }
      for (const { hash } of backup.host.accounts) if (hash.includes('$')) expect(holds(copy, hash)).toBe(false)
      if (backup.key) expect(holds(copy, backup.key.key)).toBe(false)
      expect(listing(copy)).toEqual(listing(source))
      expect(copy.layers().map(layer => layer.isSealed)).toEqual(source.layers().map(layer => layer.isSealed))
      expect(copy.layers().every(({ problem }) => problem === null)).toBe(true)
      expect(new Set(checkSettings(await settingsOf(copy)).map(({ message }) => message))).toEqual(
        new Set(checkSettings(await settingsOf(source)).map(({ message }) => message)),
      )
      const told = JSON.stringify(report)
      for (const [, secret] of secrets) if (typeof secret === 'string') expect(told).not.toContain(secret)
      expect(report.replaced.some(({ kind }) => kind === 'private-key')).toBe(true)
      expect(report.replaced.filter(({ address }) => address.endsWith('schema-store-1'))).toEqual([])
    },
  )

  it('of the genuine backup has none of its secrets', needs(genuineSample, theGenuineSample), async () => {
    const { source, copy } = await copyOf(readGenuine('state.tgz'))
    for (const [name, secret] of secretsByFile(source)) expect(holds(copy, secret), name).toBe(false)
    expect(listing(copy)).toEqual(listing(source))
    expect(copy.layers().map(layer => layer.isSealed)).toEqual(source.layers().map(layer => layer.isSealed))
  })

  it(
    'keeps what a key is called: it stands in files beside it, and is not a secret',
    needs(hasProgram('ssh-keygen'), 'ssh-keygen'),
    async () => {
      const folder = await mkdtemp(join(tmpdir(), 'bootbank-key-'))
      execFileSync('ssh-keygen', [
        '-q',
        '-t',
        'ed25519',
        '-N',
        '',
        '-C',
        'root@a-host-with-a-long-name',
        '-f',
        join(folder, 'key'),
      ])
      const [key, pub] = [await readFile(join(folder, 'key')), await readFile(join(folder, 'key.pub'))]
      await rm(folder, { recursive: true })
      const hosts = '192.0.2.1 a-host-with-a-long-name\n'
      const { copy, report } = await copyOf(
        plainState([file('etc/ssh/key', key), file('etc/ssh/key.pub', pub), file('etc/hosts', hosts)]),
      )
      expect(Buffer.from(toUint8Array(copy.content(await copy.resolve('etc/hosts')))).toString()).toBe(hosts)
      expect(Buffer.from(toUint8Array(copy.content(await copy.resolve('etc/ssh/key.pub'))))).toEqual(pub)
      expect(report.replaced).toEqual([{ address: 'local.tgz!/etc/ssh/key', kind: 'private-key', count: 1 }])
      const lines = key.toString().split('\n').slice(2, -2)
      for (const line of lines) expect(holds(copy, line)).toBe(false)
    },
  )

  it('leaves the document as it was, and has the edits that are in it', async () => {
    const source = await open(plainState([file('etc/a', 'password = first-Secret1\n')]))
    source.put(await source.resolve('etc/a'), bytesOf(Buffer.from('password = other-Secret2\nkept\n')))
    const { state } = source
    const { bytes } = await sanitise(source)
    expect(source.state).toBe(state)
    const copy = await open(toUint8Array(bytes))
    const text = Buffer.from(toUint8Array(copy.content(await copy.resolve('etc/a')))).toString()
    expect(text).toMatch(/^password = REDACTED\w+\nkept\n$/)
  })

  it('is refused where the host keeps a layer locked', async () => {
    const { bytes } = await makeBackup('esxi-8.0-tpm')
    await expect(sanitise(await open(bytes))).rejects.toMatchObject({ code: 'SEALED_TPM' })
  })

  it('reads with GNU tar', async () => {
    const { made } = await copyOf(plainState([file('etc/shadow', 'root:abJnggxhB/yWI:1:0:9:7:::\n')]))
    expect(execFileSync('tar', ['tf', '-'], { input: gunzipSync(made), encoding: 'utf8' })).toContain('local.tgz')
  })
})

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
    expect(holds(await open(outer), secret)).toBe(true)
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
      expect(holds(await open(outer), secret)).toBe(true)
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

describe('pseudonyms', () => {
  const salt = Buffer.alloc(32, 7)
  const all = makePseudonyms(
    ['addresses', 'names', 'uuids', 'macs'],
    new Set(['esx01', 'esx01.lab.example', 'lab.example']),
    salt,
  )
  const of = (text: string) => all.replace(text, () => undefined)

  it('of addresses are others of the same range, one for one', () => {
    const address = fc.tuple(fc.nat(255), fc.nat(255)).map(([c, d]) => `192.168.${c}.${d}`)
    fc.assert(
      fc.property(fc.uniqueArray(address, { minLength: 2, maxLength: 20 }), found => {
        const made = found.map(of)
        expect(new Set(made).size).toBe(found.length)
        expect(made.every(one => /^192\.168\.\d{1,3}\.\d{1,3}$/.test(one))).toBe(true)
        expect(found.map(of)).toEqual(made)
      }),
    )
  })

  it('keep what is the same on every host, and the network that two share', () => {
    for (const text of ['127.0.0.1', '255.255.255.0', '0.0.0.0', '::1', 'ff02::1', '00:00:00:00:00:00'])
      expect(of(text)).toBe(text)
    const [a = '', b = ''] = [of('10.1.2.3'), of('10.1.2.77')]
    expect(a.split('.').slice(0, 3)).toEqual(b.split('.').slice(0, 3))
  })

  it('keep shapes: a MAC stays a MAC with its maker, a UUID a UUID, and names are replaced whole', () => {
    expect(of('00:50:56:aa:bb:cc')).toMatch(/^00:50:56(:[0-9a-f]{2}){3}$/)
    expect(of('00-50-56-AA-BB-CC')).toMatch(/^00-50-56(-[0-9A-F]{2}){3}$/)
    expect(of('5f3c2a10-0a1b-4c2d-8e3f-0011223344aa')).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
    expect(of('esx01.lab.example esx011')).not.toMatch(/esx01\b|lab/)
    expect(of('esx011')).toBe('esx011')
    expect(of('2001:db8::17')).not.toContain('2001:db8::17')
  })

  it('are proven: an original that stands where nothing was replaced is found, a pseudonym is not', () => {
    const one = makePseudonyms(['addresses', 'names', 'uuids', 'macs'], new Set(['esx01', 'esx01.lab.example']), salt)
    const originals = [
      ['addresses', '192.168.7.9'],
      ['addresses', '2001:db8::17'],
      ['macs', '00:50:56:AA:bb:cc'],
      ['uuids', '5f3c2a10-0a1b-4c2d-8e3f-0011223344aa'],
      ['names', 'esx01.lab.example'],
    ] as const
    for (const [, original] of originals) expect(one.leftIn(`x ${original} y`)).toBeNull()
    const made = one.replace(originals.map(([, original]) => original).join('\n'), () => undefined)
    expect(one.leftIn(made)).toBeNull()
    for (const [kind, original] of originals) {
      expect(one.leftIn(`${made} ${original} y`)).toBe(kind)
      expect(one.leftIn(original.toUpperCase())).toBe(kind)
    }
    // A part of another address, or of another word, is not it.
    expect(one.leftIn('192.168.7.90 esx011')).toBeNull()
  })

  it('of short names are of whole words, and never of a part of base64, of a hash or of binary bytes', () => {
    const short = makePseudonyms(['names'], new Set(['ab', 'qx1']), salt)
    const told = (text: string) => short.replace(text, () => undefined)
    const body = 'MIIBszCCARygAwIBAgIJ/ab+QyLmN4/qx1/Ab=='
    for (const text of [
      `ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABgQ/ab/7c+qx1/${'Zb3'.repeat(12)}== comment`,
      `root:$6$ab.cd/ab/$${'x/ab/.'.repeat(12)}Zz:19000:0:99999`,
      `root:{SSHA512}${'Ab9'.repeat(12)}/ab/qx1==`,
      `-----BEGIN X509 CRL-----\n${body}\nqx1+/ab/\n-----END X509 CRL-----\n`,
      `"sum": "${body}"`,
      'cab abs ab_c labs xab',
    ]) {
      expect(told(text)).toBe(text)
      expect(short.leftIn(text)).toBeNull()
    }
    for (const text of [
      'ab',
      'on ab.',
      '/vmfs/volumes/DatastoreOne1/ab/Machine/x=1',
      '$HOME/ab/SomeFolder/OtherFolder1',
      '{x}/ab/SomeFolder/OtherFolder1',
      '"AB"',
      'qx1,ab',
      `${body} ab`,
      'AB=qx1',
    ])
      expect(told(text)).not.toMatch(/(?<![A-Za-z0-9+/])(?:ab|qx1)(?![A-Za-z0-9+/])/i)
    expect(told('ab')).not.toBe('ab')
    expect(short.leftIn('on ab.')).toBe('names')
    expect(short.leftIn('\x01ab\x02', 'bytes')).toBeNull()
  })

  it('are looked for in the finished copy: one in which an original is left is not handed over', async () => {
    const document = await Document.open(bytesOf(plainState([file('etc/a', 'at 10.20.30.40\n')])), {
      name: 'state.tgz',
    })
    await document.openAll()
    const asItIs = (entry: Entry): CleanEntry => ({
      name: entry.name,
      linkname: entry.linkname,
      uname: entry.uname,
      gname: entry.gname,
      content: entry.kind === 'file' && !document.layerAt(entry) ? document.content(entry) : null,
    })
    const proving = (pseudonyms: Pseudonyms) =>
      proveCopy(document, document.source, asItIs, new Secrets(), new Map(), pseudonyms, {})
    const pseudonyms = makePseudonyms(['addresses'], new Set(), salt)
    await expect(proving(pseudonyms)).resolves.toMatchObject({ entries: 2 })
    pseudonyms.replace('10.20.30.40', () => undefined)
    await expect(proving(pseudonyms)).rejects.toMatchObject({
      code: 'SANITISE_FAILED',
      message: expect.stringContaining('addresses'),
    })
  })

  it('of two copies differ', async () => {
    const bytes = plainState([file('etc/a', 'at 10.20.30.40\n')])
    const [one, two] = [
      await copyOf(bytes, { pseudonymise: ['addresses'] }),
      await copyOf(bytes, { pseudonymise: ['addresses'] }),
    ]
    const text = async (copy: Document) =>
      Buffer.from(toUint8Array(copy.content(await copy.resolve('etc/a')))).toString()
    expect(await text(one.copy)).toMatch(/^at 10\.\d+\.\d+\.\d+\n$/)
    expect(await text(one.copy)).not.toBe(await text(two.copy))
  })

  it.each(['esxi-6.7', 'esxi-8.0'] as const)(
    'take address, name and UUID of a generated host out of every layer: %s',
    async shape => {
      const { bytes, host } = await makeBackup(shape)
      const { copy, source } = await copyOf(bytes, { pseudonymise: ['addresses', 'names', 'uuids', 'macs'] })
      const told = allBytes(copy).join('\n')
      const before = allBytes(source).join('\n')
      for (const value of [host.name, host.address, host.uuid]) {
        expect(before).toContain(value)
        expect(told.includes(value), value).toBe(false)
      }
    },
  )

  it(
    'stand in a new certificate with its key and the dates of the one before, as openssl reads them',
    needs(hasProgram('openssl'), 'openssl'),
    async () => {
      const { bytes, host } = await makeBackup('esxi-8.0')
      const { copy, source, report } = await copyOf(bytes, { pseudonymise: ['addresses', 'names', 'uuids', 'macs'] })
      const text = async (document: Document, name: string) =>
        Buffer.from(toUint8Array(document.content(await document.resolve(name)))).toString('latin1')
      const openssl = (args: readonly string[], input: string) =>
        execFileSync('openssl', [...args], { input }).toString()
      const [old, made] = [await text(source, 'etc/vmware/ssl/rui.crt'), await text(copy, 'etc/vmware/ssl/rui.crt')]
      const said = (certificate: string, ...args: readonly string[]) =>
        openssl(['x509', '-noout', ...args], certificate)
      expect(said(made, '-dates')).toBe(said(old, '-dates'))
      expect(said(old, '-text')).toContain(host.name)
      expect(said(made, '-text')).not.toContain(host.name)
      const [, name = ''] = /CN ?= ?([\w.-]+)/.exec(said(made, '-subject')) ?? []
      expect(await text(copy, 'etc/hosts')).toContain(name)
      const key = await text(copy, 'etc/vmware/ssl/rui.key')
      expect(openssl(['pkey', '-pubout'], key)).toBe(said(made, '-pubkey'))
      expect(key).not.toBe(await text(source, 'etc/vmware/ssl/rui.key'))
      expect(report.replaced.filter(({ address }) => address.endsWith('rui.crt')).map(({ kind }) => kind)).toContain(
        'certificate',
      )
    },
  )

  it('keep chains: each new certificate is signed by the new one above it, as openssl verifies them, and one whose signer is elsewhere signs itself', {
    ...needs(hasProgram('openssl'), 'openssl'),
    timeout: 60_000,
  }, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'sanitised-chain-'))
    const at = (name: string) => join(folder, name)
    const openssl = (...args: readonly string[]) =>
      execFileSync('openssl', [...args], { cwd: folder, stdio: 'pipe' }).toString()
    const make = (name: string, subject: string, by: string | null, extensions: string) => {
      openssl('req', '-newkey', 'rsa:2048', '-nodes', '-keyout', `${name}.key`, '-out', `${name}.csr`, '-subj', subject)
      writeFileSync(at(`${name}.ext`), `${extensions}\n`)
      const signer = by === null ? ['-signkey', `${name}.key`] : ['-CA', `${by}.crt`, '-CAkey', `${by}.key`]
      openssl('x509', '-req', '-in', `${name}.csr`, ...signer, '-extfile', `${name}.ext`, '-out', `${name}.crt`)
    }
    const authority = 'basicConstraints=critical,CA:true'
    try {
      make('elsewhere', '/CN=Elsewhere', null, authority)
      make('root', '/CN=Some Root', null, authority)
      make('middle', '/O=Owner of qx1/CN=Middle of qx1', 'root', authority)
      make('host', '/CN=qx1.lab.example', 'middle', 'subjectAltName=DNS:qx1.lab.example,DNS:qx1,IP:10.20.30.40')
      make('other', '/CN=other.example', 'middle', 'subjectAltName=DNS:other.example')
      make('orphan', '/CN=qx1', 'elsewhere', 'subjectAltName=DNS:qx1')
      make('stranger', '/CN=Stranger', null, authority)
      const text = (...names: readonly string[]) => names.map(name => readFileSync(at(`${name}.crt`), 'utf8')).join('')
      const { copy, report } = await copyOf(
        plainState([
          file('etc/hosts', '10.20.30.40\tqx1.lab.example qx1\n'),
          file('etc/vmware/ssl/rui.crt', text('host', 'middle')),
          file('etc/vmware/ssl/rui.key', readFileSync(at('host.key'), 'utf8')),
          file('etc/vmware/ssl/castore.pem', text('stranger', 'root')),
          file('etc/other.crt', text('other')),
          file('etc/orphan.crt', text('orphan')),
        ]),
        { pseudonymise: ['names', 'addresses'] },
      )
      for (const name of ['rui.crt', 'rui.key', 'castore.pem']) {
        const content = copy.content(await copy.resolve(`etc/vmware/ssl/${name}`))
        writeFileSync(at(`new-${name}`), toUint8Array(content))
      }
      for (const name of ['other.crt', 'orphan.crt'])
        writeFileSync(at(`new-${name}`), toUint8Array(copy.content(await copy.resolve(`etc/${name}`))))
      for (const leaf of ['new-rui.crt', 'new-other.crt'])
        expect(openssl('verify', '-CAfile', 'new-castore.pem', '-untrusted', 'new-rui.crt', leaf)).toContain('OK')
      expect(() => openssl('verify', '-CAfile', 'root.crt', '-untrusted', 'new-rui.crt', 'new-rui.crt')).toThrow()
      expect(openssl('verify', '-CAfile', 'new-orphan.crt', 'new-orphan.crt')).toContain('OK')
      const said = (name: string, what: string) => openssl('x509', '-in', name, '-noout', what)
      expect(said('new-rui.crt', '-dates')).toBe(said('host.crt', '-dates'))
      expect(openssl('pkey', '-in', 'new-rui.key', '-pubout')).toBe(said('new-rui.crt', '-pubkey'))
      const shown = openssl('storeutl', '-noout', '-text', '-certs', 'new-rui.crt')
      expect(shown).toContain('CA:TRUE')
      expect(shown).not.toMatch(/qx1|Owner|10\.20\.30\.40/)
      // A certificate that has nothing to do with the host stays.
      expect(readFileSync(at('new-castore.pem'), 'utf8')).toContain(text('stranger').trim())
      expect(report.notes.join('\n')).toContain('What signed one of them is not in this backup: it signs itself.')
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })
})
