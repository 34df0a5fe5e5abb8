// The texts of the bundle dialog: the plan, its options, the proof and the prepared copy of a disk.
import { formatCount, formatSize, plural } from '../../ui/format'

export const bundleText = {
  planning: 'Collecting the changes',
  changes: (count: number) => (count === 0 ? 'Changes' : plural(count, 'change', 'changes')),
  noChanges: 'No changes: the bundle will contain the state exactly as it was opened.',
  more: (count: number) => `and ${formatCount(count)} more, all in the change report`,
  notes: 'Before you restore',
  unsent: (count: number) =>
    `${plural(count, 'file contains', 'files contain')} typed text that was refused; that text will not be in the bundle.`,
  files: 'Files to be written',
  target: 'Write as',
  asFolder: 'Folder',
  asZip: 'Zip file',
  noFolder: 'A browser cannot write folders: the bundle comes as one zip file through the downloads.',
  build: 'Build…',
  buildAndDownload: 'Build and download',
  building: 'Building the bundle',
  cancelled: 'Cancelled. Nothing was left behind.',
  refused: 'No restore bundle can be built from this file',
  failed: 'The bundle was not built',
  doneTitle: 'Restore bundle built',
  doneAnnouncement: (label: string) => `The bundle was built and proven: ${label}`,
  proven: 'Written, read back and compared with the document: everything matches.',
  proof: 'Proof',
  proofLayers: 'layers reopened',
  proofEntries: 'entries compared',
  proofUntouched: 'entries unchanged',
  proofBytes: 'read back',
  next: 'How it gets onto the host',
  nextSteps:
    'RESTORE.html in the bundle, the same as RESTORE.md, has the commands for this host by each way, and the way back. In a live Linux or in the ESXi shell, restore.sh does the work and keeps the old state.',
  filesWritten: (count: number) => plural(count, 'file', 'files'),
  differences: {
    title: 'What differs from the opened file',
    none: 'Nothing. Opened again and compared, the two backups are the same.',
    exact: (count: number) =>
      `Opened again and compared as two backups: ${count === 1 ? 'this entry differs' : `these ${formatCount(count)} entries differ`}, and nothing else but the archives around ${count === 1 ? 'it' : 'them'}: exactly what was edited.`,
    inexact: (count: number) =>
      `Opened again and compared as two backups, ${plural(count, 'entry differs', 'entries differ')}. The list does not match the edits name by name: look at both.`,
    words: (change: string, what: readonly string[], from: string | null) =>
      `${change === 'changed' ? what.join(', ') : change}${from === null ? '' : `; was ${from}`}`,
    values: (before: string | null, after: string | null) => `${before ?? 'not set'} → ${after ?? 'not set'}`,
  },
  options: {
    title: 'Options',
    plain: 'state.tgz with a plain local.tgz instead of a sealed one',
    plainHint: 'Unverified: whether a host that seals its state accepts a plain one.',
    configBundle: 'A configBundle as well, for vim-cmd restore_config and PowerCLI',
    configBundleHint: 'The host compares these two with its own, and refuses a bundle of another release or machine.',
    release: 'Release',
    releaseHint: 'What vmware -l prints on the host, such as VMware ESXi 7.0 Update 2.',
    uuid: 'UUID of the machine',
    uuidHint: 'What esxcfg-info -u prints on the host.',
    copy: (disk: string) => `A prepared copy of ${disk} as well: the same disk image with the new state.tgz in it`,
    copyHint: (bank: string) =>
      `The new state goes to ${bank}. The opened disk image is never written to; free space is checked first.`,
  },
  copy: {
    preparing: 'Preparing the copy of the disk',
    title: 'Prepared copy of the disk',
    proven:
      'Read back and compared with the opened disk: only the ranges below differ. The state.tgz was read again from it, all tables of its file system are equal, and every chain is whole.',
    unlisted: 'boot.cfg of this bank does not list state.tgz in its modules: a host ignores the file without that.',
    bank: 'On',
    image: 'Raw image',
    state: 'state.tgz',
    ranges: (count: number, bytes: number) =>
      `${plural(count, 'range', 'ranges')} of ${formatSize(bytes)} ${count === 1 ? 'differs' : 'differ'} from the opened disk`,
    offset: 'First byte',
    length: 'Bytes',
    what: 'What',
    kinds: {
      content: 'content of state.tgz',
      table: 'file allocation table',
      entry: 'folder entry of state.tgz',
      info: 'count of free clusters',
    },
    more: (count: number) => `and ${formatCount(count)} more`,
    show: 'Show the copy in its folder',
    downloadAgain: 'Download the copy again',
    failed: 'The bundle is complete, but the copy of the disk was not prepared',
    cancelled: 'The prepared copy was cancelled, and nothing of it is left. The bundle is complete.',
  },
  print: 'Print',
  file: 'File',
  size: 'Size',
  show: 'Show in folder',
  downloadAgain: 'Download again',
  savingCopy: (name: string) => `Saving a copy of ${name}`,
  savedProven: (label: string, proof: { readonly entries: number; readonly bytes: number }) =>
    `Saved ${label}, read back and compared: ${plural(proof.entries, 'entry', 'entries')}, ${formatSize(proof.bytes)}.`,
} as const
