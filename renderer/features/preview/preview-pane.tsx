// The middle pane: shows a node as what it is. Each kind of preview has a view of its own.
import { Folder, type LucideIcon, Link2, Shapes } from 'lucide-react'
import type { ReactNode } from 'react'
import { assertNever } from '../../../shared/model/assert-never'
import type { DocumentId } from '../../../shared/model/document'
import type { NodeId } from '../../../shared/model/node'
import { deferred } from '../../ui/deferred'
import { EmptyState } from '../../ui/empty-state'
import { paneText } from '../../ui/text-panes'
import { HexView } from '../hex/hex-view'
import { FactTable } from './fact-table'
import { LayerView } from './layer-view'
import { loadPreview, type ShownNode } from './load-preview'
import { PreviewHeader } from './preview-header'
import styles from './preview-pane.module.css'
import { ProblemView } from './problem-view'
import { SealedView } from './sealed-view'
import { Skeleton } from './skeleton'
import { TooLargeView } from './too-large-view'
import { useLateFacts } from './use-late-facts'
import { useLoaded } from './use-loaded'

const TextEditor = deferred(async () => (await import('../editor/text-editor')).TextEditor)

export interface PreviewPaneProps {
  readonly document: DocumentId
  readonly node: NodeId
  /** Of the document; a higher one makes the pane look again. */
  readonly revision: number
}

export function PreviewPane({ document, node, revision }: PreviewPaneProps) {
  const key = JSON.stringify([document, node])
  const { loaded, slow, retry } = useLoaded<ShownNode>(key, revision, last =>
    loadPreview(document, node, revision, last),
  )
  const waiting = slow || loaded === null
  return (
    <section className={styles.pane} aria-label={paneText.preview.region} aria-busy={loaded?.key !== key}>
      {waiting && slow && <Skeleton label={paneText.preview.loading} />}
      {!waiting && 'error' in loaded.outcome && (
        <ProblemView title={paneText.preview.failed} error={loaded.outcome.error} onRetry={retry} />
      )}
      {!waiting && 'value' in loaded.outcome && <NodeView key={loaded.key} shown={loaded.outcome.value} />}
    </section>
  )
}

function NodeView({ shown }: { readonly shown: ShownNode }) {
  const { document, node, revision, preview } = shown
  const facts = useLateFacts(shown)
  const name = facts?.address ?? ''
  const framed = (chips: readonly string[], content: ReactNode) => (
    <>
      <PreviewHeader facts={facts} chips={chips} />
      {content}
    </>
  )
  const stated = (icon: LucideIcon, title: string, hint?: ReactNode, below?: ReactNode) =>
    framed(
      [],
      <div className={styles.stated}>
        <EmptyState icon={icon} title={title}>
          {hint}
        </EmptyState>
        {below}
      </div>,
    )

  switch (preview.kind) {
    case 'text':
    case 'empty': {
      const content =
        preview.kind === 'text'
          ? preview
          : ({
              text: '',
              address: preview.address,
              language: 'plain',
              encoding: 'utf-8',
              lineEnding: 'none',
              editable: preview.editable,
            } as const)
      const chips = [
        ...(content.editable ? [] : [paneText.preview.readOnly]),
        paneText.languages[content.language],
        paneText.encodings[content.encoding],
        paneText.lineEndings[content.lineEnding],
      ]
      return (
        <TextEditor
          document={document}
          node={node}
          name={name}
          content={content}
          revision={revision}
          header={(tools, pending) => <PreviewHeader facts={facts} chips={chips} tools={tools} pending={pending} />}
        />
      )
    }
    case 'binary':
      return framed(
        [preview.format ?? paneText.hex.unknownFormat],
        <HexView document={document} node={node} name={name} size={preview.size} revision={revision} />,
      )
    case 'too-large':
      return framed(
        [],
        <TooLargeView
          document={document}
          node={node}
          name={name}
          revision={revision}
          size={preview.size}
          limit={preview.limit}
        />,
      )
    case 'sealed':
      return framed([], <SealedView error={preview.error} />)
    case 'damaged':
      return framed(
        [],
        <ProblemView
          title={paneText.preview.damaged}
          error={preview.error}
          note={paneText.preview.readable(preview.readable)}
        />,
      )
    case 'layer':
      return framed([], <LayerView opens={preview.opens} facts={preview.facts} findings={preview.findings} />)
    case 'folder':
      return stated(Folder, paneText.preview.folder, paneText.preview.folderEntries(preview.entries))
    case 'link':
      return stated(
        Link2,
        paneText.entryKinds[preview.link],
        paneText.preview[preview.link],
        <FactTable facts={[{ label: paneText.preview.linkTarget, value: preview.target }]} />,
      )
    case 'special':
      return stated(
        Shapes,
        paneText.entryKinds[preview.entry],
        paneText.preview.special,
        <FactTable facts={preview.facts} />,
      )
    default:
      return assertNever(preview)
  }
}
