// passwd, shadow, group as a table: each row leads to its line in the text, and what is wrong is told above with its line.
import { jumpToLine } from '../../features/editor/view-places'
import { classes } from '../../ui/classes'
import type { ViewerProps } from '../viewer'
import styles from './accounts-view.module.css'
import { accountsText as texts } from './text'

export function AccountsView({ document, node, data, frame, onShow }: ViewerProps<'accounts'>) {
  const { columns, rows, more, problems, moreProblems } = data
  const toLine = (line: number) => {
    jumpToLine(JSON.stringify([document, node]), line)
    onShow('text')
  }
  const broken = new Set(problems.map(({ line }) => line))
  return frame(
    { chips: [texts.amount(rows.length + more)] },
    // biome-ignore lint/a11y/noNoninteractiveTabindex: the keys scroll it.
    <div className={styles.ground} tabIndex={0} data-pane-start>
      <div className={styles.page}>
        {problems.length > 0 && (
          <div className={styles.problems} role="note">
            <strong>{texts.problems}</strong>
            <ul>
              {problems.map(({ line, message }) => (
                <li key={`${line} ${message}`}>
                  <button type="button" className={styles.link} onClick={() => toLine(line)}>
                    {texts.atLine(line)}
                  </button>
                  {': '}
                  {message}
                </li>
              ))}
              {moreProblems > 0 && <li>{texts.moreProblems(moreProblems)}</li>}
            </ul>
          </div>
        )}
        {rows.length === 0 ? (
          <p className={styles.aside}>{texts.none}</p>
        ) : (
          <table className={styles.table} aria-label={texts.table}>
            <thead>
              <tr>
                <th scope="col">{texts.line}</th>
                {columns.map(title => (
                  <th key={title} scope="col">
                    {title}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map(({ line, cells }) => (
                <tr key={line} className={classes(broken.has(line) && styles.broken)}>
                  <td>
                    <button
                      type="button"
                      className={styles.link}
                      aria-label={texts.toLine(line)}
                      data-tip={texts.toLine(line)}
                      onClick={() => toLine(line)}
                    >
                      {line}
                    </button>
                  </td>
                  {cells.map(({ text, attention }, index) => (
                    <td key={columns[index]} className={classes(attention && styles.attention)}>
                      {text}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        )}
        {more > 0 && <p className={styles.aside}>{texts.more(more)}</p>}
      </div>
    </div>,
  )
}
