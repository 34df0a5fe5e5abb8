// The texts of the sanitised copy.
import type { PseudonymKind } from '../../../shared/model/sanitised'
import { formatCount } from '../../ui/format'

const counted = (count: number, one: string, many: string) => `${formatCount(count)} ${count === 1 ? one : many}`

export const sanitiseText = {
  title: 'Make a copy without secrets',
  lead: 'A copy to hand to support or to a colleague: password hashes, private keys, community strings, licence keys and everything else that this backup keeps secret are replaced by placeholders of the same form. It still opens; no host should run from it.',
  leftOut:
    'What cannot be looked into is left out and listed. The finished copy is searched for every secret before it is written.',
  alsoReplace: 'Replace as well, each by a name of its own',
  kinds: {
    addresses: 'IP addresses',
    names: 'Names of hosts, domains and users',
    uuids: 'UUIDs',
    macs: 'MAC addresses',
  } satisfies Record<PseudonymKind, string>,
  cancel: 'Cancel',
  make: 'Make the copy…',
  making: (name: string) => `Making a copy of ${name} without secrets`,
  done: 'The copy is made',
  saved: (label: string, layers: number, patterns: number) =>
    `${label} was written and read back. ${counted(layers, 'layer', 'layers')} searched for ${counted(patterns, 'form', 'forms')} of its secrets: none found.`,
  tooPlain: (count: number) =>
    `${counted(count, 'secret is', 'secrets are')} too short or too plain to be searched for, and replaced only where the rule for secrets knows the place.`,
  replaced: (count: number) => `${counted(count, 'value', 'values')} replaced`,
  removed: (count: number) => `${counted(count, 'file', 'files')} left out: not looked into`,
  report: 'What the copy says of itself',
  file: 'File',
  what: 'What',
  count: 'Values',
  reason: 'Reason',
  close: 'Close',
} as const
