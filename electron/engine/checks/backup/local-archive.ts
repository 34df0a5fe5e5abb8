import type { Entry } from '../../document/entry'
import { plain } from '../../document/plain-name'
import { LOCAL_NAME, LOCAL_NAMES, SEALED_LOCAL_NAME } from '../../esx/paths'
import type { Backup } from '../backup'
import type { BackupCheck, Found } from '../check'

export const localArchive: BackupCheck<'local-archive'> = {
  id: 'local-archive',
  about: 'backup',
  severity: 'error',
  explanation: 'The host looks for local.tgz or local.tgz.ve by name, at the top of state.tgz.',
  source: 'docs/formats.md sections 1 and 11',
  run: backup => (backup.local ? unfit(backup, backup.local) : missing(backup)),
}

/** A name that is right on something that is not. */
function unfit({ state }: Backup, local: Entry): readonly Found[] {
  const both = state?.entries().filter(entry => LOCAL_NAMES.includes(plain(entry.name))) ?? []
  const found: Found[] = []
  if (local.opens === null)
    found.push({
      at: local,
      message: `${local.name} (${local.size} bytes) is not an archive.`,
      remedy: 'Get the state.tgz from the boot bank again.',
    })
  if (new Set(both.map(entry => plain(entry.name))).size > 1)
    found.push({
      at: local,
      severity: 'warning',
      message: 'local.tgz and local.tgz.ve are both there: no source says which of them a host takes.',
      remedy: 'Remove the one that is not meant.',
    })
  return found
}

function missing({ document, shape, state }: Backup): readonly Found[] {
  if (state) return [{ at: state, message: 'Neither local.tgz nor local.tgz.ve is in it.' }]
  if (shape !== 'archive') return []
  return document.root
    .entries()
    .filter(looksLikeLocal)
    .map(entry => ({
      at: entry,
      message:
        "This looks like the archive of the host's files under a name or in a folder where no host looks for it.",
      remedy: `Rename it to ${entry.opens === 'envelope' ? SEALED_LOCAL_NAME : LOCAL_NAME}, without a folder.`,
    }))
}

function looksLikeLocal(entry: Entry): boolean {
  return entry.opens !== null && /local/i.test(entry.name.split('/').at(-1) ?? '')
}
