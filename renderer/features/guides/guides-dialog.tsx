// Guided changes: the choice of them, or the form of one.
import { ChevronRight } from 'lucide-react'
import type { GuideOffer } from '../../../shared/model/guide'
import { call } from '../../bridge/call'
import { useSession } from '../../state/session'
import { useLoaded } from '../../state/use-loaded'
import { Button } from '../../ui/button'
import { Dialog } from '../../ui/dialog'
import { openPasswordDialog } from '../accounts/password-dialog-state'
import { GuideForm } from './guide-form'
import styles from './guides.module.css'
import { showGuide, useGuides } from './guides-state'
import { guidesText as texts } from './text'

export function GuidesDialog() {
  const document = useSession(state => state.opened?.document ?? null)
  const revision = useSession(state => state.status?.revision ?? 0)
  const shown = useGuides(state => state.shown)
  const { loaded } = useLoaded<readonly GuideOffer[]>(document ?? '', revision, () =>
    call('guides.list', { document: document ?? '' }),
  )
  const close = () => showGuide(null)
  if (document === null || shown === null) return null
  if (loaded === null || 'error' in loaded.outcome) {
    const error = loaded && 'error' in loaded.outcome ? loaded.outcome.error : null
    return (
      <Dialog
        title={texts.choice}
        size="large"
        onClose={close}
        footer={<Button label={texts.cancel} onClick={close} />}
      >
        <p role={error ? 'alert' : 'status'}>{error ? `${texts.failed}. ${error.message}` : texts.loading}</p>
      </Dialog>
    )
  }
  const offers = loaded.outcome.value
  const offer = offers.find(({ id }) => id === shown)
  return offer ? (
    <GuideForm key={offer.id} document={document} revision={revision} offer={offer} />
  ) : (
    <GuideChoice offers={offers} />
  )
}

function GuideChoice({ offers }: { readonly offers: readonly GuideOffer[] }) {
  const password = () => {
    showGuide(null)
    openPasswordDialog()
  }
  return (
    <Dialog title={texts.choice} size="large" onClose={() => showGuide(null)}>
      <p className={styles.note}>{texts.about}</p>
      <ul className={styles.cards}>
        <Card title={texts.password} about={texts.passwordAbout} first onChoose={password} />
        {offers.map(({ id, title, about, unavailable }) => (
          <Card key={id} title={title} about={unavailable ?? about} onChoose={() => showGuide(id)} />
        ))}
      </ul>
    </Dialog>
  )
}

interface CardProps {
  readonly title: string
  readonly about: string
  /** Gets the focus when the dialog opens. */
  readonly first?: boolean
  readonly onChoose: () => void
}

function Card({ title, about, first, onChoose }: CardProps) {
  return (
    <li>
      <button type="button" className={styles.card} data-autofocus={first} onClick={onChoose}>
        <span className={styles.title}>{title}</span>
        <ChevronRight size={16} aria-hidden />
        <span className={styles.about}>{about}</span>
      </button>
    </li>
  )
}
