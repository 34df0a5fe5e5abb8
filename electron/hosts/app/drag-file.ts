// The system's drag with files, for entries that are dragged out of a window. Traps: the files must be there already, and Electron refuses
// a drag without a picture. Source: https://www.electronjs.org/docs/latest/tutorial/native-file-drag-drop
import { type BrowserWindow, nativeImage } from 'electron'

/** Points. */
const pictureSize = 32

/** Starts the drag; the mouse button is down over the page. `paths` and `icon` are absolute. Does nothing for a closed window, and without a file. */
export function dragFiles(window: BrowserWindow, paths: readonly string[], icon: string): void {
  const [file, ...more] = paths
  if (window.isDestroyed() || file === undefined) return
  const picture = nativeImage.createFromPath(icon).resize({ width: pictureSize, height: pictureSize })
  window.webContents.startDrag({ file, ...(more.length > 0 && { files: [file, ...more] }), icon: picture })
}
