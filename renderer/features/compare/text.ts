// The texts of the comparison of two backups.
import type { ComparedEntry, ComparisonStep } from '../../../shared/model/comparison'
import { type NetworkPartDifference, networkPartWords } from '../../../shared/model/network-differences'
import { formatCount } from '../../ui/format'

export const compareText = {
  title: 'Compare',
  start: 'What changed between two backups?',
  startHint:
    'Choose another backup of the host: what was added, removed, changed or moved is listed, settings by their path. With several, what changed from each to the next.',
  choose: 'Compare with…',
  another: 'Another…',
  end: 'End the comparison',
  loading: 'Comparing…',
  failed: 'The backups could not be compared',
  retry: 'Try again',
  same: 'Both hold the same',
  sameHint: 'No entry differs in content, mode, owner, time or place.',
  allHidden: 'Nothing but noise differs',
  from: 'Earlier',
  to: 'Later',
  /** Where the times do not tell. */
  fromUnknown: 'From',
  toUnknown: 'To',
  sameTime: 'Both were saved at the same time: which came first is not known.',
  noTime: 'Which came first is not known.',
  opened: (name: string) => `${name} (opened)`,
  notSaved: 'time not known',
  show: 'Show',
  every: 'All differences',
  kinds: { added: 'Added', removed: 'Removed', changed: 'Changed', moved: 'Moved' } as const,
  option: (label: string, count: number) => `${label} (${formatCount(count)})`,
  hideNoise: 'Hide noise',
  whatIsHidden: (count: number) => `What is hidden (${formatCount(count)})`,
  noise: (files: readonly (readonly [string, string])[]) =>
    `Hidden: differences in time or order alone, and ${files.map(([path, what]) => `${path} (${what})`).join(', ')}.`,
  count: (shown: number, all: number) =>
    shown === all
      ? `${formatCount(all)} ${all === 1 ? 'difference' : 'differences'}`
      : `${formatCount(shown)} of ${formatCount(all)} differences`,
  respects: 'Changed in',
  respect: {
    content: 'Content',
    mode: 'Mode',
    owner: 'Owner',
    mtime: 'Time',
    type: 'Type',
    link: 'Link target',
    order: 'Place in the archive',
  } as const,
  list: 'Differences',
  aspects: {
    content: 'content',
    mode: 'mode',
    owner: 'owner',
    mtime: 'time',
    type: 'type',
    link: 'link target',
    order: 'place in the archive',
  } as const,
  words: ({ change, what, from, keys }: ComparedEntry) =>
    [
      change === 'changed'
        ? what.map(one => compareText.aspects[one]).join(', ')
        : compareText.kinds[change].toLowerCase(),
      from === null ? '' : `was ${from}`,
      keys === null ? '' : `${formatCount(keys.length)} ${keys.length === 1 ? 'setting' : 'settings'}`,
    ]
      .filter(part => part !== '')
      .join(' · '),
  detail: 'The difference',
  saveAs: 'Save as…',
  formats: { html: 'Page for any browser (HTML)', diff: 'Unified diff', json: 'An object a line (JSON)' } as const,
  card: (titles: readonly string[]) =>
    `${formatCount(titles.length)} ${titles.length === 1 ? 'fact' : 'facts'} of the host: ${titles.slice(0, 5).join(', ')}${titles.length > 5 ? '…' : ''}`,
  cardFacts: 'What differs on the host’s card',
  fact: 'Fact',
  comparing: (count: number) => `Comparing ${formatCount(count)} backups`,
  steps: 'Back to the steps',
  stepsTitle: 'What changed when',
  stepsHint: (count: number) =>
    `${formatCount(count)} ${count === 1 ? 'step' : 'steps'}, in the order in which the backups were saved.`,
  step: (before: string, after: string) => `From ${before} to ${after}`,
  stepCount: ({ count, noise, networkParts }: ComparisonStep) =>
    [
      count === 0 ? 'Nothing differs' : `${formatCount(count)} ${count === 1 ? 'difference' : 'differences'}`,
      networkParts === 0 ? '' : `${formatCount(networkParts)} ${networkParts === 1 ? 'part' : 'parts'} of the network`,
      noise === 0 ? '' : `${formatCount(noise)} more that mean nothing`,
    ]
      .filter(part => part !== '')
      .join(' · '),
  compareStep: 'Compare these two',
  moreEntries: (count: number) => `${formatCount(count)} more: compare the two to see them.`,
  unseen: (names: readonly string[]) =>
    `The inside of ${names.join(' and of ')} cannot be opened: its host's card and network are not compared. If it is locked, give its key before you compare.`,
  parts: 'Show',
  entries: 'Files and settings',
  network: (count: number) => `Network (${formatCount(count)})`,
  networkTitle: 'Both networks',
  networkLegend: (signs: { readonly added: string; readonly removed: string; readonly changed: string }) =>
    `${signs.added} only in the later backup (thick), ${signs.removed} only in the earlier one (dashed), ${signs.changed} differs (dotted).`,
  networkHint: 'Enter or a click on a marked part shows what differs.',
  networkPartSame: 'This part is the same in both.',
  networkTable: 'What differs in the network',
  partChanges: { added: 'Added', removed: 'Removed', changed: 'Changed' } as const,
  part: 'Part',
  change: 'Change',
  partName: ({ kind, name, switch: of }: NetworkPartDifference) =>
    kind === 'host' ? 'Management' : `${name}, ${networkPartWords[kind]}${of === null ? '' : ` on ${of}`}`,
  notSet: 'not set',
} as const
