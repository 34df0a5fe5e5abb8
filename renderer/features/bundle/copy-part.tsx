// What became of the prepared copy that was asked for with a bundle: its proof, or why it is not there.
import { bundleText } from './text'
import { CircleCheck, FileArchive, FolderOpen } from 'lucide-react'
import { call } from '../../bridge/call'
import { fetchDownload } from '../../bridge/download'
import { Button } from '../../ui/button'
import { formatCount, formatExactSize, formatSize } from '../../ui/format'
import { report } from '../../ui/toast'
import { ErrorCard } from '../open/error-card'
import type { CopyOutcome } from './bundle-store'
import styles from './bundle.module.css'

const texts = bundleText.copy
/** Ranges that are listed: a file that lies scattered has thousands. */
const most = 100

/** After the proof of the bundle. */
export function CopyPart({ copy }: { readonly copy: CopyOutcome }) {
  switch (copy.kind) {
    case 'cancelled':
      return <p role="status">{texts.cancelled}</p>
    case 'failed':
      return <ErrorCard title={texts.failed} error={copy.error} look="bare" />
    case 'made':
      return <CopyProof {...copy} />
  }
}

function CopyProof({ result, target }: Extract<CopyOutcome, { readonly kind: 'made' }>) {
  const { size, bank, state, ranges, listsState, label, download } = result
  const bytes = ranges.reduce((sum, range) => sum + range.length, 0)
  const facts = [
    [texts.bank, bank],
    [texts.image, formatExactSize(size)],
    [texts.state, `${formatSize(state.size)}, SHA-256 ${state.sha256}`],
  ] as const
  return (
    <section className={styles.part} aria-label={texts.title}>
      <h3>{texts.title}</h3>
      <div className={styles.done}>
        <CircleCheck size={22} strokeWidth={1.75} aria-hidden />
        <div>
          <p className={styles.lead}>{texts.proven}</p>
          <p className={styles.address}>{label}</p>
        </div>
      </div>
      {!listsState && <p>{texts.unlisted}</p>}
      <dl className={styles.facts}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <table className={styles.table}>
        <caption>{texts.ranges(ranges.length, bytes)}</caption>
        <thead>
          <tr>
            <th scope="col" className={styles.number}>
              {texts.offset}
            </th>
            <th scope="col" className={styles.number}>
              {texts.length}
            </th>
            <th scope="col">{texts.what}</th>
          </tr>
        </thead>
        <tbody>
          {ranges.slice(0, most).map(({ kind, offset, length }) => (
            <tr key={offset}>
              <td className={styles.number}>{formatCount(offset)}</td>
              <td className={styles.number}>{formatCount(length)}</td>
              <td>{texts.kinds[kind]}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {ranges.length > most && <p className={styles.quiet}>{texts.more(ranges.length - most)}</p>}
      <div>
        {download === null ? (
          <Button
            label={texts.show}
            icon={FolderOpen}
            onClick={() => void call('target.show', { target: target.target }).catch(report)}
          />
        ) : (
          <Button label={texts.downloadAgain} icon={FileArchive} onClick={() => fetchDownload(download)} />
        )}
      </div>
    </section>
  )
}
