// The host's card: who this backup belongs to. Each fact is read from where the release keeps it (formats.md sections 6, 7,
// 8 and 11); looked for in the archive, not decided by a version number; null when it is not there.
import { readKeys } from '../../../shared/esx-conf/esx-conf'
import { type Finding, findingOfError, type Severity } from '../../../shared/model/finding'
import type { EncryptionState, HostCard } from '../../../shared/model/host-card'
import { sha256Of, toUint8Array } from '../codecs/bytes'
import { backupFindings, layerFindings } from '../checks/findings'
import type { Document, LayerProblem, OpenLayerOptions } from '../document/document'
import type { Entry } from '../document/entry'
import { plain } from '../document/names-allowed'
import { shapeOf } from './chain'
import { type ConfigStore, openConfigStore } from './configstore'
import { findEntry } from './find-entry'
import { CONFIGSTORE_PATH, ESX_CONF_PATH, LOCAL_NAMES } from './paths'

/** Opens every layer and reads the card. Layers that cannot be opened become findings. Throws only CANCELLED. */
export async function hostCard(document: Document, options: OpenLayerOptions = {}): Promise<HostCard> {
  const problems = await document.openAll(options)
  const layers = document.layers()
  const keys = readConf(document)
  const store = await openStore(document)
  try {
    return {
      shape: shapeOf(document),
      hostname: filled(keys.get('/adv/Misc/HostName')) ?? vital(store, 'misc', 'host_name'),
      release: filled(keys.get('/resourceGroups/version')),
      uuid: filled(keys.get('/system/uuid')),
      managementAddress: managementAddress(keys, store),
      encryption: encryptionOf(document, problems),
      layers: layers.length,
      entries: layers.reduce((sum, layer) => sum + layer.entries().length, 0),
      accounts: accountsOf(document, store),
      savedAt: savedAt(document),
      size: document.source.length,
      sha256: sha256Of(document.source),
      findings: findingsOf(document, problems),
    }
  } finally {
    store?.close()
  }
}

/** Null as well for a file whose content cannot be had, such as a sparse one with a broken map: the card leaves it out. */
function findReadable(document: Document, path: string): Entry | null {
  const entry = findEntry(document, path)
  return entry?.problem ? null : entry
}

function textOf(document: Document, path: string): string | null {
  const entry = findReadable(document, path)
  return entry && Buffer.from(toUint8Array(document.content(entry))).toString('utf8')
}

function readConf(document: Document): ReadonlyMap<string, string> {
  const text = textOf(document, ESX_CONF_PATH)
  return text === null ? new Map() : readKeys(text)
}

async function openStore(document: Document): Promise<ConfigStore | null> {
  const entry = findReadable(document, CONFIGSTORE_PATH)
  return entry ? openConfigStore(document, entry) : null
}

function managementAddress(keys: ReadonlyMap<string, string>, store: ConfigStore | null): string | null {
  return (
    filled(keys.get('/adv/Net/ManagementAddr')) ??
    vital(store, 'net', 'management_addr') ??
    filled(keys.get('/adv/Misc/HostIPAddr')) ??
    vital(store, 'misc', 'host_IP_addr')
  )
}

/** ESXi 8: `advanced_options/<name>` keeps these in VitalValue. */
function vital(store: ConfigStore | null, name: string, key: string): string | null {
  for (const row of store?.rows('esx', 'advanced_options', name) ?? []) {
    const value = row.vital?.[key]
    if (typeof value === 'string') return filled(value)
  }
  return null
}

function accountsOf(document: Document, store: ConfigStore | null): readonly string[] | null {
  const stored = store?.rows('esx', 'authentication', 'user_accounts') ?? []
  if (stored.length > 0) return stored.map(row => row.identifier)
  const text = textOf(document, 'etc/shadow')
  if (text === null) return null
  return text.split(/\r?\n/).flatMap(line => (line.includes(':') ? [line.slice(0, line.indexOf(':'))] : []))
}

function encryptionOf(document: Document, problems: readonly LayerProblem[]): EncryptionState {
  if (problems.some(problem => problem.error.code === 'SEALED_TPM')) return 'tpm'
  const opened = document.layers().some(layer => layer.opened.wraps.some(wrap => wrap.kind === 'envelope'))
  return opened || problems.some(problem => problem.entry.opens === 'envelope') ? 'none' : 'absent'
}

/** The time of the last backup: mtime of the inner archive. */
function savedAt(document: Document): string | null {
  const inner = document
    .layers()
    .flatMap(layer => layer.entries())
    .find(entry => LOCAL_NAMES.includes(plain(entry.name)))
  const date = new Date((inner?.mtime ?? 0) * 1000)
  // A header can hold times beyond the year 275,760, where a date ends.
  return date.getTime() > 0 ? date.toISOString() : null
}

/** What is wrong or odd with the archive itself. A sentence about an inner layer names it. */
function findingsOf(document: Document, problems: readonly LayerProblem[]): readonly Finding[] {
  const ofLayers = document
    .layers()
    .flatMap(layer =>
      layerFindings(layer).map(one => (layer.address ? { ...one, message: `${layer.address}: ${one.message}` } : one)),
    )
  return [
    ...backupFindings(document, ['not-a-host-state']),
    ...ofLayers,
    ...(document.root.problem ? [findingOfError(document.root.problem.toData())] : []),
    ...problems.map(problem => findingOfError(problem.error.toData(), severityOf(problem))),
  ]
}

/** What a TPM has sealed is whole; an odd file below that only looks like an archive does not matter to the host. */
function severityOf({ error, structural }: LayerProblem): Severity {
  if (error.code === 'SEALED_TPM') return 'warning'
  return structural ? 'error' : 'note'
}

function filled(value: string | undefined): string | null {
  return value === undefined || value === '' ? null : value
}
