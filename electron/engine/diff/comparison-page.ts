// A comparison as one page that opens offline and prints: the card first, then what differs, what means nothing last and folded.
import type { CardDifference, ComparedEntry, ComparedSide } from '../../../shared/model/comparison'
import { noisyFiles } from '../../../shared/model/noise'
import { throwIfCancelled } from '../codecs/context'
import type { Document } from '../document/document'
import type { OpenLayerOptions } from '../document/opening'
import { type Html, html, page } from '../html/html'
import { type ToldComparison, type ToldEntry, secretNamesOfBoth } from './comparison'
import { comparisonStyle } from './comparison-style'
import { entryDiff } from './entry-diff'
import { certificateLines, headerLines, networkLines, rowLines, starred, type ToldFact, unseenWords } from './words'

/** Characters of differences that a page shows of one file, and of all: a browser has to lay them out. */
const MOST_OF_FILE = 256 * 1024
const MOST = 16 * 1024 * 1024
/** Settings that a page shows of one entry. */
const MOST_SETTINGS = 2000

const changes = ['changed', 'added', 'removed', 'moved'] as const

/** The page as a text. Throws CANCELLED. */
export async function comparisonPage(
  { before, after, entries, card, network, unseen }: ToldComparison,
  old: Document,
  now: Document,
  options: OpenLayerOptions = {},
): Promise<string> {
  const names = await secretNamesOfBoth(old, now)
  let room = MOST
  const sections: Html[] = []
  for (const entry of entries) {
    throwIfCancelled(options.signal)
    // Where its certificates are all that differs, their lines of base64 say nothing.
    const diff = entry.certificates?.isAll ? '' : textOf(await entryDiff(entry, old, now, names))
    const shown = diff.length <= Math.min(room, MOST_OF_FILE)
    if (shown) room -= diff.length
    sections.push(sectionOf(entry, shown ? diff : null))
  }
  const told = sections.filter((_, index) => entries[index]?.noise === false)
  const noise = sections.filter((_, index) => entries[index]?.noise === true)
  const counts = changes.map(change => [change, entries.filter(one => one.change === change && !one.noise).length])
  return page(
    `${before.name} and ${after.name}, compared`,
    comparisonStyle,
    html`<h1>What differs between two backups</h1>
<table class="sides"><thead><tr><td></td><th scope="col">Earlier</th><th scope="col">Later</th></tr></thead><tbody>
${sideRows(before, after)}
</tbody></table>
<p>${counts.map(([change, count]) => `${count} ${change}`).join(', ')}${noise.length > 0 ? `; ${noise.length} more that mean nothing` : ''}. Secrets are shown as ***.</p>
${unseen.length > 0 ? html`<p>${unseenWords(unseen) ?? ''}</p>` : null}
${card.length > 0 ? cardTable(card) : null}
${network.parts.length > 0 ? networkSection(network.parts.map(networkLines)) : null}
<h2>Files and settings</h2>
${told.length > 0 ? told : html`<p>Nothing${noise.length > 0 ? ' but what differs with every backup' : ''}.</p>`}
${noise.length > 0 ? noiseOf(noise) : null}`,
  )
}

function sideRows(before: ComparedSide, after: ComparedSide): readonly Html[] {
  const row = (title: string, value: (side: ComparedSide) => string) =>
    html`<tr><th scope="row">${title}</th><td>${value(before)}</td><td>${value(after)}</td></tr>\n`
  return [
    row('File', side => side.name),
    row('Saved', side => side.savedAt ?? 'not known'),
    row('Size', side => `${side.size} bytes`),
    row('SHA-256', side => side.sha256),
  ]
}

function cardTable(card: readonly CardDifference[]): Html {
  const list = (texts: readonly string[]) =>
    texts.length === 0
      ? html`<i>nothing</i>`
      : texts.map((text, index) => html`${index > 0 ? html`<br>` : null}${text}`)
  return html`<h2>The host</h2>
<table><thead><tr><th scope="col">Fact</th><th scope="col">Earlier</th><th scope="col">Later</th></tr></thead><tbody>
${card.map(
  one =>
    html`<tr><th scope="row">${one.title}<small>${one.group}</small></th><td>${list(one.before)}</td><td>${list(one.after)}</td></tr>\n`,
)}</tbody></table>`
}

function sectionOf(entry: ToldEntry, diff: string | null): Html {
  const { address, change, what, from, keys } = entry
  const words = [change === 'changed' ? what.join(', ') : change, from === null ? '' : `was ${from}`].filter(
    word => word !== '',
  )
  return html`<section class="${change}"><h3>${address}</h3><p class="what">${words.join('; ')}</p>
${entry.facts.length > 0 ? factsTable(headerLines(entry)) : null}
${keys !== null && keys.length > 0 ? settingsTable(keys) : null}
${[...certificateLines(entry), ...rowLines(entry)].map(({ title, facts }) => html`<h4>${title}</h4>${facts.length > 0 ? factsTable(facts) : null}`)}
${diff === null ? html`<p>The difference is too long to be shown here.</p>` : diff === '' ? null : linesOf(diff)}</section>
`
}

type Told = ReturnType<typeof networkLines>

function networkSection(parts: readonly Told[]): Html {
  return html`<h2>The network</h2>
${parts.map(({ title, facts }) => html`<section class="${title.slice(0, title.indexOf(':'))}"><h3>${title}</h3>${factsTable(facts)}</section>\n`)}`
}

/** What one thing says differently. */
function factsTable(facts: readonly ToldFact[]): Html {
  const value = (text: string | null) => (text === null ? html`<i>not set</i>` : text)
  return html`<table><thead><tr><th scope="col">Fact</th><th scope="col">Earlier</th><th scope="col">Later</th></tr></thead><tbody>
${facts.map(one => html`<tr><th scope="row">${one.title}</th><td>${value(one.before)}</td><td>${value(one.after)}</td></tr>\n`)}</tbody></table>`
}

function settingsTable(keys: NonNullable<ComparedEntry['keys']>): Html {
  const value = (text: string | null) => (text === null ? html`<i>not set</i>` : starred(text))
  const more = keys.length - MOST_SETTINGS
  return html`<table><thead><tr><th scope="col">Setting</th><th scope="col">Earlier</th><th scope="col">Later</th></tr></thead><tbody>
${keys
  .slice(0, MOST_SETTINGS)
  .map(
    one => html`<tr><th scope="row">${one.key}</th><td>${value(one.before)}</td><td>${value(one.after)}</td></tr>\n`,
  )}</tbody></table>
${more > 0 ? html`<p>${more} more settings differ.</p>` : null}`
}

const kinds: Readonly<Record<string, string>> = { '+': 'ins', '-': 'del', '@': 'at', '#': 'at' }

function linesOf(diff: string): Html {
  const lines = diff.replace(/\n$/, '').split('\n')
  return html`<pre>${lines.map(line => {
    const kind = /^(?:---|\+\+\+) /.test(line) ? 'at' : kinds[line.charAt(0)]
    return kind === undefined ? html`<span>${line}\n</span>` : html`<span class="${kind}">${line}\n</span>`
  })}</pre>`
}

function noiseOf(sections: readonly Html[]): Html {
  return html`<details><summary>${sections.length} differences that mean nothing</summary>
<p>Differences in time or order alone, and ${noisyFiles.map(([path, what]) => `${path} (${what})`).join(', ')}.</p>
${sections}</details>`
}

/** A diff keeps the bytes of its files: UTF-8 as most are, or else Latin-1. */
function textOf(diff: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(diff)
  } catch {
    return Buffer.from(diff).toString('latin1')
  }
}
