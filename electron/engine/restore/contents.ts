// The files of a restore bundle, as bytes. Nothing in them tells when or where they were made: the same document and edits give
// the same files, apart from the fresh iv and padding of an envelope.
import type { BundleOptions } from '../../../shared/model/bundle'
import type { HostCard } from '../../../shared/model/host-card'
import { type Bytes, bytesOf, sha256Of } from '../codecs/bytes'
import { changesReport, describeChange, splitChanges } from '../diff/changes-report'
import type { DeflateOptions } from '../codecs/deflate'
import type { Layer } from '../document/layer'
import { checkResults } from '../checks/results'
import { localEntry } from '../esx/chain'
import { STATE_NAME } from '../esx/paths'
import { bundleManifest } from './bundle-manifest'
import { changedSettings } from './changed-settings'
import { changesPage } from './changes-page'
import { configBundleOf } from './config-bundle'
import { editsAsData } from './edits-as-data'
import { restoreInstructions } from './instructions'
import { instructionsPage } from './instructions-page'
import { POWERSHELL_NAME, powershellScript } from './powershell-script'
import { restoreScript, SCRIPT_NAME } from './restore-script'
import {
  CHANGES_NAME,
  configBundleName,
  INSTRUCTIONS_NAME,
  MANIFEST_NAME,
  PAGE_NAME,
  type CheckedPlan,
  REPORT_NAME,
  SUMS_NAME,
} from './plan'
import { summaryPage } from './summary-page'

export interface BundlePart {
  /** File name inside the bundle. */
  readonly name: string
  readonly content: Bytes
}

/** The state that a bundle is made for. */
export interface NewState {
  readonly layer: Layer
  readonly built: Bytes
  /** The whole configBundle, where one was opened. */
  readonly whole: Bytes | null
  readonly asked: BundleOptions
}

/** The files in the order they are listed; the checksums, last, cover all others. */
export async function bundleParts(
  { plan, subject: { document, card }, checked }: CheckedPlan,
  { layer, built, whole: opened, asked }: NewState,
  options: DeflateOptions = {},
): Promise<readonly BundlePart[]> {
  const before = { size: layer.source.length, sha256: sha256Of(layer.source) }
  const after = { size: built.length, sha256: sha256Of(built) }
  const changes = splitChanges(document, layer).inside
  const words = changes.flatMap(describeChange)
  const settings = await changedSettings(document, changes)
  const report = await changesReport(document, { name: layer.label, before, after }, changes)
  const { findings } = plan
  const whole = asked.manifest ? await configBundleOf(built, asked.manifest, card.savedAt, options) : opened
  const configBundle = whole ? configBundleName(card) : null
  const instructions = restoreInstructions({
    configBundle,
    fileName: document.name,
    bank: document.bank?.text ?? null,
    card,
    before,
    after,
    changes: words,
    findings,
  })
  const text = (name: string, content: string) => ({ name, content: bytesOf(Buffer.from(content)) })
  const parts = [
    { name: STATE_NAME, content: built },
    ...(whole && configBundle !== null ? [{ name: configBundle, content: whole }] : []),
    text(CHANGES_NAME, changesPage({ before, after, changes: words, settings })),
    { name: REPORT_NAME, content: bytesOf(report) },
    text(INSTRUCTIONS_NAME, instructions),
    text(SCRIPT_NAME, restoreScript(after.sha256, before.sha256)),
    ...(whole && configBundle !== null
      ? [
          text(
            POWERSHELL_NAME,
            powershellScript({ configBundle, sha256: sha256Of(whole), uuid: firmwareUuid(card, asked) }),
          ),
        ]
      : []),
  ]
  const listedOf = ({ name, content }: BundlePart) => ({ name, size: content.length, sha256: sha256Of(content) })
  const chosen = [STATE_NAME, ...(configBundle === null ? [] : [configBundle])]
  const summary = summaryPage({ card, bank: document.bank?.text ?? null, files: parts.map(listedOf), chosen })
  // The page stands after the text that it is made of.
  const files = parts.flatMap(part =>
    part.name === INSTRUCTIONS_NAME ? [part, text(PAGE_NAME, instructionsPage(instructions, summary))] : [part],
  )
  const source = { name: document.name, size: document.source.length, sha256: document.digest() }
  const listed = files.map(listedOf)
  const manifest = bundleManifest({
    source,
    card,
    before,
    after,
    changes,
    settings,
    edits: await editsAsData(document),
    checks: checkResults(document, checked),
    findings: [...new Set([...findings, ...checked])],
    local: localEntry(layer)?.name ?? null,
    files: listed,
  })
  const all = [...files, text(MANIFEST_NAME, manifest)]
  // The format of `sha256sum`: digest, blank, blank for text mode, name.
  const sums = all.map(({ name, content }) => `${sha256Of(content)}  ${name}\n`).join('')
  return [...all, text(SUMS_NAME, sums)]
}

/** As Manifest.txt of the configBundle has it; null where it has none. */
function firmwareUuid({ groups }: HostCard, { manifest }: BundleOptions): string | null {
  const fact = groups.flatMap(group => group.facts).find(({ id }) => id === 'identity.firmware-uuid')
  return manifest?.uuid ?? fact?.values[0]?.text ?? null
}
