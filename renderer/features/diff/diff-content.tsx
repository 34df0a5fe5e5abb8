// A difference as what it is: a text, settings, sizes and hashes, or header facts alone.
import { FileCog } from 'lucide-react'
import type { ReactNode } from 'react'
import { assertNever } from '../../../shared/model/assert-never'
import { certificateAspects } from '../../../shared/model/certificate-differences'
import type { ChangeDiff } from '../../../shared/model/change'
import { EmptyState } from '../../ui/empty-state'
import { paneText } from '../../ui/text-panes'
import { DiffHeader, type ShownChange } from './diff-header'
import styles from './diff-pane.module.css'
import { RowsTable } from './rows-table'
import { SettingsTable } from './settings-table'
import { SidesTable } from './sides-table'
import { TextDiff } from './text-diff'

export interface DiffContentProps {
  readonly change: ShownChange
  readonly diff: ChangeDiff
  /** Buttons for the header. */
  readonly actions?: ReactNode
  /** Headings of the two sides; those of a change of the opened file unless given. */
  readonly sides?: { readonly before: string; readonly after: string }
}

export function DiffContent({ change, diff, actions, sides = paneText.diff }: DiffContentProps) {
  const header = (tools?: ReactNode) => (
    <DiffHeader
      change={change}
      tools={
        <>
          {tools}
          {actions}
        </>
      }
    />
  )
  switch (diff.kind) {
    case 'text':
      return (
        <TextDiff
          address={change.address}
          formerAddress={change.before}
          before={diff.before}
          after={diff.after}
          language={diff.language}
          secretNames={diff.secretNames}
          sides={{
            before: change.kinds.includes('added') ? paneText.diff.absentBefore : sides.before,
            after: change.kinds.includes('removed') ? paneText.diff.absentAfter : sides.after,
          }}
          header={header}
        />
      )
    case 'binary':
    case 'too-large':
      return (
        <>
          {header()}
          <SidesTable
            reason={diff.kind === 'binary' ? paneText.diff.binary : paneText.diff.tooLarge}
            sides={sides}
            before={diff.before}
            after={diff.after}
          />
        </>
      )
    case 'settings':
      return (
        <>
          {header()}
          <SidesTable
            reason={
              diff.settings.length === 0 ? paneText.diff.noSettings : paneText.diff.settings(diff.settings.length)
            }
            sides={sides}
            before={diff.before}
            after={diff.after}
          >
            {diff.settings.length > 0 && <SettingsTable settings={diff.settings} sides={sides} />}
            {diff.rows.length > 0 && <RowsTable rows={diff.rows} sides={sides} />}
          </SidesTable>
        </>
      )
    case 'rows':
      return (
        <>
          {header()}
          <SidesTable
            reason={paneText.diff.rows(diff.rows.length)}
            sides={sides}
            before={diff.before}
            after={diff.after}
          >
            {diff.rows.length > 0 && <RowsTable rows={diff.rows} sides={sides} />}
          </SidesTable>
        </>
      )
    case 'certificates':
      return (
        <>
          {header()}
          <SidesTable
            reason={paneText.diff.certificates(diff.certificates.length)}
            sides={sides}
            before={diff.before}
            after={diff.after}
          >
            {diff.certificates.map(({ change: what, subject, facts }, index) => (
              <SettingsTable
                // biome-ignore lint/suspicious/noArrayIndexKey: the list is made once.
                key={index}
                heading={paneText.diff.certificate(what, subject)}
                settings={facts.map(one => ({ ...one, path: certificateAspects[one.aspect] }))}
                sides={sides}
              />
            ))}
          </SidesTable>
        </>
      )
    case 'header':
      return (
        <>
          {header()}
          <div className={styles.stated}>
            <EmptyState icon={FileCog} title={paneText.diff.same}>
              {change.kinds.some(kind => kind === 'sealed' || kind === 'unsealed')
                ? paneText.diff.seal
                : change.kinds.every(kind => kind === 'order')
                  ? paneText.diff.order
                  : paneText.diff.header}
            </EmptyState>
          </div>
        </>
      )
    default:
      return assertNever(diff)
  }
}
