// What differs between two backups as a list that is filtered, and one difference as a whole below it.
import { GitCompareArrows } from 'lucide-react'
import { useId, useMemo, useRef } from 'react'
import { type ComparedEntry, type Comparison, comparedAspects } from '../../../shared/model/comparison'
import type { DocumentId } from '../../../shared/model/document'
import { noisyFiles } from '../../../shared/model/noise'
import { useLayout } from '../../state/layout'
import { rowHeights } from '../../ui/density'
import { EmptyState } from '../../ui/empty-state'
import { TreeRowFrame, Twisty } from '../../ui/tree-row-frame'
import { type DrawnRow, VirtualTree } from '../../ui/virtual-tree'
import { CardDifferences } from './card-differences'
import { filterKind, hideNoise, type Shown, showDifference, useCompare } from './compare-state'
import styles from './compare-view.module.css'
import { Difference } from './difference'
import { compareText as texts } from './text'

/** Whether a difference is one of those that are to be shown. */
function isOf({ change, what }: ComparedEntry, shown: Shown): boolean {
  return change === shown || what.some(aspect => aspect === shown)
}

const kinds = ['added', 'removed', 'changed', 'moved'] as const

interface ComparedEntriesProps {
  readonly document: DocumentId
  readonly revision: number
  readonly comparison: Comparison
  /** Headings of the two sides. */
  readonly sides: { readonly before: string; readonly after: string }
}

export function ComparedEntries({ document, revision, comparison, sides }: ComparedEntriesProps) {
  const { kind, hideNoise: hides, shown } = useCompare()
  const id = useId()
  const tree = useRef<HTMLDivElement>(null)
  const rowHeight = useLayout(layout => rowHeights[layout.density])
  const { entries, card, unseen } = comparison
  const told = useMemo(() => entries.filter(entry => !(hides && entry.noise)), [entries, hides])
  const rows = useMemo(() => rowsOf(kind === null ? told : told.filter(entry => isOf(entry, kind))), [told, kind])
  const row = rows.find(({ entry }) => entry.address === shown)
  const countOf = (one: Shown) => told.filter(entry => isOf(entry, one)).length
  const aspects = comparedAspects.filter(one => one === kind || countOf(one) > 0)
  return (
    <>
      <div className={styles.bar}>
        <label className="visually-hidden" htmlFor={id}>
          {texts.show}
        </label>
        <select
          id={id}
          className={styles.select}
          value={kind ?? ''}
          onChange={event => filterKind([...kinds, ...comparedAspects].find(one => one === event.target.value) ?? null)}
        >
          <option value="">{texts.option(texts.every, told.length)}</option>
          {kinds.map(one => (
            <option key={one} value={one}>
              {texts.option(texts.kinds[one], countOf(one))}
            </option>
          ))}
          {aspects.length > 0 && (
            <optgroup label={texts.respects}>
              {aspects.map(one => (
                <option key={one} value={one}>
                  {texts.option(texts.respect[one], countOf(one))}
                </option>
              ))}
            </optgroup>
          )}
        </select>
        <label className={styles.noise} title={texts.noise(noisyFiles)}>
          <input type="checkbox" checked={hides} onChange={event => hideNoise(event.target.checked)} />
          {texts.hideNoise}
        </label>
        {hides && (
          <details className={styles.hidden}>
            <summary>{texts.whatIsHidden(entries.length - told.length)}</summary>
            {texts.noise(noisyFiles)}
          </details>
        )}
        <p className={styles.count} role="status">
          {texts.count(rows.length, entries.length)}
        </p>
      </div>
      {unseen.length > 0 && <p className={styles.unseen}>{texts.unseen(unseen)}</p>}
      <CardDifferences card={card} sides={sides} />
      {rows.length === 0 ? (
        <EmptyState icon={GitCompareArrows} title={entries.length === 0 ? texts.same : texts.allHidden}>
          {entries.length === 0 ? texts.sameHint : texts.noise(noisyFiles)}
        </EmptyState>
      ) : (
        <div className={styles.list} data-alone={row === undefined || undefined}>
          <VirtualTree
            ref={tree}
            label={texts.list}
            rows={rows}
            rowHeight={rowHeight}
            focused={shown}
            nameOf={one => one.entry.address}
            onFocus={one => showDifference(one.node.id)}
            onToggle={() => undefined}
            onOpen={one => showDifference(one.node.id)}
            draw={(one, drawn) => <EntryRow key={one.node.id} {...drawn} row={one} />}
          />
        </div>
      )}
      {row && (
        <Difference
          key={`${revision} ${row.entry.address}`}
          document={document}
          revision={revision}
          entry={row.entry}
          sides={sides}
        />
      )}
    </>
  )
}

interface Row {
  readonly node: { readonly id: string; readonly expandable: boolean }
  readonly expanded: boolean
  readonly parent: number
  readonly level: number
  readonly setSize: number
  readonly position: number
  readonly entry: ComparedEntry
}

function rowsOf(entries: readonly ComparedEntry[]): readonly Row[] {
  return entries.map((entry, index) => ({
    node: { id: entry.address, expandable: false },
    expanded: false,
    parent: -1,
    level: 1,
    setSize: entries.length,
    position: index + 1,
    entry,
  }))
}

function EntryRow({ row, ...drawn }: DrawnRow & { readonly row: Row }) {
  const words = texts.words(row.entry)
  return (
    <TreeRowFrame
      {...drawn}
      row={row}
      label={row.entry.address}
      description={words}
      selected={drawn.focused}
      className={styles.row}
    >
      <span className={styles.name} title={row.entry.address}>
        <Twisty row={row} />
        <span className={styles.address} data-change={row.entry.change}>
          {row.entry.address}
        </span>
      </span>
      <span className={styles.words} title={words}>
        {words}
      </span>
    </TreeRowFrame>
  )
}
