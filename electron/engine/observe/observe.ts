// Every observation of a backup, in the order of the rules.
import { BootbankError } from '../../../shared/model/errors'
import type { Document } from '../document/document'
import type { OpenLayerOptions } from '../document/opening'
import { backupFacts } from '../facts/backup-facts'
import { HostView } from '../facts/host-view'
import { settingsOf } from '../settings/read-settings'
import type { Observation } from '../../../shared/model/observation'
import type { ObservationRule } from './observation'
import { accessRules } from './of-access'
import { fileRules } from './of-files'

export const observationRules: readonly ObservationRule[] = [...accessRules, ...fileRules]

/** Opens the host's layers and reads; nothing is changed or written. `now` is for what ends soon. Throws CANCELLED. */
export async function observe(
  document: Document,
  now: Date,
  options: OpenLayerOptions = {},
): Promise<readonly Observation[]> {
  await document.openChain(options)
  const host = new HostView(document, await settingsOf(document), backupFacts(document), now)
  return observationRules.flatMap(({ id, title, reason, run }) => {
    try {
      return run(host).map(({ message, place }) => ({ rule: id, title, reason, message, place }))
    } catch (error) {
      if (error instanceof BootbankError && error.code === 'CANCELLED') throw error
      // A rule that fails is a fault of ours; the others are told.
      return [{ rule: id, title, reason, message: `This rule failed: ${String(error)}`, place: null }]
    }
  })
}
