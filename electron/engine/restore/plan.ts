// What a restore bundle of this document would hold, what its user should know first, and why none can be made.
import type { BundleOptions, BundlePlan } from '../../../shared/model/bundle'
import { BootbankError, type ErrorCode } from '../../../shared/model/errors'
import { finding } from '../../../shared/findings/finding'
import type { Finding } from '../../../shared/model/finding'
import type { HostCard } from '../../../shared/model/host-card'
import { checkBackup } from '../checks/findings'
import { splitChanges } from '../diff/changes-report'
import type { Document } from '../document/document'
import type { Layer } from '../document/layer'
import type { OpenLayerOptions } from '../document/opening'
import { containerIn, localEntry, stateLayer } from '../esx/chain'
import { checkManifest, manifestFindings } from './config-bundle'
import { POWERSHELL_NAME } from './powershell-script'
import { SCRIPT_NAME } from './restore-script'
import { LOCAL_NAME, SEALED_LOCAL_NAME, STATE_NAME } from '../esx/paths'
import { type BundleSubject, bundleSubject, canBePlain } from './subject'

/** A plan without the list of changes, whose handles belong to the window, and without the disk, which is the session's. */
export type PlanWithoutChanges = Omit<BundlePlan, 'changes' | 'disk'>

export const REPORT_NAME = 'changes.diff'
export const INSTRUCTIONS_NAME = 'RESTORE.md'
export const PAGE_NAME = 'RESTORE.html'
export const CHANGES_NAME = 'CHANGES.md'
export const MANIFEST_NAME = 'manifest.json'
export const SUMS_NAME = 'SHA256SUMS'

/** Findings of checks that are told: who has more reads `bootbank check`. */
const mostChecks = 100

/** Expects the layer chain opened, as hostCard leaves it. Rejects CANCELLED; all else is a refusal in the plan. */
export async function planBundle(
  document: Document,
  card: HostCard,
  asked: BundleOptions = {},
  options: OpenLayerOptions = {},
): Promise<PlanWithoutChanges> {
  return (await checkedPlan(document, card, asked, options)).plan
}

/** A plan, what it is made of, and everything that the checks found. */
export interface CheckedPlan {
  readonly plan: PlanWithoutChanges
  readonly subject: BundleSubject
  readonly checked: readonly Finding[]
}

/** The same with what a bundle is built of. */
export async function checkedPlan(
  opened: Document,
  card: HostCard,
  asked: BundleOptions,
  options: OpenLayerOptions = {},
): Promise<CheckedPlan> {
  const offers = { plain: canBePlain(opened, card), manifest: card.shape === 'state' }
  const common = { files: fileNames(card, asked), suggestedName: suggestedName(card), offers }
  try {
    if (asked.manifest) checkManifest(asked.manifest, opened, card)
    const subject = await bundleSubject(opened, card, asked, options)
    const { document } = subject
    const state = stateLayer(document, card.shape)
    const checked = state ? await checkBackup(document, options) : []
    const findings = state ? [...findingsOf(document, state, card, asked), ...toldOf(checked)] : []
    const refusal = (state ? damageOf(document, state) : noState(document, card))?.toData() ?? null
    return { plan: { ...common, findings, refusal }, subject, checked }
  } catch (error) {
    if (!(error instanceof BootbankError) || error.code === 'CANCELLED') throw error
    const plan = { ...common, findings: [], refusal: error.toData() }
    return { plan, subject: { document: opened, card }, checked: [] }
  }
}

/** The files of the bundle in the order in which they are listed. */
function fileNames(card: HostCard, { manifest }: BundleOptions): readonly string[] {
  const hasConfigBundle = card.shape === 'config-bundle' || manifest !== undefined
  return [
    STATE_NAME,
    ...(hasConfigBundle ? [configBundleName(card)] : []),
    CHANGES_NAME,
    REPORT_NAME,
    INSTRUCTIONS_NAME,
    PAGE_NAME,
    SCRIPT_NAME,
    ...(hasConfigBundle ? [POWERSHELL_NAME] : []),
    MANIFEST_NAME,
    SUMS_NAME,
  ]
}

/** As `backup_config` names it. */
export function configBundleName(card: HostCard): string {
  return `configBundle-${hostIn(card) || 'host'}.tgz`
}

