// Every text of the content panes (preview, editor, hex, diff, inspector), in one catalogue ready for translation.
// A text that depends on a value is a function, so that a translator can move the value.
import type { ChangeKind } from '../../shared/model/change'
import type { EntryKind, LayerKind } from '../../shared/model/node'
import type { TextEncoding, TextLanguage } from '../../shared/model/preview'
import { formatCount, formatExactSize, formatOffset, formatSize } from './format'

/** A length in bytes as a person reads it, such as `94,293 bytes (94.3 kB)`. */
function bytesInFull(bytes: number): string {
  return bytes < 1000 ? formatExactSize(bytes) : `${formatExactSize(bytes)} (${formatSize(bytes)})`
}

const entryKinds: Record<EntryKind, string> = {
  file: 'File',
  directory: 'Folder',
  symlink: 'Symbolic link',
  hardlink: 'Hard link',
  'char-device': 'Character device',
  'block-device': 'Block device',
  fifo: 'Named pipe',
  other: 'Entry of an unknown type',
}

const layerKinds: Record<LayerKind, string> = {
  tar: 'Tar archive',
  gzip: 'Gzip-compressed layer',
  envelope: 'Encrypted envelope',
  visor: 'VMware visor archive',
}

const languages: Record<TextLanguage, string> = {
  'esx-conf': 'esx.conf',
  xml: 'XML',
  json: 'JSON',
  shell: 'Shell script',
  properties: 'Key and value',
  pem: 'PEM',
  accounts: 'Accounts',
  plain: 'Plain text',
}

const encodings: Record<TextEncoding, string> = {
  'utf-8': 'UTF-8',
  'utf-8-bom': 'UTF-8 with BOM',
  'latin-1': 'Latin-1',
  'utf-16le': 'UTF-16 LE with BOM',
  'utf-16be': 'UTF-16 BE with BOM',
}

const lineEndings = { lf: 'LF', crlf: 'CRLF', mixed: 'Mixed line endings', none: 'One line' } as const

const changeKinds: Record<ChangeKind, string> = {
  added: 'Added',
  removed: 'Removed',
  content: 'Content',
  mode: 'Mode',
  owner: 'Owner',
  time: 'Time',
  link: 'Link target',
  renamed: 'Renamed',
  sealed: 'Sealed',
  unsealed: 'Unsealed',
}

const viewers = {
  layer: 'Layer',
  sealed: 'Sealed',
  damaged: 'Damage',
  longText: 'Text',
  folder: 'Folder',
  link: 'Link',
  special: 'Entry',
  text: 'Text',
  hex: 'Hex',
} as const

