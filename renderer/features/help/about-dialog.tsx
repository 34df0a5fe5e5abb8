// What this is, which version, and what it does not do.
import { useSession } from '../../state/session'
import { Button } from '../../ui/button'
import { Dialog } from '../../ui/dialog'
import markUrl from '../../ui/mark.svg'
import { text } from '../../ui/text'
import styles from './help.module.css'
import { closeHelp } from './help-store'

/** The dialog. */
export function AboutDialog() {
  const facts = useSession(state => state.facts)
  return (
    <Dialog
      title={text.commands.about}
      onClose={closeHelp}
      footer={<Button label={text.common.close} kind="primary" onClick={closeHelp} data-autofocus />}
    >
      <div className={styles.about}>
        <img src={markUrl} alt="" width={44} height={44} />
        <div>
          <p>{text.open.purpose}</p>
          {facts && (
            <p className={styles.version}>
              {text.app.version(facts.version)}
              <br />
              {text.help.hosts[facts.host]}
            </p>
          )}
        </div>
      </div>
      <p>{text.help.offline}</p>
      <p className={styles.intro}>{text.help.licence}</p>
    </Dialog>
  )
}
