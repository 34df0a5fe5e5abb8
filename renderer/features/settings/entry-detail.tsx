// One entry in detail: each of its properties with all that is known of it, or the whole as JSON.
import { ArrowLeft, Copy, FileSearch, PencilLine, RotateCcw, SlidersHorizontal, Trash2, X } from 'lucide-react'
import { type KeyboardEvent, type Ref, useLayoutEffect, useRef, useState } from 'react'
import type { DocumentId } from '../../../shared/model/document'
import type { SettingEntryDetail } from '../../../shared/model/settings'
import { settingFlags } from '../../../shared/model/settings'
import { call } from '../../bridge/call'
import { useLoaded } from '../../state/use-loaded'
import { Button } from '../../ui/button'
import { copyText } from '../../ui/copy-text'
import { EmptyState } from '../../ui/empty-state'
import { FactTable } from '../../ui/fact-table'
import { settingsText as text } from '../../ui/text-settings'
import { showPlace } from '../tree/show-place'
import styles from './entry-detail.module.css'
import { AddRow, ListItems } from './list-items'
import { LongText } from './long-text'
import { PropertyCard } from './property-card'
import { removeSetting } from './remove-setting'
import { SettingEditor } from './setting-editor'
import type { ShownSetting } from './settings-state'
import { UnsetSettings } from './unset-settings'

/** Properties that are drawn before more are asked for. */
const atOnce = 100

export interface EntryDetailProps {
  readonly document: DocumentId
  readonly revision: number
  readonly shown: ShownSetting
  /** In place of the tree. */
  readonly alone: boolean
  readonly onClose: () => void
  readonly ref: Ref<HTMLElement>
}

export function EntryDetail({ document, revision, shown, alone, onClose, ref }: EntryDetailProps) {
  const { entry } = shown
  const { loaded, slow } = useLoaded<SettingEntryDetail>(entry, revision, () =>
    call('settings.entry', { document, entry }),
  )
  const keyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.nativeEvent.isComposing) return
    onClose()
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <section ref={ref} className={styles.detail} aria-label={text.detail(entry)} tabIndex={-1} onKeyDown={keyDown}>
      <div className={styles.bar}>
        {alone && <Button label={text.back} icon={ArrowLeft} kind="quiet" onClick={onClose} />}
        {loaded && 'value' in loaded.outcome && (
          <h2 className={styles.title} title={titleOf(loaded.outcome.value)}>
            {titleOf(loaded.outcome.value)}
          </h2>
        )}
        {!alone && <Button label={text.close} icon={X} kind="quiet" iconOnly onClick={onClose} />}
      </div>
      {loaded === null && slow && <EmptyState icon={SlidersHorizontal} title={text.detailLoading} />}
      {loaded && 'error' in loaded.outcome && (
        <EmptyState icon={SlidersHorizontal} title={text.detailFailed}>
          {loaded.outcome.error.message}
        </EmptyState>
      )}
      {loaded && 'value' in loaded.outcome && (
        <EntryBody
          key={loaded.key}
          document={document}
          revision={loaded.revision}
          detail={loaded.outcome.value}
          setting={loaded.key === entry ? shown.setting : undefined}
        />
      )}
    </section>
  )
}

function titleOf({ title, name, group, identifier }: SettingEntryDetail): string {
  return identifier === '' ? name || group : `${name || group} / ${title}`
}

interface EntryBodyProps {
  readonly document: DocumentId
  readonly revision: number
  readonly detail: SettingEntryDetail
  /** Path of the setting that was chosen; null for the entry itself; undefined while another entry is on its way. */
  readonly setting: string | null | undefined
}

