// The files of a restore bundle, as bytes. Nothing in them tells when or where they were made: the same document and edits give
// the same files, apart from the fresh iv and padding of an envelope.
import type { HostCard } from '../../../shared/model/host-card'
import { type Bytes, bytesOf, sha256Of } from '../codecs/bytes'
import { changesReport, describeChange, splitChanges } from '../diff/changes-report'
import type { Document } from '../document/document'
import type { Layer } from '../document/layer'
import { STATE_NAME } from '../esx/paths'
import { restoreInstructions } from './instructions'
import { restoreScript, SCRIPT_NAME } from './restore-script'
import { INSTRUCTIONS_NAME, type PlanWithoutChanges, REPORT_NAME, SUMS_NAME } from './plan'

export interface BundlePart {
  /** File name inside the bundle. */
  readonly name: string
  readonly content: Bytes
}

/** The files in the order they are listed; the checksums, last, cover all others. */
export async function bundleParts(
  document: Document,
  card: HostCard,
  plan: PlanWithoutChanges,
  state: { readonly layer: Layer; readonly built: Bytes },
): Promise<readonly BundlePart[]> {
  const { layer, built } = state
  const before = { size: layer.source.length, sha256: sha256Of(layer.source) }
  const after = { size: built.length, sha256: sha256Of(built) }
  const changes = splitChanges(document, layer).inside
  const report = await changesReport(document, { name: layer.label, before, after }, changes)
  const instructions = restoreInstructions({
    fileName: document.name,
    card,
    before,
    after,
    changes: changes.flatMap(describeChange),
    findings: plan.findings,
  })
  const files = [
    { name: STATE_NAME, content: built },
    { name: REPORT_NAME, content: bytesOf(report) },
    { name: INSTRUCTIONS_NAME, content: bytesOf(Buffer.from(instructions)) },
    { name: SCRIPT_NAME, content: bytesOf(Buffer.from(restoreScript(after.sha256))) },
  ]
  // The format of `sha256sum`: digest, blank, blank for text mode, name.
  const sums = files.map(({ name, content }) => `${sha256Of(content)}  ${name}\n`).join('')
  return [...files, { name: SUMS_NAME, content: bytesOf(Buffer.from(sums)) }]
}
