// Words about changes of an earlier run.
import { formatAgo } from '../../ui/format'

const changes = (count: number) => (count === 1 ? '1 change' : `${count} changes`)

export const unfinishedText = {
  title: 'Not saved when Bootbank ended',
  lead: {
    system: 'Changes are kept as they are made, encrypted with a key in your system’s key store.',
    file: 'Changes are kept as they are made, encrypted. The key lies beside them, in a file that only you can read.',
  },
  row: (edits: number, last: string, at: string) => `${changes(edits)}, the last ${formatAgo(at)}: ${last}`,
  torn: 'The end of what was kept could not be read: the last change may be missing.',
  goOn: 'Go on',
  give: 'Choose the file',
  giveAgain: (name: string) => `Choose ${name} again, to go on with its changes`,
  forget: 'Forget the changes',
  forgetOf: (name: string) => `Forget the changes to ${name}`,
  forgetTitle: (name: string) => `Forget the changes to ${name}?`,
  forgetBody: (edits: number) =>
    `${changes(edits)} that Bootbank kept are removed for good. The file itself is untouched.`,
  offerTitle: (name: string) => `${name} has changes that were not saved`,
  offer: (edits: number, last: string, at: string) =>
    `Bootbank ended, or stopped working, before they were saved: ${changes(edits)}, the last ${formatAgo(at)} (${last}). The file is the same as it was then.`,
  later: 'Not now',
  resumed: (edits: number) =>
    `${changes(edits)} of the earlier run ${edits === 1 ? 'is' : 'are'} back. Undo works as before.`,
  outdated: (name: string, edits: number) =>
    `${changes(edits)} to ${name} were kept by an earlier run, for another content: the file has changed since. They are kept in case the old file turns up.`,
}
