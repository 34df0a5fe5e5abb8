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
  const { owner, mtime, link, kind, ...rest } = { ...now, ...fields }
  return {
    layer,
    slot,
    after: {
      name: rest.name ?? null,
      mode: rest.mode ?? null,
      content: rest.content ?? null,
      ...(kind === undefined ? {} : { kind }),
      ...(owner === undefined ? {} : { owner }),
      ...(mtime === undefined ? {} : { mtime }),
      ...(link === undefined ? {} : { link }),
    },
  }
}
