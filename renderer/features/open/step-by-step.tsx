// What brings somebody here, as the pages of the help that lead through it: on the first screen, where nobody knows the window yet.
import { useId } from 'react'
import { helpPageIds } from '../../../shared/help/help-pages'
import { text } from '../../ui/text'
import { showHelpPage } from '../help/help-store'
import styles from './welcome.module.css'

export function StepByStep() {
  const heading = useId()
  return (
    <section className={styles.steps} aria-labelledby={heading}>
      <h2 id={heading}>{text.open.stepByStep}</h2>
      <ul>
        {helpPageIds.map(id => (
          <li key={id}>
            <button type="button" aria-haspopup="dialog" onClick={() => showHelpPage(id)}>
              {text.help.titles[id]}
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
