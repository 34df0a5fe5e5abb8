import { describe, expect, it } from 'vitest'
import { binaryFormat } from './magic'

describe('the format of bytes', () => {
  const latin = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'))
  it.each([
    ['x', 'SQLite format 3\0....', 'SQLite 3 database'],
    ['x', '\x1f\x8b\x08\0', 'gzip'],
    ['x', '\x7fELF\x02', 'ELF program or library'],
    ['x', `${'\0'.repeat(257)}visor  `, 'VMware visor tar'],
    ['x', '\0\0\0\x07ssh-rsa\0\0\0\x03\x01\0\x01', 'dropbear host key'],
    ['x', '\0\0\0\x07ssh-dss\0\0\0\x81', 'dropbear host key'],
    ['etc/random-seed', '\x01\x02\x03', 'random seed'],
    ['etc/vmware/ssl/ca.der', '\x30\x82\x03\x01', 'DER (ASN.1)'],
    ['x', '\x01\x02\x03', null],
    ['x', '', null],
  ])('%s starting %j is %s', (path, head, format) => {
    expect(binaryFormat(path, latin(head))).toBe(format)
  })
})
