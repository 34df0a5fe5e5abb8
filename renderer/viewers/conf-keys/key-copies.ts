import type { DocumentId } from '../../../shared/model/document'
import type { NodeId } from '../../../shared/model/node'
import type { ConfKeysView } from '../../../shared/viewers/conf-keys'
import { copyText } from '../../ui/copy-text'
import { report } from '../../ui/toast'
import type { KeyRow } from './key-rows'
import type { KeyTree } from './key-tree'
import { lineOfFile } from './line-of-file'

/** What puts a part of a row on the clipboard; absent where the row does not have it. */
export interface KeyCopies {
  readonly key?: () => void
  readonly value?: () => void
  readonly line?: () => void
}

interface ShownFile {
  readonly document: DocumentId
  readonly node: NodeId
  readonly data: ConfKeysView
  readonly tree: KeyTree
}

/** What can be copied of a row: nothing of a secret before it is shown. `shown` is the secret of this row, null while it is hidden. */
export function keyCopies(
  { document, node, data, tree }: ShownFile,
  { branch, line }: KeyRow,
  shown: string | null,
): KeyCopies {
  const key = line === null ? branch.path : (data.key[line] ?? '')
  const value = line === null || data.key[line] === null ? null : (shown ?? data.value[line] ?? '')
  const isOpen = line !== null && (tree.secret[line] === 0 || shown !== null)
  return {
    ...(key !== '' && { key: () => void copyText(key) }),
    ...(isOpen && value !== null && { value: () => void copyText(value) }),
    ...(isOpen && { line: () => void copyLine(document, node, line) }),
  }
}

async function copyLine(document: DocumentId, node: NodeId, line: number): Promise<void> {
  try {
    await copyText((await lineOfFile(document, node, line)).whole)
  } catch (thrown) {
    report(thrown)
  }
}
