// One row of the keys: a segment of the key with what is below it, or a line with its value and type.
import {
  CircleDot,
  EthernetPort,
  Fingerprint,
  Hash,
  LockKeyhole,
  type LucideIcon,
  MessageSquareText,
  Minus,
  Network,
  TriangleAlert,
  Type,
} from 'lucide-react'
import { memo } from 'react'
import { type ConfValueType, confValueType } from '../../../shared/esx-conf/value-type'
import { classes } from '../../ui/classes'
import { formatCount } from '../../ui/format'
import { TreeRowFrame, Twisty } from '../../ui/tree-row-frame'
import type { DrawnRow } from '../../ui/virtual-tree'
import styles from './conf-keys-view.module.css'
import { firstLineOf, type KeyRow, overriddenBy } from './key-rows'
import { type KeyTree, lineKind, sameKey } from './key-tree'
import { MarkedText } from './marked-text'
import { confKeysText as texts } from './text'

/** Characters of a value that are drawn in a row. */
const atMost = 300

const typeIcons: Readonly<Record<ConfValueType, LucideIcon>> = {
  boolean: CircleDot,
  number: Hash,
  mac: EthernetPort,
  ip: Network,
  uuid: Fingerprint,
  text: Type,
}
const kindIcons = { blank: Minus, comment: MessageSquareText, broken: TriangleAlert }

export interface KeyRowProps extends DrawnRow {
  readonly tree: KeyTree
  readonly row: KeyRow
  /** Of the filter, in lower case. */
  readonly words: readonly string[]
}

export const KeyRowView = memo(function KeyRowView({ tree, row, words, ...drawn }: KeyRowProps) {
  const isOthers = row.branch === tree.others
  const label = isOthers && row.line === null ? texts.others : row.label || texts.unnamed
  if (row.line === null) {
    const below = isOthers ? texts.lines(row.count) : texts.keys(row.count)
    return (
      <TreeRowFrame
        {...drawn}
        row={row}
        label={label}
        description={below}
        selected={drawn.focused}
        className={classes(styles.row, styles.branch)}
      >
        <span className={styles.name}>
          <Twisty row={row} />
          <span className={styles.label} title={row.branch.path || label}>
            <MarkedText
              text={label}
              words={isOthers ? [] : words}
              before={startOf(row.branch.path, row.label)}
              after={keyBelow(tree, row).slice(row.branch.path.length)}
            />
          </span>
          {!row.expanded && <span className={styles.below}>{below}</span>}
        </span>
      </TreeRowFrame>
    )
  }
  const { line } = row
  const kind = lineKind(tree, line)
  const value = tree.view.value[line] ?? ''
  const { Icon, type } = typeOf(tree, line)
  const repeated = sameKey(tree, line) !== null
  const tag = !repeated ? '' : overriddenBy(tree, line) === null ? texts.repeated : texts.overridden
  const shownValue = kind === 'key' ? shortened(value) : ''
  return (
    <TreeRowFrame
      {...drawn}
      row={row}
      label={kind === 'blank' ? texts.blank : shortened(label)}
      description={texts.describe(kind === 'key' ? shownValue || texts.empty : '', type, tag, texts.line(line + 1))}
      selected={drawn.focused}
      className={classes(styles.row, kind !== 'key' && styles[kind], tag === texts.overridden && styles.overridden)}
    >
      <span className={styles.name}>
        <Twisty row={row} />
        <span className={styles.label} title={tree.view.key[line] ?? shortened(value)}>
          {kind === 'blank' ? (
            <span className={styles.faint}>{texts.blank}</span>
          ) : (
            <MarkedText
              text={shortened(label)}
              words={words}
              before={kind === 'key' ? startOf(tree.view.key[line] ?? '', row.label) : ''}
            />
          )}
        </span>
        {tag !== '' && <span className={styles.tag}>{tag}</span>}
      </span>
      {kind === 'key' && (
        <span className={styles.value} title={shownValue}>
          {value === '' ? (
            <span className={styles.faint}>{texts.empty}</span>
          ) : (
            <MarkedText text={shownValue} words={words} />
          )}
        </span>
      )}
      <span className={styles.type} title={type}>
        <Icon size={13} strokeWidth={1.75} aria-hidden />
        <span className={styles.typeName}>{type}</span>
      </span>
      <span className={styles.line}>{formatCount(line + 1)}</span>
    </TreeRowFrame>
  )
})

/** What a line is, in a word and a sign. */
export function typeOf(tree: KeyTree, line: number): { readonly Icon: LucideIcon; readonly type: string } {
  const kind = lineKind(tree, line)
  if (kind !== 'key') return { Icon: kindIcons[kind], type: texts.kinds[kind] }
  if (tree.secret[line] === 1) return { Icon: LockKeyhole, type: texts.secret }
  const type = confValueType(tree.view.value[line] ?? '')
  return { Icon: typeIcons[type], type: texts.types[type] }
}

/** The key of the first line below a branch. */
function keyBelow({ view }: KeyTree, { branch }: KeyRow): string {
  return view.key[firstLineOf(branch) ?? -1] ?? ''
}

/** What comes before the label in its key, so that a word over several segments is marked in each. */
function startOf(key: string, label: string): string {
  return key.endsWith(label) ? key.slice(0, key.length - label.length) : ''
}

function shortened(text: string): string {
  return text.length > atMost ? `${text.slice(0, atMost)}…` : text
}
