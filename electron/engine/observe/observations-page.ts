// The observations as one page that opens offline and prints: what file it was, when its entries were written, and what each rule saw.
import type { Observation, Timeline } from '../../../shared/model/observation'
import { type Html, html, page } from '../html/html'
import { reportStyle } from '../html/report-style'

export interface ObservedFile {
  readonly name: string
  /** Bytes. */
  readonly size: number
  /** Hex. */
  readonly sha256: string
}

const WIDTH = 960
const HEIGHT = 90

const style = `${reportStyle}
.bars { display: block; width: 100%; height: auto; border-bottom: 1px solid var(--line); } .bars rect { fill: var(--changed); }
.axis { display: flex; justify-content: space-between; margin: 0.2rem 0; color: var(--quiet); font-size: 0.85rem; }
code { font: 0.85rem/1.4 ui-monospace, monospace; }
@media print { .bars rect { print-color-adjust: exact; -webkit-print-color-adjust: exact; } }
`

/** The page as a text; `now` is when it was looked at. */
export function observationsPage(
  { name, size, sha256 }: ObservedFile,
  observations: readonly Observation[],
  times: Timeline,
  now: Date,
): string {
  const rules = [...new Set(observations.map(({ rule }) => rule))]
  return page(
    `Observations: ${name}`,
    style,
    html`<h1>What an investigator would look at</h1>
<table class="sides"><tbody>
<tr><th scope="row">File</th><td>${name}</td></tr>
<tr><th scope="row">Size</th><td>${size} bytes</td></tr>
<tr><th scope="row">SHA-256</th><td><code>${sha256}</code></td></tr>
<tr><th scope="row">Looked at</th><td>${timeOf(now.getTime() / 1000)}</td></tr>
</tbody></table>
<p>${observations.length} observations. Each has a reason and a place; none is a verdict, and what is not there proves nothing. Secrets are shown as ***.</p>
<h2>Entries by their times (UTC)</h2>
${timesOf(times)}
${rules.map(rule => ruleOf(observations.filter(one => one.rule === rule)))}`,
  )
}

function timesOf({ dated, undated, all, buckets, gaps }: Timeline): Html {
  if (all === null) return html`<p>No entry has a time.</p>`
  const most = Math.max(1, ...buckets)
  const step = WIDTH / buckets.length
  return html`<svg class="bars" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${dated} entries from ${timeOf(all.from)} to ${timeOf(all.to - 1)}">
${buckets.map((found, at) => {
  if (found === 0) return null
  const height = Math.max(3, Math.sqrt(found / most) * (HEIGHT - 4))
  return html`<rect x="${round(at * step)}" y="${round(HEIGHT - height)}" width="${round(Math.max(1, step - 1))}" height="${round(height)}"/>`
})}
</svg>
<p class="axis"><span>${timeOf(all.from)}</span><span>${timeOf(all.to - 1)}</span></p>
<p class="what">${dated} entries with a time${undated > 0 ? `, ${undated} of 1970, which is how a missing time looks` : ''}. A bar grows with the square root of the number.</p>
${
  gaps.length === 0
    ? null
    : html`<table><thead><tr><th scope="col">Nothing from</th><th scope="col">to</th></tr></thead><tbody>
${gaps.map(({ from, to }) => html`<tr><td>${timeOf(from)}</td><td>${timeOf(to)}</td></tr>\n`)}</tbody></table>`
}`
}

function ruleOf(observations: readonly Observation[]): Html {
  const [first] = observations
  return html`<h2>${first?.title ?? ''}</h2>
<p class="what">${first?.reason ?? ''}</p>
<table><thead><tr><th scope="col">What</th><th scope="col">Where</th></tr></thead><tbody>
${observations.map(({ message, place }) => html`<tr><td>${message}</td><td>${placeOf(place)}</td></tr>\n`)}</tbody></table>
`
}

function placeOf(place: Observation['place']): Html {
  if (place === null) return html`<i>the backup as a whole</i>`
  const { address, line, setting } = place
  return html`<code>${address}${line === undefined ? '' : `:${line}`}</code>${setting === undefined ? null : html`<br><code>${setting}</code>`}`
}

const round = (number: number) => Math.round(number * 10) / 10

/** Seconds since 1970; no calendar has all of them. */
function timeOf(seconds: number): string {
  const date = new Date(seconds * 1000)
  return Number.isNaN(date.getTime()) ? `second ${seconds}` : `${date.toISOString().slice(0, 19).replace('T', ' ')} UTC`
}
