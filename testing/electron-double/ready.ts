// When the app is ready, and what may happen only before or after that.
import { stage } from './stage'

let fireReady: () => void = () => undefined

/** What `app.whenReady` gives. */
export const ready: Promise<void> = new Promise(resolve => {
  fireReady = resolve
})

/** Fires `ready`: Electron does so only once the entry has been evaluated. */
export async function becomeReady(): Promise<void> {
  stage.isReady = true
  fireReady()
  await new Promise(resolve => setTimeout(resolve, 20))
}

/** Throws once the app is ready. */
export function before(what: string): void {
  if (stage.isReady) throw new Error(`electron double: ${what} after ready`)
}

/** Throws until the app is ready. */
export function after(what: string): void {
  if (!stage.isReady) throw new Error(`electron double: ${what} before ready`)
}
