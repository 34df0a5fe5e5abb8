// An open document: tool bar, three panes, status bar. Pane sizes are the library's to remember, for each display. In a narrow window the
// inspector is off until its button is pressed; in a tight one, as at 200 % zoom, it takes the place of the middle pane.
import { RotateCw, Trash2 } from 'lucide-react'
import { Group, Panel, Separator, useDefaultLayout } from 'react-resizable-panels'
import type { DocumentId } from '../../shared/model/document'
import { ChosenPane } from '../features/inspector/chosen-pane'
import { InspectorPane } from '../features/inspector/inspector-pane'
import { ErrorCard } from '../features/open/error-card'
import { useTourShows } from '../features/tour/tour'
import { useChanges } from '../state/changes-store'
import { deferred } from '../ui/deferred'
import { EmptyState } from '../ui/empty-state'
import { text } from '../ui/text'
import { CommandButton } from '../state/command-button'
import { displayStorage } from '../state/display-storage'
import { inspectorShows, useLayout } from '../state/layout'
import { MainPane } from './main-pane'
import { ProblemBanner } from './problem-banner'
import { useSession } from '../state/session'
import { SidePane } from './side-pane'
import { StatusBar } from './status-bar'
import { Toolbar } from './toolbar'
import { chosenNodes } from '../state/tree-state'
import { useTree } from '../state/tree-store'
import { type Shown, useShown } from '../state/use-shown'
import styles from './workspace.module.css'

const TourStrip = deferred(async () => (await import('../features/tour/tour-strip')).TourStrip)

/** The window while a document is open. */
export function Workspace({ document }: { readonly document: DocumentId }) {
  const failure = useSession(state => state.failure)
  const isTouring = useTourShows()
  return (
    <div className={styles.workspace}>
      <Toolbar />
      {failure ? (
        <main className={styles.failed} data-pane="main">
          <ErrorCard title={text.open.workerEnded} error={failure}>
            <CommandButton id="openAgain" icon={RotateCw} kind="primary" />
            <CommandButton id="close" />
          </ErrorCard>
        </main>
      ) : (
        <>
          {isTouring && <TourStrip />}
          <ProblemBanner />
          <main className={styles.panes}>
            <Panes document={document} />
          </main>
          <StatusBar />
        </>
      )}
    </div>
  )
}

function Panes({ document }: { readonly document: DocumentId }) {
  const inspector = useLayout(inspectorShows)
  const shown = useShown()
  const tight = useLayout(layout => layout.tight)
  const middle = !(tight && inspector)
  const panelIds = ['side', ...(middle ? ['main'] : []), ...(inspector ? ['inspector'] : [])]
  const { defaultLayout, onLayoutChanged } = useDefaultLayout({
    id: 'bootbank.panes',
    panelIds,
    storage: displayStorage,
    onlySaveAfterUserInteractions: true,
  })
  return (
    <Group orientation="horizontal" {...(defaultLayout && { defaultLayout })} onLayoutChanged={onLayoutChanged}>
      <Panel id="side" defaultSize={290} minSize={230} maxSize="50%" groupResizeBehavior="preserve-pixel-size">
        <SidePane />
      </Panel>
      <Separator className={styles.separator} aria-label={text.app.resizeSide} />
      {middle && (
        <Panel id="main" minSize={300}>
          <MainPane />
        </Panel>
      )}
      {middle && inspector && <Separator className={styles.separator} aria-label={text.app.resizeInspector} />}
      {inspector && (
        <Panel
          id="inspector"
          minSize={220}
          {...(middle && { defaultSize: 290, maxSize: '45%', groupResizeBehavior: 'preserve-pixel-size' })}
        >
          <Inspector document={document} shown={shown} />
        </Panel>
      )}
    </Group>
  )
}

function Inspector({ document, shown }: { readonly document: DocumentId; readonly shown: Shown | null }) {
  const revision = useChanges(list => list.revision)
  const removed = shown?.kind === 'change' && shown.change.kinds.includes('removed')
  const node = shown?.kind === 'change' ? shown.change.node : shown?.node
  const several = useTree(tree => (tree.chosen.size > 1 ? tree : null))
  const nodes = shown?.kind === 'change' || several === null ? [] : chosenNodes(several)
  return (
    <aside className={styles.inspector} data-pane="inspector" tabIndex={-1} aria-label={text.app.inspector}>
      {removed && <EmptyState icon={Trash2} title={text.app.removedEntry} />}
      {nodes.length > 1 && <ChosenPane document={document} nodes={nodes} revision={revision} />}
      {!removed && nodes.length <= 1 && node !== undefined && (
        <InspectorPane document={document} node={node} revision={revision} />
      )}
    </aside>
  )
}
