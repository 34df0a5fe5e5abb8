// What counts as a layer, and what may be put into one: single compressed files, archives without members, names without an archive.
import { gunzipSync, gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import {
  file,
  filesOf,
  hostFiles,
  info,
  opened,
  put,
  sealed,
  special,
  tgz,
} from '../../../testing/archives/small-backups'
import { bytesOf, equalBytes, toUint8Array } from '../codecs/bytes'
import { Document } from './document'

test('local.tgz that is not an archive is not in the chain of layers', async () => {
  const document = await Document.open(bytesOf(tgz([file('local.tgz', 'not a gzip')])), { name: 'state.tgz' })
  await document.openChain()
  expect(document.layers().map(({ label }) => label)).toEqual(['state.tgz'])
})

test('what is not an archive is not opened as one', async () => {
  const document = await opened(tgz([file('etc/hosts', 'x'), special('etc/link', '2', 'hosts')]))
  for (const name of ['etc/hosts', 'etc/link'])
    await expect(document.openLayer(await document.resolve(name))).rejects.toMatchObject({
      code: 'NOT_AN_ARCHIVE',
      where: { path: name },
    })
})

test('zeros in a gzip are an archive without members; other bytes of that length are a file', async () => {
  const names = async (content: Uint8Array) => {
    const document = await opened(tgz([file('inner.gz', gzipSync(content))]))
    return document.layers().map(layer => (layer.isTar ? layer.entries().length : 'a single file'))
  }
  expect(await names(new Uint8Array(1024))).toEqual([1, 0])
  expect(await names(new Uint8Array(1000))).toEqual([1, 'a single file'])
  expect(await names(Buffer.alloc(1024, 'x'))).toEqual([1, 'a single file'])
  const last = new Uint8Array(1024)
  last[1023] = 1
  expect(await names(last)).toEqual([1, 'a single file'])
})

test('no archive is put in the place of a single compressed file', async () => {
  const document = await opened(tgz([file('useropts.gz', gzipSync('a=b\n'))]))
  const address = 'useropts.gz!/useropts'
  for (const content of [tgz(filesOf({ a: '1' })), new Uint8Array(1024)])
    await expect(put(document, address, content)).rejects.toMatchObject({ code: 'READ_ONLY' })
  await put(document, address, 'c=d\n')
  expect(document.changes()).toHaveLength(1)
})

test('changes are told in the order of the archive, not in that of the edits', async () => {
  const document = await opened(tgz(filesOf({ a: '1', b: '2', c: '3' })))
  for (const name of ['c', 'a', 'b']) await put(document, name, 'changed')
  expect(document.changes().map(({ slot }) => slot)).toEqual([0, 1, 2])
})

test('an archive that ends within the padding of its last entry keeps its end when an entry before that is edited', async () => {
  const [whole, cut] = [Buffer.from(toUint8Array(bytesOf(tarBytes()))), 2 * 1024 + 512 + 3]
  const document = await Document.open(bytesOf(gzipSync(whole.subarray(0, cut))), { name: 'state.tgz' })
  await put(document, 'a', 'one')
  const built = await Document.open(await document.build(), { name: 'state.tgz' })
  expect(built.root.content.length).toBe(cut)
  expect(equalBytes(built.root.content.slice(1024), bytesOf(whole.subarray(1024, cut)))).toBe(true)
  document.add(document.root, 'd', bytesOf(Buffer.from('new')))
  const more = await Document.open(await document.build(), { name: 'state.tgz' })
  expect(more.root.entries().map(({ name }) => name)).toEqual(['a', 'b', 'c', 'd'])
})

function tarBytes(): Uint8Array {
  const packed = tgz(filesOf({ a: '1', b: '2', c: '3' }))
  return gunzipSync(packed)
}

test('a link leads to the last entry of its name before it, else to the first after it', async () => {
  const members = [
    special('first', '1', 'b'),
    file('b', '1'),
    file('b', '2'),
    special('last', '1', 'b'),
    file('b', '3'),
  ]
  const document = await opened(tgz(members))
  const [first, , , last] = document.root.entries()
  const target = (link: typeof first) => (link ? document.root.linkTarget(link)?.slot : undefined)
  expect([target(first), target(last)]).toEqual([1, 2])
  const dangling = await opened(tgz([special('link', '1', 'away'), file('b', '1')]))
  const [link] = dangling.root.entries()
  expect(link && dangling.root.linkTarget(link)).toBeNull()
})

test('a new file goes where its folder is, and where no layer has it into the outermost', async () => {
  const document = await opened(tgz([file('local.tgz', tgz(hostFiles)), file('etc/outer/x', '1')]))
  const place = async (address: string) => {
    const { layer, name } = await document.resolveNew(address)
    return [layer.label, name]
  }
  expect(await place('etc/vmware/new')).toEqual(['local.tgz', 'etc/vmware/new'])
  expect(await place('etc/outer/y')).toEqual(['state.tgz', 'etc/outer/y'])
  // Both have etc/: the outermost layer wins, since it holds the other one.
  expect(await place('etc/none/y')).toEqual(['state.tgz', 'etc/none/y'])
  expect(await place('nowhere/y')).toEqual(['state.tgz', 'nowhere/y'])
  const twice = await opened(tgz([file('a.tgz', tgz(hostFiles)), file('b.tgz', tgz(hostFiles))]))
  await expect(twice.resolveNew('etc/vmware/new')).rejects.toMatchObject({ code: 'ADDRESS_AMBIGUOUS' })
})

test('an encryption.info that cannot be read is told with the layer that needs it', async () => {
  const broken = Buffer.from(info).toString().replace('data1', 'data9')
  const document = await opened(tgz([file('encryption.info', broken), file('local.tgz.ve', sealed())]))
  const [, entry] = document.root.entries()
  expect(entry && document.failureAt(entry)).toMatchObject({
    message: expect.stringMatching(/^local\.tgz\.ve: /),
    where: expect.objectContaining({ layer: 'local.tgz.ve' }),
  })
})
