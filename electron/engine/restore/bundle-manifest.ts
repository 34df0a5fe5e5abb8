// manifest.json: the bundle for programs. What it is of, what was changed, what the checks found, and the sum of each file.
import { name, version } from '../../../package.json'
import type { SettingDifference } from '../../../shared/model/change'
import type { BundleFile } from '../../../shared/model/bundle'
import { type Finding, sentenceOf } from '../../../shared/model/finding'
import type { HostCard } from '../../../shared/model/host-card'
import type { FileFacts } from '../diff/changes-report'
import type { SlotChange } from '../document/slot-changes'

/** Of the file's layout; it rises when a field changes its meaning. */
const LAYOUT = 1

export interface ManifestFacts {
  /** The opened file. */
  readonly source: BundleFile
  readonly card: HostCard
  readonly before: FileFacts
  readonly after: FileFacts
  readonly changes: readonly SlotChange[]
  readonly settings: readonly SettingDifference[]
  readonly findings: readonly Finding[]
  /** Every file but the manifest and the sums. */
  readonly files: readonly BundleFile[]
}

/** The text of manifest.json, as docs/restore.md describes it. */
export function bundleManifest({ source, card, before, after, ...facts }: ManifestFacts): string {
  const { hostname, release, uuid, managementAddress, encryption, savedAt } = card
  const manifest = {
    layout: LAYOUT,
    tool: { name, version },
    host: { hostname, release, uuid, managementAddress, encryption, savedAt },
    source,
    state: { before, after },
    changes: facts.changes.map(change => ({
      address: (change.after ?? change.before)?.address ?? '',
      was: change.before?.address ?? null,
      kinds: change.kinds,
    })),
    settings: facts.settings,
    checks: facts.findings.map(one => ({
      code: one.code,
      severity: one.severity,
      address: one.place.address ?? null,
      message: sentenceOf(one),
    })),
    files: facts.files,
  }
  return `${JSON.stringify(manifest, null, 2)}\n`
}
