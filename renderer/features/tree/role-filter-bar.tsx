// Above the tree: which files it shows, with how many there are of each. Not there for an archive that is not a host's tree.
import { X } from 'lucide-react'
import { useEffect, useId, useMemo } from 'react'
import type { DocumentId } from '../../../shared/model/document'
import type { FileRole } from '../../../shared/model/file-role'
import { call } from '../../bridge/call'
import { useSession } from '../../state/session'
import { filterTree, showOnly, useTree } from '../../state/tree-store'
import { useLoaded } from '../../state/use-loaded'
import { announce } from '../../ui/announcer'
import { Button } from '../../ui/button'
import { text } from '../../ui/text'
import styles from './role-filter-bar.module.css'

const order: readonly FileRole[] = ['config', 'vital', 'cached', 't-flag', 'listed', 'unknown']

export function RoleFilterBar() {
  const document = useSession(state => state.opened?.document ?? null)
  const revision = useSession(state => state.status?.revision ?? 0)
  return document === null ? null : <BarOf key={document} document={document} revision={revision} />
}

function BarOf({ document, revision }: { readonly document: DocumentId; readonly revision: number }) {
  const { loaded } = useLoaded(document, revision, () => call('files.roles', { document }))
  const role = useTree(tree => tree.role)
  const id = useId()
  const files = loaded && 'value' in loaded.outcome ? loaded.outcome.value : null
  const shown = useMemo(
    () => (role === null ? null : (files?.filter(file => file.role === role).map(({ address }) => address) ?? [])),
    [files, role],
  )
  useEffect(() => {
    void showOnly(shown)
    if (shown !== null) announce(text.tree.filtered(shown.length))
  }, [shown])
  if (files === null || files.length === 0) return null
  const choose = (value: string) => filterTree(order.find(one => one === value) ?? null)
  return (
    <div className={styles.bar} data-filtered={role !== null || undefined}>
      <label className="visually-hidden" htmlFor={id}>
        {text.tree.only}
      </label>
      <select id={id} className={styles.select} value={role ?? ''} onChange={event => choose(event.target.value)}>
        <option value="">{text.tree.everyFile}</option>
        {order.map(one => {
          const count = files.filter(file => file.role === one).length
          return (
            (count > 0 || one === role || one === 'unknown') && (
              <option key={one} value={one}>
                {text.tree.ofRole(text.tree.roles[one], count)}
              </option>
            )
          )
        })}
      </select>
      {role !== null && (
        <Button label={text.tree.showAll} icon={X} kind="quiet" iconOnly onClick={() => filterTree(null)} />
      )}
      {shown?.length === 0 && <p className={styles.none}>{text.tree.noneOfRole}</p>}
    </div>
  )
}
