// The texts of the view of secrets.
import { mostSecrets } from '../../../shared/model/secret-place'
import type { SecretKind } from '../../../shared/secrets/secret'
import { formatCount } from '../../ui/format'

const kinds: Readonly<Record<SecretKind, string>> = {
  'password-hash': 'Password hashes',
  'private-key': 'Private keys',
  'envelope-key': 'Keys of sealed layers',
  'recovery-key': 'Recovery keys',
  'license-key': 'Licence keys',
  'snmp-community': 'SNMP communities',
  'snmp-key': 'SNMP keys',
  'chap-secret': 'CHAP secrets',
  password: 'Passwords',
}

export const secretsText = {
  title: 'Secrets in this backup',
  kinds,
  loading: 'Looking for secrets…',
  failed: 'The secrets could not be listed',
  retry: 'Try again',
  none: 'No secrets in this backup',
  noneHint:
    'Password hashes, private keys, community strings, licence keys, and what the schema of the backup declares secret would be listed here.',
  sealedHint: 'A layer that is sealed cannot be looked into without its key.',
  filter: 'Filter secrets',
  filterHint: 'Kind, setting or file',
  noMatch: 'No secret matches',
  clear: 'Clear the filter',
  count: (shown: number, all: number) => {
    const of = all >= mostSecrets ? `the first ${formatCount(all)}` : formatCount(all)
    return shown === all ? `${of} ${all === 1 ? 'secret' : 'secrets'}` : `${formatCount(shown)} of ${of} secrets`
  },
  tree: 'Secrets',
  below: (count: number) => (count === 1 ? '1 secret' : `${formatCount(count)} secrets`),
  line: (line: number) => `line ${formatCount(line)}`,
  mask: '••••••••',
  detail: 'The secret',
  value: 'Its value',
  reveal: 'Show',
  conceal: 'Hide',
  copy: 'Copy the value',
  showFirst: 'Show it first',
  goTo: 'Go to its place',
  asSetting: 'Show as setting',
} as const
