// How far something is: a bar, the phase in words, the bytes.
import { formatSize } from './format'
import styles from './progress.module.css'
import { text } from './text'

export interface ProgressProps {
  /** What is being done. */
  readonly phase: string
  /** Bytes. */
  readonly done: number
  /** Bytes; null while unknown. */
  readonly total: number | null
}

/** A bar with its words. The space it takes does not depend on how far it is. */
export function Progress({ phase, done, total }: ProgressProps) {
  return (
    <div className={styles.progress}>
      <div className={styles.words}>
        <span className={styles.phase} title={phase}>
          {phase}
        </span>
        <span className={styles.bytes}>{progressBytes(done, total)}</span>
      </div>
      <ProgressBar label={phase} done={done} total={total} />
    </div>
  )
}

/** The bar alone. */
export function ProgressBar({ label, done, total }: { label: string; done: number; total: number | null }) {
  const known = total !== null && total > 0
  const share = known ? Math.min(1, done / total) : 0
  return (
    <div
      className={styles.bar}
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={known ? Math.round(share * 100) : undefined}
      aria-valuetext={progressBytes(done, total) || undefined}
    >
      <div
        className={known ? styles.fill : styles.unknown}
        style={known ? { transform: `scaleX(${share})` } : undefined}
      />
    </div>
  )
}

/** `12.0 MB of 400 MB`, `12.0 MB` while the total is unknown, nothing before the first byte. */
export function progressBytes(done: number, total: number | null): string {
  if (total !== null && total > 0) return text.common.bytesOf(formatSize(Math.min(done, total)), formatSize(total))
  return done > 0 ? formatSize(done) : ''
}
