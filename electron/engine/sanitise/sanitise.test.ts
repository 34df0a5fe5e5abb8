// A sanitised copy, held against the recipe that its source was made from and against a search that shares no code with the engine's own.
import { execFileSync } from 'node:child_process'
import { createPrivateKey } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { hasProgram } from '../../../testing/archives/has-program'
import { gunzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { genuineSample, readGenuine, theGenuineSample } from '../../../testing/archives/genuine-sample'
import { file, plainState } from '../../../testing/archives/small-backups'
import { makeBackup } from '../../../testing/fixtures/backups'
import { needs } from '../../../testing/needs'
import { bytesOf, toUint8Array } from '../codecs/bytes'
import type { Document } from '../document/document'
import { checkSettings } from '../settings/check'
import { settingsOf } from '../settings/read-settings'
import { sanitise } from './sanitise'

import { copyOf, holds, listing, openAll } from '../../../testing/archives/sanitised-copies'

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
    const source = await openAll(plainState([file('etc/a', 'password = first-Secret1\n')]))
    source.put(await source.resolve('etc/a'), bytesOf(Buffer.from('password = other-Secret2\nkept\n')))
    const { state } = source
    const { bytes } = await sanitise(source)
    expect(source.state).toBe(state)
    const copy = await openAll(toUint8Array(bytes))
    const text = Buffer.from(toUint8Array(copy.content(await copy.resolve('etc/a')))).toString()
    expect(text).toMatch(/^password = REDACTED\w+\nkept\n$/)
  })

  it('is refused where the host keeps a layer locked', async () => {
    const { bytes } = await makeBackup('esxi-8.0-tpm')
    await expect(sanitise(await openAll(bytes))).rejects.toMatchObject({ code: 'SEALED_TPM' })
  })

  it('reads with GNU tar', async () => {
    const { made } = await copyOf(plainState([file('etc/shadow', 'root:abJnggxhB/yWI:1:0:9:7:::\n')]))
    expect(execFileSync('tar', ['tf', '-'], { input: gunzipSync(made), encoding: 'utf8' })).toContain('local.tgz')
  })
})
