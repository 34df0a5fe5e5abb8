// The sections of the gallery: each component in each of its states. A component that is new in the window comes in here, and with it
// into the pictures of the suite.
import { Archive, Check, Copy, FileDiff, Hammer, Pencil, Save, Trash2, Undo2 } from 'lucide-react'
import type { ReactNode } from 'react'
import { finding } from '../../shared/findings/finding'
import { useSession } from '../state/session'
import { PlanView } from '../features/bundle/plan-view'
import { ProofView } from '../features/bundle/proof-view'
import { ChangeBadge } from '../features/changes/change-badge'
import { ChangeRow } from '../features/changes/change-row'
import { DiffHeader } from '../features/diff/diff-header'
import { Strip } from '../features/editor/strip'
import { HexRow } from '../viewers/hex/hex-row'
import { HostFacts } from '../features/host/host-view'
import { FactGroup, FactRow } from '../features/inspector/fact-group'
import inspector from '../features/inspector/inspector-pane.module.css'
import { ErrorCard } from '../features/open/error-card'
import { PaletteOption } from '../features/palette/palette-option'
import { LayerView } from '../viewers/layer/layer-view'
import { PreviewHeader } from '../features/preview/preview-header'
import { SealedView } from '../viewers/sealed/sealed-view'
import { Skeleton } from '../features/preview/skeleton'
import { ViewerTabs } from '../features/preview/viewer-tabs'
import { TreeRowView } from '../features/tree/tree-row'
import { Button } from '../ui/button'
import { ask, ConfirmHost } from '../ui/confirm'
import { type Density, rowHeights } from '../ui/density'
import { Dialog } from '../ui/dialog'
import { EmptyState } from '../ui/empty-state'
import { Field } from '../ui/field'
import { MenuHost, openMenu } from '../ui/menu'
import { Progress } from '../ui/progress'
import { Tabs } from '../ui/tabs'
import { notify, ToastHost } from '../ui/toast'
import { TooltipHost } from '../ui/tooltip'
import type { HeaderParts } from '../viewers/viewer'
import { card, changes, damage, facts, plan, result, rows, sealed } from './samples'

const nothing = () => undefined
const calm = { current: false }
/** A viewer by itself, without the strip above it. */
const viewed = {
  document: 'd',
  node: 'n',
  address: '',
  revision: 0,
  frame: (_parts: HeaderParts, content: ReactNode) => content,
  onShow: nothing,
}
const kinds = ['primary', 'plain', 'quiet', 'danger'] as const

const row = (content: ReactNode) => <div className="gallery-row">{content}</div>

function buttons() {
  return (
    <>
      {kinds.map(kind => (
        <div key={kind} className="gallery-row">
          <Button kind={kind} label={kind} />
          <Button kind={kind} label="With icon" icon={Hammer} />
          <Button kind={kind} label="Icon alone" icon={Save} iconOnly />
          <Button kind={kind} label="Pressed" icon={Pencil} iconOnly aria-pressed />
          <Button kind={kind} label="Disabled" icon={Undo2} disabled />
        </div>
      ))}
    </>
  )
}

/** With room for the words, and without. */
function tabs() {
  const inWidth = (width: number) => [
    { id: `tree-${width}`, title: 'Explorer', icon: Archive, tip: 'Explorer', count: 0 },
    { id: `list-${width}`, title: 'Changes', icon: FileDiff, tip: 'Changes', count: 3 },
    { id: `many-${width}`, title: 'Checks', icon: Check, tip: 'Checks', count: 1200 },
  ]
  return [420, 220].map(width => (
    <div key={width} className="gallery-pane" style={{ width, height: 72 }}>
      <Tabs label={`Tabs of ${width} px`} tabs={inWidth(width)} shown={`tree-${width}`} onShow={nothing}>
        <p>The panel of the chosen tab</p>
      </Tabs>
    </div>
  ))
}

function fields() {
  return (
    <>
      <Field label="With a hint" value="etc/hosts" hint="The full path inside the archive." mono onChange={nothing} />
      <Field label="With an error" value="../hosts" error="The name holds “..”." mono onChange={nothing} />
      <Field label="Empty" value="" placeholder="0644" onChange={nothing} />
      <Field label="Disabled" value="state.tgz" disabled onChange={nothing} />
    </>
  )
}

