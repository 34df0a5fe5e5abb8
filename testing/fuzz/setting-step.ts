// A random change of what the backup says of its host: a setting of ConfigStore or esx.conf by its path, a password, a guided change. What is
// asked for may be nonsense, and is then refused; what was done is there, and SQLite finds the file sound.
import type { Document } from '../../electron/engine/document/document'
import { changePassword } from '../../electron/engine/accounts/change-password'
import { toUint8Array } from '../../electron/engine/codecs/bytes'
import { findEntry } from '../../electron/engine/esx/find-entry'
import { CONFIGSTORE_PATH } from '../../electron/engine/esx/paths'
import { openSqlite } from '../../electron/engine/esx/sqlite'
import { makeChange, offersOf } from '../../electron/engine/guides/guided-change'
import { settingsOf } from '../../electron/engine/settings/read-settings'
import { changeSettings } from '../../electron/engine/store/change-settings'
import type { Json } from '../../shared/model/json'
import { expectThat } from './finding'
import { oddText } from './mutate-bytes'
import type { Random } from './random'

const now = new Date(1_700_000_000_000)
const values: readonly Json[] = [
  null,
  true,
  0,
  -1,
  7,
  1.5,
  '',
  'x',
  '10.0.0.5',
  'a\nb',
  'é"',
  [],
  {},
  ['x'],
  { name: 'x' },
]
const paths = [
  'esx/network/vmknics/vmk0#mac',
  'esx/network/vmknics/vmk0#ip.ipv4_address',
  'esx/network/vmknics/vmk9',
  'esx/network_vss/switches/vSwitch0#port_groups[A].vlan_id',
  'esx/network_vss/switches/vSwitch0#port_groups[Management Network].vlan_id',
  'esx/system/keyboard#layout',
  'esx.conf/system#uuid',
  'x#[',
]
const answers = ['', 'yes', 'no', 'on', 'off', '7', '192.0.2.77', '255.255.255.0', 'esx9.lab.example', 'vmnic0']
/** Those whose answers are not made by chance and that do not compute for long. */
const guides = ['management-network', 'identity', 'access', 'virtual-machines', 'strip'] as const

export async function settingStep(document: Document, random: Random): Promise<void> {
  if (random.once(5)) return guidedStep(document, random)
  if (random.once(6)) {
    const action = random.pick(['set', 'lock', 'clear'] as const)
    const account = random.pick(['root', 'dcui', 'nobody here'])
    return changePassword(document, { account, action, password: random.once(2) ? 'x' : 'Word 9 ü' }, now)
  }
  const known = random.once(3) ? [] : (await settingsOf(document)).entries.flatMap(entry => entry.settings)
  const one = known[random.below(known.length)]
  const path = one
    ? random.once(6)
      ? one.entry.path
      : `${one.entry.path}#${one.property}`
    : random.once(9)
      ? oddText(random)
      : random.pick(paths)
  const value = one && random.once(3) ? one.value : random.pick(values)
  const isRemoved = random.once(4)
  const before = document.revision
  await changeSettings(document, 'A change', [isRemoved ? { path } : { path, value }], now)
  if (document.revision !== before) await checkStore(document)
}

async function guidedStep(document: Document, random: Random): Promise<void> {
  const id = random.pick(guides)
  const offer = (await offersOf(document)).find(one => one.id === id)
  const questions = (offer?.questions ?? []).filter(({ id: name }) => !/certificate|ssh-keys|keys/i.test(name))
  if (questions.length === 0) return
  const given = Array.from({ length: 1 + random.few(2) }, () => random.pick(questions)).map(
    ({ id: name, choices, value }) =>
      [
        name,
        choices.length > 0
          ? random.pick(choices).value
          : random.once(3)
            ? value
            : random.once(6)
              ? oddText(random)
              : random.pick(answers),
      ] as const,
  )
  await makeChange(document, id, Object.fromEntries(given), now)
  await checkStore(document)
}

/** Whoever changes a database leaves a sound one. */
async function checkStore(document: Document): Promise<void> {
  const store = findEntry(document, CONFIGSTORE_PATH)
  if (!store || !document.changes().some(({ layer, slot }) => layer === store.layer && slot === store.slot)) return
  const database = await openSqlite(toUint8Array(document.content(store)))
  try {
    const told = String(database.exec('PRAGMA integrity_check')[0]?.values[0]?.[0])
    expectThat(told === 'ok', 'integrity', () => `${store.address} after a change of settings: ${told}`)
  } finally {
    database.close()
  }
}
