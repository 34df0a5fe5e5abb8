// The last resort: an error while drawing becomes a plain card, never a white window. It uses no component of the window, so that
// it cannot break for the same reason.
import { Component, type ErrorInfo, type ReactNode } from 'react'
import { text } from '../ui/text'
import styles from './error-boundary.module.css'

interface Broken {
  readonly error: Error | null
  /** Components it happened in. */
  readonly stack: string
}

export class ErrorBoundary extends Component<{ readonly children: ReactNode }, Broken> {
  override state: Broken = { error: null, stack: '' }

  static getDerivedStateFromError(thrown: unknown): Partial<Broken> {
    return { error: thrown instanceof Error ? thrown : new Error(String(thrown)) }
  }

  override componentDidCatch(_error: Error, info: ErrorInfo): void {
    this.setState({ stack: info.componentStack?.trim() ?? '' })
  }

  override render(): ReactNode {
    const { error, stack } = this.state
    if (error === null) return this.props.children
    return (
      <main className={styles.ground} role="alert">
        <div className={styles.card}>
          <h1>{text.broken.title}</h1>
          <p>{text.broken.body}</p>
          <details>
            <summary>{text.broken.details}</summary>
            <pre>{[error.message, stack].join('\n\n')}</pre>
          </details>
          <button type="button" onClick={() => window.location.reload()}>
            {text.broken.reload}
          </button>
        </div>
      </main>
    )
  }
}
