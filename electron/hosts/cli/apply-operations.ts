// Operations onto a document, one after another in the order given; each sees what the ones before it did. An argument with
// several `=` is split at the first one that makes sense: where the local file exists, the address is there, or the key.
import { readKeys } from '../../../shared/esx-conf/esx-conf'
import { BootbankError } from '../../../shared/model/errors'
import type { Finding } from '../../../shared/model/finding'
import { passwordHints } from '../../../shared/model/password-hints'
import { sealUnverified } from '../../engine/checks/backup/seal-changed'
import type { Document } from '../../engine/document/document'
import type { Entry } from '../../engine/document/entry'
import { readConfFile } from '../../engine/edits/conf-file'
import { engineEdits } from '../../engine/edits/edits'
import { CONFIGSTORE_PATH } from '../../engine/esx/paths'
import { checkSettings } from '../../engine/settings/check'
import { settingsOf } from '../../engine/settings/read-settings'
import type { Operation, OperationName, Split } from './operation'
import { type NamedRow, namedRow, type RowOption } from './named-row'
import { readFile, readInput, readKeyFile, STDIN } from './read-file'
import { type LocalFolder, readFolder } from './read-folder'
import type { Run } from './run'

/** Applies them all. Throws what the first one that fails throws; what it names is in the message. */
export async function applyOperations(document: Document, operations: readonly Operation[], run: Run): Promise<void> {
  for (const { name, text } of operations) await operationsByName[name](document, text, run)
}

const operationsByName: {
  readonly [N in OperationName]: (document: Document, text: string, run: Run) => void | Promise<void>
} = {
  put,
  async rm(document, address, run) {
    await engineEdits.remove.apply(document, [await document.resolve(address, run.watch)], {})
  },
  mv: move,
  async chmod(document, text, run) {
    const { left, right } = splitsOf('--chmod ADDRESS=MODE', text).at(-1)!
    await engineEdits.mode.apply(document, await document.resolve(left, run.watch), { mode: right })
  },
  async chown(document, text, run) {
    const { left, right } = splitsOf('--chown ADDRESS=UID:GID[:USER:GROUP]', text).at(-1)!
    const entry = await document.resolve(left, run.watch)
    await engineEdits.owner.apply(document, entry, ownerIn(right))
  },
  async touch(document, text, run) {
    const { left, right } = splitsOf('--touch ADDRESS=TIME', text).at(-1)!
    const at = /^\d{4}-\d\d-\d\d$/.test(right) ? `${right}T00:00:00Z` : right
    if (!/T.*(Z|[+-]\d\d:\d\d)$/.test(at))
      throw new BootbankError('TIME_INVALID', `"${right}" is not a time with its zone, such as 2024-05-01T12:00:00Z.`)
    await engineEdits.time.apply(document, await document.resolve(left, run.watch), { at })
  },
  async mkdir(document, address, run) {
    const { layer, name } = await document.resolveNew(address.replace(/(?<=[^/])\/$/, ''), run.watch)
    await engineEdits.newFolder.apply(document, { layer, path: '' }, { name })
  },
  link: setLink,
  async conf(document, text, run) {
    const splits = splitsOf('--conf KEY=VALUE', text)
    const keys = readKeys((await readConfFile(document, run.watch)).text)
    const { left, right } = splits.find(split => keys.has(split.left)) ?? splits[0]!
    await engineEdits.confSet.apply(document, null, { key: left, value: right })
  },
  'conf-rm': (document, key) => engineEdits.confRemove.apply(document, null, { key }),
  async store(document, text) {
    const splits = splitsOf('--store SETTING=JSON', text)
    const { setting, value } = valueIn(splits, text)
    await engineEdits.settingSet.apply(document, null, { setting, value })
  },
  async password(document, account, run) {
    const password = await firstLineOfInput(run)
    for (const hint of passwordHints(password)) run.note(hint)
    await engineEdits.password.apply(document, null, { account, action: 'set', password })
  },
  async unseal(document, _text, run) {
    await engineEdits.unseal.apply(document, null, {})
    run.note(sealUnverified.unsealed)
  },
  async seal(document, _text, run) {
    await engineEdits.seal.apply(document, null, {})
    run.note(sealUnverified.sealed)
  },
  async 'seal-with'(document, path, run) {
    await engineEdits.sealWith.apply(document, null, { content: await readKeyFile(path, run) })
    run.note(sealUnverified.sealed)
  },
  'store-rm': (document, setting) => engineEdits.settingRemove.apply(document, null, { setting }),
  row: (document, text, run) =>
    rawly(document, run, 'row', text, (entry, { table, row, column, json }) =>
      engineEdits.rowSet.apply(document, entry, { table, row, column, value: json }),
    ),
  'row-add': (document, text, run) =>
    rawly(document, run, 'row-add', text, (entry, { table, json }) =>
      engineEdits.rowAdd.apply(document, entry, { table, values: json }),
    ),
  'row-rm': (document, text, run) =>
    rawly(document, run, 'row-rm', text, (entry, { table, row }) =>
      engineEdits.rowRemove.apply(document, entry, { table, row }),
    ),
}

