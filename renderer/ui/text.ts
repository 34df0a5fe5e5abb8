// Texts of the window, ready for translation: plain strings, and functions where a value goes in. Those of the content panes are in
// text-panes.ts, of settings and network in files beside it, and of a feature or viewer of its own in its text.ts.
import { categoryTitles, commandTitles } from '../../shared/commands/titles'
import type { ChangeKind } from '../../shared/model/change'
import type { BackupShape, EncryptionState } from '../../shared/model/host-card'
import type { ChangeMark, EntryKind, LayerKind } from '../../shared/model/node'
import { formatCount, plural } from './format'

const changeKinds: Record<ChangeKind, string> = {
  added: 'added',
  removed: 'removed',
  content: 'content changed',
  mode: 'mode changed',
  owner: 'owner changed',
  time: 'time changed',
  link: 'link target changed',
  renamed: 'renamed',
  sealed: 'sealed',
  unsealed: 'unsealed',
}

const letters: Record<ChangeMark | 'removed', string> = {
  added: 'A',
  changed: 'M',
  renamed: 'R',
  removed: 'D',
  inside: '•',
}

const marks: Record<ChangeMark | 'removed', string> = {
  added: 'added',
  changed: 'changed',
  renamed: 'renamed',
  removed: 'removed',
  inside: 'changes inside',
}

const entryKinds: Record<EntryKind, string> = {
  file: 'file',
  directory: 'folder',
  symlink: 'symbolic link',
  hardlink: 'hard link',
  'char-device': 'character device',
  'block-device': 'block device',
  fifo: 'named pipe',
  other: 'entry of another kind',
}

const layerKinds: Record<LayerKind, string> = {
  tar: 'archive',
  gzip: 'compressed archive',
  envelope: 'encrypted archive',
  visor: 'VMware visor archive, read only',
}

const shapes: Record<BackupShape, string> = {
  'config-bundle': 'Configuration bundle (state.tgz with its manifest)',
  state: 'Saved state of a host (state.tgz)',
  local: 'Inner archive (local.tgz) alone',
  archive: 'Archive without ESXi state',
}

const encryptionsShort: Record<EncryptionState, string> = {
  absent: 'not encrypted',
  none: 'encrypted, key in the file',
  'no-key': 'sealed, no key opens it',
  tpm: 'sealed by TPM',
}

/** Parts of the window with keys that do not belong to a command. */
const keyGroups = {
  window: 'Window',
  tree: 'Explorer',
  changes: 'List of changes',
  editor: 'Text',
  hex: 'Bytes',
  menu: 'Menus and dialogs',
}