/** Rows of the tree, the sixth selected and under the focus. */
function tree(density: Density) {
  const height = rowHeights[density]
  return (
    <div
      className="gallery-pane"
      role="tree"
      aria-label="Rows"
      tabIndex={0}
      style={{ height: height * rows.length + 2 }}
    >
      {rows.map((shown, index) => (
        <TreeRowView
          key={shown.node.id}
          id={shown.node.id}
          row={shown}
          focused={index === 5}
          selected={index === 5}
          target={false}
          loading={index === 3}
          top={index * height}
        />
      ))}
    </div>
  )
}

function changeRows(density: Density) {
  const height = rowHeights[density]
  return (
    <>
      <div className="gallery-pane" style={{ height: height * changes.length + 2 }}>
        {changes.map((change, index) => (
          <ChangeRow
            key={change.node}
            id={change.node}
            change={change}
            selected={index === 1}
            position={index + 1}
            count={changes.length}
            top={index * height}
          />
        ))}
      </div>
      {row(
        (['added', 'changed', 'renamed', 'removed', 'inside'] as const).map(mark => (
          <ChangeBadge key={mark} mark={mark} />
        )),
      )}
      {changes.map(change => (
        <DiffHeader
          key={change.node}
          change={change}
          tools={<Button label="Copy" icon={Copy} kind="quiet" iconOnly />}
        />
      ))}
    </>
  )
}

const bytes = (from: number) => Array.from({ length: 8 }, (_, index) => (from + index * 29) % 256).join(',')

/** Of the palette: with keys and under the cursor, with matched letters, with what it acts on, and one that cannot be run. */
function options() {
  const option = { id: 'undo', label: 'Edit: Undo', matched: [], detail: null, whyNot: null } as const
  return (
    <div className="gallery-pane" role="listbox" aria-label="Commands">
      <PaletteOption id="a" option={{ ...option, label: 'File: Open…' }} active shortcut="Ctrl+O" />
      <PaletteOption id="b" option={{ ...option, matched: [6, 7] }} active={false} shortcut="Ctrl+Z" />
      <PaletteOption
        id="c"
        option={{ ...option, label: 'Entry: Remove', detail: 'etc/hosts' }}
        active={false}
        shortcut=""
      />
      <PaletteOption id="d" option={{ ...option, whyNot: 'There is nothing to undo.' }} active={false} shortcut="" />
    </div>
  )
}