/** Standard input up to its first line end. A password is never an argument: those are seen by every user of the machine. */
export async function firstLineOfInput(run: Run): Promise<string> {
  if (process.stdin.isTTY)
    throw new BootbankError(
      'USAGE',
      'The new password is taken from standard input, where nobody sees it: … < file, or from a password manager by a pipe.',
    )
  if (process.stdin.readableEnded)
    throw new BootbankError(
      'USAGE',
      'A password needs standard input for itself: one password, and a FILE that is not -.',
    )
  const bytes = await readInput(STDIN, run)
  const [line = ''] = Buffer.from(bytes.read(0, bytes.length)).toString('utf8').split(/\r?\n/, 1)
  return line
}

/** The first split whose right side is JSON: an identifier may hold `=` itself. Throws USAGE where none is. */
function valueIn(splits: readonly Split[], text: string): { readonly setting: string; readonly value: string } {
  for (const { left, right } of splits) {
    try {
      JSON.parse(right)
      return { setting: left, value: right }
    } catch {
      // the next one
    }
  }
  throw new BootbankError(
    'USAGE',
    `--store SETTING=JSON needs a JSON value, such as 20, true or "10.0.0.5" in quotes, which your shell must not take away: '${text}'.`,
  )
}

/** A raw change of a row, in the database that is named or the host's ConfigStore; then what the schema of the backup says of it. */
async function rawly(
  document: Document,
  run: Run,
  option: RowOption,
  text: string,
  change: (entry: Entry, named: NamedRow) => void | Promise<void>,
): Promise<void> {
  const named = namedRow(option, text)
  const entry = await document.resolve(named.address ?? CONFIGSTORE_PATH, run.watch)
  const before = new Set((await settingFindings(document)).map(({ message }) => message))
  await change(entry, named)
  for (const { message } of await settingFindings(document)) if (!before.has(message)) run.note(message)
}

async function settingFindings(document: Document): Promise<readonly Finding[]> {
  return checkSettings(await settingsOf(document))
}

async function put(document: Document, text: string, run: Run): Promise<void> {
  const { address, local } = await firstThat(splitsOf('--put ADDRESS=LOCALFILE', text), 'NOT_FOUND', async split => ({
    address: split.left,
    local: await readFile(split.right, run).catch((error: unknown) => {
      if (error instanceof BootbankError && error.code === 'IS_DIRECTORY') return readFolder(split.right, run)
      throw error
    }),
  }))
  if ('files' in local) return putFolder(document, address.replace(/(?<=[^/])\/$/, ''), local, run)
  const content = local
  const entry = await entryAt(document, address, run)
  if (entry) return engineEdits.replace.apply(document, entry, { content })
  const { layer, name } = await document.resolveNew(address, run.watch)
  await engineEdits.add.apply(document, { layer, path: '' }, { name, content })
}

/** A folder with everything in it, as one step; a file whose name is there gets the content, and what else is in the folder stays. */
async function putFolder(document: Document, address: string, local: LocalFolder, run: Run): Promise<void> {
  const { files, folders } = local
  const entry = await entryAt(document, address, run)
  if (entry && entry.kind !== 'directory')
    throw new BootbankError('IS_DIRECTORY', `${entry.address} is not a folder, so no folder can be put there.`, {
      layer: entry.layer.label,
      path: entry.name,
    })
  // By something in it: a folder need not have an entry of its own.
  const { layer, name } = entry ?? (await document.resolveNew(`${address}/.`, run.watch))
  const home = name.replace(/\/\.?$/, '')
  await engineEdits.addFiles.apply(
    document,
    { layer, path: '' },
    {
      names: files.map(({ path }) => `${home}/${path}`),
      folders: [home, ...folders.map(path => `${home}/${path}`)],
      contents: files.map(({ content }) => content),
      taken: 'replace',
    },
  )
}

