import { expect, test } from 'vitest'
import { file, special, tgz } from '../../../testing/archives/small-backups'
import { bytesOf } from '../codecs/bytes'
import { Document } from './document'

const nothing = bytesOf(new Uint8Array(0))
const open = () =>
  Document.open(
    bytesOf(tgz([special('etc/vmware', '5'), special('./opt', '5'), file('etc/hosts', 'x'), file('var/log/a', 'x')])),
    { name: 'state.tgz' },
  )

test.each(['etc/vmware/esx.conf', 'opt/new', './opt/other', 'etc/hosts.allow', 'var/log/b'])(
  '%s may be made, inside a folder that is there',
  async name => {
    const document = await open()
    expect(document.add(document.root, name, nothing).name).toBe(name)
  },
)

test.each([
  ['etc/hosts', 'the file is there'],
  ['./etc/hosts', 'the same to the host'],
  ['etc/vmware', 'a folder is there'],
  ['var/log', 'files lie in it'],
  ['etc/hosts/x', 'a file stands where the folder would have to be'],
])('%s may not: %s', async name => {
  const document = await open()
  expect(() => document.add(document.root, name, nothing)).toThrow(expect.objectContaining({ code: 'NAME_TAKEN' }))
  expect(document.changes()).toEqual([])
})