function EntryBody({ document, revision, detail, setting }: EntryBodyProps) {
  const [shape, setShape] = useState<'asForm' | 'asJson'>('asForm')
  const body = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    if (setting === null) body.current?.parentElement?.scrollTo({ top: 0 })
    if (!setting) return
    const chosen = body.current?.querySelector(`[data-setting="${CSS.escape(setting)}"]`)
    // The first stands under what is said of the whole entry.
    const isFirst = !chosen?.previousElementSibling?.hasAttribute('data-setting')
    if (isFirst) body.current?.parentElement?.scrollTo({ top: 0 })
    else chosen?.scrollIntoView({ block: 'start' })
  }, [setting])
  const edited = useRef<string | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the cards are redrawn with each revision.
  useLayoutEffect(() => {
    const path = edited.current
    edited.current = null
    if (path === null) return
    const place = CSS.escape(path)
    body.current
      ?.querySelector<HTMLElement>(`[data-setting="${place}"] [data-edits], [data-list="${place}"] [data-adds]`)
      ?.focus()
  }, [revision])
  const onEdited = (path: string) => {
    edited.current = path
  }
  const { place } = detail
  return (
    <div ref={body} className={styles.body}>
      <p className={styles.path}>{detail.path}</p>
      <div className={styles.tools}>
        <Button
          label={text.showInFile}
          icon={FileSearch}
          disabled={place === null}
          onClick={() => place && void showPlace(place)}
        />
        <Button label={text.copyPath} icon={Copy} onClick={() => void copyText(detail.path)} />
        {detail.row !== null && (
          <Button
            label={detail.identifier === '' ? text.edit.resetAll : text.edit.removeRow}
            icon={detail.identifier === '' ? RotateCcw : Trash2}
            onClick={() => void removeSetting(document, detail.path)}
          />
        )}
        <fieldset className={styles.shapes} aria-label={text.shape}>
          {(['asForm', 'asJson'] as const).map(one => (
            <Button
              key={one}
              label={text[one]}
              kind={one === shape ? 'plain' : 'quiet'}
              aria-pressed={one === shape}
              onClick={() => setShape(one)}
            />
          ))}
        </fieldset>
      </div>
      {detail.rows && <AddRow document={document} rows={detail.rows} />}
      {place === null && <p className={styles.note}>{text.byDefaults}</p>}
      {shape === 'asJson' && <EntryJson key={revision} document={document} detail={detail} />}
      {shape === 'asForm' && (
        <>
          {detail.lists.map(list => (
            <ListItems key={list.path} document={document} list={list} onEdited={onEdited} />
          ))}
          <UnsetSettings key={`unset ${revision}`} document={document} detail={detail} onEdited={onEdited} />
          <Properties document={document} revision={revision} detail={detail} setting={setting} onEdited={onEdited} />
          <RowFacts row={detail.row} />
        </>
      )}
    </div>
  )
}

function Properties({
  document,
  revision,
  detail,
  setting,
  onEdited,
}: EntryBodyProps & { readonly onEdited: (path: string) => void }) {
  const [all, setAll] = useState(false)
  const { settings } = detail
  const chosen = settings.findIndex(({ path }) => path === setting)
  const from = all ? 0 : Math.max(0, Math.min(chosen - atOnce / 2, settings.length - atOnce))
  const drawn = all ? settings : settings.slice(from, from + atOnce)
  return (
    <>
      {drawn.map(one => (
        <PropertyCard
          key={`${one.path} ${revision}`}
          document={document}
          setting={one}
          chosen={one.path === setting}
          onEdited={onEdited}
        />
      ))}
      {drawn.length < settings.length && <Button label={text.showAll(settings.length)} onClick={() => setAll(true)} />}
    </>
  )
}

interface EntryJsonProps {
  readonly document: DocumentId
  readonly detail: SettingEntryDetail
}

function EntryJson({ document, detail }: EntryJsonProps) {
  const [editing, setEditing] = useState(false)
  const holdsSecret = detail.settings.some(({ flags }) => (flags & settingFlags.secret) !== 0)
  const isConf = detail.component === 'esx.conf'
  return (
    <>
      {holdsSecret && <p className={styles.note}>{text.secretsAreNull}</p>}
      {!holdsSecret && !isConf && !editing && (
        <div className={styles.tools}>
          <Button label={text.edit.editJson} icon={PencilLine} onClick={() => setEditing(true)} />
        </div>
      )}
      {editing && (
        <SettingEditor
          document={document}
          setting={{ path: detail.path, value: detail.value, schema: null, flags: 0 }}
          label={titleOf(detail)}
          onDone={() => undefined}
          onClose={() => setEditing(false)}
        />
      )}
      <LongText value={JSON.stringify(detail.value, null, 2)} atMost={200_000} />
    </>
  )
}

function RowFacts({ row }: Pick<SettingEntryDetail, 'row'>) {
  if (row === null) return null
  const is = text.row
  const facts = [
    { label: is.revision, value: row.revision === null ? '' : String(row.revision) },
    { label: is.created, value: row.created === null ? '' : is.utc(row.created) },
    { label: is.modified, value: row.modified === null ? '' : is.utc(row.modified) },
    { label: is.version, value: row.version ?? '' },
    { label: is.success, value: row.success === null ? '' : row.success ? is.yes : is.no },
  ]
  return <FactTable facts={facts.filter(({ value }) => value !== '')} />
}
