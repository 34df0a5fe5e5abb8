// Secrets as rows: one branch a kind, filtered by words, folded.
import { describe, expect, it } from 'vitest'
import type { SecretPlace } from '../../../shared/model/secret-place'
import { secretRows } from './secret-rows'

const secret = (kind: SecretPlace['kind'], title: string): SecretPlace => ({
  kind,
  title,
  place: { address: `local.tgz!/${title}` },
})
const secrets = [
  secret('password', 'esx/a/b#password'),
  secret('password-hash', 'etc/shadow'),
  secret('private-key', 'etc/vmware/ssl/rui.key'),
  secret('password-hash', 'esx/authentication/user_accounts/root#password_hash'),
]
const none: ReadonlySet<string> = new Set()
const shown = (filter: string, folded = none) =>
  secretRows(secrets, filter, folded).rows.map(({ label, level, index }) => `${level} ${label} ${index ?? ''}`.trim())

describe('rows of secrets', () => {
  it('are under their kinds, hashes first, in the order of the list', () => {
    expect(shown('')).toEqual([
      '1 Password hashes',
      '2 etc/shadow 1',
      '2 esx/authentication/user_accounts/root#password_hash 3',
      '1 Private keys',
      '2 etc/vmware/ssl/rui.key 2',
      '1 Passwords',
      '2 esx/a/b#password 0',
    ])
  })

  it('are those in which every word is, in kind, title or address, without case', () => {
    expect(shown('ROOT hash')).toEqual(['1 Password hashes', '2 esx/authentication/user_accounts/root#password_hash 3'])
    expect(shown('private local.tgz')).toEqual(['1 Private keys', '2 etc/vmware/ssl/rui.key 2'])
    expect(secretRows(secrets, 'etc', none).matches).toBe(2)
    expect(secretRows(secrets, 'nothing', none)).toEqual({ rows: [], matches: 0 })
  })

  it('of a folded kind are hidden, and counted all the same; positions and parents fit', () => {
    const { rows, matches } = secretRows(secrets, '', new Set(['password-hash']))
    expect(matches).toBe(4)
    expect(
      rows.map(({ label, parent, position, setSize, count }) => [label, parent, position, setSize, count]),
    ).toEqual([
      ['Password hashes', -1, 1, 3, 2],
      ['Private keys', -1, 2, 3, 1],
      ['etc/vmware/ssl/rui.key', 1, 1, 1, 1],
      ['Passwords', -1, 3, 3, 1],
      ['esx/a/b#password', 3, 1, 1, 1],
    ])
  })
})
