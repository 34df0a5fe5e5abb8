// The views of one pane, as tabs over the one that is in front.
import { type ViewId, viewTable } from '../../shared/commands/views'
import { viewCommand } from '../../shared/commands/commands'
import { shortcutOf } from '../state/commands'
import { showView } from '../state/layout'
import { useSession } from '../state/session'
import { type Tab, Tabs } from '../ui/tabs'
import { views } from './views'

export interface ViewTabsProps<Id extends ViewId> {
  readonly label: string
  readonly ids: readonly Id[]
  readonly shown: Id
}

/** Fills its pane. */
export function ViewTabs<Id extends ViewId>({ label, ids, shown }: ViewTabsProps<Id>) {
  useSession(state => state.facts)
  const View = views[shown].component
  return (
    <Tabs label={label} tabs={ids.map(useTab)} shown={shown} onShow={showView}>
      <View key={shown} />
    </Tabs>
  )
}

/** A hook for each view: always all of them, in the same order. */
function useTab<Id extends ViewId>(id: Id): Tab<Id> {
  const { icon, useCount = none } = views[id]
  const { title } = viewTable[id]
  const shortcut = shortcutOf(viewCommand(id))
  return { id, title, icon, tip: shortcut === '' ? title : `${title} (${shortcut})`, count: useCount() }
}

function none(): number {
  return 0
}
