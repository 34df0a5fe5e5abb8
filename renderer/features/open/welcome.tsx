// The first screen: where to put a file, what was opened last, and one line on what this is.
import { CircleHelp, Command, FlaskConical, FolderOpen, Footprints, Keyboard } from 'lucide-react'
import { CommandButton } from '../../state/command-button'
import { useSession } from '../../state/session'
import markUrl from '../../ui/mark.svg'
import { text } from '../../ui/text'
import { RecentFiles } from './recent-files'
import { StepByStep } from './step-by-step'
import { UnfinishedList } from './unfinished-list'
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
            {facts?.sample !== false && <CommandButton id="openSample" icon={FlaskConical} />}
          </div>
          {facts?.isTourOffered && (
            <div className={styles.tour}>
              <span>{text.open.newHere}</span> <CommandButton id="tour" icon={Footprints} kind="quiet" />
            </div>
          )}
        </section>
        <UnfinishedList />
        <StepByStep />
        <RecentFiles />
        <div className={styles.help}>
          <CommandButton id="help" icon={CircleHelp} kind="quiet" aria-haspopup="dialog" />
          <CommandButton id="palette" icon={Command} kind="quiet" aria-haspopup="dialog" />
          <CommandButton id="shortcuts" icon={Keyboard} kind="quiet" aria-haspopup="dialog" />
        </div>
        <footer className={styles.footer}>
          <span>{text.open.staysHere}</span>
          {facts && <span>{text.app.version(facts.version)}</span>}
        </footer>
      </div>
    </main>
  )
}
