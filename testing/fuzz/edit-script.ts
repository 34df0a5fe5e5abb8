// Random edits of whatever was opened, by the engine and by the window's commands, and what must hold afterwards: each edit
// did what it says or changed nothing, the result is proven, undoing everything gives the opened bytes.
import { type Bytes, bytesOf, equalBytes } from '../../electron/engine/codecs/bytes'
import { displayName, nameFromDisplay } from '../../electron/engine/codecs/names'
import type { Document } from '../../electron/engine/document/document'
import type { Layer } from '../../electron/engine/document/layer'
import { isSqlite } from '../../electron/engine/esx/sqlite'
import { changeRow } from '../../electron/engine/store/change-row'
import { doEdit } from '../../electron/session/edits'
import { proven } from './check-document'
import type { Views } from './check-views'
import { attempt, expectThat, Finding } from './finding'
import { oddText } from './mutate-bytes'
import type { Random } from './random'
import { settingStep } from './setting-step'

const refusals = new Set([
  'NAME_INVALID',
  'NAME_TAKEN',
  'LINKED',
  'LAST_ENTRY',
  'NOT_A_FILE',
  'READ_ONLY',
  'VISOR_READ_ONLY',
  'MODE_INVALID',
  'NOT_TEXT',
  'ADDRESS_NOT_FOUND',
  'ROW_VALUE',
  'NO_TABLE',
  'STORE_UNWRITABLE',
  'NOT_A_DATABASE',
  'SETTING_PATH',
  'SETTING_VALUE',
  'CONF_KEY',
  'CONF_VALUE',
  'ACCOUNT',
  'ANSWER',
])
/** Adding to a container opens it. */
const damaged = /^(GZIP|TAR|PAX|ENVELOPE|INFO)_|^(LIMIT|SEALED_TPM|NOT_AN_ARCHIVE)$/
/** What the proof says when an edit took away the key of an envelope beside it. */
const keyless = /^(ENVELOPE_(NO_KEY|KEY_ID|KEY_HASH|TAG)|INFO_|SEALED_TPM|LIMIT)/
const names = [
  'a',
  'etc/new',
  'etc/hosts',
  './b',
  'd/e/f',
  `${'long/'.repeat(30)}name`,
  'x'.repeat(101),
  'é'.repeat(60),
  'z\\x1b',
  'dir',
]

/** Edits, builds, proves, undoes, redoes. */
export async function editAndCheck(
  document: Document,
  views: Views,
  random: Random,
  archive: Uint8Array,
): Promise<void> {
  for (let step = 1 + random.few(7); step > 0; step--) await oneStep(document, views, random, archive)
  const edited = await document.build()
  await proven(document, edited, code => keyless.test(code) && touchesKey(document))
  if (document.changes().length === 0)
    expectThat(
      equalBytes(edited, document.source),
      'unedited',
      () => 'nothing is changed, but the build differs from the source',
    )
  if (random.once(3)) await views.changes()
  const before = summary(document)
  let steps = 0
  while (document.undo()) if (++steps > 1000) throw new Finding('undo', 'undo has no end')
  expectThat(document.changes().length === 0, 'undo', () => `${document.changes().length} changes are left`)
  expectThat(
    equalBytes(await document.build(), document.source),
    'undo',
    () => 'after undoing all, the build differs from the source',
  )
  for (let step = 0; step < steps; step++) document.redo()
  expectThat(summary(document) === before, 'redo', () => `${summary(document)} instead of ${before}`)
  if (!sealsSomething(document)) {
    // What was undone when the steps ended stays undone, so the same state must give the same bytes.
    expectThat(equalBytes(await document.build(), edited), 'same-bytes', () => 'the same edits give other bytes')
  }
}

function summary(document: Document): string {
  return document
    .changes()
    .map(({ layer, slot, kinds }) => `${layer.path}:${slot}:${kinds.join('+')}`)
    .join(' ')
}

function touchesKey(document: Document): boolean {
  return document
    .changes()
    .some(({ before, after }) => [before, after].some(one => one?.name.endsWith('encryption.info')))
}

function sealsSomething(document: Document): boolean {
  return document.layers().some(layer => layer.isChanged() && layer.opened.wraps.some(wrap => wrap.kind === 'envelope'))
}

async function oneStep(document: Document, views: Views, random: Random, archive: Uint8Array): Promise<void> {
  const before = `${document.revision} ${summary(document)}`
  const { error } = await attempt('edit', () =>
    random.once(5)
      ? rowStep(document, random)
      : random.once(4)
        ? settingStep(document, random)
        : random.once(4)
          ? commandStep(document, views, random)
          : engineStep(document, random, archive),
  )
  if (!error) return
  const isExpected = refusals.has(error.code) || damaged.test(error.code)
  expectThat(isExpected, 'refusal', () => `an edit throws ${error.code}: ${error.message}`)
  expectThat(
    `${document.revision} ${summary(document)}` === before,
    'refusal',
    () => `${error.code} changed something: ${error.message}`,
  )
}

