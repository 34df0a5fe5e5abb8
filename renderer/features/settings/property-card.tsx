// One setting with everything known of it: value, default, source, what each source says, schema and marks in words.
import { Copy, FileSearch, PencilLine, RotateCcw } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import type { DocumentId } from '../../../shared/model/document'
import { type SettingDetail, type SettingSource, settingFlags } from '../../../shared/model/settings'
import { classes } from '../../ui/classes'
import { Button } from '../../ui/button'
import { copyText } from '../../ui/copy-text'
import { settingsText as text } from '../../ui/text-settings'
import { showPlace } from '../tree/show-place'
import styles from './entry-detail.module.css'
import { LongText } from './long-text'
import { removeSetting } from './remove-setting'
import { SecretValue } from './secret-value'
import { SettingEditor } from './setting-editor'
import { flagWords, schemaWords, valueWords } from './words'

/** Characters of a value that are drawn. */
const atMost = 10_000

export interface PropertyCardProps {
  readonly document: DocumentId
  readonly setting: SettingDetail
  /** It is the one that was asked for. */
  readonly chosen: boolean
  /** A change was made here: the card is redrawn, and its button is to have the focus again. */
  readonly onEdited: (path: string) => void
}

/** Sources that a value can be taken out of, so that its default counts. */
const removable: ReadonlySet<SettingSource> = new Set(['UserValue', 'VitalValue', 'CachedValue', 'esx.conf'])

export function PropertyCard({ document, setting, chosen, onEdited }: PropertyCardProps) {
  const { path, property, place, schema } = setting
  const [editing, setEditing] = useState(false)
  const opener = useRef<HTMLButtonElement>(null)
  const wasEditing = useRef(false)
  useEffect(() => {
    if (wasEditing.current && !editing) opener.current?.focus()
    wasEditing.current = editing
  }, [editing])
  const fixed = (setting.flags & settingFlags.identity) !== 0 || setting.source === 'DesiredValue'
  const secret = (setting.flags & settingFlags.secret) !== 0
  const label = property || text.wholeEntry
  const rules = schema ? schemaWords(schema) : []
  const marks = flagWords(setting.flags)
  return (
    <article className={classes(styles.card, chosen && styles.chosen)} data-setting={path} aria-label={label}>
      <header className={styles.head}>
        <h3 className={styles.property}>{label}</h3>
        {!fixed && (
          <Button
            ref={opener}
            label={text.edit.editOf(label)}
            tip={text.edit.edit}
            icon={PencilLine}
            kind="quiet"
            iconOnly
            aria-expanded={editing}
            data-edits
            onClick={() => setEditing(open => !open)}
          />
        )}
        {!fixed && removable.has(setting.source) && (
          <Button
            label={text.edit.resetOf(label)}
            tip={text.edit.reset}
            icon={RotateCcw}
            kind="quiet"
            iconOnly
            onClick={() => {
              onEdited(path)
              void removeSetting(document, path)
            }}
          />
        )}
        {place && (
          <Button
            label={text.showPropertyInFile(label)}
            tip={text.showInFile}
            icon={FileSearch}
            kind="quiet"
            iconOnly
            onClick={() => void showPlace(place)}
          />
        )}
        <Button
          label={text.copyPathOf(label)}
          tip={text.copyPath}
          icon={Copy}
          kind="quiet"
          iconOnly
          onClick={() => void copyText(path)}
        />
      </header>
      {secret ? (
        <SecretValue document={document} path={path} label={label} />
      ) : (
        <LongText value={valueWords(setting.value)} atMost={atMost} />
      )}
      {editing && (
        <SettingEditor
          document={document}
          setting={setting}
          label={label}
          onDone={() => onEdited(path)}
          onClose={() => setEditing(false)}
        />
      )}
      {schema?.description && <p className={styles.description}>{schema.description}</p>}
      <dl className={styles.facts}>
        <Fact label={text.facts.source} words={[text.sourceWithName[setting.source]]} />
        {!secret && (
          <Fact label={text.facts.fallback} words={[fallbackWords(setting)]} mono={setting.fallback !== null} />
        )}
        {setting.values.length > 1 && <Values values={setting.values} secret={secret} />}
        {rules.length > 0 && <Fact label={text.facts.schema} words={rules} />}
        {marks.length > 0 && <Fact label={text.facts.flags} words={marks} />}
        {schema?.realName && <Fact label={text.facts.realName} words={[schema.realName]} mono />}
      </dl>
    </article>
  )
}

/** The default. A default that is null is none: the model knows no other. */
function fallbackWords({ fallback }: SettingDetail): string {
  return fallback === null ? text.noFallback : cut(valueWords(fallback))
}

function Values({ values, secret }: Pick<SettingDetail, 'values'> & { readonly secret: boolean }) {
  return (
    <div>
      <dt>{text.facts.values}</dt>
      {values.map(({ source, value }) => (
        <dd key={source}>
          <span className={styles.mono}>{secret ? text.hidden : cut(valueWords(value))}</span>{' '}
          <span className={styles.from}>{text.sourceWithName[source]}</span>
        </dd>
      ))}
    </div>
  )
}

interface FactProps {
  readonly label: string
  readonly words: readonly string[]
  readonly mono?: boolean
}

function Fact({ label, words, mono }: FactProps) {
  return (
    <div>
      <dt>{label}</dt>
      <dd className={classes(mono && styles.mono)}>{words.join('; ')}</dd>
    </div>
  )
}

function cut(words: string): string {
  return words.length > atMost ? `${words.slice(0, atMost)}…` : words
}
