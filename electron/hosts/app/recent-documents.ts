// The recent files, once for all windows, told to the system as well: the dock menu of macOS and the jump list of Windows show
// them. Linux keeps no such list for us; there the File menu alone has them.
import { app } from 'electron'
import { RecentFiles } from '../../services/recent-files'

/** The list in the data folder. `onChange` is called after each change. */
export function recentDocuments(dataDir: string, onChange: () => void): RecentFiles {
  const systemKeepsList = process.platform !== 'linux'
  return new RecentFiles(dataDir, {
    added: path => {
      if (systemKeepsList) app.addRecentDocument(path)
      onChange()
    },
    cleared: () => {
      if (systemKeepsList) app.clearRecentDocuments()
      onChange()
    },
  })
}
