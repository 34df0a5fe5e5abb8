// Every row of ConfigStore that a guided change has written is allowed by a JSON-Schema validator from outside, on the schema of the backup.
import { expect, it } from 'vitest'
import { openHostChain, withGenuine } from '../../../testing/fixtures/opened-hosts'
import { rowValidator } from '../../../testing/fixtures/config-store/json-schema'
import type { GuideAnswers, GuideId } from '../../../shared/model/guide'
import { toUint8Array } from '../codecs/bytes'
import type { Document } from '../document/document'
import { findEntry } from '../esx/find-entry'
import { SCHEMA_STORE_PATH } from '../esx/paths'
import { openSqlite } from '../esx/sqlite'
import { settingsOf } from '../settings/read-settings'
import { makeChange, offerOf, previewOf } from './guided-change'

const now = new Date('2026-03-01T12:00:00Z')
const hosts = withGenuine('esxi-7.0.2', 'esxi-8.0')

/** The schemas of a backup as they are stored, by the path of what they describe. */
async function schemasIn(document: Document): Promise<ReadonlyMap<string, string>> {
  const entry = findEntry(document, SCHEMA_STORE_PATH)
  if (!entry) throw new Error('no schema store')
  const database = await openSqlite(toUint8Array(document.content(entry)))
  const rows = database.exec("SELECT Component || '/' || ConfigGroup || '/' || Name, Value FROM ConfigSchema")[0]
  database.close()
  return new Map((rows?.values ?? []).map(([path, json]) => [String(path), String(json)]))
}

const fixed = { addressing: 'fixed', address: '192.0.2.77', netmask: '255.255.255.0', gateway: '192.0.2.1' }
const changes: readonly (readonly [GuideId, GuideAnswers])[] = [
  ['management-network', { ...fixed, vlan: '20', dns: '192.0.2.9 192.0.2.10' }],
  ['management-network', { addressing: 'dhcp' }],
  ['identity', { name: 'esx99.lab.example', nics: 'vmnic0 00:50:56:aa:00:01' }],
  ['access', { ssh: 'off', firewall: 'off', remove: 'vpxuser' }],
  ['strip', { vcenter: 'yes' }],
  ['strip', { distributed: 'yes', vsan: 'yes', domain: 'yes' }],
  ['identity', { nics: 'vmnic20 00:50:56:aa:00:20', order: 'vmnic0 vmnic20' }],
]

it.each(hosts)('rows after every guided change of %s are allowed', async name => {
  const schemas = await schemasIn(await openHostChain(name))
  let checked = 0
  for (const [id, answers] of changes) {
    const document = await openHostChain(name)
    const { questions } = await offerOf(document, id)
    // Not every host has every tie.
    if (Object.keys(answers).some(answer => !questions.some(one => one.id === answer))) continue
    const preview = await previewOf(document, id, answers)
    const paths = new Set(preview.settings.map(({ path }) => path.split('#')[0] ?? '').filter(path => path[0] !== '/'))
    // A host that has its address from DHCP already is not changed.
    if (preview.settings.length + preview.files.length === 0) continue
    await makeChange(document, id, answers, now)
    const settings = await settingsOf(document)
    for (const path of paths) {
      const entry = settings.entry(path)
      if (!entry?.row) continue
      const schema = schemas.get(`${entry.component}/${entry.group}/${entry.name}`)
      expect([path, schema !== undefined]).toEqual([path, true])
      const validate = rowValidator(schema ?? '')
      validate(entry.value)
      expect([id, path, validate.errors ?? []]).toEqual([id, path, []])
      checked += 1
    }
  }
  // The port, its switch, its stack, the adapter and its port again, the firewall: every host has these.
  expect(checked).toBeGreaterThanOrEqual(6)
})
