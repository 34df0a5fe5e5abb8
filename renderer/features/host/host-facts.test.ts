import { describe, expect, it } from 'vitest'
import { findingOfError } from '../../../shared/model/finding'
import type { HostCard } from '../../../shared/model/host-card'
import { text } from '../../ui/text'
import { findingsBeside, hostLine, shapeText } from './host-facts'

const card: HostCard = {
  shape: 'state',
  hostname: 'esx01.lab.example',
  release: '7.0.3',
  uuid: '5f8e1c7a-1111-2222-3333-444455556666',
  managementAddress: '192.0.2.10',
  encryption: 'none',
  layers: 2,
  entries: 152,
  accounts: ['root', 'dcui'],
  savedAt: '2024-03-05T10:21:07Z',
  size: 94_293,
  sha256: 'ab'.repeat(32),
  findings: [],
  groups: [],
}
const unknown: HostCard = {
  ...card,
  shape: 'archive',
  hostname: null,
  release: null,
  uuid: null,
  managementAddress: null,
  accounts: null,
  savedAt: null,
  encryption: 'absent',
}

describe('the host card', () => {
  it('has no gaps in its one line', () => {
    expect(hostLine(card, null)).toEqual([
      'esx01.lab.example',
      'ESXi 7.0.3',
      '192.0.2.10',
      '5f8e1c7a-1111-2222-3333-444455556666',
      'encrypted, key in the file',
    ])
    expect(hostLine(unknown, null)).toEqual(['not encrypted'])
  })

  it('does not say what a damaged file holds that shows nothing of a host', () => {
    const problem = { code: 'GZIP_TRUNCATED', message: 'state.tgz ends too early.', where: {} } as const
    expect(hostLine(unknown, problem)).toEqual([text.host.unknown])
    expect(shapeText(unknown, problem)).toBe(text.host.unknown)
    expect(shapeText(unknown, null)).toBe(text.host.shapes.archive)
    expect(shapeText(card, problem)).toBe(text.host.shapes.state)
    expect(hostLine(card, problem)).toEqual(hostLine(card, null))
  })

  it('has the build after what is looked for first, where the backup tells one', () => {
    const value = { text: '17867351', data: '17867351', source: null, attention: false }
    const fact = { id: 'identity.build', title: 'Build', reads: '', kind: 'one', first: true, values: [value] } as const
    const withBuild = (values: readonly (typeof value)[]): HostCard => ({
      ...card,
      groups: [{ id: 'identity', title: 'Identity', facts: [{ ...fact, values }] }],
    })
    expect(hostLine(withBuild([value]), null).slice(1, 4)).toEqual(['ESXi 7.0.3', '192.0.2.10', 'build 17867351'])
    expect(hostLine(withBuild([]), null)).toEqual(hostLine(card, null))
  })

  it('says that a layer is sealed and nothing opens it', () => {
    expect(hostLine({ ...card, encryption: 'no-key' }, null).at(-1)).toBe('sealed, no key opens it')
  })

  it('does not repeat what the banner over it says', () => {
    const where = { layer: 'local.tgz', offset: 512 }
    const problem = { code: 'GZIP_TRUNCATED', message: 'The gzip data ends too early.', where } as const
    const other = { ...problem, where: { layer: 'local.tgz', offset: 1024 } }
    const told = [findingOfError(problem), findingOfError(other)]
    const damaged = { ...card, findings: told }
    expect(findingsBeside(damaged, problem)).toEqual([told[1]])
    expect(findingsBeside(damaged, { ...problem, message: 'The same in other words.' })).toEqual([told[1]])
    expect(findingsBeside(damaged, null)).toEqual(told)
  })
})
