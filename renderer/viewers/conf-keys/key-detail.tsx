// Under the tree: the row that the keys are at, in full, and what can be done with it. It has the same height for every row.
import { Copy, Eye, EyeOff, FileText } from 'lucide-react'
import { CommandButton } from '../../state/command-button'
import { Button } from '../../ui/button'
import styles from './conf-keys-view.module.css'
import { typeOf } from './key-row'
import { type KeyRow, overriddenBy } from './key-rows'
import type { KeyCopies } from './key-copies'
import { type KeyTree, lineKind, sameKey } from './key-tree'
import { confKeysText as texts } from './text'

/** Characters of a value that are drawn. */
const atMost = 10_000

export interface KeyDetailProps {
  readonly tree: KeyTree
  readonly row: KeyRow
  /** The value of a secret that was asked for; null while it is hidden. */
  readonly revealed: string | null
  readonly onReveal: () => void
  readonly onConceal: () => void
  readonly copy: KeyCopies
}

export function KeyDetail({ tree, row, revealed, onReveal, onConceal, copy }: KeyDetailProps) {
  const { branch, line } = row
  const isSecret = line !== null && tree.secret[line] === 1
  const isHidden = isSecret && revealed === null
  const key = line === null ? branch.path || texts.others : (tree.view.key[line] ?? '')
  const value = line === null ? '' : (revealed ?? tree.view.value[line] ?? '')
  const note = noteOf(tree, row)
  return (
    <section className={styles.detail} aria-label={texts.detail}>
      <div className={styles.facts}>
        <p className={styles.path} title={key}>
          {key || (line === null ? '' : typeOf(tree, line).type)}
        </p>
        <p className={styles.note} title={note}>
          {note}
        </p>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the keys scroll it. */}
      <section className={styles.whole} tabIndex={0} aria-label={texts.value}>
        {value.slice(0, atMost)}
        {value.length > atMost && `\n${texts.cut(atMost, value.length)}`}
      </section>
      <div className={styles.tools}>
        <CommandButton id="showText" icon={FileText} className={styles.tool} />
        <Button label={texts.copyKey} icon={Copy} className={styles.tool} disabled={!copy.key} onClick={copy.key} />
        <Button
          label={texts.copyValue}
          icon={Copy}
          className={styles.tool}
          disabled={!copy.value}
          {...(isHidden && { tip: texts.showFirst })}
          onClick={copy.value}
        />
        <Button
          label={texts.copyLine}
          icon={Copy}
          className={styles.tool}
          disabled={!copy.line}
          {...(isHidden && { tip: texts.showFirst })}
          onClick={copy.line}
        />
        <Button
          label={isSecret && !isHidden ? texts.conceal : texts.reveal}
          icon={isSecret && !isHidden ? EyeOff : Eye}
          className={styles.tool}
          disabled={!isSecret}
          onClick={isHidden ? onReveal : onConceal}
        />
      </div>
    </section>
  )
}

function noteOf(tree: KeyTree, { branch, line, count }: KeyRow): string {
  if (line === null) return branch === tree.others ? texts.lines(count) : texts.keys(count)
  const same = sameKey(tree, line)
  const by = overriddenBy(tree, line)
  return texts.describe(
    texts.line(line + 1),
    typeOf(tree, line).type,
    lineKind(tree, line) === 'broken' ? texts.broken : '',
    same === null
      ? ''
      : by === null
        ? texts.overrides(same.slice(0, -1).map(one => one + 1))
        : texts.overriddenBy(by + 1),
  )
}
