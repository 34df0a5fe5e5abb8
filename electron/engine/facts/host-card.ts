// The host's card: every fact of the registry, read from the settings and files of one backup.
import { finding } from '../../../shared/findings/finding'
import type { Fact, FactGroup, FactGroupId } from '../../../shared/model/facts'
import { factGroups } from '../../../shared/model/facts'
import type { HostCard } from '../../../shared/model/host-card'
import { type Finding, findingOfError } from '../../../shared/model/finding'
import { isJsonObject } from '../../../shared/model/json'
import { backupFindings, layerFindings } from '../checks/findings'
import type { Document } from '../document/document'
import type { OpenLayerOptions } from '../document/opening'
import { checkSettings } from '../settings/check'
import { settingsOf } from '../settings/read-settings'
import { backupFacts } from './backup-facts'
import type { FactModule } from './fact'
import { HostView } from './host-view'
import { facts } from './registry'

/** Opens the host's layer chain and reads the card. What cannot be read becomes findings. Throws only CANCELLED. */
export async function hostCard(document: Document, options: OpenLayerOptions = {}): Promise<HostCard> {
  await document.openChain(options)
  const settings = await settingsOf(document)
  const backup = backupFacts(document)
  const host = new HostView(document, settings, backup, new Date())
  const failures: Finding[] = []
  const groups = groupIds.map(
    (id): FactGroup => ({ id, title: factGroups[id], facts: facts[id].map(one => read(one, host, failures)) }),
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
    layers: layers.length,
    entries,
    savedAt,
    size,
    sha256,
    findings: [...archiveFindings(host), ...checkSettings(settings), ...failures],
    groups,
  }
}

const groupIds = Object.keys(factGroups) as FactGroupId[]

/** A fact that fails is a fault of ours; the card says so, and the others are there. */
function read({ read, ...fact }: FactModule, host: HostView, failures: Finding[]): Fact {
  try {
    return { ...fact, values: read(host) }
  } catch (error) {
    failures.push(finding('fact-failed', {}, fact.id, String(error)))
    return { ...fact, values: [] }
  }
}

function dataOf(groups: readonly FactGroup[], id: string) {
  const values = groups.flatMap(group => group.facts).find(fact => fact.id === id)?.values ?? []
  return values.map(value => value.data)
}

function textOf(groups: readonly FactGroup[], id: string): string | null {
  const [first] = dataOf(groups, id)
  return typeof first === 'string' ? first : null
}

/** What is wrong or odd with the archive itself. A sentence about an inner layer names it. */
function archiveFindings({ document, backup }: HostView): readonly Finding[] {
  const ofLayers = backup.layers.flatMap(layer =>
    layerFindings(layer).map(one => (layer.address ? { ...one, message: `${layer.address}: ${one.message}` } : one)),
  )
  return [
    ...backupFindings(document, ['not-a-host-state']),
    ...ofLayers,
    // What a TPM has sealed is whole: the host reads it.
    ...backup.problems.map(problem =>
      findingOfError(problem.toData(), problem.code === 'SEALED_TPM' ? 'warning' : 'error'),
    ),
  ]
}
