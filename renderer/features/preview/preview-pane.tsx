// The middle pane: shows a node as what it is, by one of the viewers that fit it.
import { type ComponentType, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import type { DocumentId } from '../../../shared/model/document'
import type { ErrorData } from '../../../shared/model/errors'
import type { NodeId } from '../../../shared/model/node'
import type { NodeView, ViewerChoices, ViewerId } from '../../../shared/viewers/viewers'
import { paneText } from '../../ui/text-panes'
import { chooseViewer, useViewerChoices } from '../../viewers/choices'
import { viewers } from '../../viewers/registry'
import type { HeaderParts, ViewerProps } from '../../viewers/viewer'
import { Strip } from '../editor/strip'
import { loadView, type ShownNode } from './load-view'
import { PreviewHeader } from './preview-header'
import styles from './preview-pane.module.css'
import { ProblemView } from './problem-view'
import { Skeleton } from './skeleton'
import { useLateFacts } from './use-late-facts'
import { useLoaded } from '../../state/use-loaded'
import { ViewerBoundary } from './viewer-boundary'
import { panelId, ViewerTabs, viewerTabId } from './viewer-tabs'

export interface PreviewPaneProps {
  readonly document: DocumentId
  readonly node: NodeId
  /** Of the document; a higher one makes the pane look again. */
  readonly revision: number
}

/** A viewer that broke while it drew, so that the bytes are shown in its place until another one is chosen. */
interface Broken {
  readonly document: DocumentId
  readonly node: NodeId
  /** The choices that led to it: they are others once a viewer was chosen. */
  readonly under: ViewerChoices
  readonly kind: string
  readonly failed: NonNullable<NodeView['failed']>
}

export function PreviewPane({ document, node, revision }: PreviewPaneProps) {
  const chosen = useViewerChoices(state => state.choices)
  const tabTakesFocus = useRef(false)
  const [lastBroken, setBroken] = useState<Broken | null>(null)
  const isSame = lastBroken?.document === document && lastBroken.node === node && lastBroken.under === chosen
  const broken = isSame ? lastBroken : null
  const choices: ViewerChoices = broken ? { ...chosen, [broken.kind]: 'hex' } : chosen
  const key = JSON.stringify([document, node, choices])
  const { loaded, slow, retry } = useLoaded<ShownNode>(key, revision, last =>
    loadView(document, node, revision, choices, last),
  )
  const waiting = slow || loaded === null
  return (
    <section className={styles.pane} aria-label={paneText.preview.region} aria-busy={loaded?.key !== key}>
      {waiting && slow && <Skeleton label={paneText.preview.loading} />}
      {!waiting && 'error' in loaded.outcome && (
        <ProblemView title={paneText.preview.failed} error={loaded.outcome.error} onRetry={retry} />
      )}
      {!waiting && 'value' in loaded.outcome && (
        <Shown
          key={loaded.key}
          shown={loaded.outcome.value}
          broken={broken?.failed ?? null}
          tabTakesFocus={tabTakesFocus}
          onBroken={({ kind, viewer }, error) =>
            setBroken({ document, node, under: chosen, kind, failed: { viewer, error } })
          }
        />
      )}
    </section>
  )
}

interface ShownProps {
  readonly shown: ShownNode
  /** The viewer in whose place this one is shown, and why. */
  readonly broken: NodeView['failed']
  readonly onBroken: (view: NodeView, error: ErrorData) => void
  /** Set while the viewer that was chosen on a tab is on its way: the tabs are drawn again with it. */
  readonly tabTakesFocus: { current: boolean }
}

function Shown({ shown, broken, onBroken, tabTakesFocus }: ShownProps) {
  const { document, node, revision, view } = shown
  // While the bytes are on their way, what is shown is still what broke.
  const failed = broken && view.viewer === 'hex' ? broken : view.failed
  const facts = useLateFacts(shown)
  // The data of a view is that of its viewer: the pairing is lost in the union.
  const Viewer = viewers[view.viewer].component as ComponentType<ViewerProps<ViewerId>>
  const show = (viewer: ViewerId) => {
    tabTakesFocus.current = true
    chooseViewer(view.kind, viewer, view.viewers[0])
  }
  const tabs = view.viewers.length > 1 && (
    <ViewerTabs ids={view.viewers} shown={view.viewer} onShow={show} takesFocus={tabTakesFocus} />
  )
  const frame = (parts: HeaderParts, content: ReactNode) => (
    <>
      <PreviewHeader address={view.address} facts={facts} tabs={tabs} {...parts} />
      {failed && (
        <Strip
          tone="warning"
          title={paneText.preview.viewerFailed(viewers[failed.viewer].title, viewers[view.viewer].title)}
          message={failed.error.message}
        />
      )}
      {tabs ? (
        <div
          id={panelId}
          className={styles.content}
          role="tabpanel"
          aria-labelledby={viewerTabId(view.viewer)}
          tabIndex={-1}
        >
          {content}
        </div>
      ) : (
        content
      )}
    </>
  )
  return (
    <ViewerBoundary
      key={view.viewer}
      onBroken={error => {
        if (view.viewer !== 'hex' && view.viewers.includes('hex')) onBroken(view, error)
      }}
      broken={error => frame({}, <ProblemView title={paneText.preview.failed} error={error} />)}
    >
      <Viewer
        document={document}
        node={node}
        address={view.address}
        revision={revision}
        data={view.data}
        frame={frame}
        onShow={show}
      />
    </ViewerBoundary>
  )
}
