// The first page of RESTORE.html, to be printed and taken along: whose state it is, the checksums as text and as QR codes, and the words to type.
import type { BundleFile } from '../../../shared/model/bundle'
import type { HostCard } from '../../../shared/model/host-card'
import { displayName } from '../codecs/names'
import { type Html, html } from '../html/html'
import { qrCode } from './qr-code'

export interface SummaryFacts {
  readonly card: HostCard
  /** The bank that was opened, in words; null for a file that is from no bank. */
  readonly bank: string | null
  /** Files of the bundle whose sums are known before the page is made, in their order. */
  readonly files: readonly BundleFile[]
  /** Those of them that get a code of their own. */
  readonly chosen: readonly string[]
}

/** A line of SHA256SUMS. */
const sumLine = ({ name, sha256 }: BundleFile) => `${sha256}  ${name}\n`

/** One page, without a heading of the first level. */
export function summaryPage({ card, bank, files, chosen }: SummaryFacts): Html {
  const known = (text: string | null) => (text === null ? 'not in the backup' : displayName(Buffer.from(text)))
  const codes = [
    ...files.filter(({ name }) => chosen.includes(name)).map(file => ({ name: file.name, text: sumLine(file) })),
    { name: 'all files above', text: files.map(sumLine).join('') },
  ]
  return html`<section class="summary">
<h2>On one page</h2>
<p>Host <b>${known(card.hostname)}</b>, release <b>${known(card.release)}</b>, UUID ${known(card.uuid)}${bank === null ? '' : html`; opened from <b>${known(bank)}</b>`}.</p>
<table class="sums"><thead><tr><th>File</th><th>SHA-256</th></tr></thead><tbody>
${files.map(({ name, sha256 }) => html`<tr><td>${name}</td><td><code>${sha256}</code></td></tr>\n`)}</tbody></table>
<div class="codes">
${codes.map(({ name, text }) => html`<figure>${qrCode(text, `SHA-256 of ${name}`)}<figcaption>${name}</figcaption></figure>\n`)}</div>
<p>Each code holds lines of SHA256SUMS. On the host, in the folder of the bundle: <code>sha256sum -c SHA256SUMS</code>, then
<code>sh restore.sh --dry-run</code>, <code>sh restore.sh</code>, and to go back <code>sh restore.sh --undo</code>. After it in the ESXi shell at once: <code>reboot -f</code>.</p>
</section>
`
}
