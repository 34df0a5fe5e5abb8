// Names, addresses, MACs and UUIDs in a sanitised copy: other ones of the same kind, the same everywhere.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { hasProgram } from '../../../testing/archives/has-program'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { file, plainState } from '../../../testing/archives/small-backups'
import { makeBackup } from '../../../testing/fixtures/backups'
import { needs } from '../../../testing/needs'
import { bytesOf, toUint8Array } from '../codecs/bytes'
import { Document } from '../document/document'
import type { Entry } from '../document/entry'
import type { CleanEntry } from './clean-archive'
import { proveCopy } from './proof'
import { makePseudonyms, type Pseudonyms } from './pseudonyms'
import { Secrets } from './secrets'

import { allBytes, copyOf } from '../../../testing/archives/sanitised-copies'

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
