// The first screen: where to put a file, what was opened last, and one line on what this is.
import { FlaskConical, FolderOpen } from 'lucide-react'
import { CommandButton } from '../../app/command-button'
import { useSession } from '../../app/session'
import markUrl from '../../ui/mark.svg'
import { Button } from '../../ui/button'
import { text } from '../../ui/text'
import { openSample } from './open-document'
import { RecentFiles } from './recent-files'
import { RefusalCard } from './refusal'
import styles from './welcome.module.css'

/** Shown while no document is open. */
export function Welcome() {
  const facts = useSession(state => state.facts)
  return (
    <main className={styles.welcome}>
      <div className={styles.column}>
        <header className={styles.header}>
          <img src={markUrl} alt="" width={44} height={44} />
          <div>
            <h1>{text.app.name}</h1>
            <p>{text.open.purpose}</p>
          </div>
        </header>
        <RefusalCard />
        <section className={styles.zone} aria-label={text.open.dropZone}>
          <p className={styles.lead}>{text.open.dropLead}</p>
          <p className={styles.kinds}>{text.open.dropKinds}</p>
          <div className={styles.buttons}>
            <CommandButton id="open" kind="primary" icon={FolderOpen} />
            {/* There before the host has answered, or the button beside it would move. */}
            {facts?.sample !== false && (
              <Button
                label={text.open.sample}
                icon={FlaskConical}
                disabled={facts === null}
                onClick={() => void openSample()}
              />
            )}
          </div>
        </section>
        <RecentFiles />
        <footer className={styles.footer}>
          <span>{text.open.staysHere}</span>
          {facts && <span>{text.app.version(facts.version)}</span>}
        </footer>
      </div>
    </main>
  )
}
