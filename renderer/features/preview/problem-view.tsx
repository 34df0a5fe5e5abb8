// An error in the place of a content, with what is to be known besides.
import { RotateCw } from 'lucide-react'
import { BootbankError, type ErrorData } from '../../../shared/model/errors'
import { Button } from '../../ui/button'
import { paneText } from '../../ui/text-panes'
import { ErrorCard } from '../open/error-card'
import styles from '../../viewers/parts/notice.module.css'

export interface ProblemViewProps {
  /** What could not be done. */
  readonly title: string
  readonly error: ErrorData | BootbankError
  /** What can be read all the same. */
  readonly note?: string
  readonly onRetry?: () => void
}

export function ProblemView({ title, error, note, onRetry }: ProblemViewProps) {
  const data = error instanceof BootbankError ? error.toData() : error
  return (
    <div className={styles.ground}>
      <div className={styles.problem}>
        <ErrorCard title={title} error={data}>
          {onRetry && <Button icon={RotateCw} label={paneText.retry} onClick={onRetry} />}
        </ErrorCard>
        {note && <p className={styles.aside}>{note}</p>}
      </div>
    </div>
  )
}
