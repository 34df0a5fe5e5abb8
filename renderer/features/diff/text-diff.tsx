// The difference of two texts, with its tools: layout, collapsing, walking from change to change, secrets.
import { ChevronDown, ChevronUp, Columns2, Eye, EyeOff, FoldVertical } from 'lucide-react'
import { type ReactNode, useEffect, useEffectEvent, useMemo, useRef, useState } from 'react'
import type { TextLanguage } from '../../../shared/model/preview'
import { announce } from '../../ui/announcer'
import { Button } from '../../ui/button'
import { paneText } from '../../ui/text-panes'
import { maskForDiff } from '../editor/secrets'
import { Strip } from '../editor/strip'
import { useSize } from '../hex/use-size'
import styles from './diff-pane.module.css'
import { useDiffPreferences } from './diff-preferences'
import { diffLines } from './diff-separator'
import { hasTwoSides, type MountedDiff, mountDiff } from './mount-diff'

/** CSS pixels below which two columns are too narrow to read. */
const splitFrom = 620

export interface TextDiffProps {
  readonly address: string
  readonly before: string
  readonly after: string
  readonly language: TextLanguage
  /** Headings of the two sides. */
  readonly sides: { readonly before: string; readonly after: string }
  readonly header: (tools: ReactNode) => ReactNode
}

export function TextDiff({ address, before, after, language, sides, header }: TextDiffProps) {
  const parent = useRef<HTMLDivElement>(null)
  const diff = useRef<MountedDiff | null>(null)
  const { width } = useSize(parent)
  const { split, collapse, toggleSplit, toggleCollapse } = useDiffPreferences()
  const [shown, setShown] = useState(false)
  const [count, setCount] = useState(0)
  const at = useRef(0)

  const masked = useMemo(() => maskForDiff(before, after, language), [before, after, language])
  const { secrets } = masked
  const [left, right] = shown ? [before, after] : [masked.before, masked.after]
  const { separator, endsDiffer } = useMemo(() => diffLines(before, after), [before, after])
  const narrow = width < splitFrom
  const twoSides = hasTwoSides(before, after)
  const layout = split && !narrow && twoSides ? 'split' : 'unified'

  const mount = useEffectEvent((element: HTMLElement) =>
    mountDiff({
      parent: element,
      before: left,
      after: right,
      separator,
      language,
      layout,
      collapse,
      labels: {
        before: paneText.diff.beforeLabel(address),
        after: paneText.diff.afterLabel(address),
        unified: paneText.diff.unifiedLabel(address),
      },
      description: paneText.editor.readOnly,
    }),
  )

  // biome-ignore lint/correctness/useExhaustiveDependencies: each of these makes another diff.
  useEffect(() => {
    if (!parent.current || width === 0) return
    const mounted = mount(parent.current)
    diff.current = mounted
    at.current = 0
    setCount(mounted.changes)
    mounted.show(0)
    return () => {
      diff.current = null
      mounted.destroy()
    }
  }, [address, left, right, separator, language, layout, collapse, width === 0])

  const step = (by: 1 | -1) => {
    if (!diff.current || count === 0) return
    at.current = (at.current + by + count) % count
    diff.current.show(at.current)
    announce(paneText.diff.position(at.current + 1, count))
  }

  const onKey = useEffectEvent((event: KeyboardEvent) => {
    const plain = !event.ctrlKey && !event.metaKey && !event.altKey
    if (event.key !== 'F7' || !plain || event.defaultPrevented || document.querySelector('dialog[open]')) return
    event.preventDefault()
    step(event.shiftKey ? -1 : 1)
  })
  useEffect(() => {
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])

  const tools = (
    <>
      <span className={styles.count}>{paneText.diff.changes(count)}</span>
      <Button
        kind="quiet"
        icon={ChevronUp}
        iconOnly
        label={paneText.diff.previous}
        tip={paneText.diff.previousKeys}
        aria-keyshortcuts="Shift+F7"
        className={styles.tool}
        disabled={count === 0}
        onClick={() => step(-1)}
      />
      <Button
        kind="quiet"
        icon={ChevronDown}
        iconOnly
        label={paneText.diff.next}
        tip={paneText.diff.nextKeys}
        aria-keyshortcuts="F7"
        className={styles.tool}
        disabled={count === 0}
        onClick={() => step(1)}
      />
      <Button
        kind="quiet"
        icon={FoldVertical}
        iconOnly
        label={paneText.diff.collapse}
        aria-pressed={collapse}
        className={styles.tool}
        onClick={toggleCollapse}
      />
      <Button
        kind="quiet"
        icon={Columns2}
        iconOnly
        label={paneText.diff.sideBySide}
        tip={narrow ? paneText.diff.tooNarrow : paneText.diff.sideBySide}
        aria-pressed={layout === 'split'}
        className={styles.tool}
        disabled={narrow || !twoSides}
        onClick={toggleSplit}
      />
      {shown && secrets > 0 && (
        <Button
          kind="quiet"
          icon={EyeOff}
          iconOnly
          label={paneText.editor.hideSecrets}
          className={styles.tool}
          onClick={() => setShown(false)}
        />
      )}
    </>
  )

  return (
    <>
      {header(tools)}
      {!shown && secrets > 0 && (
        <Strip tone="plain" title={paneText.editor.masked(secrets)} message={paneText.diff.secretNumbers}>
          <Button icon={Eye} label={paneText.editor.showSecrets} onClick={() => setShown(true)} />
        </Strip>
      )}
      {endsDiffer && <Strip tone="warning" title={paneText.diff.endsDiffer} message={paneText.diff.endsDifferHow} />}
      {layout === 'split' && (
        <div className={styles.sides}>
          <span>{sides.before}</span>
          <span>{sides.after}</span>
        </div>
      )}
      <div ref={parent} className={styles.text} />
    </>
  )
}
