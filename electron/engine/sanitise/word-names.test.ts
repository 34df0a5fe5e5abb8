// A host that is called like a property, a file or a value: its copy opens and its settings hold as those of any other, and the name is gone from
// where names stand.
import { describe, expect, it } from 'vitest'
import { makeBackup } from '../../../testing/fixtures/backups'
import { bytesOf } from '../codecs/bytes'
import { Document } from '../document/document'
import { hostCard } from '../facts/host-card'
import { makeChange } from '../guides/guided-change'
import { checkSettings } from '../settings/check'
import { settingsOf } from '../settings/read-settings'
import { textAt } from '../../../testing/archives/small-backups'
import { changeInPlaces } from './named-places'
import { makePseudonyms } from './pseudonyms'
import { sanitise } from './sanitise'

async function hostCalled(shape: 'esxi-6.7' | 'esxi-7.0.2' | 'esxi-8.0', name: string): Promise<Document> {
  const document = await Document.open(bytesOf((await makeBackup(shape)).bytes), { name: 'state.tgz' })
  await document.openAll()
  await makeChange(document, 'identity', { name }, new Date('2026-01-01T00:00:00Z'))
  return document
}

const messagesOf = async (document: Document) =>
  new Set(checkSettings(await settingsOf(document)).map(({ message }) => message))

describe('a host that has the name of', () => {
  it.each([
    ['a property', 'esxi-8.0', 'name'],
    ['a column', 'esxi-7.0.2', 'value'],
    ['a table', 'esxi-8.0', 'config'],
    ['a file', 'esxi-6.7', 'esx'],
    ['a value that a schema knows', 'esxi-8.0', 'enabled'],
    ['a folder', 'esxi-8.0', 'etc'],
    ['a domain that anybody has', 'esxi-8.0', 'local'],
    ['a letter', 'esxi-7.0.2', 'a'],
    ['words, each of them a property', 'esxi-8.0', 'type.value.key'],
  ] as const)('%s: %s, %s', async (_, shape, name) => {
    const document = await hostCalled(shape, name)
    const { bytes, report } = await sanitise(document, { pseudonymise: ['names', 'uuids', 'macs', 'addresses'] })
    const copy = await Document.open(bytes, { name: 'copy.tgz' })
    expect(await copy.openAll()).toEqual([])
    expect(await messagesOf(copy)).toEqual(await messagesOf(document))
    expect((await settingsOf(copy)).entries.length).toBe((await settingsOf(document)).entries.length)
    const nameOf = async (one: Document) =>
      (await hostCard(one)).groups.flatMap(({ facts }) => facts).find(({ id }) => id === 'identity.host-name')
        ?.values[0]?.text
    expect(await nameOf(document)).toBe(name)
    expect(await nameOf(copy)).toMatch(/^n[0-9a-f]{6,}(?:\.n[0-9a-f]{6,})*$/)
    const word = new RegExp(`(?<![\\w.-])${name}(?![\\w.-])`)
    expect(await textAt(document, 'etc/hosts')).toMatch(word)
    expect(await textAt(copy, 'etc/hosts')).not.toMatch(word)
    expect(report.notes.join('\n')).toContain('a word of the files themselves as well')
  })
})

describe('a name that is a word', () => {
  const placed = {
    hosts: new Set(['name', 'esx']),
    accounts: new Set(['config']),
    isWord: (one: string) => one !== 'x',
  }
  const changed = (text: string) => changeInPlaces(text, placed, found => `<${found}>`)

  it.each([
    ['10.0.0.1\tname.lab name # name', '10.0.0.1\tname.lab <name> # name'],
    ['2001:db8::17 esx', '2001:db8::17 <esx>'],
    ['fe80::1 Name\nname', 'fe80::1 <Name>\nname'],
    ['search esx lab name', 'search <esx> lab <name>'],
    ['/adv/Misc/HostName = "esx"', '/adv/Misc/HostName = "<esx>"'],
    ['{"name":"esx","host_name":"esx","type":"name"}', '{"name":"esx","host_name":"<esx>","type":"name"}'],
    ['"search_domains": ["lab", "name"], "name": 1', '"search_domains": ["lab", "<name>"], "name": 1'],
    ['hostname=esx', 'hostname=<esx>'],
    ['option host-name "esx";', 'option host-name "<esx>";'],
    ['config:x:1000:1000:config:/:/bin/sh', '<config>:x:1000:1000:config:/:/bin/sh'],
    ['etc/vmware/esx.conf name = "esx"', 'etc/vmware/esx.conf name = "esx"'],
    ['<config><name>esx</name></config>', '<config><name>esx</name></config>'],
  ])('is changed where a name stands: %s', (text, expected) => {
    expect(changed(text)).toBe(expected)
  })

  it('is looked for there in the finished copy', () => {
    const pseudonyms = makePseudonyms(['names'], new Set(), Buffer.alloc(32, 7), { ...placed, isWord: () => true })
    expect(pseudonyms.leftIn('10.0.0.1 esx')).toBe('names')
    expect(pseudonyms.leftIn('name = "esx"')).toBeNull()
    expect(pseudonyms.leftIn(pseudonyms.replace('10.0.0.1 esx', () => undefined))).toBeNull()
    expect(pseudonyms.ofName('ESX')).toBe(pseudonyms.ofName('esx'))
    expect(pseudonyms.ofName('esx')).toMatch(/^n[0-9a-f]+$/)
  })
})
