// The files opened last, as the host remembers them. The list is asked for when the welcome screen appears.
import { FileArchive, Trash2 } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { RecentFile } from '../../../shared/model/app-facts'
import { call } from '../../bridge/call'
import { Button } from '../../ui/button'
import { formatAgo, formatTime } from '../../ui/format'
import { text } from '../../ui/text'
import { report } from '../../ui/toast'
import { openRecent } from './open-document'
import styles from './recent-files.module.css'

/** The list, or one line while it is empty. */
export function RecentFiles() {
  const [files, setFiles] = useState<readonly RecentFile[] | null>(null)

  useEffect(() => {
    let wanted = true
    call('recent.list', {}).then(list => wanted && setFiles(list), report)
    return () => {
      wanted = false
    }
  }, [])

  const clear = () => {
    call('recent.clear', {}).then(() => setFiles([]), report)
  }

  return (
    <section className={styles.recent} aria-label={text.open.recent}>
      <header className={styles.header}>
        <h2>{text.open.recent}</h2>
        {files !== null && files.length > 0 && (
          <Button label={text.open.clearRecent} icon={Trash2} kind="quiet" iconOnly onClick={clear} />
        )}
      </header>
      {files?.length === 0 && <p className={styles.none}>{text.open.noRecent}</p>}
      <ul>
        {files?.map(file => (
          <li key={file.id}>
            <button type="button" className={styles.file} onClick={() => void openRecent(file.id, file.name)}>
              <FileArchive size={16} strokeWidth={1.75} aria-hidden />
              <span className={styles.name}>{file.name}</span>
              <span className={styles.place}>{file.place}</span>
              <time className={styles.time} dateTime={file.openedAt} title={formatTime(file.openedAt)}>
                {formatAgo(file.openedAt)}
              </time>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
