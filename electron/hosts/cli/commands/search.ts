// `bootbank search`: where a text or an expression stands, in names, contents, certificates and settings. Exit code 1 when nowhere.
import type { SearchHit, SearchQuery } from '../../../../shared/model/search'
import { searchDocument } from '../../../engine/search/search'
import type { ExitCode } from '../exit-code'
import { openAllSound, openBackup } from '../open-backup'
import type { Run } from '../run'
import { terminalText } from '../terminal-text'

/** TEXT, or an expression between slashes. Throws SEARCH for anything else; a damaged layer is an error, since half a search would mislead. */
export async function search(
  run: Run,
  file: string,
  text: string,
  options: { readonly ignoreCase: boolean; readonly word: boolean },
): Promise<ExitCode> {
  const document = await openBackup(file, run)
  await openAllSound(document, run)
  const { found, complete } = await searchDocument(document, queryOf(text, options), {
    signal: run.watch.signal,
    give: hit => (run.json ? run.printJson(jsonOf(hit)) : run.print([lineOf(hit)])),
  })
  if (!complete) run.note(`Only the first ${found} places are told.`)
  return found > 0 ? 0 : 1
}

function queryOf(
  text: string,
  { ignoreCase, word }: { readonly ignoreCase: boolean; readonly word: boolean },
): SearchQuery {
  const regex = text.length > 2 && text.startsWith('/') && text.endsWith('/')
  return { text: regex ? text.slice(1, -1) : text, regex, matchCase: !ignoreCase, word }
}

/** The fields that docs/cli.md promises. */
function jsonOf({ kind, place, offset, before, match, after }: SearchHit) {
  const { address, line, setting, row } = place
  return {
    kind,
    address,
    ...(line === undefined ? {} : { line }),
    ...(setting === undefined ? {} : { setting }),
    ...(row === undefined || kind !== 'row' ? {} : { table: row.table, key: row.key }),
    ...(offset === null ? {} : { offset }),
    before,
    match,
    after,
  }
}

function lineOf({ kind, place, offset, before, match, after }: SearchHit): string {
  const { address, line } = place
  if (kind === 'name') return address
  const at = offset === null ? (line ?? kind) : `byte ${offset}`
  return terminalText(`${address}:${at}: ${before}${match}${after}`)
}