/** Null where there is none. */
function entryAt(document: Document, address: string, run: Run): Promise<Entry | null> {
  return document.resolve(address, run.watch).catch((error: unknown) => {
    if (error instanceof BootbankError && error.code === 'ADDRESS_NOT_FOUND') return null
    throw error
  })
}

/** `UID:GID` or `UID:GID:USER:GROUP`. Throws USAGE. */
function ownerIn(text: string) {
  const [, uid, gid, uname, gname] = /^(\d{1,10}):(\d{1,10})(?::([^:]*):([^:]*))?$/.exec(text) ?? []
  if (uid === undefined || gid === undefined) {
    throw new BootbankError(
      'USAGE',
      `--chown needs UID:GID or UID:GID:USER:GROUP, such as 0:0:root:root, not "${text}".`,
    )
  }
  const names = uname === undefined || gname === undefined ? {} : { uname, gname }
  return { uid: Number(uid), gid: Number(gid), ...names }
}

/** An entry that is there gets another target; one that is not is added as a symbolic link. */
async function setLink(document: Document, text: string, run: Run): Promise<void> {
  const splits = splitsOf('--link ADDRESS=TARGET', text)
  const found = await firstThat(splits, 'ADDRESS_NOT_FOUND', async ({ left, right }) => ({
    entry: await document.resolve(left, run.watch),
    target: right,
  })).catch((error: unknown) => {
    if (error instanceof BootbankError && error.code === 'ADDRESS_NOT_FOUND') return null
    throw error
  })
  if (found) return engineEdits.link.apply(document, found.entry, { to: found.target })
  const { left, right } = splits[0]!
  const { layer, name } = await document.resolveNew(left, run.watch)
  await engineEdits.newLink.apply(document, { layer, path: '' }, { name, to: right })
}

async function move(document: Document, text: string, run: Run): Promise<void> {
  const { entry, target } = await firstThat(
    splitsOf('--mv ADDRESS=ADDRESS', text),
    'ADDRESS_NOT_FOUND',
    async split => ({ entry: await document.resolve(split.left, run.watch), target: split.right }),
  )
  await engineEdits.rename.apply(document, entry, { name: await nameInSameLayer(document, entry, target, run) })
}

/** A target with `!/` must lie in the entry's own archive; one without is a path in it. */
async function nameInSameLayer(document: Document, entry: Entry, target: string, run: Run): Promise<string> {
  const { prefix } = entry.layer
  if (prefix !== '' && target.startsWith(prefix)) return target.slice(prefix.length)
  if (!target.includes('!/')) return target
  const { layer, name } = await document.resolveNew(target, run.watch)
  if (layer === entry.layer) return name
  throw new BootbankError(
    'NAME_INVALID',
    `--mv stays inside one archive: ${entry.address} is in ${entry.layer.label}, ${target} would be in ${layer.label}. Use extract, --put and --rm.`,
    { layer: entry.layer.label, path: entry.name },
  )
}

/** Every way to split at an `=`, from the left, at least one. Throws USAGE when there is none. */
function splitsOf(usage: string, text: string): readonly Split[] {
  const splits: Split[] = []
  for (let at = text.indexOf('='); at >= 0; at = text.indexOf('=', at + 1)) {
    if (at > 0) splits.push({ left: text.slice(0, at), right: text.slice(at + 1) })
  }
  if (splits.length > 0) return splits
  throw new BootbankError('USAGE', `${usage} is needed, but "${text}" has no = between two parts.`)
}

/** The result for the first split that works. One that fails for another reason than `absent` is the error, else the first's. */
async function firstThat<T>(
  splits: readonly Split[],
  absent: 'NOT_FOUND' | 'ADDRESS_NOT_FOUND',
  attempt: (split: Split) => Promise<T>,
): Promise<T> {
  let first: unknown = null
  for (const split of splits) {
    try {
      return await attempt(split)
    } catch (error) {
      if (!(error instanceof BootbankError) || error.code !== absent) throw error
      first ??= error
    }
  }
  throw first
}
