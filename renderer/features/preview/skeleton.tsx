// Lines where text will be, for a content that takes its time.
import styles from './skeleton.module.css'

const widths = ['wide', 'middle', 'wide', 'short', 'middle', 'wide', 'short', 'middle'] as const

export function Skeleton({ label }: { readonly label: string }) {
  return (
    <div className={styles.skeleton} role="status" aria-label={label}>
      {widths.map((width, line) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines are all alike and never move.
        <div key={line} className={styles[width]} />
      ))}
    </div>
  )
}
