import { describe, expect, it } from 'vitest'
import type { HostCard } from '../../../shared/model/host-card'
import { hostFacts, hostLine, notesBeside } from './host-facts'

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
  notes: [],
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

const shown = (of: HostCard, label: string) =>
  hostFacts(of)
    .flatMap(group => group.facts)
    .find(fact => fact.label === label)?.value

describe('the host card', () => {
  it('shows every fact the backup holds', () => {
    expect(shown(card, 'Host name')).toBe('esx01.lab.example')
    expect(shown(card, 'Accounts')).toBe('root, dcui')
    expect(shown(card, 'Last backup')).toBe('2024-03-05 10:21:07 UTC')
    expect(shown(card, 'Size')).toBe('94,293 bytes')
  })

  it('keeps a fact that is not there as null, and tells it from an empty list', () => {
    for (const label of ['Host name', 'Release', 'UUID', 'Management address', 'Accounts', 'Last backup']) {
      expect(shown(unknown, label)).toBeNull()
    }
    expect(shown({ ...card, accounts: [] }, 'Accounts')).toBe('none')
  })

  it('has no gaps in its one line', () => {
    expect(hostLine(card)).toEqual([
      'esx01.lab.example',
      'ESXi 7.0.3',
      '192.0.2.10',
      '5f8e1c7a-1111-2222-3333-444455556666',
      'encrypted, key in the file',
    ])
    expect(hostLine(unknown)).toEqual(['not encrypted'])
  })

  it('does not repeat in its notes what the banner over it says', () => {
    const damaged = { ...card, notes: ['The gzip data ends too early.', 'A note of its own.'] }
    expect(notesBeside(damaged, { message: 'The gzip data ends too early.' })).toEqual(['A note of its own.'])
    expect(notesBeside(damaged, null)).toEqual(damaged.notes)
  })
})
