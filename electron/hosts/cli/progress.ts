// One line of progress on stderr, rewritten in place; only on a terminal, and only when it takes longer than a moment.
import type { OnProgress } from '../../engine/codecs/context'
import { terminalText } from './terminal-text'

/** Milliseconds. */
const PATIENCE = 500
const PAUSE = 100
const MiB = 1024 * 1024

export interface ProgressLine {
  readonly onProgress: OnProgress
  /** Takes the line off the terminal; to be called before anything else is written there. */
  clear(): void
}

/** A line on the stream; silent when the stream is not a terminal. */
export function progressLine(stream: NodeJS.WriteStream): ProgressLine {
  if (!stream.isTTY) return { onProgress: () => undefined, clear: () => undefined }
  const started = performance.now()
  let last = started
  let shown = false
  return {
    onProgress: (phase, done, total) => {
      const now = performance.now()
      if (now - started < PATIENCE || now - last < PAUSE) return
      last = now
      shown = true
      const amount = total === null ? megabytes(done) : `${megabytes(done)} of ${megabytes(total)}`
      const line = `${terminalText(phase)}  ${amount}`.slice(0, Math.max(10, (stream.columns || 80) - 1))
      stream.write(`\r\x1b[K${line}`)
    },
    clear: () => {
      if (shown) stream.write('\r\x1b[K')
      shown = false
    },
  }
}

function megabytes(bytes: number): string {
  return `${(bytes / MiB).toFixed(1)} MB`
}
