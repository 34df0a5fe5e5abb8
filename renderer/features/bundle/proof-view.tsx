// What was written, and the proof that it is right: everything was read back and compared before this page appeared.
import { bundleText } from './text'
import { CircleCheck } from 'lucide-react'
import type { BundleResult } from '../../../shared/model/bundle'
import { formatCount, formatExactSize, formatSize } from '../../ui/format'
import { HelpLink } from '../help/help-link'
import styles from './bundle.module.css'

/** Differences that are listed, and settings of one of them. */
const most = 200

/** The last page of the dialog. */
export function ProofView({ result }: { readonly result: BundleResult }) {
  const { proof, files, label, differences } = result
  const facts = [
    [bundleText.proofLayers, formatCount(proof.layers)],
    [bundleText.proofEntries, formatCount(proof.entries)],
    [bundleText.proofUntouched, formatCount(proof.untouched)],
    [bundleText.proofBytes, formatSize(proof.bytes)],
  ] as const
  return (
    <>
      <div className={styles.done}>
        <CircleCheck size={22} strokeWidth={1.75} aria-hidden />
        <div>
          <p className={styles.lead}>{bundleText.proven}</p>
          <p className={styles.address}>{label}</p>
        </div>
      </div>
      <dl className={styles.proof} aria-label={bundleText.proof}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <Differences differences={differences} />
      <section className={styles.part} aria-label={bundleText.next}>
        <h3>{bundleText.next}</h3>
        <p>{bundleText.nextSteps}</p>
        <div>
          <HelpLink page="from-the-host-and-back" />
        </div>
      </section>
      <table className={styles.table}>
        <caption>{bundleText.filesWritten(files.length)}</caption>
        <thead>
          <tr>
            <th scope="col">{bundleText.file}</th>
            <th scope="col" className={styles.number}>
              {bundleText.size}
            </th>
            <th scope="col">SHA-256</th>
          </tr>
        </thead>
        <tbody>
          {files.map(file => (
            <tr key={file.name}>
              <td>{file.name}</td>
              <td className={styles.number} title={formatExactSize(file.size)}>
                {formatSize(file.size)}
              </td>
              <td className={styles.hash}>{file.sha256}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}

/** What differs from the opened file, as a second look has found it. */
function Differences({ differences: { entries, isExact } }: Pick<BundleResult, 'differences'>) {
  const texts = bundleText.differences
  const shown = entries.slice(0, most)
  return (
    <section className={styles.part}>
      <h3>{texts.title}</h3>
      <p>{entries.length === 0 ? texts.none : isExact ? texts.exact(entries.length) : texts.inexact(entries.length)}</p>
      {entries.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the keys scroll it.
        <ul className={styles.differences} tabIndex={0} aria-label={texts.title}>
          {shown.map(({ address, change, what, from, settings }) => (
            <li key={`${change} ${address}`}>
              <span className={styles.address}>{address}</span>{' '}
              <span className={styles.quiet}>{texts.words(change, what, from)}</span>
              {settings.length > 0 && (
                <ul>
                  {settings.slice(0, most).map(({ path, before, after }) => (
                    <li key={path}>
                      <span className={styles.address}>{path}</span>{' '}
                      <span className={styles.quiet}>{texts.values(before, after)}</span>
                    </li>
                  ))}
                </ul>
              )}
            </li>
          ))}
        </ul>
      )}
      {entries.length > most && <p className={styles.quiet}>{bundleText.more(entries.length - most)}</p>}
    </section>
  )
}
