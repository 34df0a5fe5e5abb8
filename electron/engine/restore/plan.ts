// What a restore bundle of this document would hold, what its user should know first, and why there can be none.
import type { BundlePlan } from '../../../shared/model/bundle'
import { BootbankError, type ErrorCode } from '../../../shared/model/errors'
import type { HostCard } from '../../../shared/model/host-card'
import { splitChanges } from '../diff/changes-report'
import type { Document } from '../document/document'
import type { Entry } from '../document/entry'
import type { Layer } from '../document/layer'
import { plain } from '../document/plain-name'
import { containerIn, localEntry, stateLayer } from './state-layer'

/** A plan without the list of changes, whose handles belong to the window. */
export type KitPlan = Omit<BundlePlan, 'changes'>

export const STATE_NAME = 'state.tgz'
export const REPORT_NAME = 'changes.diff'
export const INSTRUCTIONS_NAME = 'RESTORE.md'
export const SUMS_NAME = 'SHA256SUMS'

/** Expects all layers opened, as hostCard leaves them. */
export function planBundle(document: Document, card: HostCard): KitPlan {
  const state = stateLayer(document, card.shape)
  return {
    files: [STATE_NAME, REPORT_NAME, INSTRUCTIONS_NAME, SUMS_NAME],
    suggestedName: suggestedName(card),
    notes: state ? notesOf(document, state, card) : [],
    refusal: (state ? damageOf(document, state) : noState(document, card))?.toData() ?? null,
  }
}

function suggestedName(card: HostCard): string {
  const host =
    (card.hostname ?? '')
      .split('.')[0]
      ?.replace(/[^A-Za-z0-9-]+/g, '-')
      .replace(/^-+|-+$/g, '') ?? ''
  return host === '' ? 'bootbank-bundle' : `bootbank-${host.slice(0, 63)}`
}

function noState(document: Document, card: HostCard): BootbankError {
  const { name } = document
  switch (card.shape) {
    case 'local':
      return new BootbankError(
        'NO_STATE',
        `${name} is the ${document.root.opens === 'envelope' ? 'local.tgz.ve' : 'local.tgz'} of a host without the state.tgz around it, ` +
          'and a host boots from a state.tgz. Save a copy of the changed file instead, or open the state.tgz from the boot bank.',
      )
    case 'config-bundle':
    case 'state': {
      const entry = containerIn(document.root, ['state.tgz'])
      const why = entry ? document.failureAt(entry) : null
      return new BootbankError(
        'NO_STATE',
        `The state.tgz in ${name} cannot be opened, so no restore bundle can be made of it${why ? `: ${why.message}` : '.'}`,
      )
    }
    case 'archive':
      return new BootbankError(
        'NO_STATE',
        `${name} is no saved state of an ESXi host: there is nothing in it to restore. Save a copy of the changed file instead.`,
      )
  }
}

/** Codes of layers that a host may well read although Bootbank does not: sealed, newer than known, or too large here. */
const notDamaged: ReadonlySet<ErrorCode> = new Set([
  'SEALED_TPM',
  'INFO_MODE',
  'ENVELOPE_CIPHER',
  'UNSUPPORTED_FORMAT',
  'LIMIT',
])

/** Why a host could not read this state either; null when nothing speaks against it. */
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
    `No restore bundle can be made: ${local.address} (${local.size} bytes) is no archive. Get the state.tgz from the boot bank again.`,
  )
}

function notesOf(document: Document, state: Layer, card: HostCard): readonly string[] {
  const notes: string[] = []
  const { inside, outside } = splitChanges(document, state)
  if (inside.length === 0) {
    const what = card.shape === 'config-bundle' ? 'the one in the opened file' : 'the opened file'
    notes.push(`Nothing was changed: the state.tgz of the bundle is ${what}, byte for byte.`)
  }
  if (outside.length > 0) {
    const names = outside.map(change => (change.after ?? change.before)?.address ?? '').join(', ')
    notes.push(`Not in the bundle: changes outside state.tgz (${names}). Save a copy of the whole file to keep them.`)
  }
  const local = localEntry(state)
  const inner = local && document.layerAt(local)
  const sealed = inner?.opened.wraps.some(wrap => wrap.kind === 'envelope') === true
  if (sealed && inner?.isChanged()) {
    notes.push(
      "Unverified: local.tgz.ve is sealed again with the backup's own key and a fresh iv. The file itself carries the iv, so a host " +
        'should read it; it was not tried on one.',
    )
  }
  const failure = local && document.failureAt(local)
  if (failure?.code === 'SEALED_TPM') {
    notes.push(
      "TPM: the key of local.tgz.ve is sealed by the host's TPM. It is copied as it was, unread and unchecked. Only that host can open " +
        'it; on other hardware its recovery key is needed at boot (encryptionRecoveryKey=…).',
    )
  } else if (failure) {
    notes.push(`Unverified: ${local?.address} is copied as it was, unread and unchecked. ${failure.message}`)
  }
  if (inner) notes.push(...certificateNotes(inner))
  return notes
}

/** The backup script refuses to run, and hangs a shutdown, when one of them is empty or missing (formats.md section 9). */
function certificateNotes(inner: Layer): readonly string[] {
  return ['etc/vmware/ssl/rui.key', 'etc/vmware/ssl/rui.crt'].flatMap(path => {
    const entry: Entry | undefined = inner.entries().findLast(one => plain(one.name) === path)
    if (entry && (entry.size > 0 || entry.kind !== 'file')) return []
    return [
      `${path} is ${entry ? 'empty' : 'missing'}: where the host does not have it either, its backup script refuses to run and hangs the next shutdown.`,
    ]
  })
}
