// What a row is, as an icon: by kind of entry, then by what it opens as, then by a few names every ESXi host has.
import {
  Archive,
  Cpu,
  Database,
  File,
  FileCode,
  FileCog,
  FileKey,
  FileQuestionMark,
  FileSymlink,
  FileText,
  Folder,
  FolderOpen,
  HardDrive,
  Link2,
  LockKeyhole,
  LockKeyholeOpen,
  type LucideIcon,
  Terminal,
  Workflow,
} from 'lucide-react'
import { assertNever } from '../../../shared/model/assert-never'
import type { TreeNode } from '../../../shared/model/node'

const byName: readonly (readonly [RegExp, LucideIcon])[] = [
  [/\.(crt|pem|key|cer|p12|pfx)$|^(shadow|passwd|encryption\.info)$|_key(\.pub)?$/i, FileKey],
  [/\.(db|sqlite)$|^current-store/i, Database],
  [/\.(xml|json)$/i, FileCode],
  [/\.(conf|cfg|cnf|ini|properties|info)$/i, FileCog],
  [/\.(sh|py)$/i, Terminal],
  [/\.(txt|log|md)$|^(hosts|motd|issue)$/i, FileText],
]

/** The icon of a row. Decoration: the words are in the row's description. */
export function NodeIcon({ node, expanded }: { readonly node: TreeNode; readonly expanded: boolean }) {
  const Icon = iconOf(node, expanded)
  return <Icon size={16} strokeWidth={1.5} data-icon={tintOf(node)} aria-hidden />
}

function iconOf(node: TreeNode, expanded: boolean): LucideIcon {
  if (node.lock === 'locked') return LockKeyhole
  if (node.lock === 'sealed') return LockKeyholeOpen
  if (node.row === 'file' || node.opens !== null) return Archive
  switch (node.kind) {
    case 'directory':
      return expanded ? FolderOpen : Folder
    case 'file':
      return node.row === 'folder' ? Folder : (byName.find(([name]) => name.test(node.name))?.[1] ?? File)
    case 'symlink':
      return FileSymlink
    case 'hardlink':
      return Link2
    case 'char-device':
      return Cpu
    case 'block-device':
      return HardDrive
    case 'fifo':
      return Workflow
    case 'other':
      return FileQuestionMark
    default:
      return assertNever(node.kind)
  }
}

function tintOf(node: TreeNode): 'locked' | 'layer' | 'folder' | 'plain' {
  if (node.lock === 'locked') return 'locked'
  if (node.row === 'file' || node.opens !== null) return 'layer'
  return node.row === 'folder' || node.kind === 'directory' ? 'folder' : 'plain'
}
