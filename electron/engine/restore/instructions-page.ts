// RESTORE.html: the text of RESTORE.md as a page that opens offline and prints. One source, two forms.
import markdown from 'markdown-it'
import { Html, html, page } from '../html/html'

const style = `
:root { --ink: #1c2024; --quiet: #5b6470; --line: #d5dae0; --back: #ffffff; --soft: #f4f6f8; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6e9ec; --quiet: #a3acb6; --line: #3a424b; --back: #14181c; --soft: #1d2329; } }
body { margin: 2rem auto; max-width: 52rem; padding: 0 1.5rem; color: var(--ink); background: var(--back);
  font: 16px/1.55 system-ui, sans-serif; overflow-wrap: anywhere; }
h1 { font-size: 1.6rem; } h2 { margin-top: 2.2rem; padding-top: 0.8rem; border-top: 2px solid var(--line); font-size: 1.25rem; }
table { border-collapse: collapse; width: 100%; } td { border: 1px solid var(--line); padding: 0.3rem 0.6rem; vertical-align: top; }
th { border: 1px solid var(--line); padding: 0.3rem 0.6rem; text-align: left; } thead:not(:has(th:not(:empty))) { display: none; }
thead:not(:has(th:not(:empty))) + tbody td:first-child { width: 34%; color: var(--quiet); }
code { padding: 0.1rem 0.25rem; border-radius: 3px; background: var(--soft); font: 0.9em ui-monospace, monospace; }
pre { padding: 0.6rem 0.8rem; border: 1px solid var(--line); background: var(--soft); white-space: pre-wrap; break-inside: avoid; }
pre code { padding: 0; }
svg { display: block; width: 100%; } td:first-child code { white-space: nowrap; }
.sums td:last-child { font-size: 0.8em; } .codes { display: flex; flex-wrap: wrap; gap: 1rem; margin-top: 1rem; }
figure { margin: 0; width: 10rem; } figure:last-child { width: 15rem; } figcaption { color: var(--quiet); font-size: 0.85rem; }
@media print { .summary { break-after: page; } }
@media print { :root { --ink: #000; --quiet: #333; --line: #999; --back: #fff; --soft: #f2f2f2; }
  body { margin: 0; max-width: none; padding: 0; font-size: 11pt; } h2, h3 { break-after: avoid; }
  ol:has(+ pre), p:has(+ pre) { break-after: avoid; } }
`

/**
 * The page of a Markdown text of ours, with a summary after its heading. Markup in the text that is not Markdown stays text, and a link
 * leads nowhere.
 */
export function instructionsPage(text: string, summary: Html): string {
  const reader = markdown('commonmark', { html: false }).enable('table').disable(['link', 'image', 'autolink'])
  const title = /^# (.*)$/m.exec(text)?.[1]?.replaceAll('`', '') ?? 'Restore'
  const [heading, ...rest] = reader.render(text).split(/(?<=<\/h1>\n)/)
  return page(title, style, html`${new Html(heading ?? '')}${summary}${new Html(rest.join(''))}`)
}
