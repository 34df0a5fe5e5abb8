// A step of undo before it happens, and how a slot's state becomes another one.
import { BootbankError } from '../../../shared/model/errors'
import type { SlotPlan } from './edit-rules'
import type { Entry } from './entry'
import type { Present } from './slot-state'

/** One step of undo before it happens. */
export interface EditPlan {
  /** Such as `Edit etc/hosts`. */
  readonly label: string
  readonly slots: readonly SlotPlan[]
}

/** Fields of a state to be set; undefined takes one away, so that it is as opened. */
export type Fields = { readonly [F in keyof Present]?: Present[F] | undefined }

/** The slot's state now with some fields set. Throws ADDRESS_NOT_FOUND when the entry was removed since. */
export function patched({ layer, slot, address }: Entry, fields: Fields): SlotPlan {
  const now = layer.slots[slot]
  if (!now) throw new BootbankError('ADDRESS_NOT_FOUND', `${address} is not there any more.`, { path: address })
  const { name, mode, content, ...others } = { ...now, ...fields }
  const after = { name: name ?? null, mode: mode ?? null, content: content ?? null, ...definedOf(others) }
  return { layer, slot, after }
}

/** Without the fields that are undefined: what an edit says nothing of is absent from a state. */
function definedOf<T extends object>(fields: T): { [F in keyof T]: Exclude<T[F], undefined> } {
  const defined = { ...fields }
  for (const name of Object.keys(defined) as (keyof T)[]) if (defined[name] === undefined) delete defined[name]
  return defined as { [F in keyof T]: Exclude<T[F], undefined> }
}
