// The help offline: a page for each journey, with its picture. The page is data that the build made; nothing in it is HTML.
import { Fragment, type ReactNode, useEffect, useRef } from 'react'
import { type HelpNode, type HelpPageId, helpPageIds } from '../../../shared/help/help-pages'
import { Button } from '../../ui/button'
import { Dialog } from '../../ui/dialog'
import { text } from '../../ui/text'
import { closeHelp, showHelpPage } from './help-store'
import { helpPages } from './pages'
import styles from './pages-dialog.module.css'

export function PagesDialog({ page }: { readonly page: HelpPageId }) {
  const article = useRef<HTMLElement>(null)
  const { title, nodes } = helpPages[page]
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page begins at its top
  useEffect(() => {
    if (article.current) article.current.scrollTop = 0
    // A link in the page that was left has gone, and the focus with it.
    if (document.activeElement === document.body) article.current?.focus()
  }, [page])
  return (
    <Dialog
      title={text.commands.help}
      size="large"
      onClose={closeHelp}
      footer={<Button label={text.common.close} kind="primary" onClick={closeHelp} />}
    >
      <div className={styles.help}>
        <nav aria-label={text.help.pages}>
          <ul className={styles.list}>
            {helpPageIds.map(id => (
              <li key={id}>
                <button
                  type="button"
                  className={styles.choice}
                  aria-current={id === page ? 'page' : undefined}
                  data-autofocus={id === page || undefined}
                  onClick={() => showHelpPage(id)}
                >
                  {helpPages[id].title}
                </button>
              </li>
            ))}
          </ul>
        </nav>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the keys scroll it. */}
        <article ref={article} className={styles.page} aria-label={title} tabIndex={0}>
          <h3>{title}</h3>
          {shown(nodes)}
        </article>
      </div>
    </Dialog>
  )
}

function shown(nodes: readonly HelpNode[]): ReactNode {
  // biome-ignore lint/suspicious/noArrayIndexKey: a page never changes
  return nodes.map((node, index) => <Fragment key={index}>{element(node)}</Fragment>)
}

function element(node: HelpNode): ReactNode {
  if (typeof node === 'string') return node
  if (node.tag === 'picture') return <img className={styles.picture} src={node.src} alt={node.alt} />
  if (node.tag === 'page') {
    return (
      <button type="button" className={styles.link} onClick={() => showHelpPage(node.page)}>
        {shown(node.children)}
      </button>
    )
  }
  const Tag = node.tag
  return <Tag>{shown(node.children)}</Tag>
}