/** In the page. */
export const sections: Readonly<Record<string, ReactNode>> = {
  buttons: buttons(),
  tabs: tabs(),
  fields: fields(),
  tree: tree(densityOfPage()),
  changes: changeRows(densityOfPage()),
  options: options(),
  waiting: (
    <>
      <Progress phase="Reading state.tgz" done={7_200_000} total={24_600_000} />
      <Progress phase="Begun" done={0} total={24_600_000} />
      <Progress phase="Without an end in sight" done={7_200_000} total={null} />
      <Skeleton label="Loading" />
    </>
  ),
  empty: (
    <div className="gallery-pane">
      <EmptyState icon={FileDiff} title="No changes">
        What you edit, add, rename or remove is listed here.
      </EmptyState>
    </div>
  ),
  errors: (
    <>
      <ErrorCard title="state.tgz was not opened" error={damage}>
        <Button label="Open another file…" />
        <Button label="Dismiss" kind="quiet" />
      </ErrorCard>
      <ErrorCard title="Damaged, but partly readable" error={damage} look="banner">
        <Button label="Dismiss" icon={Check} kind="quiet" iconOnly />
      </ErrorCard>
      <ErrorCard title="notes.txt" error={sealed} look="bare" />
    </>
  ),
  notices: (
    <>
      <Strip tone="plain" title="2 secrets are hidden." message="Show them to edit this file.">
        <Button label="Show secrets" />
      </Strip>
      <Strip tone="warning" title="The line endings differ." message="A carriage return is shown as a mark." />
      <Strip tone="danger" title="Not in the document yet" message="The name is too long for this header." />
      <SealedView {...viewed} data={{ error: sealed }} />
    </>
  ),
  headers: (
    <>
      <PreviewHeader
        address={facts.address}
        facts={facts}
        chips={['Plain text', 'UTF-8', 'LF']}
        tabs={<ViewerTabs ids={['certificate', 'text', 'hex']} shown="text" onShow={nothing} takesFocus={calm} />}
        tools={<Button label="Find" icon={Copy} kind="quiet" iconOnly />}
      />
      <PreviewHeader address="" facts={null} />
      {/* biome-ignore lint/a11y/useSemanticElements: rows of a grid, as where they come from. */}
      <div role="grid" aria-label="Bytes">
        <HexRow offset={0} label="00000000" bytes={bytes(0)} selected={2} cellId="cell" />
        <HexRow offset={8} label="00000008" bytes={bytes(60)} selected={-1} cellId="cell" />
        <HexRow offset={16} label="00000010" bytes=",,,,,,," selected={-1} cellId="cell" />
      </div>
    </>
  ),
  host: <HostFacts card={card} problem={null} />,
  facts: (
    <>
      <FactGroup title="Entry">
        <dl className={inspector.list}>
          <FactRow label="Address" value={facts.address} mono copyLabel="Copy the address" />
          <FactRow
            label="T flag"
            value="Set"
            changed
            hint="Mode bit 01000. The host keeps files that have it across a reboot."
          />
        </dl>
      </FactGroup>
      <LayerView
        {...viewed}
        data={{
          opens: 'envelope',
          facts: [
            { label: 'Cipher', value: 'AES-256-GCM' },
            { label: 'Stored', value: '40,960 bytes' },
          ],
          findings: [finding('tar-no-end', { layer: 'local.tgz' })],
        }}
      />
    </>
  ),
  plan: <PlanView plan={plan} target="zip" onTarget={nothing} asked={{}} problem={null} onAsk={nothing} />,
  proof: <ProofView result={result} />,
}

interface Overlay {
  readonly content: ReactNode
  readonly open?: () => void
}

/** Over the page. */
export const overlays: Readonly<Record<string, Overlay>> = {
  menu: {
    content: <MenuHost />,
    open: () =>
      openMenu({
        label: 'hosts',
        x: 20,
        y: 20,
        items: [
          { id: 'rename', title: 'Rename or move…', icon: Pencil, shortcut: 'F2', run: nothing },
          { id: 'add', title: 'Add file here…', icon: Archive, enabled: false, run: nothing },
          { id: 'first', title: 'First of a choice', checked: false, separated: true, run: nothing },
          { id: 'second', title: 'Second of a choice', checked: true, run: nothing },
          {
            id: 'remove',
            title: 'Remove',
            icon: Trash2,
            shortcut: 'Delete',
            danger: true,
            separated: true,
            run: nothing,
          },
        ],
      }),
  },
  dialog: {
    content: (
      <Dialog
        title="Rename or move hosts"
        onClose={nothing}
        footer={
          <>
            <Button label="Cancel" />
            <Button label="Rename" kind="primary" />
          </>
        }
      >
        <Field label="New path" value="../hosts" error="The name holds “..”." mono onChange={nothing} data-autofocus />
      </Dialog>
    ),
  },
  question: {
    content: <ConfirmHost />,
    open: () =>
      void ask({
        title: 'Revert all changes?',
        body: '4 entries go back to what is in the opened file. Undo brings the changes back.',
        confirm: 'Revert all',
        danger: true,
      }),
  },
  toasts: {
    content: <ToastHost />,
    open: () => {
      notify({ tone: 'done', message: 'Removed random-seed.', action: { label: 'Undo', run: nothing } })
      notify({ tone: 'failed', message: '2 files were dropped. Drop one backup at a time.' })
    },
  },
  tooltip: {
    content: (
      <div className="gallery-section">
        {row(<Button label="Save a copy…" icon={Save} iconOnly tip="Save a copy… (Ctrl+S)" />)}
        <TooltipHost />
      </div>
    ),
  },
}

useSession.setState({
  facts: {
    host: 'browser',
    version: '0.0.0',
    platform: 'linux',
    sample: true,
    isTourOffered: false,
    targets: ['zip'],
    pending: null,
    resume: null,
  },
})

function densityOfPage(): Density {
  return document.documentElement.dataset.density === 'comfortable' ? 'comfortable' : 'dense'
}
