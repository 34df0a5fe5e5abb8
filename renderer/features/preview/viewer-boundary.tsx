// A viewer that breaks while it draws takes nothing else along: what broke is said, the bytes are shown in its place, and the other tabs stay.
import { Component, type ReactNode } from 'react'
import { type ErrorData, toErrorData } from '../../../shared/model/errors'

export interface ViewerBoundaryProps {
  /** Called once it broke. */
  readonly onBroken: (error: ErrorData) => void
  /** Drawn in place of the viewer, where nothing else comes there. */
  readonly broken: (error: ErrorData) => ReactNode
  readonly children: ReactNode
}

export class ViewerBoundary extends Component<ViewerBoundaryProps, { readonly error: ErrorData | null }> {
  override state: { readonly error: ErrorData | null } = { error: null }

  static getDerivedStateFromError(thrown: unknown): { readonly error: ErrorData } {
    return { error: toErrorData(thrown) }
  }

  override componentDidCatch(thrown: unknown): void {
    this.props.onBroken(toErrorData(thrown))
  }

  override render(): ReactNode {
    return this.state.error === null ? this.props.children : this.props.broken(this.state.error)
  }
}
