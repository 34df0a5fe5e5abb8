// The restore bundle from plan to proof, as the steps the dialog goes through.
import { bundleText } from './text'
import { create } from 'zustand'
import type { OperationId } from '../../../shared/model/operation'
import type { TargetGrant } from '../../../shared/model/grant'
import type { BundleOptions, BundlePlan, BundleResult, PreparedCopyResult } from '../../../shared/model/bundle'
import type { DocumentId } from '../../../shared/model/document'
import { type ErrorData, toErrorData } from '../../../shared/model/errors'
import { operate } from '../../state/operations'
import { applyStatus, useSession } from '../../state/session'
import { call } from '../../bridge/call'
import { fetchDownload } from '../../bridge/download'
import { announce } from '../../ui/announcer'
import { report } from '../../ui/toast'
import { flushEdits } from '../editor/pending-edits'

export type BundleTarget = 'folder' | 'zip'

export type BundleStep =
  | { readonly kind: 'planning' }
  | { readonly kind: 'plan'; readonly plan: BundlePlan }
  | { readonly kind: 'building'; readonly plan: BundlePlan; readonly operation: OperationId }
  | {
      readonly kind: 'done'
      readonly result: BundleResult
      readonly target: TargetGrant
      readonly copy: CopyOutcome | null
    }
  /** `plan` is null where not even the plan could be had. */
  | { readonly kind: 'failed'; readonly plan: BundlePlan | null; readonly error: ErrorData }

/** The prepared copy that was asked for as well, or why it is not there: the bundle is, either way. */
export type CopyOutcome =
  | { readonly kind: 'made'; readonly result: PreparedCopyResult; readonly target: TargetGrant }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'failed'; readonly error: ErrorData }

interface BundleState {
  /** Null while the dialog is closed. */
  readonly step: BundleStep | null
  /** What is asked of the bundle. */
  readonly asked: BundleOptions
  /** Why that cannot be had; null where it can. */
  readonly problem: string | null
}

export const useBundle = create<BundleState>(() => ({ step: null, asked: {}, problem: null }))

/** Opens the dialog and asks for the plan. */
export async function openBundleDialog(): Promise<void> {
  await flushEdits()
  const { opened } = useSession.getState()
  if (opened === null) return
  useBundle.setState({ asked: {}, problem: null })
  go({ kind: 'planning' })
  try {
    const plan = await call('bundle.plan', { document: opened.document })
    if (useBundle.getState().step?.kind === 'planning') go({ kind: 'plan', plan })
  } catch (thrown) {
    if (useBundle.getState().step?.kind === 'planning') go({ kind: 'failed', plan: null, error: toErrorData(thrown) })
  }
}

/** Asks something else of the bundle, and for the plan of that. What is refused of it leaves the plan as it was. */
export async function askOfBundle(asked: BundleOptions): Promise<void> {
  const { opened } = useSession.getState()
  if (opened === null) return
  useBundle.setState({ asked })
  const current = () => useBundle.getState().asked === asked && useBundle.getState().step?.kind === 'plan'
  try {
    const plan = await call('bundle.plan', { document: opened.document, ...asked })
    if (!current()) return
    if (plan.refusal?.code === 'MANIFEST') return useBundle.setState({ problem: plan.refusal.message })
    useBundle.setState({ problem: null })
    go({ kind: 'plan', plan })
  } catch (thrown) {
    if (current()) go({ kind: 'failed', plan: null, error: toErrorData(thrown) })
  }
}

/** Closes the dialog. */
export function closeBundleDialog(): void {
  go(null)
}

/** Back from a failure to the plan. */
export function backToPlan(plan: BundlePlan): void {
  go({ kind: 'plan', plan })
}

/** Lets the user choose the places, builds, prepares the copy where one is asked for, and shows the proof or the error. Cancelled: back to the plan. */
export async function buildBundle(plan: BundlePlan, kind: BundleTarget): Promise<void> {
  const { opened } = useSession.getState()
  if (opened === null) return
  const { asked } = useBundle.getState()
  const suggestedName = kind === 'zip' ? `${plan.suggestedName}.zip` : plan.suggestedName
  try {
    const target = await call('target.choose', { kind, suggestedName })
    if (target === null) return
    const place = asked.copy ? await call('target.choose', copyTarget(plan)) : null
    if (asked.copy && place === null) return
    const result = await operate(bundleText.building, operation => {
      go({ kind: 'building', plan, operation })
      return call('bundle.build', { document: opened.document, ...asked, target: target.target, operation })
    })
    if (result.download !== null) fetchDownload(result.download)
    const copy = place && (await prepareCopy(opened.document, plan, place))
    go({ kind: 'done', result, target, copy })
    announce(bundleText.doneAnnouncement(result.label))
  } catch (thrown) {
    const error = toErrorData(thrown)
    if (error.code === 'CANCELLED') announce(bundleText.cancelled)
    go(error.code === 'CANCELLED' ? { kind: 'plan', plan } : { kind: 'failed', plan, error })
    return
  }
  // The bundle is there and proven, whatever becomes of the document afterwards.
  await call('document.status', { document: opened.document }).then(applyStatus, report)
}

function copyTarget({ disk }: BundlePlan) {
  const name = (disk?.name ?? 'disk').replace(/\.[^.]+$/, '')
  return { kind: 'file', suggestedName: `${name}-prepared.img` } as const
}

/** After the bundle: whatever becomes of the copy, the bundle is there. */
async function prepareCopy(document: DocumentId, plan: BundlePlan, place: TargetGrant): Promise<CopyOutcome> {
  try {
    const result = await operate(bundleText.copy.preparing, operation => {
      go({ kind: 'building', plan, operation })
      return call('disk.prepare', { document, target: place.target, operation })
    })
    if (result.download !== null) fetchDownload(result.download)
    return { kind: 'made', result, target: place }
  } catch (thrown) {
    const error = toErrorData(thrown)
    return error.code === 'CANCELLED' ? { kind: 'cancelled' } : { kind: 'failed', error }
  }
}

function go(step: BundleStep | null): void {
  useBundle.setState({ step })
}