export const text = {
  app: {
    name: 'Bootbank',
    version: (version: string) => `Version ${version}`,
    progress: (title: string, percent: number) => `${title}: ${percent} %`,
    cannotRun: (title: string, whyNot: string) => `${title}: ${whyNot}`,
    windowTitle: (file: string | null, dirty: boolean) =>
      file === null ? 'Bootbank' : `${dirty ? '● ' : ''}${file} — Bootbank`,
    notStarted: 'The window could not start',
    unsaved: 'Unsaved changes',
    guidesTip: 'A lost password, a wrong address, new hardware, an expired certificate and the like, step by step',
    toolbar: 'Document',
    theme: 'Theme and spacing',
    side: 'Side pane',
    tabCount: (count: number) => (count > 99 ? '99+' : String(count)),
    main: 'Main pane',
    inspector: 'Inspector',
    notices: 'Notices',
    removedEntry: 'This entry was removed',
    resizeSide: 'Width of the side pane',
    resizeInspector: 'Width of the inspector',
  },

  /** Titles and categories of commands are shared with the native menu. */
  commands: commandTitles,
  categories: categoryTitles,

  /** Why a command cannot be run just now. */
  whyNot: {
    free: 'Close the dialog first.',
    document: 'Open a file first.',
    stopped: 'The document stopped working. Open it again.',
    failure: 'The document works; there is no need to open it again.',
    folder: 'A browser does not hand folders to a page. Start Bootbank with one: npm start -- FOLDER.',
    sample: 'This copy of Bootbank comes without a sample.',
    running: 'Nothing is running.',
    undo: 'There is nothing to undo.',
    redo: 'There is nothing to redo.',
    changes: 'There are no changes.',
    content: 'The inspector belongs to the content of an entry. Show the content first.',
    row: 'Select a row in the explorer first.',
    entry: 'Select an entry of an archive in the explorer first.',
    file: 'Select a file in the explorer first.',
    copied: 'Copy rows of the explorer first.',
    container: 'Select a folder or an archive in the explorer first.',
    link: 'Select a symbolic or hard link in the explorer first.',
    files: 'Select files or folders of an archive in the explorer first.',
    unchanged: 'It is as it was opened.',
    one: 'Several rows are selected, and this is for one.',
    change: 'Select a change in the list of changes first.',
    changeOrRow: 'Select a row in the explorer or in the list of changes first.',
    there: 'The entry was removed.',
    text: 'No text is shown.',
    places: 'No text and no bytes are shown.',
    secrets: 'There are no secrets in what is shown.',
    keys: 'No esx.conf is shown as text.',
    line: 'No keys of an esx.conf are shown.',
    difference: 'No difference of two texts is shown.',
    sides: 'No difference is shown, or the pane is too narrow for two sides.',
  },

  palette: {
    title: 'Command palette',
    field: 'Command',
    hint: 'Type what you want to do',
    list: 'Commands',
    groups: { recent: 'Recently used', others: 'All commands', found: 'Found', unavailable: 'Not available now' },
    none: 'No command matches.',
    results: (count: number) => plural(count, 'command', 'commands'),
  },

  help: {
    intro: (palette: string) => `Every command is also in the command palette (${palette}).`,
    inPlace: (title: string, places: readonly string[]) => `${title} (${places.join(', ')})`,
    noKey: 'no shortcut',
    pages: 'Pages of the help',
    /** As their heading in docs/help. */
    titles: {
      'lost-password': 'A lost password',
      'wrong-address': 'A wrong address',
      'new-hardware': 'New hardware',
      'expired-certificate': 'An expired certificate',
      'forensic-look': 'A forensic look',
      'sealed-by-tpm': 'Sealed by a TPM',
      'copy-to-hand-out': 'A copy for support',
      'from-the-host-and-back': 'From the host and back',
    },
    link: (title: string) => `Help: ${title.charAt(0).toLowerCase()}${title.slice(1)}`,
    hosts: { electron: 'Desktop window', browser: 'In the browser, served by this machine' },
    offline: 'Nothing leaves this machine: no telemetry, no update check, no remote content.',
    licence: 'MIT licence. VMware and ESXi are trademarks of their owner; this project is not affiliated with it.',
    groups: keyGroups,
  },

  /** What keys do that do not belong to a command. */
  keys: {
    walk: 'Next row, previous row',
    sides: 'Expand, then the first row inside; collapse, then the folder around it',
    ends: 'First row, last row',
    pages: 'Page up, page down',
    show: 'Show the row; expand or collapse it',
    showOnly: 'Show the row',
    several: 'Extend the selection to the next row, or to the first or last',
    chooseToo: 'Add this row to the selection, or take it out',
    chooseAll: 'Select all rows that show',
    chooseOne: 'Back to one row',
    paste: 'Add the files of the clipboard here, or the entries that were copied',
    letters: 'Letters of a name: the next row that begins with them',
    rowMenu: 'Menu of the row',
    tabs: 'On the tabs of a pane: next tab, previous tab',
    items: 'Next item, previous item',
    choose: 'Choose',
    leave: 'Close without choosing',
    newWindow: 'New window',
    closeWindow: 'Close the window',
    zoom: 'Zoom in, zoom out, normal size',
    fullScreen: 'Full screen',
  },

  common: {
    cancel: 'Cancel',
    cancelling: 'Cancelling…',
    cancelled: 'Cancelled.',
    close: 'Close',
    dismiss: 'Dismiss',
    done: 'Done',
    tryAgain: 'Try again',
    bytesOf: (done: string, total: string) => `${done} of ${total}`,
    copied: (what: string) => `Copied ${what}`,
    notCopied: 'The system refused access to the clipboard.',
  },

  bridge: {
    hostGone: 'Bootbank has ended or cannot be reached. Start it again, then open the address that it prints.',
    sessionLost: 'This page has lost its session. Open the address that Bootbank printed when it started.',
    badAnswer: (asked: string, status: number) =>
      `The answer to ${asked} could not be read (status ${status}). Reload the page and try again.`,
    uploadFailed: (name: string) =>
      `${name} could not be read to its end: it was changed or removed meanwhile, the disk for temporary files is full, or Bootbank has ended. Choose it again, or start Bootbank with it: npm start -- FILE reads it where it lies.`,
    tooLarge: (name: string, size: string, most: string) =>
      `${name} has ${size}, and a page can hand over ${most} at most. Start Bootbank with it: npm start -- FILE reads it where it lies.`,
  },

  open: {
    purpose: 'Open the saved state of an ESXi host, change it, and build a bundle that the host boots from.',
    dropZone: 'Open a file',
    dropLead: 'Drop state.tgz here',
    dropKinds:
      'Or a configBundle-*.tgz, local.tgz or local.tgz.ve, the image of a boot disk (dd, VMDK), a vm-support bundle, any other .tgz.',
    newHere: 'New here?',
    stepByStep: 'Step by step',
    dropHere: 'Drop to open',
    dropToCompare: (name: string) => `Drop here to compare with ${name}`,
    sampleName: 'Sample backup',
    staysHere: 'Everything stays on this machine. The file is only read, never overwritten.',
    recent: 'Recent files',
    source: {
      changed: (name: string) =>
        `${name} has changed on the disk since it was opened. You see and edit what was read then. Saving writes another file and leaves the changed one alone; open it again to see what is in it now.`,
      gone: (name: string) =>
        `${name} is not in its place any more. All of it was read when it was opened, so you can go on and save to another place.`,
    },
    shared: (name: string) =>
      `${name} is open in another window too. Each window has its own changes, and what you save from one does not have those of the other.`,
    journalFailed: (reason: string) =>
      `Changes from here on would be lost in a crash: ${reason} Save them yourself now and then.`,
    noRecent: 'Files that you open are listed here.',
    clearRecent: 'Clear the list of recent files',
    chooseFile: 'Choose a file',
    reading: (name: string) => `Reading ${name}`,
    opening: (name: string) => `Opening ${name}`,
    opened: (name: string, entries: number) => `Opened ${name}, ${plural(entries, 'entry', 'entries')}.`,
    notOpened: (name: string) => `${name} was not opened`,
    openAnother: 'Open another file…',
    workerEnded: 'The document stopped working',
    resumed: (name: string) => `The page was reloaded. ${name} is as you left it, changes included.`,
    damaged: 'Damaged, but partly readable',
    sealed: 'Sealed, but partly readable',
    locked: 'Sealed, and no key here opens it',
    severalDropped: (count: number) => `${count} files were dropped. Drop one backup at a time.`,
    folderDropped: (name: string) =>
      `${name} is a folder, and a browser does not hand folders to a page. Drop the state.tgz inside it, or start Bootbank with the folder: npm start -- FOLDER.`,
    unsavedTitle: 'Unsaved changes',
    unsavedBody: (name: string) => `${name} has changes that are not in a bundle or a copy yet. They will be lost.`,
    discardAndOpen: 'Discard and open',
    discardAndClose: 'Discard and close',
  },

  errors: {
    layer: 'Layer',
    path: 'Path',
    offset: 'Byte offset',
  },

  advice: {
    copyAgain: 'Copy the file from the host again and compare its size there and here.',
    openOuter: 'Open the state.tgz that the host itself wrote: the envelope and its encryption.info belong together.',
    reload: 'This is a bug in Bootbank, not a fault of the file. Nothing on the disk was changed.',
  },

  tree: {
    label: 'Explorer',
    kinds: entryKinds,
    layers: layerKinds,
    locks: { sealed: 'encrypted, readable', locked: 'encrypted, not readable here' },
    tFlag: 'T flag: the host keeps this file across a reboot',
    damaged: 'damaged',
    only: 'Show files',
    everyFile: 'All files',
    roles: {
      config: 'Kept as configuration',
      vital: 'Kept as vital',
      cached: 'Kept as cached',
      't-flag': 'Kept for the T flag',
      listed: 'Kept by older releases',
      unknown: 'Not known to this release',
    },
    ofRole: (role: string, count: number) => `${role} (${formatCount(count)})`,
    showAll: 'Show all files',
    noneOfRole: 'No file of this host.',
    filtered: (count: number) => (count === 1 ? '1 file shown' : `${formatCount(count)} files shown`),
    chosen: (count: number) => (count === 0 ? 'One row again' : `${formatCount(count)} selected`),
    chosenOne: 'Back to one row',
    renameTitle: (name: string) => `Rename or move ${name}`,
    renameHint: (layer: string) =>
      layer === '' ? 'The full path inside the archive.' : `The full path inside ${layer}`,
    renameButton: 'Rename',
    newPath: 'New path',
    modeTitle: (name: string) => `Mode of ${name}`,
    modeField: 'Octal mode',
    modeHint: 'Octal, such as 0644; 01644 with T flag.',
    modeInvalid: 'A mode is an octal number from 0 to 07777.',
    modeFlags: 'Flags',
    modeBits: {
      read: 'Read',
      write: 'Write',
      execute: 'Execute',
      setUser: 'Set user id (04000)',
      setGroup: 'Set group id (02000)',
    },
    modeWho: { owner: 'Owner', group: 'Group', others: 'Others' },
    modeButton: 'Set mode',
    addTitle: (name: string) => `Add a file to ${name}`,
    addHint: (file: string) => `Path inside the folder; missing folders are added too. Content: ${file}`,
    addButton: 'Add',
    nameBelow: 'Name',
    modeTitleMany: (count: number) => `Mode of ${plural(count, 'entry', 'entries')}`,
    modeManyField: 'Mode',
    modeManyHint: 'Octal for all of them, or changes to what each has: u+w, go-rwx; +t and -t for the T flag.',
    ownerTitle: (what: string) => `Owner of ${what}`,
    ownerHint: 'Programs that unpack as root go by the names first, and by the numbers where a name is empty.',
    uid: 'User number',
    gid: 'Group number',
    uname: 'User name',
    gname: 'Group name',
    ownerButton: 'Set owner',
    timeTitle: (what: string) => `Time of ${what}`,
    timeField: 'Time, UTC',
    timeHint: 'Such as 2024-05-01T12:00:00Z, in whole seconds.',
    timeButton: 'Set time',
    linkTitle: (name: string) => `Target of ${name}`,
    linkField: 'Target',
    linkHint: 'A symbolic link may lead anywhere; a hard link to a file that stands before it in the archive.',
    linkButton: 'Set target',
    newLinkTargetHint:
      'A path on the host, such as /var/core, or from the link on, such as ../hosts. It need not be in the backup.',
    newFolderTitle: (name: string) => `New folder in ${name}`,
    newFolderHint: 'Owner, time and mode are those of the folders beside it, or around it.',
    newFolderButton: 'Make folder',
    newLinkTitle: (name: string) => `New symbolic link in ${name}`,
    newLinkButton: 'Make link',
    number: 'A number from 0 to 4294967295.',
    entries: (count: number) => plural(count, 'entry', 'entries'),
    changeMode: (what: string) => `Change the mode of ${what}`,
    changeOwner: (what: string) => `Change the owner of ${what}`,
    changeTime: (what: string) => `Change the time of ${what}`,
    takenTitle: 'Names that are there already',
    takenHint:
      'Replacing keeps mode and owner of what is there. Keeping both gives the new file another name, such as hosts-2.',
    taken: { replace: 'Replace', both: 'Keep both', skip: 'Skip' },
    dropInto: (name: string) => `Add to ${name}`,
    addingFiles: (count: number) => `Adding ${plural(count, 'file', 'files')}`,
    addedFiles: (count: number, folder: string) => `Added ${plural(count, 'file', 'files')} to ${folder}.`,
    notKept: (count: number) =>
      `${count === 1 ? 'One of them has' : `${formatCount(count)} of them have`} no T flag and no place that this release knows: a host keeps only what it marks or knows, and may drop ${count === 1 ? 'it' : 'them'} at its next save.`,
    tooManyFiles: (most: number) => `No more than ${formatCount(most)} files and folders can be added at once.`,
    tooDeep: (name: string, most: number) => `${name} has folders more than ${most} deep.`,
    pasted: (count: number, folder: string) => `Copied ${plural(count, 'entry', 'entries')} to ${folder}.`,
    removedMany: (count: number) => `Removed ${plural(count, 'entry', 'entries')}.`,
    removed: (name: string) => `Removed ${name}.`,
    replaced: (name: string, by: string) => `Replaced the content of ${name} with ${by}.`,
    added: (name: string) => `Added ${name}.`,
    renamed: (name: string, path: string) => `Renamed ${name} to ${path}.`,
    modeSet: (name: string, mode: string) => `Mode of ${name} is ${mode}.`,
    zipName: 'files.zip',
    tooManyToDrag: 'That is too many files for one drag out of a browser. Save them instead.',
    reverted: (what: string) => `Reverted ${what}.`,
    saving: (name: string) => `Saving ${name}`,
    dragging: (name: string) => `Copying ${name} to drag it out`,
    savedTo: (label: string) => `Saved ${label}.`,
  },

  changes: {
    title: 'Changes',
    none: 'No changes',
    noneHint:
      'Everything that you edit, add, rename or remove is listed here, with its difference and a way to revert it.',
    count: (count: number) => plural(count, 'change', 'changes'),
    kinds: changeKinds,
    letters,
    marks,
    renamedFrom: (before: string) => `renamed from ${before}`,
    factFromTo: (fact: string, before: string, after: string) => `${fact} ${before} → ${after}`,
    modeFromTo: (before: string, after: string) => `mode ${before} → ${after}`,
    revertAllTitle: 'Revert all changes?',
    revertAllBody: (count: number) =>
      `${plural(count, 'entry goes', 'entries go')} back to what is in the opened file. Undo brings the changes back.`,
    undone: (what: string) => `Undone: ${what}`,
    redone: (what: string) => `Redone: ${what}`,
    reverted: (address: string) => `Reverted ${address}.`,
    revertedAll: (count: number) => `Reverted ${plural(count, 'change', 'changes')}.`,
  },

  host: {
    title: 'Host',
    esxi: (release: string) => `ESXi ${release}`,
    build: (build: string) => `build ${build}`,
    shapes,
    encryptionsShort,
    unknown: 'Damaged: what it holds cannot be told',
    entriesInLayers: (entries: number, layers: number) =>
      `${plural(entries, 'entry', 'entries')} in ${plural(layers, 'layer', 'layers')}`,
    notes: 'Notes',
    absent: 'not in this backup',
    sealed: 'not readable here',
    copy: (label: string) => `Copy ${label}`,
    copyAll: 'Copy all facts that are shown',
    filter: 'Filter',
    noMatch: (filter: string) => `No fact matches "${filter}"`,
    more: (count: number, title: string) => `${formatCount(count)} more: ${title}`,
    fewer: (title: string) => `Show less: ${title}`,
    disagree: 'The backup says different things:',
    attention: 'Worth a second look',
    show: (title: string) => `Show where ${title} is read from`,
    place: (path: string, line: number | null) => (line === null ? path : `${path}, line ${line}`),
  },

  status: {
    changes: (count: number, dirty: boolean) =>
      count === 0 && !dirty ? 'No changes' : `${plural(count, 'change', 'changes')}, ${dirty ? 'not saved' : 'saved'}`,
    notes: (count: number) => plural(count, 'note', 'notes'),
    hosts: { electron: 'This machine only', browser: 'This machine only, in the browser' },
  },

  broken: {
    title: 'Something went wrong in Bootbank',
    body: 'The window cannot continue. Your backup on the disk was not changed. Reload to go on; edits that are not in a bundle or a copy may be lost.',
    details: 'What happened',
    reload: 'Reload',
    notLoaded: 'This part of the window could not be loaded',
  },
} as const
