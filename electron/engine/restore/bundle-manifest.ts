// manifest.json: the bundle for programs. What it is of, what was changed, what the checks found, and the sum of each file.
import { name, version } from '../../../package.json'
import type { SettingDifference } from '../../../shared/model/change'
import type { BundleFile } from '../../../shared/model/bundle'
import { type Finding, sentenceOf } from '../../../shared/model/finding'
import type { HostCard } from '../../../shared/model/host-card'
import type { FileFacts } from '../diff/changes-report'
import type { SlotChange } from '../document/slot-changes'
import type { CheckResult } from '../checks/results'
import type { FindingCode } from '../../../shared/findings/codes'
import type { EditData } from './edits-as-data'

/** Of the file's layout; it rises when a field changes its meaning. */
const LAYOUT = 2

/** Findings that say of what the bundle holds that no host was seen to take it. */
const unverified: ReadonlySet<FindingCode> = new Set([
  'bundle-resealed',
  'bundle-unread',
  'bundle-sealed-by-tpm',
  'bundle-manifest-made',
  'seal-changed',
])

export interface ManifestContent {
  /** The opened file. */
  readonly source: BundleFile
  readonly card: HostCard
  readonly before: FileFacts
  readonly after: FileFacts
  readonly changes: readonly SlotChange[]
  readonly settings: readonly SettingDifference[]
  readonly edits: readonly EditData[]
  readonly checks: readonly CheckResult[]
  /** Those of the bundle, and those of the checks. */
  readonly findings: readonly Finding[]
  /** Name of what holds the host's files in state.tgz; null where it has none. */
  readonly local: string | null
  /** Every file but the manifest and the sums. */
  readonly files: readonly BundleFile[]
}

/** The text of manifest.json, as docs/restore.md and docs/manifest.schema.json describe it. */
export function bundleManifest({ source, card, before, after, ...facts }: ManifestContent): string {
  const { hostname, release, uuid, managementAddress, encryption, savedAt } = card
  const manifest = {
    layout: LAYOUT,
    tool: { name, version },
    host: { hostname, release, uuid, managementAddress, encryption, savedAt },
    source,
    state: { before, after, holds: facts.local },
    unverified: [...new Set(facts.findings.map(({ code }) => code).filter(code => unverified.has(code)))],
    changes: facts.changes.map(change => ({
      address: (change.after ?? change.before)?.address ?? '',
      was: change.before?.address ?? null,
      kinds: change.kinds,
    })),
    settings: facts.settings,
    edits: facts.edits,
    checks: facts.checks,
    findings: facts.findings.map(one => ({
      code: one.code,
      severity: one.severity,
      address: one.place.address ?? null,
      message: sentenceOf(one),
    })),
    files: facts.files,
  }
  return `${JSON.stringify(manifest, null, 2)}\n`
}
