// What a database is made of: facts of the file, and the SQL of its schema.
import type { DatabaseCheck, TableFacts, TablesView } from '../../../shared/viewers/tables'
import { FactTable } from '../../ui/fact-table'
import { formatCount } from '../../ui/format'
import styles from './tables-view.module.css'
import { tablesText as texts } from './text'

function checkWords(check: DatabaseCheck | null): string {
  const is = texts.facts
  switch (check?.kind) {
    case undefined:
      return is.notChecked
    case 'sound':
      return is.sound
    case 'damaged':
      return check.complaint
    case 'computes':
      return is.computes(check.part)
  }
}

export function Structure({ data, table }: { readonly data: TablesView; readonly table: TableFacts | null }) {
  const is = texts.facts
  const facts = [
    {
      label: is.check,
      value: checkWords(data.check),
    },
    { label: is.pageSize, value: formatCount(data.pageSize) },
    { label: is.pages, value: formatCount(data.pages) },
    { label: is.freePages, value: formatCount(data.freePages) },
    { label: is.encoding, value: data.encoding },
    { label: is.journal, value: data.writeAheadLog ? is.writeAheadLog : is.rollback },
    { label: is.schemaVersion, value: String(data.schemaVersion) },
    { label: is.userVersion, value: String(data.userVersion) },
    { label: is.applicationId, value: String(data.applicationId) },
  ]
  const parts = data.parts.filter(part => table === null || part.table === table.name)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be reached by keys.
    <section className={styles.structure} aria-label={texts.structure} tabIndex={0} data-pane-start>
      <FactTable facts={facts} />
      {table && (
        <>
          <h2>{table.name}</h2>
          <pre className={styles.value}>{table.sql}</pre>
        </>
      )}
      {parts.length > 0 && <h2>{texts.parts}</h2>}
      {parts.map(({ type, name, table: on, sql }) => (
        <div key={`${type} ${name}`}>
          <p className={styles.note}>{texts.partOf(type, name, on)}</p>
          <pre className={styles.value}>{sql === '' ? texts.automatic : sql}</pre>
        </div>
      ))}
    </section>
  )
}
