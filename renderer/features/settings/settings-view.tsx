// The settings browser: every setting of the backup as a tree that is filtered as one types, and the one that was chosen in detail,
// beside the tree or, where there is no room, in its place.
import { SlidersHorizontal } from 'lucide-react'
import { useLayoutEffect, useMemo, useRef } from 'react'
import type { DocumentId } from '../../../shared/model/document'
import { isSealedAway } from '../../../shared/model/host-card'
import type { SettingList } from '../../../shared/model/settings'
import { call } from '../../bridge/call'
import { useSession } from '../../state/session'
import { useOfferActions } from '../../state/shown-actions'
import { useLoaded } from '../../state/use-loaded'
import { Button } from '../../ui/button'
import { EmptyState } from '../../ui/empty-state'
import { settingsText as text } from '../../ui/text-settings'
import { useSize } from '../../ui/use-size'
import { EntryDetail } from './entry-detail'
import { FilterBar } from './filter-bar'
import { rowsOf, searchedText } from './rows'
import { SettingsTree } from './settings-tree'
import { beginSettings, clearFilter, type ShownSetting, showSetting, useSettings } from './settings-state'
import styles from './settings-view.module.css'

/** CSS pixels from which tree and detail stand side by side. */
const roomForBoth = 760

export function SettingsView() {
  const document = useSession(state => state.opened?.document ?? null)
  const revision = useSession(state => state.status?.revision ?? 0)
  if (document === null) return null
  return <SettingsOf key={document} document={document} revision={revision} />
}

interface OfDocument {
  readonly document: DocumentId
  readonly revision: number
}

function SettingsOf({ document, revision }: OfDocument) {
  const { loaded, slow, retry } = useLoaded<SettingList>(document, revision, () => call('settings.list', { document }))
  const sealed = useSession(state => state.card !== null && isSealedAway(state.card))
  if (loaded === null) return slow ? <EmptyState icon={SlidersHorizontal} title={text.loading} /> : null
  if ('error' in loaded.outcome) {
    return (
      <EmptyState icon={SlidersHorizontal} title={text.failed}>
        {loaded.outcome.error.message} <Button label={text.retry} onClick={retry} />
      </EmptyState>
    )
  }
  const list = loaded.outcome.value
  if (list.entry.length === 0) {
    return (
      <EmptyState icon={SlidersHorizontal} title={text.none}>
        {sealed ? text.sealedHint : text.noneHint}
      </EmptyState>
    )
  }
  return <SettingsBrowser document={document} revision={revision} list={list} />
}

function SettingsBrowser({ document, revision, list }: OfDocument & { readonly list: SettingList }) {
  useLayoutEffect(() => beginSettings(document), [document])
  const filter = useSettings(state => state.filter)
  const toggled = useSettings(state => state.toggled)
  const shown = useSettings(state => (state.document === document ? state.shown : null))
  const searched = useMemo(() => searchedText(list), [list])
  const { rows, matches } = useMemo(() => rowsOf(list, searched, filter, toggled), [list, searched, filter, toggled])
  const room = useRef<HTMLDivElement>(null)
  const tree = useRef<HTMLDivElement>(null)
  const detail = useRef<HTMLElement>(null)
  const field = useRef<HTMLInputElement>(null)
  const both = useSize(room).width >= roomForBoth
  const toTree = () => requestAnimationFrame(() => tree.current?.focus())
  const toFilter = () => {
    if (!both) showSetting(null)
    field.current?.focus()
    field.current?.select()
  }
  useOfferActions({ find: toFilter })

  const show = (setting: ShownSetting, into: boolean) => {
    showSetting(setting)
    if (into || !both) requestAnimationFrame(() => detail.current?.focus())
  }
  const close = () => {
    showSetting(null)
    toTree()
  }
  return (
    <section className={styles.view} aria-label={text.title}>
      <FilterBar ref={field} list={list} filter={filter} matches={matches} onDone={toTree} />
      <div ref={room} className={styles.room}>
        {(both || shown === null) && (
          <div className={styles.left}>
            {rows.length === 0 ? (
              <EmptyState icon={SlidersHorizontal} title={text.noMatch}>
                {text.noMatchHint} <Button label={text.clear} onClick={clearFilter} />
              </EmptyState>
            ) : (
              <SettingsTree
                ref={tree}
                list={list}
                rows={rows}
                shown={shown}
                onShow={show}
                onClose={close}
                onFilter={toFilter}
              />
            )}
          </div>
        )}
        {shown !== null && (
          <EntryDetail
            ref={detail}
            document={document}
            revision={revision}
            shown={shown}
            alone={!both}
            onClose={close}
          />
        )}
      </div>
    </section>
  )
}
