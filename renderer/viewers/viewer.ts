// What a viewer is in the window: a tab's name and sign, and the component that draws what its reader gave. The component's code is
// loaded when the first file is shown by it.
import type { LucideIcon } from 'lucide-react'
import type { ComponentType, ReactNode } from 'react'
import type { DocumentId } from '../../shared/model/document'
import type { NodeId } from '../../shared/model/node'
import type { DataOf, ViewerId } from '../../shared/viewers/viewers'

/** What a viewer adds to the strip above it. */
export interface HeaderParts {
  /** Language, encoding and the like. */
  readonly chips?: readonly string[]
  /** Buttons at the right. */
  readonly tools?: ReactNode
  /** Typed text is on its way. */
  readonly pending?: boolean
}

export interface ViewerProps<V extends ViewerId> {
  readonly document: DocumentId
  readonly node: NodeId
  /** ADDRESS of the row; empty for the opened file. */
  readonly address: string
  /** Of the document, when the data was read. */
  readonly revision: number
  readonly data: DataOf<V>
  /** Puts the strip with the address, the tabs and what the viewer adds above its content: the viewer returns what this gives. */
  readonly frame: (parts: HeaderParts, content: ReactNode) => ReactNode
  /** Brings another viewer of the file to the front. */
  readonly onShow: (viewer: ViewerId) => void
}

export interface Viewer<V extends ViewerId> {
  /** On its tab. */
  readonly title: string
  readonly icon: LucideIcon
  readonly component: ComponentType<ViewerProps<V>>
}
