// Every secret of the backup in one list, by kind: where each stands, and its value only when it is asked for.
import { KeyRound } from 'lucide-react'
import { type KeyboardEvent, useDeferredValue, useLayoutEffect, useMemo, useRef } from 'react'
import type { DocumentId } from '../../../shared/model/document'
import { isSealedAway } from '../../../shared/model/host-card'
import type { SecretPlace } from '../../../shared/model/secret-place'
import { call } from '../../bridge/call'
import { useLayout } from '../../state/layout'
import { useSession } from '../../state/session'
import { useOfferActions } from '../../state/shown-actions'
import { useLoaded } from '../../state/use-loaded'
import { Button } from '../../ui/button'
import { rowHeights } from '../../ui/density'
import { EmptyState } from '../../ui/empty-state'
import { Field } from '../../ui/field'
import { slashGoesTo } from '../../ui/slash-key'
import { TreeRowFrame, Twisty } from '../../ui/tree-row-frame'
import { type DrawnRow, VirtualTree } from '../../ui/virtual-tree'
import { showPlace } from '../tree/show-place'
import { SecretDetail } from './secret-detail'
import { type SecretRow, secretRows } from './secret-rows'
import { beginSecrets, filterSecrets, focusSecret, toggleKind, useSecrets } from './secrets-state'
import styles from './secrets-view.module.css'
import { secretsText as texts } from './text'

export function SecretsView() {
  const document = useSession(state => state.opened?.document ?? null)
  const revision = useSession(state => state.status?.revision ?? 0)
  if (document === null) return null
  return <SecretsOf key={document} document={document} revision={revision} />
}

interface OfDocument {
  readonly document: DocumentId
  readonly revision: number
}

function SecretsOf({ document, revision }: OfDocument) {
  const { loaded, slow, retry } = useLoaded<readonly SecretPlace[]>(document, revision, () =>
    call('secrets.list', { document }),
  )
  const sealed = useSession(state => state.card !== null && isSealedAway(state.card))
  if (loaded === null) return slow ? <EmptyState icon={KeyRound} title={texts.loading} /> : null
  if ('error' in loaded.outcome) {
    return (
      <EmptyState icon={KeyRound} title={texts.failed}>
        {loaded.outcome.error.message} <Button label={texts.retry} onClick={retry} />
      </EmptyState>
    )
  }
  const secrets = loaded.outcome.value
  if (secrets.length === 0) {
    return (
      <EmptyState icon={KeyRound} title={texts.none}>
        {sealed ? texts.sealedHint : texts.noneHint}
      </EmptyState>
    )
  }
  return <SecretList document={document} revision={loaded.revision} secrets={secrets} />
}

function SecretList({ document, revision, secrets }: OfDocument & { readonly secrets: readonly SecretPlace[] }) {
  useLayoutEffect(() => beginSecrets(document), [document])
  const filter = useSecrets(state => (state.document === document ? state.filter : ''))
  const folded = useSecrets(state => state.folded)
  const focused = useSecrets(state => state.focused)
  const asked = useDeferredValue(filter)
  const { rows, matches } = useMemo(() => secretRows(secrets, asked, folded), [secrets, asked, folded])
  const rowHeight = useLayout(layout => rowHeights[layout.density])
  const tree = useRef<HTMLDivElement>(null)
  const field = useRef<HTMLInputElement>(null)
  const row = rows.find(({ node }) => node.id === focused) ?? rows[0]
  const toFilter = () => {
    field.current?.focus()
    field.current?.select()
  }
  useOfferActions({ find: toFilter })
  const secret = row?.index == null ? undefined : secrets[row.index]
  const keyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Escape' && filter !== '') filterSecrets('')
    else if (event.key === 'Escape' || event.key === 'Enter' || event.key === 'ArrowDown') tree.current?.focus()
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  const open = (of: SecretRow, into: boolean) => {
    const at = of.index === null ? undefined : secrets[of.index]
    if (of.index === null) toggleKind(of.node.id)
    else if (into && at) void showPlace(at.place)
  }
  return (
    <section className={styles.view} aria-label={texts.title}>
      <div className={styles.bar}>
        <div className={styles.field}>
          <Field
            ref={field}
            label={texts.filter}
            hideLabel
            placeholder={texts.filterHint}
            value={filter}
            onChange={filterSecrets}
            onKeyDown={keyDown}
          />
        </div>
        <p className={styles.count} role="status">
          {texts.count(matches, secrets.length)}
        </p>
      </div>
      {rows.length === 0 ? (
        <EmptyState icon={KeyRound} title={texts.noMatch}>
          <Button label={texts.clear} onClick={() => filterSecrets('')} />
        </EmptyState>
      ) : (
        <div className={styles.list}>
          <VirtualTree
            ref={tree}
            label={texts.tree}
            rows={rows}
            rowHeight={rowHeight}
            focused={focused}
            nameOf={one => one.label}
            onFocus={one => focusSecret(one.node.id)}
            onToggle={one => toggleKind(one.node.id)}
            onOpen={open}
            onKey={slashGoesTo(toFilter)}
            draw={(one, drawn) => (
              <SecretRowView
                key={one.node.id}
                {...drawn}
                row={one}
                secret={one.index === null ? null : (secrets[one.index] ?? null)}
              />
            )}
          />
        </div>
      )}
      {row?.index != null && secret && (
        <SecretDetail
          key={`${revision} ${row.index}`}
          document={document}
          index={row.index}
          revision={revision}
          secret={secret}
        />
      )}
    </section>
  )
}

function SecretRowView({
  row,
  secret,
  ...drawn
}: DrawnRow & { readonly row: SecretRow; readonly secret: SecretPlace | null }) {
  const place = secret === null ? texts.below(row.count) : placeWords(secret)
  return (
    <TreeRowFrame
      {...drawn}
      row={row}
      label={row.label}
      description={place}
      selected={drawn.focused}
      className={styles.row}
    >
      <span className={styles.name} title={row.label}>
        <Twisty row={row} />
        {secret === null ? <span className={styles.kind}>{row.label}</span> : <Title text={row.label} />}
      </span>
      <span className={styles.place} title={secret?.place.address}>
        {place}
      </span>
    </TreeRowFrame>
  )
}

/** A path that does not fit loses its middle: its end tells one account from another. */
function Title({ text }: { readonly text: string }) {
  const cut = text.lastIndexOf('/', text.includes('#') ? text.indexOf('#') : text.length) + 1
  return (
    <span className={styles.title}>
      <span className={styles.head}>{text.slice(0, cut)}</span>
      <span className={styles.tail}>{text.slice(cut)}</span>
    </span>
  )
}

function placeWords({ place }: SecretPlace): string {
  return place.line === undefined ? place.address : `${place.address}, ${texts.line(place.line)}`
}
