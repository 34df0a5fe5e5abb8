// Teaming: which uplinks of a switch carry traffic.
import type { Teaming } from '../../../shared/model/network'

/** What a switch or port group says itself; null for what it does not say. */
export interface StatedTeaming {
  readonly active: readonly string[] | null
  readonly standby: readonly string[] | null
  readonly policy: string | null
}

/** The teaming of a switch: without an order all its uplinks are active. */
export function teamingOf(stated: StatedTeaming, uplinks: readonly string[]): Teaming {
  const standby = stated.standby ?? []
  const active = stated.active ?? uplinks.filter(uplink => !standby.includes(uplink))
  return {
    active,
    standby,
    unused: uplinks.filter(uplink => !active.includes(uplink) && !standby.includes(uplink)),
    policy: stated.policy,
    inherited: false,
  }
}

/** The teaming of a port group: its own order if it states one, else that of its switch. */
export function teamingInside(stated: StatedTeaming, above: Teaming, uplinks: readonly string[]): Teaming {
  if (stated.active === null && stated.standby === null)
    return { ...above, policy: stated.policy ?? above.policy, inherited: true }
  return teamingOf({ ...stated, policy: stated.policy ?? above.policy }, uplinks)
}