async function engineStep(document: Document, random: Random, archive: Uint8Array): Promise<void> {
  const layer = random.pick(document.layers())
  const entries = layer.entries()
  const entry = entries[random.below(entries.length)]
  const content = contentFor(random, archive)
  const name = random.once(3) ? oddText(random) : random.pick(names)
  const action = random.below(11)
  if (action === 0) document.undo()
  else if (action === 1) document.redo()
  else if (action === 2) document.revertAll()
  else if (action === 3) await document.openAll()
  else if (action === 4) {
    const added = document.add(layer, name, content)
    expectThat(
      layer.entryAt(added.slot) === added && equalBytes(document.content(added), content),
      'edit',
      () => `add ${name}`,
    )
  } else if (!entry) return
  else if (action === 5) {
    const mode = random.below(random.once(9) ? 0o20000 : 0o10000)
    document.chmod(entry, mode)
    expectThat(layer.entryAt(entry.slot)?.mode === mode, 'edit', () => `chmod ${mode}`)
  } else if (action === 6) {
    document.rename(entry, name)
    const now = layer.entryAt(entry.slot)?.name
    expectThat(now === displayName(nameFromDisplay(name)), 'edit', () => `rename to ${name} gives ${now}`)
  } else if (action === 7) {
    document.remove(entry)
    expectThat(layer.entryAt(entry.slot) === null, 'edit', () => 'remove')
  } else if (action === 8) revert(document, layer, random)
  else {
    document.put(entry, content, random.once(3) ? { typing: 's' } : {})
    const now = layer.entryAt(entry.slot)
    expectThat(
      now !== null && now.size === content.length && equalBytes(document.content(now), content),
      'edit',
      () => `put ${entry.address}`,
    )
  }
}

/** A raw edit of a row, where there is a database; what is asked for may be nonsense, and is then refused. */
async function rowStep(document: Document, random: Random): Promise<void> {
  const databases = document
    .layers()
    .flatMap(layer => layer.entries())
    .filter(
      entry =>
        entry.kind === 'file' && !entry.problem && isSqlite(document.content(entry).read(0, Math.min(16, entry.size))),
    )
  const entry = databases[random.below(databases.length)]
  if (!entry) return
  const table = random.pick(['Config', 'DefaultConfig', 'KVTable', 'ConfigSchema', 'sqlite_schema'])
  const row = String(1 + random.below(random.once(3) ? 300 : 5))
  const column = random.pick([
    'Component',
    'Identifier',
    'UserValue',
    'VitalValue',
    'Revision',
    'Key',
    'Value',
    'Success',
  ])
  const value = random.pick([
    'null',
    '5',
    '1.5',
    '""',
    '"{}"',
    '"{"',
    '"{\\"a\\": 1}"',
    '{"hex": "00"}',
    JSON.stringify('x'.repeat(9000)),
  ])
  const now = new Date(1_700_000_000_000)
  const action = random.below(4)
  if (action === 0) return changeRow(document, entry, { kind: 'remove', table, row }, now)
  if (action === 1) return changeRow(document, entry, { kind: 'add', table, values: `{"${column}": ${value}}` }, now)
  return changeRow(document, entry, { kind: 'set', table, row, column, value }, now)
}

function revert(document: Document, layer: Layer, random: Random): void {
  const change = document.changes()[0]
  if (change) document.revert(change)
  else document.revert({ layer, slot: random.below(layer.slots.length) })
}

/** Of any length around a block; now and then an archive, which then opens as a layer. */
function contentFor(random: Random, archive: Uint8Array): Bytes {
  if (random.once(6)) return bytesOf(archive)
  return bytesOf(
    Buffer.alloc(random.pick([0, 1, 511, 512, 513, random.below(3000)]), random.pick(['x', 'text\n', '\0'])),
  )
}

async function commandStep(document: Document, views: Views, random: Random): Promise<void> {
  const row = views.rows[random.below(views.rows.length)]
  const node = row?.id ?? 'f'
  switch (random.below(6)) {
    case 0:
      await views.ask('edit.text', { node, text: random.pick(['', 'new\n', 'é\n', '\u20ac']), typing: 's' })
      return
    case 1:
      await views.ask('edit.rename', { node, name: random.once(2) ? oddText(random) : random.pick(names) })
      return
    case 2:
      await views.ask('edit.remove', { node })
      return
    case 3:
      await views.ask('edit.mode', { node, mode: random.pick(['0644', '1600', '7777', '77777', 'x', '']) })
      return
    case 4:
      await views.ask('edit.revert', { node })
      return
    default:
      return doEdit(document, 'add', { node, name: random.pick(names), content: bytesOf(Buffer.from('added')) })
  }
}
