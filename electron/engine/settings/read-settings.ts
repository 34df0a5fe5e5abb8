// Document -> settings, once for each state of the files they are read from. Layers that are not open yet are not opened here.
import { finding } from '../../../shared/findings/finding'
import type { Bytes } from '../codecs/bytes'
import { toUint8Array } from '../codecs/bytes'
import type { Document } from '../document/document'
import type { Entry } from '../document/entry'
import { decodeText, encodingOf } from '../formats/text/encoding'
import { findEntry } from '../esx/find-entry'
import { CONFIGSTORE_PATH, ESX_CONF_PATH, SCHEMA_STORE_PATH } from '../esx/paths'
import { configEntries } from './config-store'
import { confEntries } from './esx-conf'
import { Findings } from './findings'
import { noSchemas, SchemaStore } from './schema-store'
import { type Settings, settingsWith } from './settings'
import { readStoreTables, readTables } from './store-tables'

interface Sources {
  readonly conf: Entry | null
  readonly store: Entry | null
  readonly schema: Entry | null
}

interface Known {
  /** Address and content of each source: when none of them moves, the settings stand. */
  readonly state: readonly (Bytes | string | null)[]
  readonly settings: Promise<Settings>
}

const known = new WeakMap<Document, Known>()

/** The settings of a document as it is now. What cannot be read is among their findings. Rejects for faults of our own alone. */
export function settingsOf(document: Document): Promise<Settings> {
  const sources: Sources = {
    conf: findEntry(document, ESX_CONF_PATH),
    store: findEntry(document, CONFIGSTORE_PATH),
    schema: findEntry(document, SCHEMA_STORE_PATH),
  }
  const state = [sources.conf, sources.store, sources.schema].flatMap(entry =>
    entry ? [entry.address, entry.problem ? null : entry.layer.contentOf(entry.slot)] : [null],
  )
  const before = known.get(document)
  if (before && before.state.length === state.length && before.state.every((part, index) => part === state[index]))
    return before.settings
  const settings = read(document, sources)
  known.set(document, { state, settings })
  return settings
}

async function read(document: Document, { conf, store, schema }: Sources): Promise<Settings> {
  const findings = new Findings()
  let schemas = noSchemas
  if (schema) {
    const columns = {
      ConfigSchema: ['VibId', 'Component', 'ConfigGroup', 'Name', 'Value', 'Singleton', 'Version'],
    } as const
    const { ConfigSchema } = await readTables(document, schema, findings, columns)
    schemas = new SchemaStore(ConfigSchema, schema.address, findings)
  } else if (store) {
    findings.add(finding('settings-no-schema', { address: store.address }, SCHEMA_STORE_PATH))
  }
  const tables = store ? await readStoreTables(document, store, findings) : null
  const text = conf && textOf(document, conf, findings)
  return settingsWith(
    [
      ...(tables ? configEntries(tables, schemas, findings) : []),
      ...(conf && text !== null ? confEntries(text, conf.address, findings) : []),
    ],
    schemas,
    (tables?.keyValues ?? []).map(({ Key, Value }) => ({
      key: Key ?? '',
      value: Value ?? '',
      place: { address: tables?.address ?? '', row: { table: 'KVTable', key: [Key ?? ''] } },
    })),
    findings,
  )
}

function textOf(document: Document, entry: Entry, findings: Findings): string | null {
  const { address } = entry
  if (entry.problem) {
    findings.add(finding('conf-unreadable', { address }, address, entry.problem.message))
    return null
  }
  const bytes = toUint8Array(document.content(entry))
  const encoding = encodingOf(bytes)
  if (encoding !== null) return decodeText(bytes, encoding)
  findings.add(finding('conf-unreadable', { address }, address, 'it is not text.'))
  return null
}
