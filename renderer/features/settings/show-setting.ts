// Going to a setting in the settings browser.
import { showView } from '../../state/layout'
import { useSession } from '../../state/session'
import { beginSettings, clearFilter, focusSetting, showSetting } from './settings-state'

/** Shows the entry of a path `component/group/name[/identifier]` in detail, and the whole list beside it. */
export function showSettingOf(entry: string): void {
  const document = useSession.getState().opened?.document
  if (document === undefined) return
  beginSettings(document)
  clearFilter()
  showSetting({ entry, setting: null })
  focusSetting(entry)
  showView('settings')
}
