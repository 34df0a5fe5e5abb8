// Which viewer the user chose for a kind of file instead of the fitting one, remembered between starts.
import { create } from 'zustand'
import { isViewerId, type ViewerChoices, type ViewerId } from '../../shared/viewers/viewers'
import { storage } from '../state/storage'

const storageKey = 'bootbank.viewers'

export const useViewerChoices = create<{ readonly choices: ViewerChoices }>(() => ({ choices: remembered() }))

/**
 * Remembers a viewer for a kind of file; the fitting one is what is shown anyway, so that it is not kept. What another window chose since is kept
 * as well, and shown here from the next start on: nothing changes under anybody's eyes.
 */
export function chooseViewer(kind: string, viewer: ViewerId, fitting: ViewerId | undefined): void {
  const withThis = ({ [kind]: _former, ...others }: ViewerChoices): ViewerChoices =>
    viewer === fitting ? others : { ...others, [kind]: viewer }
  const { choices } = useViewerChoices.getState()
  const stored = storage.getItem(storageKey) === null ? choices : remembered()
  useViewerChoices.setState({ choices: withThis(choices) })
  storage.setItem(storageKey, JSON.stringify(withThis(stored)))
}

function remembered(): ViewerChoices {
  try {
    const stored: unknown = JSON.parse(storage.getItem(storageKey) ?? '{}')
    if (typeof stored !== 'object' || stored === null) return {}
    return Object.fromEntries(
      Object.entries(stored).filter(
        (entry): entry is [string, ViewerId] => entry[0].length <= 64 && isViewerId(entry[1]),
      ),
    )
  } catch {
    return {}
  }
}
