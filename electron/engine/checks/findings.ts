// What is to be told of an entry, of a layer, and of a backup as a whole: what reading found, damage, and what the checks find now.
import type { CheckId } from '../../../shared/findings/check-ids'
import { type Finding, findingOfError, type FindingPlace, noFindings } from '../../../shared/model/finding'
import type { Document } from '../document/document'
import type { Entry } from '../document/entry'
import { Layer } from '../document/layer'
import type { OpenLayerOptions } from '../document/opening'
import { backupFacts } from '../facts/backup-facts'
import { HostView } from '../facts/host-view'
import { checkSettings } from '../settings/check'
import { settingsOf } from '../settings/read-settings'
import { Backup } from './backup'
import type { BackupCheck, Check, Found } from './check'
import { backupChecks, checks, entryChecks, layerChecks } from './registry'
import { storeIntegrity } from './store-integrity'

/** Findings about one entry, damage of its content included. Cheap: asked for every row of a listing. */
export function entryFindings(entry: Entry): readonly Finding[] {
  let findings = entry.origin?.findings ?? noFindings
  if (entry.problem) findings = [...findings, findingOfError(entry.problem.toData())]
  for (const check of entryChecks) {
    const found = check.run(entry)
    if (found) findings = [...findings, findingOf(check, found, entry)]
  }
  return findings
}

/** Findings about a layer as a whole; its damage is `layer.problem`, its entries speak for themselves. */
export function layerFindings(layer: Layer): readonly Finding[] {
  const found = layerChecks.flatMap(check => {
    const one = check.run(layer)
    return one ? [findingOf(check, one, layer)] : []
  })
  const { body } = layer.opened
  return body.kind === 'tar' ? [...found, ...body.tar.findings] : found
}

/** What single checks of the whole backup find; expects the chain of its layers opened. */
export function backupFindings(document: Document, ids: readonly CheckId[]): readonly Finding[] {
  const backup = new Backup(document)
  return ids.flatMap(id => {
    const check = checks[id]
    return check.about === 'backup' ? runCheck(check, backup) : []
  })
}

/**
 * Everything that is to be told before a host is given this backup: all checks, and what reading the host's layers found. Opens those
 * layers. In the order of the checks, then layer by layer. Throws CANCELLED.
 */
export async function checkBackup(document: Document, options: OpenLayerOptions = {}): Promise<readonly Finding[]> {
  await document.openChain(options)
  const settings = await settingsOf(document)
  const backup = new Backup(document, new HostView(document, settings, backupFacts(document), new Date()))
  return [
    ...damage(backup),
    ...backupChecks.flatMap(check => runCheck(check, backup)),
    ...checkSettings(settings),
    ...(await storeIntegrity(document, settings.findings)),
    ...backup.layers.flatMap(layer => [
      ...layerFindings(layer).map(one => placed(one, layer)),
      ...layer.entries().flatMap(entry => entryFindings(entry).map(one => placed(one, entry))),
    ]),
  ]
}

/** Layers that cannot be read, or not to their end. Sealed by a TPM is not damage: the host reads it. */
function damage({ document, layers, local }: Backup): readonly Finding[] {
  const unopened = [local, ...document.root.entries()].filter(entry => entry && document.failureAt(entry))
  const failures = [...new Set(unopened)].flatMap(entry => {
    const error = entry && document.failureAt(entry)
    if (!entry || !error) return []
    return [placed(findingOfError(error.toData(), error.code === 'SEALED_TPM' ? 'warning' : 'error'), entry)]
  })
  const halves = layers.flatMap(layer => (layer.problem ? [placed(findingOfError(layer.problem.toData()), layer)] : []))
  return [...failures, ...halves]
}

function runCheck(check: BackupCheck, backup: Backup): readonly Finding[] {
  return [...check.run(backup)].map(found => findingOf(check, found, null))
}

function findingOf(check: Check, found: Found, subject: Entry | Layer | null): Finding {
  const at = found.at ?? subject
  const { message, remedy, offset } = found
  return {
    code: check.id,
    severity: found.severity ?? check.severity,
    place: found.place ?? { ...(at ? placeOf(at) : {}), ...(offset === undefined ? {} : { offset }) },
    message,
    ...(remedy === undefined ? {} : { remedy }),
    ...(check.fix && { fix: check.fix.label }),
  }
}

function placeOf(at: Entry | Layer): FindingPlace {
  return at instanceof Layer
    ? { layer: at.label, address: at.address }
    : { layer: at.layer.label, path: at.name, address: at.address }
}

function placed(finding: Finding, at: Entry | Layer): Finding {
  return { ...finding, place: { ...finding.place, address: at.address } }
}
