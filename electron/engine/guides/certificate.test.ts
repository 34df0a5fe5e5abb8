// The guided change of certificate and SSH keys: openssl and ssh-keygen take what it makes, and a pair that is given is checked.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import type { GuideAnswers } from '../../../shared/model/guide'
import { hasProgram } from '../../../testing/archives/has-program'
import { openHost, withGenuine } from '../../../testing/fixtures/opened-hosts'
import { needs } from '../../../testing/needs'
import { opensslPair } from '../../../testing/openssl-pair'
import { backupOf } from '../../../testing/settings/stores'
import { makeChange, previewOf } from './guided-change'

import { textOf } from '../../../testing/fixtures/text-of'

const folder = mkdtempSync(join(tmpdir(), 'guides-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const now = new Date('2026-03-01T12:00:00Z')

/** The strings that SSH writes one after another. */
function sshStrings(bytes: Buffer): readonly Buffer[] {
  const found: Buffer[] = []
  for (let at = 0; at < bytes.length; ) {
    const length = bytes.readUInt32BE(at)
    found.push(bytes.subarray(at + 4, at + 4 + length))
    at += 4 + length
  }
  return found
}

const numberIn = (bytes: Buffer) => BigInt(`0x${bytes.toString('hex')}`)

function power(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let [result, square] = [1n, base % modulus]
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = (result * square) % modulus
    square = (square * square) % modulus
  }
  return result
}

describe('certificate and keys', () => {
  const file = (name: string, text: string | null) => {
    const path = join(folder, name)
    writeFileSync(path, text ?? '', { mode: 0o600, encoding: 'latin1' })
    return path
  }

  it.each(withGenuine('esxi-6.7', 'esxi-8.0'))(
    'of %s are a pair that openssl accepts, with names and days',
    needs(hasProgram('openssl'), 'openssl'),
    async name => {
      const document = await openHost(name)
      const given = { certificate: 'self-signed', names: 'esx9.example.com 192.0.2.9', days: '100' }
      await makeChange(document, 'certificate', given, now)
      const crt = file('rui.crt', textOf(document, 'etc/vmware/ssl/rui.crt'))
      const key = file('rui.key', textOf(document, 'etc/vmware/ssl/rui.key'))
      const openssl = (...args: string[]) => execFileSync('openssl', args, { encoding: 'utf8' })
      expect(openssl('verify', '-CAfile', crt, crt)).toContain('OK')
      expect(openssl('x509', '-in', crt, '-noout', '-pubkey')).toBe(openssl('pkey', '-in', key, '-pubout'))
      const shown = openssl('x509', '-in', crt, '-noout', '-text')
      expect(shown).toMatch(/DNS:esx9\.example\.com, IP Address:192\.0\.2\.9/)
      expect(shown).toContain('sha256WithRSAEncryption')
      expect(openssl('x509', '-in', crt, '-noout', '-checkhost', 'esx9.example.com')).toContain('does match')
      const days = /notBefore=(.*)\nnotAfter=(.*)/.exec(openssl('x509', '-in', crt, '-noout', '-dates'))
      expect((Date.parse(days?.[2] ?? '') - Date.parse(days?.[1] ?? '')) / 86_400_000).toBeCloseTo(101, 3)
    },
  )

  it.each(['esxi-6.7', 'esxi-8.0'] as const)(
    'SSH host keys of %s are read by ssh-keygen, each with its public half, and the remark stays',
    needs(hasProgram('ssh-keygen'), 'ssh-keygen'),
    async name => {
      const document = await openHost(name)
      await document.openChain()
      const kinds = ['rsa', 'ecdsa'].map(kind => `etc/ssh/ssh_host_${kind}_key`)
      const old = kinds.map(path => textOf(document, `${path}.pub`) ?? '')
      await makeChange(document, 'certificate', { ssh: 'yes' }, now)
      for (const [index, path] of kinds.entries()) {
        const line = textOf(document, `${path}.pub`) ?? ''
        const shown = execFileSync('ssh-keygen', ['-y', '-f', file('key', textOf(document, path))], {
          encoding: 'utf8',
        })
        expect(shown.trim().split(' ').slice(0, 2)).toEqual(line.split(' ').slice(0, 2))
        expect(line).not.toBe(old[index])
        expect(line.split(' ')[2]).toBe(old[index]?.split(' ')[2])
      }
    },
  )

  it('an Ed25519 key is read by ssh-keygen as well', needs(hasProgram('ssh-keygen'), 'ssh-keygen'), async () => {
    const path = 'etc/ssh/ssh_host_ed25519_key'
    const document = await backupOf({
      conf: '/a = "1"\n',
      files: { [path]: 'old', [`${path}.pub`]: 'ssh-ed25519 AAAA me@host\n' },
    })
    await makeChange(document, 'certificate', { ssh: 'yes' }, now)
    const shown = execFileSync('ssh-keygen', ['-y', '-f', file('ed', textOf(document, path))], { encoding: 'utf8' })
    expect(`${shown.trimEnd().split(' ').slice(0, 2).join(' ')} me@host\n`).toBe(textOf(document, `${path}.pub`))
  })

  it('those of dropbear hold the numbers of a pair, and the preview does not show them', async () => {
    const document = await openHost('esxi-4.1')
    const paths = ['rsa', 'dss'].map(kind => `etc/dropbear/dropbear_${kind}_host_key`)
    await document.openChain()
    const old = paths.map(path => textOf(document, path))
    const preview = await previewOf(document, 'certificate', { ssh: 'yes' })
    expect(preview.files.map(({ path }) => path)).toEqual(paths)
    expect(JSON.stringify(preview)).not.toMatch(/ssh-rsa|ssh-dss/)
    await makeChange(document, 'certificate', { ssh: 'yes' }, now)
    const [rsa = [], dss = []] = paths.map(path => sshStrings(Buffer.from(textOf(document, path) ?? '', 'latin1')))
    expect(paths.map(path => textOf(document, path) === null)).toEqual([false, false])
    expect(paths.map((path, index) => textOf(document, path) === old[index])).toEqual([false, false])
    expect(rsa[0]?.toString()).toBe('ssh-rsa')
    const [e = 0n, n = 0n, d = 0n, p = 0n, q = 0n] = rsa.slice(1).map(numberIn)
    expect(p * q).toBe(n)
    expect(n.toString(2)).toHaveLength(2048)
    expect((e * d) % (p - 1n)).toBe(1n)
    expect((e * d) % (q - 1n)).toBe(1n)
    expect(dss[0]?.toString()).toBe('ssh-dss')
    const [prime = 0n, order = 0n, g = 0n, y = 0n, x = 0n] = dss.slice(1).map(numberIn)
    expect([prime.toString(2).length, order.toString(2).length]).toEqual([1024, 160])
    expect((prime - 1n) % order).toBe(0n)
    expect(x > 0n && x < order).toBe(true)
    expect(power(g, order, prime)).toBe(1n)
    expect(power(g, x, prime)).toBe(y)
  })

  it('a given pair is checked, and put in as it is', needs(hasProgram('openssl'), 'openssl'), async () => {
    const [one, two] = [opensslPair(folder, 'one', '-days', '30'), opensslPair(folder, 'two', '-days', '30')]
    const document = await openHost('esxi-8.0')
    const refusal = async (given: GuideAnswers) =>
      (await previewOf(document, 'certificate', { certificate: 'given', ...given })).refusal
    expect(await refusal({ crt: one.crt, key: two.key })).toMatchObject({
      question: 'key',
      message: 'The key is not that of the certificate.',
    })
    expect(await refusal({ crt: 'nothing', key: one.key })).toMatchObject({ question: 'crt' })
    expect(await refusal({ crt: one.crt, key: 'nothing' })).toMatchObject({ question: 'key' })
    const sealed = execFileSync('openssl', ['pkcs8', '-topk8', '-passout', 'pass:x', '-v2', 'aes-256-cbc'], {
      input: one.key,
      encoding: 'utf8',
    })
    expect((await refusal({ crt: one.crt, key: sealed }))?.message).toContain('passphrase')
    const preview = await previewOf(document, 'certificate', { certificate: 'given', ...one })
    expect(preview.refusal).toBeNull()
    expect(preview.notes.join(' ')).toContain('no alternative names')
    const body = one.key.split('\n')[1] ?? ''
    expect(JSON.stringify(preview)).not.toContain(body)
    await makeChange(document, 'certificate', { certificate: 'given', ...one }, now)
    expect(textOf(document, 'etc/vmware/ssl/rui.key')).toBe(one.key)
    expect(textOf(document, 'etc/vmware/ssl/rui.crt')).toBe(one.crt)
  })
})
