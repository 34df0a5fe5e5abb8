// The host's card: every fact of the registry, read from the settings and files of one backup.
import type { Fact, FactGroup, FactGroupId } from '../../../shared/model/facts'
import { factGroups } from '../../../shared/model/facts'
import type { HostCard } from '../../../shared/model/host-card'
import { isJsonObject } from '../../../shared/model/json'
import type { Finding } from '../../../shared/model/place'
import type { Document } from '../document/document'
import type { OpenLayerOptions } from '../document/opening'
import { settingsOf } from '../settings/read-settings'
import { backupFacts, openNest } from './backup-facts'
import type { FactModule } from './fact'
import { HostView } from './host-view'
import { facts } from './registry'

/** Opens the layers of the host's nest and reads the card. What cannot be read becomes notes. Throws only CANCELLED. */
export async function hostCard(document: Document, options: OpenLayerOptions = {}): Promise<HostCard> {
  const problems = await openNest(document, options)
  const settings = await settingsOf(document)
  const backup = backupFacts(document, problems)
  const host = new HostView(document, settings, backup, new Date())
  const groups = groupIds.map(
    (id): FactGroup => ({ id, title: factGroups[id], facts: facts[id].map(one => read(one, host)) }),
  )
  const { shape, encryption, layers, entries, savedAt, size, sha256 } = backup
  const accounts = dataOf(groups, 'access.accounts').flatMap(account =>
    isJsonObject(account) && typeof account.name === 'string' ? [account.name] : [],
  )
  return {
    shape,
    hostname: textOf(groups, 'identity.host-name'),
    release: textOf(groups, 'identity.release'),
    uuid: textOf(groups, 'identity.uuid'),
    managementAddress: textOf(groups, 'management.address'),
    accounts: accounts.length > 0 ? accounts : null,
    encryption,
    layers,
    entries,
    savedAt,
    size,
    sha256,
    notes: [
      ...notesOf(host),
      ...settings.findings.map(finding => finding.message),
      ...failures(host).map(one => one.message),
    ],
    groups,
  }
}

const groupIds = Object.keys(factGroups) as FactGroupId[]
const failed = new WeakMap<HostView, Finding[]>()

/** A fact that fails is a fault of ours; the card says so, and the others are there. */
function read({ read, ...fact }: FactModule, host: HostView): Fact {
  try {
    return { ...fact, values: read(host) }
  } catch (error) {
    const message = `Bootbank made a mistake of its own: the fact ${fact.id} could not be read (${String(error)}).`
    failed.set(host, [...failures(host), { code: 'INTERNAL', severity: 'error', message, place: { address: '' } }])
    return { ...fact, values: [] }
  }
}

function failures(host: HostView): readonly Finding[] {
  return failed.get(host) ?? []
}

function dataOf(groups: readonly FactGroup[], id: string) {
  const values = groups.flatMap(group => group.facts).find(fact => fact.id === id)?.values ?? []
  return values.map(value => value.data)
}

function textOf(groups: readonly FactGroup[], id: string): string | null {
  const [first] = dataOf(groups, id)
  return typeof first === 'string' ? first : null
}

function notesOf({ document, backup }: HostView): readonly string[] {
  const notes = document
    .layers()
    .flatMap(layer => layer.notes.map(note => (layer.address ? `${layer.address}: ${note}` : note)))
  if (backup.shape === 'archive')
    notes.unshift('This is an archive, but no saved state of an ESXi host: local.tgz is not in it.')
  return [...notes, ...backup.problems.map(problem => problem.message)]
}
