import { isIP } from 'node:net'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseEsxConf } from '../../../../shared/esx-conf/esx-conf'
import { confValueType } from '../../../../shared/esx-conf/value-type'
import { file, opened, tgz } from '../../../../testing/archives/small-backups'
import { viewersOf, viewOf } from '../registry'
import { Subject } from '../subject'

async function subjectOf(path: string, text: string): Promise<Subject> {
  const document = await opened(tgz([file(path, text)]))
  return new Subject({ document, entry: document.root.entries()[0] ?? null, opened: null, folder: null })
}

async function linesOf(text: string) {
  const subject = await subjectOf('etc/vmware/esx.conf', text)
  const { viewer, data } = await viewOf(subject, { 'esx-conf': 'conf-keys' })
  if (viewer !== 'conf-keys') throw new Error(viewer)
  return data
}

describe('an esx.conf', () => {
  it.each([
    // The file in its own place is told in words too; a copy elsewhere may be that of another host.
    ['etc/vmware/esx.conf', 'anything', ['text', 'conf-keys', 'about', 'hex']],
    ['backup/esx.conf.old', '\n', ['text', 'conf-keys', 'hex']],
    ['saved/keys', '/system/uuid = "x"\n', ['text', 'conf-keys', 'hex']],
  ])('is shown as text and by its keys: %s', async (path, text, viewers) => {
    expect(viewersOf(await subjectOf(path, text))).toEqual({ kind: 'esx-conf', viewers })
  })
})

describe('the lines of an esx.conf', () => {
  it('hide what is secret wherever it stands, and nothing else', async () => {
    const hash = `$6$abcdefgh$${'0123456789'.repeat(9)}`
    const data = await linesOf(`# ${hash}\n/a/name = "n"\r\n/a/password = "hunter2"\nuser password="x1"\n/b = ""`)
    expect(data).toEqual({
      key: [null, '/a/name', '/a/password', null, '/b'],
      value: ['# ••••••••', 'n', '••••••••', 'user password="••••••••"', ''],
      secret: [0, 2, 3],
    })
  })

  it('are those of the file, one each', async () => {
    const line = fc.constantFrom('/a/b = "c"', '# x', '', 'broken', '/p/password = "s3cret"', 'password=s3cret')
    await fc.assert(
      fc.asyncProperty(fc.array(line, { maxLength: 12 }), async parts => {
        const text = parts.join('\n')
        const lines = parseEsxConf(text)
        const { key, value, secret } = await linesOf(text)
        expect(key).toEqual(lines.map(one => (one.kind === 'entry' ? one.key : null)))
        for (const [index, one] of lines.entries()) {
          const given = one.kind === 'entry' ? one.value : text.slice(one.start, one.end)
          expect(secret.includes(index)).toBe(given.includes('s3cret'))
          expect(value[index]).toBe(given.replace('s3cret', '••••••••'))
        }
      }),
      { numRuns: 30 },
    )
  })
})

it('what passes for an address is one for Node as well', () => {
  const nearly = fc.stringMatching(/^[0-9a-f:.]{2,20}$/)
  fc.assert(fc.property(nearly, text => confValueType(text) !== 'ip' || isIP(text) !== 0))
})
