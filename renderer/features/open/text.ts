// Words about changes of an earlier run.
import { formatAgo } from '../../ui/format'

/** Steps of undo: the list of changes tells of files, of which one edit may touch several. */
const edits = (count: number) => (count === 1 ? '1 edit' : `${count} edits`)

export const unfinishedText = {
  title: 'Not saved when Bootbank ended',
  lead: {
    system: 'Changes are kept as they are made, encrypted with a key in your system’s key store.',
    file: 'Changes are kept as they are made, encrypted. The key lies beside them, in a file that only you can read.',
  },
  row: (count: number, last: string, at: string) => `${edits(count)}, the last ${formatAgo(at)}: ${last}`,
  torn: 'The end of what was kept could not be read: the last change may be missing.',
  goOn: 'Go on',
  give: 'Choose the file',
  giveAgain: (name: string) => `Choose ${name} again, to go on with its changes`,
  forget: 'Forget the changes',
  forgetOf: (name: string) => `Forget the changes to ${name}`,
  forgetTitle: (name: string) => `Forget the changes to ${name}?`,
  forgetBody: (count: number) =>
    `${edits(count)} that Bootbank kept ${count === 1 ? 'is' : 'are'} removed for good. The file itself is untouched.`,
  offerTitle: (name: string) => `${name} has changes that were not saved`,
  offer: (count: number, last: string, at: string) =>
    `Bootbank ended, or stopped working, before they were saved: ${edits(count)}, the last ${formatAgo(at)} (${last}). The file is the same as it was then.`,
  later: 'Not now',
  resumed: (count: number) =>
    `${edits(count)} of the earlier run ${count === 1 ? 'is' : 'are'} back. Undo works as before.`,
  outdated: (name: string, count: number) =>
    `${edits(count)} to ${name} ${count === 1 ? 'was' : 'were'} kept by an earlier run, for another content: the file has changed since. It all stays kept in case the old file turns up.`,
}
