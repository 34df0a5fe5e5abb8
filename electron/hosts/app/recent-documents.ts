// The recent files, one list for all windows, which the system gets as well: the dock menu of macOS and the jump list of Windows show
// them. Linux keeps no such list; there only the File menu has them.
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
