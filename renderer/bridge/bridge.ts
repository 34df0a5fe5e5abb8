// The door to the host: the preload's object in the desktop window, else fetch against the loopback host that served the
// page. Made once; everything else in the window goes through `call` or these three functions.
import type { Bridge } from '../../shared/contract/contract'
import { browserBridge } from './browser'

declare global {
  interface Window {
    /** Put there by the Electron preload. */
    readonly bootbank?: Bridge<File>
  }
}

let made: Bridge<File> | null = null

/** The bridge of this window. */
export function bridge(): Bridge<File> {
  made ??= window.bootbank ?? browserBridge()
  return made
}
