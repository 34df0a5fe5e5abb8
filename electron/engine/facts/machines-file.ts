// Registered virtual machines (vmInventory.xml) and their autostart (vmAutoStart.xml).
import { VM_AUTOSTART_PATH, VM_INVENTORY_PATH } from '../esx/paths'
import type { Place } from '../../../shared/model/place'
import type { HostView } from './host-view'
import type { XmlElement } from './xml'

export interface Machine {
  /** By which other files name it. */
  readonly id: string
  /** Path of its .vmx file. */
  readonly path: string
  readonly place: Place | null
}

/** In the order of the inventory. */
export function machinesOf(host: HostView): readonly Machine[] {
  const file = host.file(VM_INVENTORY_PATH)
  const lines = (file?.lines ?? []).flatMap((line, index) => (line.includes('<vmxCfgPath>') ? [index + 1] : []))
  const entries = (host.xml(VM_INVENTORY_PATH)?.children('ConfigEntry') ?? []).flatMap(entry => {
    const path = entry.find('vmxCfgPath')?.text
    return path ? [{ id: entry.find('objID')?.text ?? '', path }] : []
  })
  // One path a line, as the host writes it; a file written otherwise leads to its beginning.
  return entries.map((entry, index) => ({
    ...entry,
    place: file?.place(lines.length === entries.length ? lines[index] : undefined) ?? null,
  }))
}

/** The element that holds order and defaults: the root itself, or one inside it. */
export function autostartOf(host: HostView): { readonly root: XmlElement | null; readonly place: Place | null } {
  const root = host.xml(VM_AUTOSTART_PATH)
  return { root: root?.find('AutoStartManager') ?? root, place: host.file(VM_AUTOSTART_PATH)?.place() ?? null }
}
