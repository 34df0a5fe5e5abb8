// Bad input by name: each gets the best view that is possible and a note of what is wrong where, and the file beside it is shown as ever.
import { execFileSync } from 'node:child_process'
import { beforeAll, describe, expect, it } from 'vitest'
import type { NodeView, ViewerChoices } from '../../../shared/viewers/viewers'
import { file, opened, tgz } from '../../../testing/archives/small-backups'
import { viewOf } from './registry'
import { Subject } from './subject'

let certificate = ''
beforeAll(() => {
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', '/dev/null']
  certificate = execFileSync('openssl', ['req', '-x509', ...key, '-subj', '/CN=host.lab.example', '-days', '30'], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  })
}, 60_000)

async function shown(name: string, content: string | Uint8Array, choices: ViewerChoices = {}): Promise<NodeView> {
  const document = await opened(await tgz([file(name, content), file('etc/beside', 'as ever\n')]))
  const look = async (at: string, chosen: ViewerChoices = {}) =>
    viewOf(new Subject({ document, entry: await document.resolve(at), opened: null, folder: null }), chosen)
  const view = await look(name, choices)
  expect(await look('etc/beside')).toMatchObject({ viewer: 'text', data: { text: 'as ever\n' }, failed: null })
  return view
}

const derOf = (pem: string) => Buffer.from(pem.replace(/-----.*?-----/g, ''), 'base64')
const pemOf = (der: Uint8Array, label = 'CERTIFICATE') => {
  const lines =
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/g) ?? []
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`
}

/** A sequence of that many levels, each around the next. */
function nested(depth: number): Buffer {
  const heads: Buffer[] = []
  let length = 0
  for (let level = 0; level < depth; level++) {
    const size = length.toString(16)
    const digits = Buffer.from(size.padStart(size.length + (size.length % 2), '0'), 'hex')
    heads.push(Buffer.from(length < 128 ? [0x30, length] : [0x30, 0x80 + digits.length, ...digits]))
    length += heads.at(-1)?.length ?? 0
  }
  return Buffer.concat(heads.toReversed())
}

describe('bad input', () => {
  it('broken DER: the view of certificates says what is wrong, and text and bytes are beside it', async () => {
    const der = derOf(certificate)
    // The first date becomes a string of octets.
    der[der.indexOf(Buffer.from('170d', 'hex'))] = 0x04
    expect(await shown('etc/a.crt', pemOf(der))).toMatchObject({
      viewer: 'certificate',
      viewers: ['certificate', 'text', 'hex'],
      data: { certificates: [], problems: [{ line: 1, message: expect.stringMatching(/^This is not an X\.509/) }] },
    })
    expect(await shown('etc/a.der', der)).toMatchObject({
      viewer: 'certificate',
      viewers: ['certificate', 'hex'],
      data: { certificates: [], problems: [{ line: null }] },
    })
  })

  it('DER that is cut off is bytes', async () => {
    const view = await shown('etc/a.der', derOf(certificate).subarray(0, 200))
    expect(view).toMatchObject({ viewer: 'hex', data: { format: 'DER (ASN.1)' } })
  })

  it('PEM with junk between: the certificates are shown, and each broken block by its line', async () => {
    const junk = `some words\n-----BEGIN CERTIFICATE-----\n!!!!\n-----END CERTIFICATE-----\n\u0000`.replace(
      '\u0000',
      '~~~\n',
    )
    const lines = certificate.split('\n').length
    expect(await shown('etc/a.pem', `${certificate}${junk}${certificate}`)).toMatchObject({
      viewer: 'certificate',
      data: {
        certificates: [{ line: 1 }, { line: lines + junk.split('\n').length - 1 }],
        problems: [{ line: lines + 1, message: expect.stringContaining('it is not base64') }],
      },
    })
  })

  it('a certificate of 10 MB is not read, and says its size', async () => {
    const large = Buffer.alloc(10_000_000, 0x30)
    const told = { certificates: [], problems: [{ message: expect.stringContaining('it has 10000000 bytes') }] }
    expect(await shown('etc/a.pem', pemOf(large))).toMatchObject({ viewer: 'certificate', data: told })
    const head = Buffer.from([0x30, 0x83, 0x98, 0x96, 0x7b, 0x30, 0x83, 0x90, 0, 0, 0xa0])
    const der = Buffer.concat([head, Buffer.alloc(10_000_000 - head.length)])
    expect(await shown('etc/a.der', der)).toMatchObject({ viewer: 'certificate', data: told })
  })

  it.each(['CERTIFICATE', 'CERTIFICATE REQUEST', 'X509 CRL'])('ASN.1 nested 10,000 deep as %s is told', async label => {
    const deep = nested(10_000)
    expect(await shown('etc/a.pem', pemOf(deep, label))).toMatchObject({
      viewer: 'certificate',
      data: { certificates: [], requests: [], lists: [], problems: [{ line: 1 }] },
    })
    expect((await shown('etc/a.der', deep)).viewer).toMatch(/^(?:certificate|hex)$/)
  })

  it('text with lone surrogates is text, with the place of the first', async () => {
    const wtf8 = Buffer.concat([
      Buffer.from('größe\nand more of it, so that it is text: '),
      Buffer.from([0xed, 0xa0, 0xbd]),
    ])
    expect(await shown('etc/a.txt', wtf8)).toMatchObject({
      viewer: 'text',
      data: { encoding: 'latin-1', fault: expect.stringContaining('Line 2: the byte 0xED at offset 44') },
    })
    expect(await shown('etc/a.txt', Buffer.from('\ufeffa\ud83db', 'utf16le'))).toMatchObject({
      viewer: 'text',
      data: { encoding: 'utf-16le', text: 'a\ud83db', fault: expect.stringContaining('U+D83D') },
    })
  })

  it('binary with a text extension is bytes, and says the first that no text has', async () => {
    expect(await shown('etc/a.conf', Buffer.from('key = 1\nname = \0\x01\x02rest'))).toMatchObject({
      viewer: 'hex',
      viewers: ['hex'],
      data: {
        binary: true,
        notText: expect.stringMatching(/^Line 2: the byte 0x00 at offset 15 does not belong in a text/),
      },
    })
    expect(await shown('etc/a.bin', Buffer.from('a\0'))).toMatchObject({ viewer: 'hex', data: { notText: null } })
    expect(await shown('etc/a.txt', Buffer.alloc(64, 0x90))).toMatchObject({
      data: { notText: expect.stringMatching(/^Line 1: the byte 0x90 at offset 0 /) },
    })
  })

  it('broken XML and JSON: the text is as ever, the formatted view tells line and column and shows all of it', async () => {
    const [xml, json] = ['<a>\n  <b>\n</a>\n', '{"a": 1,\n  "b" 2}\n']
    expect(await shown('etc/a.xml', xml)).toMatchObject({ viewer: 'text', data: { text: xml }, failed: null })
    expect(await shown('etc/a.xml', xml, { xml: 'formatted' })).toMatchObject({
      viewer: 'formatted',
      data: { text: xml.trimEnd(), problem: { line: 3, message: expect.stringMatching(/^[A-Z].+\.$/) } },
    })
    expect(await shown('etc/a.json', json)).toMatchObject({ viewer: 'text', data: { text: json }, failed: null })
    expect(await shown('etc/a.json', json, { json: 'formatted' })).toMatchObject({
      viewer: 'formatted',
      data: { problem: { line: 2, column: 7, message: 'A colon must stand here.' } },
    })
  })

  it('a viewer that fails gives way to the text, and to the bytes where there is none, and says which and why', async () => {
    const inventory = 'etc/vmware/hostd/vmInventory.xml'
    expect(await shown(inventory, '<ConfigRoot>', { xml: 'about' })).toMatchObject({
      viewer: 'text',
      failed: { viewer: 'about', error: { message: `${inventory} is not well-formed XML.` } },
    })
    expect(await shown(inventory, Buffer.from([0, 1, 2]), { binary: 'about' })).toMatchObject({
      viewer: 'hex',
      failed: { viewer: 'about', error: { message: `${inventory} is not text, as it would be on a host.` } },
    })
  })
})
