// The difference of two texts, with its tools: layout, collapsing, walking from change to change, secrets.
import { ChevronDown, ChevronUp, Columns2, Eye, EyeOff, FoldVertical } from 'lucide-react'
import { type ReactNode, useEffect, useEffectEvent, useMemo, useRef, useState } from 'react'
import type { TextLanguage } from '../../../shared/model/preview'
import { fileWith, type SecretNames } from '../../../shared/secrets/secret'
import { CommandButton } from '../../state/command-button'
import { shortcutOf } from '../../state/commands'
import { useOfferActions } from '../../state/shown-actions'
import { announce } from '../../ui/announcer'
import { Button } from '../../ui/button'
import { paneText } from '../../ui/text-panes'
import { maskForDiff } from '../editor/mask'
import { Strip } from '../editor/strip'
import { useSize } from '../../ui/use-size'
import styles from './diff-pane.module.css'
import { useDiffPreferences } from './diff-preferences'
import { diffLines } from './diff-separator'
import { hasTwoSides, type MountedDiff, mountDiff } from './mount-diff'

/** CSS pixels below which two columns are too narrow to read. */
const splitFrom = 620

export interface TextDiffProps {
  readonly address: string
  /** Address in the opened file; null for an added entry. */
  readonly formerAddress: string | null
  readonly before: string
  readonly after: string
  readonly language: TextLanguage
  readonly secretNames: SecretNames
  /** Headings of the two sides. */
  readonly sides: { readonly before: string; readonly after: string }
  readonly header: (tools: ReactNode) => ReactNode
}

export function TextDiff(props: TextDiffProps) {
  const { address, formerAddress, before, after, language, secretNames, sides, header } = props
  const parent = useRef<HTMLDivElement>(null)
  const diff = useRef<MountedDiff | null>(null)
  const { width } = useSize(parent)
  const { split, collapse, toggleSplit, toggleCollapse } = useDiffPreferences()
  const [shown, setShown] = useState(false)
  const [count, setCount] = useState(0)
  const at = useRef(0)

  const masked = useMemo(() => {
    const paths = formerAddress === null ? [address] : [address, formerAddress]
    return maskForDiff(before, after, fileWith(paths, new Map(secretNames)))
  }, [before, after, address, formerAddress, secretNames])
  const { secrets } = masked
  const [left, right] = shown ? [before, after] : [masked.before, masked.after]
  const { separator, endsDiffer } = useMemo(() => diffLines(before, after), [before, after])
  const narrow = width < splitFrom
  const twoSides = hasTwoSides(before, after)
  const canSplit = !narrow && twoSides
  const layout = split && canSplit ? 'split' : 'unified'

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
      description: paneText.editor.readOnly(shortcutOf('find'), shortcutOf('wrap')),
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

  const hasChanges = count > 0
  useOfferActions({
    nextChange: hasChanges ? () => step(1) : undefined,
    previousChange: hasChanges ? () => step(-1) : undefined,
    fold: toggleCollapse,
    sideBySide: canSplit ? toggleSplit : undefined,
    secrets: secrets > 0 ? () => setShown(now => !now) : undefined,
  })

  const tools = (
    <>
      <span className={styles.count}>{paneText.diff.changes(count)}</span>
      <CommandButton id="previousChange" kind="quiet" icon={ChevronUp} iconOnly className={styles.tool} />
      <CommandButton id="nextChange" kind="quiet" icon={ChevronDown} iconOnly className={styles.tool} />
      <CommandButton
        id="fold"
        kind="quiet"
        icon={FoldVertical}
        iconOnly
        aria-pressed={collapse}
        className={styles.tool}
      />
      <CommandButton
        id="sideBySide"
        kind="quiet"
        icon={Columns2}
        iconOnly
        {...(narrow && { tip: paneText.diff.tooNarrow })}
        aria-pressed={layout === 'split'}
        className={styles.tool}
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
