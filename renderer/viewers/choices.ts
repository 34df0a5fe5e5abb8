// Which viewer the user chose for a kind of file instead of the fitting one, remembered between starts.
import { create } from 'zustand'
import { isViewerId, type ViewerChoices, type ViewerId } from '../../shared/viewers/viewers'
import { storage } from '../state/storage'

const storageKey = 'bootbank.viewers'

export const useViewerChoices = create<{ readonly choices: ViewerChoices }>(() => ({ choices: remembered() }))

/** Remembers a viewer for a kind of file; the fitting one is what is shown anyway, so that it is not kept. */
export function chooseViewer(kind: string, viewer: ViewerId, fitting: ViewerId | undefined): void {
  const { [kind]: _former, ...others } = useViewerChoices.getState().choices
  const choices = viewer === fitting ? others : { ...others, [kind]: viewer }
  useViewerChoices.setState({ choices })
  storage.setItem(storageKey, JSON.stringify(choices))
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
