import { describe, expect, it } from 'vitest'
import { BootbankError } from '../../../shared/model/errors'
import { viewerIds } from '../../../shared/viewers/viewers'
import { file, opened, tgz } from '../../../testing/archives/small-backups'
import { type Readers, viewersOf, viewOf } from './registry'
import { Subject } from './subject'

async function subjectOf(name: string, content: string | Uint8Array): Promise<Subject> {
  const document = await opened(await tgz([file(name, content)]))
  return new Subject({ document, entry: document.root.entries()[0] ?? null, opened: null, folder: null })
}

const certificate = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n'
const latin = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'))

/** Readers that answer with their own name; some fail. */
function readersThat(fail: readonly string[]): Readers {
  const made = viewerIds.map(id => [
    id,
    () => {
      if (fail.includes(id)) throw new BootbankError('NOT_TEXT', `no ${id}`)
      return id
    },
  ])
  return Object.fromEntries(made) as Readers
}

describe('the viewers of a file', () => {
  it.each([
    ['etc/vmware/ssl/rui.crt', certificate, 'certificate', ['certificate', 'about', 'text', 'hex']],
    ['etc/castore', `# Authorities\n\n${certificate}`, 'certificate', ['certificate', 'text', 'hex']],
    [
      'etc/vmware/ssl/rui.key',
      '-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n',
      'keys',
      ['text', 'keys', 'about', 'hex'],
    ],
    ['bin/renew.sh', 'echo "-----BEGIN CERTIFICATE-----" >x\n', 'shell', ['text', 'hex']],
    ['etc/a.xml', '<a/>', 'xml', ['text', 'formatted', 'beside', 'hex']],
    ['etc/broken.json', '{', 'json', ['text', 'formatted', 'beside', 'hex']],
    ['etc/empty', '', 'plain', ['text']],
    ['etc/blob', latin('\0\x01\x02'), 'binary', ['hex']],
    ['etc/not.der', latin('\x30\x03\x02\x01\0'), 'binary', ['hex']],
  ])('%s that begins %j is a %s', async (name, content, kind, viewers) => {
    expect(viewersOf(await subjectOf(name, content))).toEqual({ kind, viewers })
  })
})

describe('a viewer that fails', () => {
  it('gives way to the text, and says so', async () => {
    const subject = await subjectOf('rui.crt', certificate)
    expect(await viewOf(subject, {}, readersThat(['certificate']))).toMatchObject({
      viewer: 'text',
      viewers: ['certificate', 'text', 'hex'],
      failed: { viewer: 'certificate', error: { code: 'NOT_TEXT', message: 'no certificate' } },
    })
  })

  it('gives way to the bytes where there is no text, or where the text fails', async () => {
    const subject = await subjectOf('a.txt', 'abc')
    expect(await viewOf(subject, {}, readersThat(['text']))).toMatchObject({
      viewer: 'hex',
      failed: { viewer: 'text' },
    })
  })

  it('is an error where nothing else can be shown', async () => {
    const subject = await subjectOf('x', latin('\0'))
    await expect(viewOf(subject, {}, readersThat(['hex']))).rejects.toMatchObject({ code: 'NOT_TEXT' })
  })

  it('of our own fault is told as such, without taking the document along', async () => {
    const broken = { ...readersThat([]), certificate: () => JSON.parse('{') }
    const subject = await subjectOf('rui.crt', certificate)
    expect(await viewOf(subject, {}, broken)).toMatchObject({ viewer: 'text', failed: { error: { code: 'INTERNAL' } } })
  })
})
