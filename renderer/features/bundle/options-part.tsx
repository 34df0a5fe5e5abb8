// What can be asked of a bundle beside the changes: a prepared copy of the disk, a plain state.tgz, and a configBundle around a lone one.
import { bundleText } from './text'
import { useState } from 'react'
import type { BundleOptions, BundlePlan, ManifestFacts } from '../../../shared/model/bundle'
import { useSession } from '../../state/session'
import { Field } from '../../ui/field'
import styles from './bundle.module.css'

export interface OptionsPartProps {
  readonly offers: BundlePlan['offers']
  /** The disk image of which a copy can be prepared. */
  readonly disk: BundlePlan['disk']
  readonly asked: BundleOptions
  /** Why release or UUID cannot be taken; null where they can. */
  readonly problem: string | null
  readonly onAsk: (asked: BundleOptions) => void
}

const texts = bundleText.options

/** Nothing where nothing is to be chosen. */
export function OptionsPart({ offers, disk, asked, problem, onAsk }: OptionsPartProps) {
  // A release that is read from the backup is a beginning; the UUID is that of the firmware, which no state holds.
  const release = useSession(state => state.card?.release ?? null)
  const [manifest, setManifest] = useState<ManifestFacts>({
    release: release === null ? '' : `VMware ESXi ${release}`,
    uuid: '',
  })
  if (!offers.plain && !offers.manifest && !disk) return null
  const give = (facts: ManifestFacts) => {
    setManifest(facts)
    onAsk({ ...asked, manifest: facts })
  }
  return (
    <fieldset className={styles.targets}>
      <legend>{texts.title}</legend>
      {disk && (
        <label className={styles.choice}>
          <input
            type="checkbox"
            checked={asked.copy === true}
            onChange={event => onAsk({ ...asked, copy: event.target.checked || undefined })}
          />
          {texts.copy(disk.name)}
        </label>
      )}
      {disk && asked.copy && <p className={styles.quiet}>{texts.copyHint(disk.bank)}</p>}
      {offers.plain && (
        <label className={styles.choice}>
          <input
            type="checkbox"
            checked={asked.plain === true}
            onChange={event => onAsk({ ...asked, plain: event.target.checked || undefined })}
          />
          {texts.plain}
        </label>
      )}
      {asked.plain && <p className={styles.quiet}>{texts.plainHint}</p>}
      {offers.manifest && (
        <label className={styles.choice}>
          <input
            type="checkbox"
            checked={asked.manifest !== undefined}
            onChange={event => onAsk({ ...asked, manifest: event.target.checked ? manifest : undefined })}
          />
          {texts.configBundle}
        </label>
      )}
      {asked.manifest && (
        <div className={styles.manifest}>
          <p className={styles.quiet}>{texts.configBundleHint}</p>
          <Field
            label={texts.release}
            value={manifest.release}
            hint={texts.releaseHint}
            onChange={value => give({ ...manifest, release: value })}
          />
          <Field
            label={texts.uuid}
            value={manifest.uuid}
            mono
            hint={texts.uuidHint}
            error={problem}
            onChange={value => give({ ...manifest, uuid: value })}
          />
        </div>
      )}
    </fieldset>
  )
}
