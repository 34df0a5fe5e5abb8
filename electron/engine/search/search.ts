// Looking for a text everywhere in a backup: names of entries, texts of all open layers, what certificates say, settings of ConfigStore by path
// and value, rows of other databases, and bytes of other files. A secret is found, and told as bullets.
import type { SearchHit, SearchQuery, SearchResult } from '../../../shared/model/search'
import { settingFlags } from '../../../shared/model/settings'
import { secretMask } from '../../../shared/secrets/spans'
import { throwIfCancelled } from '../codecs/context'
import type { Document } from '../document/document'
import { secretNamesOf } from '../secrets/schema-names'
import { CONF_COMPONENT } from '../settings/conf-keys'
import { settingPath } from '../settings/entry'
import { valueText } from '../settings/list'
import { settingsOf } from '../settings/read-settings'
import type { Settings } from '../settings/settings'
import { CertificateFiles } from './certificates'
import { Holder } from './holder'
import { hit, inFile } from './in-file'
import { type Matcher, matcherOf } from './matcher'

/** Hits that are given at most, and those of one file. */
const most = 10_000
const mostInFile = 1000
/** Milliseconds of work between two chances for others to be answered. */
const stride = 20

/**
 * Gives what is found: names first, then settings, then the content of files in archive order. Layers that are not open are not opened. Rejects
 * SEARCH for a query that cannot be, CANCELLED.
 */
export async function searchDocument(
  document: Document,
  query: SearchQuery,
  { signal, give }: { readonly signal?: AbortSignal | undefined; give(hit: SearchHit): void | Promise<void> },
): Promise<SearchResult> {
  const matcher = matcherOf(query)
  const settings = await settingsOf(document)
  let [found, last] = [0, performance.now()]
  let complete = true
  /** Null as long as there is nothing to wait for: a wait for each of many files would cost more than to look at them. */
  const rest = (): Promise<void> | null => (performance.now() - last < stride ? null : pause())
  const pause = async () => {
    await new Promise(setImmediate)
    throwIfCancelled(signal)
    last = performance.now()
  }
  throwIfCancelled(signal)
  /** False where no more are told. */
  const tell = async (one: SearchHit) => {
    if (found === most) return false
    found += 1
    await give(one)
    await rest()
    return true
  }
  const ended = { found: most, complete: false }
  for (const layer of document.layers()) {
    const { prefix } = layer
    for (const { local } of layer.entries()) {
      const one = inName(prefix + local, matcher)
      if (one && !(await tell(one))) return ended
      const waits = rest()
      if (waits) await waits
    }
  }
  for (const one of inSettings(settings, matcher)) if (!(await tell(one))) return ended
  const search = {
    matcher,
    isRegex: query.regex,
    holder: new Holder(query),
    certificates: new CertificateFiles(),
    secretNames: secretNamesOf(settings),
  }
  for (const layer of document.layers()) {
    for (const entry of layer.entries()) {
      const waits = rest()
      if (waits) await waits
      if (entry.kind !== 'file' || entry.opens !== null || entry.problem) continue
      const hits = inFile(entry, document, search)
      if (!hits) continue
      let given = 0
      for await (const one of hits) {
        if (given === mostInFile) {
          complete = false
          break
        }
        given += 1
        if (!(await tell(one))) return ended
      }
    }
  }
  return { found, complete }
}

function inName(address: string, matcher: Matcher): SearchHit | null {
  const [range] = matcher(address)
  if (!range) return null
  const [from, to] = range
  return hit('name', { address }, address.slice(0, from), address.slice(from, to), address.slice(to))
}

/** Settings of ConfigStore; esx.conf is looked through as the text it is. */
function* inSettings(settings: Settings, matcher: Matcher): Iterable<SearchHit> {
  for (const entry of settings.entries) {
    if (entry.component === CONF_COMPONENT || entry.row === null) continue
    for (const { property, value, flags, place } of entry.settings) {
      if (!place?.row) continue
      const path = settingPath(entry, property)
      const words = valueText(value)
      const isSecret = (flags & settingFlags.secret) !== 0
      const [inPath] = matcher(path)
      const [inValue] = inPath ? [] : matcher(words)
      if (inPath) {
        const [from, to] = inPath
        const after = `${path.slice(to)} = ${isSecret ? secretMask : words}`
        yield hit('setting', place, path.slice(0, from), path.slice(from, to), after)
      } else if (inValue && isSecret) yield hit('setting', place, `${path} = `, secretMask, '')
      else if (inValue) {
        const [from, to] = inValue
        yield hit('setting', place, `${path} = ${words.slice(0, from)}`, words.slice(from, to), words.slice(to))
      }
    }
  }
}
