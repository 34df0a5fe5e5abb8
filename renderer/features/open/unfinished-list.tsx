// On the welcome screen: what an earlier run was editing when it ended. Nothing at all while there is nothing.
import { History, Trash2 } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { UnfinishedList as List, UnfinishedWork } from '../../../shared/model/unfinished'
import { call } from '../../bridge/call'
import { Button } from '../../ui/button'
import { formatTime } from '../../ui/format'
import { report } from '../../ui/toast'
import { chooseAndOpen, openUnfinished } from './open-document'
import { unfinishedText } from './text'
import { forget } from './unfinished'
import styles from './unfinished-list.module.css'

export function UnfinishedList() {
  const [list, setList] = useState<List | null>(null)

  useEffect(() => {
    let wanted = true
    call('unfinished.list', {}).then(found => wanted && setList(found), report)
    return () => {
      wanted = false
    }
  }, [])

  if (list === null || list.keptBy === null || list.work.length === 0) return null
  const remove = async (work: UnfinishedWork) => {
    if (await forget(work)) setList({ ...list, work: list.work.filter(({ id }) => id !== work.id) })
  }
  return (
    <section className={styles.unfinished} aria-labelledby="unfinished-title">
      <h2 id="unfinished-title">{unfinishedText.title}</h2>
      <ul>
        {list.work.map(work => (
          <li key={work.id} className={styles.work}>
            <History className={styles.sign} size={16} strokeWidth={1.75} aria-hidden />
            <div className={styles.what}>
              <p className={styles.name} id={`unfinished-${work.id}`}>
                <strong>{work.name}</strong> {work.place && <span>{work.place}</span>}
              </p>
              <p title={formatTime(work.at)}>{unfinishedText.row(work.edits, work.last, work.at)}</p>
              {work.torn && <p>{unfinishedText.torn}</p>}
            </div>
            {work.place === null ? (
              <Button
                label={unfinishedText.give}
                tip={unfinishedText.giveAgain(work.name)}
                aria-describedby={`unfinished-${work.id}`}
                onClick={() => void chooseAndOpen()}
              />
            ) : (
              <Button
                label={unfinishedText.goOn}
                aria-describedby={`unfinished-${work.id}`}
                kind="primary"
                onClick={() => void openUnfinished(work)}
              />
            )}
            <Button
              label={unfinishedText.forgetOf(work.name)}
              icon={Trash2}
              kind="quiet"
              iconOnly
              onClick={() => void remove(work)}
            />
          </li>
        ))}
      </ul>
      <p className={styles.lead}>{unfinishedText.lead[list.keptBy]}</p>
    </section>
  )
}
