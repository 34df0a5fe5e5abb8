// The system's drag with a file, for an entry that is dragged out of a window. Traps: the file must be there already, and Electron refuses
// a drag without a picture. Source: https://www.electronjs.org/docs/latest/tutorial/native-file-drag-drop
import { type BrowserWindow, nativeImage } from 'electron'

/** Points. */
const pictureSize = 32

/** Starts the drag; the mouse button is down over the page. `path` and `icon` are absolute. Does nothing for a closed window. */
export function dragFile(window: BrowserWindow, path: string, icon: string): void {
  if (window.isDestroyed()) return
  const picture = nativeImage.createFromPath(icon).resize({ width: pictureSize, height: pictureSize })
  window.webContents.startDrag({ file: path, icon: picture })
}