function suggestedName(card: HostCard): string {
  const host = hostIn(card)
  return host === '' ? 'bootbank-bundle' : `bootbank-${host}`
}

/** The host's short name as a part of a file name; empty where there is none. */
function hostIn({ hostname }: HostCard): string {
  const [short = ''] = (hostname ?? '').split('.')
  return short
    .replace(/[^A-Za-z0-9-]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 63)
}

function noState(document: Document, card: HostCard): BootbankError {
  const { name } = document
  switch (card.shape) {
    case 'local':
      return new BootbankError(
        'NO_STATE',
        `${name} is the ${document.root.opens === 'envelope' ? SEALED_LOCAL_NAME : LOCAL_NAME} of a host without the state.tgz around it, ` +
          'and a host boots from a state.tgz. Save a copy of the changed file instead, or open the state.tgz from the boot bank.',
      )
    case 'config-bundle':
    case 'state': {
      const entry = containerIn(document.root, [STATE_NAME])
      const why = entry ? document.failureAt(entry) : null
      return new BootbankError(
        'NO_STATE',
        `The state.tgz in ${name} cannot be opened, so no restore bundle can be made of it${why ? `: ${why.message}` : '.'}`,
      )
    }
    case 'archive':
      return new BootbankError(
        'NO_STATE',
        `${name} is not the saved state of an ESXi host: there is nothing in it to restore. Save a copy of the changed file instead.`,
      )
  }
}

/** Codes of layers that a host may be able to read although Bootbank cannot: sealed, newer than known, or too large here. */
const notDamaged: ReadonlySet<ErrorCode> = new Set([
  'SEALED_TPM',
  'INFO_MODE',
  'ENVELOPE_CIPHER',
  'UNSUPPORTED_FORMAT',
  'LIMIT',
])

/** Why a host could not read this state either; null when nothing suggests that. */
function damageOf(document: Document, state: Layer): BootbankError | null {
  const local = localEntry(state)
  const inner = local && document.layerAt(local)
  const failure = state.problem ?? inner?.problem ?? (local && document.failureAt(local))
  if (failure) {
    if (notDamaged.has(failure.code)) return null
    return new BootbankError(
      failure.code,
      `No restore bundle can be made: a host could not read this state either. ${failure.message}`,
      failure.where,
    )
  }
  if (!local) {
    return new BootbankError(
      'NO_STATE',
      `No restore bundle can be made: ${state.label} holds neither local.tgz nor local.tgz.ve. Take back the change that removed it.`,
    )
  }
  if (inner) return null
  return new BootbankError(
    'NO_STATE',
    `No restore bundle can be made: ${local.address} (${local.size} bytes) is not an archive. Get the state.tgz from the boot bank again.`,
  )
}

function findingsOf(document: Document, state: Layer, card: HostCard, { manifest }: BundleOptions): readonly Finding[] {
  const findings: Finding[] = manifest ? [...manifestFindings(manifest, card)] : []
  const { inside, outside } = splitChanges(document, state)
  const ofState = { layer: state.label }
  if (inside.length === 0) {
    const what = card.shape === 'config-bundle' ? 'the one in the opened file' : 'the opened file'
    findings.push(finding('bundle-unchanged', ofState, what))
  }
  if (outside.length > 0) {
    const addresses = outside.map(change => (change.after ?? change.before)?.address ?? '').join(', ')
    findings.push(finding('bundle-outside', { layer: document.root.label }, addresses))
  }
  const local = localEntry(state)
  if (!local) return findings
  const place = { ...ofState, path: local.name, address: local.address }
  const inner = document.layerAt(local)
  if (inner?.isSealed && inner.isChanged() && inner.seal === undefined) findings.push(finding('bundle-resealed', place))
  const failure = document.failureAt(local)
  if (failure?.code === 'SEALED_TPM') findings.push(finding('bundle-sealed-by-tpm', place))
  else if (failure) findings.push(finding('bundle-unread', place, local.address, failure.message))
  return findings
}

/** What the checks found that a host would mind; what is sealed is told by the bundle. */
function toldOf(checked: readonly Finding[]): readonly Finding[] {
  return checked.filter(({ severity, code }) => severity !== 'note' && code !== 'SEALED_TPM').slice(0, mostChecks)
}