export const paneText = {
  /** Titles of tabs; those of the other viewers stand beside them. */
  viewers,
  bytesInFull,
  entryKinds,
  layerKinds,
  languages,
  encodings,
  lineEndings,
  changeKinds,

  retry: 'Try again',
  wholeFile: 'The opened file',

  preview: {
    region: 'Content',
    loading: 'Loading the content',
    dirty: 'Different from the opened file',
    tFlag: 'T flag: the host keeps this file across a reboot',
    failed: 'This could not be shown',
    viewers: 'Ways to show this file',
    viewerFailed: (failed: string, shown: string) => `${failed} could not be shown; this is ${shown}.`,
    readOnly: 'Read only',
    fault: 'Not all of this is text in one encoding.',
    unnamed: 'content',
    sealedByTpm: 'Sealed by the TPM of the host',
    sealed: 'Encrypted, and not readable here',
    sealedStill: 'Everything outside this layer can still be read, edited and saved; these bytes are kept as they are.',
    damaged: 'This layer is damaged',
    readable: (entries: number) =>
      entries === 0
        ? 'No entry of it could be read.'
        : entries === 1
          ? 'One entry before the damage could be read. It is in the tree.'
          : `${formatCount(entries)} entries before the damage could be read. They are in the tree.`,
    folder: 'Folder',
    folderEntries: (entries: number) => (entries === 1 ? 'One entry' : `${formatCount(entries)} entries`),
    notes: 'Notes',
    linkTarget: 'Points to',
    symlink: 'A symbolic link has no content of its own. The host follows it when the path is used.',
    hardlink: 'A hard link shares the content of another entry of the same archive.',
    special: 'This entry has no content to show. It is kept as it is.',
  },

  editor: {
    label: (name: string) => `Text of ${name}`,
    editable: (find: string, wrap: string) =>
      `Tab types a tab character. To leave the editor press Escape, then Tab. ${find} searches, ${wrap} wraps lines.`,
    readOnly: (find: string, wrap: string) => `Read only. ${find} searches, ${wrap} wraps lines.`,
    noPath: 'The cursor is not in an element.',
    matches: (count: number, atMost: number) =>
      count === 0
        ? 'No matches'
        : count === 1
          ? '1 match'
          : `${count > atMost ? `More than ${formatCount(atMost)}` : formatCount(count)} matches`,
    keys: {
      tab: 'A tab character; indents the lines that are selected',
      leave: 'One after the other: leaves the text',
      again: 'Next match, previous match',
      closeSearch: 'Close the search',
      selectNext: 'Also selects the next match of the selected text',
      moveLine: 'Move the line up, down',
      deleteLine: 'Delete the line',
    },
    refused: 'Not in the document yet',
    masked: (secrets: number) =>
      secrets === 1 ? 'One secret is hidden.' : `${formatCount(secrets)} secrets are hidden.`,
    maskedEdit: 'Show them to edit this file.',
    showSecrets: 'Show secrets',
    hideSecrets: 'Hide secrets',
  },

  /** Phrases of CodeMirror's own panels and announcements, under the names it asks for them. */
  editorPhrases: {
    Find: 'Find',
    Replace: 'Replace with',
    next: 'Next',
    previous: 'Previous',
    all: 'Select all',
    'match case': 'Match case',
    regexp: 'Regex',
    'by word': 'Whole words',
    replace: 'Replace',
    'replace all': 'Replace all',
    close: 'Close',
    'Go to line': 'Go to line',
    go: 'Go',
    'current match': 'Current match',
    'on line': 'on line',
    'replaced match on line $': 'Replaced the match on line $',
    'replaced $ matches': 'Replaced $ matches',
    'Control character': 'Control character',
    'Selection deleted': 'Selection deleted',
    '$ unchanged lines': '$ unchanged lines',
  },

  hex: {
    notText: 'This is not the text that its name says.',
    label: (name: string) => `Bytes of ${name}`,
    description: (goTo: string) =>
      `Arrow keys move by a byte or a row, Page Up and Page Down by a screen, Ctrl+Home and Ctrl+End to the ends, ${goTo} goes to an offset.`,
    keys: {
      bytes: 'One byte back, one byte forward',
      rows: 'One row up, one row down',
      pages: 'Page up, page down',
      row: 'First byte, last byte of the row',
      ends: 'First byte, last byte of the file',
    },
    unknownFormat: 'Binary, format unknown',
    secret: 'These bytes hold a secret',
    secretWhy: 'A password hash, a private key or another secret is among them, so they are shown only when you ask.',
    showSecret: 'Show the bytes',
    offset: 'Offset',
    hexadecimal: 'Hex',
    decimal: 'Dec',
    binary: 'Bin',
    character: 'Char',
    noCharacter: '–',
    text: 'Text',
    notLoaded: '··',
    goTo: 'Go to',
    goToHint: '0x1f0, 496',
    notANumber: 'Type a decimal number, or a hexadecimal one with 0x in front.',
    beyondEnd: (total: number) => `The last offset is ${formatOffset(total - 1)}.`,
    failed: 'Some bytes could not be read',
  },

  diff: {
    region: 'Difference',
    bothSides: 'Both sides',
    loading: 'Loading the difference',
    failed: 'The difference could not be shown',
    before: 'Opened file',
    after: 'Now',
    absentBefore: 'Not there before',
    absentAfter: 'Removed',
    beforeLabel: (address: string) => `${address} in the opened file`,
    afterLabel: (address: string) => `${address} now`,
    unifiedLabel: (address: string) => `Changes of ${address}, removed lines above added ones`,
    tooNarrow: 'Side by side needs a wider pane',
    changes: (amount: number) => (amount === 1 ? '1 change' : `${formatCount(amount)} changes`),
    renamed: 'Renamed from',
    mode: 'Mode',
    size: 'Size',
    sha256: 'SHA-256',
    becomes: 'becomes',
    position: (change: number, amount: number) => `Change ${change} of ${amount}`,
    same: 'Same content',
    header: 'Only the header of the entry has changed.',
    kinds: { type: 'Type', order: 'Place in the archive' },
    order: 'It stands at another place in the archive.',
    seal: 'What is inside is the same: its name and the envelope around it have changed.',
    binary: 'Binary content: compared by size and SHA-256.',
    setting: 'Setting',
    settings: (count: number) =>
      count === 1 ? 'One setting of ConfigStore differs.' : `${formatCount(count)} settings of ConfigStore differ.`,
    rows: (count: number) =>
      count === 0
        ? 'The file differs, but no value in its rows does.'
        : count === 1
          ? 'One value in the rows of the database differs.'
          : `${formatCount(count)} values in the rows of the database differ.`,
    certificates: (count: number) =>
      count === 1 ? 'One certificate differs.' : `${formatCount(count)} certificates differ.`,
    certificate: (change: 'added' | 'removed' | 'changed', subject: string) =>
      `${{ added: 'Added', removed: 'Removed', changed: 'Changed' }[change]}: ${subject}`,
    row: 'Row of the database',
    rowOf: (table: string, row: string, column: string) => `${table}, row ${row}: ${column}`,
    noSettings: 'The database differs, but no setting in it does.',
    tooLarge: 'Too large to compare line by line: compared by size and SHA-256.',
    endsDiffer: 'The line endings differ.',
    endsDifferHow: 'A carriage return is shown as a mark.',
    secretNumbers: 'Equal numbers stand for equal secrets.',
  },

  inspector: {
    common: 'In common',
    differs: 'differs',
    tooMany: 'not read for so many',
    region: 'Properties',
    loading: 'Loading the properties',
    failed: 'The properties could not be read',
    groups: {
      entry: 'Entry',
      host: 'On the host',
      owner: 'Owner and mode',
      time: 'Time',
      position: 'Position in archive',
      content: 'Content',
      layer: 'Layer',
      notes: 'Notes',
    },
    address: 'Address',
    kind: 'Kind',
    typeflag: 'Typeflag',
    dialect: 'Header dialect',
    linkname: 'Link target',
    kept: 'Kept',
    roles: {
      config: 'as configuration',
      vital: 'as vital',
      cached: 'as cached',
      't-flag': 'for its T flag',
      listed: 'by older releases',
      unknown: 'not known',
    },
    mode: 'Mode',
    tFlag: 'T flag',
    tFlagSet: 'Set',
    tFlagClear: 'Not set',
    tFlagMeaning: 'Mode bit 01000. The host keeps files that have it across a reboot.',
    user: 'User',
    group: 'Group',
    id: (name: string, id: number) => (name === '' ? `${id}` : `${name} (${id})`),
    mtime: 'Modified',
    headerOffset: 'Header at',
    dataOffset: 'Data at',
    notInFile: 'Not in the opened file',
    size: 'Size',
    sha256: 'SHA-256',
    changed: 'Changed',
    copyAddress: 'Copy the address',
    copySha256: 'Copy the SHA-256',
    editMode: 'Change the mode',
    octal: 'Octal mode',
    persist: 'T flag: the host keeps this file across a reboot',
    apply: 'Apply',
    cancel: 'Cancel',
    modeInvalid: 'Type an octal number from 0 to 07777, such as 0644.',
  },
} as const
